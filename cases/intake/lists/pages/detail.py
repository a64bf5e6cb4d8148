"""The page of one list: how far it has come, and its rows by what becomes of them."""

import re
from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.core.actor import Actor
from cases.core.possible import possible_on
from cases.intake.lists.choices import ListState, RowState, SenderKind
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.pages.rows import row_lines
from cases.intake.lists.progress import worked_off
from cases.intake.lists.queries import Account, account_of, rows_of
from cases.intake.lists.said import LEFT_OUT, note_of_list
from cases.templatetags.moments import day_words

AT_ONCE: Final = 50
PLACE: Final = re.compile(r"([0-9]{1,4})\.([0-9]{1,8})\.([0-9]{1,4})", re.ASCII)
SHOWN: Final = (
    RowState.NEEDS_FIXING,
    RowState.LIKELY_DOUBLE,
    RowState.TWICE,
    RowState.PARKED,
    RowState.READY,
    RowState.WRITTEN,
    RowState.SAME_PERSON,
    RowState.LEFT_OUT,
    RowState.NEW,
)
TONES: Final = {
    RowState.NEEDS_FIXING: "stop",
    RowState.LIKELY_DOUBLE: "wait",
    RowState.TWICE: "wait",
}


def detail_context(
    actor: Actor, received: ReceivedList, asked: Mapping[str, str]
) -> tuple[dict[str, Any], list[int]]:
    """Return what the page shows, and the ids of the rows that it shows."""
    account = account_of(actor, received)
    counts = account.states
    show = shown_state(asked.get("show", ""), counts)
    rows, following = page_of(actor, received, show, asked.get("after", ""))
    acts = acts_of(actor, received)
    home = received.get_absolute_url()
    context = {
        **said_of_list(received, counts),
        "account": account_rows(account),
        "counts": count_links(home, counts, show),
        "show": show,
        "show_label": RowState(show).label if show else "",
        "rows": row_lines(actor, rows, show),
        "next_url": f"{home}?show={show}&after={following}" if following else "",
        "first_url": f"{home}?show={show}" if asked.get("after") else "",
        "acts": acts,
        "confirm": confirm_words(counts) if "confirm" in acts else "",
        "confirm_url": acts.get("confirm", ""),
    }
    return context, [row.pk for row in rows]


def said_of_list(received: ReceivedList, counts: Mapping[str, int]) -> dict[str, Any]:
    """Return what the page of any list shows, whatever its rows are."""
    return {
        "received": received,
        "facts": facts_of(received),
        "state": ListState(received.state).label,
        "notes": [words for note in received.notes if (words := note_of_list(note))],
        "progress": progress_of(received, counts),
        "needs_columns": received.state == ListState.RECEIVED,
        "once": str(uuid4()),
    }


def account_rows(account: Account) -> list[dict[str, Any]]:
    """Return how the lines add up, label beside value."""
    why = [
        f"{LEFT_OUT.get(reason, reason)}: {number_format(count, force_grouping=True)}"
        for reason, count in sorted(account.left_out.items(), key=lambda item: -item[1])
    ]
    unknown = _("Nationality not known")
    rows = [
        (_("Lines received"), account.lines, ""),
        (_("Blank, or inside a cell"), account.blank, ""),
        (_("Rows added by a split"), account.split, ""),
        (RowState.LEFT_OUT.label, account.states[RowState.LEFT_OUT], "; ".join(why)),
        (_("Rows of people"), account.people, ""),
        (unknown, account.unknown, _("Among the people; each is verified")),
        (_("Registered, or found on record"), account.registered, ""),
    ]
    return [
        {"label": label, "value": number_format(count, force_grouping=True), "note": note}
        for label, count, note in rows
        if count or label not in {_("Rows added by a split"), unknown}
    ]


def shown_state(asked: str, counts: Mapping[str, int]) -> str:
    """Return the rows of which state are shown: those asked for, else what waits first."""
    if asked in SHOWN:
        return asked
    return next((str(state) for state in SHOWN if counts[state]), "")


def page_of(
    actor: Actor, received: ReceivedList, show: str, after: str
) -> tuple[list[ListRow], str]:
    """Return some rows, and behind which one the next page begins."""
    if not show:
        return [], ""
    query = rows_of(actor, received, [show]).select_related("received", "case__incident")
    place = PLACE.fullmatch(after)
    if place:
        sheet, number, part = map(int, place.groups())
        later = Q(sheet=sheet, number__gt=number) | Q(sheet__gt=sheet)
        query = query.filter(later | Q(sheet=sheet, number=number, part__gt=part))
    rows = list(query[: AT_ONCE + 1])
    is_more = len(rows) > AT_ONCE
    rows = rows[:AT_ONCE]
    last = rows[-1] if is_more else None
    return rows, f"{last.sheet}.{last.number}.{last.part}" if last else ""


def facts_of(received: ReceivedList) -> list[dict[str, Any]]:
    """Return what the list says of itself, label beside value."""
    as_of = day_words(received.as_of) if received.as_of else ""
    file = received.file_name or _("Pasted")
    before = received.replaces
    letter = [{"label": _("Number of their letter"), "value": received.reference}]
    facts = [
        *(letter if received.is_reply else []),
        {"label": _("Sender"), "value": received.sender_name, "note": sender_kind(received)},
        {"label": _("Incident"), "value": str(received.incident)},
        {"label": _("Received on"), "value": day_words(received.received_on)},
        {"label": _("As of which day"), "value": as_of},
        {"label": _("File"), "value": file, "note": f"SHA-256 {received.file_digest[:16]}…"},
    ]
    if before is not None:
        facts.append(
            {
                "label": _("A newer version of"),
                "value": str(before),
                "url": before.get_absolute_url(),
                "url_label": _("Look at it"),
            }
        )
    return facts


def sender_kind(received: ReceivedList) -> str:
    """Return the kind of sender in words."""
    return str(SenderKind(received.sender_kind).label)


def progress_of(received: ReceivedList, counts: Mapping[str, int]) -> dict[str, Any]:
    """Return how far the work in the background is, nothing when none is done."""
    reached = worked_off(received, counts)
    if reached is None:
        return {}
    done, total = reached
    words = _("%(done)s of %(total)s rows")
    shown = {name: number_format(value, force_grouping=True) for name, value in
             (("done", done), ("total", total))}  # fmt: skip
    return {"done": done, "total": max(total, 1), "words": words % shown}


def count_links(home: str, counts: Mapping[str, int], show: str) -> list[dict[str, Any]]:
    """Return the states that rows are in, each leading to its rows."""
    return [
        {
            "label": str(state.label),
            "count": number_format(counts[state], force_grouping=True),
            "url": f"{home}?show={state.value}#rows",
            "tone": TONES.get(state, "") if counts[state] else "",
            "is_shown": state == show,
        }
        for state in SHOWN
        if counts[state]
    ]


def acts_of(actor: Actor, received: ReceivedList) -> dict[str, str]:
    """Return verb -> address of what can be done with the list now."""
    return {
        item.declared.verb: reverse("list_operation", args=[received.uuid, item.declared.verb])
        for item in possible_on(actor, "lists", received)
        if item.is_possible
    }


def confirm_words(counts: Mapping[str, int]) -> str:
    """Return what the button says that registers everybody who is ready; "" for nobody."""
    ready = counts[RowState.READY]
    if not ready:
        return ""
    words = ngettext("Register %(count)s person", "Register %(count)s people", ready)
    return words % {"count": number_format(ready, force_grouping=True)}
