"""Totals of an incident, read through the definer function that gives whole numbers only."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Refused
from cases.incidents.models import Incident
from cases.publishing.figures.labels import DIMENSIONS, Dimension, Labels
from cases.publishing.figures.moments import Asked, Moments, moments
from cases.publishing.figures.values import Counts, Figures, Row, Table


@dataclass(frozen=True, slots=True)
class Total:
    """One number of the database's answer."""

    dimension: str
    key: str
    count: int
    men: int | None
    women: int | None


def may_count(incident: Incident) -> bool:
    """Return whether totals are given to the present eyes.

    Headquarters gets those of every incident, a mission those of incidents in which it has a case
    or had one.
    """
    with connection.cursor() as cursor:
        cursor.execute("select may_count_incident(%s)", [incident.pk])
        return bool(cursor.fetchone()[0])


def figures_of(
    actor: Actor, incident: Incident, as_of: Asked, known_at: Asked | None = None
) -> Figures:
    """Return the figures of the incident as of a moment, as known at a moment (now, if not given).

    Raises 403 for a mission that never had a case in the incident.
    """
    refuse_uncounted(incident)
    used = moments(actor, incident.zone, as_of, known_at)
    return figures_at(actor, incident, used)


def refuse_uncounted(incident: Incident) -> None:
    """Refuse whom totals are not given to."""
    if not may_count(incident):
        raise Refused(
            _("Your mission has no case in this incident, so its totals are not shown to it."),
            "totals_not_shown",
            403,
        )


def figures_at(actor: Actor, incident: Incident, used: Moments) -> Figures:
    """Return the figures at moments that are already the right ones for this actor."""
    found = read_totals(incident, used)
    keys: dict[str, list[str]] = {}
    for total in found:
        keys.setdefault(total.dimension, []).append(total.key)
    labels = Labels(actor, keys)
    wholes: dict[Counts, int] = {
        "persons": single(found, "counted"),
        "cases": single(found, "stage"),
    }
    tables = [
        table_of(dimension, found, labels, wholes[dimension.counts]) for dimension in DIMENSIONS
    ]
    return Figures(
        incident=incident,
        as_of=used.as_of,
        known_at=used.knowledge,
        is_known_now=used.known_at is None,
        is_provisional=used.is_provisional,
        zone=incident.zone,
        counted=wholes["persons"],
        cases=wholes["cases"],
        persons=tuple(table for table in tables if table.counts == "persons"),
        stages=tuple(table for table in tables if table.counts == "cases"),
        present=rows_of("country", (), [t for t in found if t.key], labels),
        crossed=rows_of("crossed", (), found, labels),
        last_known=rows_of("last_known", (), found, labels),
        straddling=single(found, "straddling"),
        straddling_stages=single(found, "straddling_stages"),
        contradictory=single(found, "contradictory"),
        unsaid=single(found, "unsaid"),
    )


def read_totals(incident: Incident, used: Moments) -> list[Total]:
    """Return all totals of one question."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select dimension, key, total, men, women from incident_totals(%s, %s, %s)",
            [incident.pk, used.as_of, used.known_at],
        )
        return [Total(*row) for row in cursor.fetchall()]


def single(found: list[Total], name: str) -> int:
    """Return all that stands under one name."""
    return sum(total.count for total in found if total.dimension == name)


def table_of(dimension: Dimension, found: list[Total], labels: Labels, whole: int) -> Table:
    """Return the totals by one dimension as a table; without rows of somebody it is not told."""
    rows = rows_of(dimension.name, dimension.order, found, labels)
    return Table(
        dimension=dimension.name,
        counts=dimension.counts,
        title=dimension.title,
        column=dimension.column,
        rows=rows,
        is_told=bool(rows) or not whole,
    )


def rows_of(
    dimension: str, order: tuple[str, ...], found: list[Total], labels: Labels
) -> tuple[Row, ...]:
    """Return the rows of one dimension: in their own order, else the largest first.

    What is not known comes last.
    """
    mine = [total for total in found if total.dimension == dimension]
    largest = max((total.count for total in mine), default=0)

    def place_in_order(total: Total) -> tuple[bool, int, int, str]:
        position = order.index(total.key) if total.key in order else len(order)
        return (not total.key, position, -total.count, str(labels.of(dimension, total.key)))

    return tuple(
        Row(
            key=total.key,
            label=labels.of(dimension, total.key),
            count=total.count,
            share=round(100 * total.count / largest) if largest else 0,
            men=total.men,
            women=total.women,
        )
        for total in sorted(mine, key=place_in_order)
    )
