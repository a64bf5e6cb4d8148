"""Reports received in a scenario: what was told and what was done with it, at its moment.

A case is named by the key of its person (`person`), an earlier report by its own (`report`).
"""

from pathlib import Path
from typing import Any

from cases.casework.models import Case
from cases.core.actor import SYSTEM, Actor
from cases.core.context import eyes
from cases.core.facts import replay
from cases.core.registry import DECLARED
from cases.missions.models import Mission
from cases.missions.queries import system_at
from cases.reports.keys import text_key
from cases.reports.models import ReceivedReport
from cases.seeding.acting import Say, act
from cases.seeding.applied import applied_digests, remember, turn
from cases.seeding.entries import SeedSet, Spot, Step, Told, digest_of
from cases.seeding.files import read_toml, refuse_others, tables
from cases.seeding.people import part, read_mission, read_moment

RESOURCE = "received-reports"
OF_REPORT = {"key", "at", "mission", "told", "event"}
OF_EVENT = {"at", "mission", "operation", "args", "person", "report"}
NAMED = {"link_report": "person", "join_report": "report"}
"""What an act names that only the seeds know."""


def read_reports(seeds: SeedSet, folder: Path) -> None:
    """Read the reports, a file for each incident."""
    for path in sorted((folder / "reports").glob("*.toml")):
        content, spot = read_toml(seeds, folder, path)
        refuse_others(seeds, content, spot, {"report"})
        for values, at in tables(seeds, content, spot, "report"):
            read_report(seeds, path.stem, values, at)
    seeds.reports.sort(key=lambda told: told.steps[0].at)


def read_report(seeds: SeedSet, incident: str, values: dict[str, Any], spot: Spot) -> None:
    """Read one report with what was done about it."""
    refuse_others(seeds, values, spot, OF_REPORT)
    if not values.get("key"):
        seeds.faults.append(spot.fault("key is missing."))
    asked = {"incident": incident, **part(seeds, values, spot, "told")}
    at, mission = read_moment(seeds, values, spot, "at"), read_mission(seeds, values, spot)
    steps = [Step(at, mission, "take_down_report", asked, spot.inside("told"))]
    for event, there in tables(seeds, values, spot, "event"):
        step = read_act(seeds, {"mission": mission, **event}, there)
        steps += [step] if step is not None else []
    seeds.reports.append(
        Told(f"{incident}/{values.get('key', '')}", steps, digest_of(values), spot)
    )


def read_act(seeds: SeedSet, event: dict[str, Any], spot: Spot) -> Step | None:
    """Read one act on a report."""
    refuse_others(seeds, event, spot, OF_EVENT)
    operation = str(event.get("operation", ""))
    declared = DECLARED.get(operation)
    if declared is None or declared.resource != RESOURCE or declared.is_creation:
        sentence = f'operation names nothing done on a report: "{operation}"'
        seeds.faults.append(spot.inside("operation").fault(sentence))
        return None
    name = NAMED.get(operation, "")
    if name and not event.get(name):
        seeds.faults.append(spot.fault(f"{name} is missing."))
    said = part(seeds, event, spot, "args") if "args" in event else {}
    asked = said | ({name: event.get(name, "")} if name else {})
    at, mission = read_moment(seeds, event, spot, "at"), read_mission(seeds, event, spot)
    return Step(at, mission, operation, asked, spot.inside("args"))


def load_reports(seeds: SeedSet, say: Say) -> None:
    """Carry out what is not there yet, in one transaction; the people are there before."""
    if not seeds.reports:
        return
    with turn():
        applied = applied_digests()
        missions = {row.code: system_at(row) for row in Mission.objects.visible_to(SYSTEM)}
        new = [told for told in seeds.reports if told.full_key not in applied]
        for told in seeds.reports:
            if applied.get(told.full_key, told.digest) != told.digest:
                say(f"  {told.key} has changed in the seeds; what was recorded stays.")
        for told in new:
            load_report(seeds, told, missions)
            remember(told)
    say(f"  reports received: {len(seeds.reports)}, new: {len(new)}")


def load_report(seeds: SeedSet, told: Told, missions: dict[str, Actor]) -> None:
    """Take one report down and do what was done about it."""
    report: Any = None
    for step in told.steps:
        actor = missions[step.mission]
        with eyes(actor), replay(step.at):
            if report is not None:
                report = ReceivedReport.objects.visible_to(actor).get(pk=report.pk)
            values = with_named(seeds, actor, step)
            done = act(actor, step.operation, values, step.spot, report)
            report = report or done


def with_named(seeds: SeedSet, actor: Actor, step: Step) -> dict[str, Any]:
    """Return the arguments with what only the seeds know replaced by what the form takes."""
    values = dict(step.values)
    if step.operation == "link_report":
        return {"case": case_of(seeds, actor, str(values["person"]))}
    if step.operation == "join_report":
        return {"same_as": report_of(seeds, actor, str(values["report"]))}
    return values


def case_of(seeds: SeedSet, actor: Actor, key: str) -> str:
    """Return the number of the case of one of the invented people, "" where there is none."""
    names = [one.steps[0].values["full_name"] for one in seeds.people if one.key.endswith(key)]
    cases = Case.objects.visible_to(actor).filter(citizen__full_name__in=names)
    return cases.order_by("pk").values_list("reference", flat=True).first() or ""


def report_of(seeds: SeedSet, actor: Actor, key: str) -> str:
    """Return the id of an earlier report of the seeds, "" where there is none."""
    texts = [one.steps[0].values["text"] for one in seeds.reports if one.key.endswith(key)]
    keys = [text_key(text) for text in texts]
    reports = ReceivedReport.objects.visible_to(actor).filter(text_key__in=keys)
    found = reports.order_by("pk").values_list("uuid", flat=True).first()
    return str(found or "")
