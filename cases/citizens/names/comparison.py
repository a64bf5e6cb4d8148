"""Two names compared as bags of syllables: in any order, joined, missing, misspelt, misheard.

Source: domain facts, section 8. `score` says how alike the names are, 0 to 1; `bits` how much
that says for one person, which is little for Nguyễn Văn and much for Khuê. A name alone never
decides: both are for whoever ranks candidates, with the reasons.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Final

from cases.citizens.names.keys import NameKey, Part
from cases.citizens.names.known import is_known
from cases.citizens.names.likeness import Likeness, alike, same
from cases.citizens.names.parting import misparted, run_of
from cases.citizens.names.reasons import Reason

ONE_SIDED: Final = 0.5
"""What counts of a syllable that only one name has: middle names are left out, not contradicted."""
OTHER_ORDER: Final = 0.98
JOINED: Final = 0.95
MISPARTED: Final = 0.75
CONTRADICTION_BITS: Final = -4.0
MISSING_BITS: Final = -0.5
ORDER: Final = Reason("order", bits=-0.5)
Side = tuple[list[int], list[int], Sequence[Part], Sequence[Part]]
"""What is left of one name and of the other, then the parts of both."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are, what that weighs, and why."""

    score: float
    bits: float
    reasons: tuple[Reason, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the reasons."""
        return frozenset(reason.code for reason in self.reasons)


class Alignment:
    """Which syllable of one name is which of the other."""

    __slots__ = (
        "is_heard",
        "left",
        "marked",
        "odd",
        "partly",
        "reasons",
        "rest",
        "right",
        "spare",
        "taken",
        "won",
    )

    def __init__(self, one: NameKey, other: NameKey) -> None:
        self.left, self.right = one.parts, other.parts
        self.marked = one.is_marked and other.is_marked
        self.partly = one.is_partly_marked or other.is_partly_marked
        self.is_heard = one.is_heard != other.is_heard
        self.reasons: list[Reason] = []
        self.taken: list[tuple[int, int]] = []
        self.won = self.odd = 0.0
        self.rest: list[int] = []
        self.spare = list(range(len(other.parts)))

    def take(self, left: int, right: int, found: Likeness) -> None:
        """Pair two syllables.

        A word that is no name is rare because it is wrong: it weighs as the name it is taken for.
        """
        ours, theirs = self.left[left], self.right[right]
        both = ours.bits + theirs.bits
        if ours.fold != theirs.fold and is_known(ours.fold) != is_known(theirs.fold):
            least = 2 * min(ours.bits, theirs.bits)
            self.odd += both - least
            both = least
        self.taken.append((left, right))
        self.won += found.share * both
        self.reasons.append(found.reason)

    def pair_twins(self) -> None:
        """Pair what has the same marks, where marks alone tell two syllables of a name apart."""
        for at, part in enumerate(self.left):
            for place in self.spare:
                other = self.right[place]
                if part.spelled == other.spelled and part.fold == other.fold:
                    self.spare.remove(place)
                    self.take(at, place, same(part, other, self.marked, self.partly))
                    break

    def pair_same(self) -> None:
        """Pair what has the same letters."""
        done = {at for at, _place in self.taken}
        for at, part in enumerate(self.left):
            if at in done:
                continue
            for place in self.spare:
                if self.right[place].fold == part.fold:
                    self.spare.remove(place)
                    self.take(at, place, same(part, self.right[place], self.marked, self.partly))
                    break
            else:
                self.rest.append(at)

    def pair_joined(self) -> None:
        """Pair what is parted otherwise: `Vanan` and `Van An`, `Va Nan` and `Van An`."""
        ours = [self.left[at].fold for at in self.rest]
        theirs = [self.right[at].fold for at in self.spare]
        if len(ours) + len(theirs) == 2:
            return
        if "".join(ours) == "".join(theirs):
            self.join(self.rest[:], self.spare[:])
            self.rest.clear()
            self.spare.clear()
            return
        # Most pairs of names end here, in a few calls: nothing begins like anything else.
        starts, others = tuple(theirs), tuple(ours)
        begun = [word for word in ours if word.startswith(starts)]
        if not begun and not [word for word in theirs if word.startswith(others)]:
            return
        for rest, spare, left, right in self.both_ways():
            for at in rest[:]:
                run = run_of(left[at].fold, [right[place].fold for place in spare])
                if run is not None:
                    sides = ([at], spare[run]) if left is self.left else (spare[run], [at])
                    self.join(*sides)
                    rest.remove(at)
                    del spare[run]

    def both_ways(self) -> Sequence[Side]:
        """Return both sides, the one with fewer words left first.

        Whichever comes first takes its pairs first; so it does not matter which name is the left.
        """
        sides: tuple[Side, Side] = (
            (self.rest, self.spare, self.left, self.right),
            (self.spare, self.rest, self.right, self.left),
        )
        return sorted(sides, key=lambda side: (len(side[0]), [side[2][at].fold for at in side[0]]))

    def join(
        self, ours: list[int], theirs: list[int], *, share: float = JOINED, less: float = 0
    ) -> None:
        """Pair syllables that make one line together."""
        parts = [self.left[at] for at in ours], [self.right[at] for at in theirs]
        bits = min(sum(part.bits for part in side) for side in parts)
        total = sum(part.bits for side in parts for part in side)
        words = [" ".join(part.spelled for part in side) for side in parts]
        self.won += share * total
        self.taken.append((ours[0], theirs[0]))
        self.reasons.append(Reason("joined", words[0], words[1], round(max(0, bits - less), 2)))

    def pair_misparted(self) -> None:
        """Pair words joined and misspelt at once: `Nguyanvanhung`, `Van Y Ung`."""
        for rest, spare, ours, theirs in self.both_ways():
            for at in rest[:]:
                run = misparted(ours[at], [theirs[place] for place in spare])
                if run is None:
                    continue
                sides = ([at], spare[run]) if ours is self.left else (spare[run], [at])
                self.join(*sides, share=MISPARTED, less=3)
                rest.remove(at)
                del spare[run]

    def pair_alike(self) -> None:
        """Pair the rest, the likest first."""
        ways: list[tuple[float, int, int, int, Likeness]] = []
        is_by_ear = any(part.kind == "foreign" for part in (*self.left, *self.right))
        for at in self.rest:
            part = self.left[at]
            for place in self.spare:
                found = alike(part, self.right[place], self.marked, self.is_heard, is_by_ear)
                if found is not None:
                    ways.append((-found.share, abs(at - place), at, place, found))
        if not ways:
            return
        ways.sort(key=itemgetter(0, 1, 2, 3))
        for _share, _distance, at, place, found in ways:
            if at in self.rest and place in self.spare:
                self.rest.remove(at)
                self.spare.remove(place)
                self.take(at, place, found)


def compare(one: NameKey, other: NameKey) -> Comparison:
    """Return how alike two names are. The order of the two does not matter to the score."""
    if not one.parts or not other.parts:
        return Comparison(0.0, 0.0, ())
    found = Alignment(one, other)
    if not found.is_heard:
        if one.has_twins or other.has_twins:
            found.pair_twins()
        found.pair_same()
    else:
        found.rest = list(range(len(one.parts)))
    if found.rest and found.spare:
        if not found.is_heard:
            found.pair_joined()
        if found.rest and found.spare and (one.is_odd or other.is_odd):
            found.pair_misparted()
        if found.rest and found.spare:
            found.pair_alike()
    return judged(found, one, other)


@lru_cache(maxsize=65536)
def one_sided(code: str, ours: str, theirs: str, bits: float) -> Reason:
    return Reason(code, ours, theirs, bits)


def judged(found: Alignment, one: NameKey, other: NameKey) -> Comparison:
    """Return the verdict on two names once their syllables are paired."""
    reasons = found.reasons
    whole = one.weight + other.weight - found.odd
    rest = [one.parts[at] for at in found.rest]
    spare = [other.parts[at] for at in found.spare]
    contradicted = min(len(rest), len(spare))
    for ours, theirs in zip(rest, spare, strict=False):
        reasons.append(one_sided("different", ours.spelled, theirs.spelled, CONTRADICTION_BITS))
    for part in rest[contradicted:]:
        reasons.append(one_sided("missing", part.spelled, "", MISSING_BITS))
        whole -= 0 if contradicted else ONE_SIDED * part.bits
    for part in spare[contradicted:]:
        reasons.append(one_sided("extra", "", part.spelled, MISSING_BITS))
        whole -= 0 if contradicted else ONE_SIDED * part.bits
    score = found.won / whole
    if len(found.taken) > 1:
        places = [place for _at, place in sorted(found.taken)]
        if places != sorted(places):
            reasons.append(ORDER)
            score *= OTHER_ORDER
    bits = 0.0
    for reason in reasons:
        bits += reason.bits
    return Comparison(min(1.0, max(0.0, score)), round(bits, 2), tuple(reasons))
