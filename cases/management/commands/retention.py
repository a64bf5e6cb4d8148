"""`manage.py retention`: reports what is due; `--apply` carries out what was approved."""

from argparse import ArgumentParser
from collections import Counter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.jobs.sets import Pace
from cases.retention.carrying import HELD, approved_run, carry_out_some
from cases.retention.choices import HeldBy, ItemState
from cases.retention.models import RetentionItem, RetentionRun
from cases.retention.reporting import make_report
from cases.retention.rules import FaultyRules, rules

LISTED = 20


class Command(BaseCommand):
    """A dry run unless told otherwise: nothing but the report is written."""

    help = (
        "Report what is due by the rules of retention; with --apply carry out an approved report."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to do it, and as of which day to look."""
        parser.add_argument("--apply", action="store_true", help="carry out the approved report")
        parser.add_argument("--as-of", type=date.fromisoformat, help="the day, as 2025-11-25")

    def handle(self, *args: Any, **options: Any) -> None:
        """Report, or carry out."""
        try:
            rules()
        except FaultyRules as fault:
            raise CommandError(str(fault)) from fault
        if options["apply"]:
            self.carry_out()
        else:
            self.tell(make_report(options["as_of"]))

    def tell(self, run: RetentionRun) -> None:
        """Print what a report says: how many, which, by which rule, what is held back and why."""
        with eyes(SYSTEM):
            items = list(
                RetentionItem.objects.visible_to(SYSTEM)
                .filter(run=run)
                .order_by("state", "due_on", "pk")
                .values_list("state", "rule", "held_by", "reference", "due_on")
            )
        counts = Counter((state, rule, held) for state, rule, held, _reference, _day in items)
        self.stdout.write(f"Report {run.uuid} as of {run.as_of}: {run.total} people are due.")
        for rule in rules():
            self.stdout.write(f"{rule.code} ({rule.amount} {rule.unit} after {rule.after}):")
            for state in (ItemState.DUE, ItemState.HELD, ItemState.SOON):
                for held in ("", *HeldBy.values):
                    self.tell_some(items, counts, (state, rule.code, held))
            if rule.code in run.counts:
                self.stdout.write(f"  rows to {rule.then}: {run.counts[rule.code]}")
            if held := run.counts.get(f"{HELD}{rule.code}"):
                self.stdout.write(f"  rows held back: {held}")
        self.stdout.write("Nothing was changed. Headquarters approves the report on its page.")

    def tell_some(self, items: list[Any], counts: Counter[Any], kind: tuple[str, str, str]) -> None:
        """Print the references of one kind, the first twenty."""
        if not counts[kind]:
            return
        state, _rule, held = kind
        words = f"{state}, {held}" if held else state
        found = [f"{row[3]} ({row[4]})" for row in items if row[:3] == kind]
        more = f" and {len(found) - LISTED} more" if len(found) > LISTED else ""
        self.stdout.write(f"  {words}: {counts[kind]}: {', '.join(found[:LISTED])}{more}")

    def carry_out(self) -> None:
        """Carry out the approved report to its end, chunk by chunk."""
        with eyes(SYSTEM):
            run = approved_run()
        if run is None:
            raise CommandError(
                "No report was approved within thirty days. Make one and have it approved."
            )
        pace: Pace | None = Pace(1)
        while pace:
            with eyes(SYSTEM):
                pace = carry_out_some(str(run.uuid), pace)
        with eyes(SYSTEM):
            items = RetentionItem.objects.visible_to(SYSTEM).filter(run=run)
            done = Counter(items.values_list("state", flat=True))
        self.stdout.write(
            f"{done[ItemState.DONE]} anonymised, {done[ItemState.HELD]} held back, "
            f"{done[ItemState.SKIPPED]} left out."
        )
