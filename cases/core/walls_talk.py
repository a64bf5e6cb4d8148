"""The second wall of what is said: notes, the contact log, statements, rules of safe contact."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from cases.core.security import Protected
from cases.core.walls_sealed import of_group

WITHDRAWN = ("withdrawn_at", "withdrawn_by_id", "withdraw_reason")
VOIDED = ("voided_at", "void_reason")
"""What is ever written of a row that is there; its words stay as they were taken down."""


def talk_of(
    of_case: Callable[[str], Protected], headquarters: str, mission: str
) -> Iterator[Protected]:
    """Yield the rules of rows of a case: seen with it, written by whoever acts on it."""
    ours = f"({headquarters} or only_for_id is null or only_for_id = {mission})"
    note = of_case("cases_note")
    yield replace(
        note,
        sees=f"({note.sees}) and {ours}",
        writes=f"({note.writes}) and {ours}",
        locks=f"({note.writes}) and {ours}",
        columns=WITHDRAWN,
    )
    sealed = of_group(of_case("cases_sealednote"))
    yield replace(sealed, locks=sealed.writes, columns=WITHDRAWN)
    for table in ("cases_contactentry", "cases_statement"):
        rule = of_case(table)
        # A row that was voided is not found for writing any more: nothing makes it stand again.
        yield replace(rule, locks=f"({rule.writes}) and voided_at is null", columns=VOIDED)


def of_safe_contact(rule: Protected, of_file: str) -> Protected:
    """Return the rule of rules of contact: of the person, for roles that read files."""
    return replace(
        rule,
        sees=f"{of_file} and ({rule.sees})",
        writes=f"{of_file} and ({rule.writes})",
        locks=f"{of_file} and ({rule.writes}) and ended_at is null",
        columns=("ended_at", "end_reason"),
    )


OF_TALK = {
    "cases_sealednote": ("", "case_id"),
    "cases_contactentry": ("", "case_id"),
    "cases_statement": ("", "case_id"),
    "cases_safecontact": ("citizen_id", ""),
}
