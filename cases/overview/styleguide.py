"""What the style guide shows: each component in each state, with fictional people.

Example texts are not translated: they stand for data, which is never translated either. Stages,
outcomes and reasons are the real ones, in the reader's language.
"""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cases.casework.choices import HoldReason, Outcome, Stage
from cases.overview.styleguide_figures import drawings
from cases.overview.styleguide_files import files
from cases.overview.styleguide_talking import talking
from cases.overview.styleguide_travelling import travelling
from cases.templatetags.moments import day_words

ZONE = "Asia/Bangkok"
DAY = datetime(2025, 10, 22, 14, 30, tzinfo=ZoneInfo(ZONE))
MIDNIGHT = DAY.replace(hour=0, minute=0)
ICONS = (
    *("gate", "menu", "filter", "search", "back", "next", "open", "plus", "cross", "check"),
    *("hold", "resume", "clock", "warn", "stop", "tell", "crossing", "stay", "left", "stage"),
    *("note", "document", "person", "people", "phone", "flag", "correct", "void", "lock", "key"),
    *("copy", "print", "away", "assign", "figures", "balance"),
)
LONG = (
    "Trần Thị Ngọc Ánh, Nguyễn Đỗ Quỳnh Như và Huỳnh Nguyễn Minh Khôi rời Myawaddy bằng đường "
    "sông, được đón tại Mae Sot và chờ giấy tờ. They wait for papers; the family has been told."
)


def samples() -> dict[str, Any]:
    """Return everything the page shows, apart from its forms."""
    return {
        "eyeline": "Embassy in Bangkok",
        "back": "Work list",
        "reference": "BKK-2025-00042",
        "pangram": "Trần Thị Ngọc Ánh và Huỳnh Nguyễn Đỗ Quỳnh Như",
        "text": LONG,
        "submit": "Close the case",
        "final": "Revoke the token",
        "quiet": "Print",
        "more": "Parts of the name",
        "count": "50 of 99+ cases",
        "warning": "The number belongs to a birth in 1996, the record says 1998.",
        "warnings": ["The number belongs to a birth in 1996, the record says 1998."],
        "links": [{"label": "Correct", "url": "#"}, {"label": "Add a name", "url": "#"}],
        "folds": [
            {"name": "Documents", "line": "Passport · Personal number", "is_open": False},
            {"name": "Contacts and family", "line": "2 ways to reach", "is_open": True},
        ],
        **tags(),
        **lists(),
        **happenings(),
        **tables(),
        **figures(),
        **drawings(DAY),
        **files(DAY),
        **talking(),
        **travelling(DAY),
    }


def notice_line(**more: Any) -> dict[str, Any]:
    """Return one notice as the inbox shows it."""
    return {
        "sentence": "Invented embassy offers you the case BKK-2025-00042.",
        "url": "#",
        "created_at": DAY,
        "to": "Lê Thị Thử",
        "read_url": "#",
        **more,
    }


def tags() -> dict[str, Any]:
    """Return tags, statuses, trackers, notices."""
    held = {"held": True, "hold_reason": HoldReason.AWAITING_DOCUMENT.label}
    return {
        "tags": [
            {"label": "Plain", "tone": "", "icon": "person"},
            {"label": "On hold", "tone": "wait", "icon": "hold"},
            {"label": "Voided", "tone": "stop", "icon": "void"},
            {"label": "Arrived", "tone": "good", "icon": "check"},
            {"label": "Recorded as a fact", "tone": "tell", "icon": "flag"},
            {"label": "Ended", "tone": "quiet", "icon": "clock"},
        ],
        "statuses": [
            *(status(stage) for stage in Stage),
            status(Stage.CONTACTED, **held),
            status(Stage.CLOSED, outcome_label=Outcome.HANDED_OVER.label, outcome_well=True),
            status(Stage.CLOSED, outcome_label=Outcome.DIED.label),
        ],
        "trackers": [tracker(at) for at in (0, 3, 6)],
        "notices": [
            {"tone": tone, "title": title, "text": LONG, "url": "#", "url_label": "Open"}
            for tone, title in (
                ("info", "For your information"),
                ("warning", "Please note"),
                ("error", "This did not work"),
                ("success", "Done"),
            )
        ],
        "notice_lines": [
            notice_line(is_unread=True),
            notice_line(read_by="Phạm Quang Thước", meant="Meant for somebody no longer here."),
        ],
        "empty": {
            "title": "No open case",
            "text": "When someone calls, register the person and open the case in one go.",
            "url_label": "New case",
        },
    }


def status(stage: Stage, **more: Any) -> dict[str, Any]:
    """Return where a case stands."""
    return {"stage": stage.value, "stage_label": stage.label, **more}


def tracker(now: int) -> list[dict[str, Any]]:
    """Return the stages of a case that stands at the stage of this number."""
    return [
        {
            "label": stage.label,
            "state": "done" if at < now else "now" if at == now else "ahead",
            "reached": day_words(DAY + timedelta(days=2 * at)) if at <= now else "",
        }
        for at, stage in enumerate(Stage)
    ]


def lists() -> dict[str, Any]:
    """Return summaries, tasks, actions, chips."""
    return {
        "summary": [
            {"label": "Full name", "value": "Trần Thị Ngọc Ánh", "note": "Tran Thi Ngoc Anh"},
            {"label": "Phone", "value": "+84 000 000 0000", "url": "#", "url_label": "Change"},
            {"label": "Birth place", "value": ""},
        ],
        "tasks": [
            {
                "label": "Ask the Immigration Department",
                "url": "#",
                "status_label": "Asked, reply due tomorrow",
                "status_tone": "wait",
                "status_icon": "clock",
            },
            {
                "label": "Travel document",
                "note": "Waits for the reply of the Immigration Department.",
                "status_label": "Cannot start yet",
                "status_tone": "quiet",
                "status_icon": "lock",
            },
            {
                "label": "First contact",
                "url": "#",
                "status_label": "Done",
                "status_tone": "good",
                "status_icon": "check",
            },
        ],
        "groups": [
            {
                "label": "The case",
                "actions": [
                    {"label": "Advance", "url": "#"},
                    {"label": "Reopen", "why_not": "Only a closed case can be reopened."},
                ],
            }
        ],
        "chips": [
            {"label": "Country: Thailand", "remove_url": "#"},
            {"label": "Stage: contacted", "remove_url": "#"},
        ],
    }


def happenings() -> dict[str, Any]:
    """Return a timeline with a fact, late news and a voided entry."""
    made = {"by": "Nguyễn Thị Hồng Hạnh", "occurred_from": DAY, "occurred_at": DAY}
    crossed = {**made, "icon": "crossing", "title": "Crossed from Myanmar to Thailand"}
    return {
        "timeline": [
            {**made, "icon": "stage", "title": "Verified", "by_fact": True, "body": LONG},
            {
                **crossed,
                "occurred_from": MIDNIGHT,
                "occurred_at": MIDNIGHT + timedelta(hours=23, minutes=59),
                "known_at": DAY + timedelta(days=6),
                "source": "A relative",
                "corrects": "Corrects the entry of 25 October.",
                "actions": [{"label": "Correct", "url": "#"}, {"label": "Void", "url": "#"}],
            },
            {
                **crossed,
                "occurred_from": MIDNIGHT,
                "occurred_at": DAY,
                "is_voided": True,
                "void_reason": "Another person of the same name.",
                "voided_by": "Lương Thanh Quảng",
                "voided_at": DAY + timedelta(days=6),
            },
        ],
    }


def tables() -> dict[str, Any]:
    """Return a data table, totals and two versions of a record."""
    return {
        "table": {
            "caption": "Documents",
            "columns": [
                {"label": "Kind"},
                {"label": "Number"},
                {"label": "Copies", "is_number": True},
            ],
            "rows": [
                {
                    "cells": [
                        {"label": "Kind", "text": "Passport", "url": "#", "note": "Ordinary"},
                        {"label": "Number", "text": "C1234567", "note": "Seized by the employer"},
                        {"label": "Copies", "text": "2", "is_number": True},
                    ]
                },
                {
                    "cells": [
                        {"label": "Kind", "text": "Personal number"},
                        {"label": "Number", "text": "040198001234"},
                        {"label": "Copies", "text": "0", "is_number": True},
                    ]
                },
            ],
        },
        "counts": [
            {"label": "Overdue", "count": "3", "tone": "stop", "url": "#"},
            {"label": "Due today", "count": "12", "tone": "wait", "url": "#"},
            {"label": "Waiting on others", "count": "1,024", "url": "#"},
            {"label": "Ours to do", "count": "0", "url": "#", "note": "by missions"},
        ],
        "totals": {
            "title": "By country",
            "column": "Country",
            "unit": "Persons",
            "rows": [
                {"label": "Thailand", "count": 151, "share": 100, "url": "#"},
                {"label": "Myanmar", "count": 31, "share": 21},
                {"label": "Not known", "count": 7, "share": 5},
            ],
            "total": 189,
            "total_label": "Persons with a case, whenever opened",
        },
        "versions": {
            "changed_by": "Lương Thanh Quảng",
            "changed_at": DAY,
            "zone": ZONE,
            "changes": [
                {"label": "Stage", "ours": Stage.CONTACTED.label, "theirs": Stage.VERIFIED.label},
                {"label": "Officer", "ours": "Nobody", "theirs": "Lương Thanh Quảng"},
            ],
        },
    }


def figures() -> dict[str, Any]:
    """Return figures: equal, about, disputed without a counterpart."""
    place = {"as_of": DAY, "zone": ZONE}
    return {
        "figures": [
            {
                **place,
                "label": "Vietnamese in Thailand",
                "reported": {
                    **{"value": 151, "parts": "129 men, 22 women", "scope": "Tak province"},
                    **{"source": "Border Command Centre", "source_url": "#", "published_on": DAY},
                },
                "computed": {
                    **{"value": 151, "parts": "129 men, 22 women", "url": "#"},
                    "definition": "Persons whose last known country is Thailand",
                },
                "difference": "Equal.",
            },
            {
                **place,
                "as_of_is_day": True,
                "label": "Vietnamese in Thailand",
                "reported": {"value": 70, "qualifier": "about", "source": "The ministry"},
                "computed": {"value": 68, "definition": "As known now"},
            },
            {
                **place,
                "as_of_is_day": True,
                "label": "Foreigners who crossed",
                "reported": {
                    **{"value": 15000, "qualifier": "more than", "source": "A newspaper"},
                    **{"is_disputed": True, "dispute_reason": "Ten times every official count."},
                },
                "computed": {"why_not": "People of other nationalities are not in our ledgers."},
            },
        ]
    }
