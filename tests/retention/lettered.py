"""Letters about the person of the file, with a marker in every word."""

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.letters.operations import issue_letter, record_letter_reply, withdraw_letter
from tests.register import fresh


def lettered(actor: Actor, case: Case, mark: str) -> None:
    """Let one letter be answered, and one be withdrawn."""
    said = {"letter": "case-summary", "remark": mark, "accepted": ["paper_of_another"]}
    answered = issue_letter(actor, fresh(case), **said)
    record_letter_reply(actor, fresh(answered), reference=mark, note=mark)
    withdrawn = issue_letter(actor, fresh(case), **said)
    withdraw_letter(actor, fresh(withdrawn), reason=mark)
