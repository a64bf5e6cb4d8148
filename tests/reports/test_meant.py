"""Whom a report is about: who on record is perhaps meant, the case it is linked to, a new case."""

import pytest
from django.urls import reverse

from cases.core.context import eyes
from cases.reports.operations import link_report
from tests.casework.between import shared
from tests.factories import IncidentFactory, officer
from tests.register import a_case, a_citizen, fresh
from tests.reports.told import TEXT, an_opened_report
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def act(report, verb):
    return reverse("received_report_operation", args=[report.uuid, verb])


def test_who_is_perhaps_meant_is_told_with_reasons_and_linked_at_once(client, bangkok):
    with eyes(bangkok):
        case = a_case(bangkok, a_citizen(bangkok, full_name="Trần Văn Thử Nghiệm"))
        report = an_opened_report(bangkok)
    page = log_in(client, bangkok).get(report.get_absolute_url())
    told = page.context["people"][0]["matches"][0]
    client.post(
        act(report, "link"),
        {"case": case.reference, "_key": "one", "_version": str(report.version)},
    )

    assert (told["name"], told["cases"][0]["reference"]) == ("Trần Văn Thử Nghiệm", case.reference)
    assert told["reasons"]
    shown = client.get(case.get_absolute_url())
    assert TEXT in shown.text
    assert report.get_absolute_url() in shown.text


def test_people_of_other_missions_are_never_named_as_perhaps_meant(client, bangkok):
    with eyes(officer(code="RGN")) as yangon:
        a_case(yangon, a_citizen(yangon, full_name="Trần Văn Thử Nghiệm"))
    with eyes(bangkok):
        report = an_opened_report(bangkok)

    page = log_in(client, bangkok).get(report.get_absolute_url())

    assert page.context["people"][0]["matches"] == []


def test_a_mission_that_only_has_the_case_is_told_with_whom_the_report_is(client, bangkok):
    yangon = officer(code="RGN")
    with eyes(bangkok):
        case = a_case(bangkok)
        link_report(bangkok, an_opened_report(bangkok), case=case)
        shared(bangkok, yangon, case)

    page = log_in(client, yangon).get(case.get_absolute_url())

    assert page.status_code == 200
    assert "Report received: E-mail" in page.text
    assert TEXT not in page.text


def test_a_case_begun_from_a_report_is_linked_to_it_once_it_is_sent(client, bangkok):
    incident = IncidentFactory()
    with eyes(bangkok):
        report = an_opened_report(
            bangkok,
            incident=incident,
            people="Lê Khuê Giả, 1999, C1234567\nTrần Văn Thử Nghiệm, 1999",
            sender_relation="mother",
        )
    begun = log_in(client, bangkok).post(act(report, "register"), {"person": "1", "_key": "one"})
    page = client.get(begun.headers["Location"])
    form = page.context["form"]
    key = page.context["key"]
    typed = {
        "full_name": form["full_name"].value(),
        "nationality": "VN",
        "incident": form["incident"].value(),
        "report_source": form["report_source"].value(),
        "draft": key,
        "_key": key,
    }
    sent = client.post(reverse("case_new"), typed)

    assert (typed["full_name"], typed["report_source"]) == ("Lê Khuê Giả", "relative")
    assert form["document_number"].value() == "C1234567"
    assert form["relative_name"].value() == "Invented Mother"
    assert "Khu" not in begun.headers["Location"]
    assert sent.status_code == 302, sent.text[-2000:]
    with eyes(bangkok):
        assert fresh(report).status == "linked"
        link = report.links.get()
        assert link.case.citizen.full_name == "Lê Khuê Giả"
