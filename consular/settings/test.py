"""The test suite: real PostgreSQL, cheap passwords, nothing kept between tests."""

import secrets
from tempfile import TemporaryDirectory

from consular.env import env
from consular.settings.base import *

DEBUG = False
SECRET_KEY = env.secret_key or secrets.token_urlsafe(64)
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
# A test holds in one transaction what would be many; the limit of the role would cut it.
DATABASES["default"]["OPTIONS"] |= {"options": "-c transaction_timeout=10min"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# Gone with the process.
FILES_OF_THE_SUITE = TemporaryDirectory(prefix="consular-files-", ignore_cleanup_errors=True)
STORED_FILES = FILES_OF_THE_SUITE.name
# A test may call as often as it likes; those of the allowance set their own.
API_ALLOWANCES = dict.fromkeys(API_ALLOWANCES, 1_000_000)
