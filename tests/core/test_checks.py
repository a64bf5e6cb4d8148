"""The start-up checks notice when a wall is down or a declaration does not fit."""

import pytest
from django.core.checks import run_checks
from django.db import connection

from cases.core import checks
from cases.core.registry import DECLARED
from tests.database import as_owner

pytestmark = pytest.mark.django_db


def ids(faults):
    return {fault.id for fault in faults}


def test_nothing_is_amiss():
    faults = run_checks(databases=["default"])

    assert {fault.id for fault in faults if str(fault.id).startswith("cases.")} == set()


def test_a_form_that_does_not_fit_its_operation_is_noticed(monkeypatch):
    form = DECLARED["advance_case"].form
    monkeypatch.setattr(form, "base_fields", {**form.base_fields, "more": form.base_fields["note"]})

    assert ids(checks.check_declarations(None)) == {"cases.E001"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
@pytest.mark.parametrize(
    ("down", "up"),
    [
        (
            "alter table cases_note disable row level security",
            "alter table cases_note enable row level security",
        ),
        (
            "alter table cases_note no force row level security",
            "alter table cases_note force row level security",
        ),
        (
            "create policy open_to_all on cases_note for select using (true)",
            "drop policy open_to_all on cases_note",
        ),
    ],
)
def test_a_wall_that_is_down_is_noticed(down, up):
    connection.close()
    as_owner([down])
    try:
        assert ids(checks.check_policies(None, databases=["default"])) == {"cases.E003"}
    finally:
        connection.close()
        as_owner([up])
    assert checks.check_policies(None, databases=["default"]) == []


def test_a_role_past_the_wall_is_noticed(monkeypatch):
    monkeypatch.setattr(checks, "ROLE", "select true")

    assert ids(checks.check_role(None, databases=["default"])) == {"cases.E004"}
