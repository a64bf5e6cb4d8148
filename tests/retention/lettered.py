"""Letters about the person of the file, with a marker in every word."""

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.letters.operations import (
    issue_letter,
    issue_letters,
    record_letter_reply,
    withdraw_letter,
)
from tests.letters.written import a_ready_case
from tests.register import fresh


def lettered(actor: Actor, case: Case, mark: str) -> None:
    """Let one letter be answered, one be withdrawn, and letters for several leave the case out."""
    said = {"letter": "case-summary", "remark": mark, "accepted": ["paper_of_another"]}
    answered = issue_letter(actor, fresh(case), **said)
    record_letter_reply(actor, fresh(answered), reference=mark, note=mark)
    withdrawn = issue_letter(actor, fresh(case), **said)
    withdraw_letter(actor, fresh(withdrawn), reason=mark)
    several = [a_ready_case(actor), fresh(case)]
    issue_letters(actor, cases=several, letter="case-summary", leave_out=True)
