"""A handover on paper marks names without their marks, and tells when it was as it is known."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from cases.core.context import eyes
from cases.core.facts import When
from cases.movements.handover.models import Handover, HandoverHealth, HandoverLine
from cases.movements.handover.printing import annex_of, row_of, when_words, without_marks
from cases.places.models import Place
from tests.movements.handover.test_pages import first_line, printed
from tests.web.session import log_in


def line(number, name):
    return HandoverLine(pk=number, position=number, state="handed", shown={"name": name})


BARE, WHOLE, FOREIGN = line(1, "NGUYEN VAN DUNG"), line(2, "Trần Thị Mẹ"), line(3, "John Smith")


def test_a_name_without_the_marks_that_it_likely_has_is_starred_and_the_star_explained():
    assert [row_of(row, "en")[1] for row in (BARE, WHOLE, FOREIGN)] == [
        "NGUYEN VAN DUNG *",
        "Trần Thị Mẹ",
        "John Smith",
    ]
    with override("en"):
        assert without_marks([WHOLE, BARE]) == "* The name stands on record without marks."
    assert without_marks([WHOLE, FOREIGN]) == ""


def test_the_annex_on_health_stars_it_too():
    annex = annex_of([BARE], [HandoverHealth(line_id=1, words="Takes a medicine.")])

    assert annex["rows"][0][1] == "NGUYEN VAN DUNG *"
    assert annex["without_marks"]


MONTH = When(day=date(2025, 10, 1), until=date(2025, 10, 31))
DAYS = When(day=date(2025, 10, 5), until=date(2025, 10, 7))
DAY = When(day=date(2025, 10, 1))
INSTANT = When.at(datetime(2025, 10, 5, 8, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("when", "language", "words"),
    [
        (MONTH, "vi", "10/2025"),
        (MONTH, "fr", "octobre 2025"),
        (DAYS, "vi", "05/10/2025 – 07/10/2025"),
        (DAYS, "en", "5 October 2025 – 7 October 2025"),
        (DAY, "vi", "01/10/2025"),
        (DAY, "fr", "1er octobre 2025"),
        (INSTANT, "vi", "05/10/2025, 15:30"),
        (INSTANT, "en", "5 October 2025, 15:30"),
    ],
)
def test_the_day_is_told_no_more_precisely_than_it_is_known(when, language, words):
    span = when.resolve("Asia/Bangkok", datetime(2025, 12, 1, tzinfo=UTC))
    row = Handover(place=Place(country="TH"))
    row.occurred_from, row.occurred_at = span.first, span.last

    local = span.last.astimezone(ZoneInfo("Asia/Bangkok"))
    assert when_words(row, local, language) == words
    assert when_words(Handover(), span.last, language) == ""


@pytest.mark.django_db
def test_the_print_says_what_the_star_is(client, bangkok, handover):
    with eyes(bangkok):
        person = first_line(bangkok, handover).case.citizen
        person.full_name = "NGUYEN VAN DUNG"
        person.save(update_fields=["full_name"])
    log_in(client, bangkok)

    text = printed(client, handover, language="en")

    assert "NGUYEN VAN DUNG *" in text
    assert "* The name stands on record without marks." in text
