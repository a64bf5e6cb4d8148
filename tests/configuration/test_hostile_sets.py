"""Sets that mean harm or are spoilt: a calm sentence with file and line, and nothing written."""

import io
import stat
import time
import zipfile
import zlib
from contextlib import suppress
from random import Random

import pytest

from cases.configuration.comparing import MOST_SENT as MOST_ENTRIES
from cases.configuration.models import ConfigurationLoad
from cases.configuration.operations import bring_set
from cases.configuration.sets import (
    MOST_BYTES,
    MOST_FILES,
    UnreadableError,
    files_of,
    packed,
    unpacked,
)
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.fields import Sent
from tests.configuration.sets import ENTRIES
from tests.world_configuration import PLACE, as_zip, brought, leader

pytestmark = pytest.mark.django_db
SECONDS = 10
VALUES = (
    *("[]", "{}", "{ a = 1 }", "[[1]]", "[{ x = 1 }]", "9" * 400, "1e999", "nan", "-inf", "0x7f"),
    *("1979-05-27", "07:32:00", "true", '""', '"\\u0000"', '"\\u202e"', f'"{"x" * 9000}"'),
    *("'''\n'''", "[" * 60 + "]" * 60),
)


def made(*entries, packing=zipfile.ZIP_DEFLATED):
    """Return a ZIP of (name, content, mode) as no tool of ours writes it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, content, *mode in entries:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = packing
            entry.external_attr = (mode[0] if mode else 0o644) << 16
            archive.writestr(entry, content)
    return stream.getvalue()


def locked():
    """A ZIP whose entry says that it takes a password."""
    content = bytearray(made(("places.toml", PLACE)))
    content[content.index(b"PK\x03\x04") + 6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def lies():
    """A ZIP that unpacks to far more than it says."""
    content = bytearray(made(("places.toml", b"#" * 4_000_000)))
    for sign, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(sign) + place
        content[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(content)


def spoilt():
    """A ZIP whose packed bytes are none."""
    content = bytearray(made(("places.toml", PLACE * 20)))
    at = content.index(b"places.toml") + len("places.toml")
    content[at + 2 : at + 20] = b"\xff" * 18
    return bytes(content)


HOSTILE = {
    "a bomb": (made(("places.toml", b"#" * (MOST_BYTES + 1))), "larger than 2 MB"),
    "a bomb that lies": (lies(), "no ZIP that can be read"),
    "a path upwards": (made(("../places.toml", PLACE)), "“../places.toml” is no file"),
    "a path from the root": (made(("/etc/passwd", "x")), "is no file of a configuration"),
    "a path inside": (made(("letters/../roles.toml", "x")), "is no file of a configuration"),
    "a path of Windows": (made(("letters\\a.toml", "x")), "is no file of a configuration"),
    "a drive": (made(("C:places.toml", "x")), "is no file of a configuration"),
    "a name with an end": (made(("playbooks/a\x01.toml", "x")), "“playbooks/a?.toml” is no"),
    "a long name": (made((f"playbooks/{'a' * 300}.toml", "x")), "is no file"),
    "a hidden name": (made(("playbooks/.toml", "x")), "is no file of a configuration"),
    "a link": (made(("places.toml", "/etc/passwd", stat.S_IFLNK | 0o777)), "is a link"),
    "a device": (made(("places.toml", "", stat.S_IFCHR | 0o666)), "is a link and no file"),
    "a name twice": (made(("places.toml", "a"), ("places.toml", "b")), "stands in the ZIP twice"),
    "a password": (locked(), "is locked"),
    "another way of packing": (made(("places.toml", PLACE), packing=zipfile.ZIP_LZMA), "locked"),
    "spoilt bytes": (spoilt(), "no ZIP that can be read"),
    "too many": (made(*((f"playbooks/a{n}.toml", "") for n in range(MOST_FILES + 1))), "500 files"),
    "nothing": (made(), "nothing in the ZIP"),
    "millions of lines": (made(("places.toml", b"\n" * 1_900_000)), "more than 60000 lines"),
    "rows without number": (
        made(("provinces.csv", b"code,name\n" + b"a,b\n" * 400_000)),
        "more than 60000 lines",
    ),
    "lines over many files": (
        made(*((f"playbooks/a{n}.toml", b"#\r\n" * 13_000) for n in range(5))),
        "more than 60000 lines",
    ),
    "lines that end otherwise": (made(("places.toml", "#\u2028" * 60_000)), "60000 lines"),
    "no ZIP": (b"%PDF-1.7", "no ZIP that can be read"),
    "cut": (made(("places.toml", PLACE))[:-30], "no ZIP that can be read"),
}  # fmt: skip


def said_of(actor, content):
    """Return what is said of a set that is refused."""
    began = time.monotonic()
    with eyes(actor), pytest.raises(Refused) as caught:
        bring_set(actor, file=Sent("set.zip", content), words="Tried")
    assert time.monotonic() - began < SECONDS
    assert caught.value.status == 422
    with eyes(actor):
        assert not ConfigurationLoad.objects.exists()
    return "\n".join([str(caught.value), *(str(row.message) for row in caught.value.problems)])


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_refused_with_a_sentence(name):
    content, words = HOSTILE[name]

    assert words in said_of(leader(), content)


def test_a_hundred_thousand_entries_are_counted_and_refused():
    content = made(*((f"p/{n}", "") for n in range(100_000)), packing=zipfile.ZIP_STORED)

    assert "500 files" in said_of(leader(), content)


FAULTY = {
    "no UTF-8": ({"places.toml": b"\xff\xfe"}, "places.toml:1: The file is not written in UTF-8."),
    "no TOML": ({"places.toml": b"[[place]\n"}, "places.toml:1: This is not TOML"),
    "nested without end": ({"places.toml": b"a = " + b"[" * 90_000}, "This is not TOML"),
    "a key of many parts": ({"places.toml": b"a" + b".a" * 90_000 + b" = 1"}, "not TOML"),
    "many keys of many parts": (
        {"places.toml": "".join(f"[a{n}{'.a' * 18}]\n" for n in range(40_000)).encode()},
        "a key of too many parts",
    ),
    "entries on one line": (
        {"places.toml": b"place = [" + b"{}," * 600_000 + b"]"},
        "more than 60000 entries",
    ),
    "lists in lists": ({"places.toml": b"a = " + b"[[]," * 400_000}, "This is not TOML"),
    "a name without end": ({"places.toml": b"[[" + b"x" * 1_900_000 + b"]]"}, "not known here"),
    "a column without end": ({"provinces.csv": b"x" * 1_900_000 + b"\n1\n"}, "provinces.csv"),
    "a code without end": (
        {"places.toml": PLACE.replace("zqford", "z" * 1_900_000).encode()},
        "places.toml:",
    ),
    "a number of many digits": ({"places.toml": b"a = " + b"9" * 9000}, "places.toml:1: "),
    "a cell without end": ({"provinces.csv": b'code,name\n"' + b"x" * 200_000}, "provinces.csv:"),
    "too many cells": ({"provinces.csv": b"code,name\na,b,c,d\n"}, "provinces.csv:2: The row has"),
    "a table that is none": ({"places.toml": b"place = 3\n"}, "must be a list of tables"),
    "a name that is not known": ({"places.toml": b"[[river]]\n"}, "river is not known here"),
    "twice": ({"places.toml": (PLACE + PLACE).encode()}, "is there already"),
    "too many entries": (
        {"provinces.csv": b"code,name,generation\n" + b"a,b,new\n" * (MOST_ENTRIES + 1)},
        "more than 2000 entries",
    ),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_file_is_named_with_its_line(name):
    files, words = FAULTY[name]

    assert words in said_of(leader(), packed(files))


def test_of_thousands_of_faults_the_first_are_told():
    files = {"places.toml": "".join(f"a{n} = 1\n" for n in range(10_000)).encode()}

    assert len(said_of(leader(), packed(files))) < 20_000


def test_the_command_refuses_the_same_before_it_reads(tmp_path):
    (tmp_path / "places.toml").write_bytes(b"#" * (MOST_BYTES + 1))
    with pytest.raises(UnreadableError, match="larger than 2 MB"):
        files_of(tmp_path)

    (tmp_path / "places.toml").write_bytes(b"\n" * 60_000)
    with pytest.raises(UnreadableError, match="more than 60000 lines"):
        files_of(tmp_path)


BESIDE = {
    "missions.toml": ("calendars.toml",),
    "calendars.toml": ("missions.toml",),
    "procedures/identity.toml": ("procedures/limits.toml", "playbooks/way.toml"),
    "procedures/limits.toml": ("procedures/identity.toml",),
    "playbooks/way.toml": ("procedures/identity.toml",),
}
"""Files, and those that name their entries or whose entries they name."""


@pytest.mark.parametrize("name", [name for name in ENTRIES if name.endswith(".toml")])
def test_odd_values_anywhere_are_refused_or_compared_and_never_a_fault_of_ours(name):
    actor, dice = leader(), Random(zlib.crc32(name.encode()))
    lines = ENTRIES[name].split("\n")
    others = {other: ENTRIES[other] for other in BESIDE.get(name, ())}
    places = [number for number, line in enumerate(lines) if " = " in line and line[0] != " "]

    for number in places:
        for value in dice.sample(VALUES, 2):
            key = lines[number].partition(" = ")[0]
            odd = "\n".join([*lines[:number], f"{key} = {value}", *lines[number + 1 :]])
            assert refusal_of(actor, others | {name: odd}) in {"", "set_faulty"}, (number, value)


def refusal_of(actor, files):
    """Return the code with which a set is refused, empty when it was taken."""
    with eyes(actor):
        try:
            brought(actor, files)
        except Refused as refusal:
            return refusal.code if refusal.problems else "without a line"
    return ""


def test_bytes_at_random_are_no_fault_of_ours():
    dice, whole = Random(7), as_zip(ENTRIES)
    for _round in range(300):
        content = bytearray(whole)
        for _change in range(dice.randint(1, 8)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        with suppress(UnreadableError):
            unpacked(bytes(content))
