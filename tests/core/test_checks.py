"""The start-up checks notice when a wall is down or a declaration does not fit."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.utils.module_loading import import_string

from cases.core import catalogue, checks
from cases.core.registry import DECLARED

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


def test_a_wall_that_is_down_is_noticed(monkeypatch):
    monkeypatch.setattr(catalogue, "functions", dict)

    assert ids(checks.check_walls(None, databases=["default"])) == {"cases.E003"}


def test_no_server_starts_behind_a_wall_that_is_down(monkeypatch):
    start = import_string("consular.wsgi.refuse_open_walls")
    monkeypatch.setattr(catalogue, "functions", dict)

    with pytest.raises(SystemExit, match=r"app_sees_all\(\) is not there"):
        start()


def test_no_worker_starts_behind_a_wall_that_is_down(monkeypatch):
    monkeypatch.setattr(catalogue, "functions", dict)

    with pytest.raises(SystemCheckError, match="app_sees_all"):
        call_command("worker", once=True)


def test_a_role_past_the_wall_is_noticed(monkeypatch):
    monkeypatch.setattr(checks, "ROLE", "select true")

    assert ids(checks.check_role(None, databases=["default"])) == {"cases.E004"}
