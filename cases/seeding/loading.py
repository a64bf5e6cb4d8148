"""Loading the seeds: read and check everything, then write group by group."""

from pathlib import Path

from django.conf import settings

from cases.seeding.accounts import accounts_text, demo_accounts, give_passwords
from cases.seeding.acting import Say
from cases.seeding.applied import turn
from cases.seeding.checking import Checker
from cases.seeding.entries import FaultyError, SeedSet
from cases.seeding.orders import load_orders
from cases.seeding.reading import read_seeds
from cases.seeding.reference import KINDS, load_group
from cases.seeding.scenario import load_people

GROUPS = ("reference", "incidents", "procedures", "scenario")


def checked_seeds(folder: Path) -> SeedSet:
    """Return everything in the folder; raises with every fault that was found."""
    seeds = read_seeds(folder, accounts=settings.DEMO_ACCOUNTS, scenarios=settings.LEDGER_REPLAY)
    faults = Checker(seeds).check()
    if faults:
        raise FaultyError(faults)
    return seeds


def load_seeds(seeds: SeedSet, groups: tuple[str, ...], say: Say) -> None:
    """Carry out what is new or changed: each group of rows at once, then person by person."""
    for group in KINDS:
        if group in groups:
            say(f"{group}:")
            with turn():
                load_group(seeds, group, say)
    if "reference" in groups:
        with turn():
            give_passwords(seeds)
    if "scenario" in groups and seeds.people:
        say("scenario:")
        load_people(seeds.people, say)
    if "scenario" in groups:
        load_orders(seeds.orders, say)
    if settings.DEMO_PASSWORD:
        say(accounts_text(demo_accounts(seeds)))
