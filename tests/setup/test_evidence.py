"""Commands that take hours keep what came of them in `docs/evidence.md`."""

import pytest

from tests import sweeps
from tests.evidence import keep
from tests.matrix import thinning


def test_a_command_writes_its_own_line_anew(tmp_path):
    page = tmp_path / "evidence.md"

    for command, result in (("audit PART=10", "9"), ("audit PART=2", "2"), ("audit PART=10", "10")):
        keep(command, f"{result} passed", page)

    lines = page.read_text().splitlines()[-2:]
    assert [line.split(" | ")[:2] for line in lines] == [
        ["| `audit PART=2`", "2 passed"],
        ["| `audit PART=10`", "10 passed"],
    ]


@pytest.mark.parametrize("part", [None, 7])
def test_parts_of_the_audit_make_every_call_of_the_matrix_together(part, monkeypatch):
    calls, askers = [*"abcdefghij"], [*"ABC"]
    monkeypatch.setattr(thinning, "IS_AUDIT", True)
    monkeypatch.setattr(thinning, "start_of", lambda call: 7 if call == "a" else 8)
    monkeypatch.setattr(thinning, "weight", lambda _call: 1)
    monkeypatch.setenv(sweeps.VARIABLE, "" if part is None else str(part))

    made = list(thinning.thinned(calls, askers, wanted=1, at_least=0))

    assert {(call, asker) for call, asker in made if call == "a"} == {("a", x) for x in "ABC"}
    assert (len(made) == 30) is (part is None)
