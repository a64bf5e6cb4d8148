"""Totals always equal their lines, whatever was recorded, corrected, voided, split, approved."""

from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.casework.models import Case
from cases.core.context import eyes
from cases.money.models import CostLine, ExchangeRate, SharedCost
from cases.money.operations import (
    approve_cost,
    correct_cost,
    record_cost,
    refuse_cost,
    split_cost,
    void_cost,
)
from cases.money.totals import Asked, lines_of, totals_of, totals_of_cases
from cases.procedures.fields import Sum
from tests.factories import head, officer
from tests.register import a_case, fresh
from tests.sweeps import IS_AUDIT
from tests.world_money import OPENED, SPENT, a_cost, a_rate, thb, vnd

pytestmark = pytest.mark.django_db
PAYERS = ("state", "organisation", "host_state")
ACTS = ("add", "add", "add", "split", "void", "correct", "approve", "refuse")
AMOUNT = st.decimals(min_value=1, max_value=90_000_000, places=0)
STEP = st.tuples(
    st.sampled_from(ACTS),
    st.integers(min_value=0, max_value=50),
    st.sampled_from(PAYERS),
    st.sampled_from(("VND", "THB")),
    AMOUNT,
)


class Office:
    """A desk, its head and three cases."""

    def __init__(self):
        self.desk, self.chief = officer(), head()
        with eyes(self.desk):
            if not ExchangeRate.objects.exists():
                a_rate(self.desk, rate=Decimal("812.345678"))
            self.cases = [a_case(self.desk, reported=OPENED) for _number in range(3)]

    def act(self, act, number, payer, currency, amount):
        """Do one act on the line of a number, where there is one it can be done on."""
        said = {"category": "way_home", "payer": payer, "spent_on": SPENT, "purpose": "x"}
        sum_ = Sum(amount if currency == "VND" else amount / 100, currency)
        actor = self.chief if act in {"approve", "refuse"} else self.desk
        with eyes(actor):
            if act == "add":
                case = fresh(self.cases[number % 3])
                record_cost(actor, case, amount=sum_, **said)
            elif act == "split":
                if amount >= 100:
                    split_cost(actor, cases=list(map(fresh, self.cases)), amount=sum_, **said)
            else:
                self.change(actor, act, number, sum_)

    def change(self, actor, act, number, sum_):
        """Change a line that stands, if any can be changed so."""
        states = {"approve": {"waiting"}, "refuse": {"waiting"}, "correct": {"spent", "waiting"}}
        fits = states.get(act, {"spent", "waiting", "refused"})
        lines = [line for line in CostLine.objects.order_by("pk") if line.state in fits]
        if not lines:
            return
        line = fresh(lines[number % len(lines)])
        if act == "approve":
            approve_cost(actor, line)
        elif act == "refuse":
            refuse_cost(actor, line, reason="x")
        elif act == "void":
            void_cost(actor, line, reason="x")
        else:
            correct_cost(actor, line, reason="x", changes={"amount": sum_})


def summed(lines):
    """Return payer, currency and state -> count, amount and dong, added up one by one."""
    found = defaultdict(lambda: [0, Decimal(0), 0])
    for line in lines:
        if line.state in {"spent", "waiting"}:
            cell = found[line.payer, line.currency, str(line.state)]
            cell[0] += 1
            cell[1] += line.amount
            cell[2] += line.amount_vnd
    return dict(found)


def table(totals):
    return {
        (row.payer, row.currency, row.state): [row.lines, row.amount, row.amount_vnd]
        for row in totals.rows
    }


@settings(
    max_examples=12 if IS_AUDIT else 6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(STEP, min_size=1, max_size=14))
def test_totals_equal_their_lines_after_any_sequence(db, steps):
    office = Office()
    moments = []
    for step in steps:
        office.act(*step)
        with eyes(office.desk):
            lines = list(CostLine.objects.all())
            moments.append((max((now_of(line) for line in lines), default=None), summed(lines)))

    with eyes(office.desk):
        everything = list(CostLine.objects.all())
        own = [line for line in everything if line.case_id in {c.pk for c in office.cases}]
        cases = [case.pk for case in office.cases]
        assert table(totals_of_cases(office.desk, cases)) == summed(own)
        incident = office.cases[0].incident
        of_incident = lines_of(office.desk, Asked(incident=incident))
        assert table(totals_of(of_incident)) == summed(of_incident)
        for case in office.cases:
            rows = lines_of(office.desk, Asked(case=case))
            assert table(totals_of(rows)) == summed(rows)
        for payer in PAYERS:
            rows = lines_of(office.desk, Asked(payer=payer))
            assert table(totals_of(rows)) == summed(rows)
        for bill in SharedCost.objects.all():
            rows = lines_of(office.desk, Asked(shared=bill))
            assert table(totals_of(rows)) == summed(rows)
        for known, then in moments:
            if known is not None:
                assert table(totals_of(CostLine.objects.all(), known)) == then


def now_of(line):
    """Return the newest moment at which something became known of a line."""
    known = (line.recorded_at, line.decided_at, line.voided_at)
    return max(moment for moment in known if moment is not None)


def test_the_rows_of_a_payer_add_up_to_the_whole():
    with eyes(officer()) as desk:
        a_rate(desk)
        a_cost(desk, amount=thb("100.50"))
        a_cost(desk, amount=vnd("450000"))
        a_cost(desk, amount=vnd("60000000"), payer="organisation")
        found = totals_of(CostLine.objects.all())

    assert found.vnd() == sum(found.vnd(payer=payer) for payer in found.payers)
    assert found.vnd("waiting") == 60_000_000
    assert found.count() == 2


def test_a_mission_sums_up_its_own_cases_alone():
    desk, other = officer(), officer(yangon=True)
    with eyes(desk):
        a_cost(desk)
        incident = Case.objects.first().incident
    with eyes(other):
        assert totals_of(lines_of(other, Asked(incident=incident))).rows == ()


def test_totals_are_one_query(django_assert_num_queries):
    with eyes(officer()) as desk:
        a_cost(desk)
        with django_assert_num_queries(1):
            totals_of(lines_of(desk, Asked()))
