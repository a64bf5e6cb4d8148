"""Odd values in every field of every operation: a clear 4xx or an act, never a fault.

Every kind of field takes every value in a form. Sweeps send some of the values in each field of
each operation, over the API and on the page of the admin or the web; `make audit` all of them.
"""

import json
import zlib

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.urls import reverse

from cases.core.context import eyes
from cases.core.registry import RESOURCES
from tests.api.calls import JSON, address
from tests.hardening.odd import VALUES, WORDS, some
from tests.prepared import of_each
from tests.web.posting import as_posted
from tests.web.test_every_operation import PAGES
from tests.world import every_operation, key_of

pytestmark = pytest.mark.django_db

EACH = 3
"""How many values a sweep tries in each field over HTTP; `make audit` tries all."""
COUNTERS = {"ReferenceCounter", "LetterCounter", "MovementCounter"}
NOT_COUNTED = {"AuditEntry", "Receipt", "SearchKeys", *COUNTERS}
"""Written by refusals too, and tables whose rows nobody reads."""


def places(declared, values):
    """Return (field, value) to try."""
    for name in declared.form.base_fields:
        at = zlib.crc32(f"{declared.name}.{name}".encode())
        for value in some(values, at, EACH):
            yield name, value


def first_of_each_kind():
    """Return operations with those of their fields that are of a kind no operation before has."""
    found, seen = {}, set()
    for declared in every_operation():
        for name, field in declared.form.base_fields.items():
            if type(field) not in seen:
                seen.add(type(field))
                found.setdefault(declared, []).append(name)
    return found


NEW_KINDS = first_of_each_kind()


def counted(actor):
    """Return how many rows of each table the actor sees, asked for in one query."""
    tables = [
        f"SELECT '{model.__name__}', count(*) FROM \"{model._meta.db_table}\""
        for model in apps.get_app_config("cases").get_models()
        if model.__name__ not in NOT_COUNTED
    ]
    with eyes(actor), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(tables))
        return dict(cursor.fetchall())


def answers(send, cases):
    """Yield how each was answered; what was done is undone, what was refused is not."""
    for name, value in cases:
        with transaction.atomic():
            response = send(name, value)
            if response.status_code < 400:
                transaction.set_rollback(True)
        yield name, value, response


def check_api(declared, prepared):
    actor, target, body = prepared.actor, prepared.target, prepared.body
    client = prepared.caller(raise_request_exception=False)
    before = counted(actor)

    def send(name, value):
        text = json.dumps({**body, name: value})
        headers = {"If-Match": "*"}
        return client.post(address(declared, target), text, content_type=JSON, headers=headers)

    for name, value, response in answers(send, places(declared, VALUES)):
        told = (name, repr(value)[:80], response.status_code)
        assert response.status_code < 500, told
        if response.status_code >= 400:
            assert response["Content-Type"] == "application/problem+json", told
            assert response.json()["code"], told
            assert response.status_code != 404, told
    assert counted(actor) == before


def page_of(declared, target):
    """Return the page on which it is done: in the admin, else on the web."""
    model = RESOURCES[declared.resource].model._meta.model_name
    if declared.resource == "tokens":
        return reverse("token_list" if target is None else "token_revoke", args=keys(target))
    if declared.resource == "drafts":
        return reverse("draft_save" if target is None else "draft_discard", args=keys(target))
    if declared.resource == "sessions":
        return reverse("session_end", args=keys(target))
    if declared.is_creation:
        return reverse(f"admin:cases_{model}_create", args=[declared.verb])
    if declared.resource in PAGES and zlib.crc32(declared.name.encode()) % 2:
        return reverse(PAGES[declared.resource], args=[key_of(declared, target), declared.verb])
    return reverse(f"admin:cases_{model}_act", args=[target.pk, declared.verb])


def keys(target):
    return [] if target is None else [target.uuid]


def check_page(declared, prepared):
    actor, target, body = prepared.actor, prepared.target, prepared.body
    client = prepared.caller(raise_request_exception=False)
    page = page_of(declared, target)
    posted = as_posted(declared, body)
    before = counted(actor)

    def send(name, value):
        parts = [part for part in posted if part.startswith(f"{name}_")]
        given = dict.fromkeys([name, *parts], value)
        return client.post(page, {**posted, **given, "_version": "", "_key": ""})

    for name, value, response in answers(send, places(declared, WORDS)):
        told = (page, name, repr(value)[:80], response.status_code)
        assert response.status_code < 500, told
        assert response.status_code in {200, 302, 409, 413, 422}, told
    assert counted(actor) == before


@of_each(NEW_KINDS)
def test_no_form_fails_on_any_value(declared, rights, prepared):
    actor, target, body = prepared.actor, prepared.target, prepared.body

    with eyes(actor):
        for name in NEW_KINDS[declared]:
            for value in VALUES:
                declared.form(actor, target, json={**body, name: value}).problems()


@pytest.mark.sweep
@of_each(every_operation())
def test_the_api_refuses_or_acts(declared, rights, prepared):
    check_api(declared, prepared)


@pytest.mark.sweep
@of_each(every_operation())
def test_a_page_refuses_or_acts(declared, rights, prepared):
    check_page(declared, prepared)
