"""What was spent for people of a scenario, and the rates of those days: each act at its moment.

People are named by their keys; the mission that has the case acts.
"""

from pathlib import Path
from typing import Any

from cases.casework.models import Case
from cases.core.actor import SYSTEM, Actor
from cases.core.context import eyes
from cases.core.facts import replay
from cases.core.registry import DECLARED
from cases.files.models import Attachment
from cases.missions.queries import system_at
from cases.money.models import Deposit, Undertaking
from cases.seeding.acting import Say, act
from cases.seeding.applied import applied_digests, remember, turn
from cases.seeding.entries import Pairing, SeedSet, Spot, Step, digest_of
from cases.seeding.files import read_toml, refuse_others, tables
from cases.seeding.people import part, read_moment
from cases.seeding.together import case_of

OF_ACT = {"key", "at", "operation", "person", "args"}
ON_CASE = frozenset({"attach_file", "record_cost", "record_deposit", "record_undertaking"})
ALONE = frozenset({"record_rate"})
NEWEST: dict[str, tuple[str, Any]] = {
    "deposit": ("backing", Deposit),
    "undertaking": ("backing", Undertaking),
    "file": ("paper", Attachment),
}
"""Word of the file -> the argument in which it stands, and the table whose newest row it names."""


def read_spent(seeds: SeedSet, folder: Path) -> None:
    """Read the acts, a file for each incident."""
    for path in sorted((folder / "spent").glob("*.toml")):
        content, spot = read_toml(seeds, folder, path)
        refuse_others(seeds, content, spot, {"act"})
        for values, at in tables(seeds, content, spot, "act"):
            read_one(seeds, path.stem, values, at)
    seeds.spent.sort(key=lambda row: row.step.at)


def read_one(seeds: SeedSet, incident: str, values: dict[str, Any], spot: Spot) -> None:
    """Read one act."""
    refuse_others(seeds, values, spot, OF_ACT)
    name, person = str(values.get("operation", "")), str(values.get("person", ""))
    if not values.get("key"):
        seeds.faults.append(spot.fault("key is missing."))
    if name not in ON_CASE | ALONE:
        sentence = f'operation names nothing that is done here: "{name}"'
        seeds.faults.append(spot.inside("operation").fault(sentence))
    if person not in {one.key.rpartition("/")[2] for one in seeds.people}:
        sentence = f'person is nobody of the scenario: "{person}"'
        seeds.faults.append(spot.inside("person").fault(sentence))
    said = part(seeds, values, spot, "args")
    step = Step(read_moment(seeds, values, spot, "at"), "", name, said, spot.inside("args"))
    key = f"spent/{incident}/{values.get('key', '')}"
    seeds.spent.append(Pairing(key, step, (person, ""), digest_of(values), spot))


def load_spent(seeds: SeedSet, say: Say) -> None:
    """Carry out what is not there yet, in one transaction; the people are there before."""
    if not seeds.spent:
        return
    with turn():
        applied = applied_digests()
        new = [row for row in seeds.spent if row.full_key not in applied]
        for row in new:
            load_one(seeds, row)
            remember(row)
    say(f"  money: {len(seeds.spent)}, new: {len(new)}")


def load_one(seeds: SeedSet, row: Pairing) -> None:
    """Do one act, by the mission that has the case."""
    with eyes(SYSTEM):
        case = case_of(seeds, row.people[0])
    if case is None:
        return
    actor, name = system_at(case.mission), row.step.operation
    with eyes(actor), replay(row.step.at):
        target = Case.objects.visible_to(actor).get(pk=case.pk)
        values = named(actor, target, row.step.values)
        is_alone = DECLARED[name].is_creation
        act(actor, name, values, row.step.spot, None if is_alone else target)


def named(actor: Actor, case: Case, values: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments with the newest row of the case where a word stands for it."""
    found = dict(values)
    for word, (argument, model) in NEWEST.items():
        if found.get(argument) == word:
            rows = model.objects.visible_to(actor).filter(case=case).order_by("pk")
            found[argument] = str(rows.last().uuid)
    return found
