"""What in a letter goes against what the person themselves has said, and what to do about it."""

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _

from cases.casework.choices import StatementAnswer, StatementKind
from cases.casework.consent import AGAINST_RETURN, refuse_by_word
from cases.casework.family import NOT_TO_BE_TOLD, is_kept, is_unsafe, words_of_some
from cases.casework.operations.step_rows import body_of
from cases.citizens.models import Relative
from cases.core.guards import raised_by
from cases.letters.choices import Addressed
from cases.letters.contradiction import Asked, Contradiction
from cases.letters.limits import limit_of_return
from cases.letters.relatives import (
    is_barred,
    is_own_wish,
    may_be_told,
    possible,
    with_chosen,
)
from cases.procedures.choices import Body

BODIES: Final[dict[str, str]] = {
    Addressed.HOME: Body.HOME_AUTHORITY,
    Addressed.HOST: Body.HOST_AUTHORITY,
}
"""Which kind of body a letter goes to while nobody has chosen one."""
OF_REFUSAL: Final = {
    "consular_contact_refused": StatementKind.CONSULAR_CONTACT,
    "sharing_refused": StatementKind.SHARE_DATA,
}


def recorded_at(asked: Asked, kind: StatementKind) -> str:
    """Return the page on which the person's answer to a question is recorded."""
    return asked.on_case("record-statement", kind=kind)


def told_body(asked: Asked) -> Iterator[Contradiction]:
    """A body that the person has said is not to be asked, or not to have their data."""
    body = body_of(asked.addressee) if asked.addressee is not None else BODIES.get(asked.kind.to)
    if body is None:
        return
    refusal = raised_by(refuse_by_word, asked.facts.said, body, asked.addressee)
    if refusal is not None:
        yield Contradiction(
            refusal.code,
            str(refusal.message),
            _("Else leave the letter."),
            recorded_at(asked, OF_REFUSAL[refusal.code]),
        )


def wished_return(asked: Asked) -> Iterator[Contradiction]:
    """A letter that says that the person wishes to return, who has said no, or not yet.

    TK03 says so itself and is not written then. A note verbale says so where it has no words of
    one's own, and VB02 by the limit that it cites.
    """
    wish, kind = asked.facts.return_wish, asked.kind
    is_own_text = kind.returns == "without_words" and not asked.remark
    if wish not in AGAINST_RETURN:
        return
    said = {"answer": StatementAnswer(wish).label}
    at = recorded_at(asked, StatementKind.RETURN)
    if kind.returns == "always":
        yield Contradiction(
            "return_not_wished",
            _("The letter says that the person wishes to return. They have said: %(answer)s.")
            % said,
            _("Record the new wish, if there is one; else ask who they are by VB02."),
            at,
        )
    elif is_own_text:
        yield Contradiction(
            "return_asked_for",
            _("The letter asks that the return be arranged. The person has said: %(answer)s.")
            % said,
            _("Record the new wish, if there is one, or write in your own words what is asked."),
            at,
        )
    elif limit_of_return(asked.kind, asked.facts) is not None:
        yield Contradiction(
            "limit_of_return",
            _("The limit is for who wishes to return at once. The person has said: %(answer)s.")
            % said,
            _("Record the new wish, if there is one; else the letter cites no limit."),
            at,
        )


def told_family(asked: Asked) -> Iterator[Contradiction]:
    """A relative who is told although the person said no, or whom nobody asked about.

    Where nobody on record may be told, each who is kept from it, with why.
    """
    facts = asked.facts
    if told := possible(facts):
        yield from dict.fromkeys(row for one in told for row in told_one(asked, one))
        return
    barred = [row for row in facts.relatives if is_barred(facts, row)]
    yield from dict.fromkeys(kept_from(asked, row, barred) for row in barred)


def told_one(asked: Asked, relative: Relative) -> Iterator[Contradiction]:
    """What stands against telling one relative."""
    facts = with_chosen(asked.facts, relative)
    if relative not in may_be_told(facts):
        yield kept_from(asked, relative, [relative])
    elif words_of_some(facts.family) and is_own_wish(facts):
        yield Contradiction(
            "family_only_some",
            _("Only some of the family may be told: “%(words)s”.")
            % {"words": words_of_some(facts.family)},
            _("See that the person means the relative to whom the letter goes, or choose another."),
            recorded_at(asked, StatementKind.INFORM_FAMILY),
        )
    elif relative.pk not in facts.vital and not is_own_wish(facts):
        yield Contradiction(
            "family_not_asked_about",
            _("The person was not asked whether the family is to be told, or gave no answer."),
            _("Record what they say; the letter does not say that it is by their own wish."),
            recorded_at(asked, StatementKind.INFORM_FAMILY),
        )


def kept_from(asked: Asked, relative: Relative, barred: Sequence[Relative]) -> Contradiction:
    """Return why a relative is not told; of those whom the words do not name, once for all."""
    facts, said = asked.facts, {"relative": str(relative)}
    at = recorded_at(asked, StatementKind.INFORM_FAMILY)
    if relative not in facts.relatives:
        return Contradiction(
            "relative_withdrawn",
            _("%(relative)s is no longer on record as a relative.")
            % {"relative": relative.full_name},
            _("Write another letter, to a relative who is on record."),
            asked.written_anew(),
        )
    if is_unsafe(facts.family, relative):
        return Contradiction(
            "relative_unsafe",
            _("It is not safe to tell %(relative)s: they are marked as not to be called.") % said,
            _("Leave the letter, or write to another relative who may be told."),
            asked.written_anew(),
        )
    if is_kept(facts.family, relative):
        return Contradiction(
            "family_not_to_be_told",
            str(NOT_TO_BE_TOLD),
            _("A vital interest is said with a talk with this relative, in the contact log."),
            asked.on_case("log-contact"),
        )
    unnamed = [
        row for row in barred if not is_unsafe(facts.family, row) and not is_kept(facts.family, row)
    ]
    words = {
        "words": words_of_some(facts.family) or _("no answer"),
        "relatives": "; ".join(map(str, unnamed)),
    }
    return Contradiction(
        "relative_not_meant",
        _("Who may be told was said as “%(words)s”, which names none of these: %(relatives)s.")
        % words,
        _("Ask the person which relative they mean, and record the answer anew with their name."),
        at,
    )
