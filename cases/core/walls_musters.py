"""The second wall of head counts: the count with its movement, each mark with its case."""

from collections.abc import Callable

from cases.core.security import Protected

OF_PEOPLE = "(select app_sees('people'))"
OF_MUSTER = (
    *("closed_at", "closed_by_id", "reopened_at", "reopened_by_id", "reopen_reason"),
    *("alarmed_at", "version"),
)
"""What is ever written of a head count that is there."""
OF_STRANGER = ("followed", "case_id", "settled_at", "settled_by_id", "version")
"""What is ever written of somebody without a case who is there: what becomes of her."""
OF_MUSTERS: dict[str, tuple[str, str]] = {"cases_muster": ("", "")}
"""Whose former values are kept: that it was closed before it went on."""


def musters_of(child_of: Callable[..., str], sees_all: str, sees_at: str) -> tuple[Protected, ...]:
    """Return the rules of head counts.

    A head count is seen with its movement and held in the name of the own mission, ended by that
    mission or the one that organises the movement. A mark is seen with its case, also where a role
    reads no files, and made by whoever sees both: to have seen somebody is no act on the file.
    Somebody without a case is seen by the missions that hold and organise, and by whoever took her
    down; with her case once somebody has said whose it is.
    """
    with_it = f"{OF_PEOPLE} and ({child_of('cases_movement', 'movement_id')})"
    of_organiser = (
        "(select true from cases_movement as trip "  # noqa: S608 - our own names
        f"where trip.id = movement_id and trip.mission_id = {sees_at})"
    )
    ours = f"({sees_all} or mission_id = {sees_at} or {of_organiser})"
    with_case = f"{OF_PEOPLE} and ({child_of('cases_case', 'case_id')})"
    counted = "(select true from cases_muster as held where held.id = muster_id)"
    by_oneself = "((select app_kind()) = 'system' or seen_by_id = (select app_staff()))"
    of_holder = (
        "(select true from cases_muster as held join cases_movement as trip "  # noqa: S608 - our own names
        "on trip.id = held.movement_id where held.id = muster_id "
        f"and ({sees_at} in (held.mission_id, trip.mission_id) "
        "or seen_by_id = (select app_staff())))"
    )
    without_case = (
        f"{OF_PEOPLE} and ({sees_all} or case when case_id is null then {of_holder} "  # noqa: S608 - our own names
        "else (select true from cases_case as parent where parent.id = case_id) end)"
    )
    return (
        Protected(
            "cases_muster",
            with_it,
            writes=f"{with_it} and {ours}",
            locks=f"{with_it} and {ours}",
            inserts=f"{with_it} and ({sees_all} or mission_id = {sees_at})",
            columns=OF_MUSTER,
        ),
        Protected(
            "cases_mustermark",
            with_case,
            writes=f"{with_case} and {counted} and {by_oneself}",
            commands=("select", "insert"),
        ),
        Protected(
            "cases_musterstranger",
            without_case,
            inserts=f"{OF_PEOPLE} and case_id is null and {counted} and {by_oneself}",
            columns=OF_STRANGER,
        ),
    )
