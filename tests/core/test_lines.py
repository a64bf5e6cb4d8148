"""Finding the line of a value in a TOML file."""

from cases.core.lines import lines_of

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
