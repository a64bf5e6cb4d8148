"""Issuing one letter: its number, its text and its bytes are fixed; what it completes is done."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.citizens.models import Relative
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.letters.choices import Addressed
from cases.letters.facts import facts_of
from cases.letters.kinds import kinds
from cases.letters.models import Letter
from cases.letters.operations.doubting import contradictory
from cases.letters.operations.rows import drafted, incomplete, issued
from cases.letters.policies import GONE, TO_REPLACE, refusal_to_write, standing
from cases.letters.relatives import is_undecided
from cases.missions.models import Authority

SEVERAL: Sentence = _("Several relatives may be told. Choose to which of them the notice goes.")
OTHER_KIND: Sentence = _("A letter is replaced by one of the same kind.")


@operation(may="letter.issue", audit="letter.issued")
def issue_letter(
    actor: Actor,
    case: Case,
    *,
    letter: str,
    addressee: Authority | None = None,
    language: str = "",
    remark: str = "",
    replaces: Letter | None = None,
    accepted: Sequence[str] = (),
    relative: Relative | None = None,
) -> Letter:
    """Issue one letter about a case; 422 with each value that is missing, and nothing is issued.

    So with each contradiction, but for those `accepted` by whoever has looked at them. `relative`:
    to whom a notice goes; 422 without it where several may be told. A letter that is sent asks, and
    replaces another, when it is sent.
    """
    kind = kinds()[letter]
    former = former_of(actor, replaces, letter) if replaces is not None else None
    moment = ledger_moment([case.citizen, case])
    (facts,) = facts_of(actor, [case], moment).values()
    refusal = refusal_to_write(actor, kind, facts, former)
    if refusal is not None:
        raise refusal
    (draft,) = drafted(
        actor,
        kind,
        [facts],
        addressee=addressee,
        language=language,
        remark=remark,
        replaces=former,
        accepted=accepted,
        relative=relative,
    )
    if kind.to == Addressed.FAMILY and is_undecided(draft.facts):
        raise broken_rule(SEVERAL, "several_relatives", "relative")
    if draft.missing:
        raise incomplete(draft, "letter")
    if doubted := draft.doubted:
        raise contradictory(doubted, "letter")
    (row,) = issued(actor, [(case, draft)], moment)
    if former is not None and kind.to == Addressed.OWN:
        former.replaced_at = moment
        former.version += 1
        former.save(update_fields=["replaced_at", "version"])
    return row


def former_of(actor: Actor, letter: Letter, kind: str) -> Letter:
    """Return the letter that is replaced, locked.

    409 for one that no longer stands, or that another letter is to replace once it is sent.
    """
    rows = Letter.objects.visible_to(actor).select_for_update(no_key=True, of=("self",))
    former = rows.select_related("step", "inquiry").get(pk=letter.pk)
    if not standing(former):
        raise wrong_state(GONE, "letter_gone")
    if former.kind != kind:
        raise broken_rule(OTHER_KIND, "letter_of_other_kind", "replaces")
    other = Letter.objects.visible_to(actor).filter(replaces=former, withdrawn_at__isnull=True)
    if (unsent := other.first()) is not None:
        raise wrong_state(TO_REPLACE % {"number": unsent.number}, "replacement_not_sent")
    return former
