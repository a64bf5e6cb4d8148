"""What is on record of people, read in sets: one statement for each table that is needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cases.citizens.models import Citizen, IdentityDocument, Name, Relative
from cases.citizens.search.judging import OnRecord, Wanted
from cases.citizens.search.newcomers import Paper
from cases.citizens.search.people import COLUMNS, attached, grouped, phones_of
from cases.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Needs:
    """What has to be read of people beside their names: what the newcomer has something of."""

    papers: bool
    phones: bool
    relatives: bool


def needs_of(wanted: Wanted) -> Needs:
    """Return what has to be read to compare with a newcomer."""
    return Needs(bool(wanted.numbers), bool(wanted.phones), bool(wanted.relatives))


def on_record(actor: Actor, people: Sequence[int], needs: Needs) -> dict[int, OnRecord]:
    """Return what `actor` may see of people, by id, as far as it is needed."""
    names = attached(actor, Name, people, "value")
    papers = papers_of(actor, people) if needs.papers else {}
    phones = phones_of(actor, people) if needs.phones else {}
    kin = attached(actor, Relative, people, "full_name") if needs.relatives else {}
    found = {}
    for row in rows_of(actor, people):
        person = dict(zip(COLUMNS, row, strict=True))
        pk = person["pk"]
        found[pk] = OnRecord(
            person,
            (person["full_name"], *names.get(pk, ())),
            papers.get(pk, ()),
            phones.get(pk, ()),
            tuple(kin.get(pk, ())),
        )
    return found


def rows_of(actor: Actor, people: Sequence[int]) -> Any:
    """Return the columns of those people whom `actor` sees."""
    return Citizen.objects.visible_to(actor).filter(pk__among=people).values_list(*COLUMNS)


def papers_of(actor: Actor, people: Sequence[int]) -> dict[int, list[Paper]]:
    """Return kind, number and country of the papers of each person."""
    rows = IdentityDocument.objects.visible_to(actor).filter(
        citizen_id__among=people, withdrawn_at__isnull=True
    )
    columns = rows.exclude(number_key="").values_list("citizen_id", "kind", "number_key", "country")
    return grouped((person, (kind, number, where)) for person, kind, number, where in columns)
