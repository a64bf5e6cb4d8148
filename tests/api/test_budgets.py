"""How many queries a call may take, however many rows there are."""

import logging
import re
from datetime import timedelta

import pytest

from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.addresses import routes
from cases.core.api import HouseView, RowsView
from cases.core.api_acts import OperationView
from cases.core.context import eyes
from cases.core.registry import DECLARED
from cases.exchange.operations import create_token
from cases.exports.api import ExportContent
from cases.incidents.operations import put_plan
from cases.missions.models import Mission
from cases.missions.operations import put_office_contact
from cases.procedures.models import Procedure
from tests.api.budgets import FORMS, READS, kept, measured, over
from tests.api.calls import caller, token_of, with_token
from tests.api.files import full_case
from tests.api.published import description
from tests.casework.playbooks import a_limit
from tests.factories import MissionFactory, PostingFactory, head, headquarters
from tests.hardening.routes import Route
from tests.matrix.ground import build
from tests.record.readers import lead
from tests.register import a_case
from tests.world import mission_with_closure
from tests.world_between import a_draft, a_view
from tests.world_retention import report as due

pytestmark = pytest.mark.django_db
ASKED = {"letter-draft": "?letter=case-summary%.0s", "difference": "?later=%s"}
"""What an address needs besides."""


@pytest.fixture
def fifty():
    actor = head()
    full_case(actor)
    with eyes(actor):
        for _ in range(54):
            a_case(actor)
    return actor


def in_use(actor):
    """A client whose token was used within the minute, which is noted once in each."""
    client = with_token(token_of(actor))
    client.get("/api/v1/")
    return client


@pytest.mark.parametrize("address", ["cases/", "citizens/"])
@pytest.mark.parametrize("eyes_of", ["mission", "headquarters"])
def test_a_list_of_fifty_takes_twelve(fifty, django_assert_max_num_queries, address, eyes_of):
    client = with_token(token_of(fifty if eyes_of == "mission" else headquarters()))

    with django_assert_max_num_queries(12):
        answer = client.get(f"/api/v1/{address}")

    assert len(answer.json()["results"]) == 50


def test_a_deep_page_takes_no_more(fifty, django_assert_max_num_queries):
    client = with_token(token_of(fifty))
    following = client.get("/api/v1/cases/?limit=50").json()["next"]

    with django_assert_max_num_queries(12):
        answer = client.get(following)

    assert len(answer.json()["results"]) == 5


def test_a_case_takes_fifteen(django_assert_max_num_queries):
    actor = head()
    case = full_case(actor)
    client = in_use(actor)

    with django_assert_max_num_queries(15):
        assert client.get(f"/api/v1/cases/{case.reference}/").status_code == 200


def test_a_citizen_takes_fifteen(django_assert_max_num_queries):
    actor = head()
    case = full_case(actor)
    client = in_use(actor)

    with django_assert_max_num_queries(15):
        assert client.get(f"/api/v1/citizens/{case.citizen.uuid}/").status_code == 200


def reading_views():
    """Yield route, name and view of everything that is read, but the forms of acts."""
    for route, view in routes():
        is_read = view is not None and issubclass(view, HouseView) and hasattr(view, "get")
        if view is ExportContent:  # a file, sent part by part
            continue
        if is_read and not issubclass(view, OperationView) and view.schema is not None:
            yield route, view


def name_of(address):
    """Return what the call is named in the description."""
    for path, methods in description()["paths"].items():
        pattern = re.sub(r"{\w+}", "[^/]+", path)
        if "get" in methods and re.fullmatch(pattern, address.partition("?")[0]):
            return methods["get"]["operationId"]
    raise KeyError(address)


def people():
    """Return those who read: one of them is answered at each address."""
    administrator = PostingFactory(
        role="administrator", mission=MissionFactory(headquarters=True)
    ).actor()
    return [head(), headquarters(), lead(), administrator]


def of_their_own(actor, ground):
    """Yield the keys of what the ground has none of, or none that is `actor`'s own."""
    with eyes(actor):
        yield "closures", mission_with_closure(actor)[1]["closure"]
        yield "drafts", a_draft(actor)[0].uuid
        yield "saved-views", a_view(actor)[0].uuid
        yield "tokens", create_token(actor, label="Another", scopes=["role"]).uuid
        plan = put_plan(
            actor,
            incident=ground.case.incident,
            text="Speak to everyone.",
            review_on=present.now().date() + timedelta(days=9),
        )
        yield "plans", plan.uuid
    yield "retention-runs", due(actor)[0].uuid
    with eyes(SYSTEM):
        contact = {"desk": "duty", "way": "phone", "value": "+66 0 000 0000"}
        office = Mission.objects.get(code="BKK")
        put_office_contact(SYSTEM, code="duty", mission=office, **contact)
        yield "office-contacts", "duty"
        yield "limits", a_limit(Procedure.objects.get(code="contact")).reference
    yield "figures", ground.keys["incidents", "uuid"]


def addresses(route, ground, clients):
    """Yield where a route may be asked: by the keys of the ground, else of the first row listed."""
    there = Route(f"api/v1/{route}").address(ground.fill)
    asked = next((said for end, said in ASKED.items() if route.endswith(f"/{end}/$")), "%.0s")
    asked %= ground.keys["snapshots", "later"]
    yield there + asked
    found = re.fullmatch(r"(/api/v1/[^/]+/)[^/]+(/.*)", there)
    area, rest = found.groups() if found else ("", "")
    for client in clients if area else ():
        rows = client.get(area, {"limit": 1})
        for row in rows.json().get("results", []) if rows.status_code == 200 else []:
            if row.get("url"):
                yield row["url"].removesuffix("/") + rest


def queries_of(client, address, view):
    """Return how many queries a read takes; as many for one row as for all of a list."""
    few = {"limit": 1} if issubclass(view, RowsView) else {}
    with measured() as first:
        answer = client.get(address, few)
    if answer.status_code != 200:
        return None
    with measured() as second:
        whole = client.get(address)
    if few and len(whole.json()["results"]) > 1:
        assert len(second) <= len(first), (address, len(first), len(second))
    return len(second)


@pytest.mark.slow
def test_every_read_keeps_to_its_budget():
    logging.disable(logging.CRITICAL)
    ground = build()
    actors = people()
    for area, key in of_their_own(actors[0], ground):
        ground.keys |= {(area, gap): str(key) for gap in ("uuid", "reference", "code")}
    clients = [caller(actor) for actor in actors]
    found, missed = {}, set()
    for route, view in reading_views():
        asked = (
            (address, queries_of(client, address, view))
            for address in addresses(route, ground, clients)
            for client in clients
        )
        answered = next(((address, count) for address, count in asked if count), None)
        if answered is None:
            missed.add(route)
        else:
            found[name_of(answered[0])] = answered[1]
    logging.disable(logging.NOTSET)

    assert missed == set()
    assert over(READS, found) == {}
    assert set(found) == set(kept()[READS])


def test_every_form_of_an_act_has_a_budget():
    assert set(kept()[FORMS]) == set(DECLARED)
