"""The figures of others that a briefing tells: those of its day about ours, and what is quoted."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from cases.briefings.asking import Asking
from cases.briefings.composing.told import HOME, NAMELESS, Said
from cases.core.actor import Actor
from cases.core.web_addresses import linked
from cases.incidents.choices import AsOfPrecision, Metric, Qualifier
from cases.incidents.models import ReportedFigure
from cases.incidents.tolerances import standing
from cases.publishing.figures import Comparison, Figures, comparable
from cases.publishing.figures.comparison import why_not_comparable
from cases.publishing.gaps import learnt_since

NUMBER: Final = re.compile(r"[0-9]+(?:,[0-9]{3})*")
"""A number in the words that say what a figure counts."""

Same = tuple[object, ...]
Outlet = tuple[str, str, str]


def said_by(actor: Actor, asking: Asking, counted: Figures) -> Iterator[Said]:
    """Yield the figures of others, each under all outlets that print it."""
    rows = ReportedFigure.objects.visible_to(actor).filter(
        incident=asking.incident, is_context=False
    )
    among = list(rows)
    chosen = {same(figure) for figure in asking.quoted}
    quoted = [figure for figure in among if same(figure) in chosen]
    ours = [figure for figure in among if figure.nationality == HOME and figure not in quoted]
    of_day = comparable(
        actor, asking.incident, asking.as_of, asking.known_at, counted=counted, among=ours
    )
    for pairs in together([*compared(actor, asking, quoted, counted), *of_day]):
        yield said(actor, asking, pairs, among)


def same(figure: ReportedFigure) -> Same:
    """Return what outlets that print the same figure have in common: all that is told of it.

    Where the source gives no day, that is the day of its print.
    """
    printed = figure.published_on if figure.as_of is None else None
    of_when = (figure.as_of, figure.as_of_precision, printed)
    how_many = (figure.value, figure.men, figure.women, figure.qualifier)
    return (*whom(figure), *of_when, *how_many, figure.disputed)


def together(pairs: Sequence[Comparison]) -> list[list[Comparison]]:
    """Return the figures that say the same together, in the order in which they come."""
    rows: dict[Same, list[Comparison]] = {}
    for pair in pairs:
        rows.setdefault(same(pair.figure), []).append(pair)
    return list(rows.values())


def compared(
    actor: Actor, asking: Asking, figures: Sequence[ReportedFigure], counted: Figures
) -> Iterator[Comparison]:
    """Yield figures of any day, each beside ours of its own moment as known for the briefing."""
    for moment in sorted({figure.as_of for figure in figures if figure.as_of is not None}):
        among = [figure for figure in figures if figure.as_of == moment]
        yield from comparable(
            actor, asking.incident, moment, asking.known_at, counted=counted, among=among
        )
    for figure in figures:
        if figure.as_of is None:
            yield Comparison(figure, asking.as_of, why_not=why_not_comparable(figure))


def said(
    actor: Actor, asking: Asking, pairs: Sequence[Comparison], among: Sequence[ReportedFigure]
) -> Said:
    """Return one figure as a briefing keeps it."""
    first = pairs[0]
    figure = first.figure
    place = figure.place
    chosen = {same(row) for row in asking.quoted}
    return Said(
        metric=figure.metric,
        country=figure.country,
        value=figure.value,
        men=figure.men,
        women=figure.women,
        qualifier=figure.qualifier,
        as_of=figure.as_of.isoformat() if figure.as_of else "",
        is_day=figure.as_of_precision == AsOfPrecision.DAY,
        zone=figure.zone,
        outlets=outlets(pair.figure for pair in pairs),
        is_disputed=figure.disputed,
        ours=first.value,
        gap=gap_of(first, known_on(asking)),
        place=place.code if place else "",
        learnt=learnt_by(actor, asking, first),
        nationality=figure.nationality,
        place_names=(place.name, place.name_vi, place.name_fr) if place else NAMELESS,
        place_kind=place.kind if place else "",
        is_quoted=same(figure) in chosen,
        uuid=str(figure.uuid),
        whole=referred(figure, among),
        reason=reason_of(figure) if figure.disputed else NAMELESS,
        scope=scope_of(figure),
    )


def scope_of(figure: ReportedFigure) -> tuple[str, str, str]:
    """Return what exactly a figure counts, in English, Vietnamese, French."""
    return figure.scope, figure.scope_vi, figure.scope_fr


def reason_of(figure: ReportedFigure) -> tuple[str, str, str]:
    """Return why a figure is disputed, in English, Vietnamese, French."""
    return figure.dispute_reason, figure.dispute_reason_vi, figure.dispute_reason_fr


def outlets(figures: Iterable[ReportedFigure]) -> tuple[Outlet, ...]:
    """Return who printed figures, each once, also where it counts two scopes."""
    return tuple(dict.fromkeys(outlet(figure) for figure in figures))


def outlet(figure: ReportedFigure) -> Outlet:
    """Return who printed a figure, when and where."""
    printed = figure.published_on.isoformat() if figure.published_on else ""
    return figure.source_name, printed, linked(figure.source_url)


def known_on(asking: Asking) -> date:
    """Return the day of whose knowledge the briefing is; its rules count."""
    return asking.known_at.astimezone(ZoneInfo(asking.incident.zone)).date()


def learnt_by(actor: Actor, asking: Asking, pair: Comparison) -> int:
    """Return by how much our number beside a figure has changed since its source spoke."""
    if pair.value is None or pair.value == pair.figure.value:
        return 0
    return sum(learnt_since(actor, pair, asking.known_at).values())


def gap_of(pair: Comparison, day: date) -> str:
    """Return the code of how our number stands to that of a source, by the rules of a day.

    Of one place nothing is told: so small a total would name somebody.
    """
    theirs, ours = pair.figure.value, pair.value
    if ours is None:
        return "uncounted"
    if pair.figure.place_id:
        return "place"
    return standing(pair.figure.qualifier, theirs, ours, day)


def referred(figure: ReportedFigure, among: Sequence[ReportedFigure]) -> int | None:
    """Return of how many referred so many entered: of the same people, place and day.

    The same source says so exactly and undisputed, of the same scope or of a number that the scope
    of the figure names. Two such numbers leave it open.
    """
    if figure.metric != Metric.ENTERED:
        return None
    named = {int(one.replace(",", "")) for one in NUMBER.findall(figure.scope)}
    rows = [row for row in among if is_whole_of(row, figure)]
    same_scope = {row.value for row in rows if row.scope == figure.scope}
    found = same_scope or {row.value for row in rows if row.value in named}
    return found.pop() if len(found) == 1 else None


def is_whole_of(row: ReportedFigure, figure: ReportedFigure) -> bool:
    """Return whether a figure counts those referred of whom another counts who entered."""
    is_firm = row.qualifier == Qualifier.EXACT and not row.disputed and row.value >= figure.value
    if not is_firm or row.metric != Metric.REFERRED or row.source_name != figure.source_name:
        return False
    if whom(row)[1:4] != whom(figure)[1:4]:
        return False
    if row.as_of is None and figure.as_of is None:
        return row.published_on == figure.published_on
    return is_of_one_moment(row, figure)


def whom(figure: ReportedFigure) -> Same:
    """Return whom a figure counts."""
    whose = (figure.metric, figure.nationality, figure.country)
    return (*whose, figure.place_id, figure.scope)


def is_of_one_moment(one: ReportedFigure, other: ReportedFigure) -> bool:
    """Return whether two figures are of one moment; of one day, where either says no more."""
    if one.as_of is None or other.as_of is None:
        return False
    if AsOfPrecision.DAY in {one.as_of_precision, other.as_of_precision}:
        first = one.as_of.astimezone(ZoneInfo(one.zone)).date()
        return first == other.as_of.astimezone(ZoneInfo(other.zone)).date()
    return one.as_of == other.as_of
