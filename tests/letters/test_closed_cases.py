"""The summary of a closed case says how and when it ended, and bids nobody do anything."""

import re
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from cases.casework.choices import ClosingOutcome, Outcome
from cases.casework.meanings import MEANS, Means
from cases.casework.models import Case
from cases.casework.operations import (
    ask_step,
    close_case,
    confirm_same_person,
    record_crossing,
    record_stay,
)
from cases.core import present
from cases.core.context import eyes
from cases.core.facts import When
from cases.letters.composing import Draft, data_of
from cases.letters.days import day_words
from cases.letters.facts import facts_of
from cases.letters.kinds import kinds
from cases.letters.operations import issue_letter
from tests.casework.linking import link
from tests.factories import AuthorityFactory, PlaceFactory, head
from tests.letters.written import OPENED, a_letter, a_ready_case, read
from tests.refusals import refusal_of
from tests.register import a_case, a_citizen, fresh

pytestmark = pytest.mark.django_db
SEEN, DIED = When(day=date(2025, 10, 26)), When(day=date(2025, 11, 2))

OCTOBER = When(day=date(2025, 10, 1), until=date(2025, 10, 31))


@pytest.fixture
def sheltered(actor):
    """The case of somebody in a shelter, of which one step is asked and others are to do."""
    case = a_ready_case(actor)
    held = AuthorityFactory(name="Police of the test", country="TH", kind="police")
    shelter = PlaceFactory(name="Shelter 2", name_vi="Nhà tạm lánh 2", country="TH")
    where = {"place": shelter, "holder": held, "country": "TH"}
    record_stay(actor, fresh(case), kind="at", when=SEEN, source="mission", **where)
    ask_step(actor, fresh(case), step=case.steps.get(code="consular-access"), question="When?")
    return fresh(case)


def closed(actor, case: Case, outcome: str) -> Case:
    """Return the case, closed with an outcome; a duplicate by the link of its person."""
    if outcome == Outcome.DUPLICATE:
        other = a_case(actor, a_citizen(actor), incident=case.incident, reported=OPENED)
        made = link(actor, case.citizen, other.citizen)
        with eyes(head()) as second:
            confirm_same_person(second, fresh(made))
        return fresh(case)
    said = {"died_at": DIED} if outcome == Outcome.DIED else {}
    return close_case(actor, case, outcome=outcome, note="It ended.", **said)


def summary(actor, case: Case, language: str) -> dict:
    """Return what the summary of a case says, by its values and its steps."""
    facts = facts_of(actor, [fresh(case)], present.now())[case.pk]
    draft = Draft(kinds()["case-summary"], facts, case.mission, language)
    return data_of(draft, "", present.now())


@pytest.mark.parametrize("outcome", Outcome.values)
def test_every_closed_case_says_how_it_ended_and_no_step_is_to_do(actor, sheltered, outcome):
    case = closed(actor, sheltered, outcome)

    for language, to_do in (("en", "To do"), ("vi", "Cần làm")):
        said = summary(actor, case, language)
        with override(language):
            ended = str(Outcome(outcome).label)
        since = present.now().astimezone(ZoneInfo(actor.zone)).date()
        assert said["v"]["stage"].endswith(f"{day_words(since, language)}: {ended}")
        assert to_do.casefold() not in str([said["v"], said["steps"]]).casefold()
    refusal = refusal_of(issue_letter, actor, fresh(case), letter="family-notice")
    died = outcome == Outcome.DIED
    assert refusal.code == ("notice_of_death" if died else "letter_of_open_case")


def test_of_a_death_without_its_day_it_is_said_that_the_day_is_not_known(actor, sheltered):
    case = close_case(actor, sheltered, outcome=Outcome.DIED, note="Heard of it.")

    english, home = (summary(actor, case, language)["v"]["stage"] for language in ("en", "vi"))

    assert english.endswith(": Died (day of death not known)")
    assert home.endswith(": Đã qua đời (không rõ ngày chết)")


def test_who_came_home_alone_is_told_with_the_day_of_the_return(actor, sheltered):
    home = {"country": "VN", "when": When(day=date(2025, 11, 20)), "source": "relative"}
    case = close_case(actor, sheltered, outcome=Outcome.OWN_MEANS, note="Called.", **home)

    assert summary(actor, case, "en")["v"]["returned"] == "20 November 2025"


def test_who_was_found_to_be_no_national_is_not_told_as_declared_alone(actor, sheltered):
    case = closed(actor, sheltered, Outcome.NOT_NATIONAL)

    said = summary(actor, case, "en")["v"]["nationality"]

    assert said == "declared: Viet Nam; the case was closed: Not a national"


def test_the_sets_of_outcomes_that_are_tested_are_complete():
    assert {*ClosingOutcome.values, Outcome.DUPLICATE.value} == set(Outcome.values)


def test_a_resting_step_rests_and_a_question_is_told_as_outstanding(actor, sheltered):
    assert "To do" in str(summary(actor, sheltered, "en")["steps"])

    case = closed(actor, sheltered, Outcome.DECLINED)

    told = {row["status"] for row in summary(actor, case, "en")["steps"]}
    assert told == {"Rests", "Answer outstanding"}


def test_a_step_is_told_no_more_precisely_than_it_is_known(actor):
    case = a_ready_case(actor)
    step = case.steps.get(code="consular-access")
    ask_step(actor, fresh(case), step=step, question="When?", when=OCTOBER)

    (row,) = [
        one for one in summary(actor, case, "en")["steps"] if one["name"] == str(step.procedure)
    ]

    assert row["since"] == "October 2025"


def test_a_border_on_another_record_of_the_person_is_the_last_one(actor):
    case, other = a_ready_case(actor), a_ready_case(actor)
    crossed = {"from_country": "MM", "to_country": "TH", "source": "relative"}
    record_crossing(actor, fresh(other), when=OCTOBER, **crossed)
    link(actor, other.citizen, case.citizen)

    assert summary(actor, case, "en")["v"]["crossing"] == "Myanmar – Thailand, October 2025"


def test_who_died_is_told_with_the_day_and_where_they_last_were(actor, sheltered):
    case = closed(actor, sheltered, Outcome.DIED)

    english, home = (summary(actor, case, language)["v"] for language in ("en", "vi"))

    assert english["died"] == "2 November 2025"
    assert english["whereabouts"] == "last known: Shelter 2, Thailand, until 2 November 2025"
    assert english["holder"] == (
        "last known: Police of the test (since 26 October 2025), until 2 November 2025"
    )
    assert home["died"] == "02/11/2025"
    assert home["whereabouts"].startswith("thông tin cuối cùng: Nhà tạm lánh 2")


def test_of_whom_contact_was_lost_the_place_before_is_told_as_the_last(actor, sheltered):
    heard = {"when": When(day=date(2025, 11, 4)), "source": "relative"}
    case = close_case(actor, sheltered, outcome=Outcome.LOST_CONTACT, note="None.", **heard)

    said = summary(actor, case, "en")["v"]

    assert fresh(case.citizen).now_country == ""
    assert said["whereabouts"] == "last known: Shelter 2, Thailand, until 4 November 2025"


def test_a_place_learned_since_is_told_as_the_last_known(actor, sheltered):
    heard = {"when": When(day=date(2025, 11, 4)), "source": "relative"}
    case = close_case(actor, sheltered, outcome=Outcome.LOST_CONTACT, note="None.", **heard)
    later = {"kind": "at", "country": "MM", "when": When(day=date(2025, 11, 10)), "source": "press"}
    record_stay(actor, fresh(case), **later)

    said = summary(actor, case, "en")["v"]["whereabouts"]

    assert fresh(case.citizen).now_country == ""
    assert said == "last known: Myanmar, until 10 November 2025"


LEFT = [name for name, means in MEANS.items() if means is Means.STAYS and name != "duplicate"]


@pytest.mark.parametrize("outcome", LEFT)
def test_a_place_that_the_closing_left_is_told_as_the_last_known(actor, sheltered, outcome):
    case = closed(actor, sheltered, outcome)

    assert summary(actor, case, "en")["v"]["whereabouts"].startswith("last known: Shelter 2")


def test_an_open_case_is_told_as_before(actor, sheltered):
    said = summary(actor, sheltered, "en")["v"]

    assert said["whereabouts"] == "Shelter 2, Thailand"
    assert (said["stage"], said["died"]) == ("Reported", "")


def test_the_printed_summary_says_the_end(actor, sheltered):
    case = closed(actor, sheltered, Outcome.DIED)

    printed = read(a_letter(actor, case, "case-summary", language="en"))

    assert re.search(r"Closed on \d+ \w+ \d+: Died", printed)
    assert "until 2 November 2025" in printed
