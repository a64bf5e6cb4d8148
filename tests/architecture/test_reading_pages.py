"""Every page that is read answers HEAD as it answers GET, without a body."""

import re
from collections.abc import Iterator
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


REFUSED = 405


def patterns(resolver=None):
    for item in (resolver or get_resolver()).url_patterns:
        if isinstance(item, URLResolver):
            yield from patterns(item)
        elif isinstance(item, URLPattern):
            yield item


def without_a_gap() -> Iterator[str]:
    """Yield each address that names no record."""
    for item in patterns():
        route = str(item.pattern)
        if item.name is None or "<" in route or "(?P" in route or item.name == "logout":
            continue
        try:
            yield reverse(item.name)
        except NoReverseMatch:
            continue


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
def test_head_is_answered_like_get_without_a_body(client):
    IncidentFactory()
    log_in(client, head())

    for name in PLAIN:
        read, asked = client.get(reverse(name)), client.head(reverse(name))

        assert asked.status_code == read.status_code < 400, name
        assert asked.content == b"", name
        assert asked.headers.get("Content-Type") == read.headers.get("Content-Type"), name


@pytest.mark.django_db
def test_every_address_without_a_gap_that_can_be_read_takes_head(client):
    """Where HEAD is refused, GET is refused as well: a view takes both or neither."""
    log_in(client, head())
    refused = [there for there in without_a_gap() if client.head(there).status_code == REFUSED]

    assert len(refused) > 20
    assert [there for there in refused if client.get(there).status_code != REFUSED] == []
