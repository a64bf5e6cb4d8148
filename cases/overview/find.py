"""Finding a person or a case at once, by whatever is known, in any order.

What is typed counts as the number of a case, whole or its end at the own mission; else as name,
birth, province, number of a document, phone and relative of a person, also misspelt
(`citizens/search`); where nobody fits, as the beginning of a name.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from django.db.models import QuerySet

from cases.casework.models import Case
from cases.citizens.folded import begins_with
from cases.citizens.known_as import known_as, rows_of_heads
from cases.citizens.models import Citizen, ContactPoint, Name, Relative
from cases.citizens.models.citizen import seen_by
from cases.citizens.search.figures import phone_key
from cases.citizens.search.people import search
from cases.citizens.search.ranking import Fit
from cases.core.actor import Actor
from cases.core.partial import PartialDate
from cases.core.registry import RESOURCES

MOST: Final = 20
SMALL: Final = 5_000
"""Up to so many people in sight they are looked through; more are found by the index of names."""
FEWEST_LETTERS: Final = 2
FEWEST_DIGITS: Final = 6
"""Fewer are no number by which somebody is called."""
SHORT: Final = re.compile(r"[0-9]{1,7}", re.ASCII)
WITHOUT_NOUGHTS: Final = re.compile(r"([A-Z]{3}-[0-9]{4})-([0-9]{1,4})", re.ASCII)
YEARS: Final = 3
BY_FAR: Final = 10.0
"""By so many bits the likeliest leads when she is opened at once."""


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who was found, with her cases, the latest first, why she fits, and other names.

    `is_unsafe`: by a number that is marked as unsafe: whoever typed it must not call it.
    """

    citizen: Mapping[str, Any]
    cases: Sequence[Mapping[str, Any]]
    fit: Fit | None = None
    also: Sequence[str] = ()
    is_unsafe: bool = False

    @property
    def birth(self) -> PartialDate | None:
        """The birth date as precise as it is known."""
        if self.citizen["birth_on"] is None:
            return None
        return PartialDate(self.citizen["birth_on"], self.citizen["birth_precision"])


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: `by` case, search or name, and of how many who fit these are the likeliest.

    `is_little`: who is meant is probably nobody on record, as less than half of it fits the best.
    """

    by: str
    people: Sequence[Found]
    count: int = 0
    is_little: bool = False

    @property
    def is_more(self) -> bool:
        """Whether there are others."""
        return self.count > MOST

    @property
    def opened(self) -> Found | None:
        """Who is opened at once: alone or by far the likeliest, without a doubt, with one case."""
        if not self.people or self.is_little or len(self.people[0].cases) != 1:
            return None
        first, *others = self.people
        if first.fit is None:
            return None if others else first
        leads = all(other.fit and first.fit.bits - other.fit.bits >= BY_FAR for other in others[:1])
        return first if leads and not first.fit.is_doubtful else None


def find(actor: Actor, words: str, now: datetime) -> Finding:
    """Return at most twenty people whom `actor` sees and whom the words mean."""
    cases = Case.objects.visible_to(actor).filter(reference__in=references(actor, words, now))
    people = list(cases.values_list("citizen_id", flat=True))
    if people:
        return Finding("case", with_cases(actor, people))
    if len(words) < FEWEST_LETTERS:
        return Finding("name", ())
    likely = search(actor, words, now.astimezone(actor.clock).date())
    if likely:
        fits = {match.citizen["pk"]: match.fit for match in likely[:MOST]}
        digits = re.sub(r"[^0-9]", "", words)
        found = with_cases(actor, list(fits), fits, digits)
        return Finding("search", found, len(likely), likely[0].is_little)
    people = named(actor, words)
    return Finding("name", with_cases(actor, people[:MOST]), len(people))


def references(actor: Actor, words: str, now: datetime) -> list[str]:
    """Return the numbers of cases that the words can mean: a whole one, or the end of one.

    The noughts before the last part may be left out.
    """
    whole = words.upper().replace(" ", "")
    if re.fullmatch(RESOURCES["cases"].pattern, whole):
        return [whole]
    if match := WITHOUT_NOUGHTS.fullmatch(whole):
        return [f"{match[1]}-{int(match[2]):05d}"]
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


def with_cases(
    actor: Actor,
    people: Sequence[int],
    fits: Mapping[int, Fit] = MappingProxyType({}),
    digits: str = "",
) -> list[Found]:
    """Return people in the given order, each with the cases that `actor` sees.

    `digits` are those of what was typed, among which a number may be.
    """
    columns = (
        "pk",
        "head_id",
        "uuid",
        "full_name",
        "sex",
        "birth_on",
        "birth_precision",
        "origin_province__name",
    )
    rows = {
        row["pk"]: row
        for row in Citizen.objects.visible_to(actor).filter(pk__in=people).values(*columns)
    }
    heads = rows_of_heads(actor, list(rows.values()), columns)
    rows |= {row["pk"]: row for row in heads.values()}
    known = known_as(actor, [row["head_id"] for row in rows.values()])
    shown = {pk: heads[pk]["pk"] if pk in heads else pk for pk in people}
    cases: dict[int, list[Mapping[str, Any]]] = {pk: [] for pk in shown.values()}
    records = {record: known.head(pk) for pk in rows for record in known.records(pk)}
    for case in (
        Case.objects.visible_to(actor)
        .filter(citizen_id__in=list(records))
        .order_by("-opened_at", "reference")
        .values("citizen_id", "reference", "stage", "held", "outcome", "mission_id")
    ):
        cases.setdefault(records[case["citizen_id"]], []).append(case)
    best = {shown[pk]: fits[pk] for pk in reversed(list(fits)) if pk in shown}
    unsafe = {records[record] for record in reached_unsafely(actor, list(records), digits)}
    return [
        Found(rows[pk], cases[pk], best.get(pk), known.also(pk), pk in unsafe)
        for pk in dict.fromkeys(shown.values())
        if pk in rows
    ]


def reached_unsafely(actor: Actor, people: Sequence[int], digits: str) -> set[int]:
    """Return those of whom, or of whose relatives, an unsafe number is among the digits typed."""
    if len(digits) < FEWEST_DIGITS:
        return set()
    marked = {"citizen_id__in": people, "is_unsafe": True, "withdrawn_at__isnull": True}
    own = ContactPoint.objects.visible_to(actor).filter(**marked)
    kin = Relative.objects.visible_to(actor).filter(**marked)
    numbers = [*own.values_list("citizen_id", "value"), *kin.values_list("citizen_id", "phone")]
    keys = ((person, phone_key(value)) for person, value in numbers)
    return {person for person, key in keys if len(key) >= FEWEST_DIGITS and key in digits}
