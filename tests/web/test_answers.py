"""The page of a reply: every kind of answer on one page, the act, where it is found."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from cases.casework.models import Inquiry
from cases.casework.operations import ask_step
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.models import AuditEntry
from cases.intake.lists.models import ReceivedList
from cases.intake.lists.pages import answers
from cases.missions.models import Authority
from cases.procedures.models import Procedure
from tests.api.calls import JSON
from tests.casework.playbooks import step
from tests.factories import headquarters, officer
from tests.gauges.test_html import faults_of
from tests.intake.lists.replies import (
    HEADINGS,
    a_question_playbook,
    asked,
    reply,
    states,
    the_body,
)
from tests.register import a_case, a_citizen, fresh
from tests.web.session import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_store")]

BANGKOK = ZoneInfo("Asia/Bangkok")
ASKED = When(day=date(2025, 11, 4))


def make_world():
    with eyes(officer()) as actor:
        a_question_playbook()
        names = ("Zqan Thử", "Zqbinh Thử", "Zqcuong Thử", "Zqdung Thử", "Zqem Thử")
        an, binh, cuong, dung, em = (asked(actor, name) for name in names)
        unasked = a_case(actor, a_citizen(actor, full_name="Zqnever Thử"))
        received = reply(
            actor,
            [an.reference, "", "", "", "yes"],
            [binh.reference, "", "", "", "không"],
            [cuong.reference, "", "", "", "another person"],
            [unasked.reference, "", "", "", "yes"],
            [dung.reference, "Zqdung Thử", "26/04/1999", "", "yes"],
        )
        return actor, fresh(received), em, dung


@pytest.fixture
def page(world):
    return logged_in(world[0])


def section(text, code):
    """Return what stands in one part of the page."""
    return text.partition(f'<section class="band" id="{code}"')[2].partition("</section>")[0]


def test_one_page_shows_every_kind_of_answer_and_what_was_not_answered(page, world):
    actor, received, em, _dung = world

    text = page.get(received.get_absolute_url()).text

    assert "Zqan Thử" in section(text, "yes")
    assert "Zqbinh Thử" in section(text, "no")
    assert "Zqcuong Thử" in section(text, "another_person")
    assert "Zqnever Thử" in section(text, "not_asked")
    assert "It is this case" in section(text, "differs")
    assert em.reference in section(text, "not_answered")
    assert "Above the table" in section(text, "left_out")
    assert "Record 2 answers" in text
    with eyes(actor):
        assert AuditEntry.objects.filter(operation="list_cases", fields=["list"]).count() == 1


def test_a_question_is_of_its_day_at_the_mission_and_the_rest_is_shown(page, world, monkeypatch):
    actor, received, em, dung = world
    with eyes(actor):
        row = received.rows.get(values__case=dung.reference)
        row.values |= {"question": ""}
        row.save(update_fields=["values"])
        early = datetime(2025, 11, 4, 6, 30, tzinfo=BANGKOK)
        Inquiry.objects.filter(case=em).update(asked_from=early, asked_at=early)
    monkeypatch.setattr(answers, "AT_ONCE", 1)
    address = received.get_absolute_url()

    first = section(page.get(address).text, "not_answered")
    rest = section(page.get(f"{address}?show=not_answered").text, "not_answered")

    assert ("?show=not_answered" in first, em.reference in first) == (True, False)
    assert ("asked on 4 Nov 2025" in rest, dung.reference in rest) == (True, True)
    assert "Show more" not in rest


def test_that_another_person_is_meant_is_recorded_on_the_row(page, world):
    actor, received, *_more = world
    with eyes(actor):
        row = received.rows.get(state="another_person")
    address = f"/list-rows/{row.uuid}/another-person/"
    assert address in section(page.get(received.get_absolute_url()).text, "another_person")

    page.post(address, {"_key": "a", "_version": row.version}, follow=True)

    with eyes(actor):
        assert fresh(row).state == "answered"


def test_what_is_asked_for_a_restricted_step_is_said_to_be_answered_on_its_case(page, world):
    actor, _received, em, _dung = world
    link = "?asked_of=vn-verifies"
    offered = link in page.get("/board/").text
    with eyes(actor):
        Procedure.objects.filter(code="reply").update(restricted="protection")
        received = reply(actor, [em.reference, "", "", "", "yes"])

    text = section(page.get(received.get_absolute_url()).text, "not_asked")

    assert "answered before, or is answered on its case" in text
    assert (offered, link in page.get("/board/").text) == (True, False)


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_the_pages_stand_in_each_language_and_need_no_mending(page, world, language):
    for path in (world[1].get_absolute_url(), reverse("list_receive_answers")):
        answer = page.get(path, headers={"Accept-Language": language})

        assert f'lang="{language}"' in answer.text
        assert faults_of(answer.content) == []


def test_the_act_leads_back_to_the_page_and_the_letter_can_follow(page, world):
    actor, received, _em, _dung = world
    address = reverse("list_accept_answers", args=[received.uuid])

    answer = page.post(address, {"_key": "a", "_version": received.version}, follow=True)

    assert "Attach their letter" in answer.text
    with eyes(actor):
        assert states(received) == [
            *("answered", "answered", "another_person", "not_asked", "differs")
        ]


def test_what_differs_is_decided_with_old_beside_new(page, world):
    actor, received, _em, dung = world
    with eyes(actor):
        row = received.rows.get(number=6)
    address = reverse("list_row_operation", args=[row.uuid, "match"])
    text = section(page.get(received.get_absolute_url()).text, "differs")

    sent = {"_key": "b", "_version": row.version, "case": dung.reference}
    sent |= {"show": "differs", "list": str(received.uuid)}
    without = page.post(address, sent)
    page.post(address, sent | {"birth_differs": "keep"})

    assert ("On record: 25 Apr 1999" in text, "In the answer: 26 Apr 1999" in text) == (True, True)
    assert (without.status_code, "Say which of the two holds." in without.text) == (422, True)

    with eyes(actor):
        assert received.rows.get(number=6).state == "ready"


def test_a_stale_page_records_nothing(page, world):
    actor, received, _em, _dung = world
    address = reverse("list_accept_answers", args=[received.uuid])

    answer = page.post(address, {"_key": "c", "_version": received.version + 7})

    assert answer.status_code == 409
    with eyes(actor):
        assert states(received)[0] == "ready"


def test_a_reply_is_pasted_and_found_beside_the_lists_and_on_the_board(page, world):
    _actor, _received, em, _dung = world
    board = page.get(reverse("board")).text
    address = f"{reverse('list_receive_answers')}?asked_of=vn-verifies"
    form = page.get(address).text
    said = {"incident": "2025-10-myawaddy", "received_on": "2025-11-13", "as_of": "2025-11-13"}
    table = "\t".join(HEADINGS) + f"\n{em.reference}\t\t\t\tyes\n"

    answer = page.post(
        reverse("list_receive_answers"),
        said | {"asked_of": "vn-verifies", "pasted": table, "_key": "d"},
        follow=True,
    )

    assert address in board
    assert 'value="vn-verifies" selected' in form
    assert "Record 1 answer" in answer.text
    assert reverse("list_receive_answers") in page.get(reverse("list_index")).text


def test_the_api_tells_and_records_the_same(page, world):
    actor, received, em, _dung = world
    with eyes(actor):
        ask_step(actor, fresh(em), step=step(em, "removal"), asked_of=the_body(), when=ASKED)
    address = f"/api/v1/lists/{received.uuid}/"

    told = page.get(address).json()
    rows = page.get(f"{address}rows/?state=ready").json()
    act = page.post(f"{address}accept-answers/", {}, content_type=JSON, headers={"If-Match": "*"})

    assert (told["asked_of"], told["not_answered"]) == ("vn-verifies", [em.reference])
    assert [row["values"]["meaning"] for row in rows["results"]] == ["yes", "no"]
    assert act.status_code == 200
    with eyes(actor):
        assert ReceivedList.objects.get(pk=received.pk).version == received.version + 1


def test_headquarters_reads_the_reply_and_another_mission_does_not(world):
    received = world[1]

    with eyes(headquarters()) as lead:
        assert ReceivedList.objects.visible_to(lead).filter(pk=received.pk).exists()
    with eyes(officer(yangon=True)) as other:
        assert not ReceivedList.objects.visible_to(other).filter(pk=received.pk).exists()


def test_the_body_is_named_in_the_language_of_the_reader(page, world):
    actor, received, _em, _dung = world
    with eyes(actor):
        Authority.objects.filter(pk=received.asked_of_id).update(name_vi="Cục Thử nghiệm")

    text = page.get(received.get_absolute_url(), headers={"Accept-Language": "vi"}).text

    assert "Cục Thử nghiệm" in text.partition("<h1")[2].partition("</h1>")[0]
