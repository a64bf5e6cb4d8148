"""Odd values in every field of every operation: a clear 4xx or an act, never a fault.

Each field of each operation is tried with some of the values, over the API or on the page of the
admin or the web; `make audit` tries all values in all fields, both ways.
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
from tests.share import is_tried
from tests.web.posting import as_posted
from tests.web.test_every_operation import PAGES
from tests.world import every_operation, key_of

pytestmark = pytest.mark.django_db

EACH = 1
"""How many values the suite tries in each field; `make audit` tries all."""
COUNTERS = {"ReferenceCounter", "LetterCounter", "MovementCounter"}
NOT_COUNTED = {"AuditEntry", "Receipt", "SearchKeys", *COUNTERS}
"""Written by refusals too, and tables whose rows nobody reads."""


def of_every_third(which):
    """Mark a test for a third of all operations, the same in each run; `make audit` takes all."""
    return of_each(row for row in every_operation() if is_tried(row.name[::-1], 3, which))


def places(declared, values):
    """Return (field, value) to try."""
    for name in declared.form.base_fields:
        at = zlib.crc32(f"{declared.name}.{name}".encode())
        for value in some(values, at, EACH):
            yield name, value


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


@of_every_third(0)
def test_the_api_refuses_or_acts(declared, rights, prepared):
    check_api(declared, prepared)


@of_every_third(1)
def test_a_page_refuses_or_acts(declared, rights, prepared):
    check_page(declared, prepared)
