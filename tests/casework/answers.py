"""What a person said, as it stands."""

from datetime import date

from cases.casework.consent import statements_of
from cases.core.facts import When
from tests.register import fresh

MONDAY = When(day=date(2025, 11, 3))
SUNDAY = When(day=date(2025, 11, 2))
OPENED = When(day=date(2025, 10, 22))


def answer_of(actor, case, *question):
    """Return how the answer to a question stands."""
    found = statements_of(actor, fresh(case)).get((*question, "", None)[:3])
    return found.answer if found else None
