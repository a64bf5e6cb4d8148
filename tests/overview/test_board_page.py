"""The pages of the board and of what somebody should look at."""

import re
from datetime import date

import pytest
import time_machine

from cases.casework.operations import advance_case, record_fact
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.missions.models import Mission
from cases.missions.queries import system_at
from tests.casework.playbooks import a_playbook, at
from tests.factories import head, headquarters, officer
from tests.overview.scattered import NOW, make_cases, missions, scatter
from tests.register import a_case, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
LANGUAGES = {
    "en": ("Board", "By what blocks", "By who must act", "Overdue", "Ours to do", "open cases"),
    "vi": ("Bảng tình hình", "Theo vướng mắc", "Theo bên phải xử lý", "Quá hạn", "Việc của ta"),
}


def words_of(answer):
    assert answer.status_code == 200, answer.text
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def make_world():
    with time_machine.travel(NOW, tick=False):
        actors = missions()
        make_cases(actors)
        scatter(1, actors[2])
        return dict(zip(("bangkok", "yangon", "headquarters"), actors, strict=True))


@pytest.fixture
def world(made_world):
    with time_machine.travel(NOW, tick=False):
        yield made_world


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["bangkok", "headquarters"])
def test_says_everything_in_the_language_of_the_reader(client, world, name, language):
    log_in(client, world[name])

    words = words_of(client.get("/board/", headers={"accept-language": language}))

    assert [said for said in LANGUAGES[language] if said not in words] == []


def test_names_the_moment_with_its_zone(client, world):
    words = words_of(log_in(client, world["bangkok"]).get("/board/"))

    assert "as of 25 Nov 2025, 00:20 Bangkok time" in words


def test_an_empty_board_says_so(client):
    words = words_of(log_in(client, head(code="VTE", country="LA")).get("/board/"))

    assert "Nothing is stuck" in words
    assert "By what blocks" not in words


def test_headquarters_chooses_mission_and_incident(client, world):
    log_in(client, world["headquarters"])

    words = words_of(client.get("/board/", {"mission": "RGN", "incident": "2025-11-fire"}))

    assert "5 open cases" in words


def test_a_mission_cannot_choose_another(client, world):
    log_in(client, world["bangkok"])

    assert "10 open cases" in words_of(client.get("/board/", {"mission": "RGN"}))


def test_refuses_an_incident_that_is_none(client, world):
    assert log_in(client, world["bangkok"]).get("/board/", {"incident": "x"}).status_code == 422


@pytest.mark.parametrize("name", ["bangkok", "headquarters"])
def test_the_page_takes_twelve_queries(client, world, name, django_assert_max_num_queries):
    log_in(client, world[name]).get("/board/")

    with django_assert_max_num_queries(12 + 2):  # two for the savepoint of the test
        client.get("/board/")


def test_is_for_staff_only(client):
    assert client.get("/board/").status_code == 302


def went_past_a_gate(actor):
    a_playbook()
    with eyes(actor):
        case = a_case(actor, reported=When(day=date(2025, 10, 22)))
        record_fact(
            actor,
            fresh(case),
            stage="departed",
            when=When(day=date(2025, 11, 1)),
            source="host_authority",
            reason="Flown home by the host state.",
        )
    return case


@pytest.mark.parametrize("eyes_of", [head, headquarters])
def test_lists_the_gates_that_a_fact_went_past_with_what_was_open(client, eyes_of):
    case = went_past_a_gate(head())

    words = words_of(log_in(client, eyes_of()).get("/board/gates/"))

    assert case.reference in words
    assert "The gate still asked for: Procedure contact" in words


def test_another_mission_has_none_of_them(client):
    went_past_a_gate(head())

    words = words_of(log_in(client, officer(yangon=True)).get("/board/gates/"))

    assert "No fact has gone past a gate." in words


def became_odd(actor):
    """A case whose second stage was reached before its first, as was learnt later."""
    with eyes(system_at(Mission.objects.get(pk=actor.mission_id))) as system:
        with replay(at("2025-10-21 12:00")):
            case = a_case(system, reported=When(day=date(2025, 10, 20)))
        with replay(at("2025-10-25 12:00")):
            advance_case(system, fresh(case))
        with replay(at("2025-10-28 12:00")):
            seen = When.at(at("2025-10-23 12:00"))
            fact = {"stage": "verified", "when": seen, "source": "mission", "reason": "x"}
            record_fact(system, fresh(case), **fact)
    return case


def test_lists_entries_that_later_news_made_odd(client):
    actor = head()
    before = words_of(log_in(client, actor).get("/board/check/"))
    case = became_odd(actor)

    after = words_of(client.get("/board/check/"))

    assert "No entry needs to be checked." in before
    assert case.reference in after


def test_older_entries_follow_on_the_next_page(client, monkeypatch):
    monkeypatch.setattr("cases.overview.reviews.PAGE", 2)
    actor = head()
    newest_first = [became_odd(actor).reference for _ in range(3)][::-1]
    first = log_in(client, actor).get("/board/check/")
    link = re.search(r'href="(/board/check/\?before=[^"]+)"', first.text)
    second = client.get(link.group(1))

    assert re.findall(r'class="ref">([^<]+)', first.text) == newest_first[:2]
    assert re.findall(r'class="ref">([^<]+)', second.text) == newest_first[2:]


@pytest.mark.parametrize("before", ["x", "00000000-0000-4000-8000-000000000000"])
def test_refuses_a_place_that_is_none(client, before):
    assert log_in(client, head()).get("/board/check/", {"before": before}).status_code == 422


def test_the_admin_lists_what_blocks_and_narrows_by_it(client, world):
    log_in(client, world["headquarters"])

    answer = client.get("/admin/cases/case/", {"blocker_kind__exact": "playbook"})

    assert "No playbook chosen" in words_of(answer)
