"""What is looked at before somebody travels: each check a function over facts read in sets."""

from cases.movements.checks.company import COMPANY
from cases.movements.checks.finding import Finding
from cases.movements.checks.person import PERSON
from cases.movements.checks.running import findings_of

__all__ = ["COMPANY", "PERSON", "Finding", "findings_of"]
