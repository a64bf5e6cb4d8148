"""What changed between two frozen lists: who joined, who left, what stands otherwise. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.movements.manifest_keys import SHOWN
from cases.movements.models import ManifestLine

LEGS = ("first_leg", "last_leg")


@dataclass(frozen=True, slots=True)
class Changed:
    """A person who stands in both lists, and each field that differs: its name, before, now."""

    line: ManifestLine
    fields: Sequence[tuple[str, Any, Any]]


@dataclass(frozen=True, slots=True)
class Differences:
    """Who stands in the later list alone, in the earlier alone, and otherwise in both."""

    joined: Sequence[ManifestLine]
    left: Sequence[ManifestLine]
    changed: Sequence[Changed]

    @property
    def is_empty(self) -> bool:
        """Whether the lists say the same."""
        return not (self.joined or self.left or self.changed)


def differences(earlier: Sequence[ManifestLine], later: Sequence[ManifestLine]) -> Differences:
    """Return what a later list says otherwise than an earlier one, by the cases in both."""
    before: Mapping[int, ManifestLine] = {line.case_id: line for line in earlier}
    now = {line.case_id for line in later}
    changed = [
        Changed(line, found)
        for line in later
        if line.case_id in before and (found := tuple(fields_of(before[line.case_id], line)))
    ]
    return Differences(
        joined=[line for line in later if line.case_id not in before],
        left=[line for line in earlier if line.case_id not in now],
        changed=changed,
    )


def fields_of(before: ManifestLine, now: ManifestLine) -> Iterator[tuple[str, Any, Any]]:
    """Yield the fields of one person that differ."""
    for name in SHOWN:
        said, says = before.shown.get(name, ""), now.shown.get(name, "")
        if said != says:
            yield name, said, says
    for name in LEGS:
        if getattr(before, name) != getattr(now, name):
            yield name, getattr(before, name), getattr(now, name)
