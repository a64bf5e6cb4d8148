"""Reads of claims: the list, the lines of one, what came, and which costs can be claimed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Exists, OuterRef

from cases.core.actor import Actor
from cases.core.keyset import Cursor, KeysetPage, bad_cursor, is_uuid, page_of
from cases.missions.models import Mission
from cases.money.claims.choices import ClaimedFrom
from cases.money.claims.models import Claim, ClaimLine, ClaimPayment, ClaimQuerySet
from cases.money.claims.sums import ClaimSums, sums_of
from cases.money.models import CostLine, CostLineQuerySet

PAGE: Final = 50
NAMED: Final = ("mission", "authority")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of claims is narrowed by."""

    state: str = ""
    payer: str = ""
    mission: Mission | None = None
    by: Sequence[str] = field(default=())


def claims_of(actor: Actor, asked: Asked) -> ClaimQuerySet:
    """Return the claims in sight, narrowed."""
    rows = Claim.objects.visible_to(actor)
    named: dict[str, Any] = {
        "state": asked.state,
        "payer": asked.payer,
        "mission": asked.mission,
    }
    return rows.filter(**{name: value for name, value in named.items() if value})


def claim_page(actor: Actor, asked: Asked, place: str) -> KeysetPage:
    """Return one page of claims, in the order in which they were prepared."""
    cursor = Cursor.parse(place) if place else None
    if cursor is not None and not is_uuid(cursor.reference):
        raise bad_cursor()
    rows = claims_of(actor, asked).select_related(*NAMED)
    return page_of(rows, PAGE, cursor, by="prepared_at", ref="uuid")


def lines_in_sight(actor: Actor, claim: Claim) -> list[ClaimLine]:
    """Return the lines of a claim that are in sight, in order.

    Of one that was withdrawn those that stood in it until then.
    """
    rows = ClaimLine.objects.visible_to(actor).filter(claim=claim)
    if claim.withdrawn_at is None:
        rows = rows.standing()
    else:
        rows = rows.filter(voided_at__gte=claim.withdrawn_at)
    named = ("case__citizen", "line__mission", "line__recorded_by")
    return list(rows.select_related(*named).order_by("position", "pk"))


def payments_in_sight(actor: Actor, claim: Claim) -> list[ClaimPayment]:
    """Return what came for a claim and stands, part by part."""
    rows = ClaimPayment.objects.visible_to(actor).filter(claim=claim).standing()
    named = ("case__citizen", "recorded_by")
    return list(rows.select_related(*named).order_by("received_on", "recorded_at", "pk"))


def sums_of_claims(actor: Actor, claims: Collection[Claim]) -> dict[int, ClaimSums]:
    """Return claim -> sums of its lines and of what came, as far as in sight; two queries."""
    ids = [claim.pk for claim in claims]
    lines = ClaimLine.objects.visible_to(actor).filter(claim__in=ids).standing()
    payments = ClaimPayment.objects.visible_to(actor).filter(claim__in=ids).standing()
    asked: dict[int, list[Any]] = {pk: [] for pk in ids}
    came: dict[int, list[Any]] = {pk: [] for pk in ids}
    for line in lines.select_related("line"):
        asked[line.claim_id].append(line if line.is_frozen else line.line)
    for payment in payments:
        came[payment.claim_id].append(payment)
    return {pk: sums_of(asked[pk], came[pk]) for pk in ids}


def claimable(actor: Actor, payer: str = "") -> CostLineQuerySet:
    """Return the costs that can be claimed: they count, are another's, and stand in no claim.

    Each mission claims what it has spent itself, on cases that it has; headquarters may claim all.
    """
    rows = CostLine.objects.own_of(actor).spent()
    rows = rows.filter(payer__in=[payer] if payer in ClaimedFrom.values else ClaimedFrom.values)
    if not actor.is_headquarters:
        rows = rows.filter(mission_id=actor.mission_id)
    standing = ClaimLine.objects.visible_to(actor).standing().filter(line=OuterRef("pk"))
    return rows.exclude(Exists(standing)).order_by("case__reference", "spent_on", "pk")


def asked_before(actor: Actor, payer: str) -> dict[str, Any]:
    """Return which body the mission asked last of a payer, for the next form; nothing at first."""
    if payer not in ClaimedFrom.values:
        return {}
    rows = Claim.objects.visible_to(actor).filter(payer=payer, mission_id=actor.mission_id)
    last = rows.select_related("authority").order_by("-prepared_at", "-pk").first()
    if last is None:
        return {}
    return {"authority": last.authority, "body_words": last.body_words}
