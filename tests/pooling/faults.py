"""A middleware of the tests: some requests break after they have read, inside their transaction."""

from collections.abc import Callable
from itertools import count
from typing import Any

from django.db import connection
from django.http import HttpRequest

from cases.casework.models import Case

ASKED = "X-Break"
number = count()


class Faults:
    """Innermost of all, so that a view seems to break."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        if ASKED in request.headers:
            list(Case._base_manager.all())
            if next(number) % 2:
                with connection.cursor() as cursor:
                    cursor.execute("select 1 / 0")
            raise RuntimeError
        return self.get_response(request)
