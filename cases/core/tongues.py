"""Names of languages, as the reader's language says them within a sentence."""

from functools import cache
from typing import Final

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language

KNOWN: Final = ("en", "vi", "fr")
"""The languages in which staff write the name of one."""


@cache
def codes_by_name() -> dict[str, str]:
    """Return the code of each language by its names, folded."""
    found: dict[str, str] = {}
    for written_in in KNOWN:
        for code, name in Locale(written_in).languages.items():
            found.setdefault(name.casefold(), code)
    return found


def language_within(name: str) -> str:
    """Return a language by its name in the reader's language; words that name none stay as typed.

    "Vietnamese" is "tiếng Việt" for whoever reads Vietnamese, "vietnamien" in French.
    """
    reader = (get_language() or settings.LANGUAGE_CODE)[:2]
    code = codes_by_name().get(name.strip().casefold())
    said: str | None = Locale(reader).languages.get(code) if code and reader in KNOWN else None
    if said is None:
        return name
    return said if reader == "en" else said[:1].lower() + said[1:]
