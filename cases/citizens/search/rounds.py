"""Ways of asking for a whole list, in rounds: what finds most for little comes first.

Beside `ways`, which asks for one person until somebody is found, these are chosen so that a list
of thousands costs a few milliseconds a row: years are asked for one by one, the birth date finds
together with any rarer syllable, only what is no name is taken for misspelt, and the wider ways
wait for those whom the first ones did not find.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from cases.citizens.names.hearing import heard_from
from cases.citizens.names.keys import NameKey, Part
from cases.citizens.names.known import is_known, other_regions, rarity
from cases.citizens.names.syllables import corrections
from cases.citizens.search.births import is_default
from cases.citizens.search.doubles import swapped
from cases.citizens.search.judging import Wanted
from cases.citizens.search.newcomers import our_year
from cases.citizens.search.ways import Group, Way, dated, halves_of, is_short, loosely
from cases.citizens.search.weights import weights
from cases.core.partial import PartialDate

NOT_KNOWN: Final = "@"
"""The mark at the syllables of somebody whose year of birth is not on record."""


def first_ways(wanted: Wanted, least: float) -> Iterator[Way]:
    """Yield ways by numbers, by the birth date and by the whole name as it sounds.

    `least` is how many bits somebody needs to be told of: what cannot come to it is not asked for.
    """
    for kind, numbers in (("d", wanted.numbers), ("p", wanted.phones)):
        if numbers:
            yield [[f"{kind}:{number}" for number in numbers]]
    years = years_of(wanted.births)
    for key in wanted.names[:1]:
        yield from by_day(key, wanted.births)
    places = [[f"o:{place}" for place in wanted.provinces]] if wanted.provinces else []
    for key in wanted.names:
        parts = telling(key)
        for year in years:
            sounds = [dated(sounding(part), [f"@{year}"]) for part in parts]
            yield sounds
            if places:
                yield with_place(sounds, places)
            yield [[joined(key)], [f"y:{year}"]]
        if not years:
            yield from without_year(key, places, least)


def second_ways(wanted: Wanted, least: float) -> Iterator[Way]:
    """Yield ways for those who were not found: numbers misread, names misspelt, years misheard."""
    years = years_of(wanted.births)
    lines = weights().thresholds
    # Among few people a way that leaves less still looks at a few dozen.
    fewest = min(lines.fewest_in_sets, least)
    places = [[f"o:{place}" for place in wanted.provinces]] if wanted.provinces else []
    for key in wanted.names:
        parts = telling(key)
        groups = [misspelt(part, is_heard=key.is_heard) for part in parts]
        sounds = [sounding(part) for part in parts]
        marks = marks_of(years)
        yield from by_halves(wanted, parts, marks)
        for mark in marks:
            near = [dated(group, [mark]) for group in groups]
            if groups != sounds:
                yield near
            yield from but_one(parts, near, [], fewest - lines.of_year)
            if places:
                yield from but_one(parts, near, places, 0.0)
        for mark in marks_near(wanted.births):
            yield [dated(said, [mark]) for said in sounds]
            if groups != sounds:
                yield [dated(group, [mark]) for group in groups]
        if not years:
            if groups != sounds and key.weight >= least:
                yield groups
            yield from but_one(parts, groups, places, fewest)


def by_day(key: NameKey, births: Sequence[PartialDate]) -> Iterator[Way]:
    """Yield ways by the day of birth: with the rarest syllable, or with all the others.

    By a day that it may be a slip of only with the whole name.
    """
    days = days_of(births)
    if not days:
        return
    exact = {day_key(either) for day in days for either in (day, *swapped(day))}
    near = {day_key(other) for day in days for other in slips(day)} - exact
    marks = marks_of(day.year for day in days)
    parts = telling(key)
    yield [sorted(exact), dated(loosely(parts[0]), marks)]
    if len(parts) > 1:
        yield [sorted(exact), *(dated(sounding(part), marks) for part in parts[1:])]
    beside = marks_of(day.year + by for day in days for by in (-1, 0, 1))
    yield [sorted(near), *(dated(sounding(part), beside) for part in parts)]


def by_halves(wanted: Wanted, parts: Sequence[Part], marks: list[str]) -> Iterator[Way]:
    """Yield ways by one half of a number and any syllable."""
    said = [said for part in parts for said in dated(sounding(part), marks)]
    for kind, numbers in (("d", wanted.numbers), ("p", wanted.phones)):
        halves = [half for number in numbers for half in halves_of(kind, number)]
        if halves:
            yield [halves, said]


def without_year(key: NameKey, places: list[Group], least: float) -> Iterator[Way]:
    """Yield ways by the name alone, or by it and the province.

    Beside a province the name alone is asked for where it is rare enough to say something.
    """
    sounds = [sounding(part) for part in telling(key)]
    if places:
        yield with_place(sounds, places)
    if not places or key.weight >= least:
        yield sounds
    yield [[joined(key)]]


def with_place(groups: list[Group], places: list[Group]) -> Way:
    """Return the groups of a name with the province behind the rarest of them."""
    return [*groups[:1], *places, *groups[1:]]


def but_one(
    parts: Sequence[Part], groups: list[Group], more: list[Group], fewest: float
) -> Iterator[Way]:
    """Yield ways with one syllable missing, or those that were joined, where enough is left.

    A syllable that is no name is the one that was misspelt, before one that is another name.
    """
    if len(parts) < 2:
        return
    bits = [least_rare(part) for part in parts]
    for left_out in sorted(range(len(parts)), key=lambda at: is_known(parts[at].fold)):
        if sum(bits) - bits[left_out] >= fewest:
            yield with_place([*groups[:left_out], *groups[left_out + 1 :]], more)
    kept = [at for at, part in enumerate(parts) if part.kind != "joined"]
    if len(kept) < len(parts) - 1 and sum(parts[at].bits for at in kept) >= fewest:
        # What was taken apart may have been one misspelt syllable.
        yield with_place([groups[at] for at in kept], more)


def least_rare(part: Part) -> float:
    """Return the bits of a syllable; of what is no name those of the commonest it is meant for."""
    meant = () if is_known(part.fold) else (*corrections(part.fold), *heard_from(part.sounds))
    return min((part.bits, *(rarity(fold) for fold in meant)))


def telling(key: NameKey) -> list[Part]:
    """Return the parts of a name that find anybody, the rarest first, as the index goes by them.

    Initials only where there is little else: everybody has some of them, so an index that is asked
    for one looks at everybody.
    """
    parts = [part for part in key.parts if part.kind != "initial"]
    return sorted(parts if len(parts) > 1 else key.parts, key=lambda part: -part.bits)


def sounding(part: Part) -> Group:
    """Return the keys of a syllable as it sounds, which its own spelling shares."""
    return loosely(part) if is_short(part) else [f"s:{sound}" for sound in sorted(part.sounds)]


def misspelt(part: Part, *, is_heard: bool = False) -> Group:
    """Return the keys of a syllable as it sounds, is said elsewhere, or was meant if no name.

    What `is_heard` from another script may be meant for what lies near, a name or none.
    """
    if is_heard or not is_known(part.fold):
        return loosely(part, is_heard=is_heard)
    return [*sounding(part), *(f"n:{other}" for other in other_regions(part.fold))]


def joined(key: NameKey) -> str:
    """Return the key of a name written in one word."""
    return f"j:{''.join(part.fold for part in key.parts)}"


def day_key(day: date) -> str:
    """Return the key of a day of birth."""
    return f"b:{day:%Y%m%d}"


def days_of(births: Sequence[PartialDate]) -> list[date]:
    """Return the birth dates that are days, but for those that stand for a year."""
    days = [birth.first for birth in births if birth.precision == "day"]
    return [day for day in days if not is_default(day)]


def slips(day: date) -> Iterator[date]:
    """Yield the days beside a day, and those a year beside."""
    for by in (-1, 1):
        yield day + timedelta(days=by)
        yield day.replace(year=day.year + by, day=min(day.day, 28))


def years_of(births: Sequence[PartialDate]) -> list[int]:
    """Return the years of birth, each once."""
    return list(dict.fromkeys(our_year(birth) for birth in births))


def marks_of(years: Iterable[int]) -> list[str]:
    """Return the marks that the keys of syllables bear."""
    return [f"@{year}" for year in dict.fromkeys(years)]


def marks_near(births: Sequence[PartialDate]) -> list[str]:
    """Return the marks of those without a year, and of the years beside where no day is known.

    A day a year beside is asked for as a day.
    """
    if not births:
        return []
    years = years_of(births)
    beside = () if days_of(births) else (-1, 1)
    near = (year + by for year in years for by in beside if year + by not in years)
    return [*marks_of(near), NOT_KNOWN]
