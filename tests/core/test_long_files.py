"""Files that are too long to be held whole: kept part by part, and nothing of them is changed."""

import hashlib

import pytest

from cases.core import store
from cases.core.store.disk import INCOMING, path_of, root
from cases.core.store.long import LENGTH, PART

pytestmark = pytest.mark.usefixtures("a_store")


def kept(*contents):
    with store.keep_long() as file:
        for content in contents:
            file.write(content)
    return file


@pytest.mark.parametrize("length", [0, 1, PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 7])
def test_what_was_written_is_read_back(length):
    content = bytes(number % 251 for number in range(1000)) * (length // 1000 + 1)
    content = content[:length]

    file = kept(content[: length // 3], content[length // 3 :])

    assert b"".join(store.read_long(file.key)) == content
    assert (file.size, file.digest.hexdigest()) == (length, hashlib.sha256(content).hexdigest())
    assert all(len(part) <= PART for part in store.read_long(file.key))


def test_nothing_of_it_lies_in_the_clear():
    file = kept(b"Zqname " * 1000)

    assert b"Zqname" not in path_of(file.key).read_bytes()


def test_a_cut_end_is_noticed():
    file = kept(bytes(2 * PART + 5))
    place = path_of(file.key)
    whole = place.read_bytes()
    first = LENGTH + int.from_bytes(whole[:LENGTH], "big")

    for length in (0, 3, LENGTH, first, first + 2, first * 2, len(whole) - 1):
        place.write_bytes(whole[:length])
        with pytest.raises(store.LostFileError):
            list(store.read_long(file.key))


def test_parts_in_another_order_or_file_are_noticed():
    file, other = kept(bytes(3 * PART)), kept(bytes(3 * PART))
    place = path_of(file.key)
    whole = place.read_bytes()
    first = LENGTH + int.from_bytes(whole[:LENGTH], "big")

    place.write_bytes(whole[first : 2 * first] + whole[:first] + whole[2 * first :])
    with pytest.raises(store.LostFileError):
        list(store.read_long(file.key))
    place.write_bytes(path_of(other.key).read_bytes())
    with pytest.raises(store.LostFileError):
        list(store.read_long(file.key))


def test_a_fault_leaves_nothing_behind():
    with pytest.raises(TypeError), store.keep_long() as file:
        file.write("no bytes")

    assert set(root().rglob("*")) == {root() / INCOMING, path_of(file.key).parent}
    assert list((root() / INCOMING).iterdir()) == []


def test_a_file_that_is_not_there_is_said_before_its_first_part():
    file = kept(b"x")
    store.remove(file.key)

    with pytest.raises(store.LostFileError):
        store.read_long(file.key)
