"""A name that nobody reads is refused in every file of the configuration and of the seeds."""

import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from cases.configuration import faults
from cases.configuration.faults import fault_of
from cases.configuration.files import FILE_KINDS
from cases.configuration.shapes import ANY, shape_of, unknown_names
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.seeding.entries import FaultyError
from cases.seeding.loading import checked_seeds

SEEDS = Path(settings.SEEDS_DIR)
HEADER = re.compile(r"\s*\[+([\w.-]+)\]+")
ARGUMENTS = re.compile(r"^args = \{ (?=\w)")
NAMES = [
    name
    for kind in FILE_KINDS
    for name in kind.found(lambda name: SEEDS / name)
    if name.endswith(".toml")
]
READ = [
    path.relative_to(SEEDS).as_posix()
    for path in SEEDS.rglob("*.toml")
    if path.relative_to(SEEDS).as_posix() not in NAMES
]


def with_a_name_more(text):
    """Return a text with a name more in every table, and the line of each with its table.

    Arguments that are written on one line have one more too.
    """
    lines, added, quoted = ["zzz = 1"], {1: ""}, False
    for line in text.splitlines():
        lines.append(ARGUMENTS.sub("args = { zzz = 1, ", line))
        if lines[-1] != line:
            added[len(lines)] = "args"
        quoted ^= line.count('"""') % 2 == 1 or line.count("'''") % 2 == 1
        if not quoted and (found := HEADER.fullmatch(line.partition("#")[0].rstrip())):
            lines.append("zzz = 1")
            added[len(lines)] = found[1]
    return "\n".join(lines) + "\n", added


def takes_any(name, table):
    """Whether a table holds codes that an installation chooses."""
    shape = shape_of(name)
    for part in table.split(".") if table else ():
        shape = (shape or {}).get(part, (shape or {}).get(ANY))
    return shape is not None and ANY in shape


@pytest.mark.parametrize("name", NAMES)
def test_is_refused_with_its_line_the_rule_and_the_nearest_name(name):
    text, added = with_a_name_more((SEEDS / name).read_text(encoding="utf-8"))

    found = "\n".join(unknown_names(name, text))

    refused = [line for line, table in added.items() if not takes_any(name, table)]
    assert refused
    for line in refused:
        assert re.search(rf"^{name}, line {line}: “.*zzz” is not known, the nearest", found, re.M)
    assert found.count("\n") + 1 == len(refused)


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: kind.code)
def test_every_kind_of_file_refuses_it_before_it_is_read(kind, tmp_path, monkeypatch):
    shutil.copytree(SEEDS, tmp_path / "seeds")
    name = next(name for name in kind.found(lambda name: SEEDS / name) if name.endswith(".toml"))
    file = tmp_path / "seeds" / name
    file.write_text(f"zzz = 1\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    monkeypatch.setattr(faults, "path_of", lambda name: tmp_path / "seeds" / name)

    assert fault_of(kind).startswith(f"{name}, line 1: “zzz” is not known")


def test_the_release_has_none():
    found = [
        words
        for name in NAMES
        for words in unknown_names(name, (SEEDS / name).read_text(encoding="utf-8"))
    ]

    assert found == []


@pytest.mark.django_db
def test_every_file_of_the_seeds_refuses_it(tmp_path):
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS, folder)
    wanted = {}
    for name in READ:
        text, added = with_a_name_more((SEEDS / name).read_text(encoding="utf-8"))
        (folder / name).write_text(text, encoding="utf-8")
        wanted |= {(f"seeds/{name}", line): table for line, table in added.items()}
    table = (folder / "provinces.csv").read_text(encoding="utf-8").splitlines()
    table[:2] = [f"{table[0]},zzz", f"{table[1]},1"]
    (folder / "provinces.csv").write_text("\n".join(table) + "\n", encoding="utf-8")
    wanted["seeds/provinces.csv", 2] = ""

    with eyes(SYSTEM), pytest.raises(FaultyError) as refused:
        checked_seeds(folder)

    said = {(fault.file, fault.line) for fault in refused.value.faults if "zzz" in str(fault)}
    assert {place: table for place, table in wanted.items() if place not in said} == {}
