"""How a name sounds, as it is stored beside it for the search."""

from typing import Final

from cases.citizens.names.keys import name_key

LONGEST: Final = 400


def sound_key(name: str) -> str:
    """Return the sounds of all words of a name, also of one in Thai or Burmese letters."""
    found: list[str] = []
    for part in name_key(name).parts:
        found += sorted(part.sounds - set(found))
    line = " ".join(found)
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0]
