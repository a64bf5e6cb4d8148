"""Names as tickets and codes of passports print them: capitals of A to Z.

Source: ICAO Doc 9303 part 3, section 4.6: the primary identifier, two fillers, the secondary one;
apostrophes are left out, hyphens become a blank. A Vietnamese name begins with the family name.
"""

import re

from cases.citizens.names.folding import folded

APOSTROPHES = re.compile("['’ʼ`]")
LONGEST = 39
"""Characters of a name in the code of a passport."""


def capitals(text: str) -> str:
    """Return a text in capitals without marks, one blank between words."""
    return " ".join(re.findall("[a-z]+", folded(APOSTROPHES.sub("", text)))).upper()


def parted(name: str, family_name: str = "") -> tuple[str, str]:
    """Return family name and given names in capitals; the first word where nobody said which."""
    words, family = capitals(name).split(), capitals(family_name).split()
    if family and words[: len(family)] != family and words[-len(family) :] == family:
        return " ".join(family), " ".join(words[: -len(family)])
    many = len(family) if family and words[: len(family)] == family else 1
    return " ".join(words[:many]), " ".join(words[many:])


def as_in_code(name: str, family_name: str = "") -> str:
    """Return the name as the code of a passport has it: NGUYEN<<VAN<AN."""
    family, given = parted(name, family_name)
    return f"{family}<<{given}".replace(" ", "<")[:LONGEST].rstrip("<")
