"""Closing an administrator's account at once: on record as a change that nobody confirmed."""

from datetime import datetime

from cases.accounts.administrators.jobs import tell_of_change
from cases.core.actor import Actor
from cases.missions.administrators import has_power, is_confirmed
from cases.missions.choices import AdministratorAct, AdministratorChangeState
from cases.missions.models import AdministratorChange, Staff


def note_closing(actor: Actor, staff: Staff, now: datetime) -> None:
    """Keep that one administrator closed another's account alone, and tell the others."""
    if actor.staff_id is None or not has_power(staff):
        return
    if is_confirmed(actor, AdministratorAct.DISABLE, staff):
        return
    change = AdministratorChange.objects.create(
        act=AdministratorAct.DISABLE,
        staff=staff,
        asked_by_id=actor.staff_id,
        asked_at=now,
        expires_at=now,
        state=AdministratorChangeState.AT_ONCE,
        done_at=now,
    )
    tell_of_change.enqueue(change_id=change.pk)
