"""Administrators and changes to them, for the tests that try every operation and for their own."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from cases.accounts.administrators.standing import standing_of
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.missions.models import AdministratorChange, Mission
from tests.factories import MissionFactory, PostingFactory, administrator

Prepared = tuple[Any, dict[str, Any]]
WAITING = timedelta(hours=24)


def place_of(actor: Actor) -> Any:
    """The mission of the actor, headquarters for who has the eyes of none."""
    found = Mission.objects.filter(pk=actor.mission_id).first()
    return found or MissionFactory(headquarters=True)


def an_administrator(actor: Actor, **more: Any) -> Any:
    """The account of another administrator at the actor's place."""
    return PostingFactory(mission=place_of(actor), role="administrator", **more).staff


def a_change(asked_by: int | None, staff: Any, *others: int | None, **more: Any) -> Any:
    """A change that waits, and who may decide on it; put there without anybody's asking."""
    now = timezone.now()
    values = {"act": "reset_second_factor", "reason": "Lost the phone", **more}
    return AdministratorChange.objects.create(
        staff=staff,
        asked_by_id=asked_by,
        asked_at=now,
        expires_at=values.pop("expires_at", now + WAITING),
        deciders=list(others),
        as_asked=standing_of(staff),
        **values,
    )


def to_decide(actor: Actor) -> Prepared:
    """A change that another administrator asked for."""
    with eyes(administrator()) as asker:
        return a_change(asker.staff_id, an_administrator(actor), actor.staff_id), {}


def to_withdraw(actor: Actor) -> Prepared:
    """A change that the actor asked for."""
    other = administrator()
    return a_change(actor.staff_id, an_administrator(actor), other.staff_id), {}


def with_another(actor: Actor) -> dict[str, Any]:
    """Headquarters, and somebody there who could confirm."""
    administrator()
    return {}


def a_newcomer(actor: Actor) -> dict[str, Any]:
    """Somebody whose former role is over."""
    over = {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 6, 30)}
    staff = PostingFactory(mission=place_of(actor), **over).staff
    return with_another(actor) | {"staff": staff.username}


def at_our_place(actor: Actor) -> dict[str, Any]:
    """An administrator at the actor's place, and where that is."""
    with_another(actor)
    return {"staff": an_administrator(actor).username, "mission": place_of(actor).code}


def whose_account(actor: Actor) -> dict[str, Any]:
    """An administrator at the actor's place."""
    return {"staff": at_our_place(actor)["staff"]}


CHANGES = {"administrator-changes": to_decide}
OF_CHANGES = {"withdraw_administrator_change": to_withdraw}
CHANGES_MADE_OF = {
    "ask_administrator_posting": a_newcomer,
    "invite_administrator": with_another,
    "ask_administrator_end": at_our_place,
    "ask_administrator_account": whose_account,
}
