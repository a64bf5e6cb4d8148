"""The letters as data: every kind is whole, names procedures that there are, and asks nobody."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cases.casework.models import Inquiry
from cases.core import present
from cases.letters.choices import LetterCode
from cases.letters.days import head_day, thai_day
from cases.letters.kinds import KNOWN, kinds, read_kind
from cases.letters.press import printable, thai_fonts
from cases.letters.values import VALUES
from cases.missions.models import Authority
from tests.letters.test_contradictions import VERIFIED, codes, facts, passport

SEEDS = Path(settings.SEEDS_DIR)


def procedures():
    found = set()
    for path in (SEEDS / "procedures").glob("*.toml"):
        found |= {row["code"] for row in tomllib.loads(path.read_text())["procedure"]}
    return found


def test_the_kinds_of_the_seeds_are_those_of_the_choices():
    assert set(kinds()) == set(LetterCode.values)


@pytest.mark.parametrize("code", LetterCode.values)
def test_a_kind_names_only_what_there_is(code):
    kind = kinds()[code]

    assert set(kind.needs) <= set(VALUES)
    assert {of.procedure for of in kind.steps} <= procedures()
    assert all(kind.printed[language] for language in kind.languages)
    assert len(kind.mark) <= 8


@pytest.mark.parametrize("code", ["note-verbale", "consular-access"])
def test_to_the_ministry_of_every_host_country_of_a_mission_a_letter_goes_as_usual(code):
    missions = tomllib.loads((SEEDS / "missions.toml").read_text())["mission"]
    bodies = tomllib.loads((SEEDS / "authorities.toml").read_text())["authority"]
    ministries = {row["code"]: row["country"] for row in bodies if row["kind"] == "ministry"}
    usual = kinds()[code].usual_of_country

    hosts = {row["country"] for row in missions} - {"VN"}
    assert {country: ministries.get(usual.get(country)) for country in hosts} == {
        country: country for country in hosts
    }


def test_a_restricted_procedure_is_asked_by_a_restricted_letter_alone():
    restricted = {}
    for path in (SEEDS / "procedures").glob("*.toml"):
        for row in tomllib.loads(path.read_text())["procedure"]:
            restricted[row["code"]] = row.get("restricted", "")

    for kind in kinds().values():
        assert {restricted[of.procedure] for of in kind.steps} <= {kind.restricted}


def test_no_letter_asks_for_a_package_or_reads_beyond_its_folder():
    for path in (SEEDS / "letters").glob("*.typ"):
        text = path.read_text()
        assert "@preview" not in text
        assert "read(" not in text
        assert "eval(" not in text


def test_what_a_file_says_beyond_the_known_ends_the_start(tmp_path):
    whole = (SEEDS / "letters" / "vb02.toml").read_text()
    (tmp_path / "odd.typ").write_text("")
    path = tmp_path / "odd.toml"
    path.write_text("colour = 'red'\n" + whole)

    with pytest.raises(ImproperlyConfigured, match="colour"):
        read_kind(path, b"")
    assert "colour" not in KNOWN


def test_days_at_the_head_of_a_letter():
    day = date(2025, 11, 27)

    assert head_day(day, "vi", "Bangkok", buddhist=False) == "Bangkok, ngày 27 tháng 11 năm 2025"
    assert head_day(day, "en", "Bangkok", buddhist=True) == "Bangkok, 27 November 2025 (B.E. 2568)"
    assert head_day(date(2025, 8, 1), "fr", "Paris", buddhist=False) == "Paris, 1er août 2025"
    assert thai_day(day) == "๒๗ พฤศจิกายน พ.ศ. ๒๕๖๘"


def test_a_script_that_cannot_be_printed_is_left_out():
    assert printable("Nguyễn Thị Ưỡng")
    assert not printable("မြန်မာ")
    assert printable("กระทรวงการต่างประเทศ") is bool(thai_fonts())


@pytest.mark.parametrize(("country", "found"), [("MM", []), ("TH", ["person_elsewhere"])])
def test_a_letter_goes_to_the_country_of_its_addressee_whoever_writes_it(country, found):
    ministry = Authority(country="MM", kind="ministry")

    assert codes(facts(now_country=country), "note-verbale", addressee=ministry) == found


def test_a_letter_looks_only_at_what_it_says():
    expired = facts(documents=[passport(expires_on=date(2025, 11, 4))])

    assert codes(expired, "family-notice") == []


def test_what_the_family_answered_decides_no_nationality_and_contradicts_none():
    known = facts(done=VERIFIED)
    came = present.now()
    known.results[1].recorded_at = came
    known.asked = {1: [Inquiry(body="family", verdict="done", answer_recorded_at=came)]}

    assert codes(known, "case-summary") == []
    assert "identity_not_confirmed" in codes(known, "note-verbale")
