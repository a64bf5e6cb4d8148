"""What the world holds of legal bases and reports to persons."""

from datetime import date
from typing import Any

from cases.casework.models import Case
from cases.casework.operations import set_legal_basis
from cases.core.actor import Actor
from cases.core.facts import When
from cases.privacy.models import PersonReport
from cases.privacy.operations import make_report
from tests.factories import LegalBasisFactory
from tests.register import a_case, a_citizen, fresh

OPENED = When(day=date(2025, 10, 20))
Prepared = tuple[Any, dict[str, Any]]


def legal_bases() -> None:
    """Make the bases that the examples name."""
    LegalBasisFactory()
    LegalBasisFactory(usual=True)


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
