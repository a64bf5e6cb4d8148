"""`manage.py figures`: the counts of any moment, as known at any moment, out of the ledgers."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.fields.dates import parse_when
from cases.incidents.models import Incident
from cases.publishing.figures import comparable, figures_of, late_news
from cases.publishing.figures.moments import database_clock, day_of
from cases.publishing.report import data_of, text_of


class Command(BaseCommand):
    """Reads with the eyes of the system, and writes nothing."""

    help = "Print the figures of an incident as of a moment, as known at a moment."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The incident and the two moments."""
        parser.add_argument("incident", help="its code, such as 2025-10-myawaddy")
        parser.add_argument(
            "--as-of", required=True, help="2025-10-22 (its end), or 2025-10-22T23:59+07:00"
        )
        parser.add_argument(
            "--known-at", help="what was known at this moment; without it, what is known now"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, compare, and explain the difference."""
        as_of = self.moment(options["as_of"], "--as-of")
        known_at = options["known_at"] and self.moment(options["known_at"], "--known-at")
        with eyes(SYSTEM):
            incident = self.incident(options["incident"])
            self.refuse_future(known_at, incident.zone)
            figures = figures_of(SYSTEM, incident, as_of, known_at)
            reported = comparable(SYSTEM, incident, as_of, known_at)
            news = late_news(SYSTEM, incident, as_of, known_at) if known_at else None
            if options["json"]:
                data = data_of(figures, reported, news)
                self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
            else:
                self.stdout.write("\n".join(text_of(figures, reported, news)))

    def moment(self, text: str, option: str) -> When:
        """Return one moment as it was typed."""
        try:
            when = parse_when(text)
        except ValidationError as fault:
            raise CommandError(f"{option} {text}: {fault.messages[0]}") from None
        if when.earliest != when.latest:
            raise CommandError(f"{option} {text}: Give one moment, not an interval.")
        return when

    def incident(self, code: str) -> Incident:
        """Return the incident of the code."""
        found = Incident.objects.visible_to(SYSTEM).filter(code=code).first()
        if found is None:
            raise CommandError(f"There is no incident {code}.")
        return found

    def refuse_future(self, known_at: When | None, zone: str) -> None:
        """Nobody knows what will be known; a bare day may be today."""
        if known_at is None:
            return
        now = database_clock()
        is_later = (
            known_at.last_day > day_of(now, zone)
            if known_at.last_day is not None
            else known_at.latest is not None and known_at.latest > now
        )
        if is_later:
            raise CommandError("--known-at lies in the future. Leave it out for now.")
