"""The second officer: what is above the limit counts once somebody else has approved it."""

from datetime import date

import pytest

from cases.core.context import eyes
from cases.money.models import CostLine
from cases.money.operations import approve_cost, correct_cost, refuse_cost, release_undertaking
from cases.money.totals import totals_of
from cases.notices.models import Notice
from tests.factories import head, headquarters, officer
from tests.refusals import refused
from tests.register import a_case, fresh
from tests.world_money import ABOVE, OPENED, a_cost, an_undertaking, vnd

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting():
    head()
    with eyes(officer()) as desk:
        return a_cost(desk, amount=vnd(ABOVE))


def totals():
    return totals_of(CostLine.objects.all())


def test_above_the_limit_it_waits_and_does_not_count(waiting):
    with eyes(head()):
        found = totals()

    assert waiting.state == "waiting"
    assert (found.vnd("spent"), found.vnd("waiting")) == (0, 60_000_000)


def test_at_the_limit_it_counts():
    with eyes(officer()) as desk:
        assert a_cost(desk, amount=vnd("50000000")).state == "spent"


def test_the_head_is_told_and_whoever_recorded_it_of_the_answer(waiting):
    with eyes(head()) as chief:
        assert Notice.objects.filter(kind="cost_waits", audience="head").count() == 1
        approve_cost(chief, fresh(waiting))

    with eyes(officer_of(waiting)):
        assert Notice.objects.filter(kind="cost_approved").count() == 1


def officer_of(line):
    return line.recorded_by.posting_set.get().actor()


def test_an_approved_cost_counts_from_then_on(waiting):
    with eyes(head()) as chief:
        line = approve_cost(chief, fresh(waiting))

        assert line.counts_from == line.decided_at
        assert (totals().vnd("spent"), totals().vnd("waiting")) == (60_000_000, 0)
        assert totals_of(CostLine.objects.all(), line.recorded_at).vnd("waiting") == 60_000_000


def test_a_refused_cost_counts_nowhere_and_says_why(waiting):
    with eyes(head()) as chief:
        line = refuse_cost(chief, fresh(waiting), reason="No voucher.")

        assert (line.state, line.decide_reason) == ("refused", "No voucher.")
        assert totals().rows == ()
        assert refused(approve_cost, chief, fresh(line)) == (409, "cost_decided")
        answer = refused(correct_cost, chief, fresh(line), reason="x", changes={})
        assert answer[:2] == (409, "cost_refused")


def test_nobody_decides_on_an_own_cost():
    with eyes(head()) as chief:
        line = a_cost(chief, amount=vnd(ABOVE))

        assert refused(approve_cost, chief, line) == (403, "cost_by_another")
        assert refused(refuse_cost, chief, line, reason="x") == (403, "cost_by_another")


def test_a_case_officer_decides_on_none(waiting):
    with eyes(officer()) as other:
        assert refused(approve_cost, other, fresh(waiting)) == (403, "not_allowed")


def test_the_database_lets_nobody_decide_on_an_own_cost(waiting):
    with eyes(head()):
        line = fresh(waiting)
        line.decided_at = line.counts_from = line.recorded_at
        line.decided_by_id = line.recorded_by_id
        with pytest.raises(Exception, match="costline_two_officers"):
            line.save(update_fields=["decided_at", "counts_from", "decided_by"])


def test_two_officers_at_once_decide_once(waiting):
    one, other = head(), head()
    with eyes(one):
        seen = fresh(waiting)
        approve_cost(one, fresh(waiting))
    with eyes(other):
        assert refused(refuse_cost, other, seen, reason="No voucher.") == (409, "stale_version")


def test_a_correction_above_the_limit_is_decided_anew(waiting):
    with eyes(head()) as chief:
        line = approve_cost(chief, fresh(waiting))
    with eyes(officer_of(waiting)) as desk:
        new = correct_cost(desk, fresh(line), reason="Dearer.", changes={"amount": vnd("70000000")})

    assert new.state == "waiting"


def test_an_undertaking_is_released_by_another_than_who_recorded_it():
    with eyes(head()) as chief:
        row = an_undertaking(chief, due_on=date(2025, 12, 1))
        answer = refused(release_undertaking, chief, fresh(row), ground="hardship")
        assert answer[:2] == (403, "undertaking_by_another")
    with eyes(head()) as other:
        assert release_undertaking(other, fresh(row), ground="hardship").released_at is not None


def test_headquarters_does_not_approve_without_the_right():
    desk, centre = officer(), headquarters()
    with eyes(desk):
        line = a_cost(desk, case=a_case(desk, reported=OPENED), amount=vnd(ABOVE))
    with eyes(centre):
        assert refused(approve_cost, centre, fresh(line)) == (403, "not_allowed")


def test_who_recorded_a_cost_does_not_decide_on_it_once_another_has_corrected_it(waiting):
    with eyes(head()) as chief:
        first = a_cost(chief, amount=vnd(ABOVE))
    with eyes(officer_of(waiting)) as desk:
        corrected = correct_cost(
            desk, fresh(first), reason="The bill says so.", changes={"purpose": "Three tickets"}
        )

    assert corrected.state == "waiting"
    for act in (approve_cost, refuse_cost):
        more = {"reason": "-"} if act is refuse_cost else {}
        with eyes(chief):
            assert refused(act, chief, fresh(corrected), **more) == (403, "cost_by_another")
