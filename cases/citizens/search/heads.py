"""Of linked records the one that stands for the person: she is told of once."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from cases.citizens.known_as import rows_of_heads
from cases.citizens.search.judging import Candidate
from cases.citizens.search.people import COLUMNS
from cases.core.actor import Actor


def each_once(
    actor: Actor, found: Sequence[Sequence[Candidate]], apart: Sequence[Collection[int]]
) -> list[list[Candidate]]:
    """Return each list with every person once, as her head in sight, at her best place.

    `apart` are, list by list, the ids of those who are somebody else.
    """
    rows = [one.citizen for candidates in found for one in candidates]
    heads = rows_of_heads(actor, rows, COLUMNS)
    told = []
    for candidates, others in zip(found, apart, strict=True):
        once: dict[int, Candidate] = {}
        for one in candidates:
            row = heads.get(one.citizen["pk"], one.citizen)
            if row["pk"] not in others:
                once.setdefault(row["pk"], replace(one, citizen=row))
        told.append(list(once.values()))
    return told
