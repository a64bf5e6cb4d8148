"""Whatever shows people is on record: one entry for each request, without personal text."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from cases.core.actor import SYSTEM
from cases.core.admin import ShownAdmin
from cases.core.api import RowsView, RowView
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.core.walls import VERSIONED
from tests.api.calls import caller
from tests.factories import head
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
ABOUT_PEOPLE = {table for table, scope in VERSIONED.items() if any(scope)}


def entries(**where):
    with eyes(SYSTEM):
        return list(AuditEntry.objects.filter(**where).order_by("id"))


def writes(queries):
    return [row["sql"] for row in queries if "write_audit" in row["sql"]]


@pytest.mark.parametrize(
    ("address", "operation"),
    [
        ("/cases/?stage=reported", "list_cases"),
        ("/board/check/", "list_reviews"),
        ("/shared/", "list_shares"),
        ("/admin/cases/case/?q=BKK&stage=reported", "list_cases"),
        ("/admin/cases/citizen/", "list_citizens"),
        ("/api/v1/cases/?stage=reported", "list_cases"),
        ("/api/v1/citizens/", "list_citizens"),
        ("/api/v1/transfers/", "list_transfers"),
    ],
)
def test_a_list_is_on_record_by_one_statement(client, mine, address, operation):
    actor, _case = mine
    log_in(client, actor)

    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200

    assert len(writes(queries)) == 1
    assert len(entries(operation=operation)) == 1


def test_a_list_names_filters_and_rows_but_no_value(client, mine):
    actor, case = mine
    name = case.citizen.full_name.split()[0]

    searched = {"q": name, "_search": "1"}
    log_in(client, actor).post("/admin/cases/citizen/", searched, follow=True)

    (entry,) = entries(operation="list_citizens")
    assert entry.fields == ["q"]
    assert entry.subjects == [{"table": "cases_citizen", "rows": 1, "ids": [case.citizen_id]}]
    assert name not in str(entry.subjects) + str(entry.fields)


@pytest.mark.parametrize("below", ["transitions", "notes", "steps", "clocks", "results"])
def test_what_is_read_below_a_case_stands_with_the_case(mine, below):
    actor, case = mine

    caller(actor).get(f"/api/v1/cases/{case.reference}/{below}/")

    (entry,) = entries(operation=f"list_{below}")
    assert (entry.case_id, entry.citizen_id) == (case.pk, case.citizen_id)


def test_a_form_with_a_persons_data_is_on_record(client, mine):
    actor, case = mine
    address = reverse("citizen_operation", args=[case.citizen.uuid, "correct"])

    log_in(client, actor).get(address)
    client.get(reverse("case_operation", args=[case.reference, "advance"]))
    caller(actor).get(f"/api/v1/cases/{case.reference}/advance/")

    shown = entries(operation="show_form")
    assert [row.fields for row in shown] == [
        ["correct_citizen"],
        ["advance_case"],
        ["advance_case"],
    ]
    assert {row.citizen_id for row in shown} == {case.citizen_id}


def test_a_form_about_nobody_is_not(client, mine):
    actor, _case = mine

    log_in(client, actor).get("/cases/new/")

    assert entries(operation="show_form") == []


def test_a_form_says_in_the_history_which_one_was_opened(client, mine):
    actor, case = mine
    log_in(client, actor).get(reverse("case_operation", args=[case.reference, "advance"]))

    assert "Form opened: Advance" in client.get(reverse("case_history", args=[case.reference])).text


def test_every_list_and_page_of_people_in_the_api_is_disclosed():
    views = {
        route.callback.cls
        for route in flat(get_resolver().url_patterns)
        if hasattr(route.callback, "cls")
    }
    lists = {view for view in views if issubclass(view, RowsView)}
    pages = {view for view in views if issubclass(view, RowView)}

    bare = {view for view in lists if view.model._meta.db_table in ABOUT_PEOPLE} | {
        view for view in pages if view.resource in {"cases", "citizens", "transfers", "shares"}
    }

    assert {view.__name__ for view in bare if not view.disclosed[0]} == set()
    assert len(bare) > 12


def flat(patterns):
    for route in patterns:
        if hasattr(route, "url_patterns"):
            yield from flat(route.url_patterns)
        else:
            yield route


def test_every_list_of_people_in_the_admin_is_disclosed():
    bare = [
        model.__name__
        for model, shown in admin.site._registry.items()
        if isinstance(shown, ShownAdmin)
        and model._meta.db_table in ABOUT_PEOPLE
        and not shown.disclosed[0]
    ]

    assert bare == []
    assert apps.get_model("cases", "Case") in admin.site._registry


def test_looks_do_not_count_as_changes_meanwhile(client, mine):
    actor, case = mine
    chief = head()
    page = reverse("case_operation", args=[case.reference, "advance"])
    log_in(client, actor).get(page)
    log_in(client, chief).post(page, {"_version": case.version})

    shown = log_in(client, actor).post(page, {"_version": case.version}).text

    assert "Form opened" not in shown
    assert "Advance" in shown
