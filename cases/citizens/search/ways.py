"""Ways of asking for candidates, the strictest first: which keys must be there, which of them may.

A way is a row of groups; of each group one key must be among those of the person. Syllables are
asked for as typed, as the table of syllables corrects them, and as they sound; later ways let one
syllable be missing, or the date be wrong.
"""

from collections.abc import Iterator
from typing import Final

from cases.citizens.names.folding import folded
from cases.citizens.names.hearing import MOST, heard_from
from cases.citizens.names.keys import Part, name_key
from cases.citizens.names.known import begun_with, is_known
from cases.citizens.names.syllables import corrections
from cases.citizens.search.asked import Asked
from cases.citizens.search.weights import weights

Group = list[str]
Way = list[Group]
SHORTEST_NUMBER: Final = 6
MOST_CORRECTIONS: Final = 6
MOST_MEANT: Final = 12
NEAR: Final = 2
"""By so many years an age or a year of birth is told wrongly."""


def ways(asked: Asked, fewest: float | None = None) -> list[Way]:
    """Return every way in which somebody known by so much can be found, each once.

    Ways that leave fewer bits than `fewest`, or than usual, are left out.
    """
    found: list[Way] = []
    least = weights().thresholds.fewest if fewest is None else fewest
    for way in (*by_number(asked), *by_name(asked, least), *by_day(asked), *by_part(asked)):
        if way and way not in found:
            found.append(way)
    return found


def by_number(asked: Asked) -> Iterator[Way]:
    """Yield ways by papers and phones: the whole number, then one half of it."""
    for kind, numbers in (("d", asked.numbers), ("p", asked.phones)):
        if numbers:
            yield [[f"{kind}:{number}" for number in numbers]]
    for kind, numbers in (("d", asked.numbers), ("p", asked.phones)):
        halves = [half for number in numbers for half in halves_of(kind, number)]
        if halves:
            yield [halves]


def by_day(asked: Asked) -> Iterator[Way]:
    """Yield the way by the day of birth alone: however a name is written, few are born on it."""
    if asked.days:
        yield [[f"b:{day:%Y%m%d}" for day in asked.days]]


def by_part(asked: Asked) -> Iterator[Way]:
    """Yield ways by the end or the beginning of a number, with a word of the name and without."""
    keys = [key for part in asked.parts for key in keys_of_part(part)]
    if keys:
        parts = name_key(" ".join(asked.others)).parts
        if parts:
            yield [keys, [key for part in parts for key in loosely(part)]]
        yield [keys]


def keys_of_part(part: str) -> Iterator[str]:
    """Yield the halves of numbers that a part of one has in it: of twelve signs, of nine or eight.

    Of beginnings without a letter four figures are but a province.
    """
    side, digits = part[0], part[1:]
    for length in (4, 5, 6):
        if side == ">" and len(digits) >= length:
            yield f"d>{digits[-length:]}"
        elif side == "<" and len(digits) >= length and (length == 6 or not digits[0].isdigit()):
            yield f"d<{digits[:length]}"


def halves_of(kind: str, number: str) -> Iterator[str]:
    """Yield halves that a number shares with the one meant, with one character wrong or missing."""
    for length in range(max(len(number) - 1, SHORTEST_NUMBER), len(number) + 2):
        yield f"{kind}<{number[: length // 2]}"
        yield f"{kind}>{number[-(length - length // 2) :]}"


def by_name(asked: Asked, fewest: float) -> Iterator[Way]:
    """Yield ways by the parts of a name and what else is known.

    The rarest part stands first, since the index goes through the groups of a way in their order.
    """
    own, near = [f"@{year}" for year in asked.years_of_birth], near_years(asked)
    lines = weights().thresholds
    places = [[f"o:{place}" for place in asked.provinces]] if asked.provinces else []
    kin = [[f"r:{folded(name.split()[-1])}"] for name in asked.relatives if name]
    beside = [(asked.others, places + kin), (asked.words, kin)]
    # Of most people no relative is on record.
    beside += [(asked.others, places), (asked.words, [])] if kin else []
    for words, at in beside:
        key = name_key(" ".join(words))
        in_order = key.parts
        parts = sorted(in_order, key=lambda part: -part.bits)
        if not parts or (words is asked.words and places and not asked.others):
            continue
        bits = sum(part.bits for part in parts)
        plain = [strictly(part) for part in parts]
        loose = [loosely(part, is_heard=key.is_heard) for part in parts]
        close = [dated(group, own) for group in loose]
        known = lines.of_year * bool(own) + lines.of_place * len(at)
        yield [*(dated(group, own) for group in plain), *at]
        yield [*close, *at]
        yield [[f"j:{''.join(part.fold for part in in_order)}"], *years(asked)]
        as_heard = [heard(part, is_heard=key.is_heard) for part in parts]
        # A wrong year and a name taken for another one at once are not looked for.
        if own:
            yield [*(dated(group, near) for group in as_heard), *at]
        if own and bits >= fewest:
            yield [*as_heard, *at]
        if at and bits >= fewest:
            yield [dated(group, near) for group in as_heard]
        if len(parts) > 1:
            for left_out in range(len(parts)):
                if bits - parts[left_out].bits + known >= fewest:
                    yield [*close[:left_out], *close[left_out + 1 :], *at]
        whole = [n for n, part in enumerate(parts) if part.kind != "joined"]
        rest = sum(parts[n].bits for n in whole) + known
        if len(whole) < len(parts) - 1 and rest >= fewest:
            # What was taken apart may have been one misspelt syllable.
            yield [*(close[n] for n in whole), *at]
        if bits >= fewest:
            relatives = [f"r:{part.fold}" for part in parts]
            yield [[*keys, own] for keys, own in zip(plain, relatives, strict=True)]
        for kept in range(len(parts)) if len(parts) > 2 and known else ():
            if parts[kept].bits + known >= lines.fewest:
                yield [close[kept], *at]


def dated(group: Group, years: list[str]) -> Group:
    """Return the keys of syllables and sounds together with each year; the others as they are."""
    if not years:
        return group
    return [
        dated
        for key in group
        for dated in ([f"{key}{year}" for year in years] if key[0] in "ns" else [key])
    ]


def is_short(part: Part) -> bool:
    """Return whether a part only stands for another one."""
    return part.kind in {"initial", "abbreviation"}


def loosely(part: Part, *, is_heard: bool = False) -> Group:
    """Return the keys under which a syllable that was heard, copied or misspelt may stand.

    Who may be heard as it is asked for where it is no syllable of names, or `is_heard`.
    """
    if part.kind == "initial":
        return [f"i:{part.fold}"]
    if part.kind == "abbreviation":
        meant = part.stands_for[:MOST_MEANT]
        begun = [f"i:{part.fold[0]}"] if len(part.fold) <= len("ng") else []
        return [f"n:{part.fold}", *(f"n:{fold}" for fold in meant), *begun]
    keys = [f"n:{part.fold}", *(f"s:{sound}" for sound in sorted(part.sounds))]
    if is_known(part.fold) and not is_heard:
        return [*keys, *(f"n:{slip}" for slip in corrections(part.fold)[:MOST_CORRECTIONS])]
    meant = (*corrections(part.fold)[:MOST_CORRECTIONS], *list(heard_from(part.sounds))[:MOST])
    meant += () if is_heard else begun_with(part.fold)
    if len(part.fold) == len("tr"):
        keys.append(f"i:{part.fold[0]}")
    return [*keys, *dict.fromkeys(f"n:{fold}" for fold in meant)]


def heard(part: Part, *, is_heard: bool = False) -> Group:
    """Return the keys of a syllable as typed and as it sounds; slips only of what is no name."""
    keys = loosely(part, is_heard=is_heard)
    is_sure = is_known(part.fold) and not is_short(part) and not is_heard
    return keys[: 1 + len(part.sounds)] if is_sure else keys


def strictly(part: Part) -> Group:
    """Return the keys of a syllable as it was typed."""
    return loosely(part) if is_short(part) else [f"n:{part.fold}"]


def years(asked: Asked) -> list[Group]:
    """Return the group of the years of birth."""
    return [[f"y:{year}" for year in asked.years_of_birth]] if asked.years_of_birth else []


def near_years(asked: Asked) -> list[str]:
    """Return the years that a year can be meant for, and the mark of those without any."""
    near = sorted({year + by for year in asked.years_of_birth for by in range(-NEAR, NEAR + 1)})
    return [*(f"@{year}" for year in near), "@"] if near else []
