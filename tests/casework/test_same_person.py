"""Two records of one person: linked, and two people again when that is undone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cases.casework.models import Case, Share
from cases.casework.operations import (
    accept_transfer,
    advance_case,
    close_case,
    confirm_same_person,
    correct_transition,
    hold_case,
    offer_transfer,
    open_case,
    record_crossing,
    record_fact,
    record_stay,
    reopen_case,
    unlink_same_person,
    void_case,
)
from cases.citizens.models import Citizen, PossibleDouble, SamePerson
from cases.citizens.operations import add_identity_document
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When
from cases.notices.models import Notice
from tests.casework.linking import OPENED, a_file, ledgers_hold, link, with_passport
from tests.factories import IncidentFactory, MissionFactory, PlaceFactory, headquarters, officer
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db

VIENTIANE = {"code": "VTE", "country": "LA", "zone": "Asia/Vientiane"}


@pytest.fixture
def desk():
    """A case officer of one mission, with its eyes."""
    actor = officer()
    with eyes(actor):
        yield actor


@pytest.fixture
def two(desk):
    """Two files of one person at one mission."""
    return a_file(desk), a_file(desk)


def refusal(act, *args, **said):
    with pytest.raises(Refused) as caught:
        act(*args, **said)
    return caught.value


def standing(case):
    return [
        (row.kind, row.to_stage, row.to_outcome)
        for row in fresh(case).transitions.standing().in_order()
    ]


def test_the_case_of_the_double_closes_as_a_duplicate_from_its_opening(desk, two):
    one, other = two
    advance_case(desk, fresh(one))
    advance_case(desk, fresh(other))

    made = link(desk, one.citizen, other.citizen)

    assert made.status == "standing"
    assert standing(one) == [("open", "reported", ""), ("close", "closed", "duplicate")]
    assert fresh(one).position_at == fresh(one).opened_at
    assert fresh(other).stage == "contacted"
    double, stands = fresh(one.citizen), fresh(other.citizen)
    assert double.head_id == stands.head_id == stands.pk
    assert double.is_double
    assert not stands.is_double
    assert ledgers_hold()


def test_dated_at_the_decision_the_case_stood_until_now(desk, two):
    one, other = two
    advance_case(desk, fresh(one))
    advance_case(desk, fresh(other))

    link(desk, one.citizen, other.citizen, dated="decision")

    assert [stage for _kind, stage, _outcome in standing(one)] == [
        "reported", "contacted", "closed",
    ]  # fmt: skip
    assert fresh(one).position_at > timezone.now() - timedelta(minutes=1)
    assert ledgers_hold()


def test_undoing_puts_the_case_back_where_it_stood_with_what_was_recorded_since(desk, two):
    one, other = two
    advance_case(desk, fresh(one))
    advance_case(desk, fresh(other))
    before = standing(one)
    made = link(desk, one.citizen, other.citizen)
    at = timezone.now() - timedelta(seconds=1)
    record_fact(
        desk,
        fresh(one),
        stage="departed",
        when=When.at(at) if at > fresh(one).opened_at else OPENED,
        source="relative",
        reason="She called from the bus.",
    )
    assert fresh(one).outcome == "duplicate"

    unlink_same_person(desk, fresh(made), reason="Two photographs.")

    assert standing(one)[: len(before)] == before or standing(one)[0] == before[0]
    assert ("fact", "departed", "") in standing(one)
    assert fresh(one).outcome == ""
    assert fresh(one.citizen).head_id is None
    assert fresh(other.citizen).head_id is None
    assert ledgers_hold()


def test_a_second_link_after_undoing_brings_nothing_twice(desk, two):
    one, other = two
    hold_case(desk, fresh(one), reason="health")
    hold_case(desk, fresh(other), reason="health")
    before = standing(one)
    for _time in range(3):
        made = link(desk, one.citizen, other.citizen)
        unlink_same_person(desk, fresh(made), reason="Two men.")

    assert standing(one) == before
    assert fresh(one).held
    assert ledgers_hold()


def test_the_course_of_the_closed_case_rests_meanwhile(desk, two):
    one, other = two
    link(desk, one.citizen, other.citizen)
    row = fresh(one).transitions.standing().get(kind="close")

    again = refusal(reopen_case, desk, fresh(one), reason="-")
    corrected = refusal(
        correct_transition, desk, fresh(one), transition=row, reason="-", changes={}
    )

    assert (again.code, again.status) == ("duplicate_rests", 409)
    assert other.reference in str(again.message)
    assert corrected.code == "duplicate_rests"


def test_the_case_that_goes_on_cannot_be_void_while_another_is_its_duplicate(desk, two):
    one, other = two
    link(desk, one.citizen, other.citizen)

    with eyes(headquarters()) as centre:
        found = refusal(void_case, centre, fresh(other), reason="-")

    assert found.code == "goes_on"


def test_cases_of_other_incidents_stay(desk, two):
    one, other = two
    elsewhere = a_case(desk, fresh(one.citizen), incident=IncidentFactory(code="2026-01-flood"))

    link(desk, one.citizen, other.citizen)

    assert fresh(elsewhere).stage == "reported"
    assert ledgers_hold()


def test_no_second_case_is_opened_on_another_record_of_the_person(desk, two):
    one, other = two
    third = with_passport(desk)
    close_case(desk, fresh(one), outcome="declined")
    link(desk, third, other.citizen)

    found = refusal(
        open_case, desk, fresh(third), incident=IncidentFactory(), report_source="relative"
    )

    assert found.code == "case_once_per_incident"


def test_she_is_where_the_last_point_of_any_record_says(desk, two):
    one, other = two
    record_stay(desk, fresh(other), kind="at", place=PlaceFactory(), when=OPENED, source="mission")
    link(desk, one.citizen, other.citizen)
    assert fresh(one.citizen).now_country == "TH"

    record_crossing(
        desk,
        fresh(one),
        from_country="TH",
        to_country="VN",
        when=When.at(timezone.now()),
        source="citizen",
    )

    for record in (one.citizen, other.citizen):
        assert (fresh(record).now_country, fresh(record).now_place) == ("VN", None)
    assert ledgers_hold()


def test_undone_each_record_is_where_its_own_points_say(desk, two):
    one, other = two
    record_stay(desk, fresh(other), kind="at", place=PlaceFactory(), when=OPENED, source="mission")
    made = link(desk, one.citizen, other.citizen)

    unlink_same_person(desk, fresh(made), reason="Two men.")

    assert fresh(one.citizen).now_country == ""
    assert fresh(other.citizen).now_country == "TH"
    assert ledgers_hold()


def test_in_a_chain_the_last_one_stands_for_all(desk):
    files = [a_file(desk) for _one in range(3)]
    a, b, c = (file.citizen for file in files)
    first = link(desk, a, b)
    second = link(desk, b, c)

    assert {fresh(row).head_id for row in (a, b, c)} == {c.pk}
    assert [fresh(file).outcome for file in files] == ["duplicate", "duplicate", ""]

    unlink_same_person(desk, fresh(first), reason="Two men.")
    assert fresh(a).head_id is None
    assert fresh(b).head_id == c.pk
    assert [fresh(file).outcome for file in files] == ["", "duplicate", ""]

    unlink_same_person(desk, fresh(second), reason="Two men.")
    assert [fresh(file).outcome for file in files] == ["", "", ""]
    assert ledgers_hold()


def test_when_the_middle_link_is_undone_the_rest_stays_one_person(desk):
    files = [a_file(desk) for _one in range(3)]
    a, b, c = (file.citizen for file in files)
    link(desk, a, b)
    second = link(desk, b, c)

    unlink_same_person(desk, fresh(second), reason="Two men.")

    assert [fresh(row).head_id for row in (a, b, c)] == [b.pk, b.pk, None]
    assert [fresh(file).outcome for file in files] == ["duplicate", "", ""]
    assert ledgers_hold()


def test_a_case_that_lost_the_one_it_was_a_duplicate_of_goes_on_for_the_others(desk):
    """Three doubles of one who has no case: the first goes on; undone, the second does."""
    head = with_passport(desk)
    files = [a_file(desk) for _one in range(3)]
    links = [link(desk, file.citizen, head) for file in files]
    assert [fresh(file).outcome for file in files] == ["", "duplicate", "duplicate"]

    unlink_same_person(desk, fresh(links[0]), reason="Two men.")

    assert [fresh(file).outcome for file in files] == ["", "", "duplicate"]
    closing = fresh(files[2]).transitions.standing().get(kind="close")
    assert closing.changes["duplicate_of"] == files[1].reference
    assert ledgers_hold()


@pytest.mark.parametrize("back", [False, True])
def test_linked_already_is_refused_either_way_round(desk, two, back):
    one, other = two
    link(desk, one.citizen, other.citizen)
    pair = (other.citizen, one.citizen) if back else (one.citizen, other.citizen)

    assert refusal(link, desk, *pair).code == "linked_already"


def test_nobody_is_linked_into_a_double_nor_twice(desk):
    a, b, c = (with_passport(desk) for _one in range(3))
    link(desk, a, b)

    assert refusal(link, desk, c, a).code == "sameperson_into_head"
    assert refusal(link, desk, a, c).code == "linked_already"


def test_different_verified_numbers_cannot_be_one_person(desk):
    people = [with_passport(desk) for _one in range(2)]
    for person, number in zip(people, ("001098000001", "001098000002"), strict=True):
        add_identity_document(
            desk, person, kind="personal_number", number=number, status="with_holder"
        )

    found = refusal(link, desk, *people)

    assert (found.code, found.status) == ("cannot_be_one", 422)
    assert SamePerson.objects.count() == 0


def test_a_case_on_offer_does_not_close_under_the_other_mission(desk, two):
    one, other = two
    offer_transfer(desk, fresh(one), mission=MissionFactory(yangon=True), summary="Held.")

    assert refusal(link, desk, one.citizen, other.citizen).code == "closing_on_offer"


def test_between_missions_headquarters_links_and_the_other_mission_reads_on(desk):
    here = a_file(desk)
    there = officer(**VIENTIANE)
    with eyes(there):
        theirs = a_file(there)
    centre = headquarters()
    with eyes(centre):
        made = link(centre, theirs.citizen, here.citizen)
        assert (made.status, made.needs) == ("proposed", "another")
    with eyes(headquarters()) as second:
        assert confirm_same_person(second, fresh(made)).status == "standing"
    assert ledgers_hold()

    with eyes(there):
        assert fresh(theirs).outcome == "duplicate"
        assert Case.objects.visible_to(there).filter(pk=here.pk).exists()
        share = Share.objects.get(to_mission_id=there.mission_id)
        assert (share.operations, share.reference) == ([], here.reference)
        assert Notice.objects.filter(kind="same_person_linked").count() == 1
    with eyes(desk):
        assert not Citizen.objects.visible_to(desk).filter(pk=theirs.citizen_id).exists()

    with eyes(centre):
        unlink_same_person(centre, fresh(made), reason="Two men.")
    with eyes(there):
        assert fresh(theirs).stage == "reported"
        assert not Case.objects.visible_to(there).filter(pk=here.pk).exists()


def test_a_case_that_changed_hands_stays_where_it_is(desk):
    """The rows of transfers are not set aside: who has the file stays on record."""
    other = a_file(desk)
    sender = officer(**VIENTIANE)
    with eyes(sender):
        one = a_file(sender)
        offer = offer_transfer(sender, fresh(one), mission=MissionFactory(), summary="She crossed.")
    accept_transfer(desk, fresh(offer))
    advance_case(desk, fresh(one))
    centre = headquarters()
    with eyes(centre):
        made = link(centre, one.citizen, other.citizen)
    with eyes(headquarters()) as second:
        confirm_same_person(second, fresh(made))
    with eyes(centre):
        assert fresh(one).outcome == "duplicate"
        assert fresh(one).mission_id == desk.mission_id
        assert ledgers_hold()
        unlink_same_person(centre, fresh(made), reason="Two men.")
        assert [stage for _kind, stage, _outcome in standing(one)] == [
            "reported", "reported", "contacted",
        ]  # fmt: skip
        assert ledgers_hold()


def test_linked_they_wait_for_headquarters_no_more(desk, two):
    one, other = two
    first, second = sorted((one.citizen_id, other.citizen_id))
    with eyes(headquarters()):
        PossibleDouble.objects.create(citizen_id=first, other_id=second, found_at=timezone.now())
        assert PossibleDouble.objects.open().count() == 1
    made = link(desk, one.citizen, other.citizen)

    with eyes(headquarters()):
        assert PossibleDouble.objects.open().count() == 0
    unlink_same_person(desk, fresh(made), reason="Two men.")
    with eyes(headquarters()):
        assert PossibleDouble.objects.open().count() == 1


def test_who_stands_for_whom_is_not_written_by_hand(desk, two):
    one, other = two

    with pytest.raises(IntegrityError, match="follows from the links"), transaction.atomic():
        Citizen.objects.filter(pk=one.citizen_id).update(head_id=other.citizen_id)


def test_the_database_refuses_a_circle_and_two_cases_of_one_person(desk, two):
    one, other = two
    link(desk, one.citizen, other.citizen)
    row = {
        "mission_id": desk.mission_id,
        "because": "-",
        "proposed_at": timezone.now(),
        "recorded_at": timezone.now(),
        "status": "standing",
    }

    with pytest.raises(IntegrityError, match="linked itself"), transaction.atomic():
        SamePerson.objects.create(citizen=other.citizen, into=one.citizen, **row)
    third = a_file(desk)
    with pytest.raises(IntegrityError, match="two cases"), transaction.atomic():
        SamePerson.objects.create(citizen=third.citizen, into=other.citizen, **row)
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
