"""Public holidays are named for the reader, also where the package does not speak the language."""

from datetime import date

import pytest
from django.utils import translation

from cases.missions.holiday_names import in_reader_words
from cases.missions.holidays import days_off_in, holiday_in


@pytest.mark.parametrize("language", ["vi", "fr"])
@pytest.mark.parametrize("country", ["TH", "MM", "KH", "LA", "VN"])
def test_no_holiday_of_a_host_country_stands_in_english(country, language):
    days = [day for year in (2025, 2026, 2027) for day in days_off_in(country, year)]

    with translation.override(language):
        shown = {day: holiday_in(country, day) for day in days}

    assert [name for day, name in shown.items() if name == holiday_in(country, day)] == []


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("TH", date(2025, 4, 7), "Ngày tưởng niệm triều đại Chakri (nghỉ bù)"),
        (
            "TH",
            date(2025, 12, 5),
            "Ngày sinh Quốc vương Bhumibol Adulyadej; Quốc khánh; Ngày của Cha",
        ),
        ("MM", date(2026, 5, 28), "Lễ Eid al-Adha (ngày dự kiến)"),
        ("MM", date(2025, 11, 3), "Ngày nghỉ (hoán đổi từ ngày 08/11/2025)"),
    ],
)
def test_what_the_package_adds_to_a_name_is_translated_too(country, day, name):
    with translation.override("vi"):
        assert holiday_in(country, day) == name


def test_a_name_nobody_has_translated_stays_as_it_is():
    with translation.override("vi"):
        assert in_reader_words("Day of the Unknown (in lieu)") == "Day of the Unknown (nghỉ bù)"
