"""Legal holds: everything on a person stays, whatever the rules say."""

from django.utils.translation import gettext_lazy as _

from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.errors import wrong_state
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.retention.models import LegalHold


@operation(may="citizen.hold_data", audit="legal_hold.placed")
def place_legal_hold(actor: Actor, citizen: Citizen, *, reason: str) -> Citizen:
    """Keep everything on a person and her cases, for proceedings or a claim."""
    refuse_held(standing_hold(actor, citizen))
    LegalHold.objects.create(
        citizen=citizen,
        reason=reason,
        placed_at=ledger_moment([]),
        placed_by_id=actor.staff_id,
    )
    return citizen


@operation(may="citizen.hold_data", audit="legal_hold.lifted")
def lift_legal_hold(actor: Actor, citizen: Citizen, *, reason: str) -> Citizen:
    """End the hold; from now on the rules count again."""
    hold = held(standing_hold(actor, citizen))
    hold.lifted_at = ledger_moment([])
    hold.lifted_by_id = actor.staff_id
    hold.lift_reason = reason
    hold.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    return citizen


def standing_hold(actor: Actor, citizen: Citizen) -> LegalHold | None:
    """Return the hold that stands on a person, None where there is none."""
    return LegalHold.objects.visible_to(actor).standing().filter(citizen=citizen).first()


def refuse_held(hold: LegalHold | None) -> None:
    """Raise 409 where a hold stands."""
    if hold is not None:
        raise wrong_state(_("A legal hold stands already."), "already_held")


def held(hold: LegalHold | None) -> LegalHold:
    """Return the hold that stands; 409 where none does."""
    if hold is None:
        raise wrong_state(_("No legal hold stands on this person."), "not_held")
    return hold
