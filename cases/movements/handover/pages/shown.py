"""The page of one handover: the list to tick on a phone, what is signed, the acts."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.pages.operation import since
from cases.citizens.named import name_shown
from cases.core import present
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.guards import hindrance
from cases.core.registry import declared_for
from cases.core.roles import FILE
from cases.core.text import labelled
from cases.core.web import Page
from cases.movements.handover.choices import HandoverState, LineState
from cases.movements.handover.models import Handover, HandoverHealth, HandoverLine
from cases.movements.handover.pages.words import (
    Row,
    count_rows,
    people_words,
    province_words,
    provinces_of,
    side_words,
    state_tag,
)
from cases.movements.handover.papers import count_label, paper_label
from cases.movements.handover.queries import health_of, lines_in_sight, parted_families
from cases.movements.models import Movement
from cases.procedures.choices import RestrictedGroup
from cases.templatetags.moments import occurred

ONCE_SIGNED = frozenset({"correct", "void"})
ON_LINES = frozenset({"account-for", "note-papers", "note-health"})


def handover_page(actor: Actor, handover: Handover) -> Row:
    """Return everything the page of a handover shows."""
    lines = lines_in_sight(actor, handover)
    health = health_of(actor, handover)
    acts = acts_on(actor, handover)
    is_draft = handover.state == HandoverState.DRAFT
    verbs = frozenset(row["verb"] for row in acts) if is_draft else frozenset()
    day = present.today(handover.place.zone)
    return {
        "handover": handover,
        "title": labelled(handover.get_kind_display(), handover.place.label),
        "state": state_tag(handover),
        "facts": facts_of(actor, handover),
        "counts": count_rows(lines, day),
        "provinces": provinces_of(lines),
        "reported": reported_rows(handover),
        "warnings": warnings_of(actor, handover, lines),
        "people": [line_row(actor, handover, line, health, verbs) for line in lines],
        "unsaid": [str(line.uuid) for line in lines if line.state == LineState.OPEN],
        "may_tick": "account-for" in verbs,
        "acts": [row for row in acts if row["verb"] not in {*ON_LINES, "sign"}],
        "sign_url": act_url(handover, "sign") if "sign" in verbs else "",
        "print_links": print_links(actor, handover),
        "key": str(uuid4()),
        "ids": [line.pk for line in lines],
        "health": health,
    }


def acts_on(actor: Actor, handover: Handover) -> list[Row]:
    """Return what may be done with it now."""
    why_not = hindrance(actor, handover)
    is_draft = handover.state == HandoverState.DRAFT
    is_signed = handover.state == HandoverState.SIGNED
    found = []
    for row in declared_for("handovers"):
        fits = row.verb != "correct" if is_draft else is_signed and row.verb in ONCE_SIGNED
        if row.is_creation or not fits or not actor.may(row.operation.may):
            continue
        if row.verb == "note-health" and not actor.sees(RestrictedGroup.HEALTH):
            continue
        if why_not(row.name) is None:
            url = act_url(handover, row.verb)
            found.append({"verb": row.verb, "label": row.form.title, "url": url})
    return found


def act_url(handover: Handover, verb: str) -> str:
    """Return the page of an act on a handover."""
    return reverse("handover_operation", args=[handover.number, verb])


def facts_of(actor: Actor, handover: Handover) -> list[Row]:
    """Return what is known of the whole."""
    rows: list[Row] = [
        {"label": _("Where"), "value": handover.place.label},
        {"label": _("Prepared by"), "value": handover.mission.label},
    ]
    if handover.reception_point is not None:
        point = handover.reception_point.label
        rows.append({"label": _("Reception point that takes part"), "value": point})
    if handover.movement_id is not None:
        seen = Movement.objects.visible_to(actor).filter(pk=handover.movement_id).first()
        if seen is not None:
            rows.append({"label": _("Movement by which they come"), "value": seen.number})
    if handover.corrects is not None:
        said = {"number": handover.corrects.number, "why": handover.correct_reason}
        rows.append({"label": _("Corrects"), "value": _("%(number)s: %(why)s") % said})
    if handover.state == HandoverState.VOIDED:
        rows.append({"label": _("Void, because"), "value": handover.void_reason})
    return [*rows, *signed_rows(handover)]


def signed_rows(handover: Handover) -> list[Row]:
    """Return who has signed, when, and by which digest it is frozen."""
    if handover.signed_at is None:
        return []
    handed = side_words(handover.handed_name, handover.handed_function, handover.handed_body)
    body = ", ".join(filter(None, (str(handover.received_by or ""), handover.received_body)))
    received = side_words(handover.received_name, handover.received_function, body)
    rows = [
        {
            "label": _("When"),
            "value": occurred(
                handover.occurred_from, handover.occurred_at, handover.place.zone, "since"
            ),
        },
        {"label": _("Handed over by"), "value": handed},
        {"label": _("Received by"), "value": received},
        {"label": _("Written down by"), "value": str(handover.signed_by or _("The system"))},
        {"label": _("Digest (SHA-256)"), "value": handover.digest},
    ]
    if handover.remarks:
        rows.insert(3, {"label": _("Remarks"), "value": handover.remarks})
    return rows


def reported_rows(handover: Handover) -> list[Row]:
    """Return what others count of these people, each with who says so."""
    return [
        {
            "label": count_label(row["count"]),
            "value": str(row["number"]),
            "note": _("as %(who)s says") % {"who": row["said_by"]},
        }
        for row in handover.reported
    ]


def warnings_of(actor: Actor, handover: Handover, lines: Sequence[HandoverLine]) -> list[str]:
    """Return what is odd and may be so all the same."""
    found = []
    for family in parted_families(actor, lines):
        each = "; ".join(labelled(name_of(line), province_words(line)) for line in family)
        found.append(_("One family goes to different provinces. %(each)s.") % {"each": each})
    if handover.state == HandoverState.DRAFT and len(lines) < handover.people:
        found.append(
            _("%(n)d of the list are not in your sight. Headquarters sees all of it.")
            % {"n": handover.people - len(lines)}
        )
    return found


def name_of(line: HandoverLine) -> str:
    """Return what a person is called: as it was printed, once that is fixed."""
    shown = line.shown or {}
    return str(shown.get("name") or name_shown(line.case.citizen.full_name))


def line_row(
    actor: Actor,
    handover: Handover,
    line: HandoverLine,
    health: Sequence[HandoverHealth],
    verbs: frozenset[str],
) -> Row:
    """Return one person of the list, with what may be said of her."""
    by_line: dict[int, list[str]] = defaultdict(list)
    for row in health:
        by_line[row.line_id].append(row.words)
    picked = f"?lines={line.uuid}"
    links = [
        {"label": label, "url": f"{act_url(handover, verb)}{query}"}
        for verb, label, query in (
            ("account-for", _("Not present …"), f"{picked}&state=absent"),
            ("account-for", _("Not taken over …"), f"{picked}&state=refused"),
            ("account-for", _("Not of this list …"), f"{picked}&state=mistaken"),
            ("note-papers", _("Papers and belongings"), picked),
            ("note-health", _("Health"), f"?line={line.uuid}"),
        )
        if verb in verbs
    ]
    return {
        "uuid": str(line.uuid),
        "name": name_of(line),
        "case": line.case.reference,
        "url": line.case.get_absolute_url(),
        "state": state_tag(line),
        "is_open": line.state == LineState.OPEN,
        "is_handed": line.state == LineState.HANDED,
        "why": "; ".join(part for part in (line.reason, line.whereabouts) if part),
        "added": line.added_reason,
        "province": province_words(line),
        "body": line.received_body,
        "papers": [paper_label(code) for code in line.papers],
        "belongings": line.belongings,
        "remarks": line.remarks,
        "health": by_line[line.pk],
        "links": links,
    }


def print_links(actor: Actor, handover: Handover) -> list[Row]:
    """Return the prints: minutes in three languages, the annex for who reads health."""
    address = reverse("handover_print", args=[handover.number])
    found = [
        {"label": label, "url": f"{address}?language={code}"}
        for code, label in (
            ("vi", _("Minutes in Vietnamese (PDF)")),
            ("en", _("Minutes in English (PDF)")),
            ("fr", _("Minutes in French (PDF)")),
        )
    ]
    if actor.sees(RestrictedGroup.HEALTH) and actor.sees(FILE):
        url = f"{address}?language=vi&annex=health"
        found.append({"label": _("Annex on health (PDF)"), "url": url})
    return found


def handover_operation(handover: Handover | None, verb: str = "") -> Page:
    """Return how the page of an act on a handover looks; it leads back to the list."""

    def describe(actor: Actor, target: Handover) -> Row:
        rows = [
            {"label": str(target.get_kind_display()), "value": target.place.label},
            {"label": _("On the list"), "value": people_words(target.people)},
        ]
        url = target.get_absolute_url()
        return {"reference": target.number, "name": target.number, "url": url, "rows": rows}

    def done(answer: Answer) -> str:
        return reverse("handover", args=[answer.reference])

    cancel = handover.get_absolute_url() if handover is not None else reverse("handovers")
    return Page(describe=describe, done=done, since=since, cancel=cancel)


def preview(actor: Actor, handover: Handover) -> dict[str, Any]:
    """Return what the page of signing says of the list before it is signed."""
    lines = lines_in_sight(actor, handover)
    return {
        "counts": count_rows(lines, present.today(handover.place.zone)),
        "unsaid": [name_of(line) for line in lines if line.state == LineState.OPEN],
        "warnings_of_list": warnings_of(actor, handover, lines),
        "stays": [
            {"name": name_of(line), "state": state_tag(line), "why": line.reason}
            for line in lines
            if line.state in {LineState.ABSENT, LineState.REFUSED, LineState.MISTAKEN}
        ],
    }
