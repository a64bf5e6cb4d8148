"""Which words of Bangkok reach others all the same, and which are shown to nobody. By hand."""

import re

from cases.core.roles import sights_of
from tests.matrix.actors import Asker

CONFIGURATION = {
    *("cases_configurationload.decide_reason", "cases_configurationload.digest"),
    *("cases_configurationload.name", "cases_configurationload.problems"),
    "cases_configurationload.words",
}
"""What is set up in the house is of no person; who may change it, and who checks, sees by whom."""
PUBLISHED = {
    *("cases_briefingsheet.number", "cases_briefingsheet.replaced_by"),
    *("cases_briefingsheet.subtitle", "cases_briefingsheet.withdraw_reason"),
    "cases_briefingsheet.zone",
}
"""Of sheets that went out, for roles that read what is published."""
POSITIONS = {
    *("cases_positionline.text", "cases_positionline.text_vi", "cases_positionline.text_fr"),
    *("cases_positionline.source_name", "cases_positionline.source_url"),
}
"""What headquarters lets every mission tell of an incident; of no person."""
SHOWN = {
    # An offer shows the receiver the row of the transfer with what the sender wrote, and answers
    # given to it; the case it names follows once it is accepted.
    "offered": {
        "cases_transfer.reference",
        "cases_transfer.summary",
        "cases_transfer.answer",
        "cases_case.reference",
        "cases_notice.reference",
        "cases_notice.kind",
    },
    # Whom a case was shared with keeps the row of the share, not the case.
    "past": {
        "cases_share.reference",
        "cases_share.reason",
        "cases_share.revoke_reason",
        "cases_share.operations",
        "cases_notice.reference",
        "cases_notice.kind",
    },
    # Snapshots of an incident in which a mission has a case are named to it.
    "other": {"cases_snapshot.title"},
    # Accounts are what an administrator is for: who has one, where it is used, by which programs.
    "auditor": CONFIGURATION,
    "administrator": {
        *CONFIGURATION,
        "cases_staff.full_name",
        "cases_staff.email",
        "cases_staff.purpose",
        "cases_staff.contact",
        "cases_staffsession.address",
        "cases_staffsession.agent",
        "cases_apitoken.label",
        # Accounts are what an administrator is for, and jobs: of a fault its kind and its place in
        # the code are kept, never its words (`core/jobs/queue.py`).
        "django_tasks_database_dbtaskresult.exception_class_path",
        "django_tasks_database_dbtaskresult.traceback",
    },
}
"""Columns by the kind of asker, or her role. Notices are those that were told to her mission."""
OF_THE_ROW = {
    "cases_notice.kind": "cases_notice.params",
    "cases_configurationload.name": "cases_configurationload.difference",
}
"""What stands in the same row as something that is shown, and so is in sight in the database."""
BY_ACCEPTING = "cases_case.reference"
"""Shown to the receiver of an offer only as the place to which accepting leads."""
IN_HISTORY = {"cases_rowversion.old", "cases_rowversion.operation", "cases_staff.full_name"}
"""Shown to every member of staff in the history of reference data alone, which is of no person:
what stood there, who changed it, by which act."""
OF_REFERENCE = re.compile(
    r"/(authorities|country-days|incidents|legal-bases|limits|missions|office-contacts|places"
    r"|playbooks|procedures|provinces)/[^/]+/history/"
)
ONE_WALL = ("cases_staff.", "cases_staffsession.", "cases_apitoken.")
"""Tables that are read before anybody's eyes are known, and hold nothing of people in distress:
they stand behind the first wall alone."""

OUTSIDE_THE_SECOND_WALL = (
    *ONE_WALL,
    *("account_", "axes_", "django_", "knox_", "mfa_", "cases_onetimelink."),
    # Whoever acts sees who is to become an administrator; pages tell it to administrators alone.
    "cases_administratorchange.",
    # What was published is in sight of all who read what is published.
    "cases_briefingsheet.",
)
"""What the database itself hides from nobody who is logged in: who logs in, jobs of the machine."""

NEVER_SHOWN = {
    "between administrators, and between those who lead headquarters": {
        "cases_administratorchange.as_asked",
        "cases_administratorchange.decide_reason",
        "cases_administratorchange.reason",
        "cases_configurationload.difference",
    },
    "a secret, kept as a digest or sealed": {
        "cases_apitoken.digest",
        "cases_apitoken.token_key",
        "cases_onetimelink.digest",
        "cases_staff.password",
        "cases_staffsession.session_data",
        "django_session.session_data",
        "knox_authtoken.digest",
        "knox_authtoken.token_key",
        "mfa_authenticator.data",
    },
    "shown to whom it belongs only": {
        "cases_draft.content",
        "cases_draft.carried",
        "cases_notice.params",
        "cases_receipt.answer",
        "cases_staffsession.address",
        "cases_staffsession.agent",
    },
    "made for sorting, searching and comparing": {
        "cases_auditlink.about",
        "cases_auditlink.hash",
        "cases_auditlink.key",
        "cases_citizen.sort_key",
        "cases_citizen.sound_key",
        "cases_name.sound_key",
        "cases_identitydocument.number_key",
        "cases_receivedreport.email_key",
        "cases_receivedreport.find_text",
        "cases_receivedreport.phone_key",
        "cases_receivedreport.text_key",
        "cases_receipt.fingerprint",
        "cases_receipt.key",
        "cases_receipt.operation",
        "cases_seatoverride.facts",
    },
    "a code, shown by the words that it stands for": {
        "cases_snapshotvalue.dimension",
        "cases_snapshotvalue.key",
    },
    "shown only of what was withdrawn, marked or answered, which what is planted is not": {
        "cases_contactpoint.unsafe_why",
        "cases_hostnote.answer",
        "cases_letter.withdraw_reason",
        "cases_note.withdraw_reason",
        "cases_relative.unsafe_why",
        "cases_sealednote.withdraw_reason",
    },
    "frozen with a letter: its text and its file are shown": {
        "cases_lettercontent.made_by",
    },
    "frozen with a briefing that is published, the minutes of a signed handover, a claim": {
        "cases_briefingsheet.content",
        "cases_briefingsheet.pdf",
        "cases_briefingsheet.pdf_text",
        "cases_claimline.shown",
        "cases_handoverline.shown",
    },
    "structures that pages tell in words, the admin not at all": {
        "cases_briefing.values",
        "cases_briefing.words",
        "cases_possibledouble.reasons",
        "cases_receivedlist.layout",
        "cases_receivedlist.notes",
        "cases_receivedlist.sheets",
        "cases_sendermapping.headings",
        "cases_snapshot.definitions",
        "cases_snapshotvalue.figure",
        "cases_transition.changes",
    },
    "kept for whoever runs the machine": {
        "account_emailaddress.email",
        "account_emailconfirmation.key",
        "axes_",
        "cases_sameperson.operation",
        "cases_reconciliation.counts",
        "django_admin_log.",
        "django_tasks_database_dbtaskresult.args_kwargs",
        "django_tasks_database_dbtaskresult.backend_name",
        "django_tasks_database_dbtaskresult.queue_name",
        "django_tasks_database_dbtaskresult.return_value",
        "django_tasks_database_dbtaskresult.worker_ids",
    },
}
"""Columns, or the beginning of their names, that no page shows even to Bangkok; with the reason."""


def is_never_shown(label: str) -> bool:
    """Return whether a column is on the list above."""
    return any(label.startswith(name) for names in NEVER_SHOWN.values() for name in names)


def shown_to(asker: Asker) -> set[str]:
    """Return the columns that pages and answers show somebody of another mission."""
    published = PUBLISHED if "published" in sights_of(asker.role) else set()
    shown = SHOWN.get(asker.kind, set()) | SHOWN.get(asker.role, set())
    return shown | published | POSITIONS


def in_sight_of(asker: Asker) -> set[str]:
    """Return what the database shows them: whole rows, and the history of reference data."""
    shown = shown_to(asker)
    return shown | IN_HISTORY | {row for also, row in OF_THE_ROW.items() if also in shown}
