"""Searching people: what was typed, the candidates of the database, ranked with reasons."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any, Final

from cases.citizens.choices import ContactKind
from cases.citizens.known_as import rows_of_heads
from cases.citizens.models import Citizen, ContactPoint, IdentityDocument, Name, Relative
from cases.citizens.names.folding import folded
from cases.citizens.names.keys import name_key
from cases.citizens.search.asked import Asked, read
from cases.citizens.search.candidates import candidates
from cases.citizens.search.figures import phone_key
from cases.citizens.search.ranking import Fit, Known, fit, most_of
from cases.citizens.search.ways import Way, ways
from cases.citizens.search.weights import weights
from cases.core.actor import Actor
from cases.places.models import Province

COLUMNS: Final = (
    "pk", "uuid", "full_name", "sort_key", "sex", "birth_on", "birth_precision",
    "origin_province_id", "origin_commune", "head_id",
)  # fmt: skip
FEW: Final = 20
"""Where fewer are found, people are asked for more widely too."""
NOT_DIALLED: Final = (ContactKind.EMAIL, ContactKind.ADDRESS)


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody who fits: the columns of the person, how well, and why.

    `most` is with how many bits somebody would fit of whom all holds that was typed.
    """

    citizen: dict[str, Any]
    fit: Fit
    most: float = 0.0

    @property
    def is_little(self) -> bool:
        """Whether less of what was typed holds than does not; what was not typed is no matter."""
        holds = self.fit.bits + self.fit.untyped
        return holds < weights().thresholds.explained * self.most


def search(actor: Actor, typed: str, today: date) -> list[Match]:
    """Return people in sight of `actor` whom the words mean, the likeliest first."""
    return matches(actor, read(typed, provinces(), today))


def terms(typed: str) -> list[str]:
    """Return the parts of what was typed, as the record keeps digests of them."""
    return folded(typed).split()


def matches(actor: Actor, readings: Sequence[Asked]) -> list[Match]:
    """Return people in sight of `actor` of whom so much is known, the likeliest first.

    `readings` are what was typed, read in one way or another; that which fits better counts.
    """
    likely = likeliest(actor, [asked for asked in readings if not asked.is_guess])
    if likely and likely[0].fit.bits >= enough(readings[0]):
        return as_heads(actor, likely)
    guesses = [asked for asked in readings if asked.is_guess]
    if not guesses:
        return as_heads(actor, likely)
    best: dict[int, Match] = {}
    for match in sorted([*likely, *likeliest(actor, guesses)], key=in_order):
        best.setdefault(match.citizen["pk"], match)
    return as_heads(actor, likely_among(list(best.values())))


def likeliest(actor: Actor, readings: Sequence[Asked]) -> list[Match]:
    """Return people whom some readings mean, the likeliest first, among them double records."""
    strict = in_turn([ways(asked) for asked in readings])
    found = candidates(strict)
    if len(found) < FEW:
        # A small register has few of any name: a wrong year must not hide who is called so.
        wide = in_turn([ways(asked, fewest=0.0) for asked in readings])
        found = candidates([way for way in wide if way not in strict]) | found
    rows = list(Citizen.objects.visible_to(actor).filter(pk__among=list(found)).values(*COLUMNS))
    known = known_of(actor, [row["pk"] for row in rows], readings)
    keyed = [
        (asked, (key := name_key(" ".join(words))), most_of(asked, key))
        for asked in readings
        for words in dict.fromkeys([asked.words, asked.others])
    ]
    ranked = []
    for row in rows:
        about = known(row)
        fits = [(fit(asked, key, about), most) for asked, key, most in keyed]
        ranked.append(Match(row, *max(fits, key=lambda one: one[0].bits)))
    return likely_among(ranked)


def likely_among(ranked: Sequence[Match]) -> list[Match]:
    """Return those who are not far behind the best, the likeliest first."""
    best_bits = max((match.fit.bits for match in ranked), default=0.0)
    lines = weights().thresholds
    least = max(lines.unlikely, best_bits - lines.far_behind)
    return sorted((match for match in ranked if match.fit.bits > least), key=in_order)


def in_order(match: Match) -> tuple[float, str]:
    """Order people, the likeliest first."""
    return -match.fit.bits, str(match.citizen["sort_key"])


def enough(asked: Asked) -> float:
    """Return with how many bits somebody fits all of the name that was typed."""
    return name_key(" ".join(asked.others)).weight


def as_heads(actor: Actor, found: Sequence[Match]) -> list[Match]:
    """Return each person once, as the record that stands for her, at her best place."""
    heads = rows_of_heads(actor, [match.citizen for match in found], COLUMNS)
    people: dict[int, Match] = {}
    for match in found:
        row = dict(heads.get(match.citizen["pk"], match.citizen))
        people.setdefault(row["pk"], Match(row, match.fit, match.most))
    return list(people.values())


def in_turn(asked: Sequence[Sequence[Way]]) -> list[Way]:
    """Return the ways of all readings, the strictest of each first, each once."""
    found: list[Way] = []
    for together in zip_longest(*asked):
        found += [way for way in together if way is not None and way not in found]
    return found


def known_of(actor: Actor, people: Sequence[int], readings: Sequence[Asked]) -> Any:
    """Return a function from the row of a person to what is on record of her."""
    names = attached(actor, Name, people, "value")
    is_number_asked = any(asked.numbers or asked.parts for asked in readings)
    numbers = attached(actor, IdentityDocument, people, "number_key") if is_number_asked else {}
    phones = phones_of(actor, people) if any(asked.phones for asked in readings) else {}
    is_kin_asked = any(asked.words or asked.relatives for asked in readings)
    relatives = attached(actor, Relative, people, "full_name") if is_kin_asked else {}

    def known(row: dict[str, Any]) -> Known:
        person = row["pk"]
        return Known(
            names=[row["full_name"], *names.get(person, ())],
            birth_on=row["birth_on"],
            birth_precision=row["birth_precision"],
            province=row["origin_province_id"],
            numbers=numbers.get(person, ()),
            phones=phones.get(person, ()),
            relatives=relatives.get(person, ()),
            commune=folded(row["origin_commune"]),
        )

    return known


def attached(actor: Actor, model: Any, people: Sequence[int], column: str) -> dict[int, list[str]]:
    """Return what stands in a column of the rows that belong to each person."""
    rows = model.objects.visible_to(actor).filter(
        citizen_id__among=people, withdrawn_at__isnull=True
    )
    return grouped(rows.values_list("citizen_id", column))


def phones_of(actor: Actor, people: Sequence[int]) -> dict[int, list[str]]:
    """Return the phones by which each person or a relative is reached, as they are compared."""
    reached = ContactPoint.objects.visible_to(actor).filter(
        citizen_id__among=people, withdrawn_at__isnull=True
    )
    own = reached.exclude(kind__in=NOT_DIALLED).values_list("citizen_id", "value")
    relatives = attached(actor, Relative, people, "phone")
    found = grouped((person, phone_key(value)) for person, value in own)
    for person, values in relatives.items():
        found[person] += [phone_key(value) for value in values if value]
    return found


def grouped[Value](pairs: Iterable[tuple[int, Value]]) -> dict[int, list[Value]]:
    """Return the second of each pair by the first."""
    found: dict[int, list[Value]] = defaultdict(list)
    for person, value in pairs:
        found[person].append(value)
    return found


def provinces() -> list[tuple[str, tuple[int, ...]]]:
    """Return the names of provinces as they are folded, each with its ids.

    Of an old one also that of its successor, of a new one those of all that it was made of.
    """
    found: dict[str, list[int]] = defaultdict(list)
    rows = list(Province.objects.values_list("pk", "name", "successor_id"))
    before: dict[int, list[int]] = defaultdict(list)
    for pk, _name, successor in rows:
        if successor:
            before[successor].append(pk)
    for pk, name, successor in rows:
        found[folded(name)] += [pk, *([successor] if successor else before[pk])]
    return [(name, tuple(dict.fromkeys(ids))) for name, ids in found.items()]
