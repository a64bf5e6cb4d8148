"""One briefing: the sheet as it is printed, its languages, its state, what can be done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.briefings.choices import BriefingState, LeftOut, SheetLanguage
from cases.briefings.composing.amounts import country, day
from cases.briefings.composing.sheets import as_text
from cases.briefings.models import Briefing, BriefingSheet
from cases.briefings.pages.listed import TONES
from cases.briefings.printing import left_out_words, sheet_of
from cases.briefings.queries import sheet_in
from cases.casework.choices import Stage
from cases.core.actor import Actor
from cases.core.possible import possible_on
from cases.core.registry import DECLARED
from cases.missions.models import Staff
from cases.publishing.addresses import PeopleUrl
from cases.publishing.drawing import Lines
from cases.templatetags.moments import day_words, moment

Row = dict[str, Any]


def briefing_context(actor: Actor, briefing: Briefing, language: str) -> Row:
    """Return all the page of a briefing shows."""
    stored = sheet_in(actor, briefing, language)
    sheet = stored.content if stored is not None else sheet_of(briefing, language)
    return {
        "briefing": briefing,
        "sheet": shown(sheet),
        "language": language,
        "tongues": tongues("briefing_detail", briefing.number, language),
        "text": stored.text if stored is not None else as_text(sheet),
        "file_url": file_url("briefing_file", briefing.number, language),
        "state": {
            "label": briefing.get_state_display(),
            "tone": TONES[BriefingState(briefing.state)],
        },
        "rows": rows_of(actor, briefing),
        "figures": figures_of(actor, briefing),
        "action_groups": [{"label": _("Briefing"), "actions": actions_of(actor, briefing)}],
    }


def shown(sheet: Row) -> Row:
    """Return a sheet for its template: each cell beside the name of its column, each bar by it."""
    tables = [
        table
        | {
            "rows": [
                {"cells": named_cells(row, table["columns"]), "bar": bar}
                for row, bar in zip(table["rows"], bars_of(table), strict=True)
            ]
        }
        for table in sheet["tables"]
    ]
    return sheet | {"tables": tables, "pictures": drawn_of(sheet)}


def drawn_of(sheet: Row) -> list[Row]:
    """Return the pictures of a sheet for their template; older sheets have bars, or none."""
    return [
        picture
        | {
            "code": f"picture-{nth}",
            "names": [
                {"series": series, "label": name} for series, name in enumerate(picture["names"])
            ],
            "drawing": Lines.thawed(picture["lines"]) if "lines" in picture else None,
            "column": picture["table"]["columns"][0],
            "rows": [
                {"label": label, "numbers": numbers} for label, *numbers in picture["table"]["rows"]
            ],
        }
        for nth, picture in enumerate(sheet.get("pictures", ()))
    ]


def bars_of(table: Row) -> list[int]:
    """Return the bar of each row in hundredths; none where the table is not drawn."""
    return table["bars"] or [0] * len(table["rows"])


def named_cells(row: Sequence[str], columns: Sequence[str]) -> list[Row]:
    """Return the cells of a row, each with the name of its column."""
    return [{"text": text, "label": label} for text, label in zip(row, columns, strict=True)]


def published_context(sheet: BriefingSheet) -> Row:
    """Return what the page of a published briefing shows."""
    return {
        "sheet": shown(sheet.content),
        "row": sheet,
        "language": sheet.language,
        "tongues": tongues("published_detail", sheet.number, sheet.language),
        "text": sheet.text,
        "file_url": file_url("published_file", sheet.number, sheet.language),
        "digest": sheet.digest,
    }


def tongues(page: str, number: str, language: str) -> list[Row]:
    """Return the languages of a briefing, each with its address and whether it is shown."""
    address = reverse(page, args=[number])
    return [
        {
            "code": code,
            "label": label,
            "url": f"{address}?{urlencode({'language': code})}",
            "is_shown": code == language,
        }
        for code, label in SheetLanguage.choices
    ]


def file_url(page: str, number: str, language: str) -> str:
    """Return the address of the file in a language."""
    return f"{reverse(page, args=[number])}?{urlencode({'language': language})}"


def rows_of(actor: Actor, briefing: Briefing) -> list[Row]:
    """Return who did what when."""
    by = {
        "drafted": (_("Drafted"), briefing.drafted_at, briefing.drafted_by),
        "returned": (_("Approval taken back"), briefing.returned_at, briefing.returned_by),
        "approved": (_("Approved"), briefing.approved_at, briefing.approved_by),
        "published": (
            pgettext("briefing", "Published"),
            briefing.published_at,
            briefing.published_by,
        ),
        "withdrawn": (_("Withdrawn"), briefing.withdrawn_at, briefing.withdrawn_by),
    }
    rows: list[Row] = [
        {"label": _("Incident"), "value": briefing.incident.label},
        {"label": _("As of"), "value": day(briefing.as_of, briefing.zone, is_day=briefing.is_day)},
        {"label": _("As known at"), "value": moment(briefing.known_at, actor.zone)},
    ]
    rows += [
        {"label": label, "value": who_when(at, actor, who)}
        for label, at, who in by.values()
        if at is not None
    ]
    rows.append({"label": _("Who wrote in it"), "value": writers_of(actor, briefing)})
    if briefing.replaces is not None:
        rows.append({"label": _("Replaces"), "value": briefing.replaces.number})
    rows += unprintable_rows(briefing)
    if briefing.not_before is not None:
        rows.append({"label": _("Not published before"), "value": day_words(briefing.not_before)})
    parts = ", ".join(str(LeftOut(part).label) for part in briefing.left_out)
    reasons = (
        (_("Left out"), parts),
        (_("Why less is told, or later"), briefing.approval_reason),
        (_("Why it was taken back"), briefing.return_reason),
    )
    rows += [{"label": label, "value": text} for label, text in reasons if text]
    return [*rows, {"label": _("Digest of the values"), "value": briefing.digest[:16]}]


def unprintable_rows(briefing: Briefing) -> list[Row]:
    """Return the words that no font here can print: its sheets have a mark in their place."""
    words = left_out_words(briefing)
    if not words:
        return []
    return [{"label": _("Left out of the sheets: no font here has the letters"), "value": words}]


def writers_of(actor: Actor, briefing: Briefing) -> str:
    """Return all who drafted it or wrote any version of its sentences: none of them approves it."""
    names = Staff.objects.visible_to(actor).filter(pk__in=briefing.writers).order_by("pk")
    return ", ".join(str(row) for row in names) or _("The system")


def figures_of(actor: Actor, briefing: Briefing) -> list[Row]:
    """Return the exact numbers, each with the way to the people behind it, as known then."""
    people = PeopleUrl(actor, briefing.incident, briefing.as_of, briefing.known_at)
    values = briefing.values
    dimensions = (
        ("present", _("By country"), "present"),
        ("stages", _("By stage"), "stage"),
        ("missions", _("By mission"), "mission"),
    )
    return [
        {"title": title, "label": label_of(by, row["key"]), "count": row["count"], "url": url}
        for name, title, by in dimensions
        for row in values[name]
        if row["count"] and (url := people.of(by, row["key"], row["count"]))
    ]


def who_when(at: datetime, actor: Actor, who: Any) -> str:
    """Return when something was done, and by whom."""
    return format_html("{} · {}", moment(at, actor.zone), who or _("The system"))


def label_of(by: str, key: str) -> str:
    """Return what a key of a table is called."""
    if by == "mission":
        return key
    return str(Stage(key).label) if by == "stage" else country(key)


def actions_of(actor: Actor, briefing: Briefing) -> list[Row]:
    """Return what the actor's role may do, and why not now where it is not possible."""
    found = []
    for item in possible_on(actor, "briefings", briefing):
        address = reverse("briefing_operation", args=[briefing.number, item.declared.verb])
        url = address if item.is_possible else ""
        found.append({"label": item.declared.form.title, "url": url, "why_not": item.why_not})
    if briefing.state == BriefingState.PUBLISHED and actor.may(
        DECLARED["draft_briefing"].operation.may
    ):
        picked = {
            "incident": briefing.incident.code,
            "kind": briefing.kind,
            "replaces": briefing.number,
        }
        address = f"{reverse('briefing_new')}?{urlencode(picked)}"
        found.append({"label": _("Draft one that replaces it"), "url": address, "why_not": ""})
    return found
