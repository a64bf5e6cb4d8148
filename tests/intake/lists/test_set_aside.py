"""A row at which the system fails is set aside with a reference, and the other rows go on."""

import pytest

from cases.casework.models import Case
from cases.citizens.search import ranking
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.jobs.sets import MOST_IN_A_ROW
from cases.intake.lists import checking, jobs, writing
from cases.intake.lists.choices import ListState, RowState
from cases.intake.lists.operations import confirm_list, take_up_list_row
from cases.intake.lists.queries import standing_still, with_rows_to_fix
from cases.intake.lists.states import WAS_TAKEN_UP
from tests.api.calls import caller
from tests.citizens.search.people import person
from tests.factories import officer
from tests.intake.lists.files import checked, fresh_list, rows_of, states_of, table
from tests.jobs import row_of, run_jobs
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
FINDS = "Whoever runs the system finds the fault under"
BAD = "Zqlist Văn Sáu"
NAMES = ["An", "Ba", "Ca", "Da", "Em", "Sáu", "Ga", "Ha", "Hi", "Ho", "Hu", "Ky"]
PAPERS = [f"C{1_234_567 * at % 10_000_000:07}" for at in range(1, 13)]
MANY = [
    [at, f"Zqlist Văn {name}", f"{at + 12}/{at:02}/{1960 + 3 * at}", "Nam", paper, ""]
    for at, (name, paper) in enumerate(zip(NAMES, PAPERS, strict=True), start=1)
]
READY = [RowState.LEFT_OUT, *[RowState.READY] * 5, RowState.PARKED, *[RowState.READY] * 6]


def failing(function, is_bad):
    """Return the function made to fail where it is given something bad."""

    def fails(*given):
        if is_bad(*given):
            raise ZeroDivisionError("Zqlist Văn Sáu was born in 1999")
        return function(*given)

    return fails


@pytest.fixture
def actor():
    """An officer of a mission that has registered who stands in the sixth row, by another name."""
    actor = officer()
    person(actor, "Zqlist Thị Khác", "1970-01-02", PAPERS[5])
    return actor


@pytest.fixture
def fails(monkeypatch):
    """Comparing the name of one row fails."""
    monkeypatch.setattr(
        ranking, "compare", failing(ranking.compare, lambda one, _: one.text == BAD)
    )


@pytest.fixture
def received(actor, fails):
    return checked(actor, table(MANY))


def test_the_list_ends_and_the_other_rows_are_ready(actor, received):
    assert fresh_list(actor, received).state == ListState.CHECKED
    assert states_of(actor, received) == READY
    with eyes(actor):
        assert not standing_still(actor).exists()
        assert with_rows_to_fix(actor).get() == received


def test_the_log_has_the_fault_under_the_reference_of_the_row_and_no_name(actor, fails, caplog):
    row = rows_of(actor, checked(actor, table(MANY)))[6]

    (problem,) = row.problems
    logged = [said.msg for said in caplog.records if "job_row_set_aside" in str(said.msg)]
    assert [said["reference"] for said in logged] == [problem["params"]["reference"]]
    assert logged[0]["error"] == "ZeroDivisionError"
    assert BAD not in str(logged)


def test_page_and_api_tell_why_the_row_is_parked(client, actor, received):
    row = rows_of(actor, received)[6]
    reference = row.problems[0]["params"]["reference"]
    log_in(client, actor)

    pages = [
        client.get(f"{received.get_absolute_url()}?show=parked"),
        client.get(row.get_absolute_url()),
    ]
    told = caller(actor).get(f"/api/v1/list-rows/{row.uuid}/").json()

    words = f"It was set aside; the others went on. {FINDS} {reference}."
    assert [words in page.text for page in pages] == [True, True]
    assert (told["state"], told["problems"][0]["code"]) == ("parked", "set_aside")
    assert told["problems"][0]["message"].endswith(words)
    assert told["candidates"] == []


def test_taken_up_it_is_compared_again_and_set_aside_again_while_the_fault_lasts(
    actor, received, monkeypatch
):
    row = rows_of(actor, received)[6]
    with eyes(actor):
        again = take_up_list_row(actor, fresh(row))
    assert (again.state, again.problems == row.problems) == (RowState.PARKED, False)

    monkeypatch.undo()
    with eyes(actor):
        mended = take_up_list_row(actor, fresh(row))

    assert (mended.state, mended.reason) == (RowState.LIKELY_DOUBLE, WAS_TAKEN_UP)
    assert mended.problems == []


def test_a_row_that_cannot_be_sorted_out_is_set_aside_too(actor, monkeypatch):
    is_bad = lambda line, *_: BAD in line.cells  # noqa: E731 - one line, and named
    monkeypatch.setattr(checking, "kind_of_line", failing(checking.kind_of_line, is_bad))

    received = checked(actor, table(MANY))

    assert states_of(actor, received) == READY


def test_a_row_that_cannot_be_taken_in_is_set_aside_and_the_others_are_registered(
    actor, monkeypatch
):
    received = checked(actor, table([*MANY[:5], *MANY[6:]]))
    is_bad = lambda _, row, *__: row.number == 3  # noqa: E731 - one line, and named
    monkeypatch.setattr(writing, "arrival_of", failing(writing.arrival_of, is_bad))
    with eyes(actor):
        confirm_list(actor, fresh(received))

    run_jobs()

    states = states_of(actor, received)
    assert fresh_list(actor, received).state == ListState.CHECKED
    assert (states[2], states.count(RowState.WRITTEN)) == (RowState.PARKED, 10)
    with eyes(actor):
        assert Case.objects.count() == 10


def test_a_fault_at_every_row_is_none_of_the_rows_and_the_job_fails(actor, monkeypatch):
    monkeypatch.setattr(jobs, "check_rows", failing(jobs.check_rows, lambda *_: True))

    received = checked(actor, table(MANY))

    states = states_of(actor, received)
    assert (states.count(RowState.PARKED), states.count(RowState.NEW)) == (MOST_IN_A_ROW, 2)
    assert row_of(jobs.check_list).exception_class_path.endswith("ZeroDivisionError")
    with pytest.raises(Refused), eyes(actor):
        confirm_list(actor, fresh(received))


def test_a_list_in_which_two_rows_cannot_be_compared_ends_and_the_others_are_ready(actor, fails):
    people = [MANY[5], ["13", "Zqlist Van Sau", *MANY[5][2:4], "", ""], *MANY[:5], *MANY[6:]]
    people[0] = [*people[0][:4], "", ""]

    received = checked(actor, table(people))
    states = states_of(actor, received)[1:]

    assert fresh_list(actor, received).state == ListState.CHECKED
    assert states.count(RowState.PARKED) in {1, 2}
    assert states[2:] == [RowState.READY] * 11
