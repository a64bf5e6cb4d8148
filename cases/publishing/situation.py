"""What the incident page shows beside its figures: stages, places, what is stuck."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.choices import Outcome, Stage
from cases.casework.follow_up.models import EarlierReturn
from cases.core.actor import Actor
from cases.core.roles import FILE
from cases.incidents.models import Incident
from cases.overview.board import board_of
from cases.overview.board_pages import board_context
from cases.overview.queries import CAP, capped
from cases.places.choices import Country
from cases.places.models import Place
from cases.publishing.addresses import PeopleUrl
from cases.publishing.drawing import Aside, Flow, Point, drawn_flow, drawn_maps
from cases.publishing.drawing.flow import Amount
from cases.publishing.figures import Figures
from cases.publishing.figures.behind import own_places
from cases.publishing.figures.labels import NOT_KNOWN, Labels
from cases.publishing.figures.moments import Moments

BOARD_ROWS = 6
Counts = Sequence[tuple[str, int]]


def flow_context(figures: Figures, people: PeopleUrl) -> dict[str, Any]:
    """Return the cases on their way through the stages; how they were closed where that is told."""
    stages, outcomes = figures.table("stage"), figures.table("outcome")

    def stage(name: Stage) -> Amount:
        count = stages.count(name)
        return Amount(name, name.label, count, people.of("stage", name, count))

    flow = drawn_flow(
        [stage(name) for name in Stage if name != Stage.CLOSED],
        stage(Stage.CLOSED),
        [
            Amount(row.key, row.label, row.count, people.of("outcome", row.key, row.count))
            for row in outcomes.rows
            if row.key in Outcome.values
        ],
    )
    return {
        "flow": flow,
        "flow_words": flow_words(flow),
        "outcomes_hidden": not outcomes.is_told and stages.count(Stage.CLOSED) > 0,
    }


def flow_words(flow: Flow) -> str:
    """Return the drawing in words, for those who hear it."""
    return ". ".join(f"{step.label}: {step.count}" for step in flow.steps)


def places_context(
    actor: Actor, incident: Incident, figures: Figures, people: PeopleUrl
) -> dict[str, Any]:
    """Return where people are, as maps and as a table.

    Headquarters gets the totals; a mission the persons of its own cases, for totals by place would
    describe people of other missions.
    """
    if actor.sees_all:
        counts = [(row.key, row.count) for row in figures.table("place").rows]
    else:
        known_at = None if figures.is_known_now else figures.known_at
        counts = own_places(actor, incident, Moments(figures.as_of, known_at, figures.known_at))
    keys = [key for key, _count in counts]
    labels = Labels(actor, {"place": keys})
    places = {place.code: place for place in Place.objects.visible_to(actor).filter(code__in=keys)}
    rows = [
        {
            "label": labels.of("place", key),
            "count": count,
            "url": people.of("place", key, count),
        }
        for key, count in sorted(counts, key=lambda row: (not row[0], -row[1], row[0]))
    ]
    return {
        "place_rows": rows,
        "place_total": sum(count for _key, count in counts),
        "place_maps": drawn_maps(points(counts, places), asides(counts, places)),
        "places_are_own": not actor.sees_all,
    }


def points(counts: Counts, places: Mapping[str, Place]) -> list[Point]:
    """Return how many are at each place of which a source gives the point."""
    found = []
    for key, count in counts:
        place = places.get(key)
        if place and place.latitude is not None and place.longitude is not None:
            latitude, longitude = float(place.latitude), float(place.longitude)
            found.append(Point(key, place.label, latitude, longitude, count))
    return found


def asides(counts: Counts, places: Mapping[str, Place]) -> list[Aside]:
    """Return all others by country, the largest first; at last those of whom nothing is known."""
    found: Counter[str] = Counter()
    for key, count in counts:
        place = places.get(key)
        if place is None or place.latitude is None:
            found[place.country if place else key] += count
    unknown = found.pop("", 0)
    lines = [
        Aside(_("%(country)s, point not known") % {"country": Country(country).label}, count)
        for country, count in found.most_common()
    ]
    return [*lines, Aside(NOT_KNOWN, unknown)] if unknown else lines


def stuck_context(actor: Actor, incident: Incident, now: datetime) -> dict[str, Any]:
    """Return the board of the incident in short; nothing for a role that reads no file."""
    if not actor.sees(FILE):
        return {}
    board = board_context(board_of(actor, now, incident=incident))
    table = board["tables"][0] if board["tables"] else None
    if table is not None:
        table = table | {"rows": table["rows"][:BOARD_ROWS]}
    url = f"{reverse('board')}?{urlencode({'incident': incident.code})}"
    return {
        "stuck": {
            "counts": board["counts"],
            "table": table,
            "open_words": board["open_words"],
            "all_url": board["all_url"],
            "links": [
                {"label": _("Board of this incident"), "url": url},
                *home_before(actor, incident),
            ],
        }
    }


def home_before(actor: Actor, incident: Incident) -> Iterator[dict[str, str]]:
    """Yield how many people of the incident had come home before, with the list of them.

    For headquarters: a mission would count only those of whom it sees both cases.
    """
    if not actor.sees_all:
        return
    pairs = EarlierReturn.objects.visible_to(actor).standing().filter(case__incident=incident)
    cases = len(pairs.order_by("case").values_list("case").distinct()[: CAP + 1])
    if cases:
        asks = urlencode({"incident": incident.code, "returned": "yes", "state": "all"})
        label = _("Came home before: %(count)s") % {"count": capped(cases)}
        yield {"label": label, "url": f"{reverse('worklist')}?{asks}"}
