"""The list of claims of a mission."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.money.amounts import dong
from cases.money.claims.forms.filters import ClaimFilters
from cases.money.claims.models import Claim
from cases.money.claims.pages.words import (
    Row,
    claimed_words,
    received_words,
    state_tag,
    total_vnd,
    whom,
)
from cases.money.claims.queries import claim_page, sums_of_claims
from cases.money.claims.sums import ClaimSums


def list_context(actor: Actor, filters: ClaimFilters, place: str) -> Row:
    """Return a page of the list, in the order of preparing."""
    asked = filters.asked()
    page = claim_page(actor, asked, place)
    sums = sums_of_claims(actor, page.rows)
    asks = {name: str(value) for name, value in filters.data.items() if name in filters.fields}
    return {
        "filters": filters,
        "scope": _("All missions") if actor.is_headquarters else actor.mission_label,
        "lines": [line_of(row, sums[row.pk]) for row in page.rows],
        "ids": [row.pk for row in page.rows],
        "by": asked.by,
        "prepare_url": reverse("prepare_claim") if actor.may("claim.prepare") else "",
        "prev_url": address(asks, page.previous) if page.previous else "",
        "next_url": address(asks, page.following) if page.following else "",
    }


def address(asks: Row, place: str) -> str:
    """Return the address of a page of the list."""
    said = {name: value for name, value in {**asks, "page": place}.items() if value}
    return reverse("claims") + (f"?{urlencode(said)}" if said else "")


def line_of(claim: Claim, sums: ClaimSums) -> Row:
    """Return one claim as a line: number, of whom, when, what is asked for, what came."""
    return {
        "number": claim.number,
        "url": claim.get_absolute_url(),
        "whom": whom(claim),
        "claimed_on": claim.claimed_on,
        "size": claim.size,
        "claimed": claimed_words(claim, sums),
        "claimed_vnd": dong(total_vnd(claim, sums)),
        "received": received_words(sums),
        "state": state_tag(claim),
    }
