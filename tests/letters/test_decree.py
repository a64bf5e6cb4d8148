"""Letters in Vietnamese have the form of Decree 30/2020, as far as it was read."""

import html
import io
import re
import subprocess
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import pypdf
import pytest

from cases.letters.kinds import kinds
from cases.letters.press import folder, pressed
from tests.letters.printed import data, every_letter

FORM = tomllib.loads((folder() / "decree-30-2020.toml").read_text())
IN_VIETNAMESE = [code for code, kind in kinds().items() if "vi" in kind.languages]
MM = 72 / 25.4


def drawn(pdf):
    """Return text, size in points, place from the left and from the top, and font of each piece."""
    found = []
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]

    def piece(text, cm, tm, font, size):
        if text.strip():
            name = font["/BaseFont"] if font else ""
            found.append(
                (text, round(size, 1), tm[4] + cm[4], float(page.mediabox.top) - cm[5], name)
            )

    page.extract_text(visitor_text=piece)
    return found


@pytest.mark.parametrize("part", sorted(FORM["ranges"]))
def test_each_measure_lies_within_what_the_decree_allows(part):
    least, most = FORM["ranges"][part]

    assert least <= (FORM["sizes"] | FORM["margins"])[part] <= most


@dataclass(frozen=True)
class Line:
    """Words on the first page: type size in points, font, and edges in points from the corner."""

    size: float
    font: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self):
        return (self.left + self.right) / 2


class Sheet:
    """The first page of a letter: its words with size, font and edges, and the lines drawn."""

    def __init__(self, code):
        pdf = every_letter()[code, "vi"].pdf
        self.page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
        self.pieces = drawn(pdf)
        self.words = boxes(pdf)
        self.rules = rules(self.page)

    def __getitem__(self, said):
        size, font = next((piece[1], piece[4]) for piece in self.pieces if said in piece[0])
        wanted = said.split()
        texts = [word[0] for word in self.words]
        at = next(n for n in range(len(texts)) if texts[n : n + len(wanted)] == wanted)
        found = self.words[at : at + len(wanted)]
        lefts, tops, rights, bottoms = zip(*(word[1:] for word in found), strict=True)
        return Line(size, font, min(lefts), max(rights), min(tops), max(bottoms))

    def under(self, line):
        """Return how long the line drawn just below some words is, and where its middle lies."""
        near = [r for r in self.rules if -2 < r[2] - line.bottom < 12 and r[0] < line.middle < r[1]]
        left, right, _top = min(near, key=lambda rule: rule[2])
        return right - left, (left + right) / 2


def boxes(pdf):
    """Return each word of the first page with its edges, as poppler tells them."""
    told = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    edges = r'<word xMin="(.+)" yMin="(.+)" xMax="(.+)" yMax="(.+)">(.+)</word>'
    return [(html.unescape(row[4]), *map(float, row[:4])) for row in re.findall(edges, told)]


def rules(page):
    """Return left, right and height of each level line on a page."""
    found, start, high = [], [], float(page.mediabox.top)

    def stroke(operator, operands, cm, _tm):
        if operator not in {b"m", b"l"}:
            return
        x, y = map(float, operands)
        at = (cm[0] * x + cm[2] * y + cm[4], high - (cm[1] * x + cm[3] * y + cm[5]))
        if operator == b"l" and start and abs(start[-1][1] - at[1]) < 0.1:
            found.append((*sorted((start[-1][0], at[0])), at[1]))
        start.append(at)

    page.extract_text(visitor_operand_before=stroke)
    return found


STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
ABOVE = "BỘ NGOẠI GIAO"
OURS = "ĐẠI SỨ QUÁN VIỆT NAM TẠI"
NUMBER = "Số: 07/2025/BKK-VB02"
DAY = "Băng Cốc, ngày 05 tháng 11 năm 2025"
ABOUT = "V/v đề nghị xác minh nhân thân,"
TO = "Kính gửi: Cục Quản lý xuất nhập cảnh"
GROUND = "Căn cứ Luật Xuất cảnh, nhập cảnh của công dân Việt Nam"
BODY = "Kính đề nghị Quý Cơ quan trả lời"
NEXT_LINE = "Thái Lan, ghi số văn bản này."
COPIES = "Nơi nhận:"
SAME = "- Như trên;"
KEPT = "- Lưu: VT, LS."
SIGNER = "NGƯỜI ĐỨNG ĐẦU CƠ QUAN"
TYPE, SUBJECT = "BÁO CÁO", "Tóm tắt vụ việc bảo hộ công dân"
CONTACT = "+66 0 000 0000"
PART = {
    "national_name": STATE,
    "motto": MOTTO,
    "agency_above": ABOVE,
    "agency": OURS,
    "number": NUMBER,
    "place_and_day": DAY,
    "subject_of_letter": ABOUT,
    "addressee": TO,
    "body": BODY,
    "signer": SIGNER,
    "recipients": COPIES,
    "recipient": KEPT,
    "contact": CONTACT,
    "type_name": TYPE,
    "subject": SUBJECT,
}
WIDTH, HEIGHT = 210 * MM, 297 * MM
LETTER, REPORT = "vb02", "case-summary"


def level(one, other):
    return abs(one.bottom - other.bottom) < 2


def below(*lines):
    return all(one.top < other.top for one, other in pairwise(lines))


def centred(one, other):
    return abs(one.middle - other.middle) < 3


def style(line):
    return "Bold" in line.font, "Italic" in line.font


UPRIGHT, HEAVY, SLANTED, BOTH = (False, False), (True, False), (False, True), (True, True)
TEXT_MIDDLE = (30 * MM + WIDTH - 20 * MM) / 2

FACTS = [
    ("I.1", "A4", LETTER, lambda s: abs(float(s.page.mediabox.width) - WIDTH) < 1),
    ("I.2", "upright", LETTER, lambda s: abs(float(s.page.mediabox.height) - HEIGHT) < 1),
    ("I.3", "left margin", LETTER, lambda s: min(w[1] for w in s.words) >= 30 * MM - 1),
    ("I.3", "right margin", LETTER, lambda s: max(w[3] for w in s.words) <= WIDTH - 15 * MM),
    ("I.3", "top margin", LETTER, lambda s: min(w[2] for w in s.words) >= 20 * MM - 5),
    ("I.7", "no number on the first page", LETTER, lambda s: "1" not in [w[0] for w in s.words]),
    ("II.1a", "state bold", LETTER, lambda s: style(s[STATE]) == HEAVY),
    ("II.1a", "state first, right", LETTER, lambda s: s[STATE].left > s[ABOVE].right),
    ("II.1a", "state on top", LETTER, lambda s: level(s[STATE], s[ABOVE])),
    ("II.1b", "motto bold", LETTER, lambda s: style(s[MOTTO]) == HEAVY),
    ("II.1b", "motto centred below", LETTER, lambda s: centred(s[MOTTO], s[STATE])),
    ("II.1c", "motto below", LETTER, lambda s: below(s[STATE], s[MOTTO])),
    ("II.1b", "line as long", LETTER, lambda s: 0.97 < ruled(s, MOTTO)[0] < 1.03),
    ("II.2b", "own name bold", LETTER, lambda s: style(s[OURS]) == HEAVY),
    ("II.2b", "name above not bold", LETTER, lambda s: style(s[ABOVE]) == UPRIGHT),
    ("II.2b", "own name centred below", LETTER, lambda s: centred(s[OURS], s[ABOVE])),
    ("II.2b", "own name below", LETTER, lambda s: below(s[ABOVE], s[OURS])),
    ("II.2b", "line a third to a half", LETTER, lambda s: 0.32 < under_ours(s) < 0.51),
    ("II.3c", "number upright", LETTER, lambda s: style(s[NUMBER]) == UPRIGHT),
    ("II.3c", "number centred below", LETTER, lambda s: centred(s[NUMBER], s[OURS])),
    ("II.3c", "number below", LETTER, lambda s: below(s[OURS], s[NUMBER])),
    ("II.4c", "day slanted", LETTER, lambda s: style(s[DAY]) == SLANTED),
    ("II.4c", "on the line of the number", LETTER, lambda s: level(s[DAY], s[NUMBER])),
    ("II.4c", "centred below state", LETTER, lambda s: centred(s[DAY], s[STATE])),
    ("II.5b", "type bold", REPORT, lambda s: style(s[TYPE]) == HEAVY),
    ("II.5b", "subject bold", REPORT, lambda s: style(s[SUBJECT]) == HEAVY),
    ("II.5b", "type centred", REPORT, lambda s: abs(s[TYPE].middle - TEXT_MIDDLE) < 3),
    ("II.5b", "subject below", REPORT, lambda s: below(s[NUMBER], s[TYPE], s[SUBJECT])),
    ("II.5b", "line a third to a half", REPORT, lambda s: 0.32 < ruled(s, SUBJECT)[0] < 0.51),
    ("II.5b", "line in the middle", REPORT, lambda s: ruled(s, SUBJECT)[1] < 3),
    ("II.5b", "no V/v beside a type", REPORT, lambda s: "V/v" not in [w[0] for w in s.words]),
    ("II.5b", "V/v upright", LETTER, lambda s: style(s[ABOUT]) == UPRIGHT),
    ("II.5b", "V/v below number", LETTER, lambda s: below(s[NUMBER], s[ABOUT])),
    ("II.5b", "V/v centred", LETTER, lambda s: centred(s[ABOUT], s[NUMBER])),
    ("II.6a", "ground slanted", LETTER, lambda s: style(s[GROUND]) == SLANTED),
    ("II.6a", "ground of a law has no number", LETTER, lambda s: "49/2019/QH14" not in said_in(s)),
    ("II.6e", "words upright", LETTER, lambda s: style(s[BODY]) == UPRIGHT),
    ("II.6e", "first line 1.27 cm in", LETTER, lambda s: abs(indent(s) - 12.7 * MM) < 1),
    ("II.6e", "both edges", LETTER, lambda s: max(w[3] for w in s.words) > WIDTH - 20 * MM - 1),
    ("II.7d", "signer bold", LETTER, lambda s: style(s[SIGNER]) == HEAVY),
    ("II.7d", "signer on the right", LETTER, lambda s: s[SIGNER].left > s[COPIES].right),
    ("II.9d", "to: upright", LETTER, lambda s: style(s[TO]) == UPRIGHT),
    ("II.9d", "to: on one line, above", LETTER, lambda s: below(s[ABOUT], s[TO], s[GROUND])),
    ("II.9d", "copies slanted, bold", LETTER, lambda s: style(s[COPIES]) == BOTH),
    ("II.9d", "copies beside signer", LETTER, lambda s: level(s[COPIES], s[SIGNER])),
    ("II.9d", "copies at the edge", LETTER, lambda s: abs(s[COPIES].left - 30 * MM) < 1),
    ("II.9d", "copies upright", LETTER, lambda s: style(s[KEPT]) == UPRIGHT),
    ("II.9d", "kept last", LETTER, lambda s: below(s[BODY], s[COPIES], s[SAME], s[KEPT])),
    ("III.4", "contact upright", LETTER, lambda s: style(s[CONTACT]) == UPRIGHT),
    ("III.4", "contact at the foot", LETTER, lambda s: s[CONTACT].top > HEIGHT - 25 * MM),
    ("III.4", "line across the page", LETTER, lambda s: across(s) > 159 * MM),
]
"""What the decree says (Appendix I, Part I: section and number), and whether a sheet has it."""


def ruled(sheet, words):
    """Return how long the line under words is, as a part of them, and how far off their middle."""
    long, middle = sheet.under(sheet[words])
    line = sheet[words]
    return long / (line.right - line.left), abs(middle - line.middle)


def under_ours(sheet):
    """Return how long the line under the mission is, as a part of the longest line of its name."""
    name = sheet[OURS]
    return sheet.under(sheet["THÁI LAN"])[0] / (name.right - name.left)


def across(sheet):
    """Return how long the line above the contact is."""
    return max(right - left for left, right, top in sheet.rules if top > HEIGHT - 25 * MM)


def indent(sheet):
    return sheet[BODY].left - sheet[NEXT_LINE].left


def said_in(sheet):
    return " ".join(word[0] for word in sheet.words)


@lru_cache
def sheet_of(code):
    return Sheet(code)


@pytest.mark.parametrize(
    ("article", "what", "code", "holds"), FACTS, ids=[f"{row[0]} {row[1]}" for row in FACTS]
)
def test_a_letter_stands_as_the_decree_says(article, what, code, holds):
    assert holds(sheet_of(code)), (article, what)


@pytest.mark.parametrize("part", sorted(PART))
def test_each_part_is_printed_in_a_size_that_the_decree_allows(part):
    sheet = sheet_of(REPORT if part in {"type_name", "subject"} else LETTER)
    least, most = FORM["ranges"][part]

    assert least <= sheet[PART[part]].size <= most


@pytest.mark.parametrize("code", IN_VIETNAMESE)
def test_a_letter_says_nothing_of_what_staff_have_not_read(code):
    words = " ".join(every_letter()[code, "vi"].text.split())

    assert not any(row["vi"] in words for row in FORM["unread"])
    assert "chưa được đối chiếu" not in words
    assert kinds()[code].unconfirmed()


@pytest.mark.parametrize("code", IN_VIETNAMESE)
def test_nothing_is_drawn_in_the_left_margin_and_all_in_one_serif(code):
    pieces = drawn(every_letter()[code, "vi"].pdf)

    assert min(left for _text, _size, left, *_rest in pieces) >= 30 * MM - 1
    names = {name for text, *_rest, name in pieces if text != "Nơi nhận:"}
    assert all("Serif" in name or "Times" in name for name in names)


def test_the_second_page_has_its_number_above_and_the_first_has_none():
    long = data("vb02", remark="Câu này dài để sang trang. " * 200)
    (printed,) = pressed([("vb02", long)])

    first, second = printed.text.split("\n")[0], printed.text
    pages = pypdf.PdfReader(io.BytesIO(printed.pdf)).pages
    assert len(pages) > 1
    assert not first.strip().isdigit()
    assert pages[1].extract_text().strip().split("\n")[0].strip() == "2"
    assert "+66 0 000 0000" in pages[0].extract_text()
    assert "+66 0 000 0000" not in pages[1].extract_text()
    assert second
