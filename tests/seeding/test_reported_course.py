"""Each statement of the reported course of October 2025 stands in the seeds: as which row."""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(settings.SEEDS_DIR)
INCIDENT = "2025-10-myawaddy"
LANGUAGES = ("text", "text_vi", "text_fr")
STATEMENTS = {
    "By 22 October about 70 Vietnamese had moved to Thailand": "figure present VN 70 about",
    "More than 70, as other outlets have it": "figure present VN 70 more_than",
    "More than 15,000 foreigners fled, as a question had it": "figure crossed 15000 more_than",
    "Both embassies turned to the host authorities, screened, verified": "line embassies-at-work",
    "The missions in both countries carry out procedures and help home": (
        "directive 2025-11-06-bring-home"
    ),
    "All missions follow the situation, plan, coordinate with ministries and host bodies": (
        "directive 2025-11-06-follow-and-plan"
    ),
    "Citizens are warned of easy, well-paid work abroad": "line advice",
    "Who needs help calls the Consular Department or an embassy": "line whom-to-call",
    "The hotline of the Consular Department": "phone HAN",
    "The hotline of the embassy in Thailand": "phone BKK",
    "The hotline of the embassy in Myanmar": "phone RGN",
    "The legal frame against online fraud is complete": "line legal-frame",
    "Viet Nam hosted the signing of the Hanoi Convention": "line hanoi-convention",
    "Cooperation with partner countries is being set up": "line partner-countries",
}
"""Statement -> the row, figure or line that carries it."""


def read(name):
    """Return the content of a file of the seeds."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def carried():
    """Return what carries a statement: figures, directives, position lines and phones."""
    for row in read(f"incidents/{INCIDENT}.toml")["figure"]:
        said = (row["metric"], row["nationality"], str(row["value"]), row["qualifier"])
        yield "figure " + " ".join(word for word in said if word)
    for row in read(f"directives/{INCIDENT}.toml")["order"]:
        if row["operation"] == "issue_directive":
            yield f"directive {row['args']['code']}"
    for row in read(f"positions/{INCIDENT}.toml")["line"]:
        yield f"line {row['key']}"
    for row in read("missions.toml")["mission"]:
        if row.get("phone"):
            yield f"phone {row['code']}"


@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_statement_is_left_without_its_row(statement):
    assert STATEMENTS[statement] in set(carried())


def test_each_line_and_directive_of_the_seeds_carries_a_statement():
    kinds = ("line ", "directive ")
    rows = {row for row in carried() if row.startswith(kinds)}

    assert rows == {row for row in STATEMENTS.values() if row.startswith(kinds)}


def test_each_line_is_there_in_each_language_with_source_date_and_address():
    lines = read(f"positions/{INCIDENT}.toml")["line"]

    names = (*LANGUAGES, "source_name", "source_url", "stated_on")
    assert [row["key"] for row in lines if not all(row.get(name) for name in names)] == []


def test_the_second_directive_goes_to_every_mission_abroad():
    orders = read(f"directives/{INCIDENT}.toml")["order"]
    abroad = {
        row["code"]
        for row in read("missions.toml")["mission"]
        if row["kind"] in {"embassy", "consulate"}
    }

    second = next(row for row in orders if row["key"] == "second-order-of-6-november")
    assert set(second["args"]["missions"]) == abroad


def test_both_embassies_have_acknowledged_both_and_one_has_reported_done():
    answers = read(f"directives/{INCIDENT}.toml")["order"]

    acknowledged = {
        (row["mission"], row["directive"])
        for row in answers
        if row["operation"] == "acknowledge_directive"
    }
    done = {
        row["mission"]
        for row in answers
        if row["operation"] == "report_progress" and row["args"]["state"] == "done"
    }
    assert acknowledged == {
        (mission, directive)
        for mission in ("BKK", "RGN")
        for directive in ("2025-11-06-bring-home", "2025-11-06-follow-and-plan")
    }
    assert done == {"BKK"}
