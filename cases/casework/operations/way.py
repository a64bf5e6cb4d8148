"""Recording and correcting where a person was: crossings and stays."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.deaths import needs_alive, refuse_after_death
from cases.casework.following import follow_person
from cases.casework.models import Case
from cases.casework.operations.opening import refuse_before_birth
from cases.casework.outcomes import follow_returns, follow_ways
from cases.casework.policies import check_standing, refuse_void
from cases.casework.whereabouts import Point, is_derived, settle_whereabouts
from cases.citizens.choices import Answer
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.core.facts import Interval, When, ledger_moment
from cases.core.operations import operation
from cases.crossings.choices import Manner, StayKind
from cases.crossings.models import Crossing, Stay
from cases.missions.models import Authority
from cases.places.models import Place


@operation(may="whereabouts.record", audit="crossing.recorded")
def record_crossing(
    actor: Actor,
    case: Case,
    *,
    from_country: str,
    to_country: str,
    when: When,
    source: str,
    left_from: Place | None = None,
    entered_at: Place | None = None,
    manner: str = Manner.UNKNOWN,
    is_regular: str = Answer.UNKNOWN,
    source_detail: str = "",
    note: str = "",
) -> Crossing:
    """Record that the person crossed a border, with both sides as far as they are known."""
    crossing = unsaved_crossing(
        from_country=from_country,
        to_country=to_country,
        left_from=left_from,
        entered_at=entered_at,
        manner=manner,
        is_regular=is_regular,
        source=source,
        source_detail=source_detail,
        note=note,
    )
    moment = ledger_moment([case.citizen, case])
    interval = when.resolve(zone_of_crossing(crossing, actor), moment)
    if needs_alive(crossing):
        refuse_after_death(actor, case.citizen, interval, "when")
    put_point(actor, case, crossing, interval=interval, moment=moment, by="record_crossing")
    return crossing


def unsaved_crossing(*, manner: str = "", is_regular: str = "", **said: Any) -> Crossing:
    """Return a crossing; 422 where its sides do not lie in the two countries."""
    crossing = Crossing(
        manner=manner or Manner.UNKNOWN, is_regular=is_regular or Answer.UNKNOWN, **said
    )
    check_sides(crossing)
    return crossing


def zone_of_crossing(crossing: Crossing, actor: Actor) -> str:
    """Return the zone in which the day of a crossing is meant: of its place, else the mission's."""
    side = crossing.entered_at or crossing.left_from
    return side.zone if side else actor.zone


@operation(may="whereabouts.record", audit="stay.recorded")
def record_stay(
    actor: Actor,
    case: Case,
    *,
    kind: str,
    when: When,
    source: str,
    country: str = "",
    place: Place | None = None,
    holder: Authority | None = None,
    source_detail: str = "",
    note: str = "",
) -> Stay:
    """Record that the person is at a place, in whose hands; or has left with no place known."""
    stay = Stay(
        kind=kind,
        country=country or (place.country if place else ""),
        place=place,
        holder=holder,
        source=source,
        source_detail=source_detail,
        note=note,
    )
    check_stay(stay)
    moment = ledger_moment([case.citizen, case])
    interval = when.resolve(place.zone if place else actor.zone, moment)
    if needs_alive(stay):
        refuse_after_death(actor, case.citizen, interval, "when")
    put_point(actor, case, stay, interval=interval, moment=moment, by="record_stay")
    return stay


@operation(may="whereabouts.correct", audit="crossing.corrected")
def correct_crossing(
    actor: Actor, case: Case, *, crossing: Crossing, reason: str, changes: Mapping[str, Any]
) -> Case:
    """Void the crossing and record it again as corrected."""
    replacement = said_again(crossing, changes)
    check_sides(replacement)
    zone = zone_of_crossing(replacement, actor)
    replace_point(
        actor, case, crossing, replacement, reason=reason, when=changes.get("when"), zone=zone
    )
    return case


@operation(may="whereabouts.correct", audit="stay.corrected")
def correct_stay(
    actor: Actor, case: Case, *, stay: Stay, reason: str, changes: Mapping[str, Any]
) -> Case:
    """Void the stay and record it again as corrected."""
    replacement = said_again(stay, changes)
    if changes.get("place") is not None and not changes.get("country"):
        replacement.country = replacement.place.country
    check_stay(replacement)
    zone = replacement.place.zone if replacement.place else actor.zone
    replace_point(
        actor, case, stay, replacement, reason=reason, when=changes.get("when"), zone=zone
    )
    return case


@operation(may="whereabouts.correct", audit="crossing.voided")
def void_crossing(actor: Actor, case: Case, *, crossing: Crossing, reason: str) -> Case:
    """Void a crossing that never was, or was another person's."""
    void_alone(actor, case, crossing, reason)
    return case


@operation(may="whereabouts.correct", audit="stay.voided")
def void_stay(actor: Actor, case: Case, *, stay: Stay, reason: str) -> Case:
    """Void a stay that never was, or was another person's."""
    void_alone(actor, case, stay, reason)
    return case


CROSSING_FIELDS = (
    "from_country",
    "to_country",
    "left_from",
    "entered_at",
    "manner",
    "is_regular",
    "source",
    "source_detail",
    "note",
)
STAY_FIELDS = ("kind", "country", "place", "holder", "source", "source_detail", "note")


def said_again(point: Any, changes: Mapping[str, Any]) -> Any:
    """Return an unsaved copy of a point with the changes put in."""
    fields = CROSSING_FIELDS if isinstance(point, Crossing) else STAY_FIELDS
    values = {name: changes.get(name, getattr(point, name)) for name in fields}
    return type(point)(
        **{k: "" if v is None and k not in NULLABLE else v for k, v in values.items()}
    )


NULLABLE = {"left_from", "entered_at", "place", "holder"}


def put_point(
    actor: Actor,
    case: Case,
    point: Any,
    *,
    interval: Interval,
    moment: datetime,
    by: str,
    is_void: bool = False,
) -> None:
    """Append a point to the person's way, and let follow what follows.

    `is_void`: what somebody told before is taken back with it.
    """
    append_point(actor, case, point, interval=interval, moment=moment, by=by)
    follow_ways(actor, [case], moment, is_void=is_void)
    follow_up(actor, case)


def append_point(
    actor: Actor, case: Case, point: Any, *, interval: Interval, moment: datetime, by: str
) -> None:
    """Append a point to the person's way."""
    refuse_void(case)
    place_point(actor, case.citizen, point, interval=interval, moment=moment, by=by)
    point.save(force_insert=True)


def place_point(
    actor: Actor, citizen: Citizen, point: Any, *, interval: Interval, moment: datetime, by: str
) -> None:
    """Make a point the next one of a person's way, not written yet."""
    refuse_before_birth(citizen, interval, actor.zone, "when")
    if point.number is None:
        citizen.points += 1
        point.number = citizen.points
    point.citizen = citizen
    point.occurred_from, point.occurred_at = interval.first, interval.last
    point.recorded_at = moment
    point.operation = by
    point.recorded_by_id = actor.staff_id
    point.recorded_for_id = actor.mission_id


def follow_up(actor: Actor, case: Case) -> None:
    """Put the last whereabouts on the person's row and look again at what blocks her cases."""
    settle_whereabouts(case.citizen)
    follow_person(actor, case.citizen)
    follow_returns(actor, [case], {})


def replace_point(
    actor: Actor,
    case: Case,
    old: Any,
    new: Any,
    *,
    reason: str,
    when: When | None,
    zone: str,
) -> None:
    """Void `old` and append `new` in its place, under one moment.

    It keeps the number: corrected in a detail, it must not overtake the points of the same day.
    """
    moment = ledger_moment([case.citizen, case])
    void_point(case, old, moment, reason)
    interval = when.resolve(zone, moment) if when else Interval(old.occurred_from, old.occurred_at)
    if when is not None and needs_alive(new):
        refuse_after_death(actor, case.citizen, interval, "when")
    by = f"correct_{old._meta.model_name}"
    new.number = old.number
    is_void = not is_derived(old)
    put_point(actor, case, new, interval=interval, moment=moment, by=by, is_void=is_void)


def void_point(case: Case, point: Any, moment: datetime, reason: str) -> None:
    """Void a standing point."""
    refuse_void(case)
    check_standing(point)
    point.voided_at = moment
    point.void_reason = reason
    point.save(update_fields=["voided_at", "void_reason"])


def void_alone(actor: Actor, case: Case, point: Point, reason: str) -> None:
    """Void a point that nothing takes the place of, and let follow what follows."""
    moment = ledger_moment([case.citizen, case])
    void_point(case, point, moment, reason)
    if not is_derived(point):
        follow_ways(actor, [case], moment, is_void=True)
    follow_up(actor, case)


def check_sides(crossing: Crossing) -> None:
    """The two sides must lie in the two countries."""
    if crossing.from_country == crossing.to_country:
        raise broken_rule(
            _("A border lies between two different countries."),
            "crossing_two_countries",
            "to_country",
        )
    sides = (
        ("left_from", crossing.left_from, crossing.from_country),
        ("entered_at", crossing.entered_at, crossing.to_country),
    )
    for name, place, country in sides:
        if place is not None and place.country != country:
            raise broken_rule(
                _("This place does not lie in the country named."), "place_in_country", name
            )


def check_stay(stay: Stay) -> None:
    """Being somewhere needs a country; having left names no place, nor does not knowing where."""
    if stay.kind != StayKind.AT:
        if stay.country or stay.place or stay.holder:
            raise broken_rule(
                _("This says that no place is known. Leave country, place and holder empty."),
                "left_names_no_place",
                "place",
            )
        return
    if not stay.country:
        raise broken_rule(
            _("Give the place, or at least the country."), "stay_at_has_country", "country"
        )
    if stay.place is not None and stay.place.country != stay.country:
        raise broken_rule(
            _("This place does not lie in the country named."), "place_in_country", "place"
        )
