"""Loading the seeds: read and check everything, then write group by group."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings

from cases.core import present
from cases.core.facts import replay
from cases.seeding.accounts import give_passwords
from cases.seeding.acting import Say
from cases.seeding.applied import turn
from cases.seeding.briefed import load_briefings
from cases.seeding.checking import Checker
from cases.seeding.demonstration import begin, remind_as_then
from cases.seeding.entries import FaultyError, SeedSet
from cases.seeding.homeward import load_homeward
from cases.seeding.orders import load_orders
from cases.seeding.positions import load_positions
from cases.seeding.programs import load_programs
from cases.seeding.reading import read_seeds
from cases.seeding.reference import KINDS, load_group
from cases.seeding.reported import load_reports
from cases.seeding.scenario import load_people
from cases.seeding.spent import load_spent
from cases.seeding.together import load_together

GROUPS = ("reference", "incidents", "procedures", "scenario")


def checked_seeds(folder: Path) -> SeedSet:
    """Return everything in the folder; raises with every fault that was found."""
    seeds = read_seeds(folder, accounts=settings.DEMO_ACCOUNTS, scenarios=settings.LEDGER_REPLAY)
    faults = Checker(seeds).check()
    if faults:
        raise FaultyError(faults)
    return seeds


@contextmanager
def time_of(group: str, *, first: datetime | None) -> Iterator[None]:
    """Let a group happen at its time.

    Figures of an incident were published on real days, later ones than the scenario's among them.
    Procedures are there before its first act, where the demonstration has none of its acts yet.
    """
    with ExitStack() as stack:
        if group == "incidents":
            stack.enter_context(present.unshifted())
        stack.enter_context(turn())
        if group == "procedures" and first is not None:
            stack.enter_context(replay(first))
        yield


def load_seeds(seeds: SeedSet, groups: tuple[str, ...], say: Say) -> None:
    """Carry out what is new or changed: each group of rows at once, then person by person."""
    first = None
    if "scenario" in groups:
        with turn():
            first = begin(seeds)
    for group in KINDS:
        if group in groups:
            say(f"{group}:")
            with time_of(group, first=first):
                load_group(seeds, group, say)
    if "reference" in groups:
        with turn():
            give_passwords(seeds)
    if "scenario" in groups and seeds.people:
        say("scenario:")
        load_people(seeds.people, say)
    if "scenario" in groups:
        load_orders(seeds.orders, say)
        load_reports(seeds, say)
        load_together(seeds, say)
        load_spent(seeds, say)
        load_positions(seeds, say)
        load_briefings(seeds, say)
        load_homeward(seeds, say)
        load_programs(seeds, say)
        if settings.PRESENT_SHIFT and seeds.people:
            remind_as_then(seeds)
