"""`manage.py worker`: does the background work, until it is asked to stop."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.core.jobs.queue import try_given_up_again
from cases.core.jobs.worker import Worker


class Command(BaseCommand):
    """One process is enough for a machine; several do not get in each other's way."""

    help = "Do the background work: reminders, mail, recounting."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How long it runs."""
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")
        parser.add_argument("--parent", type=int, default=0, help="end with this process")
        parser.add_argument(
            "--retry-given-up", action="store_true", help="put given-up jobs back first"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Work."""
        if settings.DATABASES["default"]["USER"] != settings.DATABASE_APP_ROLE:
            raise CommandError("The worker runs as the application role: unset DATABASE_ROLE.")
        self.check(tags=[Tags.database], databases=["default"])
        worker = Worker(options["parent"])
        if options["retry_given_up"]:
            self.stdout.write(f"{try_given_up_again(timezone.now())} jobs are tried again.")
        worker.listen_to_signals()
        if options["once"]:
            worker.work()
        else:
            worker.run()
