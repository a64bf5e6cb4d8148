"""Figures of an incident out of the two ledgers, as of any moment, as known at any moment.

`as_of` and `known_at` are aware instants, bare days, or a `When` as a form reads it; a day means
its end in the incident's zone, a time typed to the minute the end of that minute.
"""

from cases.publishing.figures.comparison import comparable
from cases.publishing.figures.news import late_news
from cases.publishing.figures.totals import figures_of, may_count, refuse_uncounted
from cases.publishing.figures.values import Comparison, Figures, LateNews, Row, Table

__all__ = [
    "Comparison",
    "Figures",
    "LateNews",
    "Row",
    "Table",
    "comparable",
    "figures_of",
    "late_news",
    "may_count",
    "refuse_uncounted",
]
