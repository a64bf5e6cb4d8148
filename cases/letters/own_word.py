"""What in a letter goes against what the person themselves has said, and what to do about it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.choices import StatementKind
from cases.casework.consent import NOT_TO_BE_TOLD, is_not_to_be_told
from cases.letters.contradiction import Asked, Contradiction
from cases.letters.values import is_own_wish, relative_told


def recorded_at(asked: Asked, kind: StatementKind) -> str:
    """Return the page on which the person's answer to a question is recorded."""
    page = reverse("case_operation", args=[asked.facts.case.reference, "record-statement"])
    return f"{page}?kind={kind}"


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
