"""How people of a scenario go home: journeys, head counts, costs, hand-overs, each at its moment.

A person is named by her key wherever an argument names a case. `on` names what an act is on: the
number of a movement, hand-over or claim, "muster" for the newest head count of the movement named
last, or a person for an act on her case.
"""

import re
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cases.casework.models import Case
from cases.core.actor import SYSTEM, Actor
from cases.core.context import eyes
from cases.core.facts import replay
from cases.core.registry import DECLARED
from cases.missions.models import Mission
from cases.missions.queries import system_at
from cases.money.claims.models import Claim
from cases.movements.costs.queries import loose_lines
from cases.movements.costs.reading import left_of
from cases.movements.handover.models import Handover, HandoverLine
from cases.movements.models import HostNote, Leg, Movement
from cases.movements.musters.models import Muster
from cases.seeding.acting import Say, act
from cases.seeding.applied import applied_digests, remember, turn
from cases.seeding.entries import Journey, SeedSet, Spot, Step, digest_of
from cases.seeding.files import read_toml, refuse_others, tables
from cases.seeding.people import part, read_moment
from cases.seeding.together import case_of

OF_ACT = {"key", "at", "mission", "operation", "on", "args"}
PERSON = re.compile(r"P[0-9]{3}")
MUSTER = "muster"
ON_CASE = frozenset({"complete_step", "record_cost", "record_fitness"})
AREAS = frozenset({"movements", "musters", "handovers", "claims"})
EVERYBODY = "everybody"
"""For all on the list of a hand-over, or all expected at a head count who are not named."""
LEFT = "left"
"""For all costs of the legs of the journey that the payer named was not asked for yet."""


def read_homeward(seeds: SeedSet, folder: Path) -> None:
    """Read the acts, a file for each incident."""
    for path in sorted((folder / "homeward").glob("*.toml")):
        content, spot = read_toml(seeds, folder, path)
        refuse_others(seeds, content, spot, {"act"})
        for values, at in tables(seeds, content, spot, "act"):
            read_one(seeds, path.stem, values, at)
    seeds.homeward.sort(key=lambda row: row.step.at)


def read_one(seeds: SeedSet, incident: str, values: dict[str, Any], spot: Spot) -> None:
    """Read one act."""
    refuse_others(seeds, values, spot, OF_ACT)
    name = str(values.get("operation", ""))
    if not values.get("key"):
        seeds.faults.append(spot.fault("key is missing."))
    declared = DECLARED.get(name)
    if name not in ON_CASE and (declared is None or declared.resource not in AREAS):
        sentence = f'operation names nothing that is done here: "{name}"'
        seeds.faults.append(spot.inside("operation").fault(sentence))
    known = {one.key.rpartition("/")[2] for one in seeds.people}
    for person in sorted(set(PERSON.findall(str(values)))):
        if person not in known:
            sentence = f'args names nobody of the scenario: "{person}"'
            seeds.faults.append(spot.inside("args").fault(sentence))
    mission = str(values.get("mission", ""))
    seeds.missions.append((mission, spot.inside("mission")))
    said = part(seeds, values, spot, "args") if "args" in values else {}
    step = Step(read_moment(seeds, values, spot, "at"), mission, name, said, spot.inside("args"))
    key, on = f"{incident}/{values.get('key', '')}", str(values.get("on", ""))
    seeds.homeward.append(Journey(key, step, on, digest_of(values), spot))


def load_homeward(seeds: SeedSet, say: Say) -> None:
    """Carry out what is not there yet, in one transaction; the people are there before."""
    if not seeds.homeward:
        return
    with turn():
        applied = applied_digests()
        new = [row for row in seeds.homeward if row.full_key not in applied]
        missions = {row.code: system_at(row) for row in Mission.objects.visible_to(SYSTEM)}
        journey = ""
        for row in seeds.homeward:
            journey = row.on if "-M-" in row.on else journey
            if row in new:
                load_one(seeds, row, missions[row.step.mission], journey)
                remember(row)
    say(f"  journeys home: {len(seeds.homeward)}, new: {len(new)}")


def load_one(seeds: SeedSet, row: Journey, actor: Actor, journey: str) -> None:
    """Do one act, by the mission that it names."""
    with eyes(actor), replay(row.step.at):
        target = target_of(seeds, actor, row.on, journey)
        values = spelled(seeds, actor, row, target)
        values |= costs_named(actor, row, values, target, journey)
        act(actor, row.step.operation, values, row.step.spot, target)


def target_of(seeds: SeedSet, actor: Actor, on: str, journey: str) -> Any:
    """Return what an act is on; nothing where it makes something."""
    if PERSON.fullmatch(on):
        case = found_case(seeds, on)
        return case and Case.objects.visible_to(actor).get(pk=case.pk)
    if on == MUSTER:
        counts = Muster.objects.visible_to(actor).filter(movement__number=journey)
        return counts.order_by("pk").last()
    if "-C-" in on:
        return Claim.objects.visible_to(actor).get(number=on)
    if "-H-" in on:
        return Handover.objects.visible_to(actor).get(number=on)
    return Movement.objects.visible_to(actor).get(number=on) if on else None


def found_case(seeds: SeedSet, key: str) -> Case | None:
    """Return the case of a person, whoever has it."""
    with eyes(SYSTEM):
        return case_of(seeds, key)


def spelled(seeds: SeedSet, actor: Actor, row: Journey, target: Any) -> dict[str, Any]:
    """Return the arguments with people and rows as the forms name them."""
    values: dict[str, Any] = with_cases(seeds, row.step.values)
    if isinstance(target, Handover) and {"lines", "line"} & values.keys():
        lines = HandoverLine.objects.visible_to(actor).filter(handover=target)
        by_case = {line.case.reference: str(line.uuid) for line in lines.select_related("case")}
        if values.get("lines") == EVERYBODY:
            values["lines"] = list(by_case.values())
        elif "lines" in values:
            values["lines"] = [by_case[name] for name in values["lines"]]
        if "line" in values:
            values["line"] = by_case[values["line"]]
    if row.step.operation == "open_muster" and "leg" in values:
        legs = Leg.objects.visible_to(actor).filter(movement=target, number=values["leg"])
        values["leg"] = str(legs.get().uuid)
    if values.get("note") == "last":
        notes = HostNote.objects.visible_to(actor).filter(movement=target)
        values["note"] = str(notes.latest("pk").uuid)
    for mark in values.get("marks", []):
        mark["key"] = str(uuid5(NAMESPACE_URL, f"{row.full_key}/{mark['case']}"))
    return values


def costs_named(
    actor: Actor, row: Journey, values: dict[str, Any], target: Any, journey: str
) -> dict[str, Any]:
    """Return the costs that an act names, as the forms name them; nothing for another act."""
    if row.step.operation == "tie_leg_cost":
        loose = loose_lines(actor, target).filter(case__reference__in=values["lines"])
        return {"lines": [str(line.uuid) for line in loose]}
    if row.step.operation == "prepare_claim" and values.get("lines") == LEFT:
        movement = Movement.objects.visible_to(actor).get(number=journey)
        left = left_of(actor, movement, values["payer"])[values["payer"]]
        return {"lines": [str(line.uuid) for line in left]}
    return {}


def with_cases(seeds: SeedSet, value: Any) -> Any:
    """Return the same with the number of the case wherever a person stands."""
    if isinstance(value, dict):
        return {name: with_cases(seeds, part) for name, part in value.items()}
    if isinstance(value, list):
        return [with_cases(seeds, part) for part in value]
    if isinstance(value, str) and PERSON.fullmatch(value):
        case = found_case(seeds, value)
        return case.reference if case else value
    return value
