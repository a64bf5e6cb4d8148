"""Handovers on pages: the list to tick on a phone, signing with a preview, the print."""

import io
import re
from datetime import date

import pypdf
import pytest

from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.core.partial import PartialDate
from cases.movements.handover.operations import note_handover_health, note_papers, report_count
from tests.factories import ProvinceFactory, headquarters, officer
from tests.kept import once
from tests.register import a_citizen, fresh
from tests.web.session import log_in
from tests.world_handover import (
    SIDES,
    a_gate,
    a_handover,
    abroad,
    all_handed,
    expected_at,
    signed,
)
from tests.world_protection import a_group
from tests.world_reception import at_gate

pytestmark = pytest.mark.django_db
HEALTH = "Takes an invented medicine"


def text_of(page):
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))
    return plain.replace("\u00a0", " ").replace("\u2060", "")


def address(handover, verb=""):
    return f"/handovers/{handover.number}/" + (f"{verb}/" if verb else "")


def first_line(desk, handover):
    with eyes(desk):
        return handover.lines.select_related("case__citizen").order_by("position")[0]


def day_field(page):
    """Return how the page calls the field of the day."""
    return re.findall(r'name="(when[^"]*)"', page.text)[0]


def printed(client, handover, **asked):
    answer = client.get(address(handover, "print"), asked)
    assert answer.status_code == 200, answer.text[:300]
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    return re.sub(r"\s+", " ", text)


def test_the_list_of_a_mission_names_number_place_and_state(client, bangkok, handover):
    page = log_in(client, bangkok).get("/handovers/")

    assert page.status_code == 200
    assert handover.number in text_of(page)
    assert "Being prepared" in text_of(page)


def test_filters_of_the_list_narrow_it(client, bangkok, handover):
    log_in(client, bangkok)

    assert handover.number not in text_of(client.get("/handovers/?state=signed"))
    assert handover.number in text_of(client.get("/handovers/?kind=home_gate"))


def test_another_mission_finds_neither_list_nor_number(client, handover):
    stranger = log_in(client, officer(code="VTE", country="LA"))

    assert handover.number not in text_of(stranger.get("/handovers/"))
    assert stranger.get(address(handover)).status_code == 404
    assert stranger.get(address(handover, "print")).status_code == 404


def test_one_touch_says_that_a_person_is_handed_over(client, bangkok, handover):
    log_in(client, bangkok)
    line = first_line(bangkok, handover)

    answer = client.post(
        address(handover, "account-for"),
        {"lines": [str(line.uuid)], "state": "handed", "_version": "1", "_key": "one"},
        follow=True,
    )

    with eyes(bangkok):
        assert fresh(line).state == "handed"
    assert answer.redirect_chain[-1][0] == address(handover)
    assert "It is noted." in text_of(answer)


def test_whoever_is_absent_needs_why_and_where_said_on_the_spot(client, bangkok, handover):
    log_in(client, bangkok)
    line = first_line(bangkok, handover)
    page = client.get(
        address(handover, "account-for"), {"lines": str(line.uuid), "state": "absent"}
    )

    answer = client.post(
        address(handover, "account-for"),
        {"lines": [str(line.uuid)], "state": "absent", "_key": "two"},
    )

    assert 'value="absent" selected' in page.text
    assert f'value="{line.uuid}"' in page.text
    assert answer.status_code == 422
    assert "Say why." in text_of(answer)


def test_signing_shows_what_will_be_signed_and_who_is_missing(client, bangkok, handover):
    page = log_in(client, bangkok).get(address(handover, "sign"))
    refused = client.post(
        address(handover, "sign"),
        SIDES | {day_field(page): "2025-11-20", "_version": str(handover.version), "_key": "three"},
    )

    assert "Not accounted for yet" in text_of(page)
    assert f'value="{bangkok.name}"' in page.text
    assert refused.status_code == 422
    assert "2 people of the list are not accounted for yet." in text_of(refused)
    assert first_line(bangkok, handover).case.citizen.full_name in text_of(refused)


def test_signed_on_the_page_it_says_so_and_offers_no_tick_any_more(client, bangkok, handover):
    with eyes(bangkok):
        ready = all_handed(bangkok, handover)
    page = log_in(client, bangkok).get(address(handover, "sign"))
    said = SIDES | {day_field(page): "2025-11-20", "_version": str(ready.version), "_key": "four"}

    answer = client.post(address(handover, "sign"), said, follow=True)

    assert "The handover is signed." in text_of(answer)
    assert "account-for" not in answer.text
    assert "Correct a signed handover" in text_of(answer)


def test_a_family_that_goes_to_two_provinces_is_a_warning(client, bangkok, handover):
    with eyes(bangkok):
        lines = list(handover.lines.order_by("position"))
        a_group(bangkok, one=fresh(lines[0].case), other=fresh(lines[1].case))
        for line, code in zip(lines, ("N40", "N38"), strict=True):
            province = ProvinceFactory(code=code, name=f"Province {code}")
            note_papers(bangkok, fresh(handover), lines=[line], changes={"home_province": province})

    page = log_in(client, bangkok).get(address(handover))

    assert "One family goes to different provinces." in text_of(page)


def test_a_reception_officer_sees_who_comes_and_signs(client):
    gate = at_gate()
    cases = expected_at(gate)
    with eyes(gate):
        handover = a_handover(gate, cases)
    page = log_in(client, gate).get(address(handover))

    assert page.status_code == 200
    assert cases[0].reference in text_of(page)
    assert "Sign the handover" in text_of(page)
    assert "Annex on health" not in text_of(page)
    assert client.get(address(handover, "print"), {"annex": "health"}).status_code == 403


def test_cases_chosen_on_the_work_list_come_into_the_new_list(client, bangkok, home):
    a_gate()
    cases = [case.reference for case in home[:2]]
    page = log_in(client, bangkok).get("/handovers/prepare/", {"cases": cases})
    made = client.post(
        "/handovers/prepare/",
        {"cases": cases, "kind": "home_gate", "place": "noi-bai", "_key": "five"},
        follow=True,
    )

    assert "2 cases chosen" in text_of(page)
    assert made.status_code == 200
    assert all(reference in text_of(made) for reference in cases)


@once
def with_everything():
    with eyes(officer()) as actor:
        born = a_citizen(actor, birth=PartialDate(date(1998, 4, 12), "day"))
        handover = a_handover(actor, [abroad(actor, citizen=born), abroad(actor)])
        line = handover.lines.order_by("position")[0]
        said = {"papers": ["travel-document"], "belongings": "One bag"}
        note_papers(actor, fresh(handover), lines=[line], changes=said)
        report_count(actor, fresh(handover), count="left-legally", number=22, said_by="Gate post")
        note_handover_health(actor, fresh(handover), line=line, words=HEALTH)
        return signed(actor, fresh(handover))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ("Minutes of handover at the gate", "Handed over by", "Received by", "12 April 1998"),
        ),
        ("vi", ("BIÊN BẢN BÀN GIAO TẠI CỬA KHẨU", "Lê Minh Họa", "Trần Ví Dụ", "12/04/1998")),
        ("fr", ("Procès-verbal de remise au poste-frontière", "Trần Ví Dụ", "12 avril 1998")),
    ],
)
def test_the_minutes_are_read_back(client, bangkok, with_everything, language, words):
    done = with_everything
    log_in(client, bangkok)

    text = printed(client, done, language=language)

    for word in (
        *words,
        done.number,
        first_line(bangkok, done).case.reference,
        "One bag",
        "Gate post",
        "22",
        "1/1",
    ):
        assert word in text, word
    assert done.digest in text.replace(" ", "")
    assert HEALTH not in text
    with eyes(bangkok):
        assert AuditEntry.objects.filter(event="handover.printed").exists()


def test_the_annex_on_health_is_for_readers_of_the_group_alone(client, bangkok, handover):
    with eyes(bangkok):
        line = handover.lines.order_by("position")[0]
        note_handover_health(bangkok, fresh(handover), line=line, words=HEALTH)
    log_in(client, bangkok)

    assert HEALTH in printed(client, handover, language="en", annex="health")
    assert HEALTH in text_of(client.get(address(handover)))


def test_headquarters_officers_read_no_health(client, bangkok, handover):
    with eyes(bangkok):
        line = handover.lines.order_by("position")[0]
        note_handover_health(bangkok, fresh(handover), line=line, words=HEALTH)
    page = log_in(client, headquarters()).get(address(handover))

    assert page.status_code == 200
    assert HEALTH not in page.text
    assert client.get(address(handover, "print"), {"annex": "health"}).status_code == 403


def test_a_language_that_there_is_not_is_refused_by_name(client, bangkok, handover):
    answer = log_in(client, bangkok).get(address(handover, "print"), {"language": "th"})

    assert answer.status_code == 422


def test_the_page_of_the_case_tells_the_signed_handover_on_its_day(client, bangkok, handover):
    with eyes(bangkok):
        done = signed(bangkok, handover)
    line = first_line(bangkok, done)
    page = log_in(client, bangkok).get(line.case.get_absolute_url())

    assert page.status_code == 200
    assert f"Handover {done.number}: Handed over" in text_of(page)
