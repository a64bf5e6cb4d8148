"""A client made of the description by a common generator works against the application."""

import importlib
import re
import sys
from pathlib import Path

import httpx
import pytest
from django.conf import settings
from django.test import Client
from openapi_python_client import generate
from openapi_python_client.config import Config, ConfigFile, MetaType

from cases.exchange.description.files import DOCUMENT
from tests.api.calls import token_of
from tests.api.published import description
from tests.factories import head
from tests.world import references

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NAME = "homeward_client"
SENT = ("Authorization", "If-Match", "If-None-Match", "Idempotency-Key")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The package that the generator makes, and what it complained of."""
    place = tmp_path_factory.mktemp("client", numbered=True)
    config = Config.from_sources(
        ConfigFile(post_hooks=[]),
        MetaType.NONE,
        document_source=DOCUMENT,
        file_encoding="utf-8",
        overwrite=True,
        output_path=place / NAME,
    )
    complaints = generate(config=config)
    sys.path.insert(0, str(place))
    yield place / NAME, complaints
    sys.path.remove(str(place))
    for name in [name for name in sys.modules if name.split(".")[0] == NAME]:
        del sys.modules[name]


def answered(request):
    """Answer a call of the made client by all of the application, without a socket."""
    answer = Client().generic(
        request.method,
        request.url.raw_path.decode(),
        request.content,
        content_type=request.headers.get("Content-Type", ""),
        headers={name: request.headers[name] for name in SENT if name in request.headers},
    )
    return httpx.Response(answer.status_code, headers=dict(answer.headers), content=answer.content)


def taken(path):
    return importlib.import_module(f"{NAME}.{path}")


@pytest.fixture
def client(made):
    references()
    return taken("client").AuthenticatedClient(
        base_url="http://testserver",
        token=token_of(head()),
        raise_on_unexpected_status=True,
        httpx_args={"transport": httpx.MockTransport(answered)},
    )


def test_the_generator_understands_all_of_it(made):
    place, complaints = made
    calls = {
        row["operationId"]
        for methods in description()["paths"].values()
        for row in methods.values()
    }

    assert complaints == []
    functions = {path.stem for path in (place / "api").rglob("*.py")} - {"__init__"}
    assert {re.sub(r"_$", "", name) for name in functions} == calls


def test_a_person_is_registered_brought_on_the_way_and_closed(client):
    models = taken("models")
    registered = taken("api.cases.register_and_open").sync(
        client=client,
        body=models.RegisterAndOpen(
            full_name="Trần Văn Thử",
            incident="2025-10-myawaddy",
            report_source=models.ReportSource.WALK_IN,
        ),
        idempotency_key="client-1",
    )
    crossed = taken("api.cases.record_crossing").sync(
        registered.reference,
        client=client,
        if_match=f'"{registered.version}"',
        body=models.RecordCrossing(
            from_country=models.Country.MM,
            to_country=models.Country.TH,
            entered_at="mae-ku-ford",
            when="2025-10-22",
            source=models.Source.CITIZEN,
        ),
    )
    closed = taken("api.cases.close_case").sync(
        registered.reference,
        client=client,
        if_match="*",
        body=models.CloseCase(
            outcome=models.Outcome.OWN_MEANS,
            country=models.Country.VN,
            when="2025-10-24",
            source=models.Source.CITIZEN,
        ),
    )
    case = taken("api.cases.case_detail").sync(registered.reference, client=client)

    assert crossed.reference == closed.reference == registered.reference
    assert case.outcome == models.Outcome.OWN_MEANS
    assert case.person.full_name == "Trần Văn Thử"
    assert case.whereabouts.country == models.Country.VN
    assert {row.name for row in case.actions} >= {"reopen_case"}


def test_the_lines_of_the_reference_work(made, client):
    page = Path(settings.BASE_DIR) / "docs" / "reference" / "api.md"
    lines = re.search(
        r"```python\n(from consular_cases_client.*?)```",
        page.read_text(encoding="utf-8"),
        re.DOTALL,
    )[1]
    begun = re.sub(r"^client = .*$", "", lines, flags=re.MULTILINE)
    names = {"client": client}

    exec(begun.replace("consular_cases_client", NAME), names)  # noqa: S102 - our own lines

    assert names["done"].reference == names["case"].reference
    assert names["done"].version == names["case"].version + 1


def test_lists_come_as_pages_and_refusals_as_problems(client):
    models = taken("models")
    cases = taken("api.cases.case_list")
    closing = taken("api.cases.close_case")

    page = cases.sync(client=client, stage=models.Stage.REPORTED, limit=1)
    stale = closing.sync_detailed(
        "BKK-2025-99999",
        client=client,
        if_match='"1"',
        body=models.CloseCase(outcome=models.Outcome.OWN_MEANS),
    )

    assert (page.results, page.next_) == ([], None)
    assert stale.status_code == 404
    assert stale.parsed.code == "not_found"
    assert stale.headers["X-Request-ID"]
