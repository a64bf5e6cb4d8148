"""Telling: who gets a notice, who sees it behind both walls, and that none is dropped."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.notices import notice_kind, tell
from cases.notices.models import Notice
from tests.factories import MissionFactory, PostingFactory, head, headquarters, officer
from tests.statements import executed

pytestmark = pytest.mark.django_db

BKK = {"mission": "BKK"}


@pytest.fixture(autouse=True)
def kinds():
    notice_kind("tried_out", sentence="%(mission)s tells of %(reference)s.", address=lambda *_: "/")


def told(by, to, **more):
    """Tell the mission of `to` as somebody else; return the notice as the system sees it."""
    with eyes(by):
        uuid = tell("tried_out", mission_id=to.mission_id, params=BKK, reference="X-1", **more)
    with eyes(SYSTEM):
        return Notice.objects.select_related("mission").get(uuid=uuid)


def seen_by(actor):
    """Return what an actor sees by both walls, and by the second alone."""
    with eyes(actor), connection.cursor() as cursor:
        first = set(Notice.objects.visible_to(actor).values_list("pk", flat=True))
        cursor.execute("select id from cases_notice")
        return first, {row[0] for row in cursor.fetchall()}


def count(statement):
    return executed(statement)


def test_a_mission_is_told_by_another_that_cannot_see_it():
    teller, receiver = officer(), officer(yangon=True)

    notice = told(teller, receiver)

    assert seen_by(receiver) == ({notice.pk}, {notice.pk})
    assert seen_by(teller) == (set(), set())
    assert notice.from_mission_id == teller.mission_id


def test_a_notice_to_an_officer_is_seen_by_that_officer_and_the_head_alone():
    receiver, colleague, chief = officer(yangon=True), officer(yangon=True), head(yangon=True)

    notice = told(officer(), receiver, staff_id=receiver.staff_id)

    assert seen_by(receiver) == ({notice.pk}, {notice.pk})
    assert seen_by(chief) == ({notice.pk}, {notice.pk})
    assert seen_by(colleague) == (set(), set())


def test_a_notice_to_the_head_is_not_seen_by_officers():
    receiver, chief = officer(yangon=True), head(yangon=True)

    notice = told(officer(), receiver, audience="head")

    assert seen_by(chief)[0] == {notice.pk}
    assert seen_by(receiver) == (set(), set())


def test_headquarters_does_not_read_the_notices_of_missions():
    receiver, office = officer(yangon=True), headquarters()

    told(officer(), receiver)
    own = told(officer(), office)

    assert seen_by(office) == ({own.pk}, {own.pk})


def test_the_head_at_headquarters_is_everyone_there():
    office = headquarters()

    notice = told(officer(), office, audience="head")

    assert notice.audience == "mission"
    assert seen_by(office)[0] == {notice.pk}


def test_without_eyes_nothing_is_seen_and_nobody_is_told():
    receiver = officer(yangon=True)
    told(officer(), receiver)

    assert count("select id from cases_notice") == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        tell("tried_out", mission_id=receiver.mission_id, params=BKK, reference="X-1")


@pytest.mark.parametrize("gone", ["posting over", "account closed", "posted elsewhere"])
def test_a_notice_to_an_officer_who_is_gone_goes_to_the_head(gone):
    receiver, chief = officer(yangon=True), head(yangon=True)
    staff_id = receiver.staff_id
    posting = PostingFactory._meta.model.objects.select_related("staff").get(pk=receiver.posting_id)
    if gone == "posting over":
        posting.ends_on = date(2025, 2, 1)
        posting.save()
    elif gone == "account closed":
        posting.staff.is_active = False
        posting.staff.save()
    else:
        staff_id = officer().staff_id

    notice = told(officer(), receiver, staff_id=staff_id)

    assert (notice.audience, notice.staff_id, notice.meant_staff_id) == ("head", None, staff_id)
    assert seen_by(chief)[0] == {notice.pk}


def test_a_notice_to_a_mission_without_a_head_goes_to_headquarters():
    receiver, office = officer(yangon=True), headquarters()

    notice = told(officer(), receiver, audience="head")

    assert (notice.mission_id, notice.meant_mission_id) == (office.mission_id, receiver.mission_id)
    assert seen_by(office)[0] == {notice.pk}


def test_without_any_headquarters_everyone_at_the_mission_is_told():
    receiver = officer(yangon=True)

    notice = told(officer(), receiver, audience="head")

    assert (notice.mission_id, notice.audience) == (receiver.mission_id, "mission")


def test_an_unknown_kind_is_refused():
    with eyes(officer()) as actor, pytest.raises(LookupError, match="no kind of notice"):
        tell("never_heard_of", mission_id=actor.mission_id)


@pytest.mark.parametrize(
    ("params", "reference"),
    [
        ({}, "X-1"),
        ({"mission": "Nguyễn Thử"}, "X-1"),
        ({"mission": "a b"}, "X-1"),
        ({"mission": "BKK", "more": "Trần"}, "X-1"),
        ({"mission": "BKK"}, "Nguyễn"),
    ],
)
def test_a_notice_holds_codes_and_references_only(params, reference):
    with eyes(officer()) as actor, pytest.raises(ValueError, match="tried_out"):
        tell("tried_out", mission_id=actor.mission_id, params=params, reference=reference)


def test_an_officer_is_named_exactly_when_the_notice_is_for_one():
    with eyes(officer()) as actor, pytest.raises(ValueError, match="names an officer"):
        tell(
            "tried_out",
            mission_id=actor.mission_id,
            staff_id=actor.staff_id,
            audience="head",
            params=BKK,
        )


@pytest.mark.parametrize(
    "statement",
    [
        "insert into cases_notice (uuid, kind, mission_id, audience, params, reference, created_at,"
        " mailing) select gen_random_uuid(), 'x', mission_id, 'mission', '{}', '', now(), 'none'"
        " from cases_notice",
        "update cases_notice set mission_id = mission_id",
        "update cases_notice set params = '{}'",
        "delete from cases_notice",
    ],
)
def test_a_notice_cannot_be_forged_changed_or_deleted(statement):
    receiver = officer()
    told(officer(yangon=True), receiver)

    with eyes(receiver), pytest.raises(DatabaseError), transaction.atomic():
        count(statement)


def test_another_mission_cannot_mark_it_as_read_by_raw_sql():
    told(officer(), officer(yangon=True))

    with eyes(officer()) as stranger:
        assert count(f"update cases_notice set read_by_id = {stranger.staff_id}") == 0


def test_the_outbox_is_seen_by_headquarters_alone():
    MissionFactory(yangon=True)

    with eyes(officer()), pytest.raises(DatabaseError), transaction.atomic():
        count(
            "insert into cases_outboxmail (notice_id, to_staff_id, address, language, subject,"
            " body, state, attempts, last_error, created_at)"
            " values (1, 1, '', 'en', '', '', 'kept', 0, '', now())"
        )
