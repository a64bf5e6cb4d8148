"""The store: bytes are there whole before a row names them, or not at all."""

import os
import time
from uuid import uuid4

import pytest

from cases.core import store
from cases.core.store import disk, parts
from cases.core.store.sealed import OVERHEAD

WORDS = b"Nguy\xe1\xbb\x85n Th\xe1\xbb\xad"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.STORED_FILES = str(tmp_path)
    return tmp_path


def files_in(folder):
    return [file for file in folder.rglob("*") if file.is_file()]


def made_old(file, seconds=100_000):
    moment = time.time() - seconds
    os.utime(file, (moment, moment))


def nothing_known(keys):
    return set()


def test_what_is_kept_is_read_back():
    assert store.read(store.keep(WORDS)) == WORDS


def test_the_disk_holds_no_word_of_it(folder):
    store.keep(WORDS)

    (file,) = files_in(folder)
    assert WORDS not in file.read_bytes()
    assert oct(file.parent.stat().st_mode)[-3:] == "700"


def test_another_key_does_not_open_it(settings):
    settings.STORED_FILES_KEY = "1" * 50
    key = store.keep(WORDS)
    settings.STORED_FILES_KEY = "2" * 50

    with pytest.raises(store.LostFileError):
        store.read(key)


def test_a_former_key_still_opens_it(settings):
    settings.STORED_FILES_KEY = "1" * 50
    key = store.keep(WORDS)
    settings.STORED_FILES_KEY, settings.FORMER_STORED_FILES_KEYS = "2" * 50, ["1" * 50]

    assert store.read(key) == WORDS


def test_one_file_in_the_place_of_another_is_not_opened():
    first, second = store.keep(b"one"), store.keep(b"two")
    disk.path_of(second).replace(disk.path_of(first))

    with pytest.raises(store.LostFileError):
        store.read(first)


@pytest.mark.parametrize("change", [lambda text: text[:-1], lambda text: text[:-1] + b"x"])
def test_what_was_changed_on_the_disk_is_not_read(change):
    key = store.keep(WORDS)
    place = disk.path_of(key)
    place.write_bytes(change(place.read_bytes()))

    with pytest.raises(store.LostFileError):
        store.read(key)


def test_what_is_not_there_is_said_to_be_lost():
    with pytest.raises(store.LostFileError):
        store.read(uuid4())


def test_a_fault_while_writing_leaves_nothing(folder, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk.os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        store.keep(WORDS)

    assert files_in(folder) == []


def test_the_sweep_takes_what_no_row_names_and_leaves_what_is_young():
    old, young, named = store.keep(b"old"), store.keep(b"young"), store.keep(b"named")
    for key in (old, named):
        made_old(disk.path_of(key))

    gone = sum(store.sweep(name, lambda keys: {named}, 3600) for name in store.folders())

    assert gone == 1
    assert store.read(young) == b"young"
    assert store.read(named) == b"named"
    with pytest.raises(store.LostFileError):
        store.read(old)


def test_the_sweep_goes_on_behind_a_folder():
    for _number in range(20):
        store.keep(WORDS)

    first, *rest = store.folders()

    assert store.folders(first) == rest


def test_the_sweep_takes_what_was_not_written_to_its_end(folder):
    unfinished = folder / disk.INCOMING / "0"
    unfinished.parent.mkdir()
    unfinished.write_bytes(b"half")
    made_old(unfinished)

    assert store.sweep_unfinished(3600) == 1
    assert files_in(folder) == []


def digest_of(content):
    return parts.hashlib.sha256(content).hexdigest()


def test_parts_become_the_file_again():
    whole = os.urandom(1000)
    for start in range(0, 1000, 300):
        parts.add(7, digest_of(whole), start, whole[start : start + 300])

    assert parts.length_of(7, digest_of(whole)) == 1000
    assert parts.whole(7, digest_of(whole)) == whole


def test_a_part_that_does_not_follow_changes_nothing():
    whole = b"a" * 600
    parts.add(7, digest_of(whole), 0, whole[:300])

    assert parts.add(7, digest_of(whole), 400, whole[400:]) == 300
    assert parts.add(7, digest_of(whole), 0, whole[:300]) == 300
    assert parts.whole(7, digest_of(whole)) is None


def test_parts_are_those_of_one_officer():
    whole = b"a" * 600
    parts.add(7, digest_of(whole), 0, whole)

    assert parts.length_of(8, digest_of(whole)) == 0
    assert parts.whole(8, digest_of(whole)) is None


def test_other_bytes_than_were_announced_are_no_file():
    parts.add(7, digest_of(b"good"), 0, b"evil")

    assert parts.whole(7, digest_of(b"good")) is None


def test_parts_that_grow_no_more_go_after_a_day(folder):
    parts.add(7, digest_of(b"one"), 0, b"one")
    parts.add(7, digest_of(b"two"), 0, b"two")
    made_old(next(parts.folder_of(7, digest_of(b"one")).iterdir()))

    assert parts.sweep_parts() == 1
    assert parts.length_of(7, digest_of(b"one")) == 0
    assert parts.whole(7, digest_of(b"two")) == b"two"


def test_what_an_officer_has_on_the_way_is_counted():
    parts.add(7, digest_of(b"one"), 0, b"one")

    assert parts.held_by(7) == 3 + OVERHEAD
    parts.forget(7, digest_of(b"one"))
    assert parts.held_by(7) == 0
