"""Which nationality a cell, a title or the name of a sheet tells.

A country that stands alone above people may be where they are held; a cell of the column is sure.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import Final

from cases.citizens.names.host_script import is_host_script
from cases.citizens.names.known import is_known
from cases.intake.lists.headings import key_of, known_words, seeds, words_of_rows
from cases.places.choices import Country

UNKNOWN: Final = "unknown"
"""Told in so many words that it is not known."""
SHORTEST: Final = 4
"""Letters of a country in a sentence: what is shorter is a code, or another word."""
PART: Final = re.compile(r"^\s*(?:[0-9]{1,3}|[IVX]{1,4})[.)]\s*|[0-9]+")
"""The number of a part, and how many they are."""


def nation_of(text: str) -> str | None:
    """Return the country that a cell names, `UNKNOWN` where it says so, None for neither."""
    return known_words("country").get(key_of(text)) or of_register(text)


def of_register(text: str) -> str | None:
    """Return a country by its code, or by its name in a language of ours."""
    if text.upper() in Country.values:
        return text.upper()
    names = {key_of(str(label)): value for value, label in Country.choices}
    return names.get(key_of(text))


def nation_in(text: str, hosts: Collection[str]) -> str:
    """Return the one nationality that a title or a sheet tells, "" for none or several.

    “Công dân Trung Quốc”, “Indian nationals”, “Trung Quốc: 12 người” tell it. One of the `hosts`,
    in which people are held, may be where they are, or who hands them over.
    """
    told = nations_in(text) - {Country.XX, *hosts}
    return told.pop() if len(told) == len(nations_in(text)) == 1 else ""


def told_above(told: Sequence[tuple[int, str]], number: int) -> str:
    """Return what the last title above a row tells, of rows and what they tell in order."""
    return next((code for row, code in reversed(told) if row < number), "")


def nations_in(text: str) -> set[str]:
    """Return the countries that a text tells in words for people, or names alone."""
    alone = named_alone(text)
    return nations_of_people(text) or ({alone} if alone else set())


def named_alone(text: str) -> str | None:
    """Return the country that a text names with nothing beside it but how many they are."""
    words = key_of(PART.sub(" ", text)).split()
    while words:
        line = " ".join(words)
        found = nation_of(line) if is_word(line) else None
        if found is not None or words[-1] not in words_of_rows("counted")[1]:
            return found
        words.pop()
    return None


def is_word(key: str) -> bool:
    """Return whether a country is told by a word, and not by a code or what may be a name."""
    return (len(key) >= SHORTEST and not is_known(key)) or is_host_script(key)


def nations_of_people(text: str) -> set[str]:
    """Return the countries of which a text says that people are of them."""
    latin, thai, countries = phrases()
    line = key_of(text)
    chains = [match[1] or match[2] for match in latin.finditer(line)]
    chains += [match[1] for match in thai.finditer(line)]
    return {known_words("country")[word] for chain in chains for word in countries.findall(chain)}


@cache
def phrases() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what finds “người A và B”, “A and B nationals”, the same in Thai, and each country."""
    known = sorted(filter(is_word, known_words("country")), key=len, reverse=True)
    country = "|".join(map(re.escape, known))
    before, after = (alternatives(name) for name in ("nationals_before", "nationals_after"))
    chain = rf"(?:{country})(?: (?:va|and|et|or|hoac|ou)\b)?(?: (?:{country})\b)?"
    latin = rf"\b(?:(?:{before}) ({chain})|({chain}) (?:{after}))\b"
    host = [word for word in seeds()["rows"]["nationals_before"] if is_host_script(word)]
    thai = "|".join(filter(is_host_script, known))
    return re.compile(latin), re.compile(rf"(?:{'|'.join(host)}) ?({thai})"), re.compile(country)


def alternatives(name: str) -> str:
    """Return a list of words of the tables as a pattern."""
    return "|".join(sorted(map(re.escape, words_of_rows(name)[1]), key=len, reverse=True))
