"""Reading the scenarios: invented people and their courses, one folder per incident."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cases.core.registry import DECLARED
from cases.seeding.entries import Person, SeedSet, Spot, Step, digest_of
from cases.seeding.files import read_toml, refuse_others, tables

ATTACHED = (
    ("names", "add_name"),
    ("contacts", "add_contact_point"),
    ("documents", "add_identity_document"),
    ("relatives", "add_relative"),
)
OF_PERSON = {
    *("key", "mission", "recorded_at", "register", "open", "event"),
    *(name for name, _operation in ATTACHED),
}
OF_EVENT = {"at", "operation", "mission", "args"}
BETWEEN = {
    # what is done on the newest of these rows of the case, and what makes one
    "transfers": {"offer_transfer", "return_transfer"},
    "shares": {"share_case"},
    "letters": {"issue_letter"},
}
OF_COURSE = {"cases", "citizens", *BETWEEN}
UNKNOWN_MOMENT = datetime.min.replace(tzinfo=UTC)


def read_scenarios(seeds: SeedSet, folder: Path) -> None:
    """Read every scenario; the name of its folder is the code of its incident."""
    for path in sorted((folder / "scenario").glob("*/*.toml")):
        content, spot = read_toml(seeds, folder, path)
        refuse_others(seeds, content, spot, {"person"})
        for values, at in tables(seeds, content, spot, "person"):
            read_person(seeds, path.parent.name, values, at)
    seeds.people.sort(key=lambda person: (person.steps[0].at, person.key))


def read_person(seeds: SeedSet, incident: str, values: dict[str, Any], spot: Spot) -> None:
    """Read one person into one list of steps in order of time."""
    refuse_others(seeds, values, spot, OF_PERSON)
    at = read_moment(seeds, values, spot, "recorded_at")
    mission = read_mission(seeds, values, spot)
    opening = {"incident": incident, **part(seeds, values, spot, "open")}
    first = ("register_citizen", part(seeds, values, spot, "register"), spot.inside("register"))
    acts = [first, *attached(seeds, values, spot), ("open_case", opening, spot.inside("open"))]
    steps = [Step(at, mission, operation, asked, where) for operation, asked, where in acts]
    for event, where in tables(seeds, values, spot, "event"):
        step = read_event(seeds, event, mission, where)
        if step is not None:
            if step.at < steps[-1].at and step.at != UNKNOWN_MOMENT:
                seeds.faults.append(where.inside("at").fault("at lies before the step above it."))
            if is_baseless(step, steps):
                sentence = f"{step.operation} is on nothing: no offer and no share stands above it."
                seeds.faults.append(where.inside("operation").fault(sentence))
            steps.append(step)
    key = f"{incident}/{values.get('key', '')}"
    if not values.get("key"):
        seeds.faults.append(spot.fault("key is missing."))
    seeds.people.append(Person(key, steps, digest_of(values), spot))


def is_baseless(step: Step, before: list[Step]) -> bool:
    """Return whether an act is on a transfer or a share of which the course has none so far."""
    makers = BETWEEN.get(DECLARED[step.operation].resource)
    return makers is not None and not any(row.operation in makers for row in before)


def part(seeds: SeedSet, values: dict[str, Any], spot: Spot, name: str) -> dict[str, Any]:
    """Return a table of a person, noting a fault when it is missing or no table."""
    found = values.get(name)
    if isinstance(found, dict):
        return found
    seeds.faults.append(spot.inside(name).fault(f"{name} must be a table."))
    return {}


def attached(
    seeds: SeedSet, values: dict[str, Any], spot: Spot
) -> list[tuple[str, dict[str, Any], Spot]]:
    """Return the acts that add names, ways to reach, papers and relatives."""
    return [
        (operation, asked, where)
        for name, operation in ATTACHED
        for asked, where in tables(seeds, values, spot, name)
    ]


def read_event(seeds: SeedSet, event: dict[str, Any], mission: str, spot: Spot) -> Step | None:
    """Return the step of an event; None with a fault when its operation is none on a person."""
    refuse_others(seeds, event, spot, OF_EVENT)
    name = str(event.get("operation", ""))
    declared = DECLARED.get(name)
    if declared is None or declared.is_creation or declared.resource not in OF_COURSE:
        seeds.faults.append(
            spot.inside("operation").fault(f'operation names nothing done on a case: "{name}"')
        )
        return None
    args = event.get("args", {})
    if not isinstance(args, dict):
        seeds.faults.append(spot.inside("args").fault("args must be a table."))
        return None
    at = read_moment(seeds, event, spot, "at")
    if "mission" in event:
        mission = read_mission(seeds, event, spot)
    return Step(at, mission, name, args, spot.inside("args"))


def read_mission(seeds: SeedSet, values: dict[str, Any], spot: Spot) -> str:
    """Return the code of the mission that acts, to be looked up once all are known."""
    code = str(values.get("mission", ""))
    seeds.missions.append((code, spot.inside("mission")))
    return code


def read_moment(seeds: SeedSet, values: dict[str, Any], spot: Spot, name: str) -> datetime:
    """Return a past moment with its zone, noting a fault for anything else."""
    said = values.get(name)
    try:
        moment = said if isinstance(said, datetime) else datetime.fromisoformat(str(said))
    except ValueError:
        moment = UNKNOWN_MOMENT.replace(tzinfo=None)
    if moment.tzinfo is None:
        sentence = f"{name} must be a moment with its zone, such as 2025-10-22T14:30:00+07:00."
    elif moment > datetime.now(UTC):
        sentence = f"{name} lies in the future."
    else:
        return moment
    seeds.faults.append(spot.inside(name).fault(sentence))
    return UNKNOWN_MOMENT
