"""What protects people of a scenario, and who travels with whom: each act at its moment.

People are named by their keys; the mission that has the case acts.
"""

from pathlib import Path
from typing import Any

from cases.casework.models import Case
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import replay
from cases.core.registry import DECLARED
from cases.missions.queries import system_at
from cases.seeding.acting import Say, act
from cases.seeding.applied import applied_digests, remember, turn
from cases.seeding.entries import Pairing, SeedSet, Spot, Step, digest_of
from cases.seeding.files import read_toml, refuse_others, tables
from cases.seeding.people import part, read_moment

OF_ACT = {"key", "at", "operation", "person", "other", "args"}
ON_CASE = frozenset({"flag_vulnerability", "record_assessment", "record_fitness", "form_group"})
ON_PERSON = frozenset({"keep_apart"})
WITH_OTHER = frozenset({"form_group", "keep_apart"})


def read_together(seeds: SeedSet, folder: Path) -> None:
    """Read the acts, a file for each incident."""
    for path in sorted((folder / "together").glob("*.toml")):
        content, spot = read_toml(seeds, folder, path)
        refuse_others(seeds, content, spot, {"act"})
        for values, at in tables(seeds, content, spot, "act"):
            read_one(seeds, path.stem, values, at)
    seeds.together.sort(key=lambda row: row.step.at)


def read_one(seeds: SeedSet, incident: str, values: dict[str, Any], spot: Spot) -> None:
    """Read one act."""
    refuse_others(seeds, values, spot, OF_ACT)
    name = str(values.get("operation", ""))
    needed = ["key", "person", *(["other"] if name in WITH_OTHER else [])]
    missing = [word for word in needed if not values.get(word)]
    seeds.faults += [spot.fault(f"{word} is missing.") for word in missing]
    if name not in ON_CASE | ON_PERSON:
        sentence = f'operation names nothing that is done here: "{name}"'
        seeds.faults.append(spot.inside("operation").fault(sentence))
    known = {one.key.rpartition("/")[2] for one in seeds.people}
    for word in ("person", "other"):
        if values.get(word) and str(values[word]) not in known:
            sentence = f'{word} is nobody of the scenario: "{values[word]}"'
            seeds.faults.append(spot.inside(word).fault(sentence))
    said = part(seeds, values, spot, "args") if "args" in values else {}
    step = Step(read_moment(seeds, values, spot, "at"), "", name, said, spot.inside("args"))
    seeds.together.append(
        Pairing(
            f"{incident}/{values.get('key', '')}",
            step,
            (str(values.get("person", "")), str(values.get("other", ""))),
            digest_of(values),
            spot,
        )
    )


def load_together(seeds: SeedSet, say: Say) -> None:
    """Carry out what is not there yet, in one transaction; the people are there before."""
    if not seeds.together:
        return
    with turn():
        applied = applied_digests()
        new = [row for row in seeds.together if row.full_key not in applied]
        for row in new:
            load_one(seeds, row)
            remember(row)
    say(f"  protection and travel groups: {len(seeds.together)}, new: {len(new)}")


def load_one(seeds: SeedSet, row: Pairing) -> None:
    """Do one act, by the mission that has the case."""
    with eyes(SYSTEM):
        one, other = (case_of(seeds, key) for key in row.people)
    if one is None:
        return
    name, values = row.step.operation, dict(row.step.values)
    if other is not None:
        values["other"] = other.reference
    actor = system_at(one.mission)
    with eyes(actor), replay(row.step.at):
        target = Case.objects.visible_to(actor).get(pk=one.pk)
        resource = DECLARED[name].resource
        act(actor, name, values, row.step.spot, target if resource == "cases" else target.citizen)


def case_of(seeds: SeedSet, key: str) -> Case | None:
    """Return the case of one of the invented people, nothing where there is none."""
    names = [
        one.steps[0].values["full_name"]
        for one in seeds.people
        if key and one.key.rpartition("/")[2] == key
    ]
    cases = Case.objects.visible_to(SYSTEM).filter(citizen__full_name__in=names)
    return cases.select_related("mission").order_by("pk").first()
