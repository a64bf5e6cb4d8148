"""`manage.py figures`: plain words, plain numbers, one clear sentence when it cannot answer."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import IncidentFactory
from tests.publishing.course import a_report, at, course, crossed, day, opened

pytestmark = pytest.mark.django_db

CODE = "2025-10-myawaddy"


@pytest.fixture
def two_in_thailand(db):
    a_report(disputed=True, dispute_reason="One source only.")
    with course() as actor:
        crossed(actor, opened(actor, at(20), sex="f"), at(22), at(21))
        crossed(actor, opened(actor, at(28)), at(28), day(22))


def figures(*arguments):
    out = StringIO()
    call_command("figures", CODE, *arguments, stdout=out)
    return out.getvalue()


def test_prints_the_counts_beside_the_reported_figures(two_in_thailand):
    lines = [line.rstrip() for line in figures("--as-of", "2025-10-22T23:59+07:00").splitlines()]

    assert lines[0] == "Compounds in Myawaddy (2025-10-myawaddy)"
    assert lines[1] == "As of     2025-10-22 23:59  Asia/Bangkok"
    assert "provisional" in lines[2]
    width = len("persons whose points do not fit each other; the last one counts")
    assert f"  {'Thailand':<{width}}{2:>9}   men 1, women 1" in lines
    assert f"  {'Mission BKK':<{width}}{1:>9}" in lines
    assert "  In the country, Thailand: about 70" in lines
    assert "    disputed: One source only." in lines
    assert "    in our ledgers: 2 (men 1, women 1) as of 2025-10-22 23:59" in lines


def test_explains_the_difference_person_by_person(two_in_thailand):
    text = figures("--as-of", "2025-10-22", "--known-at", "2025-10-22")

    assert "As known  2025-10-22 23:59 (settled)" in text
    assert "Persons   1 with a case" in text
    assert "not counted -> Thailand" in text
    assert "Reported late: the case was not known then." in text
    assert "known since 2025-10-28 12:00 by Mission BKK; source: A relative" in text


def test_says_when_nobody_counts_otherwise(two_in_thailand):
    text = figures("--as-of", "2025-10-22", "--known-at", "2025-11-01")

    assert text.rstrip().endswith("nobody")


def test_prints_json(two_in_thailand):
    data = json.loads(figures("--as-of", "2025-10-22", "--known-at", "2025-10-22", "--json"))

    assert data["present"] == [{"key": "TH", "label": "Thailand", "count": 1, "men": 0, "women": 1}]
    assert [item["reason"] for item in data["late_news"]] == ["late"]
    assert data["reported"][0]["ours"]["value"] == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere", "--as-of", "2025-10-22"], "There is no incident nowhere."),
        ([CODE, "--as-of", "yesterday"], "--as-of yesterday: This is not a moment."),
        ([CODE, "--as-of", "2025-13-01"], "--as-of 2025-13-01: This is not a day."),
        ([CODE, "--as-of", "2025-10-22T10:00"], "--as-of 2025-10-22T10:00: This is not a moment."),
        (
            [CODE, "--as-of", "2025-10-22T10:00Z/2025-10-22T11:00Z"],
            "Give one moment, not an interval.",
        ),
        (
            [CODE, "--as-of", "2025-10-22", "--known-at", "2190-01-01"],
            "--known-at lies in the future.",
        ),
        (
            [CODE, "--as-of", "2025-10-22", "--known-at", "2190-01-01T00:00Z"],
            "--known-at lies in the future.",
        ),
    ],
)
def test_says_in_one_sentence_what_is_wrong(arguments, sentence):
    IncidentFactory()

    with pytest.raises(CommandError) as fault:
        call_command("figures", *arguments)

    assert sentence in str(fault.value)
    assert fault.value.returncode == 1
