"""The inbox: what is new, the counter on every page, marking as read on all surfaces."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.notices import NOTICE_KINDS, notice_kind, tell
from cases.notices.models import Notice
from cases.notices.operations import read_all_notices, read_notice
from tests.api.calls import token_of, with_token
from tests.factories import MissionFactory, PostingFactory, head, officer
from tests.refusals import refused
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

INBOX = "/notices/"


@pytest.fixture(autouse=True)
def kinds():
    notice_kind(
        "offered_here",
        sentence="%(mission)s offers you the case %(reference)s until %(until_on)s.",
        address=lambda reference, params: reverse("case_detail", args=[reference]),
    )


def tell_of(actor, number=1, **more):
    """Tell the mission of `actor` of a case; return the notice."""
    with eyes(SYSTEM):
        uuid = tell(
            "offered_here",
            mission_id=actor.mission_id,
            reference=f"RGN-2025-{number:05}",
            params={"mission": "RGN", "until_on": "2025-11-03"},
            **more,
        )
        return Notice.objects.get(uuid=uuid)


def is_read(notice):
    with eyes(SYSTEM):
        return Notice.objects.get(pk=notice.pk).read_at is not None


def test_shows_the_sentence_in_words_with_the_way_to_its_place(client):
    actor = officer()
    MissionFactory(yangon=True, name="Invented embassy")
    tell_of(actor)

    page = log_in(client, actor).get(INBOX).text

    assert "Invented embassy offers you the case RGN-2025-00001 until 3 Nov 2025." in page
    assert 'href="/cases/RGN-2025-00001/"' in page


def test_what_is_new_comes_first_and_what_was_read_stays(client):
    actor = officer()
    old, new = tell_of(actor, 1), tell_of(actor, 2)
    with eyes(actor):
        read_notice(actor, old)

    context = log_in(client, actor).get(INBOX).context

    assert [line["reference"] for line in context["unread"]] == [new.reference]
    assert [line["reference"] for line in context["read"]] == [old.reference]


def test_a_notice_of_a_kind_no_longer_in_use_is_still_shown(client, monkeypatch):
    actor = officer()
    notice = tell_of(actor)
    monkeypatch.delitem(NOTICE_KINDS, "offered_here")

    page = log_in(client, actor).get(INBOX)

    assert f"A notice about {notice.reference} of a kind no longer in use." in page.text


def test_every_page_counts_what_is_new(client):
    actor, _chief = officer(), head()
    tell_of(actor)
    tell_of(actor, 2, staff_id=actor.staff_id)
    tell_of(actor, 3, audience="head")

    frame = log_in(client, actor).get("/cases/").context["frame"]

    assert frame["unread"] == "2"


def test_the_counter_ends_at_nine(client):
    actor = officer()
    for number in range(12):
        tell_of(actor, number)

    assert log_in(client, actor).get(INBOX).context["frame"]["unread"] == "9+"


def test_nothing_new_shows_no_counter(client):
    page = log_in(client, officer()).get(INBOX)

    assert page.context["frame"]["unread"] == ""
    assert "Nothing new." in page.text


def test_a_head_counts_the_notices_to_heads_but_not_those_to_officers(client):
    chief, worker = head(), officer()
    tell_of(chief, 1, audience="head")
    tell_of(chief, 2, staff_id=worker.staff_id)

    page = log_in(client, chief).get(INBOX)

    assert page.context["frame"]["unread"] == "1"
    assert [line["reference"] for line in page.context["of_officers"]] == ["RGN-2025-00002"]


def test_the_inbox_takes_few_queries_however_long_it_is(client, django_assert_max_num_queries):
    actor = officer()
    MissionFactory(yangon=True)
    for number in range(30):
        tell_of(actor, number)
    log_in(client, actor)

    with django_assert_max_num_queries(12):
        assert client.get(INBOX).status_code == 200


def test_the_button_marks_one_as_read_and_leads_back(client):
    actor = officer()
    notice, other = tell_of(actor), tell_of(actor, 2)
    answer = log_in(client, actor).post(f"/notices/{notice.uuid}/read/", {})

    assert (answer.status_code, answer["Location"]) == (302, INBOX)
    assert (is_read(notice), is_read(other)) == (True, False)


def test_marking_twice_keeps_who_was_first():
    first, second = officer(), officer()
    notice = tell_of(first)

    for actor in (first, second):
        with eyes(actor):
            read_notice(actor, notice)

    with eyes(SYSTEM):
        assert Notice.objects.get(pk=notice.pk).read_by_id == first.staff_id


def test_a_head_does_not_mark_an_officers_notice_as_read():
    chief, worker = head(), officer()
    notice = tell_of(chief, staff_id=worker.staff_id)

    with eyes(chief):
        assert refused(read_notice, chief, notice) == (403, "not_addressed")
    assert not is_read(notice)


def test_marking_all_leaves_what_arrived_since_and_what_is_not_mine():
    actor, _chief = officer(), head()
    older, shown = tell_of(actor, 1), tell_of(actor, 2)
    for_the_head = tell_of(actor, 3, audience="head")
    arrived = tell_of(actor, 4)

    with eyes(actor):
        read_all_notices(actor, shown)

    assert [is_read(row) for row in (older, shown, for_the_head, arrived)] == [
        True,
        True,
        False,
        False,
    ]


def test_a_notice_of_another_mission_is_not_found(client):
    notice = tell_of(officer(yangon=True))
    assert log_in(client, officer()).post(f"/notices/{notice.uuid}/read/", {}).status_code == 404
    assert client.get(f"/notices/?before={notice.uuid}").status_code == 404
    assert client.get(f"/notices/?before={uuid4()}").status_code == 404
    assert client.get("/notices/?before=nothing").status_code == 404


def test_further_pages_hold_what_was_read_longer_ago(client):
    actor = officer()
    for number in range(53):
        tell_of(actor, number)
    with eyes(actor):
        Notice.objects.visible_to(actor).update(read_at=timezone.now(), read_by=actor.staff_id)
    first = log_in(client, actor).get(INBOX)
    second = client.get(first.context["next_url"])

    assert (len(first.context["read"]), len(second.context["read"])) == (50, 3)
    assert second.context["next_url"] == ""


def test_says_for_whom_it_was_when_nobody_is_there(client):
    chief = head()
    gone = officer(yangon=True)
    tell_of(chief, staff_id=gone.staff_id)

    page = log_in(client, chief).get(INBOX).text

    assert "who has no posting here now." in page


def test_the_api_lists_what_is_new():
    actor = officer()
    notice, read = tell_of(actor, 1), tell_of(actor, 2)
    with eyes(actor):
        read_notice(actor, read)

    rows = with_token(token_of(actor)).get("/api/v1/notices/?unread=true").json()["results"]

    assert [row["uuid"] for row in rows] == [str(notice.uuid)]
    assert rows[0]["sentence"] == "RGN offers you the case RGN-2025-00001 until 2025-11-03."
    assert rows[0]["page"] == "/cases/RGN-2025-00001/"
    assert rows[0]["is_read"] is False


def test_the_api_can_leave_out_the_notices_of_officers():
    chief, worker = head(), officer()
    tell_of(chief, 1, staff_id=worker.staff_id)
    mine = tell_of(chief, 2)
    client = with_token(token_of(chief))

    rows = client.get("/api/v1/notices/?to_me=true").json()["results"]

    assert [row["uuid"] for row in rows] == [str(mine.uuid)]
    assert client.get("/api/v1/notices/?to_me=maybe").status_code == 422


def test_the_admin_shows_the_notices_of_the_own_mission(client):
    actor = officer()
    tell_of(actor)
    tell_of(officer(yangon=True), 2)
    page = log_in(client, actor).get("/admin/cases/notice/").text

    assert "RGN-2025-00001" in page
    assert "RGN-2025-00002" not in page


def test_whoever_has_two_postings_counts_those_of_the_chosen_one(client):
    actor = officer()
    other = PostingFactory(
        staff_id=actor.staff_id, staff=None, mission=MissionFactory(yangon=True)
    ).actor()
    tell_of(other)
    assert log_in(client, actor).get(INBOX).context["frame"]["unread"] == ""
    client.post("/posting/", {"posting": "RGN:case_officer"})
    assert client.get(INBOX).context["frame"]["unread"] == "1"
