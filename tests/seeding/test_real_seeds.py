"""The seeds of this repository: without fault, complete, and loaded once."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from cases.seeding.loading import checked_seeds

pytestmark = pytest.mark.django_db

FOLDER = Path(settings.SEEDS_DIR)


@cache
def seeds() -> Any:
    """The seeds of this repository, read and checked once."""
    return checked_seeds(FOLDER)


def test_the_seeds_hold_no_fault():
    assert seeds().faults == []


def test_places_opposite_name_each_other():
    places = {entry.key: entry.values for entry in seeds().of("place")}

    opposite = {code: values["opposite"] for code, values in places.items() if "opposite" in values}
    assert {code: opposite.get(other) for code, other in opposite.items()} == {
        code: code for code in opposite
    }


@pytest.mark.parametrize("kind", ["mission", "procedure", "limit"])
def test_every_mission_procedure_and_limit_is_named_in_three_languages(kind):
    entries = seeds().of(kind)
    names = [(entry.key, name) for entry in entries for name in ("name", "name_vi", "name_fr")]
    found = {(entry.key, name) for entry in entries for name in entry.values}

    assert [missing for missing in names if missing not in found] == []


ENGLISH = re.compile(
    r"\b(airport|army|authority|behind|bridges?|camp|centre|committee|company|court|department"
    r"|district|division|force|ford|gate|hospital|immigration|ministry|office|opposite|other|place"
    r"|police|prosecutor|province|provincial|river|shelter|side|station|team|zone)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", ["name_vi", "name_fr"])
@pytest.mark.parametrize("kind", ["place", "authority"])
def test_no_place_or_body_is_called_by_english_words_in_another_language(kind, name):
    rows = [entry.values for entry in seeds().of(kind)]

    left = [row["name"] for row in rows if not row.get(name)]
    english = [name for name in left if ENGLISH.search(name)]
    assert english == []


def test_the_limits_that_no_source_confirms_are_marked():
    limits = {entry.key: entry.values for entry in seeds().of("limit")}

    assert {key for key, values in limits.items() if not values.get("verified")} == {
        "thai-reflection/",
        "thai-protection-first/",
        "thai-protection-extended/",
        "thai-shelter/",
        "expulsion-issue/2020-07-01",
        "expulsion-data-sent/2023-08-15",
        "expulsion-reply/2023-08-15",
        "expulsion-issue/2023-08-15",
        "lost-passport-ask/2020-07-01",
        "ordinary-passport-later/2020-07-01",
    }
    assert limits["thai-reflection/"]["is_legal"] is False


def test_no_playbook_says_of_a_person_nobody_located_that_somebody_holds_her():
    plans = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in FOLDER.glob("playbooks/*.toml")
    }

    unlocated = {code for code, plan in plans.items() if "" in plan["playbook"]["countries"]}
    assert unlocated == {"whereabouts-unknown"}
    assert plans["whereabouts-unknown"]["playbook"]["countries"] == [""]
    ready = next(gate for gate in plans["whereabouts-unknown"]["gate"] if gate["stage"] == "ready")
    assert {"whereabouts_known", "playbook_fits_place"} <= set(ready["conditions"])
