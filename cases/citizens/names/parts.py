"""A full name and its parts: where they said the same, a correction of either goes for both."""

from collections.abc import Mapping
from typing import Any, Final

LONGEST: Final = {"family_name": 60, "middle_name": 80, "given_name": 60}
LONGEST_WHOLE: Final = 160


def joined(parts: Mapping[str, str]) -> str:
    """Return the parts as one name, in the order in which it is said."""
    return " ".join(parts[name] for name in LONGEST if parts[name])


def following(stored: Mapping[str, str], changes: Mapping[str, Any]) -> dict[str, str]:
    """Return what changes along with the full name, or with parts of it; nothing if both do.

    Parts that were another name before, as of a passport, are left as they are.
    """
    told = [name for name in LONGEST if name in changes]
    is_whole_told = "full_name" in changes
    if joined(stored) != stored["full_name"] or bool(told) == is_whole_told:
        return {}
    if is_whole_told:
        return parted(changes["full_name"], stored)
    whole = joined({name: changes.get(name, stored[name]) for name in LONGEST})
    return {"full_name": whole} if 0 < len(whole) <= LONGEST_WHOLE else {}


def parted(whole: str, stored: Mapping[str, str]) -> dict[str, str]:
    """Return a name in parts: as many words of family and given name as before, the rest between.

    Where that cannot be told they are left empty rather than wrong.
    """
    words = whole.split()
    first, last = (len(stored[name].split()) for name in ("family_name", "given_name"))
    end = len(words) - last
    parts = dict(
        zip(LONGEST, map(" ".join, (words[:first], words[first:end], words[end:])), strict=True)
    )
    is_told = first <= end and all(len(part) <= LONGEST[name] for name, part in parts.items())
    return parts if is_told else dict.fromkeys(LONGEST, "")
