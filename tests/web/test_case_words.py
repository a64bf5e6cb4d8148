"""What the case page and its forms tell: results, doubts, days, who voided, ways back."""

from datetime import date

import pytest
from django.urls import reverse

from cases.casework.operations import (
    close_case,
    hold_case,
    record_crossing,
    record_fact,
    record_stay,
    void_stay,
)
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.registry import DECLARED
from cases.missions.queries import system_at
from tests.factories import MissionFactory, PlaceFactory, head, officer
from tests.register import a_case, a_citizen, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
DAY = When(day=date(2025, 10, 17))
ABOUT_PEOPLE = {"cases", "citizens"}


def address(case, verb):
    return reverse("case_operation", args=[case.reference, verb])


def stay(actor, case, **values):
    return record_stay(
        actor, fresh(case), **({"kind": "at", "when": DAY, "source": "mission"} | values)
    )


@pytest.fixture
def mine(client):
    """A case and its officer, logged in."""
    with eyes(officer()) as actor:
        case = a_case(actor)
    log_in(client, actor)
    return actor, case


def test_the_flash_after_an_act_is_a_result(client, mine):
    _actor, case = mine

    form = {"_version": "1", "_key": "k1", "note": ""}
    shown = client.post(address(case, "advance"), form, follow=True).text

    assert "The case moved one stage on." in shown
    assert shown.count("Done:") == 1


def test_every_act_about_people_says_what_came_of_it():
    silent = [
        name for name, row in DECLARED.items() if row.resource in ABOUT_PEOPLE and not row.form.done
    ]

    assert silent == []


@pytest.fixture
def contradictory(mine):
    """A stay in Myanmar after a crossing into Thailand."""
    actor, case = mine
    with eyes(actor):
        record_crossing(
            actor, fresh(case), from_country="MM", to_country="TH", when=DAY, source="mission"
        )
        park = PlaceFactory(code="kk-park", name="KK Park", kind="compound", country="MM")
        row = stay(actor, case, place=park, when=When(day=date(2025, 10, 20)))
    return case, row


def test_a_contradiction_is_told_beside_the_whereabouts(client, contradictory):
    case, _row = contradictory

    shown = client.get(case.get_absolute_url()).text.split(">Whereabouts<")[1]
    band = shown.split("</section>")[0]

    assert "KK Park, Myanmar" in band
    assert "no border crossing lies between" in band
    assert address(case, "record-crossing") in band


def test_who_may_correct_gets_the_link_to_the_entry(client, contradictory):
    case, row = contradictory
    band = log_in(client, head()).get(case.get_absolute_url()).text.split(">Whereabouts<")[1]

    assert f"correct-stay/?stay={row.uuid}" in band.split("</section>")[0]


def test_a_way_without_doubt_shows_no_warning(client, mine):
    _actor, case = mine

    band = client.get(case.get_absolute_url()).text.split(">Whereabouts<")[1]

    assert "is-wait" not in band.split("</section>")[0]


def test_a_bare_day_is_a_day_in_the_eyes_of_another_zone(client, mine):
    actor, case = mine
    with eyes(actor):
        park = PlaceFactory(code="kk-park", name="KK Park", kind="compound", country="MM")
        stay(actor, case, place=park)

    shown = client.get(case.get_absolute_url()).text

    assert '<p class="when"><time datetime="2025-10-17">17 Oct 2025</time></p>' in shown
    assert "00:30" not in shown


def test_a_bare_day_of_another_mission_is_a_day_too(client, mine):
    _actor, case = mine
    with eyes(system_at(MissionFactory(yangon=True))) as yangon:
        stay(yangon, case, country="MM")

    shown = client.get(case.get_absolute_url()).text

    assert '<p class="when"><time datetime="2025-10-17">17 Oct 2025</time></p>' in shown
    assert "00:29" not in shown


def test_a_stage_reached_on_a_day_elsewhere_shows_that_day(client, mine):
    actor, _case = mine
    with eyes(actor):
        case = a_case(actor, a_citizen(actor), reported=When(day=date(2025, 10, 16)))
    with eyes(system_at(MissionFactory(yangon=True))) as yangon:
        record_fact(
            yangon, fresh(case), stage="contacted", when=DAY, source="mission", reason="Met."
        )

    tracker = client.get(case.get_absolute_url()).text.split('<ol class="tracker">')[1]

    assert '<time datetime="2025-10-17">' in tracker.split("</ol>")[0]


def test_a_stale_page_also_says_what_hinders_the_act_now(client, mine):
    actor, case = mine
    with eyes(actor):
        hold_case(actor, fresh(case), reason="health", note="")

    sent = client.post(address(case, "advance"), {"_version": "1", "_key": "k1", "note": ""})

    assert sent.status_code == 409
    assert f'<a href="{address(case, "resume")}">Resume</a>' in sent.text


def voided(case, times):
    with eyes(head()) as chief:
        for number in range(times):
            row = stay(chief, case, country="TH", note=f"{number}")
            void_stay(chief, fresh(case), stay=row, reason="Another person.")
    return chief


def test_a_voided_entry_says_who_voided_it(client, mine, django_assert_max_num_queries):
    _actor, case = mine
    chief = voided(case, 3)
    address = f"{case.get_absolute_url()}?voided=yes"
    client.get(address)

    with django_assert_max_num_queries(15 + 1 + 2):  # two for the savepoint of the test
        shown = client.get(address).text

    assert shown.count(f'<span class="soft">{chief.name}, ') == 3


def test_an_act_that_cannot_be_done_says_so_on_top_with_the_way_out(client, mine):
    actor, case = mine
    assert "This case is not on hold." in client.get(address(case, "resume")).text
    with eyes(actor):
        hold_case(actor, fresh(case), reason="health", note="")

    opened = client.get(address(case, "advance")).text
    sent = client.post(address(case, "advance"), {"_key": "k1", "note": ""})

    way_out = f'<a href="{address(case, "resume")}">Resume</a>'
    assert f"This case is on hold. Resume it first. {way_out}" in opened
    assert sent.status_code == 409
    assert way_out in sent.text


def test_a_closed_case_leads_to_reopening_for_those_who_may(client, mine):
    actor, case = mine
    with eyes(actor):
        close_case(actor, fresh(case), outcome="own_means", note="")
    shown = log_in(client, head()).get(address(case, "advance")).text

    assert f'<a href="{address(case, "reopen")}">Reopen the case</a>' in shown


def test_a_fact_before_the_opening_leads_to_the_opening(client, mine):
    _actor, case = mine
    log_in(client, head())
    form = {
        "_key": "k1",
        "stage": "contacted",
        "when_day": "2025-01-01",
        "when_time": "",
        "source": "mission",
        "reason": "Met.",
    }

    sent = client.post(address(case, "record-fact"), form)

    assert sent.status_code == 422
    assert f"{address(case, 'correct-transition')}?transition=" in sent.text


def test_lines_of_remarks_are_kept_and_escaped(client, mine):
    actor, _case = mine
    with eyes(actor):
        person = a_citizen(actor, note="First line\n<b>second</b>")
        case = a_case(actor, person, summary="One\nTwo")

    shown = client.get(case.get_absolute_url()).text

    assert "First line<br>&lt;b&gt;second&lt;/b&gt;" in shown
    assert "One<br>Two" in shown


def back(client, case, came_from=""):
    headers = {"referer": came_from} if came_from else {}
    shown = client.get(case.get_absolute_url(), headers=headers).text
    return shown.split('class="back" href="')[1].split('"')[0]


def test_the_way_back_keeps_the_list_as_it_was_left(client, mine):
    _actor, case = mine
    ours = "http://testserver/cases/"

    assert back(client, case, f"{ours}?held=yes&page=abc") == "/cases/?held=yes&amp;page=abc"
    assert back(client, case, f"http://testserver{address(case, 'note')}").endswith("page=abc")
    assert back(client, case, ours) == "/cases/"


def test_the_way_back_leads_nowhere_else_and_carries_no_name(client, mine):
    _actor, case = mine

    assert back(client, case, "https://evil.example/cases/?held=yes") == "/cases/"
    assert back(client, case, "http://testserver/admin/?held=yes") == "/cases/"
    assert back(client, case, "http://testserver/cases/?name=Nguyen&held=no") == "/cases/?held=no"
