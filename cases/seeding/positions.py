"""Position lines of a scenario: added by headquarters at their moment, approved a little later."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import replay
from cases.incidents.models import PositionLine
from cases.missions.choices import MissionKind
from cases.missions.models import Mission
from cases.missions.queries import system_at
from cases.seeding.acting import Say, act
from cases.seeding.applied import applied_digests, remember, turn
from cases.seeding.entries import Pairing, SeedSet, Spot, Step, digest_of
from cases.seeding.files import read_toml, refuse_others, tables
from cases.seeding.people import read_moment

OF_LINE = {
    *("key", "at", "text", "text_vi", "text_fr", "source_name", "source_url", "stated_on"),
    *("valid_from", "valid_until"),
}
LATER = timedelta(minutes=15)


def read_positions(seeds: SeedSet, folder: Path) -> None:
    """Read the position lines, a file for each incident."""
    for path in sorted((folder / "positions").glob("*.toml")):
        content, spot = read_toml(seeds, folder, path)
        refuse_others(seeds, content, spot, {"line"})
        for values, at in tables(seeds, content, spot, "line"):
            read_line(seeds, path.stem, values, at)
    seeds.positions.sort(key=lambda row: row.step.at)


def read_line(seeds: SeedSet, incident: str, values: dict[str, Any], spot: Spot) -> None:
    """Read one line; what it says is checked by the form that adds it."""
    refuse_others(seeds, values, spot, OF_LINE)
    if not values.get("key"):
        seeds.faults.append(spot.fault("key is missing."))
    said = {name: value for name, value in values.items() if name not in {"key", "at"}}
    at = read_moment(seeds, values, spot, "at")
    step = Step(at, "", "add_position_line", {"incident": incident, **said}, spot)
    key = f"positions/{incident}/{values.get('key', '')}"
    seeds.positions.append(Pairing(key, step, ("", ""), digest_of(values), spot))


def load_positions(seeds: SeedSet, say: Say) -> None:
    """Carry out what is not there yet, in one transaction."""
    if not seeds.positions:
        return
    with turn():
        applied = applied_digests()
        new = [row for row in seeds.positions if row.full_key not in applied]
        centre = Mission.objects.visible_to(SYSTEM).get(kind=MissionKind.HEADQUARTERS)
        for row in new:
            load_line(row, centre)
            remember(row)
    say(f"  position lines: {len(seeds.positions)}, new: {len(new)}")


def load_line(row: Pairing, centre: Mission) -> None:
    """Add one line and approve it."""
    actor, spot = system_at(centre), row.step.spot
    with eyes(actor):
        with replay(row.step.at):
            line: PositionLine = act(actor, "add_position_line", row.step.values, spot)
        with replay(row.step.at + LATER):
            line = PositionLine.objects.visible_to(actor).get(pk=line.pk)
            act(actor, "approve_position_line", {}, spot, line)
