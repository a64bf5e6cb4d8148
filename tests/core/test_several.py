"""The field that names several rows: what it takes, refuses, and tells of itself."""

import pytest

from cases.core.context import eyes
from cases.incidents.forms import IssueDirective
from tests.factories import MissionFactory, headquarters

pytestmark = pytest.mark.django_db


@pytest.fixture
def sender():
    """Headquarters, with two missions to write to."""
    MissionFactory()
    MissionFactory(yangon=True)
    return headquarters()


def form(sender, missions):
    return IssueDirective(sender, None, json={**IssueDirective.example, "missions": missions})


def fault(sender, missions):
    with eyes(sender):
        found = form(sender, missions).problems()
    return next((row.code for row in found if row.field.startswith("missions")), "")


@pytest.mark.parametrize(
    ("missions", "code"),
    [
        ([], "required"),
        (None, "required"),
        ("BKK", "wrong_type"),
        ([7], "wrong_type"),
        ([["BKK"]], "wrong_type"),
        ({"BKK": True}, "wrong_type"),
        (["BKK", "BKK"], "named_twice"),
        (["BKK", "XXX"], "unknown"),
        (["HAN"], "unknown"),
        (["B\x00K"], "unknown"),
        (["BKK"] * 1001, "too_many"),
        (["BKK", "RGN"], ""),
    ],
)
def test_takes_names_of_different_rows_that_may_be_chosen(sender, missions, code):
    assert fault(sender, missions) == code


def test_the_rows_come_in_the_order_in_which_they_were_named(sender):
    with eyes(sender):
        bound = form(sender, ["RGN", "BKK"])
        bound.full_clean()

        assert [row.code for row in bound.cleaned_data["missions"]] == ["RGN", "BKK"]


def test_is_a_box_to_tick_for_each_row(sender):
    with eyes(sender):
        drawn = str(IssueDirective(sender, None, initial={"missions": "BKK"})["missions"])

    assert drawn.count('type="checkbox"') == 2
    assert drawn.count("checked") == 1


def test_is_published_as_an_array_without_repetition():
    schema = IssueDirective.json_schema()["properties"]["missions"]

    assert (schema["type"], schema["minItems"], schema["uniqueItems"]) == ("array", 1, True)
    assert schema["items"]["type"] == "string"
