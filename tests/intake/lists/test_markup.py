"""HTML and SpreadsheetML under the name of a workbook are read as tables, or named."""

import pytest

from cases.core.errors import Refused
from cases.intake.lists.reading.files import read_file

HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8">
<title>danh sach</title><style>td {color: red}</style></head><body>Title outside
<table border=1>
<tr><td colspan=3>DANH SÁCH CÔNG DÂN</td></tr>
<tr></tr>
<tr><th>STT<th>Họ và tên<th>Nơi giữ</tr>
<tr><td>1<td>Zqlist Văn An<br>(Tí)</td><td rowspan=2>Kho&nbsp;3</td></tr>
<tr><td>2<td>Zqlist Thị B&igrave;nh</tr>
<tr style="display: none"><td>3<td><s>Zqlist Văn Cường</s><td></tr>
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
    ]
    assert "outside" in dict(read_file(HTML.encode()).notes)


def test_a_workbook_in_xml_is_read_as_its_sheets():
    assert lines(XML) == [
        (1, ("Họ và tên", "", "Ngày sinh"), False, False),
        (4, ("Zqlist An", "", "1999-04-25"), True, False),
        (5, ("Zqlist B",), False, True),
        (6, ("Zqlist B", "", "1998"), False, False),
    ]


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
