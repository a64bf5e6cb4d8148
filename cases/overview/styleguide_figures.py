"""Drawings of figures for the style guide, with the geometry that the drawing would give."""

from datetime import datetime
from typing import Any

WIDTH = 360


def drawings(day: datetime) -> dict[str, Any]:
    """Return moments, a flow through the stages and a map, each with its table."""
    return {
        "presets": [
            {"label": "Now", "url": "#"},
            {"label": "22 Oct 2025", "url": "#", "is_current": True},
        ],
        "as_of": day,
        "known_at": day,
        "flow": flow(),
        "flow_words": "Reported: 45. Contacted: 90. Closed: 45. Returned and handed over: 44",
        "place_maps": [place_map()],
        "place_rows": [
            {"label": "Mae Sot, Thailand", "count": 151, "url": "#"},
            {"label": "KK Park, Myanmar", "count": 4},
            {"label": "Not known", "count": 7},
        ],
        "place_total": 162,
    }


def flow() -> dict[str, Any]:
    """Return a flow of 180 cases, of which a quarter is closed: two units for each."""
    return {
        "width": WIDTH,
        "height": 136,
        "bar": 10,
        "total": 180,
        "open_stream": "M0 0V30H90V64H270H270V0Z",
        "closed_stream": "M270 0V98V132H358H360V0Z",
        "steps": [
            step("Reported", 45, 0, 0, "open", onward=135, url="#"),
            step("Contacted", 90, 34, 90, "open", onward=90),
            step("Closed", 45, 68, 270, "closed"),
            step("Returned and handed over", 44, 102, 270, "outcome"),
        ],
    }


def step(label: str, count: int, top: int, left: int, kind: str, **more: Any) -> dict[str, Any]:
    """Return one bar of the flow."""
    place = {"x": left, "text_y": top + 14, "bar_y": top + 20, "width": 2 * count}
    return {"label": label, "count": count, "kind": kind, "onward": None, **place, **more}


def place_map() -> dict[str, Any]:
    """Return a map of two places, and of those without a point."""
    return {
        "width": WIDTH,
        "height": 182,
        "frame": 150,
        "scale_y": 138,
        "scale_km": 5,
        "scale_width": 60,
        "scale_text_x": 78,
        "scale_text_y": 142,
        "circles": [
            circle("Mae Sot", 151, at=(120, 50), radius=22, words_y=55),
            circle("KK Park", 4, at=(150, 90), radius=4, words_y=110),
        ],
        "asides": [{"label": "Not known", "count": 7, "radius": 5, "y": 166}],
    }


def circle(
    text: str, count: int, *, at: tuple[int, int], radius: int, words_y: int
) -> dict[str, Any]:
    """Return one circle with its words to the right."""
    x, y = at
    words: dict[str, Any] = {"text": text, "x": x + radius + 5, "y": words_y, "middle": words_y - 5}
    words["is_moved"] = words_y > y + 10
    return {"count": count, "x": x, "y": y, "radius": radius, "words": words}
