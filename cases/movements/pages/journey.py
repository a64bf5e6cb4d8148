"""The page of one movement: its way, its people, who goes along, what was asked, its lists."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.casework.pages.operation import since
from cases.core import present
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.many import BULK_LIMIT
from cases.core.roles import FILE
from cases.core.web import Page
from cases.money.pages.words import totals_table
from cases.money.totals import totals_of_cases
from cases.movements.handover.pages.listed import handovers_beside
from cases.movements.models import Escort, HostNote, ManifestVersion, Movement
from cases.movements.musters.pages.shown import musters_beside
from cases.movements.operations.rows import legs_of
from cases.movements.pages.people import people_context
from cases.movements.pages.words import leg_rows, possible_acts, span_words, state_tag
from cases.procedures.choices import RestrictedGroup

Row = dict[str, Any]
MONEY = RestrictedGroup.MONEY.value
FOR_TICKED = ("seat_passengers", "put_on_waiting_list", "take_off")
ELSEWHERE = frozenset(
    {
        *FOR_TICKED,
        *("depart_leg", "arrive_leg", "turn_back", "correct_leg", "override_check", "move_up"),
        *("write_ticket", "propose_seats", "freeze_manifest", "add_escort", "end_escort"),
        *("record_host_note", "answer_host_note", "add_leg", "open_muster"),
        *("record_leg_cost", "tie_leg_cost", "untie_leg_cost"),
    }
)
"""Acts that stand beside what they are about, not in the list of all others."""


def movement_context(actor: Actor, movement: Movement, now: datetime) -> tuple[Row, list[int]]:
    """Return everything the page of a movement shows; and the ids of the cases on it."""
    acts = possible_acts(actor, movement)
    legs = legs_of(actor, movement)
    people, ids = people_context(actor, movement, plans="seat_passengers" in acts, now=now)
    context = {
        "movement": movement,
        "state": state_tag(movement),
        "legs": leg_rows(legs, acts),
        "acts": [
            *(act for name, act in acts.items() if name not in ELSEWHERE),
            *handing_over(actor, movement),
            *its_money(actor, movement),
            *one_bill(actor, [row["reference"] for row in people["seated"]]),
        ],
        "may": {name: acts[name] for name in acts},
        "escorts": escort_rows(actor, movement),
        "notes": note_rows(actor, movement, present.today(actor.zone)),
        "versions": version_rows(actor, movement),
        "warnings": list(warnings(movement, people)),
        "reads_file": actor.sees(FILE),
        **musters_beside(actor, movement, now),
        "handovers": handovers_beside(actor, movement),
        **people,
    }
    if actor.sees(MONEY):
        context["totals"] = totals_table(totals_of_cases(actor, [*ids_of(people["seated"], ids)]))
    return context, ids


def handing_over(actor: Actor, movement: Movement) -> list[Row]:
    """Return the way to the list of a handover of everybody who has a seat."""
    if not actor.may("handover.prepare") or not movement.manifest:
        return []
    url = f"{reverse('prepare_handover')}?movement={movement.number}"
    return [{"label": _("Hand over everyone on it"), "url": url}]


def its_money(actor: Actor, movement: Movement) -> list[Row]:
    """Return the way to what the legs cost, for who reads money of files."""
    if not actor.sees(MONEY) or not actor.sees(FILE):
        return []
    url = reverse("movement_money", args=[movement.number])
    return [{"label": _("Money of the movement"), "url": url}]


def one_bill(actor: Actor, references: list[str]) -> list[Row]:
    """Return the way to one bill over everybody with a seat: each gets a part as a cost."""
    if not actor.may("money.record") or len(references) < 2:
        return []
    query = urlencode({"cases": references[:BULK_LIMIT]}, doseq=True)
    return [{"label": _("Split a bill over them"), "url": f"{reverse('split_cost')}?{query}"}]


def ids_of(rows: list[Row], ids: list[int]) -> list[int]:
    """Return the ids of those with a seat: they come first among all that are shown."""
    return ids[: len(rows)]


def warnings(movement: Movement, people: Row) -> Any:
    """Yield what to look at before anything else."""
    if movement.is_changed:
        yield _("The list was changed since version %(n)d was frozen. Freeze it again.") % {
            "n": movement.manifest
        }
    if people["unseen"]:
        yield ngettext(
            "%(n)d person with a seat is of a case that you do not see.",
            "%(n)d people with a seat are of cases that you do not see.",
            people["unseen"],
        ) % {"n": people["unseen"]}
    if people["stopped"]:
        yield ngettext(
            "%(n)d person with a seat cannot travel as things stand.",
            "%(n)d people with a seat cannot travel as things stand.",
            people["stopped"],
        ) % {"n": people["stopped"]}
    if people["offered"]:
        yield people["offered"]


def escort_rows(actor: Actor, movement: Movement) -> list[Row]:
    """Return who goes along."""
    rows = Escort.objects.visible_to(actor).standing().filter(movement=movement)
    return [
        {
            "label": row.get_kind_display(),
            "value": str(row),
            "note": " · ".join(filter(None, [row.body, span_words(row)])),
        }
        for row in rows.select_related("staff").order_by("pk")
    ]


def note_rows(actor: Actor, movement: Movement, today: Any) -> list[Row]:
    """Return what authorities of the host state were asked, and what they answered."""
    rows = HostNote.objects.visible_to(actor).filter(movement=movement)
    return [
        {
            "authority": str(row.authority),
            "number": row.number,
            "sent_on": row.sent_on,
            "asked_for": row.asked_for,
            "answer_due_on": row.answer_due_on,
            "answered_on": row.answered_on,
            "answer": row.answer,
            "is_overdue": row.is_overdue(today),
        }
        for row in rows.select_related("authority").order_by("sent_on", "pk")
    ]


def version_rows(actor: Actor, movement: Movement) -> list[Row]:
    """Return the frozen lists, the newest first."""
    rows = ManifestVersion.objects.visible_to(actor).filter(movement=movement)
    return [
        {
            "number": row.number,
            "url": row.get_absolute_url(),
            "frozen_at": row.frozen_at,
            "by": str(row.frozen_by or _("The system")),
            "people": row.people,
            "reason": row.reason,
        }
        for row in rows.select_related("frozen_by", "movement").order_by("-number")
    ]


def movement_operation(extra: Row | None = None, **initial: Any) -> Page:
    """Return how the page of an act on a movement looks; it leads to the movement."""

    def describe(actor: Actor, movement: Movement) -> Row:
        return {
            "reference": movement.number,
            "name": movement.title,
            "url": movement.get_absolute_url(),
            "rows": [],
        }

    def done(answer: Answer) -> str:
        return reverse("movement", args=[answer.reference])

    return Page(
        describe=describe,
        done=done,
        since=since,
        cancel=reverse("movements"),
        initial=dict(initial),
        extra=dict(extra or {}),
    )
