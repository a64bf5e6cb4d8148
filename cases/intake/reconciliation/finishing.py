"""The last steps of a comparison: the version before, who stands there twice, who is only ours."""

import json
from collections import Counter
from typing import Final

from django.db import connection
from django.db.models import Q

from cases.citizens.models import Citizen
from cases.core import present
from cases.core.actor import Actor
from cases.core.at_once import write_columns
from cases.intake.reconciliation.choices import Difference, Pile, ReconciliationState
from cases.intake.reconciliation.expected import expected_people
from cases.intake.reconciliation.models import PileEntry, Reconciliation
from cases.intake.reconciliation.queries import (
    changed_in,
    entries_in,
    gone_since,
    new_in,
    people_rows,
    piles_of,
)
from cases.intake.reconciliation.versions import Listed, changes, pair_versions

AT_ONCE: Final = 500
PUT_BESIDE: Final = """
update cases_pileentry as entry set former_id = said.former_id, changes = said.changes::jsonb
from unnest(%s::bigint[], %s::bigint[], %s::text[]) as said (id, former_id, changes)
where entry.id = said.id
"""
"""Thousands of rows at once; row by row, or by cases, it would take seconds."""


def lay_beside_former(actor: Actor, compared: Reconciliation) -> None:
    """Say of each row which one of the version before is of the same person, and what changed."""
    former = compared.received.replaces
    if former is None:
        return
    before = {row.pk: row.values for row in people_rows(actor, former).only("values")}
    entries = list(entries_in(actor, compared).filter(row__isnull=False).select_related("row"))
    new = [Listed(entry.pk, entry.row.values) for entry in entries if entry.row is not None]
    pairing = pair_versions([Listed(pk, values) for pk, values in before.items()], new)
    paired = {entry.pk: entry.row.values for entry in entries if entry.row is not None}
    lines = [
        (pk, former_pk, json.dumps(changes(before[former_pk], paired[pk])))
        for pk, former_pk in pairing.former_of.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            PUT_BESIDE, [list(column) for column in zip(*lines, strict=True)] or [[]] * 3
        )


def find_twins(actor: Actor, compared: Reconciliation) -> None:
    """Put the rows that mean one person on the pile of conflicts."""
    matched = entries_in(actor, compared).filter(row__isnull=False, citizen__isnull=False)
    often = Counter(matched.values_list("citizen_id", flat=True))
    people = [person for person, count in often.items() if count > 1]
    twins = list(matched.filter(citizen_id__in=people))
    for entry in twins:
        entry.differences = [*entry.differences, Difference.TWO_ROWS.value]
        entry.pile = entry.found = Pile.CONFLICT
    write_columns(twins, ["differences", "pile", "found"])


def add_ours(actor: Actor, compared: Reconciliation) -> None:
    """Say who of the matched was expected there, and add those whom no row means, nor perhaps."""
    expected = expected_people(actor, compared)
    entries = entries_in(actor, compared)
    matched = set(entries.filter(citizen__isnull=False).values_list("citizen_id", flat=True))
    perhaps = set(entries.on(Pile.PERHAPS).values_list("candidate_id", flat=True))
    entries.filter(Q(citizen_id__in=expected) | Q(candidate_id__in=expected)).update(
        is_expected=True
    )
    people = Citizen.objects.visible_to(actor).filter(pk__in=expected - matched - perhaps)
    PileEntry.objects.bulk_create(
        [
            PileEntry(
                reconciliation=compared,
                number=number,
                citizen_id=pk,
                found=Pile.OURS,
                pile=Pile.OURS,
                is_expected=True,
            )
            for number, pk in enumerate(
                people.order_by("sort_key", "pk").values_list("pk", flat=True),
                start=compared.checked + 1,
            )
        ],
        batch_size=AT_ONCE,
    )


def finish(actor: Actor, compared: Reconciliation) -> None:
    """Keep the piles as they were found."""
    find_twins(actor, compared)
    add_ours(actor, compared)
    compared.counts = piles_of(actor, compared) | {
        "new": new_in(actor, compared).count() if compared.received.replaces_id else 0,
        "gone": gone_since(actor, compared).count(),
        "changed": changed_in(actor, compared).count(),
    }
    compared.state = ReconciliationState.DONE
    compared.finished_at = present.now()
    compared.save(update_fields=["counts", "state", "finished_at"])
