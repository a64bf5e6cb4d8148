"""Flags: what makes the way harder or more dangerous, from a day until a day."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.casework.deaths import refuse_day_after_death
from cases.casework.locks import lock_people
from cases.casework.models import Case
from cases.casework.policies import refuse_void
from cases.casework.protection.catalogue import catalogue, group_of
from cases.casework.protection.models import Vulnerability
from cases.casework.protection.operations.checks import (
    check_group,
    check_order,
    check_past,
    refuse_ended,
)
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule, wrong_state
from cases.core.facts import Source, ledger_moment
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.core.waiting import put

ONLY_VOLUNTEERED: Sentence = _("This is written down only where the person has said so.")
STANDS_ALREADY: Sentence = _("This flag stands on the case already.")


@operation(may="case.protect", audit="case.vulnerability_flagged", appends=True)
def flag_vulnerability(
    actor: Actor,
    case: Case,
    *,
    kind: str,
    since: date,
    source: str,
    until: date | None = None,
    words: str = "",
) -> Vulnerability:
    """Put a flag on the person of a case; who says so is part of it."""
    refuse_void(case)
    group = group_of(kind)
    check_group(actor, group)
    check_past(actor, since, "since")
    lock_people(actor, [case])
    refuse_day_after_death(actor, case.citizen, since, "since")
    check_order(since, until, "until")
    if catalogue()["vulnerability"][kind].volunteered and source != Source.CITIZEN:
        raise broken_rule(ONLY_VOLUNTEERED, "only_volunteered", "source")
    flags = Vulnerability.objects.visible_to(actor).filter(case=case, kind=kind)
    if flags.filter(ended_at__isnull=True).exists():
        raise wrong_state(STANDS_ALREADY, "flag_stands")
    return Vulnerability.objects.create(
        case=case,
        kind=kind,
        restricted=group,
        since=since,
        until=until,
        source=source,
        words=words,
        recorded_at=ledger_moment([]),
        recorded_by_id=actor.staff_id,
    )


@operation(may="case.protect", audit="case.vulnerability_ended")
def end_vulnerability(actor: Actor, vulnerability: Vulnerability, *, reason: str) -> Vulnerability:
    """End a flag: it holds no more, or never did; it stays with its reason."""
    check_group(actor, vulnerability.restricted)
    refuse_ended(vulnerability.ended_at)
    vulnerability.ended_at = ledger_moment([])
    vulnerability.ended_by_id = actor.staff_id
    vulnerability.end_reason = reason
    put(vulnerability, "ended_at", "ended_by", "end_reason")
    return vulnerability


@ruled_out(Vulnerability)
def state_of_flag(actor: Actor, vulnerability: Vulnerability) -> Hindrance:
    """What has ended is not ended again."""
    return lambda name: raised_by(refuse_ended, vulnerability.ended_at)
