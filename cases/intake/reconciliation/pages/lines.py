"""Entries of a comparison in words: what the list says beside what we have."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.citizens.choices import Sex
from cases.citizens.models import Citizen
from cases.citizens.named import name_shown
from cases.citizens.search.reasons import reasons_told
from cases.core.actor import Actor
from cases.core.partial import PartialDate
from cases.core.possible import possible_on
from cases.intake.doubles import cases_of
from cases.intake.lists.models import ListRow
from cases.intake.pages_doubles import case_row
from cases.intake.reconciliation.choices import (
    OF_NAME,
    Change,
    Difference,
    Done,
    Match,
    Pile,
)
from cases.intake.reconciliation.models import PileEntry
from cases.intake.reconciliation.queries import CARDS, Papers, papers_of
from cases.places.models import Province
from cases.templatetags.moments import partial_words


@dataclass(frozen=True, slots=True)
class Beside:
    """What the lines of a page need of our own records, read in sets."""

    people: Mapping[int, Citizen]
    cases: Mapping[int, Sequence[Case]]
    papers: Mapping[int, Papers]
    provinces: Mapping[str, str]


def beside(actor: Actor, people: Sequence[int]) -> Beside:
    """Return what we have of some people, as far as they are in sight."""
    rows = Citizen.objects.visible_to(actor).filter(pk__in=people)
    known = {row.pk: row for row in rows.select_related("origin_province")}
    return Beside(
        people=known,
        cases=cases_of(actor, list(known)),
        papers=papers_of(actor, list(known)),
        provinces={row.code: str(row) for row in Province.objects.visible_to(actor)},
    )


def entry_lines(actor: Actor, entries: Sequence[PileEntry]) -> list[dict[str, Any]]:
    """Return what the page says of some entries."""
    ids = [pk for entry in entries for pk in (entry.citizen_id, entry.candidate_id) if pk]
    ours = beside(actor, ids)
    return [line_of(actor, entry, ours) for entry in entries]


def line_of(actor: Actor, entry: PileEntry, ours: Beside) -> dict[str, Any]:
    """Return what the page says of one entry."""
    person = ours.people.get(entry.citizen_id or 0)
    perhaps = ours.people.get(entry.candidate_id or 0) if person is None else None
    shown = person or perhaps
    name = row_name(entry.row) or (name_shown(person.full_name) if person else "")
    return {
        "key": str(entry.uuid),
        "version": entry.version,
        "name": name or _("Nobody in sight any more"),
        "row": row_words(entry.row, ours) if entry.row else None,
        "person": person_words(person, ours) if person else None,
        "perhaps": person_words(perhaps, ours) if perhaps else None,
        "match": str(Match(entry.match).label) if entry.match and shown else "",
        "reasons": reasons_told(entry.reasons if shown else ()),
        "differences": differences_of(entry, person, ours),
        "is_elsewhere": entry.is_matched and not entry.is_expected,
        "changes": words_of(Change, entry.changes),
        "done": words_of(Done, entry.done),
        "because": entry.because,
        "acts": acts_of(actor, entry),
    }


def words_of(kind: type[TextChoices], codes: Sequence[str]) -> list[str]:
    """Return codes of a closed set in words."""
    return [str(kind(code).label) for code in codes if code in kind.values]


def row_name(row: ListRow | None) -> str:
    """Return the name that a row gives."""
    return row.values.get("full_name", "") if row is not None else ""


def row_words(row: ListRow, ours: Beside) -> dict[str, Any]:
    """Return what the page says of a row."""
    said: Mapping[str, str] = row.values
    facts = [
        birth_words(said.get("birth", "")),
        sex_words(said.get("sex", "")),
        said.get("personal_number", ""),
        said.get("document_number", ""),
        ours.provinces.get(said.get("origin_province", ""), ""),
    ]
    return {
        "name": said.get("full_name", ""),
        "url": row.get_absolute_url(),
        "number": row.number,
        "sheet": row.received.sheet_name(row.sheet) if len(row.received.sheets) > 1 else "",
        "facts": [fact for fact in facts if fact],
    }


def person_words(person: Citizen, ours: Beside) -> dict[str, Any]:
    """Return what the page says of a person of ours."""
    facts = [
        partial_words(person.birth) if person.birth else "",
        sex_words(person.sex),
        str(person.origin_province) if person.origin_province else "",
    ]
    return {
        "key": str(person.uuid),
        "name": name_shown(person.full_name),
        "facts": [fact for fact in facts if fact],
        "cases": [case_row(case) for case in ours.cases.get(person.pk, ())],
    }


def birth_words(text: str) -> str:
    """Return a birth date as it is printed."""
    return str(partial_words(PartialDate.parse(text))) if text else ""


def sex_words(code: str) -> str:
    """Return the sex in words, nothing where it is not known."""
    return str(Sex(code).label) if code in Sex.values and code != Sex.UNKNOWN else ""


Told = Callable[[ListRow, Citizen, Beside], tuple[str, str]]
"""What the list says, and what we have."""
SIDES: Final[dict[str, Told]] = {
    Difference.BIRTH: lambda row, person, ours: (
        birth_words(row.values.get("birth", "")),
        partial_words(person.birth) if person.birth else "",
    ),
    Difference.SEX: lambda row, person, ours: (
        sex_words(row.values.get("sex", "")),
        sex_words(person.sex),
    ),
    Difference.PERSONAL_NUMBER: lambda row, person, ours: (
        row.values.get("personal_number", ""),
        numbers(ours.papers.get(person.pk, {}), of_cards=True),
    ),
    Difference.DOCUMENT_NUMBER: lambda row, person, ours: (
        row.values.get("document_number", ""),
        numbers(ours.papers.get(person.pk, {}), of_cards=False),
    ),
    Difference.PROVINCE: lambda row, person, ours: (
        ours.provinces.get(row.values.get("origin_province", ""), ""),
        str(person.origin_province) if person.origin_province else "",
    ),
} | {
    code: lambda row, person, ours: (row_name(row), name_shown(person.full_name))
    for code in OF_NAME
}


def numbers(papers: Papers, *, of_cards: bool) -> str:
    """Return the numbers of a person's cards, or of her other papers."""
    found = [some for (kind, _c), some in papers.items() if (kind in CARDS) == of_cards]
    return ", ".join(sorted(number for some in found for number in some))


def differences_of(entry: PileEntry, person: Citizen | None, ours: Beside) -> list[dict[str, str]]:
    """Return in what row and person differ: label, theirs, ours; read now, not kept."""
    found = []
    for code in entry.differences:
        if code not in Difference.values:
            continue
        sides = SIDES.get(code)
        theirs, own = "", ""
        if sides is not None and entry.row is not None and person is not None:
            theirs, own = sides(entry.row, person, ours)
        found.append({"label": str(Difference(code).label), "theirs": theirs, "ours": own})
    return found


def acts_of(actor: Actor, entry: PileEntry) -> list[dict[str, str]]:
    """Return what can be done with one entry alone: label and address."""
    return [
        {
            "label": str(item.declared.form.title),
            "url": reverse("pile_entry_operation", args=[entry.uuid, item.declared.verb]),
            "once": str(uuid4()) if is_confirmed(entry, item.declared.verb) else "",
        }
        for item in possible_on(actor, "pile-entries", entry)
        if item.is_possible and not item.declared.form.bulk
    ]


def is_confirmed(entry: PileEntry, verb: str) -> bool:
    """Return whether an act needs no more than a key: it confirms whom a row perhaps means."""
    return verb == "join" and entry.pile == Pile.PERHAPS


def gone_lines(
    actor: Actor, rows: Sequence[ListRow], people: Mapping[int, int]
) -> list[dict[str, Any]]:
    """Return what the page says of rows of the version before; `people`: whom they meant."""
    ours = beside(actor, list(people.values()))
    found = []
    for row in rows:
        person = ours.people.get(people.get(row.pk, 0))
        found.append(
            {
                "row": row_words(row, ours),
                "person": person_words(person, ours) if person else None,
            }
        )
    return found
