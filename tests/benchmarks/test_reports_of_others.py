"""The error model of reports stays as it is, and its oracle finds whoever is meant."""

from random import Random

import pytest

from tests.benchmarks.reports_of_others import (
    KINDS,
    Known,
    Register,
    compose,
    digest,
    invented,
    reports,
    strangers,
)

DIGEST = "48f4f396fd2094fa2e51c5e51faf54d3c9b879f6fe5197387a14a6ee5c363e94"


@pytest.fixture(scope="module")
def people() -> list[Known]:
    """People who are always the same."""
    return invented()


def test_the_model_is_as_it_was_written():
    assert digest(seed=1, count=60) == DIGEST


def test_each_kind_says_what_happens_and_applies_to_somebody(people):
    for kind in KINDS.values():
        assert kind.tell.__doc__
        assert kind.group in ("ordinary", "hard")
        assert any(compose(person, [kind], Random(person.key)) for person in people), kind.name


def test_nothing_is_random_beyond_the_seed(people):
    for hardness in ("ordinary", "hard"):
        first = list(reports(people, 5, 40, hardness))
        assert first == list(reports(people, 5, 40, hardness))
        assert first != list(reports(people, 6, 40, hardness))
        assert first[:10] == list(reports(people, 5, 10, hardness))


def test_an_exact_report_of_a_unique_person_can_be_answered(people):
    register = Register(people)
    report = compose(people[0], [KINDS["as_on_record"]], Random(1))

    assert report is not None
    assert register.others(report) == 0
    assert register.ceiling(report) == 1.0


def test_namesakes_share_the_chance():
    people = [Known(f"{number}", "Trần Văn Nam", province="Nghệ An") for number in range(20)]
    report = compose(people[0], [KINDS["province_named"]], Random(1))

    assert report is not None
    assert Register(people).others(report) == 19
    assert Register(people).ceiling(report) == 0.25


def test_whoever_is_meant_fits_every_report_of_them(people):
    register = Register(people)

    for hardness in ("ordinary", "hard"):
        for report in reports(people, 3, 100, hardness):
            assert register.ids[report.key or ""] in register.fitting(report), report


def test_strangers_are_on_no_record(people):
    names = {person.full_name for person in people}

    made = list(strangers(people, 1, 50))

    assert len(made) == 50
    assert all(report.key is None and report.text for report in made)
    assert not any(report.name in names for report in made)
