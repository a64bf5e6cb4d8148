"""Whether the name on a ticket is the name in a document: marks, case and order aside."""

import re

from cases.citizens.names.folding import folded

TITLES = frozenset({"mr", "mrs", "ms", "miss", "mstr", "chd", "inf"})
"""What carriers print behind a given name (IATA Resolution 722, form of names)."""


def words(name: str) -> list[str]:
    """Return the words of a name as a ticket prints them: letters A to Z alone."""
    return re.findall("[a-z]+", folded(name))


def is_same_name(ticket: str, document: str) -> bool:
    """Return whether both name one person: the same words in any order, joined or apart.

    A title behind the given name, as carriers print it, joined or apart, does not count.
    """
    said, printed = words(ticket), words(document)
    if sorted(said) == sorted(printed) or "".join(said) == "".join(printed):
        return True
    for title in TITLES:
        if said and said[-1] == title and same_letters(said[:-1], printed):
            return True
        if said and said[-1].endswith(title):
            bare = [*said[:-1], said[-1].removesuffix(title)]
            if same_letters(bare, printed):
                return True
    return same_letters(said, printed)


def same_letters(said: list[str], printed: list[str]) -> bool:
    """Return whether the family name and the rest are there, whatever is written together.

    A ticket has `NGUYEN/VANAN` where the document has `NGUYEN VAN AN`: family name first in both.
    """
    joined = "".join(printed)
    if "".join(said) == joined or sorted(said) == sorted(printed):
        return True
    return any("".join([*said[at:], *said[:at]]) == joined for at in range(1, len(said)))
