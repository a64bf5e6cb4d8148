"""What every address that reads refuses: by name, with what it takes instead."""

import logging
import re

import pytest

from cases.core import present
from cases.core.api import RowsView, RowView
from cases.core.api_changes import FollowedView
from cases.core.asked import FIELDS
from cases.core.changes import UPDATED_SINCE
from cases.core.closed import close
from cases.core.listing import PAGING, usable_by
from cases.core.orders import ORDER, words_of
from cases.core.precision import iso_as_of, iso_known_at
from cases.core.shapes import AS_KNOWN, FLAG, MOMENT
from tests.api.bodies import faults_in
from tests.api.reads import addresses, readers, reading_views
from tests.sweeps import SHARDS, tried

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sweep(within=True)]
NOWHERE = "no-such-thing"
LONG_AGO = "2025-10-01T00:00:00Z"
START_AGAIN = "This cursor is no longer valid. Start again without a cursor."


def joined(address, **more):
    """Return an address with more parameters."""
    given = "&".join(f"{name}={value}" for name, value in more.items())
    return f"{address}{'&' if '?' in address else '?'}{given}"


def messages(answer):
    return [row["message"] for row in answer.json()["problems"]]


def unknown_is_named(client, address, takes):
    answer = client.get(joined(address, nonsense=1))
    ((field, code),) = faults_in(answer)
    (said,) = messages(answer)

    assert (field, code in {"unknown_filter", "unknown_parameter"}) == ("nonsense", True)
    assert all(name in said for name in takes), said


def unknown_fields_are_refused(client, address, fields):
    answer = client.get(joined(address, fields=NOWHERE))

    assert faults_in(answer) == {(FIELDS, "unknown_field")}
    assert all(name in messages(answer)[0] for name in fields)


def unknown_orders_are_refused(client, address, words):
    answer = client.get(joined(address, order=NOWHERE))

    assert faults_in(answer) == {(ORDER, "unknown_order")}
    assert all(word in messages(answer)[0] for word in words)


def strange_cursors_are_refused(client, address, shape):
    """Garbled, of another list, or given out for this one before an upgrade."""
    for cursor in (NOWHERE, "%00", close(b"[false]", "cursor.Another"), close(b"[false]", shape)):
        answer = client.get(joined(address, cursor=cursor))

        assert faults_in(answer) == {("cursor", "bad_cursor")}, address
        assert messages(answer) == [START_AGAIN]
    for key in (b'[false, "x"]', b'[false, "x", "y"]', b'["x", "y", 0, "z"]', b'["x", 0, 0, null]'):
        assert client.get(joined(address, cursor=close(key, shape))).status_code in {200, 422}


def wrong_filters_are_named(client, address, filters):
    for row in filters:
        answer = client.get(joined(address, **{row.name: NOWHERE}))
        is_closed = not isinstance(row.kind, dict) or row.kind == FLAG or "enum" in row.kind
        if is_closed:
            ((field, _code),) = faults_in(answer)
            assert field == row.name
        elif answer.status_code != 200:
            assert {field for field, _code in faults_in(answer)} == {row.name}


def wrong_values_are_named(client, address, names):
    for name in names:
        answer = client.get(joined(address, **{name: NOWHERE}))
        if answer.status_code != 200:
            assert {field for field, _code in faults_in(answer)} == {name}


MACHINE = re.compile(r"[0-9-]{10}T[0-9:.]+Z")
INSTANT = r"[0-9-]{10}T[0-9:]{8}[+-][0-9:]{5}"
TOLD = re.compile(rf"({INSTANT}|[0-9-]{{7,10}})(/({INSTANT}|[0-9-]{{7,10}}))?")
AS_OF = re.compile(r"[0-9-]{10}(T[0-9:.]+[+-][0-9:]{5})?")


def moments_are_told_alike(client, address, view):
    """The machine tells in UTC; what people said, planned or count has the offset of a place."""
    answer = client.get(address).json()
    for row in answer.get("results", [answer]):
        for shown in view.shape.columns:
            value = row
            for name in shown.name.split("."):
                value = (value or {}).get(name)
            if value is None or shown.kind not in (MOMENT, AS_KNOWN):
                continue
            is_as_of = shown.make in {iso_as_of, iso_known_at}
            is_machine = shown.make in {None, present.shown}
            way = AS_OF if is_as_of else MACHINE if is_machine else TOLD
            assert way.fullmatch(value), (address, shown.name, value)


def check(client, address, view):
    """Ask for what there is not, in every way the address lends itself to."""
    asked = view()
    asked.request = client.get(address).wsgi_request
    asked.request._request = asked.request
    unknown_is_named(client, address, asked.parameters())
    if issubclass(view, RowsView | RowView):
        unknown_fields_are_refused(client, address, view.shown().fields)
    if issubclass(view, RowsView | RowView):
        moments_are_told_alike(client, address, view)
    if not issubclass(view, RowsView):
        wrong_values_are_named(client, address, asked.parameters())
        return
    assert faults_in(client.get(joined(address, limit=201))) == {("limit", "bad_limit")}
    if words := words_of(view.order, view.orders):
        unknown_orders_are_refused(client, address, words)
    wrong_filters_are_named(client, address, usable_by(asked.request.actor, view.filters))
    strange_cursors_are_refused(client, address, f"cursor.{view.shape.name}")
    if issubclass(view, FollowedView):
        strange_cursors_are_refused(
            client, joined(address, updated_since=LONG_AGO), f"cursor.{view.shape.name}.changes"
        )
        assert faults_in(client.get(joined(address, updated_since="lately"))) == {
            (UPDATED_SINCE, "bad_moment")
        }


def test_every_address_names_what_it_does_not_take():
    logging.disable(logging.CRITICAL)
    ground, clients = readers()
    checked, missed = set(), set()
    for route, view in tried(reading_views()):
        asked = ((there, one) for there in addresses(route, ground, clients) for one in clients)
        found = next((pair for pair in asked if pair[1].get(pair[0]).status_code == 200), None)
        if found is None:
            missed.add(route)
        else:
            check(found[1], found[0], view)
            checked.add(route)
    logging.disable(logging.NOTSET)

    assert missed == set()
    assert len(checked) > 150 / SHARDS / 3
    assert set(PAGING) == {"limit", "cursor"}
