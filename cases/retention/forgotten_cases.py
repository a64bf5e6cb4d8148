"""What is forgotten of a person's cases, and which tables say nothing about people."""

from cases.retention.forgotten import (
    BLANK,
    CITIZEN,
    DASH,
    FACT,
    FACT_WORDS,
    NOTHING,
    OF_CASES,
    OF_PEOPLE,
    OF_PERSON,
    STAMP,
    Forgotten,
    why,
)
from cases.retention.forgotten_claims import OF_CLAIM
from cases.retention.forgotten_figures import OF_FIGURES
from cases.retention.forgotten_files import OF_FILES
from cases.retention.forgotten_follow_up import OF_FOLLOW_UP
from cases.retention.forgotten_handover import OF_HANDOVER
from cases.retention.forgotten_letters import OF_LETTER
from cases.retention.forgotten_money import OF_MONEY
from cases.retention.forgotten_movements import OF_MOVEMENT
from cases.retention.forgotten_musters import OF_MUSTER
from cases.retention.forgotten_protection import OF_PROTECTION
from cases.retention.forgotten_recounts import OF_RECOUNT
from cases.retention.forgotten_reports import OF_REPORT
from cases.retention.forgotten_talk import OF_TALK

EMPTY = "'{}'"
PART = why(key="id uuid", link="case_id step_id", moment="recorded_at")

OF_CASE: dict[str, Forgotten] = {
    **OF_TALK,
    "cases_transition": Forgotten(
        OF_CASES,
        {"reason": BLANK, **FACT_WORDS},
        FACT
        | why(
            key="id uuid number",
            link="case_id copied_from_id",
            code="kind from_stage from_outcome to_stage to_outcome from_held to_held",
            ours="from_mission_id to_mission_id needs_review",
            gate="changes gate_open",
        ),
        derived=STAMP,
    ),
    "cases_step": Forgotten(
        OF_CASES,
        {
            "reference": BLANK,
            "grounds": "case when grounds = '' then '' else '—' end",
            "expires_on": NOTHING,
        },
        why(
            key="id uuid number",
            link="case_id procedure_id sealed_grounds_id",
            gate="code after opens_at",
            code="track body status",
            ours="status_by_id",
            moment="status_at opened_from opened_at taken_up_at recorded_at",
        ),
        derived=STAMP,
    ),
    "cases_inquiry": Forgotten(
        OF_CASES,
        {
            "reference": BLANK,
            "question": BLANK,
            "answer_reference": BLANK,
            "answer": BLANK,
        },
        why(
            key="id uuid",
            link="case_id step_id sealed_question_id sealed_answer_id",
            code="body verdict",
            place="asked_of_id",
            ours="asked_by_id",
            moment="asked_from asked_at recorded_at answered_from answered_at answer_recorded_at "
            "replied_on",
        ),
        derived=STAMP,
    ),
    "cases_stepresult": Forgotten(
        OF_CASES,
        {"values": EMPTY, "reference": BLANK, "note": BLANK, "expires_on": NOTHING},
        PART
        | why(
            link="sealed_id",
            code="restricted",
            ours="recorded_by_id",
            moment="happened_from happened_at",
        ),
    ),
    "cases_sealedpart": Forgotten(
        OF_CASES, {"content": EMPTY}, PART | why(code="restricted", ours="recorded_by_id")
    ),
    "cases_casebasis": Forgotten(
        OF_CASES,
        {"statement": BLANK, "withdraw_note": BLANK},
        why(
            key="id uuid",
            link="case_id legal_basis_id",
            code="source consent_form told_in",
            ours="recorded_by_id",
            moment="told_on recorded_at withdrawn_at withdrawn_on ended_at",
        ),
    ),
    "cases_unsealing": Forgotten(
        OF_CASES,
        # As long as a reason must be.
        {
            "reason": "repeat('—', 20)",
            "finding_words": "case when finding_words = '' then '' else '—' end",
        },
        why(
            key="id uuid reference version",
            link="case_id",
            code="restricted kind finding",
            ours="mission_id from_mission_id posting_id opened_by_id reviewed_by_id",
            moment="opened_at until reviewed_at",
        ),
    ),
    "cases_draft": Forgotten(
        "(from_case_id = any(of_cases) or from_report_id = any(of_reports) or from_stranger_id in "
        "(select id from cases_musterstranger where case_id = any(of_cases)))",
        {"content": EMPTY, "carried": "'[]'"},
        why(
            key="id uuid",
            link="from_case_id from_report_id from_stranger_id",
            code="ended_as",
            ours="staff_id posting_id",
            moment="began_at saved_at ended_at",
        ),
    ),
    "cases_clock": Forgotten(
        OF_CASES,
        {},
        why(
            key="id uuid",
            link="case_id step_id limit_id inquiry_id",
            code="state calendar is_counted verdict rests_with rests_left",
            moment="started_from started_at due_from due_at stopped_from stopped_at rests_since "
            "taken_up_at",
        ),
        derived=STAMP,
    ),
    "cases_reminder": Forgotten(
        OF_CASES,
        {},
        why(
            key="id uuid",
            link="case_id clock_id notice_id",
            code="kind state",
            ours="mission_id",
            moment="due_at recorded_at",
        ),
    ),
    **OF_RECOUNT,
    "cases_share": Forgotten(
        OF_CASES,
        {"reason": DASH, "revoke_reason": "case when revoke_reason = '' then '' else '—' end"},
        why(
            key="id uuid reference version",
            link="case_id",
            gate="operations",
            ours="owner_id to_mission_id granted_by_id",
            moment="until granted_at extended_at revoked_at",
        ),
    ),
    "cases_transfer": Forgotten(
        OF_CASES,
        {"summary": DASH, "answer": "case when answer = '' then '' else '—' end"},
        why(
            key="id uuid reference version",
            link="case_id returns_id",
            code="status is_from_opening",
            ours="from_mission_id to_mission_id offered_by_id answered_by_id",
            moment="offered_at answered_at taken_over_from taken_over_at",
        ),
    ),
    "cases_notice": Forgotten(
        OF_CASES,
        {"params": EMPTY},
        why(
            key="id uuid reference",
            link="case_id",
            code="kind audience mailing",
            ours="mission_id staff_id meant_mission_id meant_staff_id from_mission_id read_by_id",
            moment="created_at read_at",
        ),
    ),
    "cases_outboxmail": Forgotten(
        "notice_id in (select id from cases_notice where case_id = any(of_cases))",
        {
            "subject": DASH,
            "body": BLANK,
            "state": "case when state = 'waiting' then 'kept' else state end",
            "next_try_at": NOTHING,
        },
        why(
            key="id",
            link="notice_id",
            code="last_error",
            ours="to_staff_id address language attempts",
            moment="created_at sent_at",
        ),
    ),
    "cases_case": Forgotten(
        OF_PERSON,
        {"summary": BLANK, "journey_on": NOTHING, "valid_until": NOTHING},
        why(
            key="id reference rows version",
            link="citizen_id incident_id",
            ours="mission_id mission_ids assigned_to_id playbook_id reception_point_id",
            code="stage held hold_reason outcome outcome_in_doubt overlooked report_source "
            "return_wish",
            moment="ledger_at opened_from opened_at position_from position_at recorded_at "
            "voided_at last_contact_from last_contact_at "
            "next_attempt_at",
            gate="blocker_kind blocker_procedure_id blocker_condition blocker_body "
            "blocker_authority_id blocked_from blocked_since next_due_at next_due_limit_id",
        ),
        derived=STAMP,
    ),
}

FORGOTTEN: dict[str, Forgotten] = (
    OF_PEOPLE
    | OF_REPORT
    | OF_LETTER
    | OF_FILES
    | OF_MONEY
    | OF_MOVEMENT
    | OF_MUSTER
    | OF_HANDOVER
    | OF_CLAIM
    | OF_PROTECTION
    | OF_FOLLOW_UP
    | OF_FIGURES
    | OF_CASE
    | {"cases_citizen": CITIZEN}
)
"""The person last: her age is told by her cases, and they are known by her."""

BY_HAND = {
    "cases_rowversion": "kept are the columns that FORGOTTEN keeps of the table, nothing else",
    "cases_auditentry": "whom it is about is emptied where it is about her alone",
    "cases_auditlink": "the key of the digest is emptied with it",
    "cases_export": "words that name her; the file with people in it is let go",
    "cases_receipt": "key, fingerprint and answer of requests on her records",
    "django_tasks_database_dbtaskresult": "arguments of jobs that name her or her records",
}
"""Tables for which the function has a statement of its own; see `schema.py`."""

NOT_ABOUT_PEOPLE = {
    "accounts of our staff, not of citizens": (
        *("account_emailaddress", "account_emailconfirmation", "axes_accessattempt"),
        *("axes_accessattemptexpiration", "axes_accessfailurelog", "axes_accesslog"),
        *("cases_administratorchange", "cases_onetimelink", "cases_posting"),
        *("cases_staff", "cases_apitoken", "cases_savedview", "cases_allowance"),
        "mfa_authenticator",
    ),
    "sessions of our staff; what was searched goes with the session, by a rule of retention": (
        *("cases_staffsession", "django_session"),
    ),
    "where lists of people came from and how their columns are read; people stand in the rows": (
        *("cases_receivedlist", "cases_sendermapping", "cases_reconciliation"),
    ),
    "lists of the world and of our offices, and that files of them were loaded": (
        *("cases_authority", "cases_mission", "cases_officeclosure", "cases_place"),
        *("cases_countryday", "cases_officecontact", "cases_province", "cases_configurationload"),
    ),
    "what is known of a crisis as a whole, and what headquarters orders": (
        *("cases_directive", "cases_directivemission", "cases_directivereport"),
        *("cases_incident", "cases_missionplan", "cases_positionline", "cases_reportedfigure"),
        *("cases_snapshot", "cases_snapshotvalue", "cases_briefing", "cases_briefingsheet"),
    ),
    "how work is done, for everybody": (
        *(
            "cases_legalbasis",
            "cases_limit",
            "cases_playbook",
            "cases_playbookgate",
            "cases_playbookstep",
        ),
        *("cases_procedure", "cases_exchangerate", "cases_recount"),
    ),
    "journeys of many as a whole; people stand in the rows of passengers": (
        *("cases_movement", "cases_leg", "cases_escort", "cases_hostnote"),
        *("cases_manifestversion", "cases_movementcounter", "cases_muster"),
    ),
    "numbers and digests alone": (
        *("cases_referencecounter", "cases_retentionrun", "cases_seedentry"),
        *("cases_lettercounter", "cases_letterbatch"),
        *("cases_figureclosing", "cases_figurebalance"),
    ),
    "the machinery of the framework; nothing is written there about records": (
        *("auth_group", "auth_group_permissions", "auth_permission", "django_admin_log"),
        *("django_content_type", "django_migrations", "knox_authtoken"),
    ),
}
"""Tables without a word about a citizen, by the reason."""
