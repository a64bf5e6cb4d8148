"""The second wall of letters: lines of the register, what they say, batches, who was left out."""

from collections.abc import Callable
from dataclasses import replace

from cases.core.roles import GROUPS
from cases.core.security import Protected

AFTERWARDS = (
    *("sent_from", "sent_at", "sent_recorded_at", "sent_by_id", "signed_copy_id", "inquiry_id"),
    "sent_accepted",
    *("replied_from", "replied_at", "reply_reference", "reply_note"),
    *("reply_recorded_at", "reply_recorded_by_id"),
    *("replaced_at", "withdrawn_at", "withdraw_reason", "withdrawn_by_id", "version"),
)
"""What is ever written of a letter that was issued; the rest stays as it went out."""


def letters_of(
    of_case: Callable[..., Protected], sees_all: str, sees_at: str, of_file: str
) -> tuple[Protected, ...]:
    """Return the rules of letters: seen with their case, written in the name of the own mission.

    What a restricted letter says, and why a case was left out of such letters, is read and written
    by roles of its group alone.
    """
    own = f"({sees_all} or mission_id = {sees_at})"
    letter = of_case("cases_letter")
    group = " ".join(f"when '{name}' then (select app_sees('{name}'))" for name in sorted(GROUPS))
    need = f"case restricted when '' then true {group} else false end"
    return (
        Protected("cases_letterbatch", f"{of_file} and {own}", columns=("version",)),
        replace(
            letter, inserts=f"({letter.writes}) and {own}", columns=AFTERWARDS, locks=letter.writes
        ),
        *(
            replace(row, sees=f"({need}) and {row.sees}", writes=f"({need}) and {row.writes}")
            for row in (
                of_case("cases_lettercontent", "select", "insert"),
                of_case("cases_letterleftout", "select", "insert"),
            )
        ),
    )
