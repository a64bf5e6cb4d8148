"""XLSX, written as a stream: one visible sheet (or several), text cells only.

A workbook is a ZIP of a few XML files. The usual libraries keep the sheet in a file of their own
until it is packed, which would be people in the clear on a disk; here it goes packed and closed
part by part like every other file. Nothing can be hidden in it, no formula, no link.
"""

import re
from collections.abc import Sequence
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from cases.core.store import LongFile
from cases.exports.writing.table import Table

MOST_ROWS: Final = 500_000
"""So that a sheet stays below 2 GB unpacked: the long form of ZIP is not read everywhere."""
MOST_TEXT: Final = 32_767
NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES: Final = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/>'
    '</font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill>'
    '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border>'
    "</borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    "</styleSheet>"
)


class Packed:
    """Takes the bytes of the ZIP; it cannot be wound back, so the sizes come behind each part."""

    def __init__(self, file: LongFile) -> None:
        self.file = file

    def write(self, content: bytes, /) -> int:
        """Pass on."""
        return self.file.write(bytes(content))

    def flush(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing: the file is ended by whoever keeps it."""


class XlsxWriter:
    """One text cell for each value, the headings first and standing still."""

    def __init__(self, file: LongFile, table: Table) -> None:
        self.table = table
        self.zip = ZipFile(Packed(file), "w", ZIP_DEFLATED)
        self.sheets = 0
        self.rows = 0
        self.sheet: Any = None
        self.begin()

    def begin(self) -> None:
        """Begin the next sheet."""
        self.sheets += 1
        self.rows = 0
        place = f"xl/worksheets/sheet{self.sheets}.xml"
        self.sheet = self.zip.open(place, "w")
        pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        self.sheet.write(
            f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}'
            "</sheetView></sheetViews><sheetData>".encode()
        )
        self.put(self.table.headings, ' s="1"')

    def put(self, cells: Sequence[str], style: str = "") -> None:
        """Write the cells of a row."""
        said = "".join(
            f'<c t="inlineStr"{style}><is><t xml:space="preserve">{text_of(cell)}</t></is></c>'
            if cell
            else "<c/>"
            for cell in cells
        )
        self.sheet.write(f"<row>{said}</row>".encode())
        self.rows += 1

    def write(self, row: Sequence[Any]) -> None:
        """Write one row."""
        if self.rows == MOST_ROWS:
            self.close()
            self.begin()
        self.put(self.table.cells(row))

    def close(self) -> None:
        """Close the sheet."""
        self.sheet.write(b"</sheetData></worksheet>")
        self.sheet.close()

    def end(self) -> None:
        """Close the sheet and write what names the parts."""
        self.close()
        for name, content in self.others().items():
            self.zip.writestr(name, content)
        self.zip.close()

    def others(self) -> dict[str, str]:
        """Return the parts that say which sheets there are."""
        title = str(self.table.kind.title)[:25]
        numbers = range(1, self.sheets + 1)
        sheets = "".join(
            f"<sheet name={quoteattr(title if number == 1 else f'{title} {number}')} "
            f'sheetId="{number}" r:id="rId{number}"/>'
            for number in numbers
        )
        related = "".join(
            f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" '
            f'Target="worksheets/sheet{number}.xml"/>'
            for number in numbers
        )
        parts = "".join(
            f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
            f'ContentType="{KIND}.worksheet+xml"/>'
            for number in numbers
        )
        relations = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        return {
            "xl/styles.xml": STYLES,
            "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
            f"<sheets>{sheets}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'{relations}{related}<Relationship Id="rIdS" '
            f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
            "_rels/.rels": f'{relations}<Relationship Id="rId1" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>{parts}'
            "</Types>",
        }


def text_of(cell: str) -> str:
    """Return a cell as XML text; what XML cannot hold goes, and what no cell can hold is cut."""
    return escape(NOT_XML.sub("", cell[:MOST_TEXT]))
