"""Who of those on record may be the person of a row."""

from collections.abc import Mapping, Sequence
from typing import Final

from cases.citizens.known_as import known_as
from cases.citizens.models import Citizen
from cases.citizens.search.judging import Candidate
from cases.citizens.search.newcomers import Newcomer
from cases.citizens.search.sets import match_in_sets
from cases.core.actor import Actor
from cases.core.partial import PartialDate
from cases.intake.lists.known import Gazetteer
from cases.intake.lists.models import ListRow
from cases.intake.lists.rows.numbers import issuer_in

MOST: Final = 5


def newcomer_of(values: Mapping[str, str], known: Gazetteer) -> Newcomer:
    """Return the person of a row as the matcher asks for her."""
    province = values.get("origin_province", "")
    pk = next((row.pk for row in known.provinces.values() if row.code == province), None)
    phones = (values.get("phone", ""), values.get("relative_phone", ""))
    relative = values.get("relative_name", "")
    birth = values.get("birth", "")
    between = values.get("born_between", "").split("/") if not birth else []
    return Newcomer(
        full_name=values.get("full_name", ""),
        birth=PartialDate.parse(birth) if birth else None,
        sex=values.get("sex", ""),
        province=pk if province else None,
        document_kind=values.get("document_kind", ""),
        document_number=values.get("document_number", ""),
        document_country=issuer_in(values),
        card_number=values.get("personal_number", ""),
        phones=tuple(phone for phone in phones if phone),
        relatives=(relative,) if relative else (),
        births=tuple(PartialDate.parse(year) for year in reversed(between) if year),
    )


def doubles_of(
    actor: Actor, rows: Sequence[ListRow], known: Gazetteer
) -> dict[int, list[Candidate]]:
    """Return row id -> who on record may be the same, the likeliest first; in sets."""
    newcomers = [newcomer_of(row.values, known) for row in rows]
    apart = told_apart(actor, rows)
    but = {at: apart[row.pk] for at, row in enumerate(rows) if row.pk in apart}
    found = match_in_sets(actor, newcomers, but)
    return {row.pk: list(one[:MOST]) for row, one in zip(rows, found, strict=True) if one}


def told_apart(actor: Actor, rows: Sequence[ListRow]) -> dict[int, list[int]]:
    """Return row id -> ids of those of whom somebody said that they are somebody else.

    Whoever is not the person of one record is not that of another record linked to it either; who
    is not the person of another row is not whoever was registered from that one.
    """
    people = people_named(actor, rows)
    known = known_as(actor, [person.head_id for person in people.values() if person.head_id])
    ids = {key: known.records(person.pk) for key, person in people.items()}
    return {
        row.pk: [pk for key in row.apart for pk in ids.get(key, ())] for row in rows if row.apart
    }


def people_named(actor: Actor, rows: Sequence[ListRow]) -> dict[str, Citizen]:
    """Return who is meant by what rows keep of those told apart: people, or people of rows."""
    named = {str(key) for row in rows for key in row.apart}
    if not named:
        return {}
    people = Citizen.objects.visible_to(actor)
    found = {str(person.uuid): person for person in people.filter(uuid__in=named)}
    of_rows = ListRow.objects.visible_to(actor).filter(uuid__in=named - found.keys())
    settled = dict(of_rows.filter(citizen__isnull=False).values_list("uuid", "citizen_id"))
    by_id = people.in_bulk(settled.values()) if settled else {}
    return found | {str(key): by_id[pk] for key, pk in settled.items() if pk in by_id}
