"""Of whom the Fund may not ask money back: enforced from what bodies have decided, and never said.

Source: Circular 110/2021/TT-BTC: the return of trafficking victims is not repaid. What stands on
the case decides: a decision "victim" of a body at home or of the host state that was not withdrawn,
the result of the step of either, or the step by which the costs were waived. Our own mission
decides nothing of the kind. Any one of them is enough: the sides are never weighed against each
other, and a doubt is the person's.

The database answers yes or no (`schema.py`), so that the rule holds for a role that handles money
and reads no decision. What is refused because of it names the rule of the Fund, not the ground.
"""

from collections.abc import Collection

from django.db import connection

from cases.casework.models import Case


def may_not_be_asked_back(case: Case) -> bool:
    """Return whether the Fund may not ask back what the return of the person of a case costs."""
    return case.pk in not_asked_back([case.pk])


def not_asked_back(cases: Collection[int]) -> frozenset[int]:
    """Return of some cases those of which the Fund may not ask it back."""
    if not cases:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute("select not_asked_back(%s)", [sorted(cases)])
        return frozenset(row[0] for row in cursor.fetchall())
