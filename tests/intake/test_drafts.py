"""Drafts: kept on the server, nobody else's, ended by sending, throwing away or a week."""

from datetime import timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.casework.models import Case
from cases.casework.operations import accept_transfer, offer_transfer
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.intake.models import Draft
from cases.intake.operations import (
    discard_draft,
    register_another,
    register_reported,
    save_draft,
)
from cases.intake.queries import AT_MOST, drafts_of
from cases.missions.models import Mission, Posting
from cases.movements.musters.models import MusterStranger
from cases.reports.operations import pass_report, return_report
from tests.factories import IncidentFactory, PlaceFactory, PostingFactory, head, officer
from tests.factories import headquarters as at_headquarters
from tests.jobs import run_jobs
from tests.refusals import refusal_of
from tests.register import a_case, fresh
from tests.reports.told import an_opened_report
from tests.statements import selected_value
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

NAME = "Zqdraft Thử"
ENOUGH = {"full_name": NAME, "incident": "2025-10-myawaddy", "report_source": "walk_in"}
ENOUGH |= {"nationality": "VN"}


@pytest.fixture
def author():
    """An officer with one open incident and a ford into Thailand."""
    IncidentFactory()
    PlaceFactory()
    return officer()


def begun(actor, **typed):
    with eyes(actor):
        return save_draft(actor, content={"full_name": NAME} | typed)


def rows_in_sight(actor):
    """Count the drafts that the database itself shows."""
    with eyes(actor):
        return selected_value("select count(*) from cases_draft")


def elsewhere(actor):
    """The same person at another posting."""
    staff = Posting.objects.get(pk=actor.posting_id).staff
    return PostingFactory(staff=staff, mission__code="VTE", mission__country="LA").actor()


OTHERS = {
    "the head of the mission": lambda author: head(),
    "a colleague": lambda author: officer(),
    "another mission": lambda author: officer(yangon=True),
    "headquarters": lambda author: at_headquarters(),
    "the author at another posting": elsewhere,
    "the system": lambda author: SYSTEM,
}


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_sees_a_draft_in_the_database(author, who):
    begun(author)

    assert rows_in_sight(OTHERS[who](author)) == 0
    assert rows_in_sight(author) == 1


@pytest.mark.parametrize("who", list(OTHERS)[:4])
def test_no_page_shows_or_ends_the_draft_of_another(client, author, who):
    draft = begun(author)
    log_in(client, OTHERS[who](author))

    pages = [
        client.get(reverse("worklist")),
        client.get(reverse("case_new")),
        client.get(reverse("case_new"), {"draft": str(draft.uuid)}),
        client.get(f"/api/v1/drafts/{draft.uuid}/"),
        client.get("/api/v1/drafts/"),
    ]
    thrown = client.post(reverse("draft_discard", args=[draft.uuid]))

    assert not any(NAME in page.text for page in pages)
    assert pages[3].status_code == 404
    assert thrown.status_code == 404
    with eyes(author):
        assert Draft.objects.get().ended_at is None


def test_a_key_that_is_somebody_elses_writes_nothing_over(author):
    draft = begun(author)
    with eyes(officer()) as other, pytest.raises(Refused) as refusal:
        save_draft(other, content={"full_name": "Another"}, draft=str(draft.uuid))

    assert refusal.value.status == 422
    with eyes(author):
        assert Draft.objects.get().content == {"full_name": NAME}


def test_the_page_gives_back_what_was_typed_unfinished_dates_too(client, author):
    draft = begun(author, birth_day="31", birth_month="2", crossing_when_day="2025-10-22")
    page = log_in(client, author).get(reverse("case_new"), {"draft": str(draft.uuid)})

    assert NAME in page.text
    assert 'name="birth_day" value="31"' in page.text
    assert 'name="crossing_when_day" value="2025-10-22"' in page.text
    assert set(page.context["open_parts"]) == {"person", "crossing"}
    assert page.context["key"] == str(draft.uuid)
    assert not page.context["form"].errors


def test_work_list_and_new_case_offer_to_go_on_or_throw_it_away(client, author):
    draft = begun(author)
    log_in(client, author)

    for page in (client.get(reverse("worklist")), client.get(reverse("case_new"))):
        assert f"?draft={draft.uuid}" in page.text
        assert reverse("draft_discard", args=[draft.uuid]) in page.text
        assert NAME in page.text


def test_saving_without_a_script_comes_back_with_what_was_typed(client, author):
    log_in(client, author)

    saved = client.post(reverse("draft_save"), {**ENOUGH, "draft": str(uuid4()), "_key": "k"})
    page = client.get(saved.headers["Location"])

    assert saved.status_code == 302
    assert NAME in page.text
    with eyes(author):
        assert not Case.objects.exists()


def test_a_script_saves_over_the_same_draft_without_a_page(client, author):
    log_in(client, author)
    key = str(uuid4())

    for name in ("Lê", "Lê Thị"):
        sent = {"full_name": name, "draft": key, "csrfmiddlewaretoken": "x", "unknown": "x"}
        answer = client.post(reverse("draft_save"), sent, headers={"X-Stays": "1"})

    assert (answer.status_code, answer.content) == (204, b"")
    with eyes(author):
        assert Draft.objects.get().content == {"full_name": "Lê Thị"}


def test_the_draft_ends_when_the_case_is_opened_and_what_was_typed_is_gone(client, author):
    draft = begun(author)
    log_in(client, author)

    sent = {**ENOUGH, "draft": str(draft.uuid), "_key": str(draft.uuid)}
    first, second = (client.post(reverse("case_new"), sent) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    with eyes(author):
        row = Draft.objects.get()
        assert (row.content, row.ended_as) == ({}, "sent")
        assert Case.objects.count() == 1


def test_changed_after_its_answer_was_lost_it_leads_to_the_case_and_says_so(client, author):
    log_in(client, author).post(reverse("case_new"), {**ENOUGH, "_key": "k"})

    again = client.post(reverse("case_new"), {**ENOUGH, "phone": "+84 1", "_key": "k"}, follow=True)

    assert again.status_code == 200
    assert "What you changed since is not in it" in again.text
    with eyes(author):
        assert again.request["PATH_INFO"] == Case.objects.get().get_absolute_url()


def test_a_save_that_arrives_after_the_case_begins_no_new_draft(client, author):
    log_in(client, author)
    key = str(uuid4())
    client.post(reverse("case_new"), {**ENOUGH, "draft": key, "_key": key})

    late = client.post(reverse("draft_save"), {"full_name": NAME, "draft": key})

    assert late.status_code == 409
    assert rows_in_sight(author) == 0


def test_throwing_away_leaves_nothing_of_what_was_typed(client, author):
    draft = begun(author)
    log_in(client, author)

    answer = client.post(reverse("draft_discard", args=[draft.uuid]), {"from": "case_new"})

    assert answer.headers["Location"] == reverse("case_new")
    assert NAME not in client.get(reverse("worklist")).text
    with eyes(author):
        row = Draft.objects.get()
        assert (row.content, row.ended_as) == ({}, "thrown_away")
        assert refusal_of(discard_draft, author, row).code == "draft_ended"


def test_after_a_week_the_job_empties_it_and_not_before(author):
    young = begun(author)
    week_ago = timezone.now() - timedelta(days=7, minutes=1)
    with patch("cases.intake.operations.drafts.timezone.now", return_value=week_ago):
        old = begun(author)

    run_jobs()

    with eyes(author):
        ended = dict(Draft.objects.values_list("pk", "ended_as"))
        assert ended == {young.pk: "", old.pk: "expired"}
        assert Draft.objects.get(pk=old.pk).content == {}


def test_a_draft_from_a_case_is_out_of_sight_with_the_case(author):
    receiver = head(yangon=True)
    with eyes(author):
        case = a_case(author)
        register_another(author, case)
        mission = Mission.objects.get(pk=receiver.mission_id)
        transfer = offer_transfer(author, fresh(case), mission=mission, summary="Moved.")
    assert rows_in_sight(author) == 1

    with eyes(receiver):
        accept_transfer(receiver, fresh(transfer))

    assert rows_in_sight(author) == 0
    with eyes(author):
        assert not Draft.objects.visible_to(author).exists()


def test_a_draft_from_a_report_is_out_of_sight_with_the_report(author):
    with eyes(author):
        report = an_opened_report(author)
        register_reported(author, report)
    assert rows_in_sight(author) == 1

    with eyes(author):
        return_report(author, fresh(report), reason="Not ours.")
    with eyes(at_headquarters()) as lead:
        receiver = head(yangon=True)
        pass_report(lead, fresh(report), mission=Mission.objects.get(pk=receiver.mission_id))

    assert rows_in_sight(author) == 0


def test_only_what_was_begun_from_something_costs_a_second_query(author, django_assert_num_queries):
    with eyes(author):
        begun(author)
        with django_assert_num_queries(1):
            alone = drafts_of(author)
        register_another(author, a_case(author))
        with django_assert_num_queries(2):
            both = drafts_of(author)

    assert [len(alone), len(both)] == [1, 2]
    assert both[0].from_case_id is not None


def test_no_list_of_all_cases_is_made_to_see_a_draft(author):
    """Beside an "or" the database would make one: 45 ms for 60,000 cases, with every work list."""
    with eyes(author):
        asked = [str(Draft.objects.visible_to(author).query)]
        asked += [str(MusterStranger.objects.visible_to(author).query)]

    assert all(
        "EXISTS(" in text and ' IN (SELECT "' not in text.partition("EXISTS(")[0] for text in asked
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("full_name=%FF", "not_a_form"),
        ("passport=1", "not_a_form"),
        ("draft=1", "not_a_form"),
        ("full_name=", "required"),
        ("full_name=" + "x" * 4001, "not_a_form"),
    ],
)
def test_only_what_the_form_of_a_new_case_asks_for_is_kept(client, author, content, code):
    log_in(client, author)
    body = {"content": content}

    answer = client.post("/api/v1/drafts/save/", body, content_type="application/json")

    assert answer.status_code == 422
    assert [row["code"] for row in answer.json()["problems"]] == [code]
    assert rows_in_sight(author) == 0


def test_there_is_an_end_to_how_many_drafts_are_kept(author):
    for _ in range(AT_MOST):
        begun(author)

    assert refusal_of(begun, author).code == "too_many_drafts"
