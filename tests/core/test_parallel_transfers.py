"""Two missions answer one offer at the same moment: one wins, the other is told."""

import pytest

from cases.casework.models import Case
from cases.casework.operations import (
    accept_transfer,
    advance_case,
    end_share,
    offer_transfer,
    reject_transfer,
    withdraw_transfer,
)
from cases.core.context import eyes
from cases.core.errors import Refused
from tests.casework.between import case_of, mission_of, offered, shared
from tests.core.test_parallel import at_once
from tests.factories import officer
from tests.register import fresh

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def outcome(actor, act):
    """Return "done", or status and code of the refusal."""
    try:
        with eyes(actor):
            act(actor)
    except Refused as refusal:
        return f"{refusal.status} {refusal.code}"
    return "done"


def together(*acts):
    return at_once(len(acts), lambda number: outcome(*acts[number]))


@pytest.mark.parametrize("_again", range(3))
@pytest.mark.parametrize("other", ["withdraw", "reject", "accept"])
def test_of_two_answers_one_counts(other, _again):
    bangkok, yangon = officer(), officer(yangon=True)
    transfer = offered(yangon, bangkok)
    acts = {
        "withdraw": (yangon, lambda actor: withdraw_transfer(actor, transfer, reason="-")),
        "reject": (bangkok, lambda actor: reject_transfer(actor, transfer, reason="-")),
        "accept": (officer_of(bangkok), lambda actor: accept_transfer(actor, transfer)),
    }

    results = together((bangkok, lambda actor: accept_transfer(actor, transfer)), acts[other])

    assert sorted(results) == ["409 stale_version", "done"]
    with eyes(yangon):
        status = fresh(transfer).status
    with eyes(bangkok if status == "accepted" else yangon) as owner:
        assert Case.objects.get().mission_id == owner.mission_id


def officer_of(actor):
    """Another officer of the same mission."""
    return officer(code=mission_of(actor).code)


@pytest.mark.parametrize("_again", range(3))
def test_an_act_of_the_owner_and_the_acceptance_come_one_after_the_other(_again):
    bangkok, yangon = officer(), officer(yangon=True)
    case = case_of(yangon)
    transfer = offered(yangon, bangkok, case)
    with eyes(yangon):
        case = fresh(case)

    moved, advanced = together(
        (bangkok, lambda actor: accept_transfer(actor, transfer)),
        (yangon, lambda actor: advance_case(actor, case)),
    )

    assert moved == "done"
    assert advanced in {"done", "404 not_found"}
    with eyes(bangkok):
        now = Case.objects.get()
        assert now.stage == ("contacted" if advanced == "done" else "reported")


def test_two_offers_of_one_case_do_not_both_stand():
    bangkok, yangon = officer(), officer(yangon=True)
    vientiane = officer(code="VTE", country="LA")
    case = case_of(yangon)

    def offer_to(receiver):
        said = {"mission": mission_of(receiver), "summary": "Held."}
        return lambda actor: offer_transfer(actor, case, **said)

    results = together((yangon, offer_to(bangkok)), (yangon, offer_to(vientiane)))

    assert sorted(results) == ["409 stale_version", "done"]


@pytest.mark.parametrize("_again", range(3))
def test_ending_a_share_and_using_it_do_not_wait_for_each_other_for_ever(_again):
    bangkok, yangon = officer(), officer(yangon=True)
    case = case_of(yangon)
    share = shared(yangon, bangkok, case, "advance_case")
    with eyes(bangkok):
        seen = fresh(case)

    ended, advanced = together(
        (yangon, lambda actor: end_share(actor, share)),
        (bangkok, lambda actor: advance_case(actor, seen)),
    )

    assert ended == "done"
    assert advanced in {"done", "404 not_found"}
