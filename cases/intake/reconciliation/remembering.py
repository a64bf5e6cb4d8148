"""What officers decided of a row before: of this list, or of the same row of the version before.

A custody list comes every few days. Whoever was told apart from somebody, or was said to be one of
ours, is not asked about again as long as the list writes her as it did.
"""

from collections.abc import Hashable, Iterable, Sequence

from django.db.models import Q

from cases.core.actor import Actor
from cases.intake.lists.models import ListRow
from cases.intake.reconciliation.choices import Match
from cases.intake.reconciliation.models import PileEntry, Reconciliation
from cases.intake.reconciliation.queries import people_rows
from cases.intake.reconciliation.versions import Key, Values, name_and_birth, paper, personal_number

Decided = dict[int, tuple[int, str]]
"""Row -> whom an officer said that it means, and how that is called."""


def remember(actor: Actor, compared: Reconciliation, rows: Sequence[ListRow]) -> Decided:
    """Return what is decided of some rows; in the others put whom they are not, from before.

    The rows themselves are not written.
    """
    decided: Decided = {}
    former_meant, former_apart = of_version_before(actor, compared)
    again = said_before(actor, compared, rows)
    for row in rows:
        same = next((key for key in keys_of(row.values) if key in former_apart), None)
        if same is not None:
            row.apart = sorted({*row.apart, *former_apart[same]})
        meant = next(
            (former_meant[key] for key in keys_of(row.values) if key in former_meant), None
        )
        if row.citizen_id is not None:
            decided[row.pk] = (row.citizen_id, Match.SETTLED)
        elif row.pk in again or meant is not None:
            decided[row.pk] = (again.get(row.pk) or meant or 0, Match.OFFICER)
    return decided


def said_before(
    actor: Actor, compared: Reconciliation, rows: Sequence[ListRow]
) -> dict[int, int | None]:
    """Return row -> whom an officer said that it means, in a former comparison of this list."""
    entries = PileEntry.objects.visible_to(actor).filter(
        row__in=rows, match=Match.OFFICER, citizen__isnull=False
    )
    return dict(entries.order_by("pk").values_list("row_id", "citizen_id"))


Meant = dict[Hashable, int]
Apart = dict[Hashable, list[str]]


def of_version_before(actor: Actor, compared: Reconciliation) -> tuple[Meant, Apart]:
    """Return key -> whom it means, and whom it does not mean, in the version before."""
    former = compared.received.replaces
    if former is None:
        return {}, {}
    rows = people_rows(actor, former)
    entries = PileEntry.objects.visible_to(actor).filter(
        reconciliation__received=former, match=Match.OFFICER, citizen__isnull=False
    )
    said = dict(entries.order_by("pk").values_list("row_id", "citizen_id"))
    meant: Meant = {}
    apart: Apart = {}
    for row in rows.filter(Q(pk__in=said) | Q(citizen__isnull=False) | ~Q(apart=[])):
        person = row.citizen_id or said.get(row.pk)
        for key in keys_of(row.values):
            if person:
                meant.setdefault(key, person)
            if row.apart:
                apart.setdefault(key, row.apart)
    return meant, apart


def keys_of(values: Values) -> Iterable[Hashable]:
    """Yield by what the same person stands in another version; a name alone is not enough."""
    kinds: tuple[Key, ...] = (personal_number, paper, name_and_birth)
    return ((place, key) for place, kind in enumerate(kinds) if (key := kind(values)) is not None)
