"""The dashboard: each figure is the length of the list it leads to, and nobody finds another's."""

import re

import pytest
import time_machine
from django.test import Client

from cases.casework.lacking import Lack
from cases.casework.operations import confirm_same_person
from cases.citizens.models import Citizen
from cases.citizens.operations import add_identity_document
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.overview.dashboard import missions as table
from cases.places.models import naming_columns
from tests.factories import MissionFactory, head
from tests.overview.scattered import NOW
from tests.overview.troubled import in_trouble
from tests.register import a_case, fresh
from tests.web.session import log_in, logged_in
from tests.world_same import proposed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def then():
    with time_machine.travel(NOW, tick=False):
        yield


def make_world():
    """Cases at two missions, and of each kind of trouble something."""
    with time_machine.travel(NOW, tick=False):
        return in_trouble()


def opened(actor, query=""):
    """The index and the browser that opened it."""
    client = logged_in(actor)
    page = client.get(f"/admin/{query}")
    assert page.status_code == 200
    return client, page


def lines_of(page):
    return [*page.context["stages"], *(row for part in page.context["parts"] for row in part.lines)]


def size_of(client, url):
    """How long the list behind an address is, as that page says itself."""
    page = client.get(url)
    assert page.status_code == 200, url
    if "cl" in page.context:
        return page.context["cl"].result_count
    if "capped_count" in page.context:
        return int(re.search(r"of (\d+) cases", page.context["capped_count"])[1])
    return len(page.context["rows" if "rows" in page.context else "pairs"])


WHOLE = {"en": "Longest at one stage", "vi": "Lâu nhất ở một giai đoạn", "fr": "Le plus long"}


@pytest.mark.parametrize("who", ["lead", "administrator", "bangkok", "yangon"])
def test_every_figure_is_as_long_as_its_list(world, who):
    client, page = opened(world[who])

    counted = [line for line in lines_of(page) if str(line.count).isdigit()]
    differ = {
        str(line.label): (line.count, found)
        for line in counted
        if (found := size_of(client, line.url)) != int(line.count)
    }

    assert differ == {}
    assert len(counted) >= {"administrator": 6, "lead": 22}.get(who, 13)


def test_the_lead_is_told_of_each_trouble_once(world):
    _client, page = opened(world["lead"])

    counts = {
        (part.name, str(line.label)): line.count
        for part in page.context["parts"]
        for line in part.lines
    }

    for one in (
        *(
            ("jobs", "Given up"),
            ("jobs", "Failed, will be tried again"),
            ("jobs", "Mails given up"),
        ),
        *(("lists", "Stand still"), ("lists", "With rows that need fixing")),
        *(("quality", "People perhaps registered twice"), ("sealed", "Not reviewed yet")),
        ("quality", "Consent withdrawn, no other legal basis"),
        ("logins", "Open accounts, not for 90 days"),
        *(("clients", "Not used for 30 days"), ("clients", "End within 14 days")),
    ):
        assert counts[one] == "1", one
    assert "the oldest for 91 days" in page.text


def test_each_number_of_a_mission_is_as_long_as_its_list(world):
    client, page = opened(world["lead"])

    numbers = page.context["missions"]
    differ = [
        (row["label"], cell)
        for row in (numbers["total"], *numbers["rows"])
        for cell in row["cells"][:3]
        if cell["url"] and size_of(client, cell["url"]) != int(cell["text"])
    ]

    assert differ == []
    assert [row["label"] for row in numbers["rows"]].count("Mission RGN") == 1


def test_the_longest_of_a_mission_stands_first_in_its_list(world):
    client, page = opened(world["lead"], "?by=longest")

    first = page.context["missions"]["rows"][0]
    listed = client.get(first["cells"][3]["url"]).text

    assert first["label"] == "Mission RGN"
    assert first["cells"][3]["text"] == "40 days"
    assert re.search(r"RGN-\d{4}-\d{5}", listed)[0] == world["longest"]


@pytest.mark.parametrize("by", table.COLUMNS)
def test_the_table_is_sorted_and_turned_as_asked(world, monkeypatch, by):
    monkeypatch.setattr(table, "PAGE", 1)
    MissionFactory(code="PNH", name="Aaa", country="KH")

    seen, query = [], f"?by={by}"
    while query:
        _client, page = opened(world["lead"], query)
        shown = page.context["missions"]
        seen += shown["rows"]
        query = shown["following"].partition("/admin/")[2].partition("#")[0]
        assert shown["total"]["label"] == "All missions"

    assert len({row["label"] for row in seen}) == len(seen) >= 3
    if by in {"open", "overdue", "blocked"}:
        at = list(table.COLUMNS).index(by) - 1
        numbers = [int(row["cells"][at]["text"]) for row in seen]
        assert numbers == sorted(numbers, reverse=True)
    assert 'aria-sort="' in page.text


@pytest.mark.parametrize(
    "query", ["?by=x&page=x", "?page=99", "?page=-1", "?page=²", "?page=" + "9" * 5000]
)
def test_an_odd_address_shows_the_usual_page(world, query):
    _client, page = opened(world["lead"], query)

    assert page.context["missions"]["columns"][2]["sort"] == "descending"


def test_a_mission_is_told_of_its_own_alone(world):
    _client, page = opened(world["bangkok"])

    assert page.context["missions"] is None
    assert {part.name for part in page.context["parts"]} == {
        "quality",
        "sealed",
        "lists",
        "clients",
    }
    assert "RGN" not in page.text


def test_an_administrator_sees_the_machine_and_nobody(world):
    _client, page = opened(world["administrator"])

    with eyes(SYSTEM):
        names = set(Citizen.objects.values_list("full_name", flat=True))
    assert {part.name for part in page.context["parts"]} == {"quality", "jobs", "clients", "logins"}
    assert page.context["stages"] == []
    assert not any(name in page.text for name in names)
    assert not re.search(r"[A-Z]{3}-\d{4}-\d{5}", page.text)


@pytest.mark.parametrize("lack", Lack.values)
def test_the_api_narrows_by_what_is_not_on_record(world, lack):
    client = log_in(Client(), world["bangkok"])

    found = client.get("/api/v1/cases/", {"lacks": lack}).json()["results"]
    listed = client.get("/cases/", {"lacks": lack}).context["rows"]

    assert len(found) == len(listed) > 0
    assert '"field":"lacks"' in client.get("/api/v1/cases/?lacks=x").text


def test_a_paper_counts_on_whichever_record_of_the_person_it_stands(world):
    with eyes(world["bangkok"]) as actor:
        link, _more = proposed(actor)
        add_identity_document(actor, fresh(link.citizen), kind="passport", status="lost")
        case = a_case(actor, fresh(link.into))
    client = logged_in(actor)
    before = client.get("/cases/?lacks=document").text
    with eyes(actor):
        confirm_same_person(actor, fresh(link))

    after = client.get("/cases/?lacks=document").text

    assert case.reference in before
    assert case.reference not in after


def test_the_index_takes_few_queries(world, django_assert_max_num_queries):
    client, _page = opened(world["lead"])

    with django_assert_max_num_queries(25):
        client.get("/admin/")


@pytest.mark.parametrize("language", WHOLE)
def test_speaks_the_language_of_the_reader(world, language):
    client = log_in(Client(), world["lead"])

    assert WHOLE[language] in client.get("/admin/", headers={"accept-language": language}).text


def test_a_head_of_mission_without_cases_is_told_so_in_noughts(world):
    page = opened(head(code="PNH", country="KH"))[1]

    assert {line.count for line in lines_of(page)} == {"0"}


def test_a_place_is_in_use_where_a_crossing_a_stay_or_a_figure_names_it():
    assert {f"{row.model._meta.model_name}.{row.name}" for row in naming_columns()} == {
        *("crossing.left_from", "crossing.entered_at"),
        *("stay.place", "reportedfigure.place"),
    }


def test_headquarters_is_told_of_unverified_places_in_use_alone(world):
    _client, page = opened(world["lead"])
    named = next(row for row in lines_of(page) if "use=named" in row.url)

    _client, other = opened(world["administrator"])
    every = next(row for row in lines_of(other) if "verified" in row.url)

    assert int(every.count) > int(named.count)
    assert "use=" not in every.url
