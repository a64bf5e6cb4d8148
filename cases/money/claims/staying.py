"""A claim that is not settled when the case of one of its costs is closed."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.models import Case
from cases.casework.stays_open import Open, stays_open
from cases.core.actor import Actor
from cases.core.together import Part
from cases.money.claims.choices import ClaimState
from cases.money.claims.models import ClaimLine

UNSETTLED = (ClaimState.DRAFT.value, ClaimState.SUBMITTED.value)


def claims_unsettled(actor: Actor, case: int, person: int) -> Part[Any]:
    """Return where costs of a case stand in claims that nobody has answered."""
    rows = ClaimLine.objects.visible_to(actor).standing().filter(case_id=case)
    return Part(rows.filter(claim__state__in=UNSETTLED), {"claim": ("number",)})


@stays_open("claims", claims_unsettled, label=gettext_lazy("Claims that are not settled"))
def claims_open(case: Case, rows: Sequence[ClaimLine]) -> Iterator[Open]:
    """Yield each claim once, by its number."""
    for number in sorted({row.claim.number for row in rows}):
        text = _("Claim that is not settled: %(number)s") % {"number": number}
        yield Open(text, reverse("claim", args=[number]))
