"""The pages of reports: the desk, one report, a pasted mail, the counter, the course of a case."""

import pytest
from django.urls import reverse

from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.reports import queries
from cases.reports.models import ReceivedReport
from cases.reports.operations import close_report, return_report
from tests.factories import PostingFactory, headquarters
from tests.register import fresh
from tests.reports.told import TEXT, a_received_report, an_opened_report
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

LIST = "/received-reports/"
RAW = """From: =?utf-8?B?TeG6uSBUaOG7rQ==?= <mother@example.org>
To: desk@example.org
Date: Wed, 22 Oct 2025 09:15:00 +0700
Subject: =?utf-8?Q?T=C3=ACm_con?=

Con toi la Tran Van Thu. Xin giup."""


def act(report, verb):
    return reverse("received_report_operation", args=[report.uuid, verb])


def test_the_desk_lists_envelopes_and_never_what_is_said(client, bangkok):
    with eyes(bangkok):
        report = a_received_report(bangkok, subject="Where is he")

    page = log_in(client, bangkok).get(LIST)

    assert report.get_absolute_url() in page.text
    assert "Where is he" in page.text
    assert TEXT not in page.text
    with eyes(bangkok):
        assert AuditEntry.objects.get(operation="list_received_reports").subjects[0]["rows"] == 1


def test_a_report_is_read_only_after_somebody_opened_it(client, bangkok):
    with eyes(bangkok):
        report = a_received_report(bangkok)
    sealed = log_in(client, bangkok).get(report.get_absolute_url())
    opened = client.post(act(report, "open"), {"_key": "one"}, follow=True)

    assert TEXT not in sealed.text
    assert TEXT in opened.text
    with eyes(bangkok):
        assert fresh(report).opened_by_id == bangkok.staff_id
        assert AuditEntry.objects.filter(operation="show_received_report").count() == 2


def test_two_clicks_open_it_once(client, bangkok):
    with eyes(bangkok):
        report = a_received_report(bangkok)
    log_in(client, bangkok)

    for _click in range(2):
        assert client.post(act(report, "open"), {"_key": "one"}).status_code == 302

    with eyes(bangkok):
        assert AuditEntry.objects.filter(event="received_report.opened").count() == 1


def test_a_pasted_mail_fills_in_what_it_says_before_anything_is_kept(client, bangkok):
    log_in(client, bangkok)

    shown = client.post(f"{LIST}take-down/", {"text": RAW, "_preview": "1", "sender_name": "Typed"})

    form = shown.context["form"]
    assert form["sender_email"].value() == "mother@example.org"
    assert form["sender_name"].value() == "Typed"
    assert form["subject"].value() == "Tìm con"
    assert form["channel"].value() == "mail"
    assert form["received"].value() == ["2025-10-22", "09:15"]
    with eyes(bangkok):
        assert ReceivedReport.objects.count() == 0


def test_a_report_is_taken_down_and_found_by_words_that_stand_in_no_address(client, bangkok):
    log_in(client, bangkok)
    client.post(f"{LIST}take-down/", {"text": RAW, "people": "Trần Văn Thử", "_key": "one"})
    client.post(f"{LIST}take-down/", {"text": "Nothing.", "channel": "other", "_key": "two"})

    found = client.post(LIST, {"q": "con tran THỬ"})
    page = client.get(found.headers["Location"])

    assert "tran" not in found.headers["Location"]
    assert [line["sender"] for line in page.context["lines"]] == ["Mẹ Thử"]
    with eyes(bangkok):
        report = ReceivedReport.objects.get(channel="mail")
        assert report.received_at.isoformat() == "2025-10-22T02:15:00+00:00"


def test_hostile_text_is_shown_and_does_nothing(client, bangkok):
    odd = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ settings }} \"'>"
    with eyes(bangkok):
        report = an_opened_report(
            bangkok, text=odd, subject=odd, sender_name=odd, people=f"{odd}\nLê Thử"
        )

    page = log_in(client, bangkok).get(report.get_absolute_url())

    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


@pytest.mark.parametrize("text", ["a\x00b", "", "x" * 60_001])
def test_what_cannot_be_kept_is_refused_at_its_field(client, bangkok, text):
    log_in(client, bangkok)

    page = client.post(f"{LIST}take-down/", {"text": text, "channel": "other", "_key": "one"})

    assert page.status_code == 422
    assert "text" in page.context["form"].errors


def test_the_counter_of_unopened_reports_stands_in_the_menu_and_on_today(client, bangkok):
    with eyes(bangkok):
        for _number in range(3):
            a_received_report(bangkok)
        an_opened_report(bangkok)

    page = log_in(client, bangkok).get("/")

    assert page.context["frame"]["unopened"] == "3"
    assert "3" in {row.count for row in page.context["waiting"] if "unopened" in str(row.label)}
    with eyes(bangkok):
        return_report(bangkok, ReceivedReport.objects.filter(status="unopened")[0], reason="No.")
    assert client.get("/").context["frame"]["unopened"] == "2"


def test_the_counter_is_capped(client, bangkok):
    with eyes(bangkok):
        first = a_received_report(bangkok)
        copies = [fresh(first) for _number in range(130)]
        for copy in copies:
            copy.pk, copy.uuid = None, None
        for copy in copies:
            copy.uuid = ReceivedReport._meta.get_field("uuid").get_default()
        ReceivedReport.objects.bulk_create(copies)

    page = log_in(client, bangkok).get(LIST)

    assert page.context["frame"]["unopened"] == "99+"
    assert page.context["count"] == "99+"


def test_headquarters_is_told_of_those_that_no_mission_has(client, bangkok):
    lead = headquarters()
    with eyes(bangkok):
        a_received_report(bangkok)
    with eyes(lead):
        report = a_received_report(lead, sender_name="Nobody's")

    page = log_in(client, lead).get(LIST)
    of_mission = client.get(LIST, {"mission": "BKK"})

    assert page.context["frame"]["unopened"] == "1"
    assert [line["url"] for line in page.context["lines"]] == [report.get_absolute_url()]
    assert len(of_mission.context["lines"]) == 1


@pytest.mark.parametrize("role", ["reception_officer", "auditor", "spokesperson", "administrator"])
def test_other_roles_see_neither_counter_nor_list(client, bangkok, role):
    with eyes(bangkok):
        report = a_received_report(bangkok)
    other = PostingFactory(role=role).actor()
    assert log_in(client, other).get(LIST).status_code == 403
    assert client.get(report.get_absolute_url()).status_code in {403, 404}


def test_pages_follow_each_other_and_a_place_made_up_is_refused(client, bangkok, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    with eyes(bangkok):
        for _number in range(3):
            a_received_report(bangkok)
    first = log_in(client, bangkok).get(LIST)
    second = client.get(first.context["next_url"])

    urls = [line["url"] for page in (first, second) for line in page.context["lines"]]
    assert len(urls) == len(set(urls)) == 3
    for place in ("x", "after:2025-11-24T10:00:00+00:00~zq", "after:2025-11-24T10:00:00+00:00~'"):
        assert client.get(LIST, {"page": place}).status_code == 422


def test_a_list_costs_the_same_however_long(client, bangkok, django_assert_max_num_queries):
    with eyes(bangkok):
        for _number in range(12):
            a_received_report(bangkok, people="Lê Thử, 1999")
    log_in(client, bangkok).get(LIST)

    with django_assert_max_num_queries(12):
        client.get(LIST)


def test_a_stale_page_is_told_and_changes_nothing(client, bangkok):
    with eyes(bangkok):
        report = an_opened_report(bangkok)
        close_report(bangkok, report, reason="spam")
    log_in(client, bangkok)

    page = client.post(act(report, "close"), {"reason": "answered", "_version": "1", "_key": "x"})

    assert page.status_code == 409
    with eyes(bangkok):
        assert fresh(report).close_reason == "spam"
