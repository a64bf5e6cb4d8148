#!/usr/bin/env python3
"""Django's command line, with the embedded PostgreSQL running while a command runs."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consular.settings")
    from consular.env import env  # noqa: PLC0415 -- a wrong setting stops before Django is loaded
    from consular.postgres import open_database  # noqa: PLC0415 -- as above

    open_database(env)
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- as above

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
