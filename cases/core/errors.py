"""Refusals of the domain: raised once here, translated once per surface.

Each has an HTTP status, a stable code and a sentence staff understand.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

Sentence = str | Promise
MOST_TOLD: Final = 20
"""Faults that an answer or a page tells of; of more it says how many there are."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of the input: the field's path (`""` for the whole), code and sentence."""

    field: str
    code: str
    message: Sentence


@dataclass
class Refused(Exception):
    """Base of every refusal; `about` are the rows that it tells of, where it is not the target."""

    message: Sentence
    code: str = "refused"
    status: int = 422
    problems: list[Problem] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)
    audited: bool = True
    about: list[Any] = field(default_factory=list)

    def __str__(self) -> str:
        return str(self.message)

    @property
    def told(self) -> list[Problem]:
        """The faults that are told, the first ones."""
        return self.problems[:MOST_TOLD]

    @property
    def untold(self) -> int:
        """How many faults there are beside those."""
        return len(self.problems) - len(self.told)

    @property
    def and_more(self) -> str:
        """Say how many faults are not told; empty where all are."""
        return and_more(self.untold) if self.untold else ""


def and_more(count: int) -> str:
    """Say how many are not told."""
    return ngettext("And %(more)s more.", "And %(more)s more.", count) % {"more": count}


def not_found() -> Refused:
    """404: the row does not exist, or not for these eyes."""
    return Refused(_("There is no such record, or it is not yours to see."), "not_found", 404)


def not_allowed() -> Refused:
    """403: the row is visible, the role may not do this."""
    return Refused(_("Your role does not allow this."), "not_allowed", 403)


def not_in_scope(needed: Sequence[str]) -> Refused:
    """403: the role would, the scopes of the token do not; `needed` names those that would do."""
    if not needed:
        return Refused(
            _("No scope of a token holds this: it is for a person who has logged in."),
            "not_in_scope",
            403,
            extra={"scopes": []},
        )
    sentence = (
        _("This token is not made for it. It takes the scope %(scopes)s.")
        if len(needed) == 1
        else _("This token is not made for it. It takes one of these scopes: %(scopes)s.")
    )
    return Refused(
        sentence % {"scopes": ", ".join(needed)},
        "not_in_scope",
        403,
        extra={"scopes": list(needed)},
    )


def proof_needed() -> Refused:
    """403: an act that asks for password and second factor again; nothing was attempted."""
    return Refused(
        _("Confirm first that it is you: log in again on the web. A token cannot do this."),
        "proof_needed",
        403,
        audited=False,
    )


def not_for_role() -> Refused:
    """403: what the page is about is not for this role, whoever's it is."""
    return Refused(_("Your role does not show this."), "not_for_role", 403)


def no_posting() -> Refused:
    """403: an account without a posting in force has no eyes."""
    return Refused(
        _("You have no posting at a mission today. Ask your head of mission."), "no_posting", 403
    )


def wrong_state(message: Sentence, code: str = "wrong_state") -> Refused:
    """409: the record is not in a state in which this can be done."""
    return Refused(message, code, 409)


def stale(expected: int, current: int) -> Refused:
    """409: somebody else changed the record since it was shown."""
    return Refused(
        _("This record was changed by somebody else since you opened it. Look at it again."),
        "stale_version",
        409,
        extra={"expected_version": expected, "current_version": current},
    )


def invalid(problems: list[Problem]) -> Refused:
    """422: the input itself is faulty; not audited, since nothing was attempted."""
    return Refused(
        _("Some of what was entered cannot be right."),
        "invalid",
        422,
        problems=problems,
        audited=False,
    )


def broken_rule(message: Sentence, code: str, at: str = "") -> Refused:
    """422: a rule forbids this; `at` names the field to mend."""
    return Refused(message, code, 422, problems=[Problem(at, code, message)])
