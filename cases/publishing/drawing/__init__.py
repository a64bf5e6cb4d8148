"""Drawings of figures as plain geometry; templates turn it into SVG, tests read it.

Nothing here counts: every number that is drawn is the one of the table beside it.
"""

from cases.publishing.drawing.bars import Bars, drawn_bars
from cases.publishing.drawing.flow import Flow, Step, drawn_flow
from cases.publishing.drawing.lines import Lines, drawn_lines
from cases.publishing.drawing.place_map import Aside, PlaceMap, Point, drawn_maps

__all__ = [
    "Aside",
    "Bars",
    "Flow",
    "Lines",
    "PlaceMap",
    "Point",
    "Step",
    "drawn_bars",
    "drawn_flow",
    "drawn_lines",
    "drawn_maps",
]
