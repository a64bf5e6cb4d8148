"""Lists as workbooks: what goes back to whoever made it, and the empty one to fill in."""

import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils.translation import override

from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.intake.lists.headings import field_of
from tests.factories import IncidentFactory, officer
from tests.intake.lists.files import HEADINGS, checked, rows_of
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(client):
    IncidentFactory()
    who = officer()
    log_in(client, who)
    return who


def test_the_workbook_back_says_what_is_wrong_and_holds_no_formula(client, actor):
    hostile = [1, "'=Zqlist", "31/02/1999", "=1+1", "@x", "+84"]
    content = ",".join(HEADINGS) + '\n1,=Zqlist Văn An,31/02/1999,,,"@x =1+1"\n'
    received = checked(actor, content.encode())
    address = reverse("list_operation", args=[received.uuid, "export"])

    leave = client.post(address, {"purpose": "mending", "_key": "w"})
    answer = client.get(leave.headers["Location"])

    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = list(book.active.iter_rows())
    assert hostile
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    assert "list-2-rows-" in answer.headers["Content-Disposition"]
    assert [cell.value for cell in rows[0]][-3:] == [
        "Row in the list",
        "What became of it",
        "Problems",
    ]
    assert rows[1][1].value == "=Zqlist Văn An"
    assert {cell.data_type for row in rows for cell in row if cell.value} == {"s"}
    assert "cannot be read as a birth date" in rows[1][-1].value
    assert [sheet.sheet_state for sheet in book] == ["visible"]
    with eyes(actor):
        assert AuditEntry.objects.filter(operation="export_list", fields=["purpose"]).count() == 1
        assert AuditEntry.objects.filter(operation="download_list").count() == 1


def test_the_workbook_is_given_to_nobody_who_did_not_say_what_for(client, actor):
    received = checked(actor)
    address = reverse("list_workbook", args=[received.uuid])

    for ticket in ("", "?ticket=x", "?ticket=x:y:z"):
        answer = client.get(address + ticket)
        assert answer.status_code == 302
        assert "/export/" in answer.headers["Location"]


def test_what_leaves_comes_back_and_its_own_columns_are_not_read(client, actor):
    received = checked(actor)
    leave = client.post(
        reverse("list_operation", args=[received.uuid, "export"]),
        {"purpose": "mending", "_key": "w"},
    )
    again = checked(actor, client.get(leave.headers["Location"]).content, sender="Other")

    assert [row.values for row in rows_of(actor, again)] == [
        row.values for row in rows_of(actor, received)
    ]


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_the_empty_workbook_has_headings_that_are_understood(client, actor, language):
    with override(language):
        client.cookies["django_language"] = language
        answer = client.get(reverse("list_template"))

    (headings,) = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(
        values_only=True
    )
    assert len(headings) == 15
    assert all(field_of(heading) for heading in headings)
