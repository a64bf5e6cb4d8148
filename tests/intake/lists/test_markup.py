"""HTML and SpreadsheetML under the name of a workbook are read as tables, or named."""

import pytest

from cases.core.errors import Refused
from cases.intake.lists.reading.files import read_file
from cases.intake.lists.reading.markup import read_markup
from cases.intake.lists.reading.tables import MOST_ROWS
from tests.refusals import refusal_of

HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8">
<title>danh sach</title><style>td {color: red}</style></head><body>Title outside
<table border=1>
<tr><td colspan=3>DANH SÁCH CÔNG DÂN</td></tr>
<tr></tr>
<tr><th>STT<th>Họ và tên<th>Nơi giữ</tr>
<tr><td>1<td>Zqlist Văn An<br>(Tí)</td><td rowspan=2>Kho&nbsp;3</td></tr>
<tr><td>2<td>Zqlist Thị B&igrave;nh</tr>
<tr style="display: none"><td>3<td><s>Zqlist Văn Cường</s><td></tr>
<tr style="text-decoration: line-through"><td>4<td>Zqlist Thị Dung</tr>
<tr><td>5<td>Zqlist Văn Em</tr>
</table></body></html>"""
XML = """<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="s1"><Font ss:StrikeThrough="1"/></Style></Styles>
<Worksheet ss:Name="Trang 1"><Table>
<Row><Cell><Data ss:Type="String">Họ và tên</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">Ngày sinh</Data></Cell></Row>
<Row ss:Index="4"><Cell ss:StyleID="s1"><Data ss:Type="String">Zqlist An</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="DateTime">1999-04-25T00:00:00.000</Data></Cell></Row>
<Row ss:Hidden="1"><Cell ss:MergeDown="1"><Data ss:Type="String">Zqlist B</Data></Cell></Row>
<Row><Cell ss:Index="3"><Data ss:Type="Number">1998</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def lines(text):
    """Return number, cells and marks of each row."""
    (sheet,) = read_file(text.encode()).sheets
    return [(line.number, line.cells, line.is_struck, line.is_hidden) for line in sheet.lines]


def test_a_page_is_read_as_its_table():
    assert lines(HTML) == [
        (1, ("DANH SÁCH CÔNG DÂN", "DANH SÁCH CÔNG DÂN", "DANH SÁCH CÔNG DÂN"), False, False),
        (3, ("STT", "Họ và tên", "Nơi giữ"), False, False),
        (4, ("1", "Zqlist Văn An\n(Tí)", "Kho 3"), False, False),
        (5, ("2", "Zqlist Thị Bình", "Kho 3"), False, False),
        (6, ("3", "Zqlist Văn Cường"), True, True),
        (7, ("4", "Zqlist Thị Dung"), True, False),
        (8, ("5", "Zqlist Văn Em"), False, False),
    ]
    assert "outside" in dict(read_file(HTML.encode()).notes)


def test_a_workbook_in_xml_is_read_as_its_sheets():
    assert lines(XML) == [
        (1, ("Họ và tên", "", "Ngày sinh"), False, False),
        (4, ("Zqlist An", "", "1999-04-25"), True, False),
        (5, ("Zqlist B",), False, True),
        (6, ("Zqlist B", "", "1998"), False, False),
    ]


def test_a_comment_is_no_text_of_its_cell():
    comment = '<Comment ss:Author="A"><ss:Data>A:&#10;<B>đã về nước</B></ss:Data></Comment>'

    assert lines(XML.replace("</Data>", f"</Data>{comment}")) == lines(XML)
    assert lines(XML.replace("<Data", f"{comment}<Data")) == lines(XML)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MIME-Version: 1.0\nContent-Type: multipart/related\n\n<table>", "web_archive"),
        ("<html><body><p>nobody</p></body></html>", "markup"),
        ('<?xml version="1.0"?><office:document/>', "markup"),
        (XML.replace("</Table>", ""), "broken"),
        (XML.replace("<Workbook", '<!DOCTYPE w [<!ENTITY a "b">]><Workbook'), "inflates"),
        (HTML.replace("rowspan=2>Kho&nbsp;3", "rowspan=99999>" + "k" * 1900), ""),
    ],
)
def test_what_cannot_be_read_is_called_by_its_name(text, code):
    try:
        read_file(text.encode())
        found = ""
    except Refused as refusal:
        found = refusal.code

    assert found == code


WIDE = "<table><tr><td colspan=199 rowspan=20000></td>"
FAR = XML.replace("</Table>", '<Row><Cell ss:Index="199"/></Row>' * 6_000 + "</Table>")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (WIDE + "<tr><td>x" * 6_000, "too_heavy"),
        (WIDE + "<tr><td>" * 6_000, "too_heavy"),
        (FAR, "too_heavy"),
        ("<table>" * 6_000, "too_heavy"),
        ("<table>" + "<tr><td>x" * (MOST_ROWS + 1), "too_many_rows"),
        (("<table>" + "<tr><td>x" * 6_000 + "</table>") * 4, "too_many_rows"),
    ],
)
def test_markup_that_grows_is_refused_while_it_is_read(text, code):
    assert refusal_of(read_markup, text).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (XML.replace("Zqlist An", "a\n" * 600_000), "cell_too_long"),
        ("<table><tr>" + "<td rowspan=2>" * 100_000 + "<tr><td>x" * 2_000, "too_many_columns"),
    ],
)
def test_a_page_with_too_much_in_one_place_is_refused_by_what_it_is(text, code):
    assert refusal_of(read_file, text.encode()).code == code


def test_a_page_with_a_character_of_no_text_is_refused_in_words():
    text = HTML.replace("Kho", "K\x00ho")

    assert refusal_of(read_file, text.encode("utf-16")).code == "broken"
