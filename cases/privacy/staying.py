"""Requests about her data that nobody has answered when a case of the person is closed."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.models import Case
from cases.casework.stays_open import Open, stays_open
from cases.core.actor import Actor
from cases.core.together import Part
from cases.privacy.models import RightsRequest


def requests_open(actor: Actor, case: int, person: int) -> Part[Any]:
    """Return the open requests of the person of a case."""
    return Part(RightsRequest.objects.visible_to(actor).open().filter(citizen_id=person))


@stays_open("data_requests", requests_open, label=gettext_lazy("Requests about personal data"))
def data_requests_open(case: Case, rows: Sequence[RightsRequest]) -> Iterator[Open]:
    """Yield each request by its kind."""
    for row in sorted(rows, key=lambda one: (one.due_at, one.pk)):
        kind = row.get_kind_display()
        yield Open(_("Request about data: %(kind)s") % {"kind": kind}, row.get_absolute_url())
