"""The application a WSGI server runs, behind a proxy that ends TLS:

granian --interface wsgi --workers 4 --blocking-threads 8 consular.wsgi:application
"""

import os

from django.core.wsgi import get_wsgi_application

from consular.env import env
from consular.postgres import open_database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consular.settings")
open_database(env)
application = get_wsgi_application()
