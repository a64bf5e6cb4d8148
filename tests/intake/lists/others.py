"""Lists that others made, taken in beside a register: whom each row was taken for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.core.context import eyes
from cases.core.partial import PartialDate
from cases.incidents.models import Incident
from cases.intake.lists.doubles import doubles_of
from cases.intake.lists.known import gazetteer
from cases.intake.reconciliation.matching import judged
from cases.intake.sets import AT_ONCE, Arrival, take_in
from cases.places.models import Province
from tests.benchmarks.lists_of_others import LISTED_ON, WORDS, Person
from tests.factories import IncidentFactory, ProvinceFactory
from tests.intake.lists.files import checked, rows_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row: who is offered, whom it would be taken for without a question."""

    state: str
    offered: Sequence[str]
    taken: str
    twins: Sequence[int]


def registered(actor: Any, people: Sequence[Person]) -> dict[int, str]:
    """Register people as their papers write them; return id -> key."""
    IncidentFactory()
    provinces = {
        name: ProvinceFactory(code=f"Z{at}", name=name)
        for at, name in enumerate(WORDS["provinces"]["of"])
    }
    found = {}
    with eyes(actor):
        incident = Incident.objects.get(code="2025-10-myawaddy")
        for start in range(0, len(people), AT_ONCE):
            some = people[start : start + AT_ONCE]
            arrivals = [Arrival(said_of(person, at, provinces)) for at, person in enumerate(some)]
            for person, taken in zip(some, take_in(actor, incident, arrivals), strict=True):
                assert taken.case is not None, (person, taken)
                found[taken.case.citizen_id] = person.key
    return found


def said_of(person: Person, at: int, provinces: Mapping[str, Province]) -> dict[str, Any]:
    """Return what is on record: of every fourth the year of birth alone, of half the passport."""
    said: dict[str, Any] = {
        "full_name": person.full_name,
        "sex": person.sex,
        "birth": PartialDate.parse(str(person.born)[: 4 if at % 4 == 3 else 10]),
        "nationality": "VN",
        "report_source": "list",
        "origin_province": provinces[person.province],
    }
    if at % 2:
        said |= {
            "document_kind": "passport",
            "document_number": person.passport,
            "document_status": "unknown",
        }
    return said


def outcomes(
    actor: Any, content: bytes, keys: Mapping[int, str], **said: Any
) -> dict[int, Outcome]:
    """Take a list in; return number of the row -> what became of it."""
    said = {"received_on": LISTED_ON, "day_order": "day_first"} | said
    rows = rows_of(actor, checked(actor, content, **said))
    with eyes(actor):
        found = doubles_of(actor, [row for row in rows if row.values], gazetteer(actor))
    numbers = {str(row.uuid): row.number for row in rows}
    return {
        row.number: Outcome(
            row.state,
            [keys[one.citizen["pk"]] for one in found.get(row.pk, ())],
            keys.get(judged(found.get(row.pk, ())).citizen_id or 0, ""),
            [numbers[key] for key in row.twins],
        )
        for row in rows
    }
