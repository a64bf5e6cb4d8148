"""The allow-list: which kinds of files are taken, and by which bytes and endings they are known."""

from dataclasses import dataclass
from typing import Final

MOST_BYTES: Final = 20_000_000
HEAD: Final = 4096


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its type, the endings its name may have, which script looks through it."""

    media_type: str
    endings: tuple[str, ...]
    script: str
    is_picture: bool = False


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS: Final[dict[str, Kind]] = {
    "jpeg": Kind("image/jpeg", (".jpg", ".jpeg", ".jfif"), "pictures", is_picture=True),
    "png": Kind("image/png", (".png",), "pictures", is_picture=True),
    "webp": Kind("image/webp", (".webp",), "pictures", is_picture=True),
    "pdf": Kind("application/pdf", (".pdf",), "papers"),
    "txt": Kind("text/plain", (".txt",), "papers"),
    "csv": Kind("text/csv", (".csv",), "papers"),
    "docx": Kind(WORD, (".docx",), "documents"),
    "xlsx": Kind(SHEET, (".xlsx",), "documents"),
    "odt": Kind("application/vnd.oasis.opendocument.text", (".odt",), "documents"),
    "ods": Kind("application/vnd.oasis.opendocument.spreadsheet", (".ods",), "documents"),
}
PICTURES: Final = frozenset(name for name, kind in KINDS.items() if kind.is_picture)
ACCEPT: Final = ",".join(ending for kind in KINDS.values() for ending in kind.endings)

ARCHIVES: Final = frozenset({"docx", "xlsx", "odt", "ods"})
HEADS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "archive"),
)
FOREIGN: Final[tuple[tuple[bytes, str], ...]] = (
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"#!", "program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
)
HEIC: Final = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"heim", b"hevc", b"avif"})


def kind_by_name(name: str) -> str:
    """Return the kind that the ending of a name says, "" for one that is not taken."""
    lower = name.lower()
    return next((key for key, kind in KINDS.items() if lower.endswith(kind.endings)), "")


def kind_by_bytes(content: bytes) -> str:
    """Return what the first bytes say: a kind, "archive", "text", or why it is not taken."""
    for head, code in (*HEADS, *FOREIGN):
        if content.startswith(head):
            return code
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp" and content[8:12] in HEIC:
        return "heic"
    return "unknown" if is_binary(content[:HEAD]) else "text"


def is_binary(head: bytes) -> bool:
    """Return whether bytes are no text; one of two bytes a letter begins with its mark."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return b"\x00" in head or head.startswith(b"GIF8")


def fits(named: str, found: str) -> bool:
    """Return whether the ending of a name and the bytes say the same."""
    if found == "archive":
        return named in ARCHIVES
    return named in {"txt", "csv"} if found == "text" else named == found
