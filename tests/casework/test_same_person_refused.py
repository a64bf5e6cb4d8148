"""Whom to link is refused, between missions too, and what the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cases.casework.models import Case, Share
from cases.casework.operations import (
    accept_transfer,
    advance_case,
    confirm_same_person,
    offer_transfer,
    unlink_same_person,
)
from cases.citizens.models import Citizen, PossibleDouble, SamePerson
from cases.citizens.operations import add_identity_document
from cases.core.context import eyes
from cases.notices.models import Notice
from tests.api.calls import JSON, caller
from tests.casework.linking import (
    VIENTIANE,
    WHY,
    a_file,
    ledgers_hold,
    link,
    standing,
    with_passport,
)
from tests.factories import MissionFactory, headquarters, officer
from tests.refusals import refusal_of
from tests.register import fresh
from tests.statements import executed
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("back", [False, True])
def test_linked_already_is_refused_either_way_round(desk, two, back):
    one, other = two
    link(desk, one.citizen, other.citizen)
    pair = (other.citizen, one.citizen) if back else (one.citizen, other.citizen)

    assert refusal_of(link, desk, *pair).code == "linked_already"


def test_nobody_is_linked_into_a_double_nor_twice(desk):
    a, b, c = (with_passport(desk) for _one in range(3))
    link(desk, a, b)

    assert refusal_of(link, desk, c, a).code == "sameperson_into_head"
    assert refusal_of(link, desk, a, c).code == "linked_already"


def test_different_verified_numbers_cannot_be_one_person(desk):
    people = [with_passport(desk) for _one in range(2)]
    for person, number in zip(people, ("001098000001", "001098000002"), strict=True):
        add_identity_document(
            desk, person, kind="personal_number", number=number, status="with_holder"
        )

    found = refusal_of(link, desk, *people)

    assert (found.code, found.status) == ("cannot_be_one", 422)
    assert SamePerson.objects.count() == 0


def test_page_and_interface_refuse_what_cannot_be_one_person(client, desk):
    one, other = (with_passport(desk) for _one in range(2))
    for person, number in ((one, "001098000001"), (other, "001098000002")):
        add_identity_document(
            desk, person, kind="personal_number", number=number, status="with_holder"
        )
    said = {"into": str(other.uuid), "because": WHY}
    version = fresh(one).version
    api = f"/api/v1/citizens/{one.uuid}/link-same-person/"
    page = reverse("citizen_operation", args=[one.uuid, "link-same-person"])

    by_api = caller(desk).post(api, said, JSON, headers={"If-Match": "*"})
    by_page = log_in(client, desk).post(page, said | {"_key": "one", "_version": version})

    assert (by_api.status_code, by_api.json()["code"]) == (422, "cannot_be_one")
    assert by_page.status_code == 422
    assert "They cannot be one person: their verified personal numbers differ." in by_page.text
    with eyes(desk):
        assert SamePerson.objects.count() == 0


def test_a_case_on_offer_does_not_close_under_the_other_mission(desk, two):
    one, other = two
    offer_transfer(desk, fresh(one), mission=MissionFactory(yangon=True), summary="Held.")

    assert refusal_of(link, desk, one.citizen, other.citizen).code == "closing_on_offer"


def test_between_missions_headquarters_links_and_the_other_mission_reads_on(desk):
    here = a_file(desk)
    with eyes(officer(**VIENTIANE)) as there:
        theirs = a_file(there)
    with eyes(headquarters()) as centre:
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
    with eyes(officer(**VIENTIANE)) as sender:
        one = a_file(sender)
        offer = offer_transfer(sender, fresh(one), mission=MissionFactory(), summary="She crossed.")
    accept_transfer(desk, fresh(offer))
    advance_case(desk, fresh(one))
    with eyes(headquarters()) as centre:
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
        written(citizen=third.citizen, into=other.citizen, **row)


def written(**row):
    """Write a link and let the deferred guards speak."""
    SamePerson.objects.create(**row)
    executed("set constraints all immediate")
