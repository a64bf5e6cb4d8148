"""How far a reported figure and ours lie apart, in words that heed how firmly the source speaks."""

from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.core import present
from cases.incidents.choices import Qualifier
from cases.incidents.models import ReportedFigure
from cases.incidents.tolerances import agrees, confirms, is_within
from cases.publishing.figures import Comparison

FURTHER: Final = gettext_lazy(
    "That lies within what was said, but further from the number than we take as the same."
)
"""Of ours beside one-sided words: it keeps them and is not close enough to confirm them."""


def is_same_moment(pair: Comparison) -> bool:
    """Return whether ours is of the moment the source speaks of, to the minute."""
    assert pair.figure.as_of is not None
    return abs(pair.moment - pair.figure.as_of) <= timedelta(minutes=1)


def is_confirmed(figure: ReportedFigure, ours: int, day: date | None = None) -> bool:
    """Return whether our number confirms a reported one, by the rule of a day, or of today."""
    return confirms(figure.qualifier, figure.value, ours, day or today_of(figure))


def today_of(figure: ReportedFigure) -> date:
    """Return today where the incident is."""
    return present.now().astimezone(ZoneInfo(figure.incident.zone)).date()


def do_parts_differ(pair: Comparison) -> bool:
    """Return whether men or women are told apart by both and differ, by the rule of the whole."""
    figure = pair.figure
    parts = ((figure.men, pair.men), (figure.women, pair.women))
    return any(
        not agrees(figure.qualifier, theirs, ours, today_of(figure))
        for theirs, ours in parts
        if theirs is not None and ours is not None
    )


def difference_words(pair: Comparison) -> str:
    """Return in words how far the two numbers lie apart; nothing where they are not comparable."""
    if pair.value is None or pair.figure.is_context or not is_same_moment(pair):
        return ""
    gap = pair.value - pair.figure.value
    if gap:
        return f"{gap_words(gap)} {allowed_words(pair, pair.value)}".rstrip()
    if not is_confirmed(pair.figure, pair.value):
        return _("Our ledgers hold just this number; the words of the source exclude it.")
    if do_parts_differ(pair):
        return _("The totals agree; men and women do not.")
    return _("The two numbers agree.")


def gap_words(gap: int) -> str:
    """Return how many more or fewer ours are."""
    if gap < 0:
        words = ngettext(
            "Our ledgers hold %(gap)d person fewer.",
            "Our ledgers hold %(gap)d persons fewer.",
            -gap,
        )
    else:
        words = ngettext(
            "Our ledgers hold %(gap)d person more.", "Our ledgers hold %(gap)d persons more.", gap
        )
    return words % {"gap": abs(gap)}


def allowed_words(pair: Comparison, ours: int) -> str:
    """Return whether the words of the source allow for another number; nothing of an exact one."""
    figure = pair.figure
    if is_confirmed(figure, ours):
        return _("The words of the source allow that.")
    if figure.qualifier == Qualifier.EXACT:
        return ""
    if is_within(figure.qualifier, figure.value, ours):
        return str(FURTHER)
    return _("The words of the source do not allow that.")
