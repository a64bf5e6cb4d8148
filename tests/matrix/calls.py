"""What is asked: every route with the keys of the case, every operation with its example."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.db import transaction

from cases.core.registry import DECLARED, RESOURCES, Declared, declared_for
from tests.api.calls import JSON, address
from tests.hardening.routes import Route, every_route
from tests.matrix.actors import Asker
from tests.matrix.ground import SEARCHED, Ground
from tests.web.posting import as_posted
from tests.world import key_of

VERB = re.compile(r"<slug:verb>|\(\?P<verb>\[a-z-\]\+\)")
API_OPERATION = re.compile(r"^api/v1/\^?([\w-]+)/(?:.*/)?([a-z-]+)/\$?$")
BULK = re.compile(r"^api/v1/bulk/([\w-]+)/([a-z-]+)/$")
SEARCHES = {"find/", "api/v1/citizens/search/", "api/v1/received-reports/search/"}
PEOPLE = "incidents/<slug:code>/people/"
ADMIN_TABLE = re.compile(r"^admin/cases/(\w+)/(.*)$")


@dataclass(frozen=True)
class Call:
    """One request, the route that it tries, and the right it needs if it is an operation."""

    route: str
    method: str
    address: str
    body: Any = None
    is_json: bool = False
    may: str = ""
    asked: dict[str, str] = field(default_factory=dict)

    def send(self, asker: Asker) -> Any:
        """Send it; whatever it did is undone, in the browser too."""
        cookies = deepcopy(asker.client.cookies)
        with transaction.atomic():
            if self.method == "GET":
                answer = asker.client.get(self.address, self.asked)
            elif self.is_json:
                text = json.dumps(self.body)
                headers = {"If-Match": "*"}
                answer = asker.client.post(self.address, text, content_type=JSON, headers=headers)
            else:
                answer = asker.client.post(self.address, self.body)
            transaction.set_rollback(True)
        asker.client.cookies = cookies
        return answer


def every_call(ground: Ground) -> Iterator[Call]:
    """Yield all calls, in the order of the resolver."""
    for route in every_route():
        yield from calls_of(route, ground)


def calls_of(route: Route, ground: Ground) -> Iterator[Call]:
    """Yield what is asked of one route."""
    table = ADMIN_TABLE.match(route.pattern)
    operation = operation_of(route)
    if VERB.search(route.pattern):
        yield from acts(route, ground, table)
    elif BULK.match(route.pattern):
        yield from acts_on_many(route, ground)
    elif operation is not None:
        there = route.address(ground.fill)
        example = dict(operation.form.example)
        may = operation.operation.may
        yield Call(route.pattern, "GET", there, may=may)
        yield Call(route.pattern, "POST", there, example, is_json=True, may=may)
    else:
        yield from reads(route, ground, table)


def acts_on_many(route: Route, ground: Ground) -> Iterator[Call]:
    """Yield an act on many, sent for the one record that the ground has, and read."""
    found = BULK.match(route.pattern)
    assert found is not None
    (row,) = [row for row in declared_for(found[1]) if row.verb == found[2]]
    key = ground.fill(row.resource, RESOURCES[row.resource].key)
    body = {
        "targets": [{"reference": key, "version": None}],
        "input": dict(row.form.example),
    }
    yield Call(route.pattern, "GET", route.address())
    yield Call(route.pattern, "POST", route.address(), body, is_json=True, may=row.operation.may)


def operation_of(route: Route) -> Declared | None:
    """Return the operation that a route of the API calls."""
    found = API_OPERATION.match(route.pattern)
    if found is None:
        return None
    rows = [row for row in declared_for(found[1]) if row.verb == found[2]]
    return rows[0] if rows else None


def filler(ground: Ground, table: Any) -> Any:
    if table is None:
        return ground.fill
    return lambda _area, _name: ground.pks.get(table[1], "1")


def reads(route: Route, ground: Ground, table: Any) -> Iterator[Call]:
    """Yield the plain read, and for a list what could be asked of it."""
    there = route.address(filler(ground, table))
    yield Call(route.pattern, "GET", there)
    if route.pattern == PEOPLE:
        for by, key in (("mission", ground.case.mission.code), ("stage", ground.case.stage)):
            yield Call(route.pattern, "GET", there, asked={"by": by, "key": key})
    is_list = "(?P" not in route.pattern and "<" not in route.pattern
    if is_list and (route.pattern.startswith("api/v1/") or table):
        case, key = ground.case, "id__exact" if table else "case"
        pk = ground.pks.get(table[1], "1") if table else case.reference
        yield Call(route.pattern, "GET", there, asked={"q": SEARCHED})
        yield Call(route.pattern, "GET", there, asked={key: pk})
    if is_list and route.pattern in {"cases/", "board/", "transfers/", "shared/", "notices/"}:
        yield Call(route.pattern, "GET", there, asked={"q": SEARCHED})
        yield Call(route.pattern, "POST", there, {"q": SEARCHED, "_search": "1"})
    if route.pattern in SEARCHES:
        yield Call(route.pattern, "POST", there, {"q": SEARCHED, "words": SEARCHED})
        yield Call(route.pattern, "POST", there, {"words": SEARCHED}, is_json=True)


def acts(route: Route, ground: Ground, table: Any) -> Iterator[Call]:
    """Yield the pages of operations that a route with a verb leads to, shown and posted."""
    has_key = "<path:pk>" in route.pattern or (table is None and route.pattern.count("<") > 1)
    rows = [row for row in operations_at(route, table) if row.is_creation is not has_key]
    for row in rows:
        there = Route(VERB.sub(row.verb, route.pattern)).address(filler(ground, table))
        body = {**as_posted(row, dict(row.form.example)), "_key": "one", "_version": "1"}
        may = row.operation.may
        yield Call(route.pattern, "GET", there, may=may)
        yield Call(route.pattern, "POST", there, body, may=may)
    if not rows:
        yield Call(
            route.pattern, "GET", Route(VERB.sub("note", route.pattern)).address(ground.fill)
        )


def operations_at(route: Route, table: Any) -> list[Declared]:
    """Return the operations on the kind of record that a route names."""
    if table is None:
        area = {"staff-acts": "staff", "profile": "staff"}.get(route.area, route.area)
        return declared_for(area)
    model = {row._meta.model_name: row for row in admin.site._registry}[table[1]]
    names = [name for name, kind in RESOURCES.items() if kind.model is model]
    return [row for name in names for row in declared_for(name)]


def foreign_bodies(ground: Ground) -> Iterator[Call]:
    """Yield operations on a record of the asker's own that name something of the foreign case."""
    for row in DECLARED.values():
        named = {name: ground.named[name] for name in row.form.base_fields if name in ground.named}
        if not named or row.is_creation or row.resource not in ground.own:
            continue
        target = ground.own[row.resource]
        body = {**row.form.example, **named}
        where, may = f"body of {row.name}", row.operation.may
        yield Call(where, "POST", address(row, target), body, is_json=True, may=may)
        web = f"/{row.resource}/{key_of(row, target)}/{row.verb}/"
        yield Call(where, "POST", web, {**as_posted(row, body), "_key": "1", "_version": "1"})
        yield Call(where, "GET", web, asked={name: str(value) for name, value in named.items()})
