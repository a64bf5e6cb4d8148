"""How long something waits, since an instant, a bare day, a month or several days."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from cases.casework.pages.blocking import Blocker, blocked_words
from cases.core.fields.dates import parse_when
from cases.missions.days import Wait, wait_words, waited
from cases.overview.board import Tally
from cases.reports.pages.words import waiting_words

NOW = datetime(2025, 11, 27, 8, 0, 0, 1, tzinfo=ZoneInfo("Asia/Bangkok"))


def span(said, zone="Asia/Bangkok"):
    known = parse_when(said).resolve(zone, NOW)
    return known.first, known.last


def blocked(first, last, now, zone):
    case = Blocker("reported", "", "", "", "", "", first, last, None, zone)
    return blocked_words(case, now)


@pytest.mark.parametrize(
    ("said", "report", "blocker"),
    [
        ("2025-11-20", "7 days", "since 20 Nov 2025 (7 days)"),
        ("2025-11-26", "1 day", "since 26 Nov 2025 (1 day)"),
        ("2025-11-27", "less than a day", "since today"),
        ("2025-10", "at least 27 days", "since Oct 2025 (at least 27 days)"),
        ("2025-09/2025-10", "at least 27 days", "since Sep 2025 – Oct 2025 (at least 27 days)"),
        (
            "2025-11-20/2025-11-26",
            "at least 1 day",
            "since 20 Nov 2025 – 26 Nov 2025 (at least 1 day)",
        ),
        ("2025-11", "at least 0 days", "since Nov 2025 (at least 0 days)"),
        ("2025-11-26T23:00+07:00", "9 hours", "since 26 Nov 2025 (1 day)"),
        ("2025-11-24T23:00+07:00", "3 days", "since 24 Nov 2025 (3 days)"),
    ],
)
def test_a_wait_counts_from_the_beginning_of_its_day_and_of_a_month_at_least(said, report, blocker):
    with translation.override("en"):
        assert waiting_words(*span(said), NOW, "Asia/Bangkok") == report
        assert blocked(*span(said), NOW, "Asia/Bangkok") == blocker


def test_a_day_of_another_zone_is_a_day():
    assert waited(*span("2025-11-20", "Asia/Ho_Chi_Minh"), NOW, "Asia/Yangon") == Wait(7)
    assert wait_words(Wait(1200, is_least=True)) == "at least 1,200 days"


def test_the_longest_of_many_waits_since_the_earliest_of_both_ends():
    line = Tally()
    for said in ("2025-11-20", "2025-11", "2025-11-22/2025-11-23"):
        first, last = span(said)
        row = {"count": 1, "overdue": 0, "today": 0, "gone": False, "begun": first, "since": last}
        line.wait(row, "Asia/Bangkok")

    assert (line.begun.day, line.since.day) == (1, 20)
