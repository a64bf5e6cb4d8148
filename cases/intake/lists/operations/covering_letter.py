"""The letter with which the reply of a body came: its number, and its file."""

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Inquiry
from cases.casework.together.locking import let_all_wait, locked_together, write_all_down
from cases.core.actor import Actor
from cases.core.at_once import write_columns
from cases.core.errors import broken_rule
from cases.core.fields import Sent
from cases.files.operations.attaching import attach_to_each
from cases.intake.lists.choices import RowState
from cases.intake.lists.models import ReceivedList
from cases.intake.lists.queries import rows_in

NUMBERED = _("This reply came under the number %(number)s. No other is given for it.")


def number_letter(actor: Actor, received: ReceivedList, number: str) -> None:
    """Keep the number of the letter of a reply that came without it.

    Answers that were recorded from it before take it, unless a case names another for its own. 422
    `reply_numbered` for another number than the reply has.
    """
    if number == received.reference:
        return
    if received.reference:
        raise broken_rule(NUMBERED % {"number": received.reference}, "reply_numbered", "reference")
    received.reference = number
    received.save(update_fields=["reference"])
    cases = locked_together(actor, [one.case for one in answered(actor, received)])
    let_all_wait(cases)
    asked = [
        one
        for one in answered(actor, received)
        if not one.answer_reference and one.case_id in {case.pk for case in cases}
    ]
    for one in asked:
        one.answer_reference = number
    write_columns(asked, ["answer_reference"])
    write_all_down(cases)


def attach_letter(actor: Actor, received: ReceivedList, letter: Sent) -> None:
    """Attach the letter to the step of each answer of the list, where it is not yet."""
    steps = {one.case_id: one.step for one in answered(actor, received)}
    attach_to_each(actor, list(steps.values()), letter, description=str(received))


def answered(actor: Actor, received: ReceivedList) -> list[Inquiry]:
    """Return the questions that rows of a reply have answered, as they are now."""
    rows = rows_in(actor, received).filter(state=RowState.ANSWERED)
    met = (values.get("question") for values in rows.values_list("values", flat=True))
    asked = Inquiry.objects.own_of(actor).filter(uuid__in=list(filter(None, met)))
    return list(asked.select_related("step__case__mission", "case"))
