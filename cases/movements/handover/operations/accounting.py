"""What is said of each person of a list before it is signed: there or not, papers, where to."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.audit import write_each
from cases.core.errors import Sentence, broken_rule, not_for_role
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.core.waiting import put
from cases.movements.handover.choices import LineState
from cases.movements.handover.models import Handover, HandoverHealth, HandoverLine
from cases.movements.handover.operations.preparing import prepare_handover
from cases.movements.handover.operations.rows import EACH, locked_draft, write_lines
from cases.movements.handover.policies import check_rights, refuse_unless_draft
from cases.places.models import Province
from cases.procedures.choices import RestrictedGroup

WHY: Sentence = _("Say why.")
WHERE: Sentence = _("Say where the person is, or that nobody knows.")
NOT_WHY: Sentence = _("Whoever is handed over needs no reason. Leave it empty.")
NEED_WHY = (LineState.ABSENT, LineState.REFUSED, LineState.MISTAKEN)


@operation(may="handover.prepare", audit="handover.accounted", appends=True)
def account_for(
    actor: Actor,
    handover: Handover,
    *,
    lines: Sequence[HandoverLine],
    state: str,
    reason: str = "",
    whereabouts: str = "",
) -> Handover:
    """Say of people of the list that they are handed over, absent (why, where), or not taken over.

    Two officers tick different people at one time: no page is stale by that. Who signs is told.
    """
    draft = opened(actor, handover)
    check_said(state, reason, whereabouts)
    check_rights(actor, [line.case for line in lines], prepare_handover.name, "lines")
    moment = ledger_moment([])
    for line in lines:
        line.state, line.reason, line.whereabouts = state, reason, whereabouts
        line.said_at = None if state == LineState.OPEN else moment
        line.said_by_id = None if state == LineState.OPEN else actor.staff_id
    write_lines(lines, ("state", "reason", "whereabouts", "said_at", "said_by"))
    write_each("handover.accounted", EACH, lines)
    return touched(draft)


@operation(may="handover.prepare", audit="handover.papers_noted", appends=True)
def note_papers(
    actor: Actor,
    handover: Handover,
    *,
    lines: Sequence[HandoverLine],
    changes: Mapping[str, Any],
) -> Handover:
    """Note which papers and belongings go along with people, and to which province they go."""
    draft = opened(actor, handover)
    check_province(changes.get("home_province"))
    check_rights(actor, [line.case for line in lines], prepare_handover.name, "lines")
    columns = [name for name in COLUMNS if name in changes]
    for line in lines:
        for name in columns:
            value = changes[name]
            blank: Any = [] if name == "papers" else None if name == "home_province" else ""
            setattr(line, name, blank if value is None else value)
    write_lines(lines, columns)
    write_each("handover.papers_noted", EACH, lines)
    return touched(draft)


COLUMNS = ("papers", "belongings", "home_province", "received_body", "remarks")


@operation(may="handover.prepare", audit="handover.health_noted", appends=True)
def note_handover_health(
    actor: Actor, handover: Handover, *, line: HandoverLine, words: str
) -> Handover:
    """Add what whoever receives a person must know of her health; for the group health alone."""
    draft = opened(actor, handover)
    if not actor.sees(RestrictedGroup.HEALTH):
        raise not_for_role()
    row = HandoverHealth.objects.create(
        line=line,
        case_id=line.case_id,
        words=words,
        recorded_at=ledger_moment([]),
        recorded_by_id=actor.staff_id,
    )
    write_each("handover.health_noted", EACH, [row])
    return touched(draft)


@operation(may="handover.prepare", audit="handover.count_reported", appends=True)
def report_count(
    actor: Actor, handover: Handover, *, count: str, number: int, said_by: str
) -> Handover:
    """Write down a figure that the host or the police say of these people, with who says so.

    Said again by the same, it takes the place of what they said before.
    """
    draft = opened(actor, handover)
    moment: datetime = ledger_moment([])
    others = [row for row in draft.reported if (row["count"], row["said_by"]) != (count, said_by)]
    said = {"count": count, "number": number, "said_by": said_by, "at": moment.isoformat()}
    draft.reported = [*others, said]
    return touched(draft, "reported")


def opened(actor: Actor, handover: Handover) -> Handover:
    """Return the handover locked; 409 where nothing is changed in it any more."""
    draft = locked_draft(actor, handover)
    refuse_unless_draft(draft)
    return draft


def touched(draft: Handover, *columns: str) -> Handover:
    """Raise the version, so that whoever signs an older page is told that it changed."""
    draft.version += 1
    put(draft, *columns, "version")
    return draft


def check_said(state: str, reason: str, whereabouts: str) -> None:
    """Raise 422 unless a state comes with what it needs."""
    if state in NEED_WHY and not reason:
        raise broken_rule(WHY, "reason_needed", "reason")
    if state == LineState.ABSENT and not whereabouts:
        raise broken_rule(WHERE, "whereabouts_needed", "whereabouts")
    if state not in NEED_WHY and (reason or whereabouts):
        raise broken_rule(NOT_WHY, "no_reason_needed", "reason")


def check_province(province: Province | None) -> None:
    """Raise 422 for a province that went into another one: people go to those of today."""
    if province is not None and province.successor is not None:
        sentence = _("%(old)s has gone into %(new)s. Choose that.")
        said = {"old": province.name, "new": province.successor.name}
        raise broken_rule(sentence % said, "former_province", "home_province")
