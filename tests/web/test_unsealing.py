"""Opening what is restricted on the page, over the API and in the admin, and its review."""

import pytest
from django.urls import reverse

from cases.casework.models import Unsealing
from cases.core.context import eyes
from cases.core.models import AuditEntry
from tests.api.calls import caller
from tests.factories import MissionFactory, PostingFactory, head, officer
from tests.web.session import log_in
from tests.world_sealed import WHY, opened_by, sealed_case

pytestmark = pytest.mark.django_db

MARK = "Zebra-mark deposit"


@pytest.fixture
def case(owner):
    return sealed_case(owner)


def page_of(client, case):
    return client.get(f"/cases/{case.reference}/").text


def uses(owner):
    with eyes(owner):
        return list(AuditEntry.objects.filter(operation="show_sealed").order_by("id"))


def test_the_line_that_hides_offers_to_open_and_then_it_is_read(client, case, border, owner):
    log_in(client, border)
    address = f"/cases/{case.reference}/open-sealed/"

    hidden = page_of(client, case)
    form = client.get(address, {"restricted": "money"})
    answer = client.post(address, {"restricted": "money", **WHY, "_key": "one"}, follow=True)

    assert MARK not in hidden
    assert f'href="{address}?restricted=money"' in hidden
    assert 'value="money" selected' in form.text
    assert MARK in answer.text
    assert "is open to you until" in answer.text
    assert "Open with a reason" not in answer.text
    assert WHY["reason"] not in answer.redirect_chain[0][0]


def test_whoever_cannot_open_is_not_offered_to(client, case):
    log_in(client, PostingFactory(role="api_client", mission=MissionFactory()).actor())

    assert "Open with a reason" not in page_of(client, case)
    assert client.get(f"/cases/{case.reference}/open-sealed/").status_code == 403


def test_a_reason_of_few_letters_is_refused_with_its_field(client, case, border):
    log_in(client, border)
    address = f"/cases/{case.reference}/open-sealed/"

    answer = client.post(address, {"restricted": "money", "kind": "life", "reason": "Because."})

    assert answer.status_code == 422
    assert "At least 20" in answer.text


def test_each_look_by_it_is_on_record_and_names_the_opening(client, case, border, owner):
    unsealing = opened_by(border, case)
    log_in(client, border)

    page_of(client, case)
    client.get(f"/cases/{case.reference}/history/")
    caller(border).get(f"/api/v1/cases/{case.reference}/results/")
    client.get("/admin/cases/sealedpart/")

    entries = uses(owner)
    assert len(entries) == 3
    for entry in entries:
        opened, parts = entry.subjects
        assert (opened["table"], opened["id"]) == ("cases_unsealing", unsealing.pk)
        assert parts["rows"] == 1
        assert entry.case_id == case.pk


def test_who_reads_the_group_anyway_leaves_no_such_entry(client, case, owner):
    log_in(client, owner)

    page_of(client, case)

    assert uses(owner) == []


def test_the_api_shows_what_is_open_and_hides_the_rest(case, border):
    opened_by(border, case)

    rows = caller(border).get(f"/api/v1/cases/{case.reference}/results/").json()["results"]

    assert [row["is_hidden"] for row in rows] == [False, False, False]


def test_the_head_is_reminded_on_her_first_page_until_it_is_reviewed(client, case, border, owner):
    unsealing = opened_by(border, case)
    before = log_in(client, owner).get("/cases/").text
    there = client.get("/unsealings/").text
    review = reverse("unsealing_operation", args=[unsealing.uuid, "review"])
    said = {"finding": "justified", "finding_words": "Zebra-letter", "_version": "1", "_key": "k"}
    answer = client.post(review, said, follow=True)
    after = client.get("/cases/").text

    assert "1 opening of sealed parts waits for your review." in before
    assert WHY["reason"] in there
    assert review in there
    assert "Zebra-letter" in answer.text
    assert "waits for your review" not in after


def test_the_list_is_for_reviewers(client, case, border):
    opened_by(border, case)

    for actor in (border, officer()):
        assert log_in(client, actor).get("/unsealings/").status_code == 403
        assert caller(actor).get("/api/v1/unsealings/").status_code == 403
        assert client.get("/admin/cases/unsealing/").status_code == 403


def test_the_api_lists_openings_of_the_own_mission(case, border, owner):
    opened_by(border, case)

    ours = caller(owner).get("/api/v1/unsealings/?reviewed=false").json()["results"]
    theirs = caller(head(yangon=True)).get("/api/v1/unsealings/").json()["results"]

    assert [(row["group"], row["kind"], row["role"]) for row in ours] == [
        ("money", "deadline", "field_officer")
    ]
    assert theirs == []
    detail = caller(owner).get(f"/api/v1/unsealings/{ours[0]['uuid']}/").json()
    assert [action["name"] for action in detail["actions"]] == ["review_unsealing"]


def test_the_admin_shows_openings_and_changes_nothing(client, case, border, owner):
    unsealing = opened_by(border, case)
    listed = log_in(client, owner).get("/admin/cases/unsealing/")
    row = client.get(f"/admin/cases/unsealing/{unsealing.pk}/change/")

    assert (listed.status_code, row.status_code) == (200, 200)
    assert "Review the opening" in row.text
    assert client.post(f"/admin/cases/unsealing/{unsealing.pk}/change/", {}).status_code == 403
    with eyes(owner):
        assert Unsealing.objects.get().finding == ""
