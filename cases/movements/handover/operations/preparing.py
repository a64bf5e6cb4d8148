"""Preparing a handover: of whom, where, between which hands."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.audit import write_each
from cases.core.errors import Sentence, broken_rule
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.core.waiting import put
from cases.missions.choices import MissionKind
from cases.missions.models import Mission
from cases.movements.handover.choices import HandoverKind
from cases.movements.handover.models import Handover, HandoverLine
from cases.movements.handover.numbers import take_number
from cases.movements.handover.operations.rows import EACH, add_lines, other_drafts
from cases.movements.handover.policies import check_cases, refuse_unless_draft
from cases.movements.models import Movement
from cases.places.choices import Country
from cases.places.models import Place

HOME = Country.VN
NOBODY: Sentence = _("Name at least one person.")
NOT_AT_HOME: Sentence = _("This place does not lie in Viet Nam.")
NOT_ABROAD: Sentence = _("This place lies in Viet Nam. The host state hands people over abroad.")
NO_POINT: Sentence = _("This is no reception point.")
ON_ANOTHER: Sentence = _("%(case)s is on the list of %(number)s already, which is not signed yet.")
TWICE: Sentence = _("%(case)s is on this list already.")


@operation(may="handover.prepare", audit="handover.prepared")
def prepare_handover(
    actor: Actor,
    *,
    cases: Sequence[Case],
    kind: str,
    place: Place,
    reception_point: Mission | None = None,
    movement: Movement | None = None,
) -> Handover:
    """Draw up the list of people who are to pass into other hands; nothing happens to them yet.

    `movement`: the journey by which they come, where they come by one.
    """
    if not cases:
        raise broken_rule(NOBODY, "nobody_named", "cases")
    check_place(kind, place)
    point_id = point_of(actor, reception_point)
    rows = sorted(cases, key=lambda row: row.reference)
    check_cases(actor, rows, prepare_handover.name, "cases")
    refuse_other_drafts(actor, None, rows, kind)
    moment = ledger_moment([])
    year, serial, number = take_number(actor, moment)
    handover = Handover.objects.create(
        number=number,
        serial=serial,
        year=year,
        kind=kind,
        mission_id=actor.mission_id,
        reception_point_id=point_id,
        movement=movement,
        place=place,
        people=len(rows),
        prepared_at=moment,
        prepared_by_id=actor.staff_id,
    )
    handover.people = 0
    lines = add_lines(actor, handover, rows, moment)
    write_each("handover.prepared", EACH, lines)
    return handover


@operation(may="handover.prepare", audit="handover.added_to")
def add_to_handover(actor: Actor, handover: Handover, *, case: Case, reason: str) -> Handover:
    """Put somebody on the list who is there and does not stand on it, saying why."""
    refuse_unless_draft(handover)
    there = HandoverLine.objects.visible_to(actor).filter(handover=handover, case=case)
    if there.exists():
        raise broken_rule(TWICE % {"case": case.reference}, "listed_twice", "case")
    check_cases(actor, [case], prepare_handover.name, "case")
    refuse_other_drafts(actor, handover, [case], handover.kind, "case")
    lines = add_lines(actor, handover, [case], ledger_moment([]), added_reason=reason)
    put(handover, "people")
    write_each("handover.added_to", EACH, lines)
    return handover


def check_place(kind: str, place: Place) -> None:
    """Raise 422 where the place does not lie where this kind of handover happens."""
    if kind == HandoverKind.FROM_HOST and place.country == HOME:
        raise broken_rule(NOT_ABROAD, "place_at_home", "place")
    if kind != HandoverKind.FROM_HOST and place.country != HOME:
        raise broken_rule(NOT_AT_HOME, "place_not_home", "place")


def point_of(actor: Actor, named: Mission | None) -> int | None:
    """Return the reception point that takes part: the own one of who acts there, else the named."""
    if actor.is_reception:
        return actor.mission_id
    if named is not None and named.kind != MissionKind.RECEPTION_POINT:
        raise broken_rule(NO_POINT, "not_a_reception_point", "reception_point")
    return named.pk if named is not None else None


def refuse_other_drafts(
    actor: Actor,
    handover: Handover | None,
    cases: Sequence[Case],
    kind: str,
    field: str = "cases",
) -> None:
    """Raise 422 for somebody who stands on another list of the kind that is not signed yet."""
    for line in other_drafts(actor, handover, cases, kind):
        said = {"case": line.case.reference, "number": line.handover.number}
        raise broken_rule(ON_ANOTHER % said, "on_another_list", field)
