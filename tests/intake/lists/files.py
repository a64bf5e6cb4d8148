"""Files as offices send them, with invented people."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl

from cases.core.context import eyes
from cases.core.fields import Sent
from cases.incidents.models import Incident
from cases.intake.lists.operations import map_list, receive_list
from cases.intake.lists.queries import layouts_of
from tests.factories import IncidentFactory
from tests.intake.lists.saving import saved
from tests.jobs import run_jobs
from tests.register import fresh

Rows = Sequence[Sequence[Any]]
HEADINGS = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số hộ chiếu", "Ghi chú"]
ODS = "application/vnd.oasis.opendocument.spreadsheet"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {"office": "office", "table": "table", "text": "text"}
PEOPLE: Rows = [
    [1, "Zqlist Văn An", "25/04/1999", "Nam", "C7000001", "ốm"],
    [2, "Zqlist Thị Bình", "1998", "nữ", "", ""],
    [3, "Zqlist Quốc Cường", "03/11/2001", "Nam", "C7000003", ""],
]


def workbook(rows: Rows, *, title: str = "Sheet", merged: Sequence[str] = ()) -> bytes:
    """Return a workbook with one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    return saved(book)


def table(rows: Rows = PEOPLE, headings: Sequence[str] = HEADINGS) -> bytes:
    """Return the workbook of a mission's own list."""
    return workbook([headings, *rows])


def received(actor: Any, content: bytes = b"", **more: Any) -> Any:
    """Receive a list; the people above unless other bytes are given."""
    IncidentFactory()
    said = {
        "incident": Incident.objects.get(code="2025-10-myawaddy"),
        "sender": "Trại Mae Sot",
        "sender_kind": "own",
        "received_on": date(2025, 10, 24),
        "file": Sent("danh-sach.xlsx", content or table()),
    }
    with eyes(actor):
        return receive_list(actor, **(said | more))


def checked(actor: Any, content: bytes = b"", **more: Any) -> Any:
    """Receive a list, take the columns as guessed, and look at its rows."""
    asked = ("day_order", "short_years", "nationality")
    said = {"nationality": "ours"} | {name: more.pop(name) for name in asked if name in more}
    row = received(actor, content, **more)
    with eyes(actor):
        map_list(actor, fresh(row), columns=layouts_of(row), **said)
    run_jobs()
    return fresh_list(actor, row)


def fresh_list(actor: Any, row: Any) -> Any:
    """Return the list as it is now."""
    with eyes(actor):
        return fresh(row)


def rows_of(actor: Any, row: Any) -> list[Any]:
    """Return the rows of a list, in order."""
    with eyes(actor):
        return list(row.rows.in_order().select_related("case", "citizen"))


def states_of(actor: Any, row: Any) -> list[str]:
    """Return the states of the rows, in order."""
    return [one.state for one in rows_of(actor, row)]


def open_document(rows: Rows, title: str = "Trang 1", extra: str = "") -> bytes:
    """Return the same as an open document (ODS), as free office programs write it."""
    lines = "".join(
        f"<table:table-row>{''.join(map(open_cell, row))}</table:table-row>" for row in rows
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        f"{''.join(f' xmlns:{name}="{OASIS}{path}:1.0"' for name, path in SPACES.items())}>"
        f"{extra}<office:body><office:spreadsheet>"
        f'<table:table table:name="{title}">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{OASIS}manifest:1.0"><manifest:file-entry '
        'manifest:full-path="/" manifest:media-type="'
        f'{ODS}"/>'
        "</manifest:manifest>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", ODS)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return file.getvalue()


def open_cell(value: Any) -> str:
    """Return one cell: a date as a date, all else as text."""
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value:%Y-%m-%d}"/>'
    return (
        f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    )
