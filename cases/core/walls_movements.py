"""The second wall of movements: the journey, who is on it, and the lists that were frozen."""

from collections.abc import Callable
from dataclasses import replace

from cases.core.security import Protected
from cases.core.walls_musters import OF_MUSTERS, musters_of

OF_PEOPLE = "(select app_sees('people'))"
ONLY_ADDED = ("select", "insert")
NO_PAIR = "(code <> 'kept_apart' or (select app_sees('apart')))"
"""That two people are kept apart is for who seats and houses people."""
OF_TRIP = (
    *("incident_id", "reception_point_id", "title", "state", "state_reason", "departs_at"),
    *("arrives_at", "manifest", "is_changed", "version"),
)
OF_LEG = (
    *("mode", "from_place_id", "to_place_id", "departs_at", "arrives_at", "carrier", "service"),
    *("capacity", "meeting_place", "meeting_at", "departed_at", "arrived_at", "turned_back_at"),
    *("departed_from", "arrived_from", "turned_back_from", "dropped_at", "why"),
)
OF_ESCORT = ("ended_at", "ended_by_id")
OF_NOTE = ("answered_on", "answer")
OF_SEAT = (
    *("state", "place", "first_leg", "last_leg", "seat", "ticket_name", "ticket_number"),
    *("changed_at", "changed_by_id"),
)
"""What is ever written of rows that are there; what they belong to, and counts, never."""
OF_MOVEMENTS: dict[str, tuple[str, str]] = {
    "cases_movement": ("", ""),
    "cases_leg": ("", ""),
    "cases_escort": ("", ""),
    "cases_hostnote": ("", ""),
    "cases_passenger": ("", "case_id"),
    **OF_MUSTERS,
}
"""Whose former values are kept: the column of the person, of the case."""


def movements_of(
    of_case: Callable[..., Protected], child_of: Callable[..., str], eyes: tuple[str, str, str]
) -> tuple[Protected, ...]:
    """Return the rules of all tables of movements.

    A movement is seen by the mission that organises it, by its reception point once its list was
    frozen, and by whoever sees somebody on it; written by the first alone, and by headquarters.
    `eyes`: who sees all, at which mission, and who reads files.
    """
    sees_all, sees_at, of_file = eyes
    own = f"{of_file} and ({sees_all} or mission_id = {sees_at})"
    ours = (
        f"{of_file} and ({sees_all} or (select true from cases_movement as trip "  # noqa: S608 - our own names
        f"where trip.id = movement_id and trip.mission_id = {sees_at}))"
    )
    with_it = child_of("cases_movement", "movement_id")
    notes = f"{of_file} and ({with_it})"
    return (
        Protected(
            "cases_movement",
            f"{OF_PEOPLE} and ({sees_all} or mission_id = {sees_at} "
            f"or (reception_point_id = {sees_at} and manifest > 0) "
            f"or ({of_file} and {sees_at} = any(mission_ids) and movement_in_sight(id)))",
            writes=own,
            locks=own,
            columns=OF_TRIP,
        ),
        Protected("cases_leg", with_it, writes=ours, locks=ours, columns=OF_LEG),
        Protected("cases_escort", with_it, writes=ours, locks=ours, columns=OF_ESCORT),
        Protected("cases_hostnote", notes, writes=ours, locks=ours, columns=OF_NOTE),
        Protected("cases_manifestversion", with_it, writes=ours, commands=ONLY_ADDED),
        *people_of(of_case, f"({child_of('cases_case', 'case_id')})", ours, eyes),
        *musters_of(child_of, sees_all, sees_at),
    )


def people_of(
    of_case: Callable[..., Protected], with_case: str, ours: str, eyes: tuple[str, str, str]
) -> tuple[Protected, ...]:
    """Return the rules of the people on movements: seen with their cases, each for itself.

    Also where a role reads no files: at the gate at home. They are put on a movement where their
    case may be written; what was decided about their seats is for who reads the file.
    """
    sees_all, sees_at, of_file = eyes
    of_ours = (
        f"({sees_all} or (select true from cases_passenger as rider "  # noqa: S608 - our own names
        "join cases_movement as trip on trip.id = rider.movement_id where rider.id = passenger_id "
        f"and rider.case_id = {{table}}.case_id and trip.mission_id = {sees_at}))"
    )
    version = (
        "(select true from cases_manifestversion as made join cases_movement as trip "  # noqa: S608 - our own names
        "on trip.id = made.movement_id where made.id = manifest_id "
        f"and ({sees_all} or trip.mission_id = {sees_at}))"
    )
    decided = [
        replace(
            of_case(table, *ONLY_ADDED),
            writes=f"{of_file} and {with_case} and {of_ours.format(table=table)}",
        )
        for table in ("cases_seatchange", "cases_seatoverride")
    ]
    decided[1] = replace(decided[1], sees=f"{decided[1].sees} and {NO_PAIR}")
    return (
        Protected(
            "cases_passenger",
            f"{OF_PEOPLE} and {with_case}",
            writes=f"{ours} and {with_case}",
            locks=f"{ours} and {with_case}",
            inserts=f"{ours} and {of_case('cases_passenger').writes}",
            columns=OF_SEAT,
        ),
        *decided,
        Protected(
            "cases_manifestline",
            f"{OF_PEOPLE} and {with_case}",
            writes=f"{of_file} and {with_case} and {version}",
            commands=ONLY_ADDED,
        ),
    )
