"""Addressed missions answer a directive: the head acknowledges it, officers report on it.

Both only append: two missions that answer at the same time never collide on the directive. The
own row of the mission is locked instead, so that of two answers of one mission the second sees
what the first one did.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Refused, broken_rule, not_found, wrong_state
from cases.core.facts import ledger_moment
from cases.core.guards import Hindrance, ruled_out
from cases.core.operations import operation
from cases.incidents.choices import DirectiveState, ReachedState
from cases.incidents.models import Directive, DirectiveMission, DirectiveReport
from cases.incidents.policies import NOT_ADDRESSED, refuse_state, refuse_withdrawal
from cases.incidents.queries import own_states

ANSWERS: Final[Mapping[str, str]] = {
    "acknowledge_directive": DirectiveState.ACKNOWLEDGED,
    "report_progress": DirectiveState.IN_PROGRESS,
}
"""Name of an operation -> the state to which it brings a mission."""


@operation(may="directive.acknowledge", audit="directive.acknowledged", appends=True)
def acknowledge_directive(actor: Actor, directive: Directive, *, note: str = "") -> Directive:
    """Say that the own mission has read the directive and will do it."""
    addressee = own_row(actor, directive)
    come_to(actor, addressee, DirectiveState.ACKNOWLEDGED, note)
    return directive


@operation(may="directive.report", audit="directive.reported", appends=True)
def report_progress(actor: Actor, directive: Directive, *, state: str, text: str) -> Directive:
    """Say what the own mission has done on the directive, and whether it is done."""
    if state not in ReachedState.values:
        raise broken_rule(
            _("Say whether it is under way or done."), "directivereport_state_known", "state"
        )
    addressee = own_row(actor, directive)
    come_to(actor, addressee, state, text)
    return directive


def own_row(actor: Actor, directive: Directive) -> DirectiveMission:
    """Return the locked row of the actor's own mission; 404 where it is not addressed."""
    row = (
        DirectiveMission.objects.visible_to(actor)
        .filter(directive=directive, mission_id=actor.mission_id)
        .select_for_update(no_key=True)
        .first()
    )
    if row is None:
        raise not_found()
    return row


def come_to(actor: Actor, addressee: DirectiveMission, state: str, text: str) -> None:
    """Bring the mission to a state and write down what it said; 409 where it may not come there.

    The directive is read again after the lock: it may have been withdrawn while we waited.
    """
    directive = Directive.objects.visible_to(actor).get(pk=addressee.directive_id)
    refusal = refuse_state(directive, addressee.state, state)
    if refusal is not None:
        raise refusal
    moment = ledger_moment([])
    touched = ["state"]
    addressee.state = state
    if state == DirectiveState.ACKNOWLEDGED:
        addressee.acknowledged_at = moment
        addressee.acknowledged_by_id = actor.staff_id
        touched += ["acknowledged_at", "acknowledged_by"]
    addressee.save(update_fields=touched)
    DirectiveReport(
        addressee=addressee,
        state=state,
        text=text,
        recorded_at=moment,
        recorded_by_id=actor.staff_id,
    ).save(force_insert=True)


@ruled_out(Directive)
def state_of_directive(actor: Actor, directive: Directive) -> Hindrance:
    """What the own mission cannot answer as far as it is, and a second withdrawal."""
    state = own_states(actor, [directive]).get(directive.pk)

    def rules_out(name: str) -> Refused | None:
        if name == "withdraw_directive":
            return refuse_withdrawal(directive)
        if name not in ANSWERS:
            return None
        if state is None:
            return wrong_state(NOT_ADDRESSED, "not_addressed")
        return refuse_state(directive, state, ANSWERS[name])

    return rules_out
