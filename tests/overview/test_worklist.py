"""The work list: what blocks, deadlines in words, filters as an address, the order of deadlines."""

from datetime import date

import pytest
import time_machine

from cases.casework.models import Case, Step
from cases.casework.operations import ask_step, complete_step, hold_case
from cases.core.context import eyes
from cases.core.facts import When
from cases.missions.models import Mission, OfficeClosure
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, at
from tests.factories import AuthorityFactory, head, headquarters, officer
from tests.overview.columns import MONDAY, case_with, listed, references, words_of
from tests.register import a_case, fresh
from tests.web.session import log_in
from tests.world_reception import at_gate, come_to

pytestmark = pytest.mark.django_db


def asked_at_authority(actor):
    """A case whose identity reply was asked of an authority on Thursday the 20th."""
    limit = a_procedure("reply", track="identity", body="immigration_department")
    a_limit(limit, amount=3, starts="asked", pauses=False, on_whom="immigration_department")
    a_playbook()
    authority = AuthorityFactory(code="mps", name="Immigration Department", country="VN")
    with eyes(actor):
        case = a_case(actor, reported=When(day=date(2025, 11, 3)))
        steps = {step.code: step for step in Step.objects.filter(case=case)}
        complete_step(actor, fresh(case), step=steps["contact"])
        ask_step(
            actor,
            fresh(case),
            step=Step.objects.get(case=case, code="reply"),
            asked_of=authority,
            when=When.at(at("2025-11-20 10:00")),
        )
    return case


def make_world():
    with time_machine.travel(MONDAY, tick=True):
        actor = head()
        return actor, asked_at_authority(actor)


@pytest.fixture
def actor(world):
    with time_machine.travel(MONDAY, tick=True):
        yield world[0]


@pytest.fixture
def case(world):
    return world[1]


def test_says_what_blocks_with_whom_since_when_and_what_is_left(client, actor):
    words = words_of(log_in(client, actor).get("/cases/"))

    assert "Procedure reply: waiting for an answer" in words
    assert "since 20 Nov 2025 (4 days) · Immigration Department" in words
    # Friday, Monday, Tuesday: one working day is left on Monday.
    assert "1 working day left" in words


def test_counts_a_deadline_by_the_calendar_of_the_mission(client, actor, case):
    OfficeClosure.objects.create(
        mission=Mission.objects.get(pk=actor.mission_id),
        starts_on=date(2025, 11, 25),
        ends_on=date(2025, 11, 25),
        kind="closed",
        reason="Flood",
        recorded_at=MONDAY,
    )
    with eyes(actor):
        Case.objects.filter(pk=case.pk).update(next_due_at=at("2025-11-26 17:00"))

    assert "1 working day left" in words_of(log_in(client, actor).get("/cases/"))


def test_says_all_of_it_in_vietnamese(client, actor):
    log_in(client, actor)

    words = words_of(client.get("/cases/", headers={"accept-language": "vi"}))

    assert "đang chờ trả lời" in words
    assert "waiting" not in words
    assert "left" not in words


@pytest.mark.parametrize(
    ("asks", "found"),
    [
        ({"blocker": "asked"}, True),
        ({"blocker": "open"}, False),
        ({"procedure": "reply"}, True),
        ({"procedure": "contact"}, False),
        ({"procedure": "none"}, False),
        ({"body": "immigration_department"}, True),
        ({"body": "others"}, True),
        ({"body": "ours"}, False),
        ({"authority": "mps"}, True),
        ({"authority": "none"}, False),
        ({"due": "week"}, True),
        ({"due": "today"}, False),
        ({"due": "overdue"}, False),
        ({"due": "none"}, False),
        ({"playbook": "crossed.1"}, True),
        ({"condition": "whereabouts_known"}, False),
    ],
)
def test_narrows_by_what_blocks_who_must_act_and_when_it_is_due(client, actor, case, asks, found):
    assert listed(client, actor, **asks) == ([case.reference] if found else [])


@pytest.mark.parametrize(
    "asks", [{"blocker": "x"}, {"procedure": "x"}, {"due": "x"}, {"authority": "x"}, {"order": "x"}]
)
def test_refuses_a_filter_that_is_none(client, actor, asks):
    assert log_in(client, actor).get("/cases/", asks).status_code == 422


def test_a_filter_is_a_chip_that_can_be_taken_off(client, actor):
    answer = log_in(client, actor).get("/cases/", {"authority": "mps", "due": "week"})

    assert "Authority that was asked: Immigration Department" in words_of(answer)
    assert "Deadline: Due by Sunday" in words_of(answer)
    assert 'href="/cases/?due=week"' in answer.text


def test_the_case_page_leads_back_to_the_list_with_its_filters(client, actor, case):
    came_from = "http://testserver/cases/?body=others&due=week"

    page = log_in(client, actor).get(case.get_absolute_url(), headers={"referer": came_from})

    assert 'href="/cases/?due=week&amp;body=others"' in page.text or (
        'href="/cases/?body=others&amp;due=week"' in page.text
    )


def test_a_hold_says_why_nothing_goes_on(client, actor):
    with eyes(actor):
        hold_case(actor, a_case(actor), reason="awaiting_host")

    assert "since today · Host authority" in words_of(log_in(client, actor).get("/cases/"))


def test_papers_that_ran_out_are_told_although_nothing_was_written(client, actor):
    case_with(actor, valid_until=date(2025, 11, 22), blocker_kind="advance")

    words = words_of(log_in(client, actor).get("/cases/"))

    assert "Something that was got has run out" in words
    assert "since 23 Nov 2025 (1 day)" in words


def test_another_mission_finds_none_of_it(client, actor):
    assert listed(client, officer(yangon=True), body="others") == []
    assert len(listed(client, headquarters(), body="others")) == 1


def test_a_reception_point_is_asked_nothing_about_the_file(client):
    gate = at_gate()
    case = come_to("ready", gate)
    page = log_in(client, gate).get("/cases/")
    narrowed = client.get("/cases/?blocker=step&officer=nobody&due=overdue")

    asked = set(page.context["filters"].fields)
    assert asked == {"state", "stage", "incident", "country", "age", "held"}
    assert references(page) == references(narrowed) == [case.reference]
    assert narrowed.context["chips"] == []
    assert "Day of the journey" in page.text
    assert "Deadline" not in page.text.split("<thead>")[1].split("</thead>")[0]
