"""What happened in a case, of all kinds in one list: newest first, by days, with filters.

A fact counts for the day on which it happened, not for the one on which it was recorded.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.utils.html import format_html, strip_tags
from django.utils.translation import gettext_lazy

from cases.casework.models import Case
from cases.templatetags.moments import day_words, occurred, zone_name

Entry = dict[str, Any]

KINDS: Final = {
    "stages": gettext_lazy("Stages"),
    "crossings": gettext_lazy("Borders crossed"),
    "stays": gettext_lazy("Stays"),
    "statements": gettext_lazy("Statements"),
    "contacts": gettext_lazy("Contacts"),
    "notes": gettext_lazy("Notes"),
    "steps": gettext_lazy("Steps"),
    "missions": gettext_lazy("Missions"),
    "reports": gettext_lazy("Reports received"),
    "protection": gettext_lazy("Protection"),
    "groups": gettext_lazy("Travel groups"),
    "follow_up": gettext_lazy("After the return"),
    "letters": gettext_lazy("Letters"),
    "money": gettext_lazy("Money"),
    "musters": gettext_lazy("Head counts"),
    "handovers": gettext_lazy("Handovers"),
    "movements": gettext_lazy("Movements"),
    "files": gettext_lazy("Files"),
}
ONE: Final = {
    "stages": gettext_lazy("Stage"),
    "crossings": gettext_lazy("Crossing"),
    "stays": gettext_lazy("Stay"),
    "statements": gettext_lazy("Statement"),
    "contacts": gettext_lazy("Contact"),
    "notes": gettext_lazy("Note"),
    "steps": gettext_lazy("Step"),
    "missions": gettext_lazy("Between missions"),
    "reports": gettext_lazy("Report received"),
    "protection": gettext_lazy("Protection"),
    "groups": gettext_lazy("Travel group"),
    "follow_up": gettext_lazy("After the return"),
    "letters": gettext_lazy("Letter"),
    "money": gettext_lazy("Money"),
    "musters": gettext_lazy("Head count"),
    "handovers": gettext_lazy("Handover"),
    "movements": gettext_lazy("Movement"),
    "files": gettext_lazy("File"),
}
AT_ONCE, OLDER_AT_ONCE = 4, 20
"""How many entries are shown before “older”, and then; a day is never cut in two."""
BEYOND: Final = 2
"""So many more than that may be shown for the sake of a whole day, unless it is the first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: kinds (none is all), voided entries too, only before a day."""

    kinds: frozenset[str] = frozenset()
    voided: bool = False
    before: date | None = None
    at_once: int = AT_ONCE

    def query(self) -> str:
        """Return it as it stands in an address."""
        said = {
            "show": ",".join(kind for kind in KINDS if kind in self.kinds),
            "voided": "yes" if self.voided else "",
            "before": self.before.isoformat() if self.before else "",
        }
        return urlencode({name: value for name, value in said.items() if value}, safe=",")

    def toggled(self, kind: str) -> "Asked":
        """Return the same with one kind put in or taken out; all kinds again is none."""
        kinds = self.kinds ^ {kind}
        return replace(self, kinds=frozenset() if len(kinds) == len(KINDS) else kinds, before=None)


EVERYTHING: Final = Asked()


def asked_by(given: Mapping[str, str]) -> Asked:
    """Return what an address asks for; what it cannot mean is left out."""
    kinds = frozenset(given.get("show", "").split(",")) & KINDS.keys()
    try:
        before = date.fromisoformat(given.get("before", ""))
    except ValueError:
        before = None
    return Asked(kinds, given.get("voided") == "yes", before, OLDER_AT_ONCE if before else AT_ONCE)


def course(
    case: Case, entries: Mapping[str, Sequence[Entry]], asked: Asked, zone: str
) -> dict[str, Any]:
    """Return the days that are shown, the filters with their counts, and the way to older days."""
    standing = {
        kind: [entry for entry in rows if asked.voided or not entry.get("is_voided")]
        for kind, rows in entries.items()
    }
    chosen = [
        entry | {"kind": kind, "kind_label": ONE[kind], "day": day_of(entry, zone)}
        for kind, rows in standing.items()
        if not asked.kinds or kind in asked.kinds
        for entry in rows
    ]
    rows = [row for row in chosen if asked.before is None or row["day"] < asked.before]
    rows.sort(key=lambda row: (row["day"], row["occurred_at"]), reverse=True)
    days = first_days(rows, asked.at_once)
    shown = sum(len(day["entries"]) for day in days)
    voided = sum(bool(entry.get("is_voided")) for kind in entries.values() for entry in kind)
    older = replace(asked, before=days[-1]["day"]) if shown < len(rows) else None
    return {
        "days": [day | {"entries": [said(row, zone) for row in day["entries"]]} for day in days],
        "filters": filters_of(case, standing, asked),
        "all_url": "" if not asked.kinds else url_of(case, replace(asked, kinds=frozenset())),
        "newest_url": url_of(case, replace(asked, before=None)) if asked.before else "",
        "older_url": url_of(case, older) if older else "",
        "older": len(rows) - shown,
        "voided": voided,
        "voided_url": url_of(case, replace(asked, voided=not asked.voided, before=None)),
        "shows_voided": asked.voided,
    }


def day_of(entry: Entry, zone: str) -> date:
    """Return the day for which an entry counts: where a bare day was meant, else the reader's."""
    there = ZoneInfo(entry.get("zone") or zone)
    day: date = entry["occurred_at"].astimezone(there).date()
    return day


def first_days(rows: Iterable[Entry], at_once: int) -> list[dict[str, Any]]:
    """Return whole days until enough entries are shown."""
    days: list[dict[str, Any]] = []
    count = 0
    for day, of_day in groupby(rows, key=lambda row: row["day"]):
        if count >= at_once:
            break
        entries = list(of_day)
        if days and count + len(entries) > at_once + BEYOND:
            break
        count += len(entries)
        days.append(
            {"day": day, "iso": day.isoformat(), "words": day_words(day), "entries": entries}
        )
    return days


def said(entry: Entry, zone: str) -> Entry:
    """Return an entry with its time of day, or its month or days; a bare day has none."""
    first, last = entry["occurred_from"], entry["occurred_at"]
    there = entry.get("zone") or zone
    if first != last:
        words = occurred(first, last, there)
        is_its_day = strip_tags(words) == day_words(entry["day"])
        if is_its_day and entry["day"] != day_of(entry | {"zone": ""}, zone):
            words = format_html('<span class="zone">{}</span>', zone_name(there))
            is_its_day = False
        return entry if is_its_day else entry | {"time": words}
    local = last.astimezone(ZoneInfo(zone))
    time = format_html(
        '<time datetime="{}">{}</time> <span class="zone">{}</span>',
        local.isoformat(timespec="minutes"),
        local.strftime("%H:%M"),
        zone_name(zone),
    )
    return entry | {"time": time}


def filters_of(
    case: Case, entries: Mapping[str, Sequence[Entry]], asked: Asked
) -> list[dict[str, Any]]:
    """Return one link for each kind there is, with how many of it."""
    return [
        {
            "kind": kind,
            "label": label,
            "count": len(entries.get(kind, ())),
            "is_on": kind in asked.kinds,
            "url": url_of(case, asked.toggled(kind)),
        }
        for kind, label in KINDS.items()
        if entries.get(kind) or kind in asked.kinds
    ]


def url_of(case: Case, asked: Asked) -> str:
    """Return the address of the page with this choice, at the list."""
    query = asked.query()
    return f"{case.get_absolute_url()}{'?' + query if query else ''}#course"
