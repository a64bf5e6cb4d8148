"""Lists every operation: name, permission, event, address, file and line."""

import inspect
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cases.core.registry import DECLARED


class Command(BaseCommand):
    """The way from a word to the code behind it."""

    help = "List every operation with permission, event, address and file:line."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line an operation, by name."""
        rows = [("operation", "permission", "event", "address", "code")]
        for name, declared in sorted(DECLARED.items()):
            body = declared.operation.body
            path = Path(inspect.getsourcefile(body) or "").relative_to(settings.BASE_DIR)
            line = inspect.getsourcelines(body)[1]
            address = f"{declared.resource}/{'' if declared.is_creation else '…/'}{declared.verb}"
            event = declared.operation.audit
            rows.append((name, declared.operation.may, event, address, f"{path}:{line}"))
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        for row in rows:
            cells = [cell.ljust(width) for cell, width in zip(row[:4], widths, strict=True)]
            self.stdout.write("  ".join([*cells, row[4]]))
