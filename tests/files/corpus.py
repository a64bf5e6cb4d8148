"""Files as they come, good ones and hostile ones, made when they are asked for."""

import io
import zipfile
import zlib
from functools import cache

from PIL import Image
from pypdf import PdfWriter
from pypdf.actions import JavaScript
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ODT = "application/vnd.oasis.opendocument.text"


def picture(kind="JPEG", size=(640, 480), mode="RGB", **options):
    """A picture with a corner of another colour, so that one sees how it is turned."""
    image = Image.new(mode, size, "white")
    image.paste(Image.new(mode, (size[0] // 2, size[1] // 2), "red"), (0, 0))
    return saved(image, kind, **options)


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def photo_with_place():
    """A JPEG held upright, with the place where it was taken and a comment."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Invented Phones"
    exif.get_ifd(0x8825).update({1: "N", 2: (16.0, 41.0, 0.0), 3: "E", 4: (98.0, 30.0, 0.0)})
    return picture(exif=exif, comment=b"seen in Myawaddy")


@cache
def huge_picture():
    """A PNG of 13,000 x 13,000 pixels in half a megabyte: 500 MB once it is drawn."""
    line = b"\x00" + b"\x00" * (13_000 // 8)
    packed = zlib.compress(line * 13_000, 9)

    def chunk(name, body):
        told = len(body).to_bytes(4, "big") + name + body
        return told + zlib.crc32(name + body).to_bytes(4, "big")

    size = (13_000).to_bytes(4, "big")
    head = chunk(b"IHDR", size + size + b"\x01\x00\x00\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def huge_colour_picture():
    """The same, told as colours: what it claims is 500 MB, what is there is little."""
    content = bytearray(huge_picture())
    content[24:26] = b"\x08\x02"
    content[29:33] = zlib.crc32(bytes(content[12:29])).to_bytes(4, "big")
    return bytes(content)


def pdf(*, pages=1, script="", attached=b"", password="", launch=""):
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(300, 400)
    if script:
        writer.add_open_action(JavaScript(script))
    if attached:
        writer.add_attachment("notes.txt", attached)
    if launch:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject(launch)}
        )
    if password:
        writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def hidden_script():
    """A PDF whose script is named with letters written as numbers."""
    return pdf(script="app.alert(1)").replace(b"/JavaScript", b"/J#61vaScript")


def archive(entries, kind=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return out.getvalue()


def docx(more=None, types=WORD):
    return archive(
        {
            "[Content_Types].xml": f'<Types><Override ContentType="{types}"/></Types>',
            "word/document.xml": "<w:document/>",
            **(more or {}),
        }
    )


def odt(more=None):
    return archive({"mimetype": ODT, "content.xml": "<office/>", **(more or {})})


@cache
def bomb():
    """A document that inflates to 400 MB."""
    return docx({"word/media/nothing.bin": b"\x00" * 400_000_000})


def fetching():
    """A document that fetches its template from elsewhere."""
    rel = (
        '<Relationships><Relationship Id="r1" Type="http://x/attachedTemplate" '
        'Target="https://evil.example/t.dotm" TargetMode="External"/></Relationships>'
    )
    return docx({"word/_rels/settings.xml.rels": rel})


def linking():
    """A document with an ordinary link."""
    rel = (
        '<Relationships><Relationship Id="r1" Type="http://x/hyperlink" '
        'Target="https://good.example/" TargetMode="External"/></Relationships>'
    )
    return docx({"word/_rels/document.xml.rels": rel})


GOOD = {
    "photo.jpg": picture,
    "photo.JPEG": picture,
    "paper.png": lambda: picture("PNG", mode="RGBA"),
    "stamp.png": lambda: picture("PNG", mode="P"),
    "cmyk.jpg": lambda: saved(Image.new("CMYK", (60, 40)), "JPEG"),
    "deep.png": lambda: saved(Image.new("I;16", (60, 40)), "PNG"),
    "photo.webp": lambda: picture("WEBP"),
    "letter.pdf": lambda: pdf(pages=2),
    "note.txt": "Ghi chú thử nghiệm của phiên dịch".encode,
    "note-utf16.txt": lambda: "Ghi chú".encode("utf-16"),
    "people.csv": "tên;sinh\nNguyễn Thử;1998".encode,
    "letter.docx": docx,
    "linked.docx": linking,
    "letter.odt": odt,
}
"""Files that are taken, by their names."""

HOSTILE = {
    "empty.jpg": (lambda: b"", "empty_file"),
    "blank.txt": (lambda: b" \n\x00", "empty_file"),
    "windows.jpg": (lambda: b"MZ\x90\x00" + b"\x00" * 200, "program"),
    "windows.exe": (lambda: b"MZ\x90\x00" + b"\x00" * 200, "program"),
    "linux.pdf": (lambda: b"\x7fELF\x02\x01\x01" + b"\x00" * 200, "program"),
    "script.jpg": (lambda: b"#!/bin/sh\nrm -rf /\n", "program"),
    "script.txt": (lambda: b"\n #!/bin/sh\nrm -rf /\n", "text_active"),
    "picture.svg": (lambda: SVG, "unknown_kind"),
    "picture.jpg": (lambda: SVG, "wrong_ending"),
    "picture.txt": (lambda: SVG, "text_active"),
    "page.html": (lambda: b"<html><script>alert(1)</script></html>", "unknown_kind"),
    "page.csv": (lambda: b"a;b\n<SCRIPT>alert(1)</SCRIPT>;2", "text_active"),
    "page-before.pdf": (lambda: b"<html><script>1</script></html>" + pdf(), "wrong_ending"),
    "page-inside.pdf": (
        lambda: pdf().replace(b"\n", b"\n%<html><script>1</script></html>\n", 1),
        "two_kinds",
    ),
    "page-behind.pdf": (lambda: pdf() + b"<html><script>1</script></html>", "two_kinds"),
    "gif-script.gif": (lambda: b"GIF89a/*" + b"\x00" * 30 + b"*/=1;alert(1)", "unknown"),
    "gif-script.png": (lambda: b"GIF89a/*" + b"\x00" * 30 + b"*/=1;alert(1)", "unknown"),
    "archive-in.docx": (lambda: docx() + pdf(), "two_kinds"),
    "bomb.docx": (bomb, "inflates"),
    "climbing.docx": (lambda: docx({"../../etc/passwd": "x"}), "broken"),
    "macros.docx": (lambda: docx({"word/vbaProject.bin": b"x"}), "office_active"),
    "macros-told.docx": (lambda: docx(types=f"{WORD} macroEnabled"), "office_active"),
    "macros.odt": (lambda: odt({"Basic/Standard/Module1.xml": "<x/>"}), "office_active"),
    "entities.docx": (
        lambda: docx({"word/x.xml": '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'}),
        "office_active",
    ),
    "hidden.docx": (lambda: docx({"word/x.xml": "<!ENTITY b>".encode("utf-16")}), "broken"),
    "fetching.docx": (fetching, "office_active"),
    "not-a.docx": (lambda: archive({"a.txt": "x"}), "broken"),
    "other.xlsx": (docx, "broken"),
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old_office"),
    "huge.png": (huge_picture, "too_many_pixels"),
    "huge-colour.png": (huge_colour_picture, "too_many_pixels"),
    "cut.jpg": (lambda: picture(size=(900, 900))[:2000], "broken"),
    "other-ending.png": (picture, "wrong_ending"),
    "phone.heic": (lambda: b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "heic"),
    "script.pdf": (lambda: pdf(script="app.alert(1)"), "pdf_active"),
    "hidden-script.pdf": (hidden_script, "pdf_active"),
    "launching.pdf": (lambda: pdf(launch="cmd.exe"), "pdf_active"),
    "holding.pdf": (lambda: pdf(attached=b"x"), "pdf_active"),
    "locked.pdf": (lambda: pdf(password="secret"), "password"),
    "damaged.pdf": (lambda: b"%PDF-1.7\nnothing\n%%EOF", "broken"),
    "old-letters.txt": (
        lambda: "Nguyễn".encode("cp1258", "replace") + b"\xc3\x28",
        "not_utf8_text",
    ),
    "binary.txt": (lambda: b"abc\x01\x02def", "unknown_kind"),
}
"""Files that are not taken, by their names, with the code that says why."""

NAMES = {
    "../../etc/passwd.txt": "passwd.txt",
    "..\\..\\windows\\note.txt": "note.txt",
    "/etc/cron.d/note.txt": "note.txt",
    "gnp\u202etxt.txt": "gnptxt.txt",
    "note\x00.jpg.txt": "note.jpg.txt",
    "note\r\nSet-Cookie: a=b.txt": "noteSet-Cookie: a=b.txt",
    "....txt": "txt",
    "Hộ chiếu \u200bmới.txt": "Hộ chiếu mới.txt",
    '"><script>.txt': '"><script>.txt',
}
"""Names as they come, and what files are called here."""
