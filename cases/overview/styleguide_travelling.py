"""What the style guide shows of journeys: legs, people with findings, a head count, a handover."""

from datetime import datetime, timedelta
from typing import Any

from cases.movements.musters.choices import Mark
from cases.places.choices import Country

Row = dict[str, Any]
STATES = (
    (Mark.PRESENT.value, "good"),
    (Mark.ABSENT.value, "stop"),
    (Mark.REFUSED.value, "wait"),
    ("", ""),
)
NAMES = ("Trần Văn Thử", "Lê Thị Mẫu", "Phạm Minh Hoạ", "Nguyễn Thị Ví Dụ")


def travelling(day: datetime) -> Row:
    """Return the parts of the pages of movements, head counts and handovers in their states."""
    return {
        "travel_legs": legs(day),
        "riders": riders(day),
        "musters": [person(place) for place in range(1, len(NAMES) + 1)],
        "muster_marks": [{"code": mark.value, "label": mark.label} for mark in Mark],
        "muster_figures": [
            {"label": mark.label, "count": count}
            for mark, count in zip(Mark, (61, 2, 1, 0), strict=True)
        ],
        "muster_alarms": [
            {
                "url": "#",
                "name": NAMES[1],
                "state": Mark.ABSENT.label,
                "muster": "Mae Sot",
                "words": "At the shelter; Lan asks there.",
            }
        ],
        "muster_strangers": strangers(),
        "list_changes": changes(),
        "handed": handed(),
    }


def legs(day: datetime) -> list[Row]:
    """Return a leg that has departed, and one that came back."""
    leg = {
        "mode": "Bus",
        "by": "Invented Coaches",
        "seats": "61 of 70 seats",
        "from": "Mae Sot",
        "to": "Suvarnabhumi",
        "departs_from": day,
        "departs_at": day,
        "arrives_from": day + timedelta(hours=9),
        "arrives_at": day + timedelta(hours=9),
        "from_zone": "Asia/Bangkok",
        "to_zone": "Asia/Bangkok",
        "has_departed": True,
        "acts": [{"label": "Record an arrival", "url": "#"}],
    }
    back = {
        "from": "Suvarnabhumi",
        "to": str(Country.VN.label),
        "has_departed": False,
        "turned_back_from": day + timedelta(hours=15),
        "turned_back_at": day + timedelta(hours=15),
        "gap": "The leg before it ends at Mae Sot.",
        "why": "The airport of arrival was closed.",
    }
    return [leg, leg | back]


def riders(day: datetime) -> list[Row]:
    """Return somebody with a seat, somebody whom a finding stops, somebody who waits."""
    base = {"reference": "BKK-2025-00042", "url": "#", "name": NAMES[0], "born": "1998"}
    expired = {
        "code": "document_expired",
        "tone": "stop",
        "sentence": "The passport expires before the arrival.",
        "remedy": "Issue a travel document.",
    }
    warned = {
        "code": "family_split",
        "tone": "wait",
        "sentence": "Her family travels on another movement.",
        "remedy": "",
        "overridden": "The mother was asked.",
    }
    return [
        base | {"seat": "21A", "ticket": "TRAN/VANTHU MR", "findings": []},
        base | {"name": NAMES[1], "findings": [expired, warned]},
        base | {"name": NAMES[2], "place": 1, "since": day, "findings": [], "blocks": "Police"},
    ]


def person(place: int) -> Row:
    """Return somebody at a head count in each state, the last seen differently."""
    mark, tone = STATES[place - 1]
    is_asked = place == len(NAMES)
    return {
        "position": place,
        "name": NAMES[place - 1],
        "case": f"BKK-2025-0004{place}",
        "seat": f"{place}A",
        "mark": mark,
        "state": "Seen differently" if is_asked else str(Mark(mark).label),
        "tone": "stop" if is_asked else tone,
        "question": "Seen differently. Present: A, 21:00. Absent: B, 21:05." if is_asked else "",
        "last": "" if is_asked else "Trần Văn Thử, 21:00 Bangkok time",
    }


def strangers() -> list[Row]:
    """Return somebody without a case, and somebody of whom it was said who she is."""
    first = {
        "id": "sample",
        "key": "1",
        "name": "Hùng, as heard",
        "words": "Says he crossed on the 22nd.",
        "last": "Taken down by Trần Văn Thử, 21:10",
        "state": "No case yet",
        "tone": "stop",
        "acts": [{"label": "Open a case", "url": "#"}, {"label": "Say who this is", "url": "#"}],
    }
    known = {"id": "", "key": "2", "state": "Is known", "tone": "", "case": "BKK-2025-00042"}
    return [first, first | known | {"acts": [], "case_url": "#", "followed": ["At the shelter."]}]


def changes() -> Row:
    """Return what a list says otherwise than the one before."""
    line = {"name": NAMES[0], "reference": "BKK-2025-00042"}
    other = {"label": "Seat", "before": "21A", "now": "22A"}
    return {"joined": [line], "left": [line], "changed": [line | {"fields": [other]}]}


def handed() -> list[Row]:
    """Return somebody who is handed over, and somebody who is not present."""
    line = {
        "uuid": "sample",
        "url": "#",
        "name": NAMES[0],
        "case": "BKK-2025-00042",
        "province": "Nghệ An",
        "state": {"label": "Handed over", "tone": "good"},
        "papers": ["Travel document"],
        "belongings": "A telephone",
    }
    missing = {
        "uuid": "another",
        "name": NAMES[1],
        "state": {"label": "Not present", "tone": "stop"},
        "why": "In hospital; a colleague is with her.",
        "papers": [],
        "belongings": "",
    }
    return [line, line | missing]
