"""What figures count is data: a fixed set of rules, words in three languages, versions."""

from datetime import date

import pytest
from django.utils import translation

from cases.publishing.definitions import (
    RULES,
    FaultyFigures,
    definitions,
    in_force,
    read_definitions,
)

GOOD = """# Invented.

[[figure]]
code = "in-laos"
version = 1
rule = "in_country"
with = { country = "LA" }
by = ["sex"]
since = 2025-10-01
source = "Invented"
name = { en = "In Laos", vi = "Ở Lào", fr = "Au Laos" }
sentence.en = { one = "{n} citizen.", many = "{n} citizens." }
sentence.vi = { many = "{n} công dân." }
sentence.fr = { one = "{n} ressortissant.", many = "{n} ressortissants." }
"""

FAULTS = [
    ('rule = "in_country"', 'rule = "evaluated"', 6, "no rule"),
    ('country = "LA"', 'country = "QQ"', 7, "may not be QQ"),
    ('with = { country = "LA" }', "", 3, "asks for"),
    ('by = ["sex"]', 'by = ["religion"]', 8, "religion"),
    ('code = "in-laos"', 'code = "In Laos"', 4, "small letters"),
    ("version = 1", "version = 2", 3, "begin at 1"),
    ('source = "Invented"', 'source = ""', 10, "where the definition comes from"),
    ('one = "{n} ressortissant.", ', "", 14, "one"),
    ('vi = "Ở Lào", ', "", 11, "in en, vi and fr"),
    ("since = 2025-10-01", "since = 2025-10-01\nuntil = 2025-09-30", 10, "before the first"),
    ('by = ["sex"]', 'by = ["sex"]\ncolour = "red"', 9, "not known"),
]


@pytest.mark.parametrize(("words", "instead", "line", "why"), FAULTS)
def test_a_fault_names_its_line(words, instead, line, why):
    with pytest.raises(FaultyFigures, match=f"line {line}: .*{why}"):
        read_definitions(GOOD.replace(words, instead))


def test_a_version_follows_the_one_before():
    second = GOOD.partition("\n\n")[2].replace("version = 1", "version = 2")
    second = second.replace("2025-10-01", "2025-11-01")
    first = GOOD.replace("since = 2025-10-01", "since = 2025-10-01\nuntil = 2025-10-31")

    found = read_definitions(f"{first}\n{second}")

    assert [row.version for row in in_force(found, date(2025, 10, 31))] == [1]
    assert [row.version for row in in_force(found, date(2025, 11, 1))] == [2]
    with pytest.raises(FaultyFigures, match="until when it was in force"):
        read_definitions(f"{GOOD}\n{second}")


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1, "1 citizen was in Thailand."),
        ("en", 0, "In Thailand: none"),
        ("vi", 70, "70 công dân đang ở Thái Lan."),
        ("fr", 0, "En Thaïlande\N{NARROW NO-BREAK SPACE}: néant"),
        ("fr", 2, "2 ressortissants se trouvaient en Thaïlande."),
    ],
)
def test_a_number_is_told_in_the_readers_language(language, number, said):
    definition = next(row for row in definitions() if row.code == "in-thailand")
    with translation.override(language):
        assert definition.told(number, str(number)) == said


def test_figures_of_the_house_use_rules_that_are_there():
    assert {row.rule for row in definitions()} <= set(RULES)
    assert all(row.source for row in definitions())


def test_a_version_that_mends_a_mistake_is_in_force_from_the_first_day_on():
    first = GOOD.replace("since = 2025-10-01", "since = 2025-10-01\nuntil = 2025-10-31")
    second = GOOD.partition("\n\n")[2].replace("version = 1", "version = 2")

    found = read_definitions(f"{first}\n{second}")

    assert [row.version for row in in_force(found, date(2025, 10, 1))] == [2]
    assert [row.version for row in in_force(found, date(2025, 11, 1))] == [2]
