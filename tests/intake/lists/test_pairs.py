"""Two rows of a list that could be one person wait for each other until somebody decides."""

import pytest
from django.urls import reverse

from cases.casework.models import Case
from cases.citizens.models import Citizen, NotTheSame
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.intake.lists.choices import RowState
from cases.intake.lists.operations import (
    attach_list_row,
    confirm_list,
    correct_list_row,
    join_list_rows,
    leave_out_list_row,
    part_list_rows,
    take_up_list_row,
)
from cases.intake.lists.queries import account_of
from tests.api.calls import caller
from tests.factories import officer
from tests.intake.lists.files import checked, fresh_list, rows_of, states_of, table, workbook
from tests.jobs import run_jobs
from tests.register import a_citizen, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
KHUE = [1, "Lò Văn Khuê", "25/04/1999", "Nam", "", ""]
HEARD = [3, "LO VAN KHUE", "1999", "Nam", "C7000001", "seen at the bridge"]
BINH = [2, "Trần Thị Bình", "1985", "Nữ", "", ""]
HEADINGS = ["STT", "Họ và tên", "Ngày sinh", "Giới tính"]


@pytest.fixture
def actor():
    return officer()


def pair_in(actor, rows=(KHUE, BINH, HEARD)):
    """Return a list with two rows that could be one person, and these rows."""
    received = checked(actor, table(rows))
    waiting = [row for row in rows_of(actor, received) if row.state == RowState.TWICE]
    return received, waiting


def registered(actor, received):
    """Register whoever is ready; return the names of those with a case."""
    with eyes(actor):
        confirm_list(actor, fresh(received))
    run_jobs()
    with eyes(actor):
        return sorted(Case.objects.values_list("citizen__full_name", flat=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["Nguyễn Quốc Khuê", "1999"], ["NGUYEN QUOC KHUE", "25/04/1999"]),
        (["Nguyễn Quốc Khuê", "25/04/1999"], ["Khuê Nguyễn Quốc", "04/25/1999"]),
        (["Nguyễn Quốc Khuê", "25/04/1999"], ["Nguyen Quoc Khe", "25/04/1999"]),
        (["Nguyễn Hải Bằng", "1999"], ["เหงียน หาย บั๋ง", "1999"]),
        (["Lò Văn Khuê", "1999"], ["Lò Khuê", "2000"]),
    ],
)
def test_who_could_be_one_person_waits_with_the_line_of_the_other(actor, one, other):
    rows = [HEADINGS, [1, *one, "Nam"], BINH[:4], [3, *other, "Nam"]]

    found = rows_of(actor, checked(actor, workbook(rows)))[1:]

    assert [row.state for row in found] == [RowState.TWICE, RowState.READY, RowState.TWICE]
    assert [row.twins for row in found] == [[str(found[2].uuid)], [], [str(found[0].uuid)]]
    assert [row.problems[-1]["params"]["row"] for row in (found[0], found[2])] == [4, 2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["Lò Văn Khuê", "1999", "Nam"], ["Lò Thị Khuê", "1999", "Nữ"]),
        (["Lò Văn Khuê", "1999", "Nam"], ["Lò Văn Khuê", "1979", "Nam"]),
        (["Lò Văn Khuê", "1999", "Nam"], ["Trần Văn Bình", "1999", "Nam"]),
    ],
)
def test_who_cannot_be_one_person_waits_for_nobody(actor, one, other):
    rows = [HEADINGS, [1, *one], [2, *other]]

    assert states_of(actor, checked(actor, workbook(rows)))[1:] == [RowState.READY] * 2


def test_of_one_person_one_row_stays_with_what_both_say(actor):
    received, (first, second) = pair_in(actor)

    with eyes(actor):
        joined = join_list_rows(actor, fresh(second), other=fresh(first))
        kept = fresh(first)
        account = account_of(actor, received)

    assert (joined.state, joined.reason) == (RowState.LEFT_OUT, "same_row")
    assert joined.problems[0]["params"] == {"row": 2}
    assert (kept.state, kept.twins) == (RowState.READY, [])
    assert kept.values["document_number"] == "C7000001"
    assert kept.values["other_name"] == "LO VAN KHUE"
    assert account.left_out == {"above": 1, "same_row": 1}
    assert account.lines == account.blank + account.states[RowState.LEFT_OUT] + account.people
    assert registered(actor, received) == ["Lò Văn Khuê", "Trần Thị Bình"]


def test_two_people_are_registered_as_two_and_never_offered_as_one(actor):
    received, (first, second) = pair_in(actor)

    with eyes(actor):
        part_list_rows(actor, fresh(first), other=fresh(second))
        states = fresh(first).state, fresh(second).state
    names = registered(actor, received)

    assert states == (RowState.READY, RowState.READY)
    assert names == ["LO VAN KHUE", "Lò Văn Khuê", "Trần Thị Bình"]
    with eyes(actor):
        assert NotTheSame.objects.count() == 1


def test_taking_one_up_says_that_they_are_two_people(actor):
    _received, (first, second) = pair_in(actor)

    with eyes(actor):
        take_up_list_row(actor, fresh(second))

        assert (fresh(first).state, fresh(second).state) == (RowState.READY, RowState.READY)


@pytest.mark.parametrize("act", ["leave_out", "correct"])
def test_whoever_waited_for_a_row_goes_on_once_it_is_no_other_person_s(actor, act):
    _received, (first, second) = pair_in(actor)

    with eyes(actor):
        if act == "leave_out":
            leave_out_list_row(actor, fresh(second))
        else:
            correct_list_row(actor, fresh(second), changes={"full_name": "Phan Quốc Thử"})

        assert (fresh(first).state, fresh(first).twins) == (RowState.READY, [])


def test_a_row_mended_into_the_name_of_another_waits_with_it(actor):
    received = checked(actor, table([KHUE, BINH]))
    first, second = rows_of(actor, received)[1:]

    with eyes(actor):
        changes = {"full_name": "Lo Van Khue", "birth": "1999", "sex": "m"}
        correct_list_row(actor, fresh(second), changes=changes)

        assert (fresh(first).state, fresh(second).state) == (RowState.TWICE, RowState.TWICE)


def test_of_whom_one_row_is_on_record_the_other_is_compared_again(actor):
    _received, (first, second) = pair_in(actor)
    with eyes(actor):
        person = a_citizen(actor, full_name="Lò Văn Khuê")
        attach_list_row(actor, fresh(first), citizen=person)
        waiting = fresh(second)
        state = waiting.state
        attach_list_row(actor, waiting, citizen=person)

        assert state == RowState.LIKELY_DOUBLE
        assert Case.objects.count() == Citizen.objects.count() == 1


def test_three_rows_of_one_person_are_two_decisions(actor):
    third = [4, "Lo Van Khue", "1999", "m", "", ""]
    received, rows = pair_in(actor, (KHUE, BINH, HEARD, third))

    with eyes(actor):
        join_list_rows(actor, fresh(rows[2]), other=fresh(rows[0]))
        states = [fresh(row).state for row in rows]
        join_list_rows(actor, fresh(rows[1]), other=fresh(rows[0]))

    assert states == [RowState.TWICE, RowState.TWICE, RowState.LEFT_OUT]
    assert registered(actor, received) == ["Lò Văn Khuê", "Trần Thị Bình"]


def test_both_answers_are_one_key_on_the_page(client, actor):
    received, (first, second) = pair_in(actor)
    browser = log_in(client, actor)

    page = browser.get(f"{received.get_absolute_url()}?show=twice").text
    done = browser.post(
        reverse("list_row_operation", args=[second.uuid, "join"]),
        {"other": str(first.uuid), "_version": second.version, "_target": str(second.uuid),
         "_key": "0b1f6c58-7f3e-4d6e-8f0e-2f9f3a6a1111"},
    )  # fmt: skip

    assert page.count(f'name="other" value="{first.uuid}"') == 2
    assert "Row 2 may be of the same person." in page
    assert done.status_code == 302
    assert states_of(actor, fresh_list(actor, received))[1:] == ["ready", "ready", "left_out"]


def test_the_api_names_the_other_row_and_takes_no_third(actor):
    _received, (first, second) = pair_in(actor)
    api = caller(actor)

    shown = api.get(f"/api/v1/list-rows/{first.uuid}/")
    with eyes(actor), pytest.raises(Refused) as refusal:
        part_list_rows(actor, fresh(rows_of(actor, _received)[2]), other=fresh(second))

    assert shown.json()["twins"] == [str(second.uuid)]
    assert refusal.value.code == "no_pair"
