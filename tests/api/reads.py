"""Every address that reads, with a record for each to name and somebody who is answered there."""

import re
from datetime import date, timedelta

from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.addresses import routes
from cases.core.api import HouseView
from cases.core.api_acts import OperationView
from cases.core.context import eyes
from cases.exchange.operations import create_token
from cases.exports.api import ExportContent
from cases.incidents.operations import put_plan
from cases.missions.models import Mission
from cases.missions.operations import put_country_day, put_office_contact
from cases.procedures.models import Procedure
from tests.api.calls import caller
from tests.casework.playbooks import a_limit
from tests.factories import MissionFactory, PostingFactory, head, headquarters
from tests.hardening.routes import Route
from tests.matrix.ground import build
from tests.record.readers import lead
from tests.world import mission_with_closure
from tests.world_administrators import to_decide
from tests.world_between import a_draft, a_view
from tests.world_briefings import position_line
from tests.world_configuration import leader, proposed
from tests.world_recounts import a_recount
from tests.world_retention import report as due

ASKED = {"letter-draft": "?letter=case-summary%.0s", "difference": "?later=%s"}
"""What an address needs besides."""


def reading_views():
    """Yield route, name and view of everything that is read, but the forms of acts."""
    for route, view in routes():
        is_read = view is not None and issubclass(view, HouseView) and hasattr(view, "get")
        if view is ExportContent:  # a file, sent part by part
            continue
        if is_read and not issubclass(view, OperationView) and view.schema is not None:
            yield route, view


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
    yield "recounts", a_recount(actor)[0].uuid
    yield "position-lines", position_line(actor)[0].uuid
    yield "administrator-changes", to_decide(actor)[0].uuid
    yield "configuration-loads", proposed(leader()).uuid
    yield "retention-runs", due(actor)[0].uuid
    with eyes(SYSTEM):
        contact = {"desk": "duty", "way": "phone", "value": "+66 0 000 0000"}
        office = Mission.objects.get(code="BKK")
        put_office_contact(SYSTEM, code="duty", mission=office, **contact)
        yield "office-contacts", "duty"
        day = {"country": "TH", "kind": "off", "starts_on": date(2026, 4, 16)}
        put_country_day(SYSTEM, code="th", name="Another day", source="A decree", **day)
        yield "country-days", "th"
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


def readers():
    """Return the ground with a record of each kind, and those who read, logged in."""
    ground = build()
    actors = people()
    for area, key in of_their_own(actors[0], ground):
        ground.keys |= {(area, gap): str(key) for gap in ("uuid", "reference", "code")}
    return ground, [caller(actor) for actor in actors]
