"""What an address may ask for: all of it is published, and nothing else is taken."""

import pytest
from django.http import QueryDict

from cases.casework.api_history import HistoryView
from cases.core.addresses import list_views, routes
from cases.core.api import HouseView, RowsView, RowView
from cases.core.api_acts import OperationView
from cases.core.api_bulk import BulkView
from cases.core.api_history import RowHistoryView
from cases.core.asked import check_asked
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.orders import ORDER
from cases.core.registry import DECLARED
from cases.exchange.api import UnknownAddress
from tests.api.calls import address, caller
from tests.api.files import full_case
from tests.api.pages import ROOT, fault
from tests.api.published import description
from tests.factories import (
    IncidentFactory,
    MissionFactory,
    PostingFactory,
    head,
    headquarters,
    officer,
)
from tests.prepared import build
from tests.record.readers import lead
from tests.register import a_case
from tests.world_actors import able

pytestmark = pytest.mark.django_db
EVERY_VIEW = sorted(
    {view for _route, view in routes() if view is not None and view is not UnknownAddress},
    key=lambda view: view.__name__,
)


def administrator():
    where = MissionFactory(headquarters=True)
    return PostingFactory(role="administrator", mission=where).actor()


def test_every_view_of_the_api_is_one_that_asks():
    assert len(EVERY_VIEW) > 300
    assert [view for view in EVERY_VIEW if not issubclass(view, HouseView)] == []
    asks_itself = {view.initial for view in EVERY_VIEW}
    assert asks_itself == {HouseView.initial}


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_parameter_taken_is_published_and_the_other_way_round(method):
    actor = headquarters()
    differing = {}
    for route, view in routes():
        shown = [row for row in description_of(route) if method in row]
        if view is UnknownAddress or not shown:
            continue
        asked = view()
        asked.request = Asked(actor, method.upper())
        taken = set(asked.parameters())
        if taken != names_in(shown[0][method]):
            differing[route] = taken ^ names_in(shown[0][method])

    assert differing == {}


class Asked:
    """As much of a request as a view needs to name its parameters."""

    def __init__(self, actor, method):
        self.actor, self.method, self._request = actor, method, self


def description_of(route):
    """Yield what is published of a route."""
    plain = route.replace("\\", "").replace("^", "").replace("$", "")
    for path, found in description()["paths"].items():
        if shape_of_path(path) == shape_of_route(plain):
            yield found


def shape_of_path(path):
    parts = path.removeprefix(ROOT).split("/")
    return ["*" if part.startswith("{") else part for part in parts]


def shape_of_route(route):
    """Return the parts of a route; a gap may have slashes of its own in its pattern."""
    depth, parts, part = 0, [], ""
    for letter in route:
        depth += (letter == "(") - (letter == ")")
        if letter == "/" and not depth:
            parts.append(part)
            part = ""
        else:
            part += letter
    parts.append(part)
    return ["*" if part.startswith("(") else part for part in parts]


def names_in(method):
    names = set()
    for row in method.get("parameters", ()):
        if row["in"] == "query" and row.get("explode") is True:
            names |= set(row["schema"]["properties"])
        elif row["in"] == "query":
            names.add(row["name"])
    return names


@pytest.mark.parametrize("name", sorted(list_views()))
def test_every_list_refuses_what_it_does_not_know(name):
    view = list_views()[name]
    everybody = (head(), headquarters(), lead(), administrator())
    actor = next(actor for actor in everybody if view.is_for(actor))

    found = fault(caller(actor).get(f"{ROOT}{name}/", {"nonsense": "1"}))

    assert (found["field"], found["code"]) in {
        ("nonsense", "unknown_filter"),
        ("nonsense", "unknown_parameter"),
    }
    if issubclass(view, RowsView):
        assert "fields, limit, cursor" in found["message"]


@pytest.mark.parametrize("name", sorted(list_views()))
def test_every_list_refuses_a_place_and_an_order_that_are_empty(name):
    view = list_views()[name]
    if not issubclass(view, RowsView):
        pytest.skip("a list without pages")
    everybody = (head(), headquarters(), lead(), administrator())
    client = caller(next(actor for actor in everybody if view.is_for(actor)))

    found = fault(client.get(f"{ROOT}{name}/?cursor="))
    assert (found["field"], found["code"]) == ("cursor", "given_empty")
    assert "leave it out to begin with the first page" in found["message"]

    found = fault(client.get(f"{ROOT}{name}/?order="))
    assert found["field"] == "order"
    assert found["code"] in {"given_empty", view.unknown_code}


def test_every_parameter_of_every_read_is_refused_without_a_value():
    taken, actor = set(), headquarters()
    for view in EVERY_VIEW:
        if not hasattr(view, "get"):
            continue
        asked = view()
        asked.request = Asked(actor, "GET")
        for name in set(asked.parameters()) - {ORDER}:
            try:
                check_asked(
                    QueryDict(f"{name}=%20"),
                    asked.parameters(),
                    view.unknown_code,
                    may_be_empty=view.takes_empty,
                )
            except Refused:
                continue
            taken.add(view)

    assert {view for view in taken if not issubclass(view, OperationView)} == set()


@pytest.mark.parametrize("name", ["known_at", "as_of"])
def test_a_moment_that_is_empty_is_not_the_present_one(name):
    there = f"{ROOT}incidents/{IncidentFactory().code}/totals/"

    found = fault(caller(headquarters()).get(f"{there}?{name}="))

    assert (found["field"], found["code"]) == (name, "given_empty")


@pytest.mark.parametrize("below", ["", "cases/", "citizens/"])
def test_roots_and_details_refuse_it(below):
    case = full_case(actor := head())
    key = {"": "", "cases/": f"{case.reference}/", "citizens/": f"{case.citizen.uuid}/"}[below]

    found = fault(caller(actor).get(f"{ROOT}{below}{key}", {"expand": "person"}))

    assert (found["field"], found["code"]) == ("expand", "unknown_parameter")
    some, none = (
        "There is no such parameter. Allowed are: fields.",
        "This address takes no parameters.",
    )
    assert found["message"] == (some if below else none)


def test_a_search_takes_its_words_in_the_body_alone():
    answer = caller(officer()).post(
        f"{ROOT}citizens/search/?words=nguyen", {"words": "nguyen"}, "application/json"
    )

    assert fault(answer)["code"] == "unknown_parameter"


def test_an_act_takes_no_parameter():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)
    there = f"{ROOT}cases/{case.reference}/note/?text=Called"

    answer = caller(actor).post(there, {"text": "Called."}, "application/json")

    assert fault(answer)["code"] == "unknown_parameter"
    with eyes(actor):
        assert case.notes.count() == 0


def test_the_form_of_an_act_takes_its_own_fields_and_names_them():
    declared = DECLARED["hold_case"]
    prepared = build(declared, able)
    client, there = caller(prepared.actor), address(declared, prepared.target)

    assert client.get(there, {"reason": "health"}).status_code == 200
    found = fault(client.get(there, {"because": "health"}))

    assert found["code"] == "unknown_parameter"
    assert "reason" in found["message"]


@pytest.mark.parametrize(
    "there", ["board/", "money/totals/", "missions/BKK/calendar/", "incidents/2025-10-myawaddy/"]
)
def test_nothing_is_given_twice(there):
    actor = head()
    full_case(actor)
    name = {
        "board/": "incident",
        "money/totals/": "payer",
        "missions/BKK/calendar/": "from",
        "incidents/2025-10-myawaddy/": "fields",
    }[there]

    found = fault(caller(actor).get(f"{ROOT}{there}?{name}=a&{name}=b"))

    assert (found["field"], found["code"]) == (name, "given_twice")


def test_all_faults_of_an_address_are_told_at_once():
    answer = caller(officer()).get(f"{ROOT}cases/?a=1&b=2&stage=ready&stage=ready")

    assert [(row["field"], row["code"]) for row in answer.json()["problems"]] == [
        ("a", "unknown_filter"),
        ("b", "unknown_filter"),
        ("stage", "given_twice"),
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Địa chỉ này không nhận tham số nào."),
        ("fr", "Cette adresse ne prend aucun paramètre."),
    ],
)
def test_says_so_in_the_language_of_the_caller(language, words):
    answer = caller(officer()).get(f"{ROOT}?x=1", headers={"Accept-Language": language})

    assert fault(answer)["message"] == words


def test_whoever_may_not_ask_is_told_that_first():
    assert caller(None).get(f"{ROOT}cases/?nonsense=1").status_code == 401


def test_kinds_of_views_are_known():
    kinds = (RowsView, RowView, OperationView, BulkView, HistoryView, RowHistoryView)
    others = {view.__name__ for view in EVERY_VIEW if not issubclass(view, kinds)}

    assert others == {
        "BoardView", "BulkIndex", "CitizenSearch", "CompareSet", "ConfigurationView",
        "DefinitionList",
        "ExportContent", "GapOfFigure",
        "IncidentLines", "IncidentTotals", "LetterDraft",
        "LetterFile", "LettersOfCase", "MissionCalendar", "MoneyOfCase", "MoneyOfMovement",
        "MoneyTotals", "ProblemList", "ReadCode", "ReceivedReportSearch", "RootView",
        "SnapshotDifference",
    }  # fmt: skip


def test_a_parameter_named_format_is_one_like_others():
    client = caller(officer())

    form = client.get(f"{ROOT}exports/ask/", {"format": "csv"})
    refused = fault(client.get(f"{ROOT}cases/", {"format": "json"}))

    assert form.status_code == 200, form.text
    assert client.get(f"{ROOT}exports/ask/", {"format": "clay"}).status_code == 200
    assert (refused["field"], refused["code"]) == ("format", "unknown_filter")
