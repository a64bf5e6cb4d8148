"""Pages of the lists of the ledgers: people of whom nothing is listed stand between the others."""

import pytest

from cases.casework.operations import record_crossing
from cases.core.context import eyes
from tests.api.calls import caller
from tests.api.files import CROSSED
from tests.api.pages import ROOT, rows, walk
from tests.factories import head, headquarters
from tests.kept import once
from tests.register import a_case

pytestmark = pytest.mark.django_db
WAY = {"from_country": "MM", "to_country": "TH", "source": "citizen", "when": CROSSED}


def four_who_crossed():
    with eyes(head()) as actor:
        for _number in range(4):
            a_case(actor)
            record_crossing(actor, a_case(actor), **WAY)


four = once(four_who_crossed, autouse=True)
"""Four people with one crossing each, and between them people with none."""


@pytest.mark.parametrize("reader", [head, headquarters])
@pytest.mark.parametrize("name", ["crossings", "transitions"])
def test_pages_follow_each_other_without_gap_or_repetition(reader, name):
    client = caller(reader())
    whole = [row["uuid"] for row in rows(client.get(f"{ROOT}{name}/"))]

    forth = walk(client, f"{ROOT}{name}/?limit=3")
    back = walk(client, f"{ROOT}{name}/?limit=3&order=-person")

    assert [row["uuid"] for page in forth for row in page] == whole
    assert [row["uuid"] for page in back for row in page] == whole[::-1]
    assert [len(page) for page in forth[:-1]] == [3] * (len(forth) - 1)


def test_pages_lead_back_to_the_first():
    client = caller(head())
    last = client.get(f"{ROOT}crossings/?limit=3").json()["next"]

    pages = walk(client, last, "previous")

    assert [len(page) for page in pages] == [1, 3]


def test_people_of_whom_nothing_is_listed_end_no_page_early(monkeypatch):
    monkeypatch.setattr("cases.casework.api_flat.WINDOWS", (1, 2))

    pages = walk(caller(head()), f"{ROOT}crossings/?limit=2")

    assert [len(page) for page in pages] == [2, 2]
