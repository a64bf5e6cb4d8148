"""Rows of one list are looked at by several workers: each row once, the list ended once."""

import pytest

from cases.core.context import eyes
from cases.core.jobs.queue import rows
from cases.core.jobs.running import run_due
from cases.intake.lists import jobs
from cases.intake.lists.choices import ListState, RowState
from cases.intake.lists.models import ListRow
from cases.intake.lists.operations import map_list
from cases.intake.lists.queries import layouts_of
from tests.core.test_parallel import at_once
from tests.factories import officer
from tests.intake.lists.files import (
    PEOPLE,
    checked,
    fresh_list,
    received,
    rows_of,
    states_of,
    table,
)
from tests.jobs import run_jobs
from tests.register import fresh

MANY = [
    [at, f"Zqlist Văn {name}", f"{at + 12}/0{at}/{1970 + 3 * at}", "Nam", f"C70000{at:02d}", ""]
    for at, name in enumerate(["An", "Ba", "Ca", "Da", "Em", "Ga", "Ha"], start=1)
]
TWICE = [8, *MANY[0][1:]]
BELOW = [["Tổng cộng", 8, "", "", "", ""], ["", "Zqlist Thị Ký", "", "", "", ""]]


@pytest.fixture
def few_at_once(monkeypatch):
    monkeypatch.setattr(jobs, "AT_ONCE", 2)
    monkeypatch.setattr(jobs, "SORTED_AT_ONCE", 3)


def mapped(actor, content):
    """Receive a list and say its columns; nothing was looked at."""
    row = received(actor, content)
    with eyes(actor):
        map_list(actor, fresh(row), columns=layouts_of(row), nationality="ours")
    return row


def lanes():
    """Return the rows of the queue for this job."""
    return rows().filter(task_path=jobs.check_list.module_path)


@pytest.mark.django_db
def test_in_lanes_comes_out_what_comes_out_in_one_go(few_at_once, monkeypatch):
    actor = officer()
    in_lanes = states_of(actor, checked(actor, table([*MANY, TWICE, *BELOW])))

    monkeypatch.undo()
    other = [["1 ", *MANY[0][1:]], *MANY[1:], TWICE, *BELOW]
    at_a_time = states_of(actor, checked(actor, table(other)))

    assert in_lanes == at_a_time
    assert in_lanes == [
        RowState.LEFT_OUT,
        RowState.TWICE,
        *[RowState.READY] * 6,
        RowState.TWICE,
        RowState.LEFT_OUT,
        RowState.LEFT_OUT,
    ]


@pytest.mark.django_db
def test_a_long_list_has_two_lanes_and_a_short_one_one(few_at_once):
    actor = officer()

    checked(actor, table(PEOPLE[:1]))
    assert lanes().count() == 1

    checked(actor, table(MANY))
    assert lanes().count() == 1 + jobs.LANES


@pytest.mark.django_db
def test_a_lane_of_columns_said_before_writes_nothing(few_at_once):
    actor = officer()
    row = mapped(actor, table(MANY))
    with eyes(actor):
        stale = {"list_id": row.pk, "round_number": 1, "posting_id": actor.posting_id}
        map_list(actor, fresh(row), columns=layouts_of(row), nationality="ours")
        following = jobs.check_list.func(**stale, part=jobs.LOOKING)

    assert following is None
    assert set(states_of(actor, row)) == {RowState.NEW}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_workers_look_at_each_row_once(few_at_once, monkeypatch):
    actor = officer()
    row = mapped(actor, table([*MANY, TWICE]))
    seen = []
    look = jobs.check_rows

    def noted(by, received, some):
        seen.extend(one.number for one in some)
        look(by, received, some)

    monkeypatch.setattr(jobs, "check_rows", noted)

    at_once(2, lambda number: run_due(f"worker-{number}"))
    run_jobs()

    assert fresh_list(actor, row).state == ListState.CHECKED
    assert sorted(seen) == [one.number for one in rows_of(actor, row)][1:]
    assert states_of(actor, row)[-1] == RowState.TWICE


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_lane_leaves_the_end_to_whoever_has_the_last_rows(few_at_once):
    actor = officer()
    row = mapped(actor, table(MANY))
    looking = {"list_id": row.pk, "round_number": 1, "posting_id": actor.posting_id}

    def work(_number):
        with eyes(actor):
            return jobs.check_list.func(**looking, part=jobs.LOOKING)

    with eyes(actor):
        list(ListRow.objects.visible_to(actor).select_for_update(of=("self",), no_key=True))
        assert at_once(1, work) == [None]

    assert fresh_list(actor, row).state == ListState.CHECKING
    run_jobs()
    assert fresh_list(actor, row).state == ListState.CHECKED
