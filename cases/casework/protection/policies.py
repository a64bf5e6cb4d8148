"""Whether a mission acts on a row of protection: as on its case."""

from cases.casework.protection.models import ProtectionDecision, Vulnerability
from cases.core.actor import Actor
from cases.core.guards import Hindrance, guard, hindrance


@guard(Vulnerability)
def guard_vulnerability(actor: Actor, row: Vulnerability) -> Hindrance:
    """As the case: the mission that has it, headquarters, another as far as a share names acts."""
    return hindrance(actor, row.case)


@guard(ProtectionDecision)
def guard_decision(actor: Actor, row: ProtectionDecision) -> Hindrance:
    """As above."""
    return hindrance(actor, row.case)
