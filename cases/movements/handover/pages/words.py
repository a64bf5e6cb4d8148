"""Handovers in words: states, counts of people, sides, papers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.citizens.ages import youth_of
from cases.citizens.choices import Sex
from cases.movements.handover.choices import HandoverState, LineState
from cases.movements.handover.models import Handover, HandoverLine

Row = dict[str, Any]
TONES = {
    HandoverState.DRAFT: "wait",
    HandoverState.SIGNED: "good",
    HandoverState.CORRECTED: "quiet",
    HandoverState.VOIDED: "quiet",
    LineState.OPEN: "wait",
    LineState.HANDED: "good",
    LineState.ABSENT: "stop",
    LineState.REFUSED: "stop",
    LineState.MISTAKEN: "quiet",
}


def state_tag(row: Handover | HandoverLine) -> Row:
    """Return the state of a handover or a line as a tag."""
    tone = TONES.get(row.state, "")  # type: ignore[call-overload] # both enums are text
    return {"label": str(row.get_state_display()), "tone": tone}


def count_rows(lines: Sequence[HandoverLine], day: Any) -> list[Row]:
    """Return how many of a list are what, by what is on record of them; not by what others say."""
    states = Counter(line.state for line in lines)
    handed = [line for line in lines if line.state == LineState.HANDED]
    sexes = Counter(line.case.citizen.sex for line in handed)
    minors = [line for line in handed if youth_of(line.case.citizen.birth, day)]
    rows = [
        (_("On the list"), len(lines) - states[LineState.MISTAKEN]),
        *((LineState(code).label, count) for code, count in sorted(states.items())),
        *((_("Handed over: %(sex)s") % {"sex": Sex(code).label}, n) for code, n in sexes.items()),
        (_("Handed over: under 18, or perhaps"), len(minors)),
    ]
    return [{"label": str(label), "value": str(count)} for label, count in rows if count]


def provinces_of(lines: Iterable[HandoverLine]) -> list[Row]:
    """Return how many go to which home province; where none is known, that is said."""
    handed = [line for line in lines if line.state not in {LineState.MISTAKEN, LineState.REFUSED}]
    counts = Counter(province_words(line) for line in handed)
    return [
        {"label": name, "value": str(count)}
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def province_words(line: HandoverLine) -> str:
    """Return the home province of a person, with the one it was before where it had another."""
    if line.home_province is None:
        return _("Home province not known")
    return line.home_province.name


def people_words(count: int) -> str:
    """Return how many people a list has."""
    words = ngettext("%(n)d person", "%(n)d people", count)
    return words % {"n": count}


def side_words(name: str, function: str, body: str) -> str:
    """Return one side of a handover: name, function, body."""
    return ", ".join(part for part in (name, function, body) if part)
