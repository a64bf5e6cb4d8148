"""Marking people at a head count: many marks at once, each exactly once."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from uuid import UUID

from cases.casework.deaths import deaths_of
from cases.casework.locks import lock_people
from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.audit import write_each
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.movements.models import ManifestLine
from cases.movements.musters.choices import SEEN_ALIVE, Taken
from cases.movements.musters.models import Muster, MusterMark
from cases.movements.musters.operations.sent import (
    KEY_USED,
    PERSON_MARKED,
    MarkAnswer,
    Seen,
    SentMark,
    answers_before,
    refused,
    seen_of,
)
from cases.movements.musters.reading import count_of, covers


@operation(may="muster.hold", audit="muster.marked", appends=True)
def mark_people(actor: Actor, muster: Muster, *, marks: Sequence[SentMark]) -> list[MarkAnswer]:
    """Write down who was seen how; each mark is answered for itself, none is lost or counted twice.

    A mark whose key is here already is had; one of a case out of sight, or of somebody who was seen
    after their death, is refused alone. Marks that come in after the head count was closed are
    taken as well: they were seen before.
    """
    cases = cases_named(actor, marks)
    had = marks_by_key(actor, [one.key for one in marks])
    # Whoever records a death of one of them meanwhile is waited for.
    lock_people(actor, list(cases.values()))
    received = ledger_moment([])
    seen = [seen_of(one.seen_at, muster, received) for one in marks]
    late = keys_after_death(actor, marks, seen, cases)
    answers = answers_before(marks, cases, had, late)
    listed = listed_cases(actor, muster)
    rows = [
        MusterMark(
            muster=muster,
            case=cases[one.case.upper()],
            mark=one.mark,
            key=one.key,
            words=one.words,
            seen_by_id=actor.staff_id,
            is_extra=cases[one.case.upper()].pk not in listed,
            **asdict(seen[place]),
        )
        for place, one in enumerate(marks)
        if place not in answers
    ]
    kept = keep(actor, rows)
    asked = asked_about(actor, muster, kept.values())
    for place, one in enumerate(marks):
        if place in answers:
            continue
        row = kept.get(one.key)
        if row is None:
            answers[place] = refused(one, KEY_USED, "mark_key_used")
        else:
            is_asked = row.case_id in asked
            answers[place] = MarkAnswer(one.key, Taken.CONFLICT if is_asked else Taken.TAKEN)
    return [answers[place] for place in range(len(marks))]


def cases_named(actor: Actor, marks: Sequence[SentMark]) -> dict[str, Case]:
    """Return the cases in sight by their numbers; of who was anonymised nothing is written."""
    names = {one.case.upper() for one in marks if one.case.isprintable()}
    rows = Case.objects.visible_to(actor).filter(
        reference__in=names, citizen__anonymised_at__isnull=True
    )
    return {row.reference: row for row in rows.select_related("citizen")}


def keys_after_death(
    actor: Actor, marks: Sequence[SentMark], seen: Sequence[Seen], cases: Mapping[str, Case]
) -> set[UUID]:
    """Return the keys of marks that say somebody was there certainly after their death."""
    deaths = deaths_of(actor, [case.citizen for case in cases.values()])
    if not deaths:
        return set()
    dead = {
        number: deaths[head]
        for number, case in cases.items()
        if (head := case.citizen.head_id or case.citizen_id) in deaths
    }
    return {
        one.key
        for one, when in zip(marks, seen, strict=True)
        if one.mark in SEEN_ALIVE
        and one.case.upper() in dead
        and when.seen_at > dead[one.case.upper()]
    }


def marks_by_key(actor: Actor, keys: Sequence[UUID]) -> dict[UUID, MusterMark]:
    """Return what is here under these keys."""
    rows = MusterMark.objects.visible_to(actor).filter(key__in=set(keys))
    return {row.key: row for row in rows}


def listed_cases(actor: Actor, muster: Muster) -> set[int]:
    """Return the cases of whom is expected."""
    lines = ManifestLine.objects.visible_to(actor).filter(manifest=muster.manifest_id)
    return {line.case_id for line in lines if covers(line, muster)}


def keep(actor: Actor, rows: Sequence[MusterMark]) -> dict[UUID, MusterMark]:
    """Write marks; where two sendings meet, the second finds what the first wrote."""
    if not rows:
        return {}
    MusterMark.objects.bulk_create(rows, ignore_conflicts=True)
    found = marks_by_key(actor, [row.key for row in rows])
    same: Mapping[UUID, MusterMark] = {row.key: row for row in rows}
    kept = {
        key: row
        for key, row in found.items()
        if (row.muster_id, row.case_id, row.mark, row.seen_by_id)
        == (same[key].muster_id, same[key].case_id, same[key].mark, actor.staff_id)
    }
    write_each("muster.person_marked", PERSON_MARKED, list(kept.values()))
    return kept


def asked_about(actor: Actor, muster: Muster, rows: object) -> set[int]:
    """Return the cases of those whom two officers have seen differently."""
    if not rows:
        return set()
    questions = count_of(actor, muster, muster.opened_at).questions
    return {person.case_id for person in questions}
