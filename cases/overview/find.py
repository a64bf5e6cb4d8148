"""Finding a person or a case at once: by number, by document, by how the name begins.

What is typed counts as the number of a case, whole or its end at the own mission; else as the
number of a document; else as the beginning of a name, as registered or as written elsewhere.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from cases.casework.models import Case
from cases.citizens.folded import begins_with
from cases.citizens.models import Citizen, IdentityDocument, Name
from cases.citizens.models.citizen import seen_by
from cases.citizens.numbers import number_key
from cases.core.actor import Actor
from cases.core.partial import PartialDate
from cases.core.registry import RESOURCES

MOST: Final = 20
SMALL: Final = 5_000
"""Up to so many people in sight they are looked through; more are found by the index of names."""
FEWEST_LETTERS: Final = 2
SHORT: Final = re.compile(r"[0-9]{1,7}", re.ASCII)
NUMBER: Final = re.compile(r"[A-Z]{0,3}[0-9]{5,37}[A-Z]?", re.ASCII)
YEARS: Final = 3


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who was found, with her cases, the latest first; `by` is what the words were."""

    citizen: Mapping[str, Any]
    cases: Sequence[Mapping[str, Any]]

    @property
    def birth(self) -> PartialDate | None:
        """The birth date as precise as it is known."""
        if self.citizen["birth_on"] is None:
            return None
        return PartialDate(self.citizen["birth_on"], self.citizen["birth_precision"])


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: `by` case, document or name; `is_more` when there are others."""

    by: str
    people: Sequence[Found]
    is_more: bool = False


def find(actor: Actor, words: str, now: datetime) -> Finding:
    """Return at most twenty people whom `actor` sees and whom the words mean."""
    cases = Case.objects.visible_to(actor).filter(reference__in=references(actor, words, now))
    people = list(cases.values_list("citizen_id", flat=True))
    if people:
        return Finding("case", with_cases(actor, people))
    key = number_key(words)
    if NUMBER.fullmatch(key):
        papers = IdentityDocument.objects.visible_to(actor)
        held = papers.filter(number_key=key, withdrawn_at__isnull=True)
        people = list(held.values_list("citizen_id", flat=True)[:MOST])
        return Finding("document", with_cases(actor, people))
    if len(words) < FEWEST_LETTERS:
        return Finding("name", ())
    people = named(actor, words)
    return Finding("name", with_cases(actor, people[:MOST]), len(people) > MOST)


def references(actor: Actor, words: str, now: datetime) -> list[str]:
    """Return the numbers of cases that the words can mean: a whole one, or the end of one."""
    whole = words.upper().replace(" ", "")
    if re.fullmatch(RESOURCES["cases"].pattern, whole):
        return [whole]
    if not SHORT.fullmatch(words) or not actor.mission_code:
        return []
    return [f"{actor.mission_code}-{now.year - n}-{int(words):05d}" for n in range(YEARS)]


def named(actor: Actor, words: str) -> list[int]:
    """Return who is called so, in the order of names, at most one more than is shown."""
    begins = begins_with(words)
    found = narrowed(actor, Citizen.objects.visible_to(actor), "pk").filter(begins)
    people = list(found.order_by("find_key", "pk").values_list("pk", flat=True)[: MOST + 1])
    also = narrowed(actor, Name.objects.visible_to(actor), "citizen_id")
    also = also.filter(begins, withdrawn_at__isnull=True)
    others = also.order_by("find_key", "pk").values_list("citizen_id", flat=True)[: MOST + 1]
    return list(dict.fromkeys([*people, *others]))


def narrowed(actor: Actor, rows: QuerySet[Any], column: str) -> QuerySet[Any]:
    """Return the rows of a small mission by its people: few of them have a name that many have."""
    if actor.sees_all:
        return rows
    own = list(seen_by(actor).values_list("citizen_id", flat=True)[: SMALL + 1])
    return rows if len(own) > SMALL else rows.filter(**{f"{column}__in": own})


def with_cases(actor: Actor, people: Sequence[int]) -> list[Found]:
    """Return people in the given order, each with the cases that `actor` sees."""
    columns = ("pk", "uuid", "full_name", "sex", "birth_on", "birth_precision")
    rows = {
        row["pk"]: row
        for row in Citizen.objects.visible_to(actor).filter(pk__in=people).values(*columns)
    }
    cases: dict[int, list[Mapping[str, Any]]] = {pk: [] for pk in rows}
    for case in (
        Case.objects.visible_to(actor)
        .filter(citizen_id__in=list(rows))
        .order_by("-opened_at", "reference")
        .values("citizen_id", "reference", "stage", "held", "outcome", "mission_id")
    ):
        cases[case["citizen_id"]].append(case)
    return [Found(rows[pk], cases[pk]) for pk in dict.fromkeys(people) if pk in rows]
