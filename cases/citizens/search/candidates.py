"""Candidates: the people in sight whose keys fit, found by one function of the database."""

import json
from collections.abc import Sequence
from typing import Final

from django.db import connection

from cases.citizens.search.ways import Way

MOST: Final = 600
MOST_BY_ONE: Final = 200
FIND: Final = "select citizen_id, way from find_people(%s, %s, %s)"


def candidates(ways: Sequence[Way], most: int = MOST) -> dict[int, int]:
    """Return ids of people whom the transaction's actor sees, each with its strictest way from 0.

    At most `most`, and of one way no more than its share; the ways are asked in turn until there
    are so many.
    """
    found: dict[int, int] = {}
    if ways:
        with connection.cursor() as cursor:
            cursor.execute(FIND, [json.dumps(ways), most, MOST_BY_ONE])
            for citizen, way in cursor.fetchall():
                found.setdefault(citizen, way - 1)
    return found
