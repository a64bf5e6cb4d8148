"""What our ledgers give for an incident, as of a moment, as known at another; made when asked."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.core.listing import seen_row
from cases.core.shapes import FLAG, WHOLE, Shape, as_of, column, known_at
from cases.exports.choices import Counts
from cases.exports.kinds.kind import Asks
from cases.incidents.choices import Metric
from cases.incidents.models import Incident
from cases.publishing.figures import Figures, Row, figures_of
from cases.publishing.figures.comparison import DEFINITIONS
from cases.publishing.figures.moments import moments

TOTAL: Final = Shape(
    "FigureLine",
    (
        column("incident", "incident"),
        as_of("as_of", "zone"),
        known_at("known_at", "zone"),
        column("is_provisional", "is_provisional", FLAG),
        column("zone", "zone"),
        column("dimension", "dimension"),
        column("title", "title"),
        column("counts", "counts", Counts),
        column("key", "key", null=True),
        column("label", "label", null=True),
        column("count", "count", WHOLE),
        column("men", "men", WHOLE, null=True),
        column("women", "women", WHOLE, null=True),
    ),
)
WHOLES: Final[dict[str, tuple[Counts, Sentence]]] = {
    "persons": (Counts.PERSONS, _("Persons counted, each once")),
    "cases": (Counts.CASES, _("Cases of this incident")),
    "straddling": (Counts.ENTRIES, _("Entries whose time begins before the moment and ends after")),
    "contradictory": (Counts.PERSONS, _("Persons whose entries do not fit each other")),
}


def totals(actor: Actor, asks: Asks) -> Iterator[tuple[Any, ...]]:
    """Yield what the totals of an incident say, a line for each number; 403 as there."""
    incident: Any = seen_row("incident", Incident, "code", asks["incident"], actor)
    at, known = moment_in(asks, "as_of"), moment_in(asks, "known_at")
    found = figures_of(actor, incident, at or present.now(), known)
    begins = (incident.code, found.as_of, found.zone, found.known_at, found.is_provisional)
    for line in lines_of(found):
        yield (*begins, *line, incident.pk)


def lines_of(found: Figures) -> Iterator[tuple[Any, ...]]:
    """Yield dimension, title, what is counted, key, label and numbers: the totals, then parts."""
    numbers = {
        "persons": found.counted,
        "cases": found.cases,
        "straddling": found.straddling,
        "contradictory": found.contradictory,
    }
    for name, (counts, title) in WHOLES.items():
        yield (name, str(title), counts.value, "", "", numbers[name], None, None)
    of_metrics = (
        ("present", DEFINITIONS[Metric.PRESENT], found.present),
        ("crossed", DEFINITIONS[Metric.CROSSED], found.crossed),
    )
    for dimension, title, rows in of_metrics:
        yield from parts_of(dimension, title, Counts.PERSONS.value, rows)
    for table in found.tables:
        yield from parts_of(table.dimension, table.title, table.counts, table.rows)


def parts_of(
    dimension: str, title: Sentence, counts: str, rows: tuple[Row, ...]
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of one table."""
    for row in rows:
        said = (dimension, str(title), counts, row.key, str(row.label))
        yield (*said, row.count, row.men, row.women)


def moment_in(asks: Asks, name: str) -> datetime | None:
    """Return a moment that is asked for."""
    return datetime.fromisoformat(asks[name]) if asks.get(name) else None


def both_moments(actor: Actor, asks: Asks) -> Asks:
    """Put down both moments, so that what was counted is written; whole days for missions."""
    incident: Any = seen_row("incident", Incident, "code", asks["incident"], actor)
    at, known = moment_in(asks, "as_of"), moment_in(asks, "known_at")
    used = moments(actor, incident.zone, at or present.now(), known)
    said = {"as_of": used.as_of.isoformat(), "known_at": used.knowledge.isoformat()}
    return {**asks, **said}
