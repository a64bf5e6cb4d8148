"""How far a reported figure and ours lie apart, in words that heed how firmly the source speaks."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.core import present
from cases.incidents.choices import Qualifier
from cases.incidents.models import ReportedFigure
from cases.incidents.tolerances import tolerance_of
from cases.publishing.figures import Comparison


def is_same_moment(pair: Comparison) -> bool:
    """Return whether ours is of the moment the source speaks of, to the minute."""
    assert pair.figure.as_of is not None
    return abs(pair.moment - pair.figure.as_of) <= timedelta(minutes=1)


def is_confirmed(figure: ReportedFigure, ours: int, day: date | None = None) -> bool:
    """Return whether our number confirms a reported one, by the rule in force on a day, or today.

    Without a rule only the same number does.
    """
    zone = ZoneInfo(figure.incident.zone)
    rule = tolerance_of(figure.qualifier, day or present.now().astimezone(zone).date())
    return ours == figure.value if rule is None else rule.confirms(figure.value, ours)


def difference_words(pair: Comparison) -> str:
    """Return in words how far the two numbers lie apart; nothing where they are not comparable."""
    if pair.value is None or pair.figure.is_context or not is_same_moment(pair):
        return ""
    gap, is_allowed = pair.value - pair.figure.value, is_confirmed(pair.figure, pair.value)
    if gap == 0 and is_allowed:
        return _("The two numbers agree.")
    if gap == 0:
        return _("Our ledgers hold just this number; the words of the source exclude it.")
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
    said = words % {"gap": abs(gap)}
    if is_allowed:
        return f"{said} {_('The words of the source allow that.')}"
    if pair.figure.qualifier == Qualifier.EXACT:
        return said
    return f"{said} {_('The words of the source do not allow that.')}"
