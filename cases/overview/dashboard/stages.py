"""The cases in the actor's sight by stage, with the list behind each."""

from datetime import datetime

from cases.casework.choices import Stage
from cases.core.actor import Actor
from cases.overview.dashboard.parts import Line
from cases.overview.saved import View, counts_of


def lines_of(actor: Actor, views: list[View], now: datetime, tone: str = "") -> list[Line]:
    """Return a line for each list, all counted in one query."""
    counts = counts_of(actor, views, now)
    return [Line(view.label, counts[view.url], view.url, tone) for view in views]


def stage_lines(actor: Actor, now: datetime) -> list[Line]:
    """Return how many cases stand at each stage, at most "99+" each."""
    return lines_of(actor, [View(label, {"stage": code}) for code, label in Stage.choices], now)
