"""Issuing letters of one kind about many cases at once: one print with a list in front."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.citizens.models import Relative
from cases.core.actor import Actor
from cases.core.audit import write_audit
from cases.core.errors import Problem, Refused, Sentence, broken_rule, not_found
from cases.core.facts import ledger_moment
from cases.core.locks import lock_rows, raise_version
from cases.core.operations import operation
from cases.core.waiting import write_down
from cases.letters.choices import Addressed
from cases.letters.composing import Draft
from cases.letters.contradiction import Contradiction
from cases.letters.facts import facts_of
from cases.letters.kinds import Kind, kinds
from cases.letters.models import LetterBatch, LetterLeftOut
from cases.letters.operations.doubting import told
from cases.letters.operations.issuing import SEVERAL, issue_letter
from cases.letters.operations.rows import (
    drafted,
    issued,
    number_of,
    refuse_relative,
    take_numbers,
    writer,
)
from cases.letters.policies import refusal_to_write
from cases.letters.relatives import is_undecided, with_chosen
from cases.missions.models import Authority

NO_RELATIVE: Sentence = _(
    "No relative may be informed: record a relative who may, or what the person says of it."
)
TWO_OF_ONE: Sentence = _("Two relatives of one person are named. A notice goes to one of them.")
OF_NOBODY: Sentence = _("A relative is named of somebody about whom no letter is issued here.")
NOBODY: Sentence = _("None of these cases can have this letter now.")
NOT_ALL: Sentence = _("Nothing is issued, since %(n)d of the cases cannot have this letter yet.")


class Why(NamedTuple):
    """Why a case cannot have its letter: the codes of the rules, and a sentence."""

    codes: Sequence[str]
    words: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """A case that cannot have its letter: `why`, or else what contradicts in it."""

    case: Case
    why: Why | None
    contradictions: Sequence[Contradiction] = ()

    @property
    def code(self) -> str:
        """Whether something contradicts, which may be accepted, or something lacks."""
        return "letter_contradicts" if self.contradictions else "letter_incomplete"

    @property
    def words(self) -> str:
        """The case and a sentence."""
        odd = " ".join(f"{row.sentence} {row.remedy}" for row in self.contradictions)
        return f"{self.case.reference}: {self.why.words if self.why else odd}"

    @property
    def rules(self) -> list[str]:
        """The codes of the rules that keep it from its letter."""
        found = self.why.codes if self.why else [row.code for row in self.contradictions]
        return list(dict.fromkeys(found))


@operation(may="letter.issue", audit="letter.issued_together")
def issue_letters(
    actor: Actor,
    *,
    cases: Sequence[Case],
    letter: str,
    addressee: Authority | None = None,
    language: str = "",
    remark: str = "",
    accepted: Sequence[str] = (),
    leave_out: bool = False,
    relatives: Sequence[Relative] = (),
) -> LetterBatch:
    """Issue one letter about each case; 422 naming every case that lacks something.

    So with each case in whose letter something contradicts that is not `accepted`, and with each
    of whose family several may be told and none is among the `relatives`. `leave_out`: those are
    left out instead, kept with the rules that say so, and returned with why. Each case is locked,
    checked and recorded as when its letter is issued alone; the letters are printed in one go.
    """
    kind = kinds()[letter]
    locked = locked_cases(actor, cases)
    to = relative_of_each(kind, locked, relatives)
    moment = ledger_moment([row for case in locked for row in (case.citizen, case)])
    said = {"addressee": addressee, "language": language, "remark": remark, "accepted": accepted}
    drafts, lacking = ready(actor, kind, locked, moment, to, **said)
    if lacking and not leave_out:
        raise not_all(lacking, str(NOT_ALL) % {"n": len(lacking)}, "letters_incomplete")
    if not drafts:
        raise not_all(lacking, NOBODY, "nobody_left")
    batch = LetterBatch.objects.create(
        **number_of_many(actor, [draft for _case, draft in drafts], moment),
        mission=writer(actor),
        kind=letter,
        language=drafts[0][1].language,
        count=len(drafts),
        left_out=len(locked) - len(drafts),
        dated_on=actor.office_day(moment),
        issued_at=moment,
        issued_by_id=actor.staff_id,
    )
    for row in issued(actor, drafts, moment, batch):
        write_audit("letter.issued", issue_letter.name, [row.case, row])
    LetterLeftOut.objects.bulk_create(
        LetterLeftOut(batch=batch, case=row.case, restricted=kind.restricted, codes=row.rules)
        for row in lacking
    )
    for case in locked:
        write_down(case)
    batch.why_left_out = tuple(row.words for row in lacking)
    return batch


def relative_of_each(
    kind: Kind, cases: Sequence[Case], relatives: Sequence[Relative]
) -> dict[int, Relative]:
    """Return to whom a notice goes by the person; 422 for two of one, or one of nobody here."""
    if relatives:
        refuse_relative(kind, "relatives")
    found = {row.citizen_id: row for row in relatives}
    if len(found) < len(relatives):
        raise broken_rule(TWO_OF_ONE, "two_relatives", "relatives")
    if not found.keys() <= {case.citizen_id for case in cases}:
        raise broken_rule(OF_NOBODY, "relative_of_nobody", "relatives")
    return found


def number_of_many(actor: Actor, drafts: Sequence[Draft], moment: datetime) -> dict[str, Any]:
    """Return number and body of the letter in front of those that one is to answer, else nothing.

    Those to nobody but the person or the family have a list that is no letter.
    """
    year, kind = actor.office_day(moment).year, drafts[0].kind
    asked = {draft.addressee for draft in drafts}
    if len(asked) != 1 or None in asked or not kind.awaits_reply:
        return {}
    serial = take_numbers(actor, year, 1)
    number = number_of(drafts[0].mission, kind, year, serial)
    return {"number": number, "year": year, "serial": serial, "authority": asked.pop()}


def locked_cases(actor: Actor, cases: Sequence[Case]) -> list[Case]:
    """Return the cases locked and allowed, their versions raised; 404, then 403."""
    locked = lock_rows(actor, cases, appends=False)
    if locked is None:
        issue_letter.allow(actor, *cases)
        raise not_found()
    issue_letter.allow(actor, *locked)
    for row in locked:
        raise_version(row, row)
    return [row for row in locked if isinstance(row, Case)]


def ready(
    actor: Actor,
    kind: Kind,
    cases: Sequence[Case],
    moment: datetime,
    to: Mapping[int, Relative],
    **said: Any,
) -> tuple[list[tuple[Case, Draft]], list[Lacking]]:
    """Return the drafts that can be issued, and why each other case cannot have its letter."""
    facts = facts_of(actor, cases, moment)
    in_order = [with_chosen(facts[case.pk], to.get(case.citizen_id)) for case in cases]
    drafts = drafted(actor, kind, in_order, **said)
    good, lacking = [], []
    for case, draft in zip(cases, drafts, strict=True):
        why = why_without(actor, draft)
        doubted = () if why else draft.doubted
        if why or doubted:
            lacking.append(Lacking(case, why, doubted))
        else:
            good.append((case, draft))
    return good, lacking


def why_without(actor: Actor, draft: Draft, asked: Collection[str] = ()) -> Why | None:
    """Return why a case has no such letter, but for what contradicts; None for nothing.

    `asked`: codes of what may be missing, since it is still asked for.
    """
    refusal = refusal_to_write(actor, draft.kind, draft.facts, None)
    if refusal is not None:
        return Why([refusal.code], str(refusal.message))
    missing = [row for row in draft.missing if row.code not in asked]
    lacks = [row.code for row in missing]
    if "relative_to_inform" in lacks:
        return Why(lacks, str(NO_RELATIVE))
    if missing:
        labels = ", ".join(str(row.label) for row in missing)
        return Why(lacks, str(_("Not recorded yet: %(value)s") % {"value": labels}))
    is_open = draft.kind.to == Addressed.FAMILY and is_undecided(draft.facts)
    return Why(["several_relatives"], str(SEVERAL)) if is_open else None


def not_all(lacking: Sequence[Lacking], sentence: Sentence, code: str) -> Refused:
    """422: which cases lack what, and what contradicts; nothing was issued."""
    problems = [Problem("cases", row.code, row.words) for row in lacking]
    odd = [
        {"case": row.case.reference, **told(one)} for row in lacking for one in row.contradictions
    ]
    return Refused(sentence, code, 422, problems=problems, extra={"contradictions": odd})
