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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import AtReopening, Outcome
from cases.casework.deaths import (
    Fact,
    heard_after,
    last_death,
    needs_alive,
    outlived_of_each,
)
from cases.casework.jobs import follow_linked
from cases.casework.ledger import Writing, closing_of, span_of, standing_rows
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
    in_order,
    is_derived,
    leads_to,
    meet,
    names_country,
    starts_in,
    whereabouts,
)
from cases.citizens.choices import NationalityStatus
from cases.citizens.known_as import records_seen
from cases.citizens.nationality import decision_on
from cases.core.actor import Actor
from cases.core.context import seeing_too
from cases.core.errors import Refused, Sentence, broken_rule, not_allowed
from cases.core.facts import Interval, Source, When
from cases.core.roles import FILE
from cases.core.waiting import put
from cases.crossings.choices import StayKind
from cases.crossings.models import Crossing, Stay
from cases.places.choices import ZONE_OF_COUNTRY, Country
from cases.places.models import Place
from cases.templatetags.moments import day_words, days_words

REFUSALS: Final[dict[str, Sentence]] = {
    "ending_when": _(
        "With the country or the place goes since when the person is there. Say that too, or leave "
        "both empty."
    ),
    "ending_source": _("Say who says so."),
    "ending_where": _("Say in which country the person is."),
    "ending_without_outcome": _(
        "Where the person is comes with an outcome. Record a crossing or a stay instead."
    ),
    "ending_at_home": _("With this outcome the person is in Viet Nam. Name a place there."),
    "ending_abroad": _("Viet Nam is home. Choose the outcome of a return."),
    "ending_onward": _(
        "Whoever moved on is no longer in the country where they were. Choose another."
    ),
    "ending_source_alone": _(
        "This goes with where the person is, or with when somebody last heard from them. Say that "
        "too, or leave this empty."
    ),
    "ending_told_later": _(
        "By what is on record they are elsewhere later. Give another day, or correct or void what "
        "is wrong. If they came there since, record that crossing first."
    ),
    "ending_told_already": _(
        "How they came there is on record already. Leave where and since when empty, or correct "
        "the day of the crossing first."
    ),
    "ending_heard_later": _(
        "By what is on record somebody heard from them later. Give that day, or correct or void "
        "what is wrong."
    ),
    "ending_after_death": _(
        "The person had died by then. Say where they were when they died, or leave it empty. The "
        "way of the body is recorded as crossings."
    ),
    "told_after_death": _(
        "By what is on record the person told this of after their death. Give another day, or "
        "correct or void what is wrong first."
    ),
    "nationality_verified": _(
        "The nationality of the person is verified. If that is wrong, correct the answer that says "
        "so, or the person’s record, first. Else choose another outcome."
    ),
    "whereabouts_asked": _("The closing said where the person is. Say whether that was wrong."),
}
"""Codes of what a closing or a reopening may not leave open, or contradict, and their sentences."""
AFTER_THE_DEATH: Final[Sentence] = _(
    "On record of after the death, though it needs the person alive: %(entry)s. The closing will "
    "be among the entries to check."
)
NOT_SAID: Final[Sentence] = _("Nobody said at the closing where the person is.")
TOLD_SINCE: Final[Sentence] = _("Since then it was told where the person was.")
REOPENING: Final = "reopen_case"
WHEREABOUTS: Final = "whereabouts.record"
"""The permission of the fact that a closing states."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Where the person is, as whoever closes the case says it: in which country, since when.

    `at`: the name of the input that says since when.
    """

    means: Means
    country: str
    place: Place | None
    when: When | None
    source: str
    source_detail: str
    at: str


def stated(
    actor: Actor,
    case: Case,
    outcome: str,
    *,
    country: str,
    place: Place | None,
    when: When | None,
    source: str,
    source_detail: str,
    at: str = "when",
) -> Stated:
    """Return what is stated with an outcome; 422 where it does not fit it, or is half said.

    `at`: the name of the input that says since when.
    """
    means = MEANS.get(outcome, Means.STAYS)
    country = country or (place.country if place else "")
    if means is Means.HOME and when is not None:
        country = country or Country.VN.value
    check_place(country, place)
    check_country(case, outcome, country)
    if country and when is None:
        raise refused("ending_when", at)
    if country and not source:
        raise refused("ending_source", "source")
    if when is not None and not country and means is not Means.LOST:
        raise refused("ending_where", "country")
    return Stated(means, country, place, when, source, source_detail, at)


def refused(code: str, field: str) -> Refused:
    """Return the 422 of a code at a field."""
    return broken_rule(REFUSALS[code], code, field)


def refuse_source_alone(said: object, source: str, source_detail: str) -> None:
    """Refuse a source of nothing: 422 at its field."""
    if not said and (source or source_detail):
        raise refused("ending_source_alone", "source" if source else "source_detail")


def refuse_verified(actor: Actor, case: Case, outcome: str) -> None:
    """422 for "not a national" where it is on record that the person is one; says who decided."""
    if outcome != Outcome.NOT_NATIONAL:
        return
    records = records_seen(actor, case.citizen)
    verified = records.filter(nationality_status=NationalityStatus.VERIFIED).first()
    if verified is None:
        return
    found = decision_on(actor, verified)
    by = f" ({found.name}, {day_words(found.day)})" if found else ""
    raise broken_rule(f"{REFUSALS['nationality_verified']}{by}", "nationality_verified", "outcome")


def check_place(country: str, place: Place | None) -> None:
    """Refuse a place in another country."""
    if place is not None and place.country != country:
        message = _("This place does not lie in the country named.")
        raise broken_rule(message, "place_in_country", "place")


def check_country(case: Case, outcome: str, country: str) -> None:
    """Refuse a country in which nobody is after this outcome."""
    if not country or not outcome:
        return
    if is_fitting(case, outcome, country):
        return
    means = MEANS[outcome]
    if means is Means.HOME:
        raise refused("ending_at_home", "country")
    if country == Country.VN:
        raise refused("ending_abroad", "country")
    if means is Means.ABROAD:
        was = _("Whoever moved on is no longer where they were: %(country)s. Choose another.")
        raise broken_rule(was % {"country": Country(country).label}, "ending_onward", "country")


def state(writing: Writing, said: Stated, closed: Interval, died: Interval | None = None) -> None:
    """Write what is stated, unless the ledger has the person there at that moment already.

    Where contact was lost they are lost from some moment after the one when they were last heard.
    422 where what is on record of later tells otherwise, or the person had died by then.
    """
    actor, case, moment = writing.actor, writing.case, writing.moment
    if said.when is None:
        return
    if not actor.may(WHEREABOUTS):
        raise not_allowed()
    interval = said.when.resolve(zone_of_day(actor, said, moment), moment, field=said.at)
    if died is not None and interval.first > died.last:
        raise refused("ending_after_death", said.at)
    if said.means is Means.LOST:
        refuse_heard_later(actor, case, interval, said.at)
    if said.country:
        way = in_order(ways_of(actor, [case])[case.citizen_id])
        if said.means is not Means.LOST:
            refuse_told_later(actor, way, said, interval, died or closed)
        came = [row for row in way if may_be_how(row, said.country, interval)]
        facts = Facts(actor, interval, moment, writing.operation)
        new = append_ways(facts, [case], lambda _case, until: points_to({*until, *came}, said))
        writing.stated.extend(new)
    if said.means is Means.LOST:
        since = Interval(min(interval.first, closed.last), closed.last)
        source = said.source or Source.MISSION.value
        facts = Facts(actor, since, moment, writing.operation)
        detail = said.source_detail
        new = append_ways(facts, [case], lambda _case, until: lost(until, source, detail))
        writing.stated.extend(new)


def may_be_how(point: Point, country: str, since: Interval) -> bool:
    """Return whether it may have been by a point that the person came to a country at a moment."""
    is_there = isinstance(point, Crossing) and point.to_country == country
    return is_there and point.occurred_from <= since.last and since.first <= point.occurred_at


def refuse_told_later(
    actor: Actor, way: Sequence[Point], said: Stated, since: Interval, closed: Interval
) -> None:
    """422 where the person is certainly in another country after that, going by what is on record.

    Whoever crossed on from where they are said to be is elsewhere only if that was by the closing.
    """
    told = [row for row in way if names_country(row) and not is_derived(row)]
    later = [row for row in told if row.occurred_from > since.last]
    if not later:
        return
    by_then = [row for row in later if row.occurred_at <= closed.last]
    if not meet(said.country, starts_in(later[0])):
        is_same = isinstance(later[0], Crossing) and leads_to(later[0]) == said.country
        code = "ending_told_already" if is_same else "ending_told_later"
        raise refused_by(code, said.at, later[0], actor.zone)
    if by_then and not meet(said.country, leads_to(by_then[-1])):
        raise refused_by("ending_told_later", said.at, by_then[-1], actor.zone)


def refuse_heard_later(actor: Actor, case: Case, heard: Interval, field: str) -> None:
    """422 where somebody certainly heard from the person later, going by what is on record."""
    later = heard_after(actor, case.citizen, heard)
    if later:
        raise refused_by("ending_heard_later", field, later[-1], actor.zone)


def refuse_told_after_death(actor: Actor, case: Case, died: Interval, field: str) -> None:
    """422 where the person told themselves of what is certainly after their death."""
    way = ways_of(actor, [case])[case.citizen_id]
    later = [row for row in way if row.source == Source.CITIZEN and row.occurred_from > died.last]
    told = [row for row in in_order(later) if needs_alive(row)]
    if told:
        raise refused_by("told_after_death", field, told[0], actor.zone)


def refused_by(code: str, field: str, fact: Fact, zone: str) -> Refused:
    """Return the 422 of a code at a field, with what is on record and its day."""
    return broken_rule(f"{REFUSALS[code]} ({fact_words(fact, zone)})", code, field)


def fact_words(fact: Fact, zone: str) -> str:
    """Return a fact with its day."""
    named = getattr(fact, "said", fact)
    return f"{days_words(fact.occurred_from, fact.occurred_at, zone)} · {named}"


def outlived_beforehand(actor: Actor, case: Case) -> list[str]:
    """Return what a closing just written makes an entry to check: what is of after the death."""
    death = last_death(standing_rows(case)) if case.outcome == Outcome.DIED else None
    late = outlived_of_each(actor, [death])[death.pk] if death else []
    return [str(AFTER_THE_DEATH % {"entry": fact_words(fact, actor.zone)}) for fact in late]


def state_anew(
    writing: Writing, said: Stated, closed: Interval, reason: str, died: Interval | None
) -> None:
    """Write what a correction states, in the place of what the closing had stated."""
    if said.when is None:
        return
    written = written_by_closing(writing.actor, writing.case, writing.case.outcome)
    take_back(writing.actor, writing.case, written, writing.moment, reason)
    state(writing, said, closed, died)


def zone_of_day(actor: Actor, said: Stated, moment: datetime) -> str:
    """Return in which zone a bare day is meant: of the place, else of the mission.

    A day that has come in the country that is stated and not yet at the mission is one there.
    """
    if said.place:
        return said.place.zone
    day = said.when.last_begun(actor.zone) if said.when and said.when.day else None
    is_to_come = day is not None and day > moment.astimezone(ZoneInfo(actor.zone)).date()
    return ZONE_OF_COUNTRY.get(said.country, actor.zone) if is_to_come else actor.zone


def points_to(until: Iterable[Point], said: Stated) -> list[Point]:
    """Return the border between where the way led until then and the country, then the place.

    Where it led nowhere known, that they are there: no border is named from which they came.
    """
    now = whereabouts(until)
    place_id = said.place.pk if said.place else None
    if now.country == said.country and place_id in {None, now.place_id}:
        return []
    source = {"source": said.source, "source_detail": said.source_detail}
    found: list[Point] = []
    if now.country and now.country != said.country:
        found.append(
            Crossing(
                from_country=now.country,
                to_country=said.country,
                entered_at=said.place,
                **source,
            )
        )
    if said.place or not found:
        stay = Stay(kind=StayKind.AT, country=said.country, place=said.place, **source)
        found.append(stay)
    return found


def lost(until: Sequence[Point], source: str = Source.MISSION, detail: str = "") -> list[Point]:
    """Return the point that says so, where the way led to a country."""
    if not whereabouts(until).country:
        return []
    return [Stay(kind=StayKind.LOST, source=source, source_detail=detail)]


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
    stated = [point for point in points if not is_derived(point)]
    return any(is_fitting(case, case.outcome, leads_to(point)) for point in stated)


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
