"""What of a snapshot may be told outside: its numbers, small ones hidden, close ones rounded.

All numbers of a snapshot are taken as published together, whether or not all of them are: what a
briefing leaves out another table may tell. Figures that are the same number by another name (those
in Thailand, and the part "Thailand" of all counted) are tied, so that one does not give away what
the other hides.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.conf import settings

from cases.publishing.definitions import Definition
from cases.publishing.disclosure_control import Published, Sum, Tables, as_published
from cases.publishing.models import Snapshot, SnapshotValue, cell_of

SAME_AS_PART = {
    "in_country": ("counted", "country", "country"),
    "whereabouts_not_known": ("counted", "country", ""),
}
"""Rule -> the rule, the dimension and the parameter that give the key of the part it equals."""


def publishable(
    snapshot: Snapshot, before: Iterable[Mapping[str, Published]] = ()
) -> dict[str, Published]:
    """Return what may be told of each number of a snapshot, by its address.

    `before`: what was told of former snapshots of the incident, as this function returned it. Run
    with eyes that see all numbers.
    """
    values = SnapshotValue.objects.filter(snapshot=snapshot)
    counts = {row.cell: row.count for row in values}
    return as_published(tables_of(snapshot.figures, counts), settings.SMALLEST_PUBLISHED, before)


def tables_of(figures: Sequence[Definition], counts: Mapping[str, int]) -> Tables:
    """Return the numbers with every sum that a reader of the definitions knows of."""
    sums = []
    for definition in figures:
        for dimension in definition.by:
            begins = f"{definition.code}/{dimension}/"
            parts = tuple(cell for cell in counts if cell.startswith(begins))
            if parts:
                sums.append(Sum(definition.code, parts))
    sums += [
        Sum(one, (other,))
        for one, other in same_numbers(figures)
        if one in counts and other in counts
    ]
    return Tables(counts, tuple(sums))


def same_numbers(figures: Sequence[Definition]) -> Iterator[tuple[str, str]]:
    """Yield pairs of addresses that hold the same number."""
    for definition in figures:
        for whole in figures:
            if whole.code == definition.code:
                continue
            yield from as_part(definition, whole)


def as_part(definition: Definition, whole: Definition) -> Iterator[tuple[str, str]]:
    """Yield the number of a figure with the part of another one that it is."""
    own, other = dict(definition.parameters), dict(whole.parameters)
    if definition.rule in SAME_AS_PART:
        rule, dimension, named = SAME_AS_PART[definition.rule]
        key = own.pop(named, "") if named else ""
        if whole.rule == rule and own == other and dimension in whole.by:
            yield definition.code, cell_of(whole.code, dimension, str(key))
    for dimension in set(whole.by) & set(definition.parameters):
        rest = {name: value for name, value in definition.parameters.items() if name != dimension}
        if definition.rule == whole.rule and rest == other:
            key = definition.parameters[dimension]
            yield definition.code, cell_of(whole.code, dimension, str(key))
