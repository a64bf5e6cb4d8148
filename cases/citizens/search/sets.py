"""Whether each of many newcomers is on record already: a whole list at once, never linked alone.

For each newcomer those who may be the same come back, the likeliest first, with bits, reasons and
a verdict. Whoever asks decides what to do with it: nothing here writes.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cases.citizens.search.doubles import WORDS, Newcomer, likely_doubles
from cases.core.actor import Actor


class Verdict(StrEnum):
    """What the reasons come to.

    `linked`: the same paper (kind, number and country), and nothing against it. `likely`: enough
    for somebody to decide. `perhaps`: a name alike and too little else; only to be looked at.
    """

    LINKED = "linked"
    LIKELY = "likely"
    PERHAPS = "perhaps"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on record who may be a newcomer: her columns, how much says so, and what."""

    citizen: Mapping[str, Any]
    bits: float
    reasons: Sequence[str]
    verdict: Verdict

    @property
    def sentences(self) -> list[str]:
        """The reasons in words for staff, the weightiest first."""
        return [str(WORDS[code]) for code in self.reasons]


def match_in_sets(
    actor: Actor,
    newcomers: Sequence[Newcomer],
    but: Mapping[int, Collection[int]] | None = None,
) -> list[list[Candidate]]:
    """Return for each newcomer who in sight of `actor` may be the same, the likeliest first.

    `but` gives by place in `newcomers` the ids of people of whom somebody has said that they are
    somebody else.
    """
    apart = but or {}
    return [
        [
            Candidate(double.citizen, double.bits, double.reasons, verdict(double.reasons))
            for double in likely_doubles(actor, newcomer, apart.get(at, ()))
        ]
        for at, newcomer in enumerate(newcomers)
    ]


def verdict(reasons: Sequence[str]) -> Verdict:
    """Return what the reasons come to."""
    contradicted = {"sex_other", "personal_number_other", "born_other", "name_other"}
    is_exact = "document" in reasons and contradicted.isdisjoint(reasons)
    return Verdict.LINKED if is_exact else Verdict.LIKELY
