"""What is restricted can be opened with a reason: for an hour, to one person, told at once."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from cases.casework.models import SealedPart
from cases.casework.models.unsealing import LASTS
from cases.casework.operations import complete_step, end_share, open_sealed, reopen_step
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.missions.models import Posting
from tests.casework.between import shared
from tests.factories import MissionFactory, PostingFactory, head, proved
from tests.kept import once
from tests.refusals import refused
from tests.register import fresh
from tests.world_sealed import WHY, at_border, began, opened_by, sealed_case

pytestmark = pytest.mark.django_db

MARK = "Zebra-mark"
REASON = WHY["reason"]


@once
def standing():
    return sealed_case(head(), MARK)


def read_by(actor):
    """The groups an actor reads, by both walls and by plain SQL alone."""
    with eyes(actor), connection.cursor() as cursor:
        first = set(SealedPart.objects.visible_to(actor).values_list("restricted", flat=True))
        cursor.execute("select distinct restricted from cases_sealedpart")
        assert {group for (group,) in cursor.fetchall()} == first
        return first


def refusal_of(actor, case, **said):
    with eyes(actor):
        return refused(open_sealed, actor, fresh(case), **{"restricted": "money"} | WHY | said)


def test_one_group_is_open_to_one_posting_and_nobody_else(case, border):
    opened_by(border, case)

    assert read_by(border) == {"health", "protection", "money"}
    assert read_by(at_border()) == {"health", "protection"}


def test_it_opens_one_case_alone(owner, case, border):
    other = sealed_case(owner, "Other")

    opened_by(border, case)

    with eyes(border):
        money = SealedPart.objects.visible_to(border).filter(restricted="money")
        assert set(money.values_list("case_id", flat=True)) == {case.pk}
        assert not money.filter(case_id=other.pk).exists()


@pytest.mark.parametrize(
    ("minutes", "money"), [(59, {"money"}), (61, set())], ids=["within", "after"]
)
def test_time_alone_ends_it(case, border, minutes, money):
    began(border, case, timedelta(minutes=minutes))

    assert read_by(border) == {"health", "protection"} | money


def test_another_posting_of_the_same_person_does_not_read_by_it(case, border):
    opened_by(border, case)
    Posting.objects.filter(pk=border.posting_id).update(ends_on=timezone.now().date())
    staff = Posting.objects.get(pk=border.posting_id).staff
    later = Posting(
        staff=staff,
        mission_id=border.mission_id,
        role="field_officer",
        starts_on=timezone.now().date() + timedelta(days=1),
    )
    later.save()

    assert read_by(later.actor()) == {"health", "protection"}


def test_the_end_of_a_share_ends_it_at_once(owner, case):
    theirs = at_border(yangon=True)
    share = shared(owner, theirs, case, "open_sealed")
    opened_by(theirs, case)
    before = read_by(theirs)
    with eyes(owner):
        end_share(owner, fresh(share))

    assert "money" in before
    assert read_by(theirs) == set()


def test_a_share_to_read_lets_nobody_open(owner, case):
    theirs = at_border(yangon=True)
    shared(owner, theirs, case)

    assert refusal_of(theirs, case) == (403, "shared_read_only")


def test_what_is_open_is_read_and_not_written(owner, case, border):
    opened_by(border, case)
    with eyes(owner):
        reopen_step(owner, fresh(case), step=case.steps.get(code="deposit"), reason="Again.")

    with eyes(border), pytest.raises(Refused) as refusal:
        complete_step(border, fresh(case), step=case.steps.get(code="deposit"))

    assert refusal.value.code == "step_restricted"


@pytest.mark.parametrize(
    ("role", "mission"),
    [
        ("api_client", {}),
        ("reception_officer", {}),
        ("auditor", {"headquarters": True}),
        ("spokesperson", {"headquarters": True}),
        ("administrator", {"headquarters": True}),
    ],
)
def test_other_roles_cannot_by_either_wall(case, role, mission):
    actor = proved(PostingFactory(role=role, mission=MissionFactory(**mission)).actor())

    with eyes(actor), pytest.raises(Refused) as refusal:
        open_sealed(actor, case, restricted="money", **WHY)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        began(actor, case, timedelta(minutes=1))

    assert refusal.value.status in {403, 404}
    assert "money" not in read_by(actor)


def test_another_mission_finds_no_case_to_open(case):
    with eyes(at_border(yangon=True)) as stranger, pytest.raises(Refused) as refusal:
        open_sealed(stranger, case, restricted="money", **WHY)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        began(stranger, case, timedelta(minutes=1))

    assert refusal.value.status == 404


def test_nobody_opens_in_the_name_of_another(case, border):
    other = at_border()

    for said in (
        {"opened_by_id": other.staff_id},
        {"posting_id": other.posting_id},
        {"opened_at": timezone.now() + timedelta(hours=2), "until": timezone.now() + 3 * LASTS},
        {"mission_id": MissionFactory(yangon=True).pk},
    ):
        with pytest.raises(DatabaseError, match=r"row-level|unsealing_"), transaction.atomic():
            began(border, case, timedelta(minutes=1), **said)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"until": timezone.now() + timedelta(days=2)}, "unsealing_ends_within_the_hour"),
        ({"reason": "short"}, "unsealing_says_why"),
        ({"kind": "curious"}, "unsealing_kind_known"),
    ],
)
def test_the_database_holds_length_reason_and_kind(case, border, said, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        began(border, case, timedelta(minutes=1), **said)


def test_two_open_side_by_side_and_the_same_person_only_once(case, border):
    other = at_border()

    opened_by(border, case)
    opened_by(other, case)

    assert "money" in read_by(border) & read_by(other)
    assert refusal_of(border, case) == (409, "unsealed_already")
    with pytest.raises(IntegrityError, match="unsealing_once_at_a_time"), transaction.atomic():
        began(border, case, timedelta(minutes=10))


def test_what_the_role_reads_or_is_not_there_is_not_opened(owner, case, border):
    assert refusal_of(border, case, restricted="health") == (422, "read_anyway")
    with eyes(owner):
        case.steps.filter(code="deposit").update(procedure=case.steps.get(code="talk").procedure)
    assert refusal_of(border, case) == (422, "nothing_sealed")


def test_who_has_not_just_proved_who_it_is_is_asked_to(case):
    unproved = PostingFactory(role="field_officer", mission=MissionFactory()).actor()

    assert refusal_of(unproved, case) == (403, "proof_needed")
