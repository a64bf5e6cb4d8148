"""Opening what is restricted beyond the need of a role: for an hour, with a reason, told at once.

The exception that lets restricted records be strict: whoever must read one to avert harm can, and
somebody else looks at it afterwards. It lets read alone: what a role does not read it does not
write.
"""

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, Step, Unsealing
from cases.casework.models.unsealing import LASTS
from cases.casework.policies import refuse_void
from cases.casework.possible import refusal_of_review
from cases.casework.telling_sealed import tell_of_unsealing
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused, broken_rule, not_allowed, wrong_state
from cases.core.facts import ledger_moment
from cases.core.guards import Hindrance, ruled_out
from cases.core.operations import operation
from cases.procedures.choices import RestrictedGroup

READ_ANYWAY = _("Your role reads this group. Nothing has to be opened.")
NOTHING_SEALED = _("Nothing of this group is on the case.")
OPEN_ALREADY = _("This is open to you already.")


# Two people open the same group side by side: each for their own eyes, so no version is compared.
@operation(may="case.open_sealed", audit="case.sealed_opened", appends=True, fresh=True)
def open_sealed(actor: Actor, case: Case, *, restricted: str, kind: str, reason: str) -> Unsealing:
    """Open one restricted group of a case to the own eyes for an hour; the heads are told at once.

    It ends by time alone, and with the posting or the sight of the case before that.
    """
    if actor.staff_id is None or actor.posting_id is None:
        raise not_allowed()
    refuse_void(case)
    if actor.sees(restricted):
        raise broken_rule(READ_ANYWAY, "read_anyway", "restricted")
    # Flags, assessments and decisions are rows of their own: that there is none would tell, too.
    steps = Step.objects.visible_to(actor).filter(case=case, procedure__restricted=restricted)
    if restricted == RestrictedGroup.MONEY and not steps.exists():
        raise broken_rule(NOTHING_SEALED, "nothing_sealed", "restricted")
    if restricted in opened_to(actor, case):
        raise open_already()
    moment = present.real(ledger_moment([]))
    unsealing = Unsealing.objects.create(
        case=case,
        reference=case.reference,
        mission_id=case.mission_id,
        from_mission_id=actor.mission_id,
        posting_id=actor.posting_id,
        opened_by_id=actor.staff_id,
        restricted=restricted,
        kind=kind,
        reason=reason,
        opened_at=moment,
        until=moment + LASTS,
    )
    tell_of_unsealing(actor, unsealing)
    return unsealing


def opened_to(actor: Actor, case: Case) -> set[str]:
    """Return which groups of a case the actor has opened, and reads now."""
    opened = Unsealing.objects.open_to(actor).filter(case=case)
    return set(opened.values_list("restricted", flat=True))


def open_already() -> Refused:
    """409: the own eyes read it already."""
    return wrong_state(OPEN_ALREADY, "unsealed_already")


@ruled_out(Case)
def state_of_seals(actor: Actor, case: Case) -> Hindrance:
    """Who reads every group, or has opened the others, has nothing to open."""

    def rules_out(name: str) -> Refused | None:
        if name != open_sealed.name:
            return None
        sealed = {group for group in RestrictedGroup.values if not actor.sees(group)}
        if not sealed:
            return wrong_state(READ_ANYWAY, "read_anyway")
        return None if sealed - opened_to(actor, case) else open_already()

    return rules_out


@operation(may="unsealing.review", audit="unsealing.reviewed")
def review_unsealing(
    actor: Actor, unsealing: Unsealing, *, finding: str, finding_words: str
) -> Unsealing:
    """Say whether an opening was justified; once, and never of one's own."""
    refusal = refusal_of_review(unsealing)
    if refusal is not None:
        raise refusal
    unsealing.finding, unsealing.finding_words = finding, finding_words
    unsealing.reviewed_at = present.real(ledger_moment([]))
    unsealing.reviewed_by_id = actor.staff_id
    unsealing.save(update_fields=["finding", "finding_words", "reviewed_at", "reviewed_by"])
    return unsealing
