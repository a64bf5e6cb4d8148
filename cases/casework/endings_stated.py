"""What whoever closes a case states of where the person is: is it whole, does it contradict what is
on record, and what is written of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Outcome
from cases.casework.deaths import (
    Fact,
    heard_after,
    last_death,
    needs_alive,
    outlived_of_each,
)
from cases.casework.ledger import Writing, standing_rows
from cases.casework.left_behind import is_fitting
from cases.casework.meanings import MEANS, Means
from cases.casework.models import Case
from cases.casework.together.ways import Facts, append_ways, ways_of
from cases.casework.ways_moved import take_back
from cases.casework.ways_written import (
    written_by_closing,
)
from cases.casework.whereabouts import (
    Point,
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
from cases.core.errors import Refused, Sentence, broken_rule, not_allowed
from cases.core.facts import Interval, Source, When
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
