"""Saying that two records are of two people."""

from django.utils.translation import gettext_lazy as _

from cases.citizens.models import Citizen, NotTheSame
from cases.core.actor import Actor
from cases.core.errors import broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.operations import operation


# It says something of two records and changes neither: no version is compared.
@operation(may="citizen.declare_different", audit="citizen.declared_different", appends=True)
def declare_different(actor: Actor, citizen: Citizen, *, other: Citizen, reason: str) -> Citizen:
    """Say that `citizen` and `other` are two people; they are not offered as one any more."""
    if citizen.pk == other.pk:
        raise broken_rule(_("This is the same record."), "same_record", "other")
    first, second = sorted((citizen.pk, other.pk))
    pair = NotTheSame.objects.visible_to(actor).filter(citizen_id=first, other_id=second)
    if pair.exists():
        raise wrong_state(
            _("It is on record already that these are two people."), "declared_already"
        )
    NotTheSame.objects.create(
        citizen_id=first,
        other_id=second,
        mission_id=actor.mission_id,
        reason=reason,
        declared_at=ledger_moment([]),
        declared_by_id=actor.staff_id,
    )
    return citizen
