"""Whom of ours our own ledger puts there on a day: in a country, at a place, in somebody's hands.

Read in sets. Where the last point of a way lies before the end of the day, the person's own row
says where she was; only those of whom later news came are read from the ledger. Linked records are
one person, and her way is that of all of them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from django.db.models import Q

from cases.casework.choices import Stage
from cases.casework.models import Case
from cases.casework.whereabouts import Point, Whereabouts, whereabouts
from cases.core.actor import Actor
from cases.crossings.models import Crossing, Stay
from cases.intake.reconciliation.models import Reconciliation
from cases.intake.reconciliation.persons import Persons, persons_of

AT_ONCE: Final = 1000


def expected_people(actor: Actor, compared: Reconciliation) -> set[int]:
    """Return who has a case of the incident, open on that day, and was there; each as her head."""
    cases = open_cases(actor, compared)
    settled = cases.filter(citizen__now_since__lt=compared.until, **now_there(compared))
    later = cases.filter(citizen__now_since__gte=compared.until).values_list(
        "citizen_id", flat=True
    )
    found, moved = set(settled.values_list("citizen_id", flat=True)), set(later)
    persons = persons_of(actor, found | moved)
    found = persons.once(found)
    return found | there_then(actor, compared, sorted(persons.once(moved) - found), persons)


def open_cases(actor: Actor, compared: Reconciliation) -> Any:
    """Return the cases of the incident in sight that were not closed by the end of the day."""
    rows = Case.objects.visible_to(actor).filter(incident_id=compared.received.incident_id)
    is_open = ~Q(stage=Stage.CLOSED) | Q(position_at__gte=compared.until)
    return rows.exclude(stage="").filter(is_open)


def now_there(compared: Reconciliation) -> dict[str, Any]:
    """Return the columns of a person who is there, as a filter of cases."""
    asked = {
        "citizen__now_country": compared.country,
        "citizen__now_place_id": compared.place_id,
        "citizen__now_holder_id": compared.holder_id,
    }
    return {name: value for name, value in asked.items() if value}


def is_there(compared: Reconciliation, position: Whereabouts) -> bool:
    """Return whether a position is where the list says that people are."""
    pairs = (
        (compared.country, position.country),
        (compared.place_id, position.place_id),
        (compared.holder_id, position.holder_id),
    )
    return all(not asked or asked == found for asked, found in pairs)


def there_then(
    actor: Actor, compared: Reconciliation, people: Sequence[int], persons: Persons
) -> set[int]:
    """Return who of `people` was there at the end of the day, by the ledger."""
    found: set[int] = set()
    for begin in range(0, len(people), AT_ONCE):
        some = people[begin : begin + AT_ONCE]
        for person, points in ways_of(actor, compared, some, persons).items():
            if is_there(compared, whereabouts(points)):
                found.add(person)
    return found


def ways_of(
    actor: Actor, compared: Reconciliation, people: Collection[int], persons: Persons
) -> dict[int, list[Point]]:
    """Return person -> the standing points on all her records until the end of the day."""
    ways: dict[int, list[Point]] = defaultdict(list)
    when = {"citizen_id__in": persons.all_of(people), "occurred_at__lt": compared.until}
    crossings: Iterable[Point] = Crossing.objects.visible_to(actor).standing().filter(**when)
    stays: Iterable[Point] = Stay.objects.visible_to(actor).standing().filter(**when)
    for point in (*crossings, *stays):
        ways[persons.one(point.citizen_id)].append(point)
    return ways
