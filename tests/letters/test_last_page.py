"""A signature never stands alone on the last page of a letter: the last words go with it."""

import io

import pypdf
import pytest

from cases.letters.press import pressed
from tests.letters.printed import data

LINES = range(0, 40, 4)


@pytest.mark.parametrize(
    ("letter", "language", "last"),
    [
        ("vb02", "vi", "Kính đề nghị Quý Cơ quan"),
        ("tk03", "vi", "Thân nhân của người này"),
        ("note-verbale", "en", "would appreciate a reply"),
        ("consular-access", "en", "That the person is a national"),
    ],
)
def test_the_last_words_stand_on_the_page_of_the_signature(letter, language, last):
    asked = [data(letter, language, remark="Xin xem thêm lời riêng này. " * n * 2) for n in LINES]

    printed = pressed([(letter, told) for told in asked])

    pages = [pypdf.PdfReader(io.BytesIO(one.pdf)).pages for one in printed]
    assert {len(found) for found in pages} == {1, 2}
    assert all(last in " ".join(found[-1].extract_text().split()) for found in pages)
