"""The page of pictures of an incident: drawings, each with its numbers as a table beside it."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.core.text import labelled
from cases.incidents.models import Incident, ReportedFigure
from cases.procedures.choices import Body
from cases.publishing.drawing import Bars, drawn_bars
from cases.publishing.figures import may_count
from cases.publishing.lines_pages import drawn_over_time
from cases.publishing.over_time import over_time
from cases.publishing.seen import BANDS, Wait, ages, moves_by_day, waits
from cases.templatetags.moments import day_words

Row = dict[str, Any]


def pictures_context(actor: Actor, incident: Incident, now: datetime) -> Row:
    """Return all pictures that have anything to show."""
    found = [
        moves_picture(actor, incident),
        ages_picture(actor, incident, now),
        waits_picture(actor, incident, now),
    ]
    return {
        "incident": incident,
        "now": now,
        "zone": incident.zone,
        "lines": lines_picture(actor, incident, now),
        "pictures": [picture for picture in found if picture],
        "is_own": not actor.sees_all,
    }


def lines_picture(actor: Actor, incident: Incident, now: datetime) -> Row | None:
    """Return the main figures over time, all missions' people together."""
    if not may_count(incident):
        return None
    reported = ReportedFigure.objects.visible_to(actor).filter(incident=incident, as_of__lte=now)
    return drawn_over_time(over_time(actor, incident, now), reported)


def moves_picture(actor: Actor, incident: Incident) -> Row | None:
    """Return departures and arrivals at home by day."""
    days = moves_by_day(actor, incident)
    names = (_("Departed"), _("Arrived at home"))
    rows = [(day_words(day), counts) for day, counts in days]
    if not rows:
        return None
    return {
        "code": "moves",
        "title": _("Departures and arrivals by day"),
        "lead": _("Each case on the day on which it came to the stage, days without any left out."),
        "column": _("Day"),
        **drawn(names, rows),
    }


def ages_picture(actor: Actor, incident: Incident, now: datetime) -> Row | None:
    """Return how old open cases are."""
    counts = ages(actor, incident, now)
    if not sum(counts):
        return None
    rows = [(label, (count,)) for label, count in zip(band_labels(), counts, strict=True)]
    return {
        "code": "ages",
        "title": _("Age of open cases"),
        "lead": _("Days since the person came into the incident."),
        "column": _("Age of the case"),
        **drawn((_("Open cases"),), rows),
    }


def band_labels() -> list[str]:
    """Return what each band of ages is called."""
    labels = [ngettext("Up to %(days)s day", "Up to %(days)s days", BANDS[0]) % {"days": BANDS[0]}]
    labels += [
        _("%(first)s to %(last)s days") % {"first": low + 1, "last": high}
        for low, high in pairwise(BANDS)
    ]
    return [*labels, _("More than %(days)s days") % {"days": BANDS[-1]}]


def waits_picture(actor: Actor, incident: Incident, now: datetime) -> Row | None:
    """Return how long bodies take to answer, and what waits for them now."""
    found = waits(actor, incident, now)
    if not found:
        return None
    names = (
        _("Days in which half of the answers came"),
        _("Days in which nine of ten came"),
        _("Waiting now"),
    )
    rows = [(body_name(row), (row.half or 0, row.most or 0, row.waiting)) for row in found]
    picture = {
        "code": "waits",
        "title": _("Waiting for others"),
        "lead": _("From being asked until the answer, by who had to answer."),
        "column": _("Who has to answer"),
        **drawn(names, rows),
    }
    # A body that has never answered has no such days: nought would say that it is quick.
    for line, row in zip(picture["rows"], found, strict=True):
        if row.answered == 0:
            line["numbers"][0] = line["numbers"][1] = "—"
    return picture


def body_name(row: Wait) -> str:
    """Return what a kind of body is called."""
    return str(Body(row.body).label) if row.body in Body.values else row.body


def drawn(names: Sequence[Sentence], rows: Sequence[tuple[str, Sequence[int]]]) -> Row:
    """Return the drawing, the drawing in words, and the same numbers for the table."""
    bars: Bars = drawn_bars(names, rows)
    return {
        "bars": bars,
        "names": [{"series": nth, "label": name} for nth, name in enumerate(names)],
        "words": ". ".join(
            labelled(label, ", ".join(str(count) for count in counts)) for label, counts in rows
        ),
        "rows": [
            {
                "label": label,
                "numbers": [number_format(count, force_grouping=True) for count in counts],
            }
            for label, counts in rows
        ],
    }
