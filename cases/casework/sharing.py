"""What a mission may do on what it does not own: the guards of cases, people, shares, transfers.

The database knows whether a share lets its mission write at all; which acts it names is known here.
"""

from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, Share, Transfer, Transition, Unsealing
from cases.casework.same.judged import only_headquarters
from cases.casework.same.resting import OF, closing_row, has_duplicates
from cases.citizens.choices import LinkNeeds
from cases.citizens.models import Citizen, CitizenSight, SamePerson
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, wrong_state
from cases.core.guards import Hindrance, guard, nothing_hinders
from cases.missions.models import Mission

READ_ONLY = _("This case is shared with you to read. %(mission)s owns it.")
OTHER_ACTS = _("This case is shared with you for other acts. %(mission)s owns it.")
ONLY_OWNER = _("Only the mission that has the case does this.")
ONLY_SENDER = _("Only the mission that offered the case can withdraw the offer.")
JUDGED_BY_ANOTHER = _("Nobody judges an opening of their own.")
ONLY_RECEIVER = _("Only the mission to which the case was offered answers.")
DOUBLE = _(
    "This case was closed as a duplicate of %(reference)s. Undo that it is the same person first."
)
RECORD_THERE = _(
    "This case was closed as a duplicate of %(reference)s, which goes on. Record this there."
)
RECORD_ELSEWHERE = _(
    "This case was closed as a duplicate of another case, which goes on. Ask headquarters which, "
    "and have this recorded there."
)
GOES_ON = _("Another case was closed as a duplicate of this one. Undo that first.")
BY_PROPOSER = _("Only whoever has proposed this withdraws it. You can reject it.")
BY_ANOTHER = _("You have proposed this yourself. Somebody else has to confirm it.")
ANONYMISED = _("This person was anonymised. Nothing more can be done here.")

RESTS = frozenset(
    {
        *("correct_opening", "correct_transition", "offer_opening", "record_hold", "reopen_case"),
        *("void_case", "void_transition"),
    }
)
"""What is not done on a case that was closed as a duplicate, as long as the link stands."""
REPORTED_FACTS = frozenset(
    {
        *("flag_vulnerability", "log_contact", "record_assessment", "record_crossing"),
        *("record_decision", "record_fact", "record_fitness", "record_stay", "record_statement"),
    }
)
"""What is told of a person: it is recorded on the case that goes on, never on its duplicate."""
AT_RECEPTION = frozenset({"receive_person", "hand_over_person", "withdraw_arrival"})
"""What a reception point does on a case; nobody else sees the person come in."""
MOVING = frozenset({"offer_opening", "offer_transfer", "return_transfer"})
OWNERS_ALONE = (
    MOVING
    | AT_RECEPTION
    | {
        "assign_case",
        "close_case",
        "correct_opening",
        "correct_transition",
        "extend_share",
        "link_same_person",
        "end_share",
        "make_report",
        "move_to_playbook",
        "open_case",
        "reopen_case",
        "set_legal_basis",
        "set_reception_point",
        "share_case",
        "take_over_welfare_check",
        "void_case",
        "void_transition",
        "waive_step",
        "withdraw_consent",
    }
)
"""What no share lets do: it would settle the case, its past or who has it. Opening a case of one's
own would make the sight of the person last for good."""


def forbidden(sentence: Sentence, code: str) -> Refused:
    """403: the row is visible and the role would do, but it is not this mission's to act on."""
    return Refused(sentence, code, 403)


def not_shared_for(operation: str, shares: list[Share]) -> Refused | None:
    """Return the 403 of an act that none of the live shares names."""
    named = {name for share in shares for name in share.operations} - OWNERS_ALONE
    if operation in named:
        return None
    sentence = OTHER_ACTS if named else READ_ONLY
    mission = shares[0].owner.label if shares else ""
    return forbidden(sentence % {"mission": mission}, "shared_read_only")


def shares_of(actor: Actor, **where: Any) -> list[Share]:
    """Return what is shared with the actor's mission now."""
    live = Share.objects.live().filter(to_mission_id=actor.mission_id, **where)
    return list(live.select_related("owner"))


def acts_freely(actor: Actor, case: Case) -> bool:
    """Return whether the role alone decides what the actor does on the person of a case."""
    ours = {case.mission_id, case.citizen.registered_by_id}
    return actor.is_headquarters or actor.mission_id in ours


def only_at_reception(name: str) -> Refused | None:
    """403 of whatever is not done at a reception point."""
    return None if name in AT_RECEPTION else forbidden(ONLY_OWNER, "only_owner")


@guard(Case)
def guard_case(actor: Actor, case: Case) -> Hindrance:
    """The mission that has the case does everything its roles allow; another what a share names.

    Headquarters corrects and notes everywhere, but a case is offered by whoever has it.
    """
    if case.citizen.anonymised_at is not None:
        return lambda name: wrong_state(ANONYMISED, "anonymised")
    if actor.is_reception:
        return only_at_reception
    resting = rests(actor, case)
    if resting is None:
        return owners_and_shares(actor, case)
    others = owners_and_shares(actor, case)
    return lambda name: resting(name) or others(name)


def owners_and_shares(actor: Actor, case: Case) -> Hindrance:
    """Answer by who has the case, and for whom it is shared."""
    if case.mission_id == actor.mission_id:
        return nothing_hinders
    if actor.is_headquarters:
        return lambda name: forbidden(ONLY_OWNER, "only_owner") if name in MOVING else None
    shares = shares_of(actor, case=case)
    return lambda name: not_shared_for(name, shares)


def rests(actor: Actor, case: Case) -> Hindrance | None:
    """Answer for a case that a link of the same person concerns: its course rests meanwhile."""
    closing = closing_row(case)
    if closing is not None:
        said = {"reference": closing.changes[OF]}
        elsewhere = cache(lambda: told_elsewhere(actor, closing))

        def hinders(name: str) -> Refused | None:
            if name in RESTS:
                return wrong_state(DOUBLE % said, "duplicate_rests")
            return elsewhere() if name in REPORTED_FACTS else None

        return hinders
    if case.citizen.head_id is not None and has_duplicates(case):
        return lambda name: wrong_state(GOES_ON, "goes_on") if name == "void_case" else None
    return None


def told_elsewhere(actor: Actor, closing: Transition) -> Refused:
    """Return the 409 of a fact of a person whose case this row closed as a duplicate."""
    said = {"reference": closing.changes[OF]}
    sentence = RECORD_THERE % said if case_going_on(actor, closing) else RECORD_ELSEWHERE
    return wrong_state(sentence, "duplicate_goes_on")


def case_going_on(actor: Actor, closing: Transition) -> Case | None:
    """Return the case that goes on, by the row that closed its duplicate, if the actor sees it."""
    return Case.objects.visible_to(actor).filter(reference=closing.changes[OF]).first()


@guard(SamePerson)
def guard_same_person(actor: Actor, link: SamePerson) -> Hindrance:
    """Nobody confirms what they proposed, and nobody else withdraws it.

    What concerns other missions headquarters decides.
    """

    def hinders(name: str) -> Refused | None:
        if name == "withdraw_same_person":
            is_own = link.proposed_by_id == actor.staff_id
            return None if is_own else forbidden(BY_PROPOSER, "withdrawn_by_proposer")
        if name == "confirm_same_person" and link.proposed_by_id == actor.staff_id:
            return forbidden(BY_ANOTHER, "same_person_by_another")
        is_theirs = link.needs == LinkNeeds.HEADQUARTERS and not actor.is_headquarters
        if is_theirs and name != "unlink_same_person":
            return only_headquarters()
        return None

    return hinders


@guard(Citizen)
def guard_citizen(actor: Actor, citizen: Citizen) -> Hindrance:
    """Whoever registered her or has a case of hers acts; by a share alone, what it names."""
    if citizen.anonymised_at is not None:
        return lambda name: wrong_state(ANONYMISED, "anonymised")
    if actor.is_headquarters or citizen.registered_by_id == actor.mission_id:
        return nothing_hinders
    if actor.is_reception:
        return only_at_reception
    for_good = CitizenSight.objects.of(actor).filter(citizen=citizen, until__isnull=True)
    if for_good.exists():
        return nothing_hinders
    shares = shares_of(actor, case__citizen=citizen)
    return lambda name: not_shared_for(name, shares)


@guard(Share)
def guard_share(actor: Actor, share: Share) -> Hindrance:
    """The mission that has the case ends and extends its shares."""
    if actor.is_headquarters or share.owner_id == actor.mission_id:
        return nothing_hinders
    return lambda name: forbidden(ONLY_OWNER, "only_owner")


@guard(Transfer)
def guard_transfer(actor: Actor, transfer: Transfer) -> Hindrance:
    """Each side has its own part; headquarters looks on."""

    def hinders(name: str) -> Refused | None:
        if name == "withdraw_transfer":
            is_theirs = transfer.from_mission_id == actor.mission_id
            return None if is_theirs else forbidden(ONLY_SENDER, "only_sender")
        is_theirs = transfer.to_mission_id == actor.mission_id
        return None if is_theirs else forbidden(ONLY_RECEIVER, "only_receiver")

    return hinders


@guard(Unsealing)
def guard_unsealing(actor: Actor, unsealing: Unsealing) -> Hindrance:
    """Nobody judges an opening of their own."""
    if unsealing.opened_by_id != actor.staff_id:
        return nothing_hinders
    return lambda name: forbidden(JUDGED_BY_ANOTHER, "unsealing_judged_by_another")


def may_receive(mission: Mission) -> bool:
    """Return whether a mission works on cases of its own: an embassy or a consulate."""
    return mission.kind in {"embassy", "consulate"}
