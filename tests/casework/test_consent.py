"""Acts that need the word of the person ask it; what has happened is recorded all the same."""

from datetime import UTC, datetime

import pytest

from cases.casework.models import Case, Statement
from cases.casework.operations import (
    advance_case,
    ask_step,
    confirm_same_person,
    record_fact,
    share_case,
)
from cases.citizens.operations import add_relative
from cases.core.context import eyes
from cases.core.facts import When
from tests.casework.answers import MONDAY, OPENED, SUNDAY, answer_of
from tests.casework.linking import a_file, link, with_passport
from tests.casework.playbooks import a_playbook
from tests.factories import IncidentFactory, MissionFactory, head, headquarters, officer
from tests.refusals import refusal_now
from tests.register import a_case, fresh
from tests.world_talking import logged, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(actor):
    return a_case(actor, reported=OPENED)


@pytest.mark.parametrize("answer", ["no", "not_yet"])
@pytest.mark.parametrize("with_playbook", [True, False])
def test_her_word_against_it_closes_the_gates_of_our_own_act(actor, answer, with_playbook):
    if with_playbook:
        a_playbook(gates={})
    case = a_case(actor, reported=OPENED)
    for _stage in ("contacted", "verified"):
        advance_case(actor, fresh(case))
    said(actor, fresh(case), "return", answer)

    refusal = refusal_now(advance_case, actor, case)

    assert (refusal.status, refusal.code) == (422, "gate_closed")
    assert refusal.extra["missing"][0]["condition"] == "return_not_refused"
    assert "Wish to return" in str(refusal.message)
    said(actor, fresh(case), "return", "yes")
    assert advance_case(actor, fresh(case)).stage == "ready"


def test_a_fact_is_recorded_all_the_same_and_says_what_it_went_past(actor):
    a_playbook(gates={})
    case = a_case(actor, reported=OPENED)
    said(actor, fresh(case), "return", "no")

    done = record_fact(
        actor,
        fresh(case),
        stage="departed",
        when=When.at(datetime.now(UTC)),
        source="host_authority",
        reason="Put on a plane.",
    )

    assert done.stage == "departed"
    assert "return_not_refused" in done.transitions.get(kind="fact").gate_open


def test_what_she_says_moves_the_line_of_what_blocks(actor):
    a_playbook(gates={"ready": ()})
    case = a_case(actor, reported=OPENED)

    said(actor, fresh(case), "return", "no")

    row = fresh(case)
    assert (row.blocker_condition, row.blocker_body) == ("return_not_refused", "citizen")


def test_statements_of_all_linked_records_count_and_the_latest_wins(actor):
    one, other = a_file(actor), a_file(actor)
    said(actor, one, "return", "no", when=MONDAY)
    said(actor, other, "return", "yes", when=SUNDAY)

    link(actor, one.citizen, other.citizen)

    assert fresh(other).return_wish == "no"
    assert answer_of(actor, other, "return") == "no"


def test_the_word_on_a_record_out_of_sight_counts_too_and_is_not_shown():
    yangon, bangkok, centre = officer(yangon=True), head(), headquarters()
    with eyes(yangon):
        theirs = a_file(yangon)
        said(yangon, fresh(theirs), "return", "no")
    with eyes(bangkok):
        ours = a_file(bangkok)
    with eyes(centre):
        row = link(centre, theirs.citizen, ours.citizen)
    with eyes(headquarters()) as another:
        confirm_same_person(another, fresh(row))

    with eyes(bangkok):
        assert fresh(ours).return_wish == "no"
        assert not Statement.objects.visible_to(bangkok).exists()
        assert not Statement.objects.exists()


def test_another_incident_begins_without_a_word(actor, case):
    said(actor, case, "return", "no")

    other = a_case(actor, fresh(case.citizen), incident=IncidentFactory(code="2026-other"))

    assert Case.objects.get(pk=other.pk).return_wish == ""


def asked(actor, whom, **more):
    a_playbook(
        steps=(("exit", "host_law", "host_authority", ()), ("money", "funding", "family", ())),
        gates={},
    )
    case = a_case(actor, reported=OPENED)
    return case, case.steps.get(code="money" if whom == "family" else "exit")


@pytest.mark.parametrize(
    ("kind", "more", "whom", "code"),
    [
        ("consular_contact", {}, "host_authority", "consular_contact_refused"),
        ("share_data", {"shared_with": "host_authority"}, "host_authority", "sharing_refused"),
        ("inform_family", {}, "family", "family_not_asked"),
    ],
)
def test_another_body_is_not_asked_against_her_word(actor, kind, more, whom, code):
    case, step = asked(actor, whom)
    said(actor, fresh(case), kind, "no", **more)

    refusal = refusal_now(ask_step, actor, case, step=step)
    said(actor, fresh(case), kind, "yes", **more)
    ask_step(actor, fresh(case), step=step)

    assert (refusal.status, refusal.code) == (422, code)
    assert "record the statement" in str(refusal.message)


def test_a_mission_of_ours_is_shown_a_case_without_her_word(actor, case):
    said(actor, case, "share_data", "no", shared_with="other")

    share = share_case(actor, fresh(case), mission=MissionFactory(yangon=True), days=3, reason="x")

    assert share.pk


def test_a_relative_is_told_only_with_consent_or_another_ground(actor):
    case = a_case(actor, reported=OPENED, report_source="hotline")
    reached = {"talked_with": "relative", "outcome": "reached", "words": "Told."}

    missing = refusal_now(logged, actor, case, **reached)
    not_theirs = refusal_now(logged, actor, case, **reached, ground="reported")
    no_words = refusal_now(logged, actor, case, **reached, ground="vital")
    logged(actor, case, **reached, ground="vital", ground_words="Her blood group.")
    logged(actor, case, **reached, ground="listened")
    said(actor, case, "inform_family", "yes")
    logged(actor, case, **reached)

    assert (missing.status, missing.code) == (422, "consent_to_inform_missing")
    assert "Consent to inform the family" in str(missing.message)
    assert not_theirs.code == "not_the_reporter"
    assert (no_words.code, no_words.problems[0].field) == (
        "contactentry_ground_in_words",
        "ground_words",
    )


def test_a_relative_who_reported_the_case_is_spoken_with_unless_she_says_no(actor):
    case = a_case(actor, reported=OPENED, report_source="relative")
    reached = {"talked_with": "relative", "outcome": "reached", "words": "Told."}
    logged(actor, case, **reached, ground="reported")
    said(actor, case, "inform_family", "no")

    refusal = refusal_now(logged, actor, case, **reached, ground="reported")

    assert refusal.code == "family_not_to_be_told"


def test_what_she_said_of_one_relative_goes_before_what_she_said_of_the_family(actor, case):
    mother = add_relative(
        actor, fresh(case.citizen), full_name="M", relation="mother", may_be_informed="yes"
    )
    father = add_relative(
        actor, fresh(case.citizen), full_name="F", relation="father", may_be_informed="no"
    )
    said(actor, case, "inform_family", "only_some", about="Her mother")
    reached = {"talked_with": "relative", "outcome": "reached", "words": "Told."}

    logged(actor, case, **reached, relative=mother)

    assert refusal_now(logged, actor, case, **reached).code == "consent_to_inform_missing"
    said(actor, case, "inform_family", "yes")
    of_father = refusal_now(logged, actor, case, **reached, relative=father)
    assert of_father.code == "family_not_to_be_told"


def test_a_talk_tells_those_of_the_family_to_whom_a_notice_may_go(actor):
    case = a_file(actor)
    person = fresh(case.citizen)
    friend = add_relative(actor, person, full_name="F", relation="friend")
    mother = add_relative(
        actor, fresh(person), full_name="M", relation="mother", may_be_informed="yes"
    )
    father = add_relative(actor, fresh(person), full_name="Trần A", relation="father")
    other = with_passport(actor)
    add_relative(actor, fresh(other), full_name="TRAN A", relation="father", may_be_informed="no")
    link(actor, other, case.citizen)
    assert fresh(other).head_id
    reached = {"talked_with": "relative", "outcome": "reached", "words": "Told."}

    said(actor, fresh(case), "inform_family", "yes")
    refusals = [
        refusal_now(logged, actor, fresh(case), **reached, relative=row) for row in (friend, father)
    ]
    logged(actor, fresh(case), **reached, relative=mother)
    said(actor, fresh(case), "inform_family", "only_some", about="Her aunt")
    refusals.append(refusal_now(logged, actor, fresh(case), **reached, relative=mother))

    missing = "consent_to_inform_missing"
    assert [one.code for one in refusals] == [missing, "family_not_to_be_told", missing]
    assert "does not let a friend be told" in str(refusals[0].message)
    assert "was said as “Her aunt”" in str(refusals[2].message)
