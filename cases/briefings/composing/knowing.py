"""By whose knowledge a sentence about a past moment is."""

from django.utils.translation import gettext as _

from cases.briefings.composing.amounts import day, sentence
from cases.briefings.composing.told import Told
from cases.core.text import clauses


def known_on(told: Told) -> str:
    """Return the moment of whose knowledge a briefing of the past is, in the zone of the sheet.

    With the hour: sheets of one day, known at two hours of another, may count otherwise.
    """
    return day(told.known, told.zone, is_day=False)


def day_as_known(told: Told) -> str:
    """Return the day of the briefing, and as known when, where that is later."""
    words = {"day": day(told.at, told.zone, is_day=told.is_day)}
    if not told.is_hindsight:
        return words["day"]
    return _("%(day)s, by what is known on %(known)s") % (words | {"known": known_on(told)})


def as_known(told: Told, parts: list[str]) -> str:
    """Return sentences as a paragraph; of the past as one sentence that says by whose knowledge."""
    if not told.is_hindsight:
        return " ".join(sentence(part) for part in parts)
    said = clauses(part[:1].lower() + part[1:].rstrip(".") for part in parts)
    return _("By what is known on %(known)s: %(said)s.") % {"known": known_on(told), "said": said}
