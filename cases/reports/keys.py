"""Keys by which a report that came in twice is found again; they say nothing by themselves."""

import re
from hashlib import sha256
from typing import Final

from cases.citizens.names.folding import folded
from cases.citizens.search.figures import phone_key
from cases.reports.mail import read_mail

QUOTED: Final = re.compile(r"^[>|\s]+", re.MULTILINE)
NOT_WORDS: Final = re.compile(r"[\W_]+")
FEWEST_DIGITS: Final = 6


def text_key(text: str) -> str:
    """Return the digest of what was written: headers, quote marks, blanks and capitals aside."""
    mail = read_mail(text)
    body = mail.body if mail is not None and mail.body else text
    words = NOT_WORDS.sub(" ", QUOTED.sub("", body).casefold()).strip()
    return sha256(words.encode()).hexdigest() if words else ""


def find_text(*words: str) -> str:
    """Return the words of a sender as they are searched: folded as the database folds names."""
    return folded(" ".join(word for word in words if word))


def phone_of(text: str) -> str:
    """Return a phone as it is compared, "" for one that is none."""
    key = phone_key(text)
    return key if len(key) >= FEWEST_DIGITS else ""


def email_of(text: str) -> str:
    """Return an address as it is compared."""
    return "".join(text.split()).casefold()
