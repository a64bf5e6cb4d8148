"""Every page that is read answers HEAD as it answers GET, without a body."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.factories import IncidentFactory, head
from tests.web.session import log_in

ROOT = Path(settings.BASE_DIR)
PLAIN = sorted(
    {
        *("home", "worklist", "worklist_views", "saved_view_list", "saved_view_save", "find"),
        *("board", "passed_gates", "cases_without_basis", "entries_to_review", "case_new"),
        *("transfer_list", "shared_list", "unsealing_list", "notice_list", "incident_list"),
        *("letter_list", "issue_letters"),
        *("money", "exchange_rates", "record_exchange_rate", "split_cost"),
        *("directive_list", "calendar", "playbook_list", "procedure_list", "legal_basis_list"),
        *("profile", "role_help", "token_list", "login", "styleguide", "api_docs", "api_schema"),
        *("admin:index", "alive"),
    }
)


def patterns(resolver=None):
    for item in (resolver or get_resolver()).url_patterns:
        if isinstance(item, URLResolver):
            yield from patterns(item)
        elif isinstance(item, URLPattern):
            yield item


def test_no_view_takes_get_and_refuses_head():
    said = re.compile(r"require_GET|require_http_methods\((?P<methods>\[[^\]]*\])")
    refusing = []
    for path in sorted((ROOT / "cases").rglob("*.py")):
        for found in said.finditer(path.read_text(encoding="utf-8")):
            methods = found["methods"]
            if methods is None or ('"GET"' in methods and '"HEAD"' not in methods):
                refusing.append(f"{path.relative_to(ROOT)}: {found[0]}")

    assert refusing == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", PLAIN)
def test_head_is_answered_like_get_without_a_body(client, name):
    IncidentFactory()
    log_in(client, head())
    address = reverse(name)

    read, asked = client.get(address), client.head(address)

    assert asked.status_code == read.status_code
    assert asked.status_code < 400, name
    assert asked.content == b""
    assert asked.headers.get("Content-Type") == read.headers.get("Content-Type")


@pytest.mark.django_db
def test_every_address_without_a_gap_that_can_be_read_takes_head(client):
    """Ask each address that names no record; nothing that answers GET may refuse HEAD."""
    log_in(client, head())
    refusing = []
    for item in patterns():
        route = str(item.pattern)
        if item.name is None or "<" in route or "(?P" in route or item.name == "logout":
            continue
        try:
            address = reverse(item.name)
        except NoReverseMatch:
            continue
        answers = client.get(address).status_code, client.head(address).status_code
        if answers[0] != answers[1]:
            refusing.append((address, answers))

    assert refusing == []
