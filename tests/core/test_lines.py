"""Finding the line of a value in a TOML file."""

import pytest

from cases.core.lines import lines_of, read_toml

TEXT = '''# head
[[person]]
key = "A"
note = """
key = "not this one"
[[person]]
"""
names = [
    { kind = "alias" },
    { kind = "list" },
]

[[person.event]]
at = "x"
args = { a = [1], when = "y" }

[[person]]
key = "B"

[person.register]
full_name = "C"

[[person.event]] # one
at = "z"
'''


def test_finds_tables_keys_and_items_of_long_lists():
    found = lines_of(TEXT)

    assert {path: line for path, line in found.items() if path[-1] in {"key", "full_name"}} == {
        ("person", 0, "key"): 3,
        ("person", 1, "key"): 18,
        ("person", 1, "register", "full_name"): 21,
    }
    assert found["person", 0, "names", 1] == 10
    assert found["person", 0, "event", 0, "args"] == 15
    assert found["person", 1, "event", 0] == 23
    assert found["person", 1, "event", 0, "at"] == 24


def test_takes_nothing_inside_a_long_text_for_a_key_or_a_table():
    found = lines_of(TEXT)

    assert ("person", 2) not in found
    assert 5 not in found.values()


def test_a_key_of_thousands_of_parts_is_refused_before_it_is_read():
    with pytest.raises(ValueError, match="line 2"):
        read_toml("a = 1\n" + ".".join(["b"] * 20_000) + " = 1")


def test_many_dots_in_a_value_are_read():
    assert read_toml('a = "' + "." * 50 + '"') == {"a": "." * 50}
