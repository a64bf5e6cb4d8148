"""Which part of a sweep is run: each thing is in one of them, and all are in the audit."""

from types import SimpleNamespace

import pytest

from tests import sweeps
from tests.representatives import covering, traits, traits_of_view
from tests.sweeps import SHARDS, VARIABLE, is_here, is_tried, shard, tried
from tests.world import every_operation

NAMES = [row.name for row in every_operation()]


def item(name, **mark):
    marker = SimpleNamespace(kwargs=mark)
    module = SimpleNamespace(__name__="tests.fuzz.test_acts")
    return SimpleNamespace(nodeid=name, module=module, get_closest_marker=lambda _name: marker)


@pytest.fixture
def part(monkeypatch):
    def run(number):
        monkeypatch.setenv(VARIABLE, str(number))

    monkeypatch.setattr(sweeps, "changed_features", frozenset)
    monkeypatch.delenv(VARIABLE, raising=False)
    return run


def test_without_a_part_everything_is_tried(part):
    assert shard() is None
    assert tried(NAMES) == NAMES


def test_each_thing_is_in_one_part(part):
    found = []
    for number in range(SHARDS):
        part(number)
        found += tried(NAMES)

    assert sorted(found) == sorted(NAMES)


def test_the_number_of_commits_gives_each_part_its_turn(part):
    part(SHARDS * 40 + 3)

    assert shard() == 3


def test_keys_of_records_do_not_move_a_thing_to_another_part(part):
    part(sweeps.part_of("/cases/BKK-2025-00001/"))

    assert is_tried("/cases/BKK-2026-00477/")


def test_what_goes_through_the_parts_itself_is_in_each(part):
    for number in range(SHARDS):
        part(number)
        assert is_here(item("tests/fuzz/test_reads.py::test_all", within=True))


def test_a_file_that_stays_together_is_in_one_part(part):
    found = []
    for number in range(SHARDS):
        part(number)
        found.append([is_here(item(name, whole_file=True)) for name in ("a", "b", "c")])

    assert sorted(map(sum, found)) == [0] * (SHARDS - 1) + [3]


def test_what_belongs_to_a_changed_feature_is_in_each(part, monkeypatch):
    monkeypatch.setattr(sweeps, "changed_features", lambda: frozenset({"fuzz"}))
    for number in range(SHARDS):
        part(number)
        assert is_here(item("tests/fuzz/test_acts.py::test_one[x]"))


@pytest.mark.parametrize("of", [traits, traits_of_view])
def test_representatives_have_every_trait(of):
    rows = every_operation()
    chosen = covering(rows, of)

    assert {trait for row in chosen for trait in of(row)} == {
        trait for row in rows for trait in of(row)
    }
    assert len(chosen) < len(rows) / 2


def test_a_run_without_sweeps_makes_none_of_their_tests(monkeypatch):
    monkeypatch.setitem(sweeps.LEFT_OUT, "sweep", True)
    swept = SimpleNamespace(pytestmark=[pytest.mark.sweep.mark])

    assert sweeps.of_some(["a", "b"], ["a"]) == ["a"]
    assert sweeps.pytest_pycollect_makeitem(None, swept) == []
    assert sweeps.pytest_pycollect_makeitem(None, SimpleNamespace()) is None
