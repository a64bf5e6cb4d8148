"""Words that no font here has: named before the approval, left out alike wherever one reads."""

import pytest

from cases.briefings.models import BriefingSheet
from cases.briefings.operations import publish_briefing, write_briefing
from cases.briefings.proofs import faults_in, would_be_written_otherwise
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from tests.briefings.drafts import a_few, approved, at_headquarters, drafted
from tests.refusals import refusal_of
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

ODD = "联合早报 👍"
LEFT_OUT = {"without_words": True}


@pytest.fixture
def briefing():
    """A draft with advice that cannot be printed whole."""
    a_few(3)
    writer = at_headquarters("headquarters_officer")
    found = drafted(writer)
    with eyes(writer):
        words = {f"advice_{code}": f"Gọi {ODD}" for code in ("en", "vi", "fr")}
        return write_briefing(writer, fresh(found), **words)


def sheets_of(briefing):
    with eyes(SYSTEM):
        return list(BriefingSheet.objects.filter(briefing=briefing))


def test_is_not_approved_unless_somebody_says_that_they_are_left_out(client, briefing):
    lead = log_in(client, at_headquarters("headquarters_lead"))
    address = f"/briefings/{briefing.number}/approve/"
    asked = {"_version": briefing.version, "_key": "k" * 20}

    page = lead.post(address, asked)
    told = lead.post(
        f"/api/v1{address}", {}, "application/json", headers={"If-Match": f'"{briefing.version}"'}
    )
    done = lead.post(address, asked | {"_key": "l" * 20, "without_words": "on"})

    assert page.status_code == told.status_code == 422
    assert ODD in str(page.context["form"].errors["without_words"])
    (problem,) = told.json()["problems"]
    assert (problem["field"], problem["code"]) == ("without_words", "cannot_be_printed")
    assert ODD in problem["message"]
    assert done.status_code == 302


def test_page_text_and_file_leave_out_the_same_and_say_so(client, briefing):
    approved(briefing, LEFT_OUT)

    page = log_in(client, at_headquarters("headquarters_lead")).get(
        f"/briefings/{briefing.number}/"
    )

    assert ODD in [row["value"] for row in page.context["rows"]]
    for sheet in sheets_of(briefing):
        assert "Gọi […]" in sheet.text
        assert "Gọi […]" in " ".join(sheet.pdf_text.split())
        assert "[…]" in sheet.content["notes"][-1]
        assert "联合" not in sheet.text + sheet.pdf_text
    with eyes(SYSTEM):
        assert faults_in(fresh(briefing)) == set()
        assert not would_be_written_otherwise(fresh(briefing))


def test_one_approved_when_page_and_file_still_differed_is_not_published(monkeypatch, briefing):
    monkeypatch.setattr("cases.briefings.printing.printed_words", lambda said: said)
    approved(briefing, LEFT_OUT)
    lead = at_headquarters("headquarters_lead")

    with eyes(lead):
        refused = refusal_of(publish_briefing, lead, fresh(briefing))

    assert (refused.status, refused.code) == (409, "print_differs")
