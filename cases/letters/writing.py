"""Which letters can be written about one case, and a draft that is stored nowhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.casework.models import Case
from cases.citizens.models import Relative
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, not_found
from cases.core.text import clean_text
from cases.letters.choices import Addressed
from cases.letters.composing import Draft, data_of
from cases.letters.contradiction import Contradiction
from cases.letters.facts import Facts, facts_of
from cases.letters.kinds import Kind, kinds
from cases.letters.models import Letter
from cases.letters.operations.rows import drafted
from cases.letters.policies import due_of, refusal_of_person, refusal_to_write
from cases.letters.press import Printed, pressed
from cases.letters.relatives import may_be_told
from cases.letters.values import Missing
from cases.missions.models import Authority


@dataclass(frozen=True, slots=True)
class Writable:
    """A kind of letter for a case: the step it belongs to, what it lacks, why it cannot be."""

    kind: Kind
    step: str
    step_code: str
    is_asking: bool
    missing: Sequence[Missing]
    contradictions: Sequence[Contradiction] = ()
    why_not: Sentence = ""
    code: str = ""
    relatives: Sequence[Relative] = ()
    is_over: bool = False
    """Whether it makes no sense any more by how a case of the person ended."""

    @property
    def is_possible(self) -> bool:
        """Whether it may be issued now, once nothing is missing."""
        return not self.code


def writable(actor: Actor, case: Case) -> list[Writable]:
    """Return every kind of letter, with what it lacks or why it cannot be written now."""
    facts = facts_of(actor, [case], present.now())[case.pk]
    return [writable_one(actor, kind, facts) for kind in kinds().values()]


def writable_one(
    actor: Actor, kind: Kind, facts: Facts, replaces: Letter | None = None, **said: Any
) -> Writable:
    """Return one kind of letter for a case; `said` as in `drafted`."""
    refusal: Refused | None = refusal_to_write(actor, kind, facts, replaces)
    due = due_of(kind, facts)
    (draft,) = drafted(actor, kind, [facts], replaces=replaces, **said)
    return Writable(
        kind,
        step=str(due.step.procedure) if due.step is not None else "",
        step_code=due.step.code if due.step is not None else "",
        is_asking=due.of is not None and due.of.effect == "ask",
        missing=[] if refusal is not None else draft.missing,
        contradictions=[] if refusal is not None else draft.contradictions,
        why_not=refusal.message if refusal is not None else "",
        code=refusal.code if refusal is not None else "",
        relatives=may_be_told(facts) if kind.to == Addressed.FAMILY else (),
        is_over=refusal_of_person(kind, facts) is not None,
    )


def draft_of(actor: Actor, case: Case, letter: str, **said: Any) -> tuple[Draft, Printed]:
    """Print a draft of a letter, marked as one; 404 for a kind that there is not.

    What is missing is marked in it; nothing is stored. `said`: addressee, language, remark.
    """
    kind = kinds().get(letter)
    if kind is None:
        raise not_found()
    moment = present.now()
    facts = facts_of(actor, [case], moment)[case.pk]
    refusal = refusal_to_write(actor, kind, facts, None)
    if refusal is not None and (refusal.status == 403 or refusal_of_person(kind, facts)):
        raise refusal
    (draft,) = drafted(actor, kind, [facts], **said)
    (printed,) = pressed([(kind.code, data_of(draft, "", moment))])
    return draft, printed


def as_typed(actor: Actor, kind: Kind, typed: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return what was typed for a letter, as a draft takes it; the form says what is wrong."""
    names = ("addressee", "language", "remark")
    code, language, remark = ((typed.get(name) or [""])[-1] for name in names)
    try:
        words = clean_text(remark, multiline=True)
    except ValueError:
        words = ""
    return {
        "addressee": body_named(actor, code) if code else None,
        "language": language if language in kind.languages else "",
        "remark": words,
    }


def body_named(actor: Actor, code: str) -> Authority | None:
    """Return the body under a code; None for none."""
    if not code.isprintable():
        return None
    return Authority.objects.visible_to(actor).filter(code=code[:60]).first()
