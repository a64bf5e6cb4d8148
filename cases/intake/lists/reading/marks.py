"""What is crossed out or hidden in a workbook (XLSX); run beside `child.py`, with its limits.

The reader of workbooks gives values alone, so styles are read from the sheets' own XML: streamed,
and only where a file holds such a mark at all. It knows nothing of the project.
Source: ECMA-376 part 1, 18.3.1 (sheets), 18.8 (styles), 18.4 (strings).
"""

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

MARKED = re.compile(rb"""\shidden=["'](?:1|true)|<(?:\w+:)?strike\b""")
"""What a file holds that has anything to read here."""
OF_OTHERS = re.compile(
    rb"""text-line-through-(?:style|type)=["'](?!none)|visibility=["'](?:collapse|filter)"""
)
"""The same in an open document, which is not read."""
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
NOT = {"0", "false"}
PIECE = 1 << 18


@dataclass
class Marks:
    """Of one sheet: rows with something crossed out, hidden rows, hidden columns; from 0."""

    struck: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def name_of(tag: str) -> str:
    """Return the name of an element without its space."""
    return tag.rpartition("}")[2].rpartition(":")[2]


def tree_of(archive: zipfile.ZipFile, entry: str) -> ElementTree.Element:
    """Return a small entry as a tree."""
    return ElementTree.fromstring(archive.read(entry))  # noqa: S314 # in a process with limits


def sheets_of(archive: zipfile.ZipFile) -> list[str]:
    """Return the entry of each sheet, in the order of the workbook."""
    rels = tree_of(archive, "xl/_rels/workbook.xml.rels")
    paths = {one.get("Id"): one.get("Target", "") for one in rels}
    book = tree_of(archive, "xl/workbook.xml")
    ids = [one.get(RELATION) for one in book.iter() if name_of(one.tag) == "sheet"]
    return [
        posixpath.normpath(posixpath.join("/xl", paths.get(key, ""))).lstrip("/") for key in ids
    ]


def is_struck(properties: ElementTree.Element) -> bool:
    """Return whether properties of letters cross them out."""
    return any(
        name_of(one.tag) == "strike" and one.get("val", "1") not in NOT for one in properties
    )


def struck_styles(archive: zipfile.ZipFile) -> set[str]:
    """Return the numbers of the styles of cells that are crossed out."""
    root = tree_of(archive, "xl/styles.xml")
    parts = {name_of(one.tag): one for one in root}
    fonts = {str(at) for at, font in enumerate(parts.get("fonts", ())) if is_struck(font)}
    return {
        str(at) for at, style in enumerate(parts.get("cellXfs", ())) if style.get("fontId") in fonts
    }


def struck_strings(archive: zipfile.ZipFile) -> set[str]:
    """Return the numbers of the shared strings of which a part is crossed out."""
    root = tree_of(archive, "xl/sharedStrings.xml")
    return {
        str(at)
        for at, item in enumerate(root)
        if any(name_of(one.tag) == "rPr" and is_struck(one) for one in item.iter())
    }


class Sheet:
    """One sheet while it is read."""

    def __init__(self, styles: set[str], strings: set[str]) -> None:
        self.styles, self.strings = styles, strings
        self.marks = Marks()
        self.row, self.kind, self.text = -1, "", ""
        self.is_value = self.is_style_struck = self.is_run_struck = False

    def begin(self, tag: str, said: dict[str, Any]) -> None:
        """Take the beginning of an element."""
        name = name_of(tag)
        if name == "row":
            self.row = int(said["r"]) - 1 if "r" in said else self.row + 1
            if said.get("hidden", "0") not in NOT:
                self.marks.hidden.add(self.row)
        elif name == "c":
            self.kind, self.text, self.is_run_struck = said.get("t", ""), "", False
            self.is_style_struck = said.get("s", "0") in self.styles
        elif name == "v":
            self.is_value = True
        elif name == "strike" and said.get("val", "1") not in NOT:
            self.is_run_struck = True
        elif name == "t":
            self.text = "x"
        elif name == "col" and said.get("hidden", "0") not in NOT:
            self.marks.columns |= set(range(int(said["min"]) - 1, min(int(said["max"]), 1000)))

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        name = name_of(tag)
        if name == "v":
            self.is_value = False
        elif name == "c":
            is_string = self.kind == "s" and self.text in self.strings
            if self.text and (self.is_style_struck or self.is_run_struck or is_string):
                self.marks.struck.add(self.row)

    def letters(self, text: str) -> None:
        """Take what stands between elements."""
        if self.is_value:
            self.text += text


def marks_in(archive: zipfile.ZipFile, marked: set[str]) -> list[Marks]:
    """Return the marks of each sheet; `marked` are the entries that hold any."""
    if not marked or "xl/workbook.xml" not in archive.namelist():
        return []
    styles = struck_styles(archive) if "xl/styles.xml" in marked else set()
    strings = struck_strings(archive) if "xl/sharedStrings.xml" in marked else set()
    found = []
    for entry in sheets_of(archive):
        sheet = Sheet(styles, strings)
        if entry in marked or styles or strings:
            parser = expat.ParserCreate()
            parser.StartElementHandler, parser.EndElementHandler = sheet.begin, sheet.end
            parser.CharacterDataHandler = sheet.letters
            with archive.open(entry) as stream:
                while piece := stream.read(PIECE):
                    parser.Parse(piece, False)
        found.append(sheet.marks)
    return found
