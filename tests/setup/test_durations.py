"""What a run cost is told by kind, and judged by CPU seconds of one machine."""

from types import SimpleNamespace

import pytest

from tests.costs import Cost, calibrate, descendants_of, spent
from tests.durations import (
    BUDGETS,
    DEAREST,
    TOO_MUCH,
    Durations,
    as_table,
    by_kind,
    dearest,
    too_dear,
)

BUDGET = BUDGETS["quick"]
COSTS = {
    "tests/api/test_a.py::test_one[x]": Cost(1, 2, 3, 0),
    "tests/api/test_a.py::test_one[y]": Cost(1, 1, 0, 0),
    "tests/web/test_b.py::test_two": Cost(9, 1, 1, 30),
}


@pytest.fixture
def judged(monkeypatch):
    """Judge a run of so many CPU seconds, on a machine that is so many times slower."""
    monkeypatch.setattr("tests.durations.server_time", lambda: 0.0)

    def judge(seconds: float, *, slower: float = 1.0, status: int = 0):
        option = SimpleNamespace(budget="quick", numprocesses=2)
        run = Durations(SimpleNamespace(option=option))
        run.costs, run.calibrations, run.outside = {"a": Cost(python=seconds)}, [slower], 0.0
        plugins = SimpleNamespace(get_plugin=lambda _name: None)
        session = SimpleNamespace(exitstatus=status, config=SimpleNamespace(pluginmanager=plugins))
        run.judge(session)
        return session.exitstatus, run.note

    return judge


def test_a_run_within_its_budget_says_nothing(judged):
    assert judged(BUDGET * 0.99) == (0, "")


def test_a_run_over_its_budget_says_so(judged):
    status, note = judged(BUDGET * 1.1)

    assert (status, note) == (0, f"over the budget: {BUDGET * 1.1:,.0f} of {BUDGET:,} CPU seconds")


def test_a_run_far_over_its_budget_fails(judged):
    assert judged(BUDGET * TOO_MUCH * 1.01)[0] == 1


def test_a_slow_machine_reddens_no_run(judged):
    assert judged(BUDGET * 1.9, slower=2.0) == (0, "")


def test_a_fast_machine_reddens_none_either(judged):
    assert judged(BUDGET * 0.99, slower=0.6) == (0, "")


def test_a_run_that_failed_otherwise_keeps_its_status(judged):
    assert judged(BUDGET * 9, status=2)[0] == 2


def test_a_kind_is_a_folder_and_the_dearest_comes_first():
    heading, web, api, whole = (line.split() for line in by_kind(COSTS))

    assert heading[:2] == ["tests", "CPU"]
    assert web == ["web", "1", "32.0", "1.0", "1.0", "30.0", "9.0"]
    assert api == ["api", "2", "6.0", "3.0", "3.0", "0.0", "2.0"]
    assert whole[:3] == ["all", "3", "38.0"]
    assert dearest(COSTS)[0].split() == ["32.0", "tests/web/test_b.py::test_two"]
    assert len(dearest(dict.fromkeys(map(str, range(20)), Cost()))) == DEAREST


def test_the_table_has_a_line_for_each_function():
    assert as_table(COSTS).splitlines()[1:] == [
        "tests/api/test_a.py::test_one\t2\t2.00\t3.00\t3.00\t0.00",
        "tests/web/test_b.py::test_two\t1\t9.00\t1.00\t1.00\t30.00",
    ]


def test_the_cheapest_a_run_fit_first():
    costs = {"dear": (1, 9.0), "cheap": (100, 10.0), "middle": (4, 2.0)}

    assert too_dear(costs, 12.0) == {"dear"}
    assert too_dear(costs, 11.0) == {"dear", "middle"}
    assert too_dear(costs, 30.0) == set()


@pytest.mark.django_db
def test_what_the_server_does_for_a_test_is_counted(django_assert_num_queries):
    from django.db import connection  # noqa: PLC0415

    before = spent(with_browser=True)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from generate_series(1, 1500000)")
    work = calibrate()
    cost = spent(with_browser=True) - before

    assert cost.postgres > 0.02
    assert cost.python >= work
    assert descendants_of(1)
