"""The lines of a code read from a photo; what is no photo is refused before a program sees it."""

import shutil
import struct
import subprocess
import zlib
from datetime import date

import pytest

from cases.citizens.mrz import photo, read_mrz
from cases.citizens.mrz.photo import PhotoError, code_in, lines_in, size_of
from tests.citizens.codes import CARD, PASSPORT


def png(width=40, height=20, body=b""):
    """A grey picture that says of itself that it is so large."""

    def piece(kind, content):
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = body or zlib.compress(b"".join(b"\x00" + b"\xff" * width for _row in range(height)))
    return photo.PNG + piece(b"IHDR", head) + piece(b"IDAT", rows) + piece(b"IEND", b"")


def jpeg(width, height):
    """The beginning of a JPEG: a comment, then the frame."""
    comment = b"\xff\xfe" + struct.pack(">H", 6) + b"\xff\xc0\x00\x00"
    return (
        b"\xff\xd8" + comment + b"\xff\xc0" + struct.pack(">HBHH", 11, 8, height, width) + b"1234"
    )


@pytest.fixture
def answers(monkeypatch, tmp_path):
    """Puts a program in the place of tesseract that prints a text, or does something else."""

    def put(text="", *, does=""):
        path = tmp_path / "tesseract"
        path.write_text(f"#!/bin/sh\n{does or 'cat >/dev/null'}\ncat <<'END'\n{text}\nEND\n")
        path.chmod(0o755)
        monkeypatch.setattr(photo, "program", lambda: str(path))

    return put


def test_the_code_is_found_below_whatever_else_is_printed(answers):
    answers(f"PASSPORT H0 CHIEU\n\n{PASSPORT.text}\n")

    assert code_in(png()) == PASSPORT.text


def test_the_three_lines_of_a_card(answers):
    answers(f"CAN CUOC CONG DAN\n{CARD.text}")

    assert code_in(png()) == CARD.text


def test_fillers_miscounted_and_blanks_are_mended(answers):
    first, second = PASSPORT.text.splitlines()
    answers(f"{first[:34]}\n{second[:20]} {second[20:]}")

    lines = code_in(png())

    assert lines == PASSPORT.text
    assert read_mrz(lines, date(2026, 11, 26)).is_sound


@pytest.mark.parametrize("text", ["", "NOTHING HERE", PASSPORT.text.splitlines()[0]])
def test_a_photo_without_a_code_says_how_to_take_it(answers, text):
    answers(text)

    with pytest.raises(PhotoError) as refused:
        code_in(png())
    assert refused.value.code == "no_code"
    assert "straight from above" in refused.value.sentence


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_picture"),
        (b"%PDF-1.7 " * 9, "no_picture"),
        (b"<svg onload='x'>", "no_picture"),
        (photo.PNG + b"\x00" * 40, "no_picture"),
        (png(0, 9), "no_picture"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 40, "no_picture"),
        (png(60_000, 60_000, body=b"x"), "too_large"),
        (jpeg(65_000, 65_000), "too_large"),
        (png() + b"\x00" * photo.MOST_BYTES, "too_large"),
    ],
)
def test_what_is_no_photo_is_seen_by_no_program(monkeypatch, content, code):
    monkeypatch.setattr(photo, "program", lambda: "/bin/true")
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_more: pytest.fail("it ran"))

    with pytest.raises(PhotoError) as refused:
        code_in(content)
    assert refused.value.code == code


def test_sizes_are_read_past_what_only_looks_like_a_frame():
    assert size_of(png(640, 480)) == (640, 480)
    assert size_of(jpeg(640, 480)) == (640, 480)


def test_a_program_that_fails_or_does_not_end(answers, monkeypatch):
    answers(does="exit 1")
    with pytest.raises(PhotoError, match="no_picture"):
        code_in(png())

    monkeypatch.setattr(photo, "SECONDS", 0.2)
    answers(does="exec sleep 9")
    with pytest.raises(PhotoError, match="too_slow"):
        code_in(png())


def test_the_program_gets_no_more_than_its_share(answers):
    answers(does='test $(ulimit -v) -le 1500000 && test -z "$SECRET_KEY" || exit 1')

    with pytest.raises(PhotoError, match="no_code"):
        code_in(png())


def test_without_it_a_sentence_says_so(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)

    with pytest.raises(PhotoError) as refused:
        code_in(png())
    assert "not installed" in refused.value.sentence


def test_lines_of_other_lengths_are_not_taken():
    assert lines_in("ABC\n" * 5) == []
