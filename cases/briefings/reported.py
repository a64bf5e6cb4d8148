"""The figures of others that a briefing tells: those of its day about ours, and what is quoted."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from cases.briefings.asking import Asking
from cases.briefings.composing.told import HOME, Against, Said
from cases.core.actor import Actor
from cases.incidents.choices import AsOfPrecision, Metric, Qualifier
from cases.incidents.models import ReportedFigure
from cases.publishing.differing import is_confirmed
from cases.publishing.figures import Comparison, Figures, comparable
from cases.publishing.figures.comparison import why_not_comparable
from cases.publishing.gaps import learnt_since

Same = tuple[object, ...]
NOWHERE: Final = ("", "", "")


def said_by(actor: Actor, asking: Asking, counted: Figures) -> Iterator[Said]:
    """Yield the figures of others, each under all outlets that print it."""
    figures = ReportedFigure.objects.visible_to(actor).filter(incident=asking.incident)
    among = list(figures.filter(is_context=False))
    chosen = {same(figure) for figure in asking.quoted}
    rows: dict[Same, list[Comparison]] = {}
    for pair in compared(actor, asking, among, counted):
        key = same(pair.figure)
        if pair.figure.nationality == HOME and pair.moment_is_of_day or key in chosen:
            rows.setdefault(key, []).append(pair)
    for key, pairs in rows.items():
        yield said(actor, asking, pairs, among, is_quoted=key in chosen)
