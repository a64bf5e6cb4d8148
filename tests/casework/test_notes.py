"""Notes: who reads them, and what becomes of one that was written by mistake."""

import pytest

from cases.casework.models import Note, SealedNote
from cases.casework.operations import (
    accept_transfer,
    add_note,
    offer_transfer,
    share_case,
    withdraw_note,
    withdraw_sealed_note,
)
from cases.core.context import eyes
from cases.core.errors import Refused
from tests.casework.between import case_of
from tests.factories import MissionFactory, PostingFactory, head, headquarters
from tests.refusals import refusal_of
from tests.register import fresh
from tests.statements import selected
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

VIENTIANE = {"code": "VTE", "country": "LA", "zone": "Asia/Vientiane"}


@pytest.fixture
def case(owner):
    return case_of(owner)


def texts(actor):
    """What the actor reads, through the first wall and through the second alone."""
    with eyes(actor):
        rows = [*Note.objects.visible_to(actor), *SealedNote.objects.visible_to(actor)]
        first = {row.text for row in rows}
        second = {
            row[0]
            for row in selected(
                "select text from cases_note union select text from cases_sealednote"
            )
        }
    assert first == second
    return first


def test_a_note_of_one_mission_is_read_there_and_at_headquarters_alone(owner, case):
    other = head(**VIENTIANE)
    with eyes(owner):
        add_note(owner, case, text="For all.")
        add_note(owner, case, text="For Bangkok.", readers="own_mission")
        share_case(owner, fresh(case), mission=MissionFactory(**VIENTIANE), days=3, reason="x")

    assert texts(owner) == {"For all.", "For Bangkok."}
    assert texts(other) == {"For all."}
    assert texts(headquarters()) == {"For all.", "For Bangkok."}


def test_what_is_for_everybody_goes_along_when_the_case_moves_and_the_own_note_does_not(
    owner, case
):
    other = head(**VIENTIANE)
    with eyes(owner):
        add_note(owner, case, text="For all.")
        add_note(owner, case, text="For Bangkok.", readers="own_mission")
        offer = offer_transfer(
            owner, fresh(case), mission=MissionFactory(**VIENTIANE), summary="Take her."
        )
    with eyes(other):
        accept_transfer(other, fresh(offer))

    assert texts(other) == {"For all."}


def test_a_restricted_note_is_read_by_roles_with_its_group(owner, case):
    with eyes(owner):
        add_note(owner, case, text="She is ill.", readers="health")

    assert texts(owner) == {"She is ill."}
    assert texts(PostingFactory(role="field_officer").actor()) == {"She is ill."}
    assert texts(headquarters()) == set()


def test_who_does_not_read_a_group_writes_nothing_there(case):
    with eyes(headquarters()) as centre, pytest.raises(Refused) as refusal:
        add_note(centre, fresh(case), text="x", readers="health")

    assert (refusal.value.status, refusal.value.code) == (403, "group_not_read")


def test_a_note_is_withdrawn_with_a_reason_and_stays(owner, case):
    with eyes(owner):
        note = add_note(owner, case, text="Wrong.")
        sealed = add_note(owner, case, text="Wrong too.", readers="protection")

        withdraw_note(owner, fresh(case), note=note, reason="Another case.")
        withdraw_sealed_note(owner, fresh(case), note=sealed, reason="Another case.")

        for row in (fresh(note), fresh(sealed)):
            assert row.text.startswith("Wrong")
            assert (row.withdraw_reason, row.withdrawn_by_id) == ("Another case.", owner.staff_id)
        again = refusal_of(withdraw_note, owner, fresh(case), note=fresh(note), reason="Again.")
    assert again.code == "already_withdrawn"


def test_nobody_takes_back_the_note_of_another(owner, case):
    field = PostingFactory(role="field_officer").actor()
    with eyes(owner):
        note = add_note(owner, case, text="Mine.")

    with eyes(field), pytest.raises(Refused) as refusal:
        withdraw_note(field, fresh(case), note=note, reason="x")

    assert (refusal.value.status, refusal.value.code) == (403, "note_of_another")


def test_the_page_says_for_whom_a_note_is_and_hides_what_was_withdrawn(client, owner, case):
    with eyes(owner):
        add_note(owner, case, text="Zqown", readers="own_mission")
        add_note(owner, case, text="Zqsealed", readers="protection")
        note = add_note(owner, case, text="Zqwrong")
        withdraw_note(owner, fresh(case), note=note, reason="Zqwhy")
    page = log_in(client, owner).get(case.get_absolute_url()).text
    voided = client.get(f"{case.get_absolute_url()}?voided=yes").text

    assert "only for Mission BKK" in page
    assert "restricted: Protection" in page
    assert "Zqwrong" not in page
    assert "Zqwrong" in voided
    assert "Zqwhy" in voided
