"""The page of retention: rules, the newest report, what waits for somebody, what was done."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.core.actor import Actor
from cases.core.registry import DECLARED
from cases.procedures.citations import cited
from cases.retention.carrying import HELD
from cases.retention.choices import HeldBy, ItemState
from cases.retention.models import RetentionItem, RetentionRun
from cases.retention.queries import SHOWN, Overview
from cases.retention.rules import OF_ROWS, OF_WORDS, Rule, rules

Cells = dict[str, list[dict[str, Any]]]
Numbers = Mapping[int, str]
"""The number of a case of a person, by her id."""


def overview_context(actor: Actor, found: Overview) -> dict[str, Any]:
    """Return what the template shows."""
    run = found.run
    return {
        "run": run_facts(run) if run else [],
        "approve_url": approve_url(actor, run),
        "ask_url": ask_url(actor, found),
        "progress": making_words(found.making),
        "columns": column_labels(),
        "rules": [rule_row(rule, found) for rule in rules()],
        "groups": [group for state in ItemState if (group := group_of(state, found))],
        "asked": [asked_row(actor, row, found.cases) for row in found.asked],
        "holds": [hold_row(actor, row, found.cases) for row in found.holds],
        "done": [done_row(row, found.cases) for row in found.done],
    }


def column_labels() -> list[dict[str, str]]:
    """Return the heads of the table of rules."""
    return [
        {"label": label}
        for label in (
            *(_("Rule"), _("Kept for"), _("Then")),
            *(pgettext("of a rule", "Source"), _("In the report")),
        )
    ]


def run_facts(run: RetentionRun) -> list[dict[str, Any]]:
    """Return what the newest report is about, and how it stands."""
    approved = _("Not approved: nothing was changed.")
    if run.approved_at:
        who = run.approved_by or _("The system")
        approved = _("%(who)s, on %(day)s") % {"who": who, "day": date_format(run.approved_at)}
    done = date_format(run.finished_at) if run.finished_at else ""
    rows = [
        {"label": _("As of"), "value": date_format(run.as_of)},
        {"label": _("Made by"), "value": str(run.asked_by or _("The system"))},
        {"label": _("People due"), "value": str(run.total)},
        {"label": _("Approved by"), "value": approved},
    ]
    return [*rows, {"label": _("Carried out on"), "value": done}] if run.approved_at else rows


def approve_url(actor: Actor, run: RetentionRun | None) -> str:
    """Return where the report is approved, empty for whom may not or when it was."""
    if run is None or run.approved_at or not actor.may("retention.approve"):
        return ""
    return reverse("retention_run_operation", args=[run.uuid, "approve"])


def ask_url(actor: Actor, found: Overview) -> str:
    """Return where a report is asked for, empty for whom may not or while one is made."""
    if found.making or not actor.may("retention.report"):
        return ""
    return reverse("retention_report_ask")


def making_words(run: RetentionRun | None) -> dict[str, Any] | None:
    """Return how far the report is that is being made."""
    if run is None:
        return None
    done, total = (number_format(n, force_grouping=True) for n in (run.looked_at, run.people))
    words = _("it waits for its turn")
    if run.people:
        words = _("%(done)s of %(total)s people") % {"done": done, "total": total}
    return {"done": run.looked_at, "total": max(run.people, 1), "words": words}


def rule_row(rule: Rule, found: Overview) -> Cells:
    """Return one rule as a row of the table."""
    labels = [column["label"] for column in column_labels()]
    source = cited(rule.legal_basis or rule.source)
    texts = [
        (rule.label, about if (about := str(rule.about.label)) != rule.label else ""),
        (kept_words(rule), _("after %(event)s") % {"event": rule.after.label}),
        (str(rule.then.label), ""),
        (source, "" if rule.verified else _("Not confirmed")),
        (count_words(rule, found), ""),
    ]
    return {
        "cells": [
            {"label": label, "text": text, "note": note}
            for label, (text, note) in zip(labels, texts, strict=True)
        ]
    }


def rule_words(code: str) -> str:
    """Return what a rule is called; one that the file no longer has says itself."""
    return next((rule.label for rule in rules() if rule.code == code), code)


def rows_words(counts: Mapping[str, int]) -> str:
    """Return how many rows of the machine a report found by each rule, a line each."""
    lines = []
    for name, count in counts.items():
        held = f" ({ItemState.HELD.label})" if name.startswith(HELD) else ""
        lines.append(f"{rule_words(name.removeprefix(HELD))}{held}: {count}")
    return "\n".join(lines)


def kept_words(rule: Rule) -> str:
    """Return a term in words."""
    amount = rule.amount
    words = {
        "days": ngettext("%(amount)s day", "%(amount)s days", amount),
        "months": ngettext("%(amount)s month", "%(amount)s months", amount),
        "years": ngettext("%(amount)s year", "%(amount)s years", amount),
    }
    return words[rule.unit] % {"amount": amount}


def count_words(rule: Rule, found: Overview) -> str:
    """Return how many the newest report names by a rule, in each state."""
    if found.run is None:
        return "–"
    if rule.about in OF_ROWS:
        return _("%(count)s rows") % {"count": found.run.counts.get(rule.code, 0)}
    if rule.about in OF_WORDS:
        held = found.run.counts.get(f"{HELD}{rule.code}", 0)
        due = _("%(count)s rows") % {"count": found.run.counts.get(rule.code, 0)}
        return f"{due}; {ItemState.HELD.label}: {held}" if held else due
    said = [
        f"{state.label}: {count}"
        for state in ItemState
        if (count := found.counts.get((rule.code, state.value), 0))
    ]
    return "; ".join(said) or "–"


def group_of(state: ItemState, found: Overview) -> dict[str, Any] | None:
    """Return the lines of one state of the newest report; None where there are none."""
    items = found.items.get(state.value, [])
    if not items:
        return None
    count = sum(number for (_rule, name), number in found.counts.items() if name == state.value)
    return {
        "title": state.label,
        "count": count,
        "more": count > SHOWN,
        "columns": [{"label": _("Person or case")}, {"label": _("Due on")}, {"label": _("Rule")}],
        "rows": [item_row(item) for item in items],
    }


def item_row(item: RetentionItem) -> Cells:
    """Return one line of a report: references only, no name."""
    by_code = {rule.code: rule.label for rule in rules()}
    held = _("Held back: %(why)s") % {"why": HeldBy(item.held_by).label} if item.held_by else ""
    is_case = item.reference != str(item.citizen.uuid)
    url = reverse("case_detail", args=[item.reference]) if is_case else ""
    return {
        "cells": [
            {"label": _("Person or case"), "text": item.reference, "url": url},
            {"label": _("Due on"), "text": date_format(item.due_on)},
            {"label": _("Rule"), "text": by_code.get(item.rule, item.rule), "note": held},
        ]
    }


def links(actor: Actor, row: Any, cases: Numbers, *names: str) -> list[dict[str, Any]]:
    """Return the acts on the person of a row that the role allows, back to her case afterwards."""
    reference = cases.get(row.citizen_id)
    back = f"?{urlencode({'case': reference})}" if reference else ""
    return [
        {
            "label": DECLARED[name].form.title,
            "url": reverse("citizen_operation", args=[row.citizen.uuid, DECLARED[name].verb])
            + back,
        }
        for name in names
        if actor.may(DECLARED[name].operation.may)
    ]


def asked_row(actor: Actor, row: Any, cases: Numbers) -> dict[str, Any]:
    """Return an asked anonymisation with what somebody may answer."""
    names = ["decline_anonymisation"]
    if row.asked_by_id != actor.staff_id:
        names.insert(0, "anonymise_citizen")
    return {
        "name": str(row.citizen),
        "at": row.asked_at,
        "by": row.asked_by or _("The system"),
        "why": row.get_ground_display(),
        "reference": cases.get(row.citizen_id, ""),
        "links": links(actor, row, cases, *names),
    }


def hold_row(actor: Actor, row: Any, cases: Numbers) -> dict[str, Any]:
    """Return a standing legal hold."""
    return {
        "name": str(row.citizen),
        "at": row.placed_at,
        "by": row.placed_by or _("The system"),
        "why": row.reason,
        "reference": cases.get(row.citizen_id, ""),
        "links": links(actor, row, cases, "lift_legal_hold"),
    }


def done_row(row: Any, cases: Numbers) -> dict[str, Any]:
    """Return somebody who was anonymised after it was asked for."""
    return {
        "reference": cases.get(row.citizen_id, str(row.citizen.uuid)),
        "at": row.answered_at,
        "by": row.answered_by or _("The system"),
        "why": row.get_ground_display(),
    }
