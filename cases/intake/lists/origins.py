"""From which list, sheet and row a case or an answer came, for casework."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from cases.casework.models import Case, Inquiry
from cases.casework.origins import Origin, tells_origin, tells_receipt
from cases.core.actor import Actor
from cases.core.roles import FILE
from cases.intake.lists.choices import RowState
from cases.intake.lists.queries import rows_on


@tells_origin
def rows_of_lists(actor: Actor, case: Case) -> Iterator[Origin]:
    """Yield the rows of lists in sight that became the case, or were found to be of it."""
    if not actor.sees(FILE):
        return
    for row in rows_on(actor, case.pk).exclude(state=RowState.ANSWERED):
        received = row.received
        sheet = received.sheet_name(row.sheet)
        words = {"list": str(received), "sheet": sheet, "row": row.number}
        text = (
            _("List %(list)s, sheet “%(sheet)s”, row %(row)s")
            if sheet
            else _("List %(list)s, row %(row)s")
        )
        yield Origin(text % words, row.get_absolute_url())


@tells_receipt
def received_with_list(actor: Actor, question: Inquiry) -> Iterable[date]:
    """Return the day on which a list was received by which a question was answered."""
    rows = rows_on(actor, question.case_id).filter(state=RowState.ANSWERED)
    return rows.filter(values__question=str(question.uuid)).values_list(
        "received__received_on", flat=True
    )
