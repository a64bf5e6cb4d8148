"""Dates, numbers and columns as the reader's language writes them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.contrib import admin
from django.utils import translation
from django.utils.functional import Promise
from django.utils.html import strip_tags

from cases.core.fields.dates import parse_when
from cases.core.partial import PartialDate
from cases.letters.days import span_words
from cases.templatetags.moments import day, days_words, moment, occurred, partial_words
from cases.templatetags.numbers import grouped

SEEN = datetime(2025, 10, 22, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "22 Oct 2025, 14:30</time> "),
        ("vi", "22/10/2025, 14:30</time> "),
        ("fr", "22/10/2025, 14:30</time> "),
    ],
)
def test_a_moment_is_written_in_the_order_of_the_language(language, text):
    with translation.override(language):
        assert text in moment(SEEN, "Asia/Bangkok")


@pytest.mark.parametrize(
    ("language", "zone", "text"),
    [
        ("vi", "Asia/Bangkok", "giờ Bangkok"),
        ("vi", "Asia/Ho_Chi_Minh", "giờ Việt Nam"),
        ("fr", "Asia/Ho_Chi_Minh", "heure locale (Viet Nam)"),
    ],
)
def test_a_moment_names_its_zone(language, zone, text):
    with translation.override(language):
        assert text in moment(SEEN, zone)


@pytest.mark.parametrize(
    ("language", "begin", "end"),
    [("vi", "từ <time", " đến <time"), ("fr", "entre le <time", " et le <time")],
)
def test_a_time_between_two_moments_reads_as_one_sentence(language, begin, end):
    with translation.override(language):
        words = occurred(SEEN, SEEN.replace(hour=9), "Asia/Bangkok", "bare")

    assert words.startswith(begin)
    assert end in words


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_a_day_is_written_in_digits_in_vietnamese_and_french(language):
    with translation.override(language):
        assert ">01/11/2025<" in day(date(2025, 11, 1))


@pytest.mark.parametrize(
    ("said", "english", "digits"),
    [
        ("1998", "1998", "1998"),
        ("1998-04", "Apr 1998", "04/1998"),
        ("1998-04-12", "12 Apr 1998", "12/04/1998"),
    ],
)
def test_a_partial_date_is_no_more_precise_than_what_was_said(said, english, digits):
    partial = PartialDate.parse(said)

    with translation.override("en"):
        assert partial_words(partial) == english
    for language in ("vi", "fr"):
        with translation.override(language):
            assert partial_words(partial) == digits


@pytest.mark.parametrize(
    ("language", "text"), [("en", "15,000"), ("vi", "15.000"), ("fr", "15\u202f000")]
)
def test_thousands_are_grouped_as_in_the_language(language, text):
    with translation.override(language):
        assert grouped(15000) == text
        assert grouped(151) == "151"
        assert grouped("50 of 99+") == "50 of 99+"


def test_every_column_that_the_admin_shows_has_a_translated_name():
    unnamed = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("cases").get_models()
        if admin.site.is_registered(model)
        for field in model._meta.fields
        if not field.primary_key
        and field.name not in (admin.site.get_model_admin(model).exclude or ())
        and not isinstance(field.verbose_name, Promise)
    ]

    assert unnamed == []


@pytest.mark.parametrize(
    ("first", "last", "html", "text"),
    [
        ((24, 0), (24, 9, 0, 5), "24 Nov 2025", "24 Nov 2025"),
        ((1, 0), (24, 9, 0, 5), "Nov 2025", "Nov 2025"),
        ((1, 0), (30, 23, 59, 59, 999999), "Nov 2025", "Nov 2025"),
        ((1, 0), (1, 23, 59, 59, 999999), "1 Nov 2025", "1 Nov 2025"),
        (
            (5, 0), (7, 23, 59, 59, 999999),
            "between 5 Nov 2025 and 7 Nov 2025", "5 Nov 2025 – 7 Nov 2025",
        ),
        ((24, 9), (24, 9), "24 Nov 2025, 09:00", "24 Nov 2025"),
    ],
)  # fmt: skip
def test_a_moment_is_told_no_more_precisely_than_it_was_said(first, last, html, text):
    # What ends within a second was not over yet when it was written down.
    ends = [datetime(2025, 11, *end, tzinfo=ZoneInfo("Asia/Bangkok")) for end in (first, last)]
    if last[-1] == 5:
        ends[1] = ends[1].replace(microsecond=5)

    with translation.override("en"):
        assert strip_tags(occurred(*ends, "Asia/Bangkok", "bare")) == html
        assert days_words(*ends, "Asia/Bangkok") == text


def test_months_are_told_as_months():
    known = parse_when("2025-10/2025-11").resolve("Asia/Bangkok", SEEN.replace(year=2026))
    ends = known.first, known.last

    with translation.override("en"):
        assert strip_tags(occurred(*ends, "Asia/Bangkok")) == "Oct 2025 – Nov 2025"
    with translation.override("vi"):
        assert days_words(*ends, "Asia/Bangkok") == "10/2025 – 11/2025"
    assert span_words(known, "Asia/Bangkok", "en") == "October 2025 – November 2025"
