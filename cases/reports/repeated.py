"""Which reports perhaps say what another one has said already, with the reasons.

The same text, or the same sender about the same person within a fortnight. Nothing is put together
by itself: staff join a report to the earlier one, and it stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.citizens.names.comparison import compare
from cases.citizens.names.keys import name_key
from cases.citizens.search.weights import weights
from cases.core.actor import Actor
from cases.reports.models import ReceivedReport
from cases.reports.named import MOST, Named, named

WITHIN: Final = timedelta(days=14)
AT_MOST: Final = 100
SHOWN: Final = 5
REASONS: Final[dict[str, str | Promise]] = {
    "same_text": _("The same text"),
    "same_email": _("The same address of the sender"),
    "same_phone": _("The same phone of the sender"),
    "same_person": _("The same person is named"),
}


@dataclass(frozen=True, slots=True)
class Repeated:
    """Another report that perhaps says the same, and why."""

    report: ReceivedReport
    reasons: Sequence[str]


def repeated(actor: Actor, report: ReceivedReport) -> list[Repeated]:
    """Return the reports in sight that perhaps say the same, the earliest first."""
    same = Q()
    if report.text_key:
        same |= Q(text_key=report.text_key)
    near = Q(
        received_at__gte=report.received_at - WITHIN, received_at__lte=report.received_at + WITHIN
    )
    if report.email_key:
        same |= Q(email_key=report.email_key) & near
    if report.phone_key:
        same |= Q(phone_key=report.phone_key) & near
    if not same:
        return []
    others = ReceivedReport.objects.visible_to(actor).filter(same).exclude(pk=report.pk)
    rows = others.select_related("mission").order_by("received_at", "pk")[:AT_MOST]
    today = report.received_at.date()
    mine = people_of(report, today)
    found = [Repeated(row, list(reasons_of(report, row, mine, today))) for row in rows]
    return [item for item in found if is_likely(item.reasons)][:SHOWN]


def is_likely(reasons: Sequence[str]) -> bool:
    """Return whether that much says that two reports are one: a sender alone says nothing."""
    return "same_text" in reasons or "same_person" in reasons


def reasons_of(
    report: ReceivedReport, other: ReceivedReport, mine: Sequence[Named], today: date
) -> Iterator[str]:
    """Yield what two reports have in common."""
    if report.text_key and report.text_key == other.text_key:
        yield "same_text"
    same_email = bool(report.email_key) and report.email_key == other.email_key
    same_phone = bool(report.phone_key) and report.phone_key == other.phone_key
    if same_email:
        yield "same_email"
    if same_phone:
        yield "same_phone"
    if (same_email or same_phone) and share_person(mine, people_of(other, today)):
        yield "same_person"


def people_of(report: ReceivedReport, today: date) -> list[Named]:
    """Return those whom a report names."""
    return [named(line, today) for line in report.named[:MOST]]


def share_person(mine: Sequence[Named], theirs: Sequence[Named]) -> bool:
    """Return whether somebody is named in both, by a number or by a name alike."""
    numbers = {one.number for one in mine if one.number}
    if numbers & {one.number for one in theirs if one.number}:
        return True
    return any(alike(one.name, other.name) for one in mine for other in theirs)


def alike(one: str, other: str) -> bool:
    """Return whether two names can be one, misspelt or without marks."""
    if not (one and other):
        return False
    return compare(name_key(one), name_key(other)).score >= weights().thresholds.alike
