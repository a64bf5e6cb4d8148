"""The own account: what it is, where it is logged in, what its role may do."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.accounts.factors import has_factor, recovery_codes_left
from cases.accounts.pages.sessions import session_words
from cases.accounts.pages.staff import OWN
from cases.accounts.pages.words import LABELS
from cases.accounts.queries import sessions_of
from cases.core.actor import Actor
from cases.core.registry import DECLARED
from cases.core.roles import AUDIT, PEOPLE
from cases.exchange.queries import tokens_in_use
from cases.missions.choices import Role
from cases.missions.models import Staff


def profile_context(
    request: HttpRequest, actor: Actor, staff: Staff, now: datetime
) -> dict[str, Any]:
    """Return everything the page of the own account shows."""
    return {
        "facts": [
            {"label": _("Name"), "value": staff.full_name},
            {"label": _("User name"), "value": staff.username},
            {"label": _("Role"), "value": f"{Role(actor.role).label}, {actor.mission_label}"},
            {"label": _("Time zone"), "value": staff.zone or actor.zone},
        ],
        "put_profile_url": reverse("profile_act", args=["put-profile"]),
        "change_notice_mail_url": reverse("profile_act", args=["change-notice-mail"]),
        "change_password_url": reverse("profile_act", args=["change-password"]),
        "has_factor": has_factor(staff),
        "codes_left": recovery_codes_left(staff),
        "is_factor_required": settings.SECOND_FACTOR_REQUIRED,
        "sessions": [session_words(row, request) for row in sessions_of(actor, now)],
        "tokens": len(tokens_in_use(actor, now)),
        "may_make_tokens": actor.may(DECLARED["create_token"].operation.may),
        "zone": actor.zone,
        "key": str(uuid4()),
        "mail_key": str(uuid4()),
        "mail_words": mail_words(actor, staff),
        "may_save_views": actor.may("view.save"),
    }


def mail_words(actor: Actor, staff: Staff) -> str:
    """Return where notices are mailed to; nothing for a role that is told nothing."""
    if not actor.may("notice.read"):
        return ""
    if not staff.email:
        return _("No mail address is known for you: notices wait for you on the page of notices.")
    if not settings.SENDS_MAIL:
        return _("This installation sends no mail: notices wait for you on the page of notices.")
    if not staff.is_mailed:
        return _("Notices wait for you on the page of notices.")
    return _("Urgent notices are also mailed to %(address)s.") % {"address": staff.email}


def parts_of(context: dict[str, Any]) -> list[dict[str, str]]:
    """Return the sections of the page of settings, as far as they are there."""
    parts = (
        ("account", _("Who I am"), True),
        ("language", _("Language and time zone"), True),
        ("factor", _("Second factor"), True),
        ("browser", _("This browser"), True),
        ("list", _("Work list"), bool(context["look_form"])),
        ("mail", _("Notices by mail"), bool(context["mail_words"])),
        ("sessions", _("Where I am logged in"), True),
        ("tokens", _("API tokens"), context["may_make_tokens"]),
    )
    return [{"id": name, "label": label} for name, label, is_there in parts if is_there]


def help_context(actor: Actor) -> dict[str, Any]:
    """Return what the role of the actor may do, from the role file and the operations."""
    groups: dict[str, list[Any]] = {}
    for item in DECLARED.values():
        if actor.may(item.operation.may):
            resource = "sessions" if item.name in OWN else item.resource
            groups.setdefault(resource, []).append(item.form)
    return {
        "role": Role(actor.role).label,
        "first_steps": first_steps(actor),
        "groups": [
            {"label": LABELS.get(name, name), "forms": forms} for name, forms in groups.items()
        ],
    }


def first_steps(actor: Actor) -> list[str]:
    """Return how somebody new to the role begins."""
    if actor.role == Role.ADMINISTRATOR:
        return [
            _("Open Staff and invite the head of each mission first."),
            _("What concerns administrators takes two of you: make a third, in case one is away."),
            _("Give the link to the person yourself: it shows a password page to whoever has it."),
            _("End a posting on the last day of the person at the mission."),
            _("You see no cases: ask another administrator when you need a role yourself."),
        ]
    if actor.role == Role.AUDITOR:
        return [
            _("Open The record: it says who did, saw or was refused what, the newest first."),
            _("Narrow it by days, person, mission or act; its address leads others to the same."),
            _("Open an entry to see its place in the chain, computed again each time."),
            _("Open Is the record whole? each week, and ask for a proof when none is recent."),
            _("You see no cases and no people. What you read and download is on record too."),
        ]
    if actor.role in {Role.HEADQUARTERS_OFFICER, Role.HEADQUARTERS_LEAD}:
        steps = [
            _("Open the board to see what is stuck, and where."),
            _("Open the incident to see its figures as of any moment."),
            _("Issue a directive when all missions have to do something."),
        ]
        if actor.sees(AUDIT):
            steps.append(_("Open The record to see who did, saw or was refused what."))
        return steps
    if actor.role == Role.RECEPTION_OFFICER:
        return [
            _("Open Arriving here: it says who is on the way to you, when and with which papers."),
            _("When a person stands before you, open the name and press Record the arrival."),
            _("When family or province has taken the person over, press Record the handover."),
            _("You see a person from “ready to travel” until some days after the handover."),
        ]
    if not actor.sees(PEOPLE):
        return [
            _("Open Published briefings: what stands there may be said, as it stands there."),
            _("Copy the text or open the PDF, in the language you need."),
            _("What is withdrawn or replaced says so; no case, draft or other figure is shown."),
        ]
    steps = [
        _("Open the work list: what is most urgent stands first."),
        _("Press New case when somebody calls; a name is enough to begin."),
        _("On the page of a case, What can be done lists what is possible now."),
    ]
    if actor.role == Role.HEAD_OF_MISSION:
        steps.append(_("Look at the board each morning, and acknowledge directives."))
    return steps
