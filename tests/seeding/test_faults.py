"""Faults in the seeds: each names file and line, all are listed, nothing is changed."""

import pytest

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.places.models import Place
from cases.seeding.models import SeedEntry
from tests.seeding.folder import FILES, INCIDENT, PEOPLE, PLACES, faults, line_of, seed, write_seeds

pytestmark = pytest.mark.django_db

FAULTS = {
    "an unknown place": (
        "places.toml",
        ('opposite = "compound"', 'opposite = "compund"'),
        'opposite names no place: "compund"',
    ),
    "an unknown field": ("places.toml", ("accuracy_m", "accuracy"), "accuracy is not known here."),
    "a wrong type": (
        "places.toml",
        ("latitude = 16.626", 'latitude = "16.626"'),
        "latitude: This has the wrong type. Expected: number.",
    ),
    "an unknown kind": (
        "places.toml",
        ('kind = "ford"', 'kind = "fort"'),
        "kind: “fort” is not one of the choices.",
    ),
    "a code used twice": (
        "places.toml",
        ('[[place]]\ncode = "compound"', '[[place]]\ncode = "ford"'),
        '"ford" is there already: seeds/places.toml:2.',
    ),
    "an unknown table": ("missions.toml", ("[[mission]]", "[[misison]]"), "misison is not known"),
    "a missing name": ("missions.toml", ('code = "RGN"', 'zone_ = "RGN"'), "code: This field is"),
    "an unknown successor": ("provinces.csv", ("old,N40", "old,N41"), "successor names no prov"),
    "figures of no incident": (
        "incidents/flood.toml",
        ("[incident]", "[[figure]]"),
        "The figures belong to no incident",
    ),
    "a figure without a moment": (
        "incidents/flood.toml",
        ('"2025-10-22T23:59:00+07:00"', '"2025-10-22T23:59"'),
        "as_of: This is not a moment.",
    ),
    "an unknown role": (
        "demo/staff.toml",
        ('role = "case_officer"', 'role = "king"'),
        "role: “king” is not one of the choices.",
    ),
    "an unknown mission of a person": (
        "scenario/flood/people.toml",
        ('mission = "RGN"', 'mission = "RGM"'),
        'mission names no mission: "RGM"',
    ),
    "an unknown operation": (
        "scenario/flood/people.toml",
        ('operation = "advance_case"', 'operation = "advance"'),
        'operation names nothing done on a case: "advance"',
    ),
    "an unknown place of an act": (
        "scenario/flood/people.toml",
        ('entered_at = "ford"', 'entered_at = "frod"'),
        'entered_at names no place: "frod"',
    ),
    "a malformed item of a list": (
        "scenario/flood/people.toml",
        ('{ kind = "list", value', '{ kind = "lost", value'),
        "kind: “lost” is not one of the choices.",
    ),
    "an act before the one above": (
        "scenario/flood/people.toml",
        ('at = "2025-10-23T09', 'at = "2025-10-21T09'),
        "at lies before the step above it.",
    ),
    "a moment without a zone": (
        "scenario/flood/people.toml",
        ('recorded_at = "2025-10-21T10:00:00+06:30"', 'recorded_at = "2025-10-21T10:00:00"'),
        "recorded_at must be a moment with its zone",
    ),
    "a moment in the future": (
        "scenario/flood/people.toml",
        ('at = "2025-10-23T09', 'at = "2199-10-23T09'),
        "at lies in the future.",
    ),
    "a person without a key": (
        "scenario/flood/people.toml",
        ('key = "P2"\n', ""),
        "key is missing.",
    ),
    "a person without a case": (
        "scenario/flood/people.toml",
        ('open = { report_source = "hotline" }', ""),
        "open must be a table.",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_names_file_line_and_what_is_wrong(seeds, case):
    file, (right, wrong), sentence = FAULTS[case]
    text = FILES[file].replace(right, wrong)
    assert text != FILES[file]
    (seeds / file).write_text(text, encoding="utf-8")

    listed = faults()

    start = [line for line in listed if sentence in line]
    assert len(start) == 1, listed
    assert start[0].startswith(f"seeds/{file}:")
    with eyes(SYSTEM):
        assert Place.objects.count() == AuditEntry.objects.count() == 0
        assert SeedEntry.objects.count() == 0


@pytest.mark.parametrize(
    "case",
    [
        "an unknown place",
        "an unknown kind",
        "an unknown role",
        "an unknown mission of a person",
        "an unknown operation",
        "an unknown place of an act",
        "a malformed item of a list",
        "an act before the one above",
        "figures of no incident",
    ],
)
def test_the_line_is_that_of_the_value(seeds, case):
    file, (right, wrong), sentence = FAULTS[case]
    text = FILES[file].replace(right, wrong)
    (seeds / file).write_text(text, encoding="utf-8")

    listed = faults()

    line = 1 if case == "figures of no incident" else line_of(text, wrong)
    assert any(found.startswith(f"seeds/{file}:{line}: {sentence}") for found in listed), listed


def test_a_double_names_both_lines(seeds):
    text = PLACES.replace('code = "compound"', 'code = "ford"')
    write_seeds(seeds, places_toml=text)

    second = text[: text.rindex("[[place]]")].count("\n") + 1
    assert f'seeds/places.toml:{second}: "ford" is there already: seeds/places.toml:2.' in faults()


def test_lists_all_faults_in_the_order_of_the_files(seeds):
    write_seeds(
        seeds,
        places_toml=PLACES.replace('opposite = "', 'opposite = "x'),
        people_toml=PEOPLE.replace('source = "citizen"', 'source = "nobody"'),
    )

    listed = faults()

    assert [line.split(": ")[0] for line in listed] == [
        f"seeds/places.toml:{line_of(PLACES, 'opposite')}",
        f"seeds/places.toml:{PLACES.count(chr(10))}",
        f"seeds/scenario/flood/people.toml:{line_of(PEOPLE, 'source = "citizen"')}",
    ]


def test_says_where_a_file_is_no_toml(seeds):
    (seeds / "places.toml").write_text('[[place]]\ncode = "ford\n', encoding="utf-8")

    assert faults()[0].startswith("seeds/places.toml:2: This is not TOML.")


def test_says_which_file_is_missing(seeds):
    (seeds / "missions.toml").unlink()

    assert "seeds/missions.toml:1: The file is missing." in faults()


def test_a_rule_that_refuses_names_the_line_and_changes_nothing(seeds):
    text = PLACES.replace('country = "MM"', 'country = "TH"')
    write_seeds(seeds, places_toml=text)

    listed = faults()

    assert listed == [
        f"seeds/places.toml:{line}: opposite: The place opposite lies across a border, "
        "in another country."
        for line in [text.count("\n")]
    ]
    assert Place.objects.count() == 0


def test_a_refused_act_of_a_person_names_the_line(seeds):
    text = PEOPLE.replace('entered_at = "ford"', 'entered_at = "compound"')
    write_seeds(seeds, people_toml=text)

    listed = faults()

    assert listed == [
        f"seeds/scenario/flood/people.toml:{line_of(text, 'entered_at')}: "
        "entered_at: This place does not lie in the country named."
    ]


def test_a_place_of_the_database_may_be_named(seeds):
    seed()

    write_seeds(seeds, places_toml=PLACES[: PLACES.index('[[place]]\ncode = "compound"')])

    assert "places: 1, new or changed: 0" in seed()


def test_an_incident_without_figures_is_fine(seeds):
    write_seeds(seeds, flood_toml=INCIDENT[: INCIDENT.index("[[figure]]")])

    assert "incidents: 1, new or changed: 1" in seed()
