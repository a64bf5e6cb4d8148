"""Cases with columns as a test needs them, and the day they are looked at."""

import re

from cases.casework.models import Case
from cases.core.context import eyes
from tests.casework.playbooks import at
from tests.register import a_case
from tests.web.session import log_in

MONDAY = at("2025-11-24 09:00")


def case_with(actor, **columns):
    """Return the reference of a case with these columns."""
    with eyes(actor):
        case = a_case(actor)
        Case.objects.filter(pk=case.pk).update(**columns)
    return case.reference


def words_of(answer):
    """Return the words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def references(answer):
    """Return the numbers of the cases on a page, in order."""
    assert answer.status_code == 200, answer.text
    found = re.findall(r'class="ref">([A-Z]{3}-\d{4}-\d+)', answer.text)
    return list(dict.fromkeys(found))


def listed(client, actor, **asks):
    """Return those that the work list shows somebody."""
    return references(log_in(client, actor).get("/cases/", asks))
