"""Whether a name bears its marks, and how it is likely written where it does not.

Codes of passports and foreign lists print NGUYEN VAN DUNG. That is how a machine spells the name,
not the name: the first choice everywhere is a spelling with marks, and what was printed stays one
of the choices. A name whose syllables bear none (Cao Nam Linh) is complete as it is.
"""

import unicodedata

from cases.citizens.names.accents import suggest_accents
from cases.citizens.names.folding import folded


def has_marks(name: str) -> bool:
    """Return whether a name bears a mark of Vietnamese: of tone, of a vowel, or the barred d."""
    plain = unicodedata.normalize("NFD", name.casefold())
    return "đ" in plain or any(unicodedata.category(char) == "Mn" for char in plain)


def spellings(name: str, sex: str = "") -> tuple[str, ...]:
    """Return how a name without marks may be written, likeliest first, as it is printed last.

    Empty for a name that bears marks, that is no Vietnamese one, or likeliest has none.
    """
    if has_marks(name):
        return ()
    found = [suggested.text for suggested in suggest_accents(name, sex=sex)]
    return (*found, name) if found and has_marks(found[0]) else ()


def same_but_marks(one: str, other: str) -> bool:
    """Return whether two names are one, written once with its marks and once without."""
    return folded(one) == folded(other) and has_marks(one) != has_marks(other)
