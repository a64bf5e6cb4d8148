"""Letters on pages: two clicks from the case, the draft, the register, the reply, the batch."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cases.casework.operations import close_case, reopen_case
from cases.citizens.models import Citizen
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.core.models import AuditEntry
from cases.letters.models import Letter, LetterBatch
from cases.letters.pages.words import waiting_days
from cases.missions.models import Mission
from cases.missions.queries import system_at
from tests.api.calls import caller
from tests.casework.linking import VIENTIANE
from tests.factories import head
from tests.letters.written import (
    NAME,
    a_letter,
    a_ready_case,
    at_a_place,
    sent,
    with_estimate,
)
from tests.register import fresh
from tests.web.session import log_in
from tests.world_sealed import at_border

pytestmark = pytest.mark.django_db


def looks(operation):
    return AuditEntry.objects.filter(operation=operation).count()


def posted(page, **said):
    form = page.context["form"]
    shown = {name: form.initial.get(name) or "" for name in form.fields if name != "accepted"}
    return shown | {"_version": page.context["version"], "_key": "one"} | said


def test_two_clicks_lead_from_the_case_to_the_issued_letter(client, chief, case):
    page = log_in(client, chief).get(case.get_absolute_url())
    (link,) = re.findall(r'href="([^"]*issue-letter/\?letter=vb02)"', page.text)

    first = client.get(link)  # the first click
    second = client.post(link, posted(first))  # the second

    with eyes(chief):
        letter = Letter.objects.get()
    assert second.status_code == 302
    assert second.url == letter.get_absolute_url()
    assert letter.number in client.get(second.url).text


def test_the_case_page_shows_issued_letters_and_those_of_open_steps_first(client, chief, case):
    with eyes(chief):
        letter = a_letter(chief, case)
    page = log_in(client, chief).get(case.get_absolute_url()).text

    assert letter.number in page
    assert "issue-letter/?letter=vb02" not in page
    assert "issue-letter/?letter=consular-access" in page
    assert "Letter issued: Request for verification of identity (VB02)" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Appendix II, on capital letters"),
        ("vi", "Phụ lục II về viết hoa"),
        ("fr", "l’annexe II, sur les majuscules"),
    ],
)
def test_staff_read_what_of_the_layout_nobody_has_read(client, chief, case, language, words):
    with eyes(chief):
        letter = a_letter(chief, case)
        english = a_letter(chief, at_a_place(chief, fresh(case)), "note-verbale")
    log_in(client, chief)
    page = reverse("issue_letter", args=[case.reference])
    kept = {"HTTP_ACCEPT_LANGUAGE": language}

    for link in (page, f"{page}?letter=vb02", letter.get_absolute_url()):
        assert words in client.get(link, **kept).text
    assert words not in client.get(english.get_absolute_url(), **kept).text
    told = caller(chief).get(f"/api/v1/cases/{case.reference}/letters/", **kept).json()
    said = {row["letter"]: row["unconfirmed"] for row in told["letters"]}
    assert words in said["tk03"]
    assert "TK03" in said["tk03"][0]
    assert said["note-verbale"] == []


def test_the_admin_says_on_a_letter_what_of_its_layout_nobody_has_read(client, chief, case):
    with eyes(chief):
        letter = a_letter(chief, case)
    log_in(client, chief)

    page = client.get(reverse("admin:cases_letter_change", args=[letter.pk]))

    assert "the printed layout of form VB02; " in page.text


def test_what_is_missing_is_named_with_a_link_before_and_after(client, chief):
    with eyes(chief):
        case = a_ready_case(chief, sex="u")
    log_in(client, chief)
    link = reverse("issue_letter", args=[case.reference]) + "?letter=vb02"

    page = client.get(link)
    answer = client.post(link, posted(page))

    correct = f"/citizens/{case.citizen.uuid}/correct/?case={case.reference}"
    assert correct in page.text
    assert answer.status_code == 422
    assert "Not recorded yet: Sex" in answer.text
    assert correct in answer.text


def test_without_a_letter_the_page_offers_all_with_why_not(client, chief, case):
    page = log_in(client, chief).get(reverse("issue_letter", args=[case.reference])).text

    assert "?letter=vb02" in page
    assert "The playbook of the case has no step for this letter." in page


def test_a_draft_is_marked_stored_nowhere_and_on_record(client, chief, case):
    answer = log_in(client, chief).get(reverse("letter_draft", args=[case.reference, "vb02"]))

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    with eyes(chief):
        assert not Letter.objects.exists()
        assert looks("show_letter_draft") == 1


def test_a_draft_of_no_letter_is_not_found(client, chief, case):
    log_in(client, chief)

    assert client.get(reverse("letter_draft", args=[case.reference, "poem"])).status_code == 404


def test_opening_the_file_is_on_record(client, chief, case):
    with eyes(chief):
        letter = a_letter(chief, case)
    answer = log_in(client, chief).get(reverse("letter_file", args=[letter.uuid]))

    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer.headers["Cache-Control"]
    with eyes(chief):
        assert looks("download_letter") == 1


def test_the_page_of_a_letter_leads_to_the_answer_on_its_step(client, chief, case):
    with eyes(chief):
        letter = sent(chief, a_letter(chief, case))
    page = log_in(client, chief).get(letter.get_absolute_url()).text

    assert NAME in page
    assert f"/cases/{case.reference}/record-answer/?step=identity-verification" in page
    assert "waits for a reply for 0 days" in page


def test_no_day_when_the_case_was_closed_is_waited_for_a_reply(chief, case):
    with eyes(chief):
        letter = sent(chief, a_letter(chief, case))
    system, start = system_at(case.mission), timezone.now()
    for days, act, said in (
        (3, close_case, {"outcome": "declined"}),
        (10, reopen_case, {"reason": "She called."}),
    ):
        moment = start + timedelta(days=days)
        with time_machine.travel(moment), eyes(system), replay(moment):
            act(system, fresh(case), **said)

    with eyes(chief):
        told = waiting_days([letter], start + timedelta(days=12))

    assert told == {letter.pk: "4 days"}


def test_a_bare_day_of_a_closing_is_that_of_the_mission_of_the_case_whoever_wrote(chief, case):
    with eyes(chief):
        letter = sent(chief, a_letter(chief, case))
    system, moment = system_at(case.mission), timezone.now() + timedelta(days=3)
    day = When(day=moment.astimezone(ZoneInfo(case.mission.zone)).date())
    with time_machine.travel(moment), eyes(system), replay(moment):
        close_case(system, fresh(case), outcome="lost_contact", when=day, source="mission")
    letter.mission = Mission(zone="Asia/Yangon")

    with eyes(chief):
        assert waiting_days([letter], moment) == {letter.pk: "2 days"}


def test_the_register_lists_what_waits_for_a_reply_by_a_filter(client, chief, case):
    with eyes(chief):
        waits = sent(chief, a_letter(chief, case))
        needs_none = a_letter(chief, case, "interview-sheet")
    everything = log_in(client, chief).get("/letters/").text
    waiting = client.get("/letters/?state=waiting").text
    overdue = client.get("/letters/?state=overdue").text
    odd = client.get("/letters/?state=nonsense&kind=vb02&year=abc")

    assert waits.number in everything
    assert needs_none.number in everything
    assert waits.number in waiting
    assert needs_none.number not in waiting
    assert waits.number not in overdue
    assert odd.status_code == 200


def test_today_tells_of_letters_without_a_reply(client, chief, case):
    with eyes(chief):
        sent(chief, a_letter(chief, case))
        a_letter(chief, case, "note-verbale")
    page = log_in(client, chief).get("/").text

    assert "letter without a reply" in page
    assert "/letters/?state=waiting" in page
    assert "letter issued, not sent" in page
    assert "/letters/?state=issued" in page


def test_a_restricted_letter_keeps_its_number_open_and_its_words_closed(client, chief, case):
    with eyes(chief):
        letter = a_letter(chief, with_estimate(chief, case), "undertaking")
    Letter.objects.filter(pk=letter.pk).update(sent_accepted=["record_out_of_sight"])
    border = at_border()
    told = caller(border).get(f"/api/v1/letters/{letter.uuid}/").json()
    page = log_in(client, border).get(letter.get_absolute_url()).text

    assert told["sent_accepted"] is told["accepted"] is told["text"] is None
    assert "Looked at when it was sent" not in page
    assert letter.number in page
    assert NAME not in page.split("What it says")[1]
    assert "restricted (Money)" in page
    assert client.get(reverse("letter_file", args=[letter.uuid])).status_code == 403


def test_chosen_cases_lead_to_letters_for_all_of_them(client, chief, case):
    with eyes(chief):
        other = a_ready_case(chief)
    log_in(client, chief)
    chosen = [case.reference, other.reference]

    asked = client.post("/cases/chosen/", {"case": chosen, "other": "letters"})
    page = client.get(asked.url)
    answer = client.post(
        "/letter-batches/issue/", {"cases": chosen, "letter": "vb02", "_key": "one"}
    )

    with eyes(chief):
        batch = LetterBatch.objects.get()
    assert "2 cases chosen" in page.text
    assert answer.url == batch.get_absolute_url()
    assert client.get(reverse("letter_batch_file", args=[batch.uuid])).content[:4] == b"%PDF"
    assert case.reference in client.get(answer.url).text


def test_what_was_typed_for_many_counts_and_what_is_left_out_is_said_by_who_leaves_it_out(client):
    with eyes(head(**VIENTIANE)) as vientiane:
        cases = [at_a_place(vientiane, a_ready_case(vientiane)) for _number in range(2)]
        Citizen.objects.filter(pk=cases[1].citizen_id).update(now_country="MM")
    form = {"cases": [case.reference for case in cases], "letter": "note-verbale"}
    typed = form | {"addressee": "th-mfa", "remark": "Đề nghị sớm trả lời bằng văn bản."}
    address = "/letter-batches/issue/"
    log_in(client, vientiane)

    page = client.get(address, form).text
    refused = client.post(address, typed)
    ticked = typed | {"accepted": "remark_in_other_language", "leave_out": "on", "_key": "one"}
    issued, again = (client.post(address, ticked) for _press in range(2))
    after = client.get(issued.url).text

    assert "Cannot have this letter yet" not in page
    assert page.count("and the person is in") == len(cases)
    assert 'value="remark_in_other_language"' in refused.text
    assert refused.text.count("the person is in Myanmar") >= 1
    assert "the person is in Thailand" not in refused.text
    assert (issued.status_code, again.url) == (302, issued.url)
    assert f"{cases[1].reference}</span>: The letter goes to a body of Thailand" in after
    assert after.count("Left out:") == 1


def test_words_of_ones_own_can_be_ticked_on_the_page_of_one_letter(client, chief, case):
    with eyes(chief):
        case = at_a_place(chief, case)
    address = f"/cases/{case.reference}/issue-letter/"
    typed = {"letter": "note-verbale", "remark": "Đề nghị sớm trả lời bằng văn bản."}
    log_in(client, chief)

    refused = client.post(address, typed)
    issued = client.post(address, typed | {"accepted": "remark_in_other_language"})

    assert 'value="remark_in_other_language"' in refused.text
    assert issued.status_code == 302
