"""People who are protected and who travel together, for the tests that try every operation."""

from datetime import date
from typing import Any

from cases.casework.groups.models import TravelGroup
from cases.casework.groups.operations import form_group
from cases.casework.protection.models import ProtectionDecision, Vulnerability
from cases.casework.protection.operations import flag_vulnerability, keep_apart, record_decision
from cases.citizens.models import KeepApart
from cases.core.actor import Actor
from cases.core.facts import When
from tests.register import a_case, a_citizen, fresh

Prepared = tuple[Any, dict[str, Any]]
LONG_AGO = date(2025, 10, 22)
OPENED = When(day=date(2025, 10, 20))


def a_flag(actor: Actor, **more: Any) -> Vulnerability:
    """Return a flag on a case of the actor's mission."""
    case = more.pop("case", None) or a_case(actor, reported=OPENED)
    said = {"kind": "injury", "since": LONG_AGO, "source": "mission"} | more
    return flag_vulnerability(actor, case, **said)


def a_decision(actor: Actor, **more: Any) -> ProtectionDecision:
    """Return a decision on a case of the actor's mission."""
    case = more.pop("case", None) or a_case(actor, reported=OPENED)
    said = {
        "decided_by": "thai-mdt",
        "result": "under_way",
        "decided_on": LONG_AGO,
        "law": "Invented act, s. 33",
    } | more
    return record_decision(actor, case, **said)


def a_pair(actor: Actor, **more: Any) -> KeepApart:
    """Return two people of the actor's mission who are kept apart."""
    one = more.pop("one", None) or a_citizen(actor)
    other = more.pop("other", None) or a_citizen(actor)
    said = {"reason": "recruitment", "since": LONG_AGO} | more
    return keep_apart(actor, one, other=other, **said)


def a_group(actor: Actor, **more: Any) -> TravelGroup:
    """Return two people of the actor's mission who travel together."""
    one = more.pop("one", None) or a_case(actor, reported=OPENED)
    other = more.pop("other", None) or a_case(actor, reported=OPENED)
    said = {"kind": "family", "role": "guardian", "other_role": "relative", "since": LONG_AGO}
    return form_group(actor, one, other=other, **(said | more))


def flag(actor: Actor) -> Prepared:
    """A flag that holds."""
    return a_flag(actor), {}


def decision(actor: Actor) -> Prepared:
    """A decision that stands."""
    return a_decision(actor), {}


def pair(actor: Actor) -> Prepared:
    """Two people kept apart."""
    return a_pair(actor), {}


def with_another(actor: Actor) -> Prepared:
    """Somebody, and another one to be kept apart from."""
    return a_citizen(actor), {"other": str(a_citizen(actor).uuid)}


def alone(actor: Actor) -> Prepared:
    """Somebody who travels alone, and another one who does."""
    other = a_case(actor, reported=OPENED)
    return a_case(actor, reported=OPENED), {"other": other.reference}


def group(actor: Actor) -> Prepared:
    """A group of two."""
    return fresh(a_group(actor)), {}


def group_and_another(actor: Actor) -> Prepared:
    """A group of two, and somebody who travels alone."""
    return fresh(a_group(actor)), {"case": a_case(actor, reported=OPENED).reference}


def group_and_member(actor: Actor) -> Prepared:
    """A group of two, and one of them."""
    made = a_group(actor)
    return fresh(made), {"member": str(made.members.order_by("pk").first().uuid)}


OF_PROTECTION = {
    "form_group": alone,
    "join_group": group_and_another,
    "keep_apart": with_another,
    "leave_group": group_and_member,
}
PROTECTED = {
    "kept-apart": pair,
    "protection-decisions": decision,
    "travel-groups": group,
    "vulnerabilities": flag,
}
