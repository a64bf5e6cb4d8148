"""Letters in Vietnamese have the form of Decree 30/2020, as far as it was read."""

import io
import tomllib

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


def size_of(pieces, words):
    return next(size for text, size, *_place in pieces if words in text)


@pytest.mark.parametrize("part", sorted(FORM["ranges"]))
def test_each_measure_lies_within_what_the_decree_allows(part):
    least, most = FORM["ranges"][part]

    assert least <= (FORM["sizes"] | FORM["margins"])[part] <= most


def test_a_plain_letter_has_all_its_parts_in_their_sizes():
    pieces = drawn(every_letter()["vb02", "vi"].pdf)

    sizes = {
        "BỘ NGOẠI GIAO": 12,
        "ĐẠI SỨ QUÁN VIỆT NAM": 12,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": 12,
        "Độc lập - Tự do - Hạnh phúc": 13,
        "Số: 07/2025/BKK-VB02": 13,
        "Băng Cốc, ngày 05 tháng 11 năm 2025": 13,
        "V/v đề nghị xác minh": 12,
        "Kính gửi: Cục Quản lý xuất nhập cảnh": 13,
        "Kính đề nghị Quý Cơ quan": 13,
        "Nơi nhận:": 12,
        "Lưu: VT, LS.": 11,
    }
    assert {words: size_of(pieces, words) for words in sizes} == sizes


def test_a_document_with_a_type_has_its_name_and_beneath_what_it_is_about():
    pieces = drawn(every_letter()["case-summary", "vi"].pdf)

    assert size_of(pieces, "BÁO CÁO") == 14
    assert size_of(pieces, "Tóm tắt vụ việc bảo hộ công dân") == 14
    assert not any("V/v" in text for text, *_rest in pieces)


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


def test_words_in_another_language_are_marked_as_such():
    english = {"code": "en", "name": "Tiếng Anh"}
    (printed,) = pressed(
        [("vb02", data("vb02", remark="Held since May.", remark_language=english))]
    )

    said = " ".join(printed.text.split())
    assert "[Ghi bằng tiếng khác: Tiếng Anh] Held since May." in said
