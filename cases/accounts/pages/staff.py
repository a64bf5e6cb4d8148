"""The accounts of staff, for administrators."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.accounts.administrators.pages import ASKED_FOR, act_page, ask_address, waiting_lines
from cases.accounts.administrators.policies import LAST_TWO_LEFT
from cases.accounts.factors import has_factor
from cases.accounts.filters import PAGE, StaffFilters, found
from cases.accounts.pages.sessions import sessions_on
from cases.citizens.names import sort_key
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused
from cases.core.guards import hindrance
from cases.core.registry import DECLARED, Declared, declared_for
from cases.core.web import Page
from cases.missions.administrators import has_power
from cases.missions.models import Posting, Staff
from cases.templatetags.moments import day_words

OWN = frozenset({"change_notice_mail", "change_password", "put_profile"})
OF_LOGINS = frozenset({"reset_password", "reset_second_factor"})
"""What makes no sense for an account that nobody logs in with."""
ON_POSTINGS = ("start_posting", "end_posting")


def list_context(actor: Actor, filters: StaffFilters, page: int) -> dict[str, Any]:
    """Return a page of the accounts asked for, with the roles they have today or will have.

    However many accounts there are, the names of those asked for and one page are read.
    """
    asked, today = filters.asked(), today_of(actor)
    numbers = found(actor, asked, today)
    page = min(page, max(0, len(numbers) - 1) // PAGE)
    shown = numbers[page * PAGE : (page + 1) * PAGE]
    known = Staff.objects.visible_to(actor).in_bulk(shown)
    postings: dict[int, list[Posting]] = {}
    held = Posting.objects.visible_to(actor).filter(staff__in=shown)
    for row in held.select_related("mission").order_by("starts_on", "pk"):
        postings.setdefault(row.staff_id, []).append(row)
    said = {name: str(filters.data.get(name, "")) for name in filters.fields}
    return {
        "filters": filters,
        "is_narrowed": bool(asked.by),
        "columns": [{"label": _("Name")}, {"label": _("Roles")}, {"label": _("Account")}],
        "rows": [row_of(known[pk], postings.get(pk, []), actor) for pk in shown],
        "count": counted(len(numbers), page),
        "prev_url": address(said, page - 1) if page else "",
        "next_url": address(said, page + 1) if len(numbers) > (page + 1) * PAGE else "",
        "waits": waiting_lines(actor, timezone.now()),
        "changes_url": reverse("administrator_changes"),
        "invite_url": reverse("staff_act", args=["invite"]),
        "service_url": reverse("staff_act", args=["create-service"]),
    }


def counted(number: int, page: int) -> str:
    """Return how many accounts there are, and which of them a page shows."""
    words = ngettext("%(n)s account", "%(n)s accounts", number)
    said = words % {"n": number_format(number, force_grouping=True)}
    if number <= PAGE:
        return said
    bounds = {"first": page * PAGE + 1, "last": min(number, (page + 1) * PAGE), "all": said}
    return _("%(first)s to %(last)s of %(all)s") % bounds


def address(said: dict[str, str], page: int) -> str:
    """Return the address of a page of the accounts."""
    asks = {name: value for name, value in said.items() if value}
    asks |= {"page": str(page + 1)} if page else {}
    return reverse("staff_list") + (f"?{urlencode(asks)}" if asks else "")


def order_of(staff: Staff) -> tuple[str, str]:
    """Return the key that sorts accounts like people: Vietnamese names, given name first."""
    return sort_key(staff.full_name), staff.username


def row_of(staff: Staff, postings: list[Posting], actor: Actor) -> dict[str, Any]:
    """Return one account as a row of the table."""
    today = today_of(actor)
    roles = [posting_words(row) for row in postings if not row.ends_on or row.ends_on >= today]
    return {
        "cells": [
            {
                "label": _("Name"),
                "text": staff.full_name,
                "note": staff.username,
                "url": address_of_staff(staff),
            },
            {"label": _("Roles"), "text": "; ".join(roles) or _("No role")},
            {"label": _("Account"), "text": state_of(staff)},
        ]
    }


def state_of(staff: Staff) -> str:
    """Return whether the account may log in."""
    if not staff.is_active:
        return _("Closed")
    if staff.is_service:
        return str(staff.get_kind_display())
    return _("Open") if staff.has_usable_password() else _("Waits for its holder")


def today_of(actor: Actor) -> date:
    """Return the day it is for the reader."""
    return present.today(actor.zone)


def posting_words(row: Posting) -> str:
    """Return role, mission and days of a posting."""
    days = _("from %(day)s") % {"day": day_words(row.starts_on)}
    if row.ends_on:
        days = _("%(first)s until %(last)s") % {
            "first": day_words(row.starts_on),
            "last": day_words(row.ends_on),
        }
    return f"{row.get_role_display()}, {row.mission.label} ({days})"


def address_of_staff(staff: Staff) -> str:
    """Return the page of an account."""
    return reverse("staff_detail", args=[staff.username])


def detail_context(actor: Actor, staff: Staff, now: datetime) -> dict[str, Any]:
    """Return one account: what is known, its postings, what can be done."""
    postings = Posting.objects.visible_to(actor).filter(staff=staff).select_related("mission")
    return {
        "staff": staff,
        "facts": facts_of(staff),
        "postings": [posting_words(row) for row in postings.order_by("-starts_on")],
        "waits": waiting_lines(actor, now, staff),
        "sessions": sessions_on(actor, staff, now),
        "zone": actor.zone,
        "action_groups": [
            {"label": _("Roles"), "actions": posting_actions(actor, staff)},
            {"label": _("Account"), "actions": account_actions(actor, staff)},
        ],
    }


def facts_of(staff: Staff) -> list[dict[str, Any]]:
    """Return what is known of the account of a person, or of another system."""
    facts = [
        {"label": _("User name"), "value": staff.username},
        {"label": _("Account"), "value": state_of(staff)},
    ]
    if staff.is_service:
        return [
            *facts,
            {"label": _("What it is for"), "value": staff.purpose},
            {"label": _("Whom to ask about it"), "value": staff.contact},
        ]
    factor = _("Set up") if has_factor(staff) else _("Not set up")
    return [
        facts[0],
        {"label": _("E-mail"), "value": staff.email},
        facts[1],
        {"label": _("Second factor"), "value": factor},
    ]


def account_actions(actor: Actor, staff: Staff) -> list[dict[str, Any]]:
    """Return the acts on the account, each with why it is not possible."""
    found = []
    why_not = hindrance(actor, staff)
    for item in declared_for("staff"):
        if item.is_creation or not actor.may(item.operation.may):
            continue
        action: dict[str, Any] = {"label": item.form.title}
        if staff.is_service and item.name in OF_LOGINS:
            continue
        if actor.staff_id == staff.pk:
            action["why_not"] = _("Nobody does this to the own account.")
        elif staff.is_active == (item.name == "enable_staff"):
            action["why_not"] = (
                _("The account is open.") if staff.is_active else _("The account is closed.")
            )
        else:
            action |= way_to(item, staff, why_not(item.name))
        found.append(action)
    return found


def way_to(item: Declared, staff: Staff, refusal: Refused | None) -> dict[str, Any]:
    """Return where an act is done, or asked for where it takes a second administrator."""
    if refusal is None:
        return {"url": reverse("staff_operation", args=[staff.username, item.verb])}
    if item.name in ASKED_FOR and refusal.code != LAST_TWO_LEFT:
        label = _("%(act)s (another administrator confirms)") % {"act": item.form.title}
        return {"label": label, "url": ask_address(staff, item.name)}
    return {"why_not": refusal.message}


def posting_actions(actor: Actor, staff: Staff) -> list[dict[str, Any]]:
    """Return the acts on roles, with this person filled in; an administrator's take two."""
    if actor.staff_id == staff.pk:
        return []
    asked = {"staff": staff.username}
    picked = urlencode(asked)
    to_end = urlencode(asked | only_mission(actor, staff))
    is_by_two = has_power(staff)
    found: list[dict[str, Any]] = [
        {
            "label": item.form.title,
            "url": f"{reverse('staff_act', args=[item.verb])}?"
            f"{to_end if item.name == 'end_posting' else picked}",
        }
        for item in declared_for("staff")
        if item.name in ON_POSTINGS
        and actor.may(item.operation.may)
        and not (is_by_two and item.name == "end_posting")
    ]
    by_two = "ask_administrator_end" if is_by_two else "ask_administrator_posting"
    if not staff.is_service and actor.may(DECLARED[by_two].operation.may):
        label = str(DECLARED[by_two].form.title)
        found.append({"label": label, "url": f"{act_page(by_two)}?{picked}"})
    return found


def only_mission(actor: Actor, staff: Staff) -> dict[str, str]:
    """Return the mission at which a posting can be ended, where there is only one."""
    held = Posting.objects.visible_to(actor).filter(staff=staff).current(today_of(actor))
    codes = {posting.mission.code for posting in held}
    return {"mission": codes.pop()} if len(codes) == 1 else {}


def staff_operation(home: str) -> Page:
    """Return how the page of an operation on accounts looks and where it leads."""
    return Page(
        describe=describe,
        done=lambda answer: reverse("staff_detail", args=[answer.reference]),
        cancel=home,
    )


def own_operation() -> Page:
    """Return the same for what one does to the own account."""
    home = reverse("settings")
    return Page(describe=describe, done=lambda answer: home, since=no_sentences, cancel=home)


def no_sentences(actor: Actor, target: Any, refusal: Refused) -> list[str]:
    """Return nothing: accounts have no version."""
    return []


def describe(actor: Actor, target: Any) -> dict[str, Any]:
    """Return what the page of an operation says of the account or the session."""
    if not isinstance(target, Staff):
        return {"reference": "", "name": _("Settings"), "url": reverse("settings"), "rows": []}
    rows = [{"label": _("User name"), "value": target.username}]
    url = address_of_staff(target)
    return {"reference": target.username, "name": target.full_name, "url": url, "rows": rows}
