"""Forming a travel group, taking people into it and out of it, ending it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.casework.groups.choices import MemberRole
from cases.casework.groups.models import GroupMember, TravelGroup
from cases.casework.groups.reading import apart_words, pairs_among
from cases.casework.models import Case
from cases.casework.policies import refuse_void
from cases.citizens.ages import youth_of
from cases.citizens.parted import person_of
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Problem, Refused, Sentence, broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.guards import Hindrance, hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.core.waiting import put

TWICE: Sentence = _("This person is named already.")
IN_GROUP: Sentence = _("This person is in a travel group already.")
GUARDIAN_TOO_YOUNG: Sentence = _("Somebody under 18 is responsible for nobody.")
NO_CHILD: Sentence = _("This person is 18 or older.")
GROUP_ENDED: Sentence = _("This group has ended.")
IN_FUTURE: Sentence = _("This day has not come yet.")
KEPT_APART: Final = "kept_apart"
BACKWARDS: Sentence = _("The last day lies before the first.")


@dataclass(frozen=True, slots=True)
class Place:
    """What somebody is in a group, from when until when."""

    role: str
    since: date
    until: date | None = None


@operation(may="group.arrange", audit="travel_group.formed", appends=True)
def form_group(
    actor: Actor,
    case: Case,
    *,
    kind: str,
    role: str,
    other: Case,
    other_role: str,
    since: date,
    apart_is_known: bool = False,
) -> TravelGroup:
    """Let two people travel together; others are added one by one.

    Two who are to be kept apart are refused unless that is said to be known.
    """
    refuse_void(case)
    if person_of(case.citizen) == person_of(other.citizen):
        raise broken_rule(TWICE, "person_twice", "other")
    check_day(actor, since, "since")
    moment = ledger_moment([])
    check_member(actor, case, Place(role, since), ("role", ""))
    check_member(actor, other, Place(other_role, since), ("other_role", "other"))
    if not apart_is_known:
        ask_apart(actor, unsaved(other, other_role), [unsaved(case, role)])
    group = TravelGroup.objects.create(
        kind=kind, mission_id=actor.mission_id, formed_at=moment, formed_by_id=actor.staff_id
    )
    for row, its_role in ((case, role), (other, other_role)):
        add(actor, group, row, Place(its_role, since), moment)
    return group


@operation(may="group.arrange", audit="travel_group.joined")
def join_group(
    actor: Actor,
    group: TravelGroup,
    *,
    case: Case,
    role: str,
    since: date,
    until: date | None = None,
    apart_is_known: bool = False,
) -> TravelGroup:
    """Take somebody into a group; whoever is kept apart from a member is refused unless known."""
    refuse_ended(group)
    members = members_of(actor, group)
    if person_of(case.citizen) in {person_of(member.case.citizen) for member in members}:
        raise broken_rule(TWICE, "person_twice", "case")
    check_day(actor, since, "since")
    if until is not None and until < since:
        raise broken_rule(BACKWARDS, "days_backwards", "until")
    check_member(actor, case, Place(role, since), ("role", "case"))
    if not apart_is_known:
        ask_apart(actor, unsaved(case, role), members)
    add(actor, group, case, Place(role, since, until), ledger_moment([]))
    return group


@operation(may="group.arrange", audit="travel_group.left")
def leave_group(
    actor: Actor, group: TravelGroup, *, member: GroupMember, until: date
) -> TravelGroup:
    """Take somebody out of a group, as of a day."""
    refuse_ended(group)
    refuse_hindered(actor, member.case, "member")
    check_day(actor, until, "until")
    if until < member.since:
        raise broken_rule(BACKWARDS, "days_backwards", "until")
    member.until, member.left_at = until, ledger_moment([])
    member.left_by_id = actor.staff_id
    put(member, "until", "left_at", "left_by")
    return group


@operation(may="group.arrange", audit="travel_group.ended")
def end_group(actor: Actor, group: TravelGroup) -> TravelGroup:
    """End a group: nobody in it travels together any more."""
    refuse_ended(group)
    group.ended_at, group.ended_by_id = ledger_moment([]), actor.staff_id
    put(group, "ended_at", "ended_by")
    return group


def members_of(actor: Actor, group: TravelGroup) -> list[GroupMember]:
    """Return who is in a group now, as far as the actor sees them."""
    rows = GroupMember.objects.visible_to(actor).standing().filter(group=group)
    return list(rows.select_related("case__citizen").order_by("pk"))


def unsaved(case: Case, role: str) -> GroupMember:
    """Return somebody as a member who is not one yet."""
    return GroupMember(case=case, role=role)


def ask_apart(actor: Actor, new: GroupMember, members: Sequence[GroupMember]) -> None:
    """409 where somebody new is to be kept apart from a member, for whoever may know of it.

    It says who from whom and why; that one would be responsible for the other, a minor, first. It
    is a question and not put on record: a refusal there would tell others that there is a pair.
    """
    today = present.now().astimezone(actor.clock).date()
    own = person_of(new.case.citizen)
    pairs = pairs_among(actor, [new, *members], today)
    hers = [row for row in pairs if own in {row.one, row.other}]
    said = " ".join(apart_words([new, *members], hers, today))
    if said:
        problem = Problem("apart_is_known", KEPT_APART, said)
        raise Refused(said, KEPT_APART, 409, problems=[problem], audited=False)


def add(actor: Actor, group: TravelGroup, case: Case, place: Place, moment: datetime) -> None:
    """Write somebody down as a member; what she was in a group that has ended is over too."""
    over = GroupMember.objects.visible_to(actor).standing().filter(case=case)
    over.filter(group__ended_at__isnull=False).update(left_at=moment, left_by_id=actor.staff_id)
    GroupMember.objects.create(
        group=group,
        case=case,
        role=place.role,
        since=place.since,
        until=place.until,
        recorded_at=moment,
        recorded_by_id=actor.staff_id,
    )


def check_member(actor: Actor, case: Case, place: Place, fields: tuple[str, str]) -> None:
    """Raise 422 unless the person fits the role, is ours to act on, and is in no other group.

    `fields` name where role and case were typed.
    """
    of_role, of_case = fields
    refuse_void(case)
    refuse_hindered(actor, case, of_case)
    youth = youth_of(case.citizen.birth, place.since)
    if place.role == MemberRole.GUARDIAN and youth == "under":
        raise broken_rule(GUARDIAN_TOO_YOUNG, "guardian_under_age", of_role)
    if place.role == MemberRole.CHILD and case.citizen.birth and not youth:
        raise broken_rule(NO_CHILD, "child_of_age", of_role)
    others = GroupMember.objects.visible_to(actor).standing().filter(case=case)
    if others.filter(group__ended_at__isnull=True).exists():
        raise broken_rule(IN_GROUP, "in_a_group", of_case)


def refuse_hindered(actor: Actor, case: Case, field: str) -> None:
    """Raise what forbids acting on the case of a member, at its field."""
    refusal = hindrance(actor, case)("join_group")
    if refusal is not None:
        raise broken_rule(refusal.message, refusal.code, field)


def refuse_ended(group: TravelGroup) -> None:
    """Raise 409 where the group has ended."""
    if group.ended_at is not None:
        raise wrong_state(GROUP_ENDED, "group_ended")


def check_day(actor: Actor, day: date, field: str) -> None:
    """Raise 422 for a day that has not come yet where the mission is."""
    if day > present.now().astimezone(actor.clock).date():
        raise broken_rule(IN_FUTURE, "in_future", field)


@ruled_out(TravelGroup)
def state_of_group(actor: Actor, group: TravelGroup) -> Hindrance:
    """Nobody joins or leaves a group that has ended."""
    return lambda name: raised_by(refuse_ended, group)
