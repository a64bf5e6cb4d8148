"""Whether somebody acts on a welfare check: as on its case."""

from cases.casework.follow_up.models import WelfareCheck
from cases.core.actor import Actor
from cases.core.guards import Hindrance, guard, hindrance


@guard(WelfareCheck)
def guard_check(actor: Actor, check: WelfareCheck) -> Hindrance:
    """The mission that has the case, headquarters, another as far as a share names acts."""
    return hindrance(actor, check.case)
