"""The difference explained by our own ledgers alone, where no list came with the figure.

What became known after the source spoke is a part of the sum: the source cannot have counted it by
us. Whatever else may lie behind the rest is counted beside the sum, and nobody says that it does.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from cases.casework.choices import Outcome
from cases.core.actor import Actor
from cases.incidents.choices import Metric
from cases.incidents.models import ReportedFigure
from cases.publishing.figures import Comparison, Figures
from cases.publishing.figures.comparison import beside
from cases.publishing.figures.moments import Moments, database_clock, day_of, end_of_day
from cases.publishing.figures.totals import figures_at
from cases.publishing.gaps.values import Gap, Hint, OfLine, summed

LEARNT = "select came, went from figure_gap_learnt(%s, %s, %s, %s)"


def spoke_at(figure: ReportedFigure) -> datetime:
    """Return the end of the day on which the source spoke: of its printing, else of the figure."""
    zone = figure.incident.zone
    assert figure.as_of is not None
    day = day_of(figure.as_of, zone)
    return end_of_day(max(day, figure.published_on or day), zone)


def learnt_since(actor: Actor, pair: Comparison, known_at: datetime | None) -> dict[OfLine, int]:
    """Return by how much our number changed through what became known after the source spoke.

    Person by person where the incident is small enough; else the change of the total alone.
    """
    spoke, now = spoke_at(pair.figure), database_clock()
    if spoke >= (known_at or now):
        return {}
    with connection.cursor() as cursor:
        asked: list[Any] = [pair.figure.pk, pair.moment, spoke, known_at or "infinity"]
        cursor.execute(LEARNT, asked)
        row = cursor.fetchone()
    if row is not None:
        return {"came": row[0], "went": -row[1]}
    then = figures_at(actor, pair.figure.incident, Moments(pair.moment, spoke, now))
    change = (pair.value or 0) - (beside(pair.figure, then).value or 0)
    return {"came" if change > 0 else "went": change}


def by_ledger(actor: Actor, pair: Comparison, known_at: datetime | None) -> Gap:
    """Return what our own ledgers tell of the difference."""
    ours = pair.value or 0
    lines = summed(pair.figure, ours, learnt_since(actor, pair, known_at))
    moments = Moments(pair.moment, known_at, database_clock())
    figures = figures_at(actor, pair.figure.incident, moments)
    is_open = any(line.code == "unexplained" for line in lines)
    return Gap(
        reported=pair.figure.value,
        ours=ours,
        lines=lines,
        hints=tuple(hints(pair, figures)) if is_open else (),
        spoke_at=spoke_at(pair.figure).astimezone(UTC),
    )


def hints(pair: Comparison, figures: Figures) -> Iterator[Hint]:
    """Yield what may lie behind the rest: whom a source can have counted and we do not."""
    figure = pair.figure
    found: list[Hint] = []
    fewer = figure.value > (pair.value or 0)
    if fewer:
        country = figures.table("country")
        found.append(Hint("not_located", country.count("")))
        if figure.place_id:
            found.append(Hint("elsewhere_there", country.count(figure.country) - (pair.value or 0)))
        if figure.metric == Metric.PRESENT and not figure.place_id:
            crossed = sum(row.count for row in figures.crossed if row.key == figure.country)
            found.append(Hint("left_again", max(0, crossed - (pair.value or 0))))
        found.append(Hint("doubles", figures.table("outcome").count(Outcome.DUPLICATE)))
    found.append(Hint("unsure", figures.straddling))
    yield from (hint for hint in found if hint.count)
