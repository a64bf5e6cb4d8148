"""What a briefing tells beside the figures of its moment: before, and over time."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db.models import Max

from cases.briefings.asking import Asking
from cases.briefings.choices import BriefingKind, BriefingState
from cases.briefings.composing.numbers import is_of_country, numbers_of
from cases.briefings.composing.told import EXACT_SINCE, Before, Count, Flow, Told
from cases.briefings.models import Briefing
from cases.core.actor import Actor
from cases.incidents.models import Incident
from cases.publishing.figures import figures_of
from cases.publishing.over_time import over_time

Flows = tuple[Flow, ...]
PRESENT: Final = "present/"


def before(actor: Actor, asking: Asking, country: str) -> Before | None:
    """Return what was published about the moment before of which one of this kind was.

    Of those about that moment, of whichever kind, it is the one with the widest knowledge.
    """
    published = Briefing.objects.visible_to(actor).filter(
        incident=asking.incident, state=BriefingState.PUBLISHED
    )
    replaced = published.filter(replaces__isnull=False).values("replaces")
    rows = published.filter(as_of__lt=asking.as_of).exclude(pk__in=replaced)
    moment = rows.filter(kind=asking.kind).aggregate(Max("as_of"))["as_of__max"]
    last = rows.filter(as_of=moment).order_by("-known_at", "-pk").first()
    if last is None:
        return None
    former = Told.thawed(last.values, last.left_out)
    if former.country != country:
        return None
    figures = figures_of(actor, asking.incident, last.as_of, asking.known_at)
    said = numbers_of(former).of("present", country)
    is_exact = former.format >= EXACT_SINCE
    return Before(
        number=last.number,
        as_of=last.as_of.isoformat(),
        is_day=last.is_day,
        then=former.here(),
        by_now=sum(row.count for row in figures.present if row.key == country),
        manner=said.firmness if is_exact else "hidden",
        value=said.value if is_exact else 0,
    )


def told_before(actor: Actor, incident: Incident, country: str) -> tuple[Count, ...]:
    """Return what briefings of the incident told exactly, withdrawn ones too.

    Of one about another country those alone that are of no country: its people are others. Of one
    that was written while numbers were rounded, all that is told exactly today.
    """
    rows = Briefing.objects.visible_to(actor).filter(incident=incident, published_at__isnull=False)
    stored = rows.order_by("pk").values_list("values", flat=True)
    found = (
        Count(*one)
        for values in stored
        for told in [Told.thawed(values)]
        for one in numbers_of(told).attributes.items()
        if told.country == country or not is_of_country(one[0])
    )
    return tuple(dict.fromkeys(found))


def tells_too_much(actor: Actor, briefing: Briefing) -> bool:
    """Return whether it tells more than it would if it were drafted now.

    What was published since its drafting may tell, together with it, a number of a few.
    """
    told = Told.thawed(briefing.values, briefing.left_out)
    now = replace(told, told_before=told_before(actor, briefing.incident, told.country))
    return numbers_of(now).cells != numbers_of(told).cells


def flows_of(actor: Actor, asking: Asking, country: str) -> tuple[Flows, Flows]:
    """Return where people were at some moments, as known at the drafting and as known then.

    The last moment is that of the report.
    """
    if asking.kind != BriefingKind.REPORT:
        return (), ()
    points = over_time(actor, asking.incident, asking.as_of, asking.known_at).points
    return (
        tuple(point_of(point.as_of, point.now, country) for point in points),
        tuple(point_of(point.as_of, point.then, country) for point in points),
    )


def point_of(at: datetime, counts: Mapping[str, int], country: str) -> Flow:
    """Return one moment of the lines."""
    present = (
        Count(name.removeprefix(PRESENT), count)
        for name, count in sorted(counts.items())
        if name.startswith(PRESENT)
    )
    return Flow(at.isoformat(), tuple(present), counts.get(f"crossed/{country}", 0))
