"""`manage.py close_factors_anew`: after a new SECRET_KEY, so that the former one can be dropped."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.accounts.factors import close_all_anew


class Command(BaseCommand):
    """What a login does for one account, for all at once."""

    help = "Encrypt every second factor that a former secret key closed with the present one."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many, and how many no known key opens."""
        closed, lost = close_all_anew()
        self.stdout.write(f"{closed} accounts encrypted with the present key.")
        if lost:
            raise CommandError(
                f"No known key opens the second factors of {lost} accounts: name the former "
                "SECRET_KEY in FORMER_SECRET_KEYS, or reset them."
            )
