"""From rows of a list to entries on piles: in sets, and never linked by a name alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cases.citizens.search.judging import ANCHORS, Candidate, Verdict
from cases.citizens.search.sets import match_in_sets
from cases.core.actor import Actor
from cases.intake.lists.doubles import newcomer_of, told_apart
from cases.intake.lists.known import gazetteer
from cases.intake.lists.models import ListRow
from cases.intake.reconciliation.choices import Difference, Match, Pile
from cases.intake.reconciliation.comparing import Known, differences
from cases.intake.reconciliation.models import PileEntry, Reconciliation
from cases.intake.reconciliation.persons import persons_of
from cases.intake.reconciliation.queries import known_people, province_codes
from cases.intake.reconciliation.remembering import remember


@dataclass(slots=True)
class Meant:
    """Whom a row means: the person, or who is perhaps meant; why, and how sure it is."""

    citizen_id: int | None = None
    candidate_id: int | None = None
    match: str = Match.NOBODY
    reasons: Sequence[str] = field(default_factory=list)
    is_one_of_several: bool = False


def entries_of(
    actor: Actor, compared: Reconciliation, rows: Sequence[ListRow], first: int
) -> list[PileEntry]:
    """Return the entries of some rows, numbered from `first`; nothing is written."""
    meant = whom(actor, compared, rows)
    codes = province_codes()
    people = {pk for one in meant for pk in (one.citizen_id, one.candidate_id) if pk}
    known = known_people(actor, people, codes)
    by_code = {code: some for some in codes.values() for code in some}
    entries = []
    for number, (row, one) in enumerate(zip(rows, meant, strict=True), start=first):
        entry = PileEntry(
            reconciliation=compared, row=row, number=number, match=one.match, reasons=one.reasons
        )
        person = known.get(one.citizen_id or 0)
        if one.candidate_id in known:
            entry.candidate_id = one.candidate_id
        if person is None:
            entry.match = Match.PERHAPS if entry.candidate_id else Match.NOBODY
            entry.differences = [Difference.SEVERAL.value] if one.is_one_of_several else []
        else:
            entry.citizen_id = one.citizen_id
            entry.differences = differences(
                row.values, person, by_code.get(row.values.get("origin_province", ""), ())
            )
        lay(entry)
        entry.found = entry.pile
        entries.append(entry)
    return entries


def lay(entry: PileEntry) -> None:
    """Put an entry of a row on the pile that follows from whom it means and what differs."""
    if entry.citizen_id is None:
        entry.pile = Pile.PERHAPS if entry.candidate_id else Pile.THEIRS
    else:
        entry.pile = Pile.CONFLICT if entry.differences else Pile.BOTH


def whom(actor: Actor, compared: Reconciliation, rows: Sequence[ListRow]) -> list[Meant]:
    """Return whom each row means, as her head: as was decided before, else as is found."""
    decided = remember(actor, compared, rows)
    open_rows = [row for row in rows if row.pk not in decided]
    known = gazetteer(actor)
    apart = told_apart(actor, open_rows)
    but = {at: apart[row.pk] for at, row in enumerate(open_rows) if row.pk in apart}
    newcomers = [newcomer_of(row.values, known) for row in open_rows]
    found = dict(
        zip((row.pk for row in open_rows), match_in_sets(actor, newcomers, but), strict=True)
    )
    meant = [
        Meant(citizen_id=decided[row.pk][0], match=decided[row.pk][1])
        if row.pk in decided
        else judged(found[row.pk])
        for row in rows
    ]
    as_heads(actor, meant)
    return meant


def as_heads(actor: Actor, meant: Sequence[Meant]) -> None:
    """Let each row mean the record that stands for the person, whichever of hers was found."""
    persons = persons_of(
        actor, {pk for one in meant for pk in (one.citizen_id, one.candidate_id) if pk}
    )
    for one in meant:
        one.citizen_id = persons.one(one.citizen_id) if one.citizen_id else None
        one.candidate_id = persons.one(one.candidate_id) if one.candidate_id else None


def judged(candidates: Sequence[Candidate]) -> Meant:
    """Return whom the matcher means without a question; else who is to be confirmed.

    A name alone, with no more than a year, or one of several who may be meant is asked about.
    """
    if not candidates:
        return Meant()
    best = candidates[0]
    pk, reasons = best.citizen["pk"], list(best.reasons)
    if best.verdict == Verdict.LINKED:
        return Meant(citizen_id=pk, match=Match.LINKED, reasons=reasons)
    are_several = any(one.verdict != Verdict.PERHAPS for one in candidates[1:])
    has_more = not {"document", *ANCHORS}.isdisjoint(reasons)
    if best.verdict == Verdict.LIKELY and not are_several and has_more:
        return Meant(citizen_id=pk, match=Match.LIKELY, reasons=reasons)
    return Meant(None, pk, Match.PERHAPS, reasons, is_one_of_several=are_several)


def still_differ(actor: Actor, entry: PileEntry) -> list[str]:
    """Return in what the row and the person of an entry differ now; what concerns rows stays."""
    codes: Mapping[int, frozenset[str]] = province_codes()
    known: Known | None = known_people(actor, [entry.citizen_id or 0], codes).get(
        entry.citizen_id or 0
    )
    if known is None or entry.row is None:
        return []
    province = entry.row.values.get("origin_province", "")
    same = next((some for some in codes.values() if province in some), frozenset())
    kept = [code for code in entry.differences if code == Difference.TWO_ROWS]
    return differences(entry.row.values, known, same) + kept
