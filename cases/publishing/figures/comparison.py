"""What others reported beside what our ledgers give for the same moment."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.incidents.choices import Metric
from cases.incidents.models import Incident, ReportedFigure
from cases.places.choices import Country
from cases.publishing.figures.moments import (
    Asked,
    database_clock,
    day_of,
    end_of_minute,
    last_instant,
    moments,
)
from cases.publishing.figures.totals import figures_at, may_count
from cases.publishing.figures.values import Comparison, Figures, Row

DEFINITIONS: dict[str, Sentence] = {
    Metric.PRESENT: _("Persons with a case who are in the country at that moment."),
    Metric.CROSSED: _("Persons with a case who had crossed into the country by that moment."),
}

NOT_BY_PLACE: Sentence = _("Totals by place are shown to headquarters only.")
NOT_SHOWN: Sentence = _("Your mission has no case in this incident.")


def comparable(
    actor: Actor,
    incident: Incident,
    as_of: Asked,
    known_at: Asked | None = None,
    *,
    counted: Figures | None = None,
    among: Sequence[ReportedFigure] | None = None,
) -> list[Comparison]:
    """Return the figures reported about the day of `as_of`, each beside ours where there is one.

    Ours is of the moment that the source speaks of; for a mission, of the end of its day. What is
    `counted` already, of the same knowledge, is not counted again, and what was read already
    (`among`, all figures of the incident) not read again.
    """
    day = day_of(last_instant(as_of, incident.zone), incident.zone)
    if among is None:
        among = list(ReportedFigure.objects.visible_to(actor).filter(incident=incident))
    reported = [
        figure for figure in among if figure.as_of and day_of(figure.as_of, incident.zone) == day
    ]
    if not reported:
        return []
    is_shown = counted is not None or may_count(incident)
    now = database_clock()
    answers = {counted.as_of: counted} if counted else {}
    found: list[Comparison] = []
    for figure in reported:
        assert figure.as_of is not None
        used = moments(actor, incident.zone, end_of_minute(figure.as_of), known_at, now)
        why_not = why_not_comparable(figure) if is_shown else NOT_SHOWN
        if not why_not and figure.place_id and not actor.is_headquarters:
            why_not = NOT_BY_PLACE
        if why_not:
            found.append(Comparison(figure, used.as_of, why_not=why_not))
            continue
        if used.as_of not in answers:
            answers[used.as_of] = figures_at(actor, incident, used)
        found.append(beside(figure, answers[used.as_of]))
    return found


def why_not_comparable(figure: ReportedFigure) -> Sentence:
    """Return why our ledgers have no counterpart; nothing when they have one."""
    if figure.as_of is None:
        return _("The source gives no day, so there is no moment to compare.")
    if figure.is_context:
        return _("This counts other people than those of this incident.")
    if figure.nationality != Country.VN:
        return _("Our ledgers hold citizens of Viet Nam only; this counts others.")
    if figure.place_id and figure.metric == Metric.PRESENT and figure.country:
        return ""
    if figure.place_id or figure.metric not in DEFINITIONS or not figure.country:
        return counted_otherwise(figure.metric, figure.country, has_place=bool(figure.place_id))
    return ""


def counted_otherwise(metric: str, country: str, *, has_place: bool) -> Sentence:
    """Return what our records count instead of what a source counts."""
    if has_place:
        return _("Our records do not count this for one place.")
    if metric in DEFINITIONS:
        return _("Our records count this by country only.")
    if metric == Metric.IN_CUSTODY or (metric == Metric.RETURNED and country in {"", Country.VN}):
        return _(
            "Our records count this too. Totals by country alone are compared here; a briefing "
            "as of that moment sets the two side by side."
        )
    return OTHERWISE.get(metric, _("Our records do not count this."))


OTHERWISE: Final[Mapping[str, Sentence]] = {
    Metric.RETURNED: _(
        "Our records count otherwise: all who returned home, wherever they were before."
    ),
    Metric.IDENTIFIED: _(
        "Our records count otherwise: whose identity is verified and who has not come home."
    ),
    Metric.DETAINED: _(
        "Our records count otherwise: who is in the hands of the authorities at a moment, not all "
        "who were detained until then."
    ),
}


def beside(figure: ReportedFigure, figures: Figures) -> Comparison:
    """Return a reported figure beside our own of the same metric, country and place."""
    rows = figures.present if figure.metric == Metric.PRESENT else figures.crossed
    key = figure.country
    if figure.place is not None:
        rows, key = figures.table("place").rows, figure.place.code
    row = next(matching(rows, key), Row(key, "", 0))
    return Comparison(
        figure=figure,
        moment=figures.as_of,
        value=row.count,
        men=row.men,
        women=row.women,
        definition=DEFINITIONS[figure.metric],
    )


def matching(rows: tuple[Row, ...], key: str) -> Iterator[Row]:
    """Yield the rows under `key`."""
    return (row for row in rows if row.key == key)
