"""The application a WSGI server runs, behind a proxy that ends TLS:

granian --interface wsgi --workers 4 --blocking-threads 8 consular.wsgi:application
"""

import os

from django.core.checks import ERROR, Tags, run_checks
from django.core.wsgi import get_wsgi_application

from consular.env import env
from consular.postgres import open_database


def refuse_open_walls() -> None:
    """Stops the start when the walls are not those of the release, or the role is past them."""
    if env.database_role != "app":
        raise SystemExit("The server runs as the application role: unset DATABASE_ROLE.")
    faults = run_checks(tags=[Tags.database], databases=["default"])
    serious = [fault for fault in faults if fault.level >= ERROR]
    if serious:
        raise SystemExit("\n".join(str(fault.msg) for fault in serious))


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consular.settings")
open_database(env)
application = get_wsgi_application()
refuse_open_walls()
