"""Keeps the catalogues of translations: compiles, updates, checks."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.core.translations.catalogues import (
    catalogue_files,
    compile_catalogues,
    shortcomings,
    update_catalogue,
)
from cases.core.translations.sources import messages_of


class Command(BaseCommand):
    """Without an option it compiles what has changed, and says nothing when nothing has."""

    help = "Compile the catalogues of translations, update them from the sources, or check them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one option at most."""
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument(
            "--extract", action="store_true", help="bring the catalogues in line with the sources"
        )
        ways.add_argument(
            "--check", action="store_true", help="list what is not translated or out of date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the option asks for."""
        if options["check"]:
            return self.check_catalogues()
        if options["extract"]:
            self.extract()
        for language in compile_catalogues():
            self.stdout.write(f"Compiled the {language} catalogue.")
        return None

    def extract(self) -> None:
        """Update every catalogue."""
        messages = messages_of(settings.BASE_DIR)
        for language, file in catalogue_files().items():
            update_catalogue(file, language, messages)
            self.stdout.write(f"Updated the {language} catalogue: {len(messages)} messages.")

    def check_catalogues(self) -> None:
        """List every shortcoming; having one is a failure."""
        found = list(shortcomings(settings.BASE_DIR))
        for language, fault, text in found:
            self.stdout.write(f"{language}: {fault}: {text!r}")
        if found:
            raise CommandError(f"Texts that need a translator: {len(found)}.", returncode=1)
