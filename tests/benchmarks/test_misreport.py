"""The error model makes the errors it names, and the names it makes are still recognised."""

from datetime import date
from itertools import pairwise
from random import Random

import pytest

from cases.citizens.birth_dates import DAY_FIRST, read_birth_date
from cases.citizens.names.comparison import compare
from cases.citizens.names.folding import folded
from cases.citizens.names.keyed import unkeyed
from cases.citizens.names.keys import name_key
from cases.core.partial import PartialDate
from tests.benchmarks.misreport import (
    BIRTH_ERRORS,
    CODES,
    NUMBER_ERRORS,
    SENDERS,
    Misreports,
    Truth,
)
from tests.benchmarks.misspelling import NAME_ERRORS, unmarked
from tests.benchmarks.names import Names

TODAY = date(2026, 11, 26)
TRUTH = Truth("Nguyễn Thị Đức Hoàng", date(1998, 4, 7), ("C1234567", "001198001234"))


def reported(*codes, truth=TRUTH, seed=1):
    return Misreports(Random(seed)).report_with(truth, codes)


def people(count, seed=6):
    draw = Random(seed)
    names = Names(draw)
    return [
        Truth(
            " ".join(names.full(draw.choice("mf"))),
            date(draw.randrange(1960, 2008), draw.randrange(1, 13), draw.randrange(1, 29)),
            (f"C{draw.randrange(10**7):07}",),
        )
        for _ in range(count)
    ]


def test_a_report_without_errors_is_the_truth():
    report = reported()

    assert report.full_name == TRUTH.full_name
    assert report.birth == PartialDate(TRUTH.birth_on, "day")
    assert report.numbers == TRUTH.numbers
    assert report.errors == ()


@pytest.mark.parametrize("code", [code for code in CODES if code != "regional"])
def test_each_error_changes_the_report_and_is_named(code):
    report = reported(code)

    assert code in report.errors
    assert report != reported()


def test_the_same_seed_gives_the_same_reports():
    def made(seed):
        model = Misreports(Random(seed))
        return [model.report(truth, "thai_police") for truth in people(200)]

    assert made(3) == made(3)
    assert made(3) != made(4)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("marks_lost", "Nguyen Thi Duc Hoang"), ("given_first", "Thị Đức Hoàng Nguyễn"),
        ("ends_swapped", "Hoàng Thị Đức Nguyễn"), ("regional", "Nguyễn Thị Đức Huỳnh"),
        ("telex", "Nguyeenx Thij Dduwcs Hoangf"), ("family_twice", "Nguyễn Thị Đức Hoàng Nguyễn"),
    ],
)  # fmt: skip
def test_errors_without_chance_are_what_they_are_called(code, name):
    assert reported(code).full_name == name


def test_what_an_ear_hears_is_spelled_by_it():
    spelled = {
        part
        for seed in range(60)
        for part in reported(
            "thai_ear", seed=seed, truth=Truth("Nguyễn Dũng Đức Chu", TODAY)
        ).full_name.split()
    }

    assert {"Ngian", "Yung", "Duk", "Ju"} <= spelled


def test_telex_is_undone_again():
    for truth in people(300):
        report = reported("telex", truth=truth)
        if "telex" in report.errors and report.full_name != unmarked(truth.full_name):
            meant = unkeyed(report.full_name)
            assert meant is not None, report.full_name
            assert folded(meant[1]) == folded(truth.full_name)


@pytest.mark.parametrize("seed", range(20))
def test_one_letter_is_mistyped_and_no_more(seed):
    name = reported("mistyped", seed=seed).full_name

    changed = [
        one
        for one, other in zip(name.split(), TRUTH.full_name.split(), strict=True)
        if one != other
    ]
    assert len(changed) <= 1


@pytest.mark.parametrize(
    ("code", "birth", "text"),
    [
        ("day_month_swapped", "1998-07-04", "04/07/1998"), ("year_only", "1998", "1998"),
        ("first_of_january", "1998-01-01", "01/01/1998"), ("buddhist", "1998-04-07", "07/04/2541"),
        ("short_year", "1998-04-07", "07/04/98"), ("month_first", "1998-04-07", "04/07/1998"),
    ],
)  # fmt: skip
def test_birth_dates_go_wrong_as_lists_get_them_wrong(code, birth, text):
    report = reported(code)

    assert (str(report.birth), report.birth_text) == (birth, text)


@pytest.mark.parametrize("code", ["year_off", "day_off"])
def test_a_birth_date_is_off_by_one(code):
    born = reported(code).birth.first

    assert 0 < abs((born - TRUTH.birth_on).days) <= (1 if code == "day_off" else 366)


def test_a_report_without_birth_date_has_none():
    assert (reported("no_birth").birth, reported("no_birth").birth_text) == (None, "")


def test_what_is_written_is_read_as_what_was_meant():
    model = Misreports(Random(2))
    for truth in people(300):
        for code in (*BIRTH_ERRORS, "buddhist", "short_year"):
            report = model.report_with(truth, [code])
            assert report.birth in read_birth_date(report.birth_text, TODAY, DAY_FIRST).choices


@pytest.mark.parametrize("code", NUMBER_ERRORS)
def test_a_number_has_one_error_or_is_missing(code):
    numbers = reported(code).numbers

    assert all(number not in TRUTH.numbers for number in numbers)
    assert (numbers == ()) is (code == "no_number")


def test_errors_that_exclude_each_other_do_not_meet():
    report = reported("marks_lost", "telex", "permuted", "given_first")

    assert not {"telex", "given_first"} & set(report.errors)


@pytest.mark.parametrize("sender", SENDERS)
def test_errors_come_about_as_often_as_stated(sender):
    model = Misreports(Random(9))
    reports = [model.report(truth, sender) for truth in people(2_000)]

    for code in ("no_number", "no_birth"):
        share = sum(code in report.errors for report in reports) / len(reports)
        assert share == pytest.approx(SENDERS[sender].get(code, 0.0), abs=0.04)
    assert any(not report.errors for report in reports)


@pytest.mark.parametrize("code", NAME_ERRORS)
def test_a_name_with_one_error_is_still_recognised(code):
    model = Misreports(Random(5))
    truths = people(400)
    scores = []
    for truth in truths:
        report = model.report_with(truth, [code])
        name = report.full_name
        if code == "telex" and (meant := unkeyed(name)):
            name = meant[1]
        if code in report.errors:
            scores.append(compare(name_key(truth.full_name), name_key(name)).score)
    strangers = [
        compare(name_key(one.full_name), name_key(other.full_name)).score
        for one, other in pairwise(truths)
    ]

    recognised = sum(score > 0.55 for score in scores) / max(1, len(scores))
    mistaken = sum(score > 0.55 for score in strangers) / len(strangers)
    assert scores
    assert recognised >= 0.95
    assert mistaken <= 0.05
