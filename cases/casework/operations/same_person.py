"""Linking two records of one person, and undoing it. Nothing moves; see `same/resting.py`."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cases.casework.following import follow_person
from cases.casework.ledger import Writing
from cases.casework.models import Case
from cases.casework.operations.deciding import part_nationalities
from cases.casework.outcomes import follow_ways
from cases.casework.progress import refresh
from cases.casework.same.judged import (
    Collision,
    Judged,
    counted,
    is_ours,
    judge,
    only_headquarters,
    records,
    refusal_to_link,
    refuse_offered,
    refuse_open_link,
    refuse_unchosen,
)
from cases.casework.same.resting import close_as_double
from cases.casework.same.sights import give_sight
from cases.casework.same.splitting import split
from cases.casework.same.told import tell_missions, tell_proposed, tell_withdrawn
from cases.casework.whereabouts import NOW, settle_whereabouts
from cases.citizens.choices import LinkDated, LinkNeeds, LinkStatus
from cases.citizens.models import Citizen, NotTheSame, SamePerson
from cases.core.actor import Actor
from cases.core.errors import broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation

FOLLOWING = ["head", *NOW]
"""Columns of a person that the database keeps by the links."""


@operation(may="citizen.link_same", audit="same_person.linked", locks=("into",))
def link_same_person(
    actor: Actor,
    citizen: Citizen,
    *,
    into: Citizen,
    because: str,
    dated: str = LinkDated.OPENING,
    goes_on: str = "",
) -> SamePerson:
    """Say that the record is a double of `into`; where it is not clear, another one confirms it.

    Where one case of an incident is open and the other closed, `goes_on` says which goes on.
    """
    refuse_open_link(actor, citizen)
    judged = judged_or_refused(actor, citizen, into, goes_on)
    moment = ledger_moment([])
    link = SamePerson(
        citizen=citizen,
        into=into,
        mission_id=actor.mission_id,
        needs=judged.needs,
        dated=dated or LinkDated.OPENING,
        goes_on=goes_on,
        because=because,
        reasons=[*judged.likeness.reasons, *judged.doubts],
        proposed_at=moment,
        proposed_by_id=actor.staff_id,
    )
    if judged.needs:
        link.save(force_insert=True)
        tell_proposed(actor, link)
        return link
    return stand(actor, link, judged, "link_same_person")


@operation(may="citizen.confirm_same", audit="same_person.confirmed")
def confirm_same_person(actor: Actor, link: SamePerson, *, goes_on: str = "") -> SamePerson:
    """Confirm what somebody else has proposed: from now on the two records are one person.

    Which case goes on is said here where one was closed since it was proposed.
    """
    refuse_answered(link)
    if link.goes_on and goes_on not in {"", link.goes_on}:
        raise broken_rule(
            _("The proposal says which case goes on. Reject it if that is wrong."),
            "goes_on_proposed",
            "goes_on",
        )
    link.goes_on = link.goes_on or goes_on
    judged = judged_or_refused(actor, link.citizen, link.into, link.goes_on)
    if judged.needs == LinkNeeds.HEADQUARTERS:
        raise only_headquarters()
    return stand(actor, link, judged, "confirm_same_person")


@operation(may="citizen.confirm_same", audit="same_person.rejected")
def reject_same_person(actor: Actor, link: SamePerson, *, reason: str) -> SamePerson:
    """Say that they are two people; they are not offered as one any more."""
    refuse_answered(link)
    link.status = LinkStatus.REJECTED
    link.rejected_at = moment = ledger_moment([])
    link.ended_by_id = actor.staff_id
    link.ended_reason = reason
    link.save(update_fields=["status", "rejected_at", "ended_by", "ended_reason"])
    first, second = sorted((link.citizen_id, link.into_id))
    NotTheSame.objects.get_or_create(
        citizen_id=first,
        other_id=second,
        defaults={
            "mission_id": actor.mission_id,
            "reason": reason,
            "declared_at": moment,
            "declared_by_id": actor.staff_id,
        },
    )
    tell_missions(actor, "same_person_rejected", link, [link.mission_id], but_own=False)
    return link


@operation(may="citizen.link_same", audit="same_person.withdrawn")
def withdraw_same_person(actor: Actor, link: SamePerson) -> SamePerson:
    """Withdraw what one has proposed oneself; it says nothing about whether they are two people."""
    refuse_answered(link)
    link.status = LinkStatus.WITHDRAWN
    link.undone_at = ledger_moment([])
    link.ended_by_id = actor.staff_id
    link.save(update_fields=["status", "undone_at", "ended_by"])
    tell_withdrawn(actor, link)
    return link


@operation(may="citizen.link_same", audit="same_person.undone")
def unlink_same_person(actor: Actor, link: SamePerson, *, reason: str) -> SamePerson:
    """Undo the link, also after later edits: both records are two people again.

    The cases that it closed go on where they stood, with what was recorded on them since. What an
    answer about the one wrote of the nationality of the other is given back.
    """
    refuse_not_standing(link)
    if not is_ours(link.citizen, link.into):
        raise only_headquarters()
    cases = lock_cases(actor, records(actor, link.into))
    moment = ledger_moment([link.citizen, link.into, *cases])
    link.status = LinkStatus.UNDONE
    link.undone_at = moment
    link.ended_by_id = actor.staff_id
    link.ended_reason = reason
    link.save(update_fields=["status", "undone_at", "ended_by", "ended_reason"])
    read_heads(cases)
    touched = split(actor, cases, moment)
    tell_ways(actor, [link.citizen, link.into], moment, is_void=True)
    part_nationalities(actor, link, cases)
    after(actor, link, touched, moment)
    missions = {case.mission_id for case in cases} | {link.mission_id}
    tell_missions(actor, "same_person_undone", link, missions)
    return link


def judged_or_refused(actor: Actor, citizen: Citizen, into: Citizen, goes_on: str) -> Judged:
    """Return what links the two; 409 or 422 where they cannot be linked."""
    refusal = refusal_to_link(actor, citizen, into)
    if refusal is not None:
        raise refusal
    judged = judge(actor, citizen, into, goes_on)
    refuse_unchosen(judged, goes_on)
    refuse_offered(actor, judged.collisions)
    return judged


def refuse_not_standing(link: SamePerson) -> None:
    """409 for a link that does not stand, or not any more."""
    if link.status != LinkStatus.STANDING:
        raise wrong_state(_("This link does not stand."), "not_linked")


def refuse_answered(link: SamePerson) -> None:
    """409 for a proposal that somebody has answered."""
    if link.status != LinkStatus.PROPOSED:
        raise wrong_state(_("Somebody has answered this already."), "answered_already")


def stand(actor: Actor, link: SamePerson, judged: Judged, by: str) -> SamePerson:
    """Let the link stand from now on, and close the cases of the double that collide."""
    found = [(row.closing.pk, row.surviving.pk) for row in judged.collisions]
    cases = lock_cases(actor, [link.citizen, link.into], [pk for pair in found for pk in pair])
    moment = ledger_moment([link.citizen, link.into, *cases])
    link.status = LinkStatus.STANDING
    link.recorded_at = moment
    link.recorded_by_id = actor.staff_id
    link.operation = by
    if link._state.adding:
        link.save(force_insert=True)
    else:
        link.save(update_fields=["status", "goes_on", "recorded_at", "recorded_by", "operation"])
    read_heads(cases)
    by_id = {case.pk: case for case in cases}
    collisions = [Collision(by_id[one], by_id[other]) for one, other in found]
    for collision in collisions:
        share = give_sight(actor, collision, moment)
        writing = Writing(actor, collision.closing, moment, by)
        close_as_double(
            writing, collision.surviving, dated=link.dated, why=link.because, share=share
        )
    tell_ways(actor, [link.into], moment)
    after(actor, link, [collision.closing for collision in collisions], moment)
    missions = {case.mission_id for case in cases}
    missions |= {case.mission_id for case in counted(actor, records(actor, link.into))}
    tell_missions(actor, "same_person_linked", link, {*missions, link.mission_id})
    return link


def lock_cases(
    actor: Actor, people: Sequence[Citizen], only: Sequence[int] | None = None
) -> list[Case]:
    """Return cases of some records, locked in order of their ids."""
    rows = Case.objects.visible_to(actor).filter(voided_at__isnull=True)
    rows = rows.filter(citizen__in=people) if only is None else rows.filter(pk__in=only)
    rows = rows.select_related("citizen", "mission").order_by("pk")
    return list(rows.select_for_update(no_key=True, of=("self",)))


def read_heads(cases: Sequence[Case]) -> None:
    """Read again what the database has put on the people by the links."""
    for person in {case.citizen for case in cases}:
        person.refresh_from_db(fields=FOLLOWING)


def tell_ways(
    actor: Actor, people: Sequence[Citizen], moment: datetime, *, is_void: bool = False
) -> None:
    """Let what closings derived follow what the records of people tell, now that they are one."""
    for person in people:
        person.refresh_from_db(fields=FOLLOWING)
        for case in lock_cases(actor, records(actor, person))[:1]:
            follow_ways(actor, [case], moment, is_void=is_void)
            settle_whereabouts(case.citizen)


def after(actor: Actor, link: SamePerson, touched: Sequence[Case], moment: datetime) -> None:
    """Let follow what follows: steps and blockers of the cases, by where the person is now."""
    for person in {case.citizen for case in touched} | {link.citizen, link.into}:
        person.refresh_from_db(fields=FOLLOWING)
    if touched:
        refresh(list(touched), moment)
    for person in (link.citizen, link.into):
        follow_person(actor, person)


@ruled_out(SamePerson)
def state_of_link(actor: Actor, link: SamePerson) -> Hindrance:
    """A proposal is answered once; only what stands is undone."""
    checks = {"unlink_same_person": refuse_not_standing}
    return lambda name: raised_by(checks.get(name, refuse_answered), link)
