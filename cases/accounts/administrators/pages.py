"""Changes to administrators in words, for their pages and for those of accounts."""

from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.accounts.administrators.policies import RESOURCE, why_not_decider
from cases.accounts.administrators.queries import last_link, listed, waits_for
from cases.core import present
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.possible import acts_now
from cases.core.registry import DECLARED, declared_for
from cases.core.text import in_lines
from cases.core.web import Page
from cases.missions.administrators import waiting_now
from cases.missions.choices import AdministratorAct
from cases.missions.choices import AdministratorChangeState as State
from cases.missions.models import AdministratorChange, Staff
from cases.templatetags.moments import day_words, moment

Row = dict[str, Any]
MAIN: Final = "confirm_administrator_change"
TONES: Final = {
    State.WAITING: "wait",
    State.CONFIRMED: "good",
    State.REJECTED: "stop",
    State.AT_ONCE: "warn",
}
ASKED_FOR: Final = {
    "reset_password": "ask_administrator_account",
    "reset_second_factor": "ask_administrator_account",
    "disable_staff": "ask_administrator_account",
    "enable_staff": "ask_administrator_account",
}


def list_context(actor: Actor) -> Row:
    """Return what waits, with until when, and what became of the others."""
    now = timezone.now()
    waits, rest, has_more = listed(actor, now)
    asks = [item for item in declared_for(RESOURCE) if item.is_creation]
    return {
        "waits": [line_of(actor, row, now) for row in waits],
        "lines": [line_of(actor, row, now) for row in rest],
        "has_more": has_more,
        "asks": [
            {"label": item.form.title, "url": act_page(item.name)}
            for item in asks
            if actor.may(item.operation.may)
        ],
    }


def act_page(name: str) -> str:
    """Return the page on which something is asked for."""
    return reverse("administrator_ask", args=[DECLARED[name].verb])


def line_of(actor: Actor, change: AdministratorChange, now: datetime) -> Row:
    """Return one change as a line: what, of whom, who asked, until when or what became of it."""
    state = change.state_at(now)
    is_waiting = state == State.WAITING
    return {
        "url": change.get_absolute_url(),
        "title": change.get_act_display(),
        "staff": str(change.staff),
        "asked_by": str(change.asked_by),
        "asked_at": present.shown(change.asked_at),
        "zone": actor.zone,
        "until": present.shown(change.expires_at) if is_waiting else None,
        "reason": change.reason,
        "state": {"label": str(state.label), "tone": TONES.get(state, "")},
        "is_mine": is_waiting and why_not_decider(actor, change) is None,
    }


def waiting_lines(actor: Actor, now: datetime, staff: Staff | None = None) -> list[Row]:
    """Return what waits for another administrator, of all accounts or of one."""
    rows = waiting_now(actor, now) if staff is None else waits_for(actor, staff, now)
    return [line_of(actor, row, now) for row in rows]


def change_context(actor: Actor, change: AdministratorChange) -> Row:
    """Return everything that the page of a change shows."""
    now = timezone.now()
    state = change.state_at(now)
    acts = [
        {"name": act.name, "label": act.form.title, "url": change_act(change, act.verb)}
        for act in acts_now(actor, RESOURCE, change)
    ]
    refusal = why_not_decider(actor, change) if state == State.WAITING else None
    return {
        "change": change,
        "title": change.get_act_display(),
        "state": {"label": str(state.label), "tone": TONES.get(state, "")},
        "says": str(refusal.message) if refusal else "",
        "facts": facts_of(actor, change),
        "outcome": outcome_of(actor, change),
        "account_url": reverse("staff_detail", args=[change.staff.username]),
        "acts": [act for act in acts if act["name"] != MAIN],
        "main": [act for act in acts if act["name"] == MAIN],
    }


def change_act(change: AdministratorChange, verb: str) -> str:
    """Return the page of an act on a change."""
    return reverse("administrator_change_act", args=[change.uuid, verb])


def facts_of(actor: Actor, change: AdministratorChange) -> list[Row]:
    """Return what was asked for, of whom, by whom, why and until when."""
    rows: list[Row] = [
        {"label": _("Whose account"), "value": str(change.staff), "note": change.staff.username}
    ]
    if change.mission is not None:
        role = f"{change.get_role_display()}, {change.mission.label}"
        rows.append({"label": _("Role"), "value": role, "note": days_of(change)})
    if change.act == AdministratorAct.START_POSTING and not change.staff.has_usable_password():
        rows.append({"label": _("Account"), "value": _("Was not begun yet: a link is made.")})
    rows.append(
        {
            "label": _("Asked for by"),
            "value": str(change.asked_by),
            "note": said_at(actor, change.asked_at),
        }
    )
    link = last_link(change.staff)
    if link is not None:
        # Whoever made it could have begun with the account: the other administrator must see that.
        maker = str(link.made_by) if link.made_by else _("whoever runs the machine")
        at = said_at(actor, link.made_at)
        rows.append({"label": _("Last link of the account made by"), "value": maker, "note": at})
    if change.reason:
        rows.append({"label": _("Why"), "value": change.reason})
    if change.state != State.AT_ONCE:
        rows.append({"label": _("Until"), "value": said_at(actor, change.expires_at)})
    return rows


def said_at(actor: Actor, at: datetime | None) -> str:
    """Return a moment of the machine as the work counts it, in the time of the reader."""
    return moment(present.shown(at), actor.zone)


def days_of(change: AdministratorChange) -> str:
    """Return the first and the last day that were asked for."""
    parts = []
    if change.starts_on is not None:
        parts.append(_("From %(day)s") % {"day": day_words(change.starts_on)})
    if change.ends_on is not None:
        parts.append(_("Until %(day)s") % {"day": day_words(change.ends_on)})
    return " · ".join(parts)


def outcome_of(actor: Actor, change: AdministratorChange) -> list[Row]:
    """Return who decided what, when and why."""
    labels = {
        State.CONFIRMED: _("Confirmed by"),
        State.REJECTED: _("Rejected by"),
        State.WITHDRAWN: _("Withdrawn by"),
    }
    state = State(change.state)
    if state not in labels:
        return []
    at = said_at(actor, change.decided_at)
    note = in_lines(at, change.decide_reason)
    return [{"label": labels[state], "value": str(change.decided_by), "note": note}]


def ask_address(staff: Staff, act: str) -> str:
    """Return the page that asks for an act on an administrator's account, filled in."""
    picked = {"staff": staff.username, "act": act}
    return f"{act_page(ASKED_FOR[act])}?{urlencode(picked)}"


def change_operation() -> Page:
    """Return how the page of an act on a change looks; it leads to the change."""
    home = reverse("administrator_changes")
    return Page(describe=describe, done=done, since=no_sentences, cancel=home)


def describe(actor: Actor, target: AdministratorChange) -> Row:
    """Return what the page of an act says of the change."""
    url = target.get_absolute_url()
    rows = facts_of(actor, target)
    return {"reference": "", "name": target.get_act_display(), "url": url, "rows": rows}


def done(answer: Answer) -> str:
    """Lead to the change."""
    return reverse("administrator_change", args=[answer.reference])


def no_sentences(*_args: Any) -> list[str]:
    """Return nothing: what changed meanwhile stands on the page of the change."""
    return []
