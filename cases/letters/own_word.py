"""What in a letter goes against what the person themselves has said, and what to do about it."""

from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.choices import StatementAnswer, StatementKind
from cases.casework.consent import (
    AGAINST_RETURN,
    NOT_TO_BE_TOLD,
    is_not_to_be_told,
    refuse_by_word,
)
from cases.casework.operations.step_rows import body_of
from cases.core.guards import raised_by
from cases.letters.choices import Addressed
from cases.letters.contradiction import Asked, Contradiction
from cases.letters.policies import limit_of_return
from cases.letters.values import is_own_wish, relative_told
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
    page = reverse("case_operation", args=[asked.facts.case.reference, "record-statement"])
    return f"{page}?kind={kind}"


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
    case, kind = asked.facts.case, asked.kind
    is_own_text = kind.returns == "without_words" and not asked.remark
    if case.return_wish not in AGAINST_RETURN:
        return
    said = {"answer": StatementAnswer(case.return_wish).label}
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

    A vital interest of the person that stands in the contact log lets this relative be told.
    """
    relative = relative_told(asked.facts)
    if relative is None or relative.pk in asked.facts.vital:
        return
    at = recorded_at(asked, StatementKind.INFORM_FAMILY)
    if is_not_to_be_told(asked.facts.said, relative):
        yield Contradiction(
            "family_not_to_be_told",
            str(NOT_TO_BE_TOLD),
            _("A vital interest is said with a talk with this relative, in the contact log."),
            at,
        )
    elif not is_own_wish(asked.facts):
        yield Contradiction(
            "family_not_asked_about",
            _("The person was not asked whether the family is to be told, or gave no answer."),
            _("Record what they say; the letter does not say that it is by their own wish."),
            at,
        )
