"""The written rule: what is kept, what is refused and in which words, and what it costs."""

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from cases.core.errors import Refused
from cases.core.fields import Sent
from cases.core.fields.files import LONGEST_NAME, shown_name
from cases.files.choices import FileKind
from cases.files.examining import files as examining
from cases.files.examining.files import examined
from cases.files.examining.kinds import KINDS, MOST_BYTES
from cases.files.examining.refusals import SENTENCES
from tests.files import corpus
from tests.refusals import refusal_of

pytestmark = pytest.mark.own_process

MOST_GROWTH = 150_000
HEAVY = ("huge.png", "huge-colour.png", "bomb.docx", "hidden-script.pdf", "damaged.pdf", "cut.jpg")


def resident():
    """How much memory this process holds, in kB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


@pytest.mark.parametrize("name", corpus.GOOD)
def test_a_file_that_is_what_it_says_is_kept(name):
    found = examined(Sent(name, corpus.GOOD[name]()))

    assert found.kind in KINDS
    assert found.content
    is_drawn = found.kind == "pdf" and shutil.which(examining.PROGRAM) is not None
    assert bool(found.preview) == (found.is_picture or is_drawn)


@pytest.mark.parametrize("name", corpus.HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(name):
    make, code = corpus.HOSTILE[name]

    refusal = refusal_of(examined, Sent(name, make()))

    assert refusal.code == code
    assert refusal.status == 422
    assert refusal.problems[0].field == "file"
    assert str(refusal.message).endswith(".")


def test_every_refusal_is_made_by_the_corpus_or_named_here():
    rare = {"too_many_bytes", "too_many_pages", "too_heavy"}

    assert {code for _make, code in corpus.HOSTILE.values()} | rare == set(SENTENCES)


def test_hostile_files_cost_less_than_150_megabytes():
    files = {name: corpus.HOSTILE[name][0]() for name in HEAVY}
    before = highest = resident()

    for name, content in files.items():
        with pytest.raises(Refused):
            examined(Sent(name, content))
        highest = max(highest, resident())

    assert highest - before < MOST_GROWTH


@pytest.mark.parametrize("name", ["huge.png", "huge-colour.png", "bomb.docx", "script.pdf"])
def test_the_process_that_looks_costs_less_than_150_megabytes(name, tmp_path):
    make, code = corpus.HOSTILE[name]
    kind = examining.kind_by_name(name)
    module = f"cases.files.examining.{KINDS[kind].script}"
    program = (
        f"import runpy, sys; sys.argv = ['x', '{kind}']\n"
        f"runpy.run_module('{module}', run_name='__main__')\n"
        "said = open('/proc/self/status')\n"
        "print(next(line for line in said if 'VmHWM' in line), file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        input=make(),
        capture_output=True,
        cwd=examining.ROOT,
        check=True,
    )

    assert code.encode() in done.stdout
    assert int(done.stderr.split()[-2]) < MOST_GROWTH


def test_a_picture_loses_the_place_and_everything_the_camera_wrote():
    sent = corpus.photo_with_place()
    assert b"Myawaddy" in sent
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825)

    found = examined(Sent("photo.jpg", sent))

    kept = Image.open(io.BytesIO(found.content))
    assert not kept.getexif()
    assert not {"exif", "comment", "icc_profile"} & kept.info.keys()
    assert b"Myawaddy" not in found.content
    assert b"Invented Phones" not in found.content
    assert found.digest != found.sent_digest


def test_a_picture_is_turned_as_it_was_held():
    found = examined(Sent("photo.jpg", corpus.photo_with_place()))

    kept = Image.open(io.BytesIO(found.content))
    assert kept.size == (480, 640)
    assert kept.getpixel((470, 10))[1] < 60
    assert found.known == {"width": 480, "height": 640}


def test_bytes_behind_a_picture_do_not_stay():
    hidden = b"<script>alert(1)</script>"

    found = examined(Sent("photo.jpg", corpus.picture() + hidden))

    assert hidden not in found.content


def test_a_large_photo_of_a_phone_is_made_smaller():
    found = examined(Sent("photo.jpg", corpus.picture(size=(8_000, 6_000))))

    assert found.known == {"width": 4_000, "height": 3_000}


def test_a_document_stays_byte_by_byte():
    content = corpus.pdf()

    found = examined(Sent("letter.pdf", content))

    assert found.content == content
    assert found.digest == found.sent_digest
    assert found.known == {"pages": 1}


def test_a_pdf_has_no_small_picture_where_poppler_is_not_installed(monkeypatch):
    monkeypatch.setattr(examining.shutil, "which", lambda name: None)

    assert examined(Sent("letter.pdf", corpus.pdf())).preview == b""


def test_what_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(examining, "SECONDS", 0.001)

    assert refusal_of(examined, Sent("photo.jpg", corpus.picture())).code == "too_heavy"


def test_a_file_that_is_too_large_is_refused_before_it_is_looked_at():
    refusal = refusal_of(examined, Sent("photo.jpg", b"\xff\xd8\xff" + b"\x00" * MOST_BYTES))

    assert refusal.code == "too_many_bytes"


@pytest.mark.parametrize(("told", "shown"), corpus.NAMES.items())
def test_a_name_is_a_word_and_never_a_path(told, shown):
    assert shown_name(told) == shown


def test_a_long_name_keeps_its_ending():
    name = shown_name(f"{'ảnh' * 200}.jpeg")

    assert len(name) == LONGEST_NAME
    assert name.endswith(".jpeg")


def test_the_kinds_that_are_kept_are_those_that_are_taken():
    assert set(FileKind.values) == set(KINDS)
