"""What an officer says of an entry: that it is one of ours, or that it is somebody else."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.errors import broken_rule, not_found
from cases.core.operations import operation
from cases.intake.lists.twins import look_again
from cases.intake.reconciliation.choices import Difference, Done, Match, Pile
from cases.intake.reconciliation.matching import lay, still_differ
from cases.intake.reconciliation.models import PileEntry, Reconciliation
from cases.intake.reconciliation.models.entry import PileEntryQuerySet
from cases.intake.reconciliation.operations.following import (
    SETTLES,
    locked_row,
    note_done,
    refuse,
)
from cases.intake.reconciliation.queries import entries_in, records_of


@operation(may="list.take_in", audit="pile_entry.joined")
def join_entry(actor: Actor, entry: PileEntry, *, citizen: Citizen | None = None) -> PileEntry:
    """Say that a row only on theirs is of a person of ours: of whom it perhaps is, or of `citizen`.

    Her own entry among those only on ours, if she has one, counts no more.
    """
    entry.row = locked_row(actor, entry)
    refuse("join_entry", entry)
    person = citizen.pk if citizen is not None else entry.candidate_id
    if not person:
        raise broken_rule(_("Say who of ours it is."), "needed", "citizen")
    if not Citizen.objects.visible_to(actor).filter(pk=person).exists():
        raise not_found()
    hold(actor, entry.reconciliation)
    former = entry.candidate_id if entry.is_expected else None
    entry.citizen_id, entry.match = records_of(actor, person)[0], Match.OFFICER
    entry.is_expected = take_off_ours(actor, entry) or former == entry.citizen_id
    if former and former != entry.citizen_id:
        entry.candidate_id = None
        put_on_ours(actor, entry, former)
    entry.differences = still_differ(actor, entry) + twin_codes(actor, entry)
    lay(entry)
    note_done(actor, entry, Done.SAME)
    entry.save(update_fields=[*SETTLES, "candidate", "is_expected"])
    return entry


@operation(may="list.take_in", audit="pile_entry.told_apart")
def tell_entry_apart(actor: Actor, entry: PileEntry, *, because: str) -> PileEntry:
    """Say that a row is not of the person it was taken for: one on theirs, the other on ours.

    It is remembered with the row, for the next comparison and for when it is written.
    """
    row = entry.row = locked_row(actor, entry)
    refuse("tell_entry_apart", entry)
    people = Citizen.objects.visible_to(actor)
    person = people.filter(pk=entry.citizen_id or entry.candidate_id or 0).first()
    if person is None:
        raise not_found()
    hold(actor, entry.reconciliation)
    row.apart = sorted({*row.apart, str(person.uuid)})
    row.because = because
    row.save(update_fields=["apart", "because"])
    look_again(actor, row)
    former = entry.candidate_id if entry.is_expected else None
    if entry.citizen_id is not None:
        part(actor, entry)
        former = None
    entry.candidate_id, entry.match, entry.because = None, Match.NOBODY, because
    if former:
        put_on_ours(actor, entry, former)
        entry.is_expected = False
    lay(entry)
    note_done(actor, entry, Done.APART)
    entry.save(update_fields=[*SETTLES, "candidate", "is_expected"])
    return entry


def hold(actor: Actor, compared: Reconciliation) -> None:
    """Let nobody else move people between the piles meanwhile."""
    rows = Reconciliation.objects.visible_to(actor).filter(pk=compared.pk)
    list(rows.select_for_update(no_key=True).values_list("pk", flat=True))


def entries_of_person(actor: Actor, entry: PileEntry) -> PileEntryQuerySet:
    """Return the entries of the comparison that are of the person of one, on any record of hers."""
    records = records_of(actor, entry.citizen_id)
    return entries_in(actor, entry.reconciliation).filter(citizen_id__in=records)


def take_off_ours(actor: Actor, entry: PileEntry) -> bool:
    """Take the person off the pile of those only on ours; return whether she was expected there."""
    own = entries_of_person(actor, entry)
    alone = own.filter(row__isnull=True)
    alone.filter(pile=Pile.OURS).update(pile=Pile.JOINED)
    return own.exclude(pk=entry.pk).filter(is_expected=True).exists()


def twin_codes(actor: Actor, entry: PileEntry) -> list[str]:
    """Return the difference that another row means the same person, and say it there too."""
    rows = list(entries_of_person(actor, entry).filter(row__isnull=False).exclude(pk=entry.pk))
    for other in rows:
        if Difference.TWO_ROWS not in other.differences:
            other.differences = [*other.differences, Difference.TWO_ROWS.value]
            lay(other)
            other.save(update_fields=["differences", "pile"])
    return [Difference.TWO_ROWS.value] if rows else []


def part(actor: Actor, entry: PileEntry) -> None:
    """Leave the row on theirs and the person, if she was expected and no row means her, on ours."""
    entries = entries_of_person(actor, entry)
    rows = list(entries.filter(row__isnull=False).exclude(pk=entry.pk))
    if len(rows) == 1 and Difference.TWO_ROWS in rows[0].differences:
        other = rows[0]
        other.differences = [one for one in other.differences if one != Difference.TWO_ROWS]
        lay(other)
        other.save(update_fields=["differences", "pile"])
    if not rows and entry.is_expected:
        put_on_ours(actor, entry, entry.citizen_id)
    entry.citizen_id, entry.is_expected, entry.differences = None, False, []
    lay(entry)


def put_on_ours(actor: Actor, entry: PileEntry, person: int | None) -> None:
    """Put a person on the pile of those only on ours, again or for the first time.

    Nobody whom another row means, or perhaps means, stands there.
    """
    entries, records = entries_in(actor, entry.reconciliation), records_of(actor, person)
    of_rows = entries.filter(row__isnull=False).exclude(pk=entry.pk)
    meant = Q(citizen_id__in=records) | Q(pile=Pile.PERHAPS, candidate_id__in=records)
    alone = entries.filter(row__isnull=True, citizen_id__in=records)
    if of_rows.filter(meant).exists() or alone.update(pile=Pile.OURS):
        return
    last = entries.order_by("-number").values_list("number", flat=True).first()
    PileEntry.objects.create(
        reconciliation=entry.reconciliation,
        number=(last or 0) + 1,
        citizen_id=person,
        found=Pile.JOINED,
        pile=Pile.OURS,
        is_expected=True,
    )
