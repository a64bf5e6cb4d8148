"""The tables behind the second wall, each with the conditions of its rows."""

from dataclasses import replace

from cases.core.security import Protected
from cases.core.walls_administrators import ADMINISTRATOR_CHANGES
from cases.core.walls_briefings import briefings_of
from cases.core.walls_claims import claims_of
from cases.core.walls_configuration import loads_of
from cases.core.walls_directives import directives_of
from cases.core.walls_drafts import DRAFTS
from cases.core.walls_exports import exports_of
from cases.core.walls_figures import figures_of
from cases.core.walls_files import files_of
from cases.core.walls_follow_up import follow_up_of
from cases.core.walls_handover import handovers_of
from cases.core.walls_letters import letters_of
from cases.core.walls_lists import lists_of, reconciliations_of
from cases.core.walls_money import money_of
from cases.core.walls_movements import OF_MOVEMENTS, movements_of
from cases.core.walls_pairs import of_different, of_possible_double, of_same_person
from cases.core.walls_privacy import of_report, of_rights_request
from cases.core.walls_protection import protection_of
from cases.core.walls_record import of_audit_entry
from cases.core.walls_recounts import recounts_of
from cases.core.walls_reports import of_received_report, of_report_link
from cases.core.walls_sealed import of_group, of_unsealing
from cases.core.walls_talk import OF_TALK, of_safe_contact, talk_of
from cases.core.walls_versions import of_row_version
from cases.core.walls_views import VIEWS

HEADQUARTERS = "(select app_sees_all())"
MISSION = "(select app_sees_at())"
"""Whose people are in sight: of all missions, of one; asked once for a query. A role that sees no
people sees none of what stands here: the first is false for it, the second 0, which is no mission.
"""


def fenced(table: str, sees: str, writes: str, **more: str) -> Protected:
    """Return the rule of a table that some may only read.

    What may not be written is not even found for writing: with the condition of the new row alone,
    a row could be written over the fence by making it one's own.
    """
    return Protected(table, sees, writes=writes, locks=writes, **more)  # type: ignore[arg-type] # `more` holds conditions only


def child_of(parent: str, column: str) -> str:
    """Return the condition of a row that is seen with its parent.

    A scalar subquery: EXISTS and IN are planned badly here (measured: 376-499 ms for a page of 50
    children against 1-90 ms).
    """
    return f"{HEADQUARTERS} or (select true from {parent} as parent where parent.id = {column})"


def in_sight(citizen: str, bound: str = "(sight.until is null or sight.until > now())") -> str:
    """Return whether the person in the column `citizen`, named with its table, is in sight."""
    return (
        "(select true from cases_citizensight as sight "
        f"where sight.citizen_id = {citizen} and sight.mission_id = {MISSION} and {bound})"
    )


TO_WRITE = "sight.may_write and (sight.write_until is null or sight.write_until > now())"
FOR_GOOD = "sight.until is null"
"""Registered here, or with a case here: no share gives that, however wide."""


def of_citizen(table: str) -> Protected:
    """Return the rule of rows that are seen with their citizen, and written where she may be.

    They ask the table of sights itself: what lets a mission only read lets it add no row.
    """
    person = f"{table}.citizen_id"
    return fenced(
        table,
        f"{HEADQUARTERS} or {in_sight(person)}",
        writes=f"{HEADQUARTERS} or {in_sight(person, TO_WRITE)}",
    )


def shared(case: str, bound: str = "") -> str:
    """Return whether the case in the column `case`, named with its table, is shared with us now.

    Time ends a share without any write, so the moment is asked for each time.
    """
    return (
        f"(select true from cases_share as share where share.case_id = {case} "
        f"and share.to_mission_id = {MISSION} and share.revoked_at is null "
        f"and share.until > now(){bound} limit 1)"
    )


SHARED_TO_WRITE = " and cardinality(share.operations) > 0"


OF_FILE = "(select app_sees('file'))"
"""Whether the role reads files: a reception officer sees who arrives, not what was noted."""

ACTS_ON_CASE = (
    f"({HEADQUARTERS} or (select true from cases_case as parent "
    f"where parent.id = case_id and (parent.mission_id = {MISSION} "
    f"or {shared('parent.id', SHARED_TO_WRITE)} or is_arriving(parent.id))))"
)


def of_case(table: str, *commands: str) -> Protected:
    """Return the rule of rows that are seen with their case by roles that read files.

    They are written by the mission that has the case, one it is shared with for some acts, or the
    reception point to which the person is on her way: that one by its operations alone, which see
    the file while they write (`core.context.seeing_too`).
    """
    sees = f"{OF_FILE} and ({child_of('cases_case', 'case_id')})"
    rule = fenced(table, sees, f"{OF_FILE} and {ACTS_ON_CASE}")
    return replace(rule, commands=commands) if commands else rule


# By a function, since the wall of the case asks the shares: each would ask the other for ever.
OWN_CASE = "owns_case(case_id)"

PROTECTED: tuple[Protected, ...] = (
    Protected(
        "cases_citizensight", f"{HEADQUARTERS} or mission_id = {MISSION}", commands=("select",)
    ),
    fenced(
        "cases_citizen",
        # The mission that registers her must see the row it just made, before there is a sight.
        f"{HEADQUARTERS} or registered_by_id = {MISSION} or {in_sight('cases_citizen.id')}",
        writes=f"{HEADQUARTERS} or registered_by_id = {MISSION} "
        f"or {in_sight('cases_citizen.id', TO_WRITE)}",
        inserts=f"{HEADQUARTERS} or registered_by_id = {MISSION}",
    ),
    # Digests by which people are found: read by one function of the database alone.
    Protected("cases_searchkeys", "false", commands=()),
    of_citizen("cases_name"),
    of_citizen("cases_contactpoint"),
    of_citizen("cases_identitydocument"),
    of_citizen("cases_relative"),
    of_citizen("cases_crossing"),
    of_citizen("cases_stay"),
    fenced(
        "cases_case",
        f"{HEADQUARTERS} or mission_id = {MISSION} "
        f"or ({MISSION} = any(mission_ids) "
        "and (is_shared_now(cases_case.id) or is_arriving(cases_case.id)))",
        # A foreign key ignores row security: without the second half, a case hung on the person of
        # another mission would open that person to this one.
        writes=f"{HEADQUARTERS} or ((mission_id = {MISSION} "
        f"or {shared('cases_case.id', SHARED_TO_WRITE)} or is_arriving(cases_case.id)) "
        f"and {in_sight('cases_case.citizen_id', TO_WRITE)})",
        # An own case gives sight of the person for good: nothing that ends may lead to one.
        inserts=f"{HEADQUARTERS} or (mission_id = {MISSION} "
        f"and {in_sight('cases_case.citizen_id', FOR_GOOD)})",
    ),
    fenced(
        "cases_share",
        f"{HEADQUARTERS} or to_mission_id = {MISSION} or owner_id = {MISSION}",
        writes=f"{HEADQUARTERS} or (owner_id = {MISSION} and {OWN_CASE})",
    ),
    Protected(
        # Of a row that is there only the version is written, as the lock of an operation; the
        # answer is given by a function that knows which side may give it.
        "cases_transfer",
        f"{HEADQUARTERS} or from_mission_id = {MISSION} or to_mission_id = {MISSION}",
        inserts=f"status = 'offered' and ({HEADQUARTERS} "
        f"or (from_mission_id = {MISSION} and {OWN_CASE}))",
        columns=("version",),
    ),
    of_case("cases_transition"),
    *talk_of(of_case, HEADQUARTERS, MISSION),
    of_safe_contact(of_citizen("cases_safecontact"), OF_FILE),
    *files_of(of_case("cases_attachment"), of_case("cases_attachedfile")),
    of_case("cases_step"),
    of_case("cases_inquiry"),
    of_case("cases_stepresult", "select", "insert"),
    # What carried a case stays what it was: only its end is written.
    replace(
        of_case("cases_casebasis"),
        columns=("withdrawn_at", "withdrawn_on", "withdraw_note", "ended_at"),
    ),
    of_group(of_case("cases_sealedpart", "select", "insert")),
    of_unsealing("cases_unsealing", HEADQUARTERS, MISSION, f"{OF_FILE} and {ACTS_ON_CASE}"),
    of_case("cases_clock"),
    of_case("cases_reminder"),
    *recounts_of(of_case, HEADQUARTERS),
    of_report(HEADQUARTERS, MISSION, in_sight("cases_personreport.citizen_id")),
    of_rights_request(HEADQUARTERS, MISSION, OF_FILE, in_sight("cases_rightsrequest.citizen_id")),
    of_different(
        HEADQUARTERS, in_sight("cases_notthesame.citizen_id"), in_sight("cases_notthesame.other_id")
    ),
    of_possible_double(HEADQUARTERS),
    of_same_person(HEADQUARTERS, in_sight, TO_WRITE),
    *lists_of(
        HEADQUARTERS,
        MISSION,
        OF_FILE,
        child_of("cases_receivedlist", "received_id"),
        in_sight("cases_listrow.citizen_id"),
    ),
    of_received_report(HEADQUARTERS, MISSION, OF_FILE),
    of_report_link(HEADQUARTERS, OF_FILE, MISSION),
    *letters_of(of_case, HEADQUARTERS, MISSION, OF_FILE),
    *money_of(of_case, HEADQUARTERS, MISSION),
    *movements_of(of_case, child_of, (HEADQUARTERS, MISSION, OF_FILE)),
    *claims_of(of_case, HEADQUARTERS, MISSION),
    *handovers_of(of_case, HEADQUARTERS, MISSION, child_of("cases_case", "case_id"), ACTS_ON_CASE),
    *reconciliations_of(HEADQUARTERS, MISSION, OF_FILE, child_of, in_sight),
    *exports_of(HEADQUARTERS, MISSION, OF_FILE),
    *loads_of(HEADQUARTERS),
    *protection_of((HEADQUARTERS, MISSION, OF_FILE), of_case, in_sight, TO_WRITE),
    *follow_up_of(of_case, HEADQUARTERS, OF_FILE),
    *briefings_of(HEADQUARTERS),
    of_audit_entry(HEADQUARTERS, MISSION),
    Protected(
        # Numbers and digests: whoever reads the record may compute its chain again.
        "cases_auditlink",
        f"{HEADQUARTERS} or (select app_sees('audit'))",
        commands=("select",),
    ),
    of_row_version(HEADQUARTERS, OF_FILE),
    Protected("cases_receipt", "staff_id = (select app_staff())"),
    DRAFTS,
    VIEWS,
    *directives_of(HEADQUARTERS, MISSION, child_of),
    Protected(
        # Written by `tell_mission` alone: who tells need not see the receiver.
        "cases_notice",
        f"(select app_kind()) = 'system' or (mission_id = {MISSION} and (audience = 'mission' "
        "or staff_id = (select app_staff()) or (select app_is_head())))",
        commands=("select", "update"),
    ),
    ADMINISTRATOR_CHANGES,
    Protected("cases_outboxmail", HEADQUARTERS),
    of_citizen("cases_legalhold"),
    of_citizen("cases_anonymisation"),
    *(Protected(f"cases_retention{table}", HEADQUARTERS) for table in ("run", "item")),
    *figures_of(HEADQUARTERS),
)

VERSIONED: dict[str, tuple[str, str]] = {
    # table: (column that names the citizen, column that names the case)
    "cases_citizen": ("id", ""),
    "cases_name": ("citizen_id", ""),
    "cases_contactpoint": ("citizen_id", ""),
    "cases_identitydocument": ("citizen_id", ""),
    "cases_relative": ("citizen_id", ""),
    "cases_crossing": ("citizen_id", ""),
    "cases_stay": ("citizen_id", ""),
    "cases_personreport": ("citizen_id", ""),
    "cases_rightsrequest": ("citizen_id", ""),
    "cases_case": ("citizen_id", "id"),
    "cases_transition": ("", "case_id"),
    "cases_note": ("", "case_id"),
    **(OF_TALK | OF_MOVEMENTS),
    "cases_attachment": ("", "case_id"),
    "cases_casebasis": ("", "case_id"),
    "cases_step": ("", "case_id"),
    "cases_inquiry": ("", "case_id"),
    "cases_stepresult": ("", "case_id"),
    "cases_clock": ("", "case_id"),
    "cases_share": ("", "case_id"),
    "cases_transfer": ("", "case_id"),
    "cases_reminder": ("", "case_id"),
    "cases_unsealing": ("", "case_id"),
    "cases_receivedreport": ("", ""),
    "cases_reportlink": ("", "case_id"),
    "cases_letter": ("", "case_id"),
    "cases_welfarecheck": ("", "case_id"),
    "cases_handoverline": ("", "case_id"),
    "cases_legalhold": ("citizen_id", ""),
    "cases_anonymisation": ("citizen_id", ""),
    "cases_mission": ("", ""),
    "cases_officeclosure": ("", ""),
    "cases_officecontact": ("", ""),
    "cases_countryday": ("", ""),
    "cases_authority": ("", ""),
    "cases_place": ("", ""),
    "cases_province": ("", ""),
    "cases_incident": ("", ""),
    "cases_reportedfigure": ("", ""),
    "cases_directive": ("", ""),
    "cases_directivemission": ("", ""),
    "cases_directivereport": ("", ""),
    "cases_missionplan": ("", ""),
    "cases_positionline": ("", ""),
    "cases_posting": ("", ""),
    "cases_procedure": ("", ""),
    "cases_legalbasis": ("", ""),
    "cases_limit": ("", ""),
    "cases_playbook": ("", ""),
    "cases_playbookstep": ("", ""),
    "cases_playbookgate": ("", ""),
}
"""Every table whose former values are kept. Staff is left out: it holds the password digest."""
