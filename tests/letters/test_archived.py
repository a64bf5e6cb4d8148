"""Letters are PDF/A-2u: all that is needed to draw them and to read them is in the file.

No validator of the standard is a package that the tests could install; these are the marks by
which one begins, read from the file itself.
"""

import io

import pypdf
import pytest

from tests.letters.printed import every_letter

FONT_FILES = {"/FontFile", "/FontFile2", "/FontFile3"}


def fonts_of(reader):
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            yield font.get_object()


@pytest.mark.parametrize("which", sorted(every_letter()))
def test_a_letter_says_that_it_is_pdf_a_2u_and_holds_what_that_asks_for(which):
    reader = pypdf.PdfReader(io.BytesIO(every_letter()[which].pdf))
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()

    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>U</pdfaid:conformance>" in metadata
    (intent,) = root["/OutputIntents"]
    assert intent.get_object()["/S"] == "/GTS_PDFA1"
    assert intent.get_object()["/DestOutputProfile"].get_object().get_data()
    assert not reader.is_encrypted
    assert "/ID" in reader.trailer
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)
    for font in fonts_of(reader):
        (inner,) = font["/DescendantFonts"]
        assert FONT_FILES & set(inner.get_object()["/FontDescriptor"].get_object())
        assert "/ToUnicode" in font


def test_what_a_letter_says_is_read_back_letter_by_letter_in_thai_too():
    said = every_letter()["consular-access", "en"].text

    assert "กระทรวงการต่างประเทศ" in said
    assert "๕ พฤศจิกายน พ.ศ. ๒๕๖๘" in said
