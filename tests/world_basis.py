"""What the world holds of legal bases and reports to persons."""

from datetime import date
from typing import Any

from cases.casework.models import Case
from cases.casework.operations import set_legal_basis
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.facts import When
from cases.privacy.models import PersonReport, RightsRequest
from cases.privacy.operations import confirm_rights_request, make_report, record_rights_request
from tests.factories import LegalBasisFactory
from tests.register import a_case, a_citizen, fresh

OPENED = When(day=date(2025, 10, 20))
Prepared = tuple[Any, dict[str, Any]]


def by_consent(
    actor: Actor, case: Case, statement: str = "She agrees that her sister is told."
) -> Case:
    """Let the consent of the person carry a case."""
    return set_legal_basis(
        actor,
        fresh(case),
        legal_basis=LegalBasisFactory(consent_given=True),
        source="citizen",
        statement=statement,
        consent_form="oral",
    )


def case_by_consent(actor: Actor) -> Prepared:
    """A case that is carried by the consent of the person."""
    return by_consent(actor, a_case(actor, reported=OPENED)), {}


def a_report(actor: Actor, **more: Any) -> PersonReport:
    """Return a report that may be read now."""
    return make_report(actor, a_citizen(actor), **({"reason": "person", "language": "en"} | more))


def report(actor: Actor) -> Prepared:
    """A report that was asked for."""
    return a_report(actor), {}


def a_request(actor: Actor, citizen: Citizen | None = None, **more: Any) -> RightsRequest:
    """Return a request that nobody has confirmed or answered."""
    said = {
        "kind": "copy",
        "asked_by": "person",
        "channel": "email",
        "received_on": date(2025, 11, 20),
        "words": "She wants to read what is written about her.",
    }
    return record_rights_request(actor, citizen or a_citizen(actor), **(said | more))


def request(actor: Actor) -> Prepared:
    """A request that came in before the days that the examples name."""
    return a_request(actor), {}


def confirmed_request(actor: Actor) -> Prepared:
    """A confirmed request of a kind whose term may be made longer."""
    row = a_request(actor, kind="objection")
    return confirm_rights_request(actor, row, confirmed_on=date(2025, 11, 21)), {}
