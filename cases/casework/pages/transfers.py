"""The pages of offers between missions, and of cases shared."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.choices import Stage, TransferStatus
from cases.casework.models import Case, Share, Transfer
from cases.casework.pages.missions import acts_words
from cases.casework.pages.operation import since
from cases.core import present
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.possible import possible_on
from cases.core.web import Page
from cases.templatetags.moments import moment, occurred

LATELY = timedelta(days=30)
MOST = 100
MISSIONS = ("from_mission", "to_mission")


def inbox(actor: Actor, now: datetime) -> dict[str, Any]:
    """Return what waits for us, what we offered, and what was answered lately."""
    seen = Transfer.objects.visible_to(actor).select_related(*MISSIONS)
    waiting = list(seen.on_offer().order_by("offered_at", "uuid")[: MOST + 1])
    answered = seen.filter(answered_at__gte=now - LATELY).order_by("-answered_at", "uuid")
    for_us = [row for row in waiting if row.to_mission_id == actor.mission_id]
    by_us = [row for row in waiting if row.from_mission_id == actor.mission_id]
    others = [row for row in waiting if row not in for_us and row not in by_us]
    groups = [
        group("for-us", _("Offered to us"), for_us, _("No case waits for your answer."), actor),
        group("by-us", _("Offered by us"), by_us, _("No case of yours is on offer."), actor),
        group(
            "answered",
            _("Answered in the last 30 days"),
            answered[:MOST],
            _("No offer was answered lately."),
            actor,
        ),
    ]
    if actor.is_headquarters:
        groups[0] = group(
            "on-offer", _("On offer"), others, _("No case is on offer between missions."), actor
        )
        groups.pop(1)
    return {"groups": groups, "is_cut": len(waiting) > MOST, "shared_url": reverse("shared_list")}


def group(
    key: str, title: str, rows: Iterable[Transfer], nothing: str, actor: Actor
) -> dict[str, Any]:
    """Return one part of the list; without rows it says so in a sentence."""
    return {
        "key": key,
        "title": title,
        "nothing": nothing,
        "columns": [
            {"label": label} for label in (_("Case"), _("From"), _("To"), _("Offered"), _("Answer"))
        ],
        "rows": [{"cells": cells(row, actor)} for row in rows],
    }


def offer_note(row: Transfer) -> str:
    """Return what sets an offer apart from others."""
    if row.is_from_opening:
        return _("opened at the wrong mission")
    return _("given back") if row.returns_id else ""


def cells(row: Transfer, actor: Actor) -> list[dict[str, Any]]:
    """Return one line of the list."""
    return [
        {
            "label": _("Case"),
            "text": row.reference,
            "url": row.get_absolute_url(),
            "note": offer_note(row),
        },
        {"label": _("From"), "text": row.from_mission.label},
        {"label": _("To"), "text": row.to_mission.label},
        {"label": _("Offered"), "text": moment(row.offered_at, actor.zone, "bare")},
        {
            "label": _("Answer"),
            "text": TransferStatus(row.status).label,
            "note": moment(row.answered_at, actor.zone, "bare"),
        },
    ]


def one_offer(actor: Actor, row: Transfer, now: datetime) -> dict[str, Any]:
    """Return the page of one offer: what its receiver may know, and what can be done."""
    case = Case.objects.visible_to(actor).filter(pk=row.case_id).first()
    return {
        "transfer": row,
        "is_waiting": row.status == TransferStatus.OFFERED,
        "rows": offer_rows(actor, row),
        "acts": [
            {
                "label": item.declared.form.title,
                "url": reverse("transfer_operation", args=[row.uuid, item.declared.verb]),
            }
            for item in possible_on(actor, "transfers", row)
            if item.is_possible
        ],
        "case_url": case.get_absolute_url() if case else "",
    }


def offer_rows(actor: Actor, row: Transfer) -> list[dict[str, Any]]:
    """Return what is known of an offer, label beside value."""
    rows: list[dict[str, Any]] = [
        {"label": _("From"), "value": row.from_mission.label},
        {"label": _("To"), "value": row.to_mission.label},
        {"label": _("Offered"), "value": moment(row.offered_at, actor.zone)},
        {
            "label": _("Why it is given back") if row.returns_id else _("What to know"),
            "value": row.summary,
        },
        *(
            [
                {
                    "label": _("If accepted"),
                    "value": _("The case is the receiver’s from its opening."),
                }
            ]
            if row.is_from_opening
            else []
        ),
        {"label": _("State"), "value": TransferStatus(row.status).label},
    ]
    if row.answered_at is not None:
        rows.append({"label": _("Answered"), "value": moment(row.answered_at, actor.zone)})
    if row.status == TransferStatus.ACCEPTED:
        said = occurred(row.taken_over_from, row.taken_over_at, row.to_mission.zone)
        rows += [{"label": _("Taken over"), "value": said}] if said else []
    if row.answer:
        rows.append({"label": _("What was answered"), "value": row.answer})
    return rows


def transfer_operation(actor: Actor) -> Page:
    """Return how the page of an answer looks and where it leads: to the case once it is ours."""

    def describe(actor: Actor, row: Transfer) -> dict[str, Any]:
        return {
            "reference": row.reference,
            "name": _("Offer of %(reference)s") % {"reference": row.reference},
            "url": row.get_absolute_url(),
            "rows": offer_rows(actor, row),
        }

    def done(answer: Answer) -> str:
        case = Case.objects.own_of(actor).filter(transfers__uuid=answer.reference).first()
        return case.get_absolute_url() if case else reverse("transfer_list")

    return Page(describe=describe, done=done, since=since, cancel=reverse("transfer_list"))


def share_operation() -> Page:
    """Return how the page of an act on a share looks; it leads back to the list of shares."""

    def describe(actor: Actor, row: Share) -> dict[str, Any]:
        return {
            "reference": row.reference,
            "name": _("Shared cases"),
            "url": reverse("shared_list"),
            "rows": [
                {"label": _("Shared with"), "value": row.to_mission.label},
                {"label": _("For what"), "value": acts_words(row)},
                {"label": _("Until"), "value": moment(present.shown(row.until), actor.zone)},
            ],
        }

    home = reverse("shared_list")
    return Page(describe=describe, done=lambda answer: home, since=since, cancel=home)


def shared_cases(actor: Actor, now: datetime) -> dict[str, Any]:
    """Return the cases that others share with us, and those that we share; soonest end first."""
    live = Share.objects.visible_to(actor).live()
    shares = list(
        live.select_related("case__citizen", "owner", "to_mission").order_by("until", "uuid")[
            : MOST + 1
        ]
    )
    ours = [row for row in shares if row.to_mission_id == actor.mission_id]
    given = [row for row in shares if row not in ours]
    with_us = {
        "key": "with-us",
        "title": _("Shared with us"),
        "nothing": _("No mission shares a case with you at present."),
        "columns": columns(_("Shared by"))[:-1],
        "rows": [{"cells": share_cells(actor, row, row.owner.label, now)[:-1]} for row in ours],
    }
    by_us = {
        "key": "by-us",
        "title": _("Shared by us"),
        "nothing": _("Your mission shares no case at present."),
        "columns": columns(_("Shared with")),
        "rows": [{"cells": share_cells(actor, row, row.to_mission.label, now)} for row in given],
    }
    if actor.is_headquarters:
        by_us |= {
            "title": _("Shared between missions"),
            "nothing": _("No case is shared at present."),
        }
    groups = [by_us] if actor.is_headquarters else [with_us, by_us]
    cases = [row.case_id for row in shares]
    return {"groups": groups, "is_cut": len(shares) > MOST, "case_ids": cases}


def columns(partner: str) -> list[dict[str, str]]:
    """Return the heads of a list of shares."""
    heads = (_("Citizen"), _("Stage"), partner, _("For what"), _("Until"), _("Change"))
    return [{"label": head} for head in heads]


def share_cells(actor: Actor, row: Share, partner: str, now: datetime) -> list[dict[str, Any]]:
    """Return one line of a list of shares."""
    case, offered = row.case, possible_on(actor, "shares", row)
    extend, end = (
        next((item for item in offered if item.declared.verb == verb), None)
        for verb in ("extend", "end")
    )
    acts = [
        {
            "label": item.declared.form.title,
            "url": reverse("share_operation", args=[row.uuid, item.declared.verb]),
        }
        for item in (extend, end)
        if item is not None and item.is_possible
    ]
    return [
        {"text": str(case.citizen), "url": case.get_absolute_url(), "note": row.reference},
        {"label": _("Stage"), "text": Stage(case.stage).label if case.stage else ""},
        {"label": _("Mission"), "text": partner},
        {"label": _("For what"), "text": acts_words(row)},
        {"label": _("Until"), "text": moment(present.shown(row.until), actor.zone, "bare")},
        {"label": _("Change"), "acts": acts},
    ]
