"""How far a reported figure and ours lie apart, in words that heed how firmly the source speaks."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.incidents.choices import Qualifier
from cases.publishing.figures import Comparison

AT_LEAST_SO_MANY = (Qualifier.MORE_THAN, Qualifier.AT_LEAST)


def is_same_moment(pair: Comparison) -> bool:
    """Return whether ours is of the moment the source speaks of, to the minute."""
    return abs(pair.moment - pair.figure.as_of) <= timedelta(minutes=1)


def difference_words(pair: Comparison) -> str:
    """Return in words how far the two numbers lie apart; nothing where they are not comparable."""
    if pair.value is None or pair.figure.is_context or not is_same_moment(pair):
        return ""
    gap, qualifier = pair.value - pair.figure.value, pair.figure.qualifier
    if gap == 0 and qualifier == Qualifier.MORE_THAN:
        return _("Our ledgers hold just this number; the source says more than that.")
    if gap == 0:
        return _("The two numbers agree.")
    if gap < 0:
        words = ngettext(
            "Our ledgers hold %(gap)d person fewer.",
            "Our ledgers hold %(gap)d persons fewer.",
            -gap,
        )
        return with_firmness(words % {"gap": -gap}, qualifier)
    words = ngettext(
        "Our ledgers hold %(gap)d person more.", "Our ledgers hold %(gap)d persons more.", gap
    )
    said = words % {"gap": gap}
    if qualifier in AT_LEAST_SO_MANY:
        return f"{said} {_('The words of the source allow that.')}"
    return with_firmness(said, qualifier)


def with_firmness(words: str, qualifier: str) -> str:
    """Add that the source itself gives no exact number, where it says so."""
    if qualifier == Qualifier.ABOUT:
        return f"{words} {_('The source gives a round number.')}"
    return words
