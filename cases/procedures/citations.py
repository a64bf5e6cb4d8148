"""What laws are cited in the seeds and by staff, in the words of the reader.

A law is cited in English in one fixed form, "Law 49/2019/QH14, art. 17 and 18". That form is read
piece by piece and each piece is said in the reader's language: a Vietnamese law then has the name
it has in Viet Nam. A text in which one piece is not known stays as it is, marked as English.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from cases.core.errors import Sentence

NUMBER = r"[0-9]+(?:/[0-9]{4})?(?:/[A-Z0-9-]+)?"
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
DAY = rf"[1-9][0-9]? (?:{'|'.join(MONTHS)}) [0-9]{{4}}"
KINDS: Final[dict[str, Sentence]] = {
    "Law": gettext_lazy("Law %(number)s"),
    "Decree": gettext_lazy("Decree %(number)s"),
    "Circular": gettext_lazy("Circular %(number)s"),
    "Decision": gettext_lazy("Decision %(number)s"),
}
NAMED: Final[dict[str, Sentence]] = {
    "Vienna Convention on Consular Relations": gettext_lazy(
        "Vienna Convention on Consular Relations"
    ),
    "Convention on the Rights of the Child": gettext_lazy("Convention on the Rights of the Child"),
    "Law on representative missions abroad": gettext_lazy("Law on representative missions abroad"),
    "Law of the host state, as named in its request": gettext_lazy(
        "Law of the host state, as named in its request"
    ),
    "Immigration Act": gettext_lazy("Immigration Act"),
    "Anti-Trafficking in Persons Act": gettext_lazy("Anti-Trafficking in Persons Act"),
    "national referral mechanism, approved in March 2022": gettext_lazy(
        "national referral mechanism, approved in March 2022"
    ),
    "Thailand": gettext_lazy("Thailand"),
    "(article not confirmed)": gettext_lazy("(article not confirmed)"),
    "(articles not confirmed)": gettext_lazy("(articles not confirmed)"),
    "(fees)": gettext_lazy("(fees)"),
    "(Fund)": gettext_lazy("(Fund)"),
    "on personal data: kept no longer than the purpose needs; article and term not confirmed": (
        gettext_lazy(
            "on personal data: kept no longer than the purpose needs; article and term not "
            "confirmed"
        )
    ),
    "on trafficking: support and proceedings may go on; provision and term not confirmed": (
        gettext_lazy(
            "on trafficking: support and proceedings may go on; provision and term not confirmed"
        )
    ),
    "A child may claim rights once of age; provision and term not confirmed": gettext_lazy(
        "A child may claim rights once of age; provision and term not confirmed"
    ),
    "No text was found that sets it": gettext_lazy("No text was found that sets it"),
    "Working term of the house": gettext_lazy("Working term of the house"),
    "after the reply": gettext_lazy("after the reply"),
    "after the reply, with the photographs": gettext_lazy("after the reply, with the photographs"),
    "from the receipt of documents and photographs": gettext_lazy(
        "from the receipt of documents and photographs"
    ),
    "(10 to 20 days by kind; article, which kind and extension not confirmed)": gettext_lazy(
        "(10 to 20 days by kind; article, which kind and extension not confirmed)"
    ),
    "the limit itself was not found": gettext_lazy("the limit itself was not found"),
    "once the decision and two photos are there": gettext_lazy(
        "once the decision and two photos are there"
    ),
}
"""Whole pieces; the longest that fits is taken."""


def law(found: re.Match[str]) -> str:
    """Say a law, decree, circular or decision by its number."""
    return str(KINDS[found[1]]) % {"number": found[2]}


def two_circulars(found: re.Match[str]) -> str:
    """Say two circulars."""
    return _("Circulars %(one)s and %(other)s") % {"one": found[1], "other": found[2]}


def articles(found: re.Match[str]) -> str:
    """Say one or two articles."""
    return ngettext("art. %(numbers)s", "art. %(numbers)s", 2 if found[2] else 1) % numbers(found)


def sections(found: re.Match[str]) -> str:
    """Say one or two sections of a Thai act."""
    return ngettext("s. %(numbers)s", "s. %(numbers)s", 2 if found[2] else 1) % numbers(found)


def numbers(found: re.Match[str]) -> dict[str, str]:
    """Return one number, or two with the word between them."""
    both = _("%(one)s and %(other)s") % {"one": found[1], "other": found[2]}
    return {"numbers": both if found[2] else found[1]}


def amended(found: re.Match[str]) -> str:
    """Say that what stands before was amended; the number alone is one of the same kind."""
    said = _("as amended by")
    return f"{said} {found[1]}" if found[1] else said


def form(found: re.Match[str]) -> str:
    """Say the number of a form."""
    return _("form %(number)s") % {"number": found[1]}


def in_force(found: re.Match[str]) -> str:
    """Say since when something is in force."""
    said = _("in force %(day)s") % {"day": day_of(found[2])}
    return f"({said})" if found[1] else said


def from_day(found: re.Match[str]) -> str:
    """Say from when something holds."""
    return _("from %(day)s") % {"day": day_of(found[1])}


def day_of(text: str) -> str:
    """Return a day in words; as it is where there is no such day."""
    number, month, year = text.split()
    try:
        return date_format(date(int(year), MONTHS.index(month) + 1, int(number)), "DATE_FORMAT")
    except ValueError:
        return text


def and_word(found: re.Match[str]) -> str:
    """Say "and" between two laws."""
    return " " + _("and") + " "


def mark(found: re.Match[str]) -> str:
    """Say a mark between two pieces as the reader's language prints it."""
    is_french = (get_language() or "").startswith("fr")
    return f"\u202f{found[0]}" if is_french and found[0] in {"; ", ": "} else found[0]


def named(found: re.Match[str]) -> str:
    """Say a piece that has words of its own."""
    return str(NAMED[found[0]])


LONGEST_FIRST = sorted(NAMED, key=len, reverse=True)
PIECES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = tuple(
    (re.compile(pattern, re.ASCII), say)
    for pattern, say in (
        ("|".join(map(re.escape, LONGEST_FIRST)), named),
        (rf"(Law|Decree|Circular|Decision) ({NUMBER})", law),
        (rf"Circulars ({NUMBER}) and ({NUMBER})", two_circulars),
        (r"art\. ([0-9]+)(?: and ([0-9]+))?", articles),
        (r"s\. ([0-9]+)(?: and ([0-9]+))?", sections),
        (rf"as amended by(?: ({NUMBER}))?", amended),
        (r"form ([A-Z]{2} ?[0-9]{2})", form),
        (rf"(\()?in force ({DAY})\)?", in_force),
        (rf"from ({DAY})", from_day),
        (r" and ", and_word),
        (r"; |: |, | ", mark),
    )
)


def in_reader_language(text: str) -> str:
    """Return a citation in the reader's language; "" where one piece of it is not known."""
    said, place = [], 0
    while place < len(text):
        for pattern, say in PIECES:
            found = pattern.match(text, place)
            if found:
                said.append(say(found))
                place = found.end()
                break
        else:
            return ""
    words = "".join(said)
    return words[:1].upper() + words[1:]


def cited(text: str) -> str:
    """Return a citation for a page: in the reader's language, else as it is, marked as English."""
    if not text or (get_language() or "en").startswith("en"):
        return text
    return in_reader_language(text) or format_html('<span lang="en">{}</span>', text)
