"""Directives of a scenario, what missions answered, and their plans: each at its past moment."""

from pathlib import Path
from typing import Any

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import replay
from cases.core.registry import DECLARED, RESOURCES
from cases.missions.models import Mission
from cases.missions.queries import system_at
from cases.seeding.acting import Say, act
from cases.seeding.applied import applied_digests, remember, turn
from cases.seeding.entries import Order, SeedSet, Spot, Step, digest_of
from cases.seeding.files import read_toml, refuse_others, tables
from cases.seeding.people import part, read_mission, read_moment

OPERATIONS = (
    "issue_directive",
    "withdraw_directive",
    "acknowledge_directive",
    "report_progress",
    "put_plan",
)
OF_ORDER = {"key", "at", "mission", "operation", "directive", "args"}


def read_orders(seeds: SeedSet, folder: Path) -> None:
    """Read the directives and plans, a file for each incident."""
    for path in sorted((folder / "directives").glob("*.toml")):
        content, spot = read_toml(seeds, folder, path)
        refuse_others(seeds, content, spot, {"order"})
        for values, at in tables(seeds, content, spot, "order"):
            read_order(seeds, path.stem, values, at)
    seeds.orders.sort(key=lambda order: order.step.at)
    issued: set[str] = set()
    for order in seeds.orders:
        if order.step.operation == "issue_directive":
            issued.add(str(order.step.values.get("code", "")))
        elif order.directive and order.directive not in issued:
            sentence = f'directive names none that was issued before: "{order.directive}"'
            seeds.faults.append(order.spot.inside("directive").fault(sentence))


def read_order(seeds: SeedSet, incident: str, values: dict[str, Any], spot: Spot) -> None:
    """Read one act; an act that makes a record is of the incident the file is named after."""
    refuse_others(seeds, values, spot, OF_ORDER)
    operation = str(values.get("operation", ""))
    if operation not in OPERATIONS:
        sentence = f'operation names nothing done on a directive or plan: "{operation}"'
        seeds.faults.append(spot.inside("operation").fault(sentence))
        return
    if not values.get("key"):
        seeds.faults.append(spot.fault("key is missing."))
    asked = part(seeds, values, spot, "args")
    if DECLARED[operation].is_creation:
        asked = {"incident": incident, **asked}
    elif not values.get("directive"):
        seeds.faults.append(spot.fault("directive is missing."))
    at = read_moment(seeds, values, spot, "at")
    step = Step(at, read_mission(seeds, values, spot), operation, asked, spot.inside("args"))
    key = f"{incident}/{values.get('key', '')}"
    directive = str(values.get("directive", ""))
    seeds.orders.append(Order(key, step, directive, digest_of(values), spot))


def load_orders(orders: list[Order], say: Say) -> None:
    """Carry out what is not there yet, in one transaction."""
    if not orders:
        return
    with turn():
        applied = applied_digests()
        missions = {row.code: system_at(row) for row in Mission.objects.visible_to(SYSTEM)}
        new = [order for order in orders if order.full_key not in applied]
        for order in orders:
            if applied.get(order.full_key, order.digest) != order.digest:
                say(f"  {order.key} has changed in the seeds; what was recorded stays.")
        for order in new:
            actor = missions[order.step.mission]
            with eyes(actor), replay(order.step.at):
                target = None
                if order.directive:
                    target = RESOURCES["directives"].find(actor, order.directive)
                act(actor, order.step.operation, order.step.values, order.step.spot, target)
            remember(order)
    say(f"  directives and plans: {len(orders)}, new: {len(new)}")
