"""Who of those on record may be the person of a row, and who stands in the file twice."""

from collections.abc import Mapping, Sequence
from typing import Final

from cases.citizens.known_as import known_as
from cases.citizens.models import Citizen
from cases.citizens.names.folding import folded
from cases.citizens.search.judging import Candidate
from cases.citizens.search.newcomers import Newcomer
from cases.citizens.search.sets import match_in_sets
from cases.core.actor import Actor
from cases.core.partial import PartialDate
from cases.intake.lists.known import Gazetteer
from cases.intake.lists.models import ListRow

MOST: Final = 5


def newcomer_of(values: Mapping[str, str], known: Gazetteer) -> Newcomer:
    """Return the person of a row as the matcher asks for her."""
    province = values.get("origin_province", "")
    pk = next((row.pk for row in known.provinces.values() if row.code == province), None)
    phones = (values.get("phone", ""), values.get("relative_phone", ""))
    relative = values.get("relative_name", "")
    birth = values.get("birth", "")
    return Newcomer(
        full_name=values.get("full_name", ""),
        birth=PartialDate.parse(birth) if birth else None,
        sex=values.get("sex", ""),
        province=pk if province else None,
        document_kind=values.get("document_kind", ""),
        document_number=values.get("document_number", ""),
        document_country=values.get("document_country") or "VN",
        card_number=values.get("personal_number", ""),
        phones=tuple(phone for phone in phones if phone),
        relatives=(relative,) if relative else (),
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

    Whoever is not the person of one record is not that of another record linked to it either.
    """
    named = {str(key) for row in rows for key in row.apart}
    if not named:
        return {}
    people = Citizen.objects.visible_to(actor).filter(uuid__in=named)
    told = {str(person.uuid): person for person in people.only("uuid", "head_id")}
    known = known_as(actor, [person.head_id for person in told.values()])
    ids = {key: known.records(person.pk) for key, person in told.items()}
    return {
        row.pk: [pk for key in row.apart for pk in ids.get(key, ())] for row in rows if row.apart
    }


def keys_of(values: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return by what a person is known twice in a file: a number, or name and whole birth date.

    A name with no more than a year of birth is two people as often as one.
    """
    found: list[tuple[str, ...]] = []
    if values.get("personal_number"):
        found.append(("personal", values["personal_number"]))
    if values.get("document_number"):
        kind, country = values.get("document_kind", ""), values.get("document_country", "")
        found.append(("document", kind, country, values["document_number"]))
    birth = values.get("birth", "")
    if len(birth) == len("1999-12-31") and values.get("full_name"):
        name = " ".join(sorted(folded(values["full_name"]).split()))
        found.append(("named", name, birth))
    return found


def contradict(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Return whether two rows cannot be one person: two different numbers of a kind, two sexes."""
    if one.get("personal_number") and other.get("personal_number"):
        return one["personal_number"] != other["personal_number"]
    sexes = {one.get("sex") or other.get("sex"), other.get("sex") or one.get("sex")}
    return len(sexes) > 1
