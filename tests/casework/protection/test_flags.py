"""Flags and fitness to travel: who says so, from when until when, and who reads it."""

from datetime import date

import pytest

from cases.casework.progress import load
from cases.casework.protection.models import FitnessFinding, TravelFitness, Vulnerability
from cases.casework.protection.operations import end_vulnerability, record_fitness
from cases.core.conditions import CONDITIONS
from cases.core.context import eyes
from cases.core.errors import Refused
from tests.factories import headquarters
from tests.refusals import refusal_of
from tests.register import a_case, fresh
from tests.world_protection import LONG_AGO, OPENED, a_flag

pytestmark = pytest.mark.django_db
LATER = date(2030, 1, 31)


def fitness(actor, case, **more):
    said = {
        "result": "fit",
        "valid_from": LONG_AGO,
        "valid_until": LATER,
        "examiner_role": "doctor",
        "examiner": "Invented doctor",
    }
    return record_fitness(actor, fresh(case), **(said | more))


def test_the_kind_of_a_flag_says_which_group_reads_it(officer):
    assert a_flag(officer, kind="pregnant").restricted == "health"
    assert a_flag(officer, kind="ill-treatment").restricted == "protection"


def test_a_flag_is_ended_and_stays(officer):
    made = a_flag(officer)

    end_vulnerability(officer, made, reason="Healed.")

    assert fresh(made).end_reason == "Healed."
    with pytest.raises(Refused, match="ended already"):
        end_vulnerability(officer, fresh(made), reason="Again.")


def test_what_a_person_is_in_private_is_written_down_only_from_herself(officer):
    refusal = refusal_of(a_flag, officer, kind="orientation", source="host_authority")

    assert (refusal.code, refusal.problems[0].field) == ("only_volunteered", "source")
    assert a_flag(officer, kind="orientation", source="citizen").pk


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"since": date(2090, 1, 1)}, "in_future", "since"),
        ({"until": date(2025, 10, 1)}, "days_backwards", "until"),
    ],
)
def test_refuses_days_that_cannot_be(officer, said, code, field):
    refusal = refusal_of(a_flag, officer, **said)

    assert (refusal.status, refusal.code) == (422, code)
    assert refusal.problems[0].field == field


def test_the_same_flag_stands_once(officer):
    case = a_case(officer, reported=OPENED)
    a_flag(officer, case=case)

    assert refusal_of(a_flag, officer, case=case).code == "flag_stands"


def test_headquarters_reads_flags_of_protection_and_none_of_health(officer):
    case = a_case(officer, reported=OPENED)
    a_flag(officer, case=case, kind="injury")
    a_flag(officer, case=case, kind="threatened")

    with eyes(headquarters()) as reader:
        seen = [row.kind for row in Vulnerability.objects.visible_to(reader)]

    assert seen == ["threatened"]


def test_who_plans_the_way_sees_whether_a_person_may_travel_and_not_why(officer):
    case = a_case(officer, reported=OPENED)
    fitness(officer, case, words="Left hand.")

    with eyes(headquarters()) as reader:
        assert TravelFitness.objects.visible_to(reader).get().result == "fit"
        assert not FitnessFinding.objects.visible_to(reader).exists()


def test_refuses_fitness_whose_days_run_backwards(officer):
    refusal = refusal_of(fitness, officer, a_case(officer), valid_until=date(2025, 10, 1))

    assert (refusal.code, refusal.problems[0].field) == ("days_backwards", "valid_until")


def is_fit(case, day):
    """Return whether the condition holds as a gate asks it."""
    (file,) = load([case])
    return file.known.is_met(CONDITIONS["fit_to_travel"], case, day)


def test_the_condition_holds_while_the_newest_word_lets_her_travel(officer):
    case, today = a_case(officer), date(2026, 1, 1)

    assert not is_fit(case, today)
    fitness(officer, case)
    assert is_fit(case, today)
    assert not is_fit(case, date(2031, 1, 1))
    fitness(officer, case, result="not_fit")
    assert not is_fit(case, today)
