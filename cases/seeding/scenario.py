"""Carrying out the courses of the invented people, each act at the moment it was recorded."""

import time
from collections.abc import Callable
from typing import Any

from cases.casework.models import Share, Transfer
from cases.core.actor import SYSTEM, Actor
from cases.core.context import eyes
from cases.core.facts import replay
from cases.core.registry import DECLARED
from cases.letters.models import Letter
from cases.missions.models import Mission
from cases.missions.queries import system_at
from cases.seeding.acting import Say, act
from cases.seeding.applied import applied_digests, remember, turn
from cases.seeding.checking import LAST
from cases.seeding.entries import Person, Step

CHUNK_SECONDS = 5.0
TOLD_TIMES = 4
BETWEEN: dict[str, Any] = {"transfers": Transfer, "shares": Share, "letters": Letter}
LEDGERS: dict[str, Callable[[Any], Any]] = {
    "transition": lambda case: case.transitions,
    "crossing": lambda case: case.citizen.crossings,
    "stay": lambda case: case.citizen.stays,
}


def load_people(people: list[Person], say: Say) -> None:
    """Carry out whoever is not there yet, in transactions of a few seconds; resumes by itself."""
    left = list(people)
    told = 0
    while left:
        with turn():
            applied = applied_digests()
            seen = Mission.objects.visible_to(SYSTEM)
            missions = {mission.code: system_at(mission) for mission in seen}
            ends = time.monotonic() + CHUNK_SECONDS
            while left and time.monotonic() < ends:
                person = left.pop(0)
                if person.full_key not in applied:
                    load_person(person, missions)
                    remember(person)
                elif applied[person.full_key] != person.digest:
                    say(f"  {person.key} has changed in the seeds; what was recorded stays.")
        done = len(people) - len(left)
        if done * TOLD_TIMES // len(people) > told:
            told = done * TOLD_TIMES // len(people)
            say(f"  people: {done} of {len(people)}")


def load_person(person: Person, missions: dict[str, Actor]) -> None:
    """Carry out the whole course of one person."""
    citizen: Any = None
    case: Any = None
    for step in person.steps:
        actor = missions[step.mission]
        declared = DECLARED[step.operation]
        target = None
        if not declared.is_creation:
            target = target_of(actor, declared.resource, citizen, case)
        with eyes(actor), replay(step.at):
            done = act(actor, step.operation, with_last(step, target), step.spot, target)
        if step.operation == "register_citizen":
            citizen = done
        elif step.operation == "open_case":
            case = done


def target_of(actor: Actor, resource: str, citizen: Any, case: Any) -> Any:
    """Return what an act is on: the case, its person, or its newest transfer, share or letter."""
    model = BETWEEN.get(resource)
    if model is not None:
        return model.objects.visible_to(actor).filter(case=case).order_by("pk").last()
    return now(actor, citizen if resource == "citizens" else case)


def now(actor: Actor, row: Any) -> Any:
    """Return the row as it is now, with its present version."""
    return type(row).objects.visible_to(actor).get(pk=row.pk)


def with_last(step: Step, case: Any) -> dict[str, Any]:
    """Return the arguments with "last" replaced by the newest standing entry of that ledger."""
    values = dict(step.values)
    for name, rows in LEDGERS.items():
        if values.get(name) == LAST:
            entry = rows(case).filter(voided_at__isnull=True).order_by("number").last()
            if entry is not None:
                values[name] = str(entry.uuid)
    return values
