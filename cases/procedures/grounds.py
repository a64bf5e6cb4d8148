"""What an entry with a legal ground must say before it counts as confirmed, and what is missing.

Confirmed is what names the article, the date from which it is in force and the page on which its
sentence was read. Everything else says what was not found, and is shown with it.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Problem, Refused
from cases.procedures.choices import ARTICLE, OURSELVES, Missing

CONFIRMED_MISSES: Final = _("What is confirmed misses nothing. Leave this empty.")
MISSING_UNSAID: Final = _("Say what was not found of the law, or that it is confirmed.")
NO_ARTICLE: Final = _("Name the article (“art. 18”, “s. 29”), or say that it is missing.")
NO_DATE: Final = _("Name the date from which it is in force.")
NOT_NOTED: Final = _("Nobody has noted yet what was read of it")
NO_DECISION: Final = _("Say who decided it and where that is written.")
NOT_ON_US: Final = _(
    "A limit that no law sets counts only against ourselves. Leave it unconfirmed."
)
NO_SOURCE: Final = _("Name the page on which the article was read.")
HAS_NO_ARTICLE: Final = frozenset({Missing.LAW, Missing.ARTICLE})


def names_article(law: str) -> bool:
    """Return whether a citation names an article or a section."""
    return re.search(ARTICLE, law) is not None


def proof_words(*, verified: bool, missing: str) -> str:
    """Return what was not found, in words; empty of what is confirmed."""
    if missing:
        return str(Missing(missing).label)
    return "" if verified else str(NOT_NOTED)


def faults_of_limit(
    *, verified: bool, missing: str, law: str, source: str, valid_from: date | None
) -> Iterator[Problem]:
    """Yield why a limit that a law sets is refused: confirmed without proof, or nothing said."""
    if not verified and not missing:
        yield Problem("missing", "missing_named", MISSING_UNSAID)
    if verified:
        yield from faults_of_proof(missing=missing, source=source)
        if not names_article(law):
            yield Problem("legal_basis", "article_named", NO_ARTICLE)
        if valid_from is None:
            yield Problem("valid_from", "date_named", NO_DATE)


def faults_of_house_limit(
    *, verified: bool, missing: str, source: str, valid_from: date | None, on_whom: str
) -> Iterator[Problem]:
    """Yield why a limit of the house is refused: no law binds others to it, and somebody set it."""
    if not verified:
        return
    if on_whom not in OURSELVES:
        yield Problem("verified", "house_limit_on_us", NOT_ON_US)
    if missing:
        yield Problem("missing", "confirmed_misses", CONFIRMED_MISSES)
    if not source:
        yield Problem("source", "decision_named", NO_DECISION)
    if valid_from is None:
        yield Problem("valid_from", "date_named", NO_DATE)


def faults_of_procedure(
    *, verified: bool, missing: str, law: str, source: str
) -> Iterator[Problem]:
    """Yield why a procedure may not say so; one without a law is confirmed by what was reported."""
    if verified:
        yield from faults_of_proof(missing=missing, source=source)
        if law and not names_article(law):
            yield Problem("legal_basis", "article_named", NO_ARTICLE)


def faults_of_basis(
    *, verified: bool, missing: str, law: str, source: str, in_force_on: date | None
) -> Iterator[Problem]:
    """Yield what a basis of processing does not say: article and date, unless they are missing."""
    if verified:
        yield from faults_of_proof(missing=missing, source=source)
    if not names_article(law) and (verified or missing not in HAS_NO_ARTICLE):
        yield Problem("law", "article_named", NO_ARTICLE)
    if in_force_on is None and (verified or missing != Missing.LAW):
        yield Problem("in_force_on", "date_named", NO_DATE)


def faults_of_proof(*, missing: str, source: str) -> Iterator[Problem]:
    """Yield what every entry that is confirmed must say, or may not."""
    if missing:
        yield Problem("missing", "confirmed_misses", CONFIRMED_MISSES)
    if not source:
        yield Problem("source", "source_named", NO_SOURCE)


def refuse(faults: Iterable[Problem]) -> None:
    """Refuse an entry with every fault of its ground."""
    problems = list(faults)
    if problems:
        raise Refused(problems[0].message, problems[0].code, 422, problems=problems)
