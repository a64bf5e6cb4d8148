"""Where a person is once their case has ended: what each outcome says of it, and what that writes.

Whoever closes a case may state where and when. What they do not state, and the ledger of
whereabouts does not say, is not known since the closing. What they state stands as they say it;
where later entries contradict it, the case is listed (`outcome_in_doubt`). What a closing wrote is
taken back with it, and only that; it is written again where the entry that took it back is void.
A correction of the outcome may state it anew, as a closing does, and takes back only what the new
one contradicts; what it took back comes again where a later correction contradicts it no more, and
nobody has told otherwise since. A closing that is dated otherwise takes with it since when nothing
is known.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import AtReopening, Outcome
from cases.casework.endings_stated import lost, refused
from cases.casework.jobs import follow_linked
from cases.casework.ledger import Writing, closing_of, span_of
from cases.casework.left_behind import is_fitting, went_on_from
from cases.casework.meanings import ENDED_WELL, MEANS, Means, fits
from cases.casework.models import Case, Transition
from cases.casework.outcomes import (
    Ended,
    in_one_go,
    on_outcome,
    on_way,
)
from cases.casework.together.ways import Facts, append_ways, settle_ways, ways_of
from cases.casework.ways_moved import once_more, take_back
from cases.casework.ways_written import (
    CORRECTION,
    first_of,
    replaced_by,
    taken_back_at,
    told_since,
    written_by_closing,
    written_by_closings,
)
from cases.casework.whereabouts import (
    Point,
    course_of,
    is_derived,
    leads_to,
    whereabouts,
)
from cases.core.actor import Actor
from cases.core.context import seeing_too
from cases.core.errors import Sentence
from cases.core.facts import Interval, Source
from cases.core.roles import FILE
from cases.core.waiting import put
from cases.crossings.models import Stay
from cases.places.choices import Country

NOT_SAID: Final[Sentence] = _("Nobody said at the closing where the person is.")
TOLD_SINCE: Final[Sentence] = _("Since then it was told where the person was.")
REOPENING: Final = "reopen_case"


@on_outcome
def say_where(ended: Ended) -> None:
    """Take back what the former closing wrote; say what follows from this one."""
    say_where_of_all([ended])


@in_one_go(say_where)
def say_where_of_all(ended: Sequence[Ended]) -> None:
    """Do the same for the cases of one act."""
    heard: dict[int, Stay] = {}
    for one in ended:
        if one.before and not is_reopening(one) and not is_behind_closing(one):
            written = written_by_closing(one.actor, one.case, one.before)
            before = [
                point
                for point in written
                if point not in one.stated and (is_derived(point) or point.recorded_at < one.moment)
            ]
            gone = [point for point in before if is_derived(point) or not holds(one, point)]
            if one.before == one.case.outcome == Outcome.LOST_CONTACT:
                heard |= last_heard(one.case, gone)
            take_back(one.actor, one.case, gone, one.moment, why_voided(one))
    left = went_on_from(one.case for one in ended if one.case.outcome == Outcome.ONWARD)
    for one in ended:
        restore(one)
        say_again(one, heard)
        row = closing_of(one.rows)
        if row is not None and is_open_where(one.case, row, left) and not is_stated(one):
            said = heard.get(one.case.pk)
            first = min(said.occurred_from if said else row.occurred_from, row.occurred_at)
            since = Interval(first, row.occurred_at)
            with seeing_too(FILE):
                facts = Facts(one.actor, since, one.moment, row.operation)
                append_ways(facts, [one.case], partial(lost_by, left, said))


@on_way
def derive_again(actor: Actor, cases: Sequence[Case], moment: datetime, is_void: bool) -> None:
    """Let what closings derived give way to what is told later, and come again where that is void.

    What is told, on whichever case or record of the person, says that they were by the closing
    where its outcome has them, also where the case was reopened since. Staff may see other records
    of the person and not write on them, so the worker looks after those; and after the cases that a
    reception point does not see, where it takes something back.
    """
    is_blind = actor.is_reception and is_void
    linked = {case.citizen_id for case in cases if is_blind or case.citizen.head_id is not None}
    if linked and actor.kind == "staff":
        follow_linked.enqueue(citizen_ids=sorted(linked), is_void=is_void)
    cases = [*cases, *cases_beside(actor, cases)]
    rows = Transition.objects.standing().filter(case__in=cases, changes__outcome__in=ENDED_WELL)
    closings: dict[int, dict[datetime, Transition]] = defaultdict(dict)
    for row in rows.in_order():
        closings[row.case_id][row.occurred_at] = row
    closed = [case for case in cases if case.pk in closings]
    if not closed:
        return
    left = went_on_from(
        case
        for case in closed
        if any(row.to_outcome == Outcome.ONWARD for row in closings[case.pk].values())
    )
    ways = ways_of(actor, closed)
    derived: set[tuple[int, datetime]] = set()
    gone: set[Point] = set()
    for case in closed:
        country = ""
        for point, now in course_of(ways[case.citizen_id]):
            is_own = is_derived(point) and point.citizen_id == case.citizen_id
            closing = closings[case.pk].get(point.occurred_at) if is_own else None
            if closing is not None:
                derived.add((case.pk, point.occurred_at))
                if country and fits(closing.to_outcome, country, left.get(case.pk, "")):
                    gone.add(point)
            country = now.country
    if gone:
        ids = [point.pk for point in gone]
        Stay.objects.filter(pk__in=ids).update(voided_at=moment, void_reason=str(TOLD_SINCE))
        told = {pk: [row for row in way if row not in gone] for pk, way in ways.items()}
        settle_ways(actor, closed, told)
        of = {point.citizen_id for point in gone}
        known_since([case for case in closed if case.citizen_id in of], moment)
    if is_void:
        last = {case.pk: list(closings[case.pk].values())[-1] for case in closed}
        ended = [case for case in closed if case.outcome in ENDED_WELL]
        open_where = [case for case in ended if (case.pk, last[case.pk].occurred_at) not in derived]
        derive_unstated(actor, open_where, last, left, moment)


def cases_beside(actor: Actor, cases: Sequence[Case]) -> list[Case]:
    """Return the other cases in sight of the same records."""
    people = {case.citizen_id: case.citizen for case in cases}
    rows = Case.objects.visible_to(actor).filter(citizen__in=people, voided_at__isnull=True)
    rows = rows.exclude(pk__in=[case.pk for case in cases])
    found = list(rows.select_related("mission").order_by("pk"))
    for case in found:
        case.citizen = people[case.citizen_id]
    return found


def known_since(cases: Sequence[Case], moment: datetime) -> None:
    """Say on the records of these people that something of their ledgers is of this moment."""
    for case in cases:
        citizen = case.citizen
        if citizen.ledger_at is None or citizen.ledger_at < moment:
            citizen.ledger_at = moment
            put(citizen, "ledger_at")


def derive_unstated(
    actor: Actor,
    cases: Sequence[Case],
    last: Mapping[int, Transition],
    left: Mapping[int, str],
    moment: datetime,
) -> None:
    """Write since when nobody knows where people are, where their last closings do not say it."""
    written = written_by_closings(actor, {case: case.outcome for case in cases}) if cases else {}
    silent = [case for case in cases if not says_outcome(case, written[case.pk])]
    if silent:
        spans = {case.pk: span_of(last[case.pk]) for case in silent}
        facts = Facts(actor, spans[silent[0].pk], moment, "void_transition")
        append_ways(facts, silent, partial(lost_by, left, None), spans)
        known_since(silent, moment)


def restore(ended: Ended) -> None:
    """Write again what an entry took back of an earlier closing, once that entry is void.

    Then nothing new was entered at this moment, and the earlier closing stands again.
    """
    case, moment = ended.case, ended.moment
    is_new = any(row.recorded_at == moment and row.copied_from_id is None for row in ended.rows)
    if not case.outcome or is_new or Outcome.DUPLICATE in {ended.before, case.outcome}:
        return
    for row in case.transitions.filter(voided_at=moment, copies=None):
        for point in taken_back_at(case, first_of(row).recorded_at):
            interval = Interval(point.occurred_from, point.occurred_at)
            facts = Facts(ended.actor, interval, moment, "void_transition")
            append_ways(facts, [case], partial(once_more, point))


def say_again(ended: Ended, heard: dict[int, Stay]) -> None:
    """Write again what former corrections of this closing took back, where it holds by this one.

    `heard` gets what a closing as lost was told of when somebody last heard from the person.
    """
    case, moment, closing = ended.case, ended.moment, closing_of(ended.rows)
    is_new = closing and closing.recorded_at == moment and closing.copied_from_id is None
    if not closing or not is_new or ended.is_stated or closing.operation != CORRECTION:
        return
    found: list[Point] = []
    row = replaced_by(closing)
    while row and (former := replaced_by(corrected := first_of(row))) and former.to_outcome:
        then, row = replace(ended, before=former.to_outcome), former
        gone = taken_back_at(case, corrected.recorded_at)
        found += [one for one in gone if not told_since(one)]
        found = [one for one in found if is_derived(one) or holds(then, one)]
    if case.outcome == Outcome.LOST_CONTACT:
        heard |= {pk: said for pk, said in last_heard(case, found).items() if pk not in heard}
    for point in [one for one in found if not is_derived(one)]:
        interval = Interval(point.occurred_from, point.occurred_at)
        facts = Facts(ended.actor, interval, moment, closing.operation)
        append_ways(facts, [case], partial(once_more, point))


def is_stated(ended: Ended) -> bool:
    """Return whether somebody said with this closing where the person is.

    Where contact was lost they are in no country that is known, whatever was said.
    """
    if ended.case.outcome == Outcome.LOST_CONTACT:
        return False
    if ended.is_stated or not ended.before:
        return ended.is_stated
    written = written_by_closing(ended.actor, ended.case, ended.case.outcome)
    return says_outcome(ended.case, written)


def says_outcome(case: Case, points: Sequence[Point]) -> bool:
    """Return whether somebody said by one of these points that a person is where they fit."""
    stated = [leads_to(point) for point in points if not is_derived(point)]
    return any(country and is_fitting(case, case.outcome, country) for country in stated)


def is_reopening(ended: Ended) -> bool:
    """Return whether the case was reopened just now, which has asked what becomes of the way."""
    last = ended.rows[-1] if ended.rows else None
    return last is not None and (last.operation, last.recorded_at) == (REOPENING, ended.moment)


def is_behind_closing(ended: Ended) -> bool:
    """Return whether the former closing stands, and the person is known to have died since.

    What was said of where the person was stands then: the last known place stays.
    """
    return ended.case.outcome == Outcome.DIED and ended.rows[-1].from_outcome == ended.before


def holds(ended: Ended, point: Point) -> bool:
    """Return whether what was stated with the outcome before holds with the one of now.

    It does unless this contradicts it: the person is not there any more by the new outcome, or had
    certainly died by then; with a death the body is where it is. Where contact was lost, it was the
    last known place. A link sets the closing aside, which was not wrong.
    """
    case, before, outcome = ended.case, ended.before, ended.case.outcome
    if outcome == Outcome.DUPLICATE:
        return True
    closing = closing_of(ended.rows)
    died = closing.died_at if closing and before != Outcome.DIED else None
    if closing is None or (died is not None and point.occurred_from > died.last):
        return False
    if MEANS[before] is MEANS[outcome] is not Means.STAYS:
        return True
    if Means.LOST in {MEANS[before], MEANS[outcome]} and leads_to(point) != Country.VN:
        return True
    return is_fitting(case, outcome, leads_to(point))


def last_heard(case: Case, gone: Sequence[Point]) -> dict[int, Stay]:
    """Return by case what a closing was told of when somebody last heard from the person."""
    closings = case.transitions.filter(to_outcome=Outcome.LOST_CONTACT)
    since = {row.occurred_at: row.occurred_from for row in closings}
    lost = [row for row in gone if isinstance(row, Stay)]
    heard = [row for row in lost if is_said(row) or row.occurred_from < since[row.occurred_at]]
    return {case.pk: min(heard, key=lambda row: row.occurred_from)} if heard else {}


def is_said(lost: Stay) -> bool:
    """Return whether another than our mission says since when nobody heard from the person."""
    return (lost.source, lost.source_detail) != (Source.MISSION, "")


def why_voided(ended: Ended) -> str:
    """Return why the former closing does not stand any more."""
    closings = Transition.objects.filter(case=ended.case, to_outcome=ended.before)
    reasons = closings.filter(voided_at=ended.moment).values_list("void_reason", flat=True)
    return reasons.first() or ""


def is_open_where(case: Case, row: Transition, left: Mapping[int, str]) -> bool:
    """Return whether the whereabouts that stand on the person's row do not settle the outcome.

    They are those of the last moment, so a closing of an earlier one is looked at in the ledger.
    """
    if MEANS[case.outcome] is Means.STAYS:
        return False
    since = case.citizen.now_since
    is_later = since is not None and since > row.occurred_at
    now = case.citizen.now_country
    return is_later or not fits(case.outcome, now, left.get(case.pk, ""))


def lost_by(
    left: Mapping[int, str], said: Stay | None, case: Case, until: Sequence[Point]
) -> list[Point]:
    """Return that the whereabouts are not known, where the ledger does not fit the outcome.

    Only that contact was lost has been said: by the mission, or as the former closing had it.
    """
    if fits(case.outcome, whereabouts(until).country, left.get(case.pk, "")):
        return []
    if case.outcome == Outcome.LOST_CONTACT:
        return lost(until, said.source, said.source_detail) if said else lost(until)
    return lost(until, Source.OTHER, str(NOT_SAID))


def reopen_ways(writing: Writing, answer: str, reason: str) -> None:
    """Take back what the closing wrote of the way, or let it stand; 422 where nobody says which.

    Of whoever came again the last word holds: where somebody said that they are, or that it is not
    known. That follows from the closing alone, and gives way to the first word on where they are.
    """
    actor, case = writing.actor, writing.case
    written = written_by_closing(actor, case)
    if not written:
        return
    if not answer:
        raise refused("whereabouts_asked", "whereabouts")
    if answer == AtReopening.WRONG:
        take_back(actor, case, written, writing.moment, reason)
