"""Briefings of a scenario: drafted, written, approved and published, each at its moment."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from cases.briefings.models import Briefing
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import replay
from cases.core.registry import DECLARED
from cases.incidents.models import ReportedFigure
from cases.seeding.acting import Say, act
from cases.seeding.applied import applied_digests, remember, turn
from cases.seeding.entries import FaultyError, Pairing, SeedSet, Spot, Step, digest_of
from cases.seeding.files import read_toml, refuse_others, tables
from cases.seeding.people import part, read_moment

OF_BRIEFING = {"key", "at", "kind", "as_of", "words", "quotes"}
OF_QUOTE = {"source_name", "value"}
LATER = timedelta(minutes=2)


def read_briefings(seeds: SeedSet, folder: Path) -> None:
    """Read the briefings, a file for each incident."""
    for path in sorted((folder / "briefings").glob("*.toml")):
        content, spot = read_toml(seeds, folder, path)
        refuse_others(seeds, content, spot, {"briefing"})
        for values, at in tables(seeds, content, spot, "briefing"):
            read_one(seeds, path.stem, values, at)
    seeds.briefed.sort(key=lambda row: row.step.at)


def read_one(seeds: SeedSet, incident: str, values: dict[str, Any], spot: Spot) -> None:
    """Read one briefing."""
    refuse_others(seeds, values, spot, OF_BRIEFING)
    for name in ("key", "kind", "as_of"):
        if not values.get(name):
            seeds.faults.append(spot.fault(f"{name} is missing."))
    words = part(seeds, values, spot, "words") if "words" in values else {}
    known = set(DECLARED["write_briefing"].form.base_fields)
    refuse_others(seeds, words, spot.inside("words"), known)
    for quote, at in tables(seeds, values, spot, "quotes"):
        refuse_others(seeds, quote, at, OF_QUOTE)
    said = {
        "draft": {
            "incident": incident,
            "kind": str(values.get("kind", "")),
            "as_of": str(values.get("as_of", "")),
        },
        "words": words,
        "quotes": [dict(row) for row in values.get("quotes", [])],
    }
    step = Step(read_moment(seeds, values, spot, "at"), "", "draft_briefing", said, spot)
    key = f"briefings/{incident}/{values.get('key', '')}"
    seeds.briefed.append(Pairing(key, step, ("", ""), digest_of(values), spot))


def load_briefings(seeds: SeedSet, say: Say) -> None:
    """Carry out what is not there yet, in one transaction."""
    if not seeds.briefed:
        return
    with turn():
        applied = applied_digests()
        new = [row for row in seeds.briefed if row.full_key not in applied]
        for row in new:
            load_one(row)
            remember(row)
    say(f"  briefings: {len(seeds.briefed)}, new: {len(new)}")


def load_one(row: Pairing) -> None:
    """Draft one, write its free sentences, approve it, publish it."""
    spot, said = row.step.spot, row.step.values
    with eyes(SYSTEM):
        with replay(row.step.at):
            draft = said["draft"] | {"figures": quoted(said["draft"]["incident"], row)}
            briefing: Briefing = act(SYSTEM, "draft_briefing", draft, spot)
            if said["words"]:
                act(SYSTEM, "write_briefing", said["words"], spot, briefing)
        with replay(row.step.at + LATER):
            for name in ("approve_briefing", "publish_briefing"):
                briefing = Briefing.objects.visible_to(SYSTEM).get(pk=briefing.pk)
                act(SYSTEM, name, {}, spot, briefing)


def quoted(incident: str, row: Pairing) -> list[str]:
    """Return the ids of the reported figures that a briefing quotes, by their source and value."""
    found = []
    for quote in row.step.values["quotes"]:
        figures = ReportedFigure.objects.visible_to(SYSTEM).filter(
            incident__code=incident, source_name=quote["source_name"], value=quote["value"]
        )
        ids = [str(figure.uuid) for figure in figures]
        if len(ids) != 1:
            raise FaultyError([row.step.spot.fault(f"{quote} is not one reported figure.")])
        found += ids
    return found
