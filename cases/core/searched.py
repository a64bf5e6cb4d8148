"""Words that were searched for: kept in the session, named in an address by a random word.

An address is kept by browsers, proxies and logs; a name or a passport number has no place in one.
"""

import secrets
from typing import Any, Final

from cases.core.text import clean_text

KEY: Final = "searches"
MOST_KEPT: Final = 5
LONGEST: Final = 160


def searchable(typed: str) -> str:
    """Return the words in the form in which they are stored; nothing for what cannot be stored."""
    try:
        return clean_text(typed)[:LONGEST]
    except ValueError:
        return ""


def keep_words(session: Any, words: str) -> str:
    """Keep words in the session and return what stands for them in an address."""
    token = secrets.token_urlsafe(9)
    kept = list(session.get(KEY, {}).items())[-(MOST_KEPT - 1) :]
    session[KEY] = dict([*kept, (token, words)])
    return token


def kept_words(session: Any, token: str) -> str | None:
    """Return what stands for some words; None when this session knows nothing of it."""
    found: str | None = session.get(KEY, {}).get(token)
    return found
