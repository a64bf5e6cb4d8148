"""Accounts and postings: given by the system alone."""

from datetime import date

import pytest

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.models import AuditEntry, RowVersion
from cases.missions.forms import PutStaff, SetPassword
from cases.missions.models import Posting, Staff
from cases.missions.operations import end_posting, put_staff, set_password, start_posting
from tests.factories import MissionFactory, PostingFactory, StaffFactory, head, headquarters
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def seen_by_the_system(db):
    with eyes(SYSTEM):
        yield


def test_a_new_account_has_no_password():
    put_staff(SYSTEM, username="an.officer", full_name="Lê Thị Thử", language="vi")

    staff = Staff.objects.get()
    assert (staff.full_name, staff.language) == ("Lê Thị Thử", "vi")
    assert not staff.has_usable_password()


def test_correcting_an_account_leaves_its_password():
    staff = put_staff(SYSTEM, username="an.officer", full_name="Lê Thị Thử")
    set_password(SYSTEM, staff=staff, password="four invented words here")

    put_staff(SYSTEM, username="an.officer", full_name="Lê Thị Thử Nghiệm")

    staff = Staff.objects.get()
    assert staff.full_name == "Lê Thị Thử Nghiệm"
    assert staff.check_password("four invented words here")


@pytest.mark.parametrize("username", ["An.Officer", "an officer", ".an", "an..officer", ""])
def test_a_user_name_has_small_letters(username):
    form = PutStaff(SYSTEM, json={"username": username, "full_name": "A"})

    assert [fault.field for fault in form.problems()] == ["username"]


def test_a_password_is_taken_letter_by_letter():
    StaffFactory(username="an.officer")
    form = SetPassword(SYSTEM, json={"staff": "an.officer", "password": " two  blanks "})

    assert form.problems() == []
    assert form.arguments()["password"] == " two  blanks "


@pytest.mark.parametrize("password", ["short", "password", "12345678901"])
def test_refuses_a_weak_password(password):
    staff = StaffFactory()

    refusal = refusal_of(set_password, SYSTEM, staff=staff, password=password)

    assert refusal.problems[0].field == "password"


def test_no_entry_and_no_row_version_holds_a_password():
    set_password(SYSTEM, staff=StaffFactory(), password="four invented words here")

    entry = AuditEntry.objects.get(event="staff.password_set")
    assert entry.fields == ["password", "staff"]
    assert not RowVersion.objects.filter(table_name="cases_staff").exists()


@pytest.mark.parametrize("make", [head, headquarters])
def test_no_posting_gives_accounts(make):
    actor = make()

    assert refusal_of(put_staff, actor, username="an.officer", full_name="A").status == 403


def test_starts_a_posting():
    start_posting(
        SYSTEM,
        staff=StaffFactory(),
        mission=MissionFactory(),
        role="case_officer",
        starts_on=date(2025, 1, 1),
    )

    assert Posting.objects.get().ends_on is None


def test_refuses_a_second_posting_there_at_that_time():
    posting = PostingFactory()

    with pytest.raises(Refused) as refusal:
        start_posting(
            SYSTEM,
            staff=posting.staff,
            mission=posting.mission,
            role="head_of_mission",
            starts_on=date(2025, 6, 1),
        )

    assert [(fault.field, fault.code) for fault in refusal.value.problems] == [
        ("starts_on", "posting_no_overlap")
    ]


def test_refuses_a_posting_that_ends_before_it_starts():
    with pytest.raises(Refused) as refusal:
        start_posting(
            SYSTEM,
            staff=StaffFactory(),
            mission=MissionFactory(),
            role="case_officer",
            starts_on=date(2025, 6, 1),
            ends_on=date(2025, 5, 1),
        )

    assert [(fault.field, fault.code) for fault in refusal.value.problems] == [
        ("ends_on", "posting_ends_after_start")
    ]


def test_ends_the_posting_in_force():
    posting = PostingFactory()

    end_posting(SYSTEM, staff=posting.staff, mission=posting.mission, ends_on=date(2026, 1, 31))

    assert Posting.objects.get().ends_on == date(2026, 1, 31)


def test_refuses_to_end_what_is_not_in_force():
    posting = PostingFactory(ends_on=date(2025, 6, 30))

    with pytest.raises(Refused) as refusal:
        end_posting(SYSTEM, staff=posting.staff, mission=posting.mission, ends_on=date(2026, 1, 31))

    assert refusal.value.code == "no_posting"
