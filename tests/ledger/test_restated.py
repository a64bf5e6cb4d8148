"""A closing with where the person is, corrected again and again, beside the model of the way."""

import random
from datetime import UTC, date, datetime

import pytest

from cases.casework.operations import close_case, correct_transition, record_stay, void_transition
from cases.core.facts import When
from cases.crossings.models import Crossing
from tests.casework.linking import ledgers_hold
from tests.ledger.model import MEANING, Fact, restated
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db
FITTING = {"home": ["VN"], "abroad": ["KH", "MM"], "lost": ["KH", "MM"], "stays": ["KH", "MM"]}


def day(number):
    return When(day=date(2025, 10, number))


def a_fact(kind, number, **changes):
    """A fact of a day in Bangkok as the model has it."""
    first = datetime(2025, 10, number - 1, 17, tzinfo=UTC)
    last = datetime(2025, 10, number, 16, 59, 59, 999999, tzinfo=UTC)
    return Fact(kind, changes, first, last, last, number)


def points(case):
    """Kind and country of what stands of the way, in order."""
    rows = [*case.citizen.crossings.standing(), *case.citizen.stays.standing()]
    rows.sort(key=lambda row: (row.occurred_at, row.number))
    return [
        ("crossing", row.to_country) if isinstance(row, Crossing) else (row.kind, row.country)
        for row in rows
    ]


@pytest.mark.parametrize("seed", range(20))
def test_corrections_take_back_only_what_they_contradict(actor, seed):
    chance = random.Random(seed)
    case = a_case(actor, reported=day(20))
    record_stay(actor, fresh(case), kind="at", country="TH", when=day(21), source="mission")
    told = [a_fact("at", 21, country="TH", place=None, holder=None)]
    outcome = chance.choice(sorted(MEANING))
    country = chance.choice(FITTING[MEANING[outcome]] + ["VN"] * (outcome in {"died", "declined"}))
    said = a_fact("crossing", 24, **{"from": "TH", "to": country})
    where = {"country": country, "when": day(24), "source": "relative"}
    close_case(actor, fresh(case), outcome=outcome, **where)
    outcomes = [(outcome, None)]
    assert points(case) == restated(told, said, outcomes, "TH")

    for _ in range(chance.randint(1, 3)):
        changes = {"outcome": chance.choice(sorted(MEANING))}
        died = None
        if changes["outcome"] == "died" and (number := chance.choice([0, 23, 24, 28])):
            changes["when"], died = day(number), a_fact("died", number).at
        row = fresh(case).transitions.standing().get(changes__has_key="outcome")
        correct_transition(actor, fresh(case), transition=row, reason="-", changes=changes)
        outcomes.append((changes["outcome"], died))
        assert points(case) == restated(told, said, outcomes, "TH"), outcomes

    row = fresh(case).transitions.standing().get(changes__has_key="outcome")
    void_transition(actor, fresh(case), transition=row, reason="-")
    assert (points(case), ledgers_hold()) == ([("at", "TH")], True)
