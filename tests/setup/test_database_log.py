"""The log of the embedded database holds no personal data either."""

import pytest
from django.db import connection

from consular.env import env

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not env.is_embedded, reason="another server keeps its own log"),
]


def test_a_failed_statement_is_not_written_down():
    with connection.cursor() as cursor:
        cursor.execute("show log_min_error_statement")
        assert cursor.fetchone() == ("panic",)
        cursor.execute("show log_error_verbosity")
        assert cursor.fetchone() == ("terse",)
