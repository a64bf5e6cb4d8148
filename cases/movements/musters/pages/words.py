"""Head counts in words: who saw whom, when by the clock of the place."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cases.movements.models import Leg
from cases.movements.musters.choices import Mark
from cases.movements.musters.models import Muster, MusterMark
from cases.movements.musters.reading import Count, Person
from cases.templatetags.moments import day_words, zone_name

TONES = {
    Mark.PRESENT.value: "good",
    Mark.ABSENT.value: "stop",
    Mark.REFUSED.value: "wait",
    Mark.UNKNOWN.value: "stop",
}


def moment_words(at: datetime, zone: str) -> str:
    """Return a moment by the clock of a place: "4 Nov 2025, 21:00 Bangkok time"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{day_words(local)}, {local:%H:%M} {zone_name(zone)}"


def leg_words(leg: Leg | None) -> str:
    """Return which leg is meant."""
    if leg is None:
        return _("The whole movement")
    return _("Leg %(number)d: %(from)s to %(to)s") % {
        "number": leg.number,
        "from": leg.from_place.label,
        "to": leg.to_place.label,
    }


def who(row: MusterMark) -> str:
    """Return who made a mark."""
    return str(row.seen_by or _("The system"))


def said(row: MusterMark) -> str:
    """Return a mark as a sentence: what, by whom, when, and what is odd about it."""
    words = _("%(mark)s: %(who)s, %(when)s") % {
        "mark": row.get_mark_display(),
        "who": who(row),
        "when": moment_words(row.seen_at, row.muster.place.zone),
    }
    more = [str(row.get_clock_doubt_display())] if row.clock_doubt else []
    more += [row.words] if row.words else []
    return ". ".join([words, *more])


def question_words(person: Person) -> str:
    """Return that two officers have seen a person differently, both with their words."""
    if person.question is None:
        return ""
    one, other = person.question
    return _("Seen differently. %(one)s. %(other)s.") % {"one": said(one), "other": said(other)}


def tone_of(person: Person) -> str:
    """Return how pressing it is how a person stands."""
    if person.question is not None:
        return "stop"
    return TONES.get(person.mark, "")


def state_words(person: Person) -> str:
    """Return how a person stands."""
    if person.question is not None:
        return _("Seen differently")
    return str(Mark(person.mark).label) if person.mark else _("Not marked yet")


def figures(found: Count) -> list[dict[str, Any]]:
    """Return the figures of a head count, each with its label; noughts too, they say something."""
    rows = [(_("Expected"), len(found.expected))]
    rows += [(str(mark.label), len(found.marked(mark))) for mark in Mark]
    rows += [(_("Not marked yet"), len(found.unmarked))]
    if found.questions:
        rows.append((_("Seen differently"), len(found.questions)))
    if found.extra:
        rows.append((_("In addition"), len(found.extra)))
    if found.unsettled:
        rows.append((_("No case yet"), len(found.unsettled)))
    return [{"label": label, "count": number} for label, number in rows]


def title_of(muster: Muster) -> str:
    """Return what a head count is called."""
    return f"{muster.get_point_display()}, {muster.place.label}"
