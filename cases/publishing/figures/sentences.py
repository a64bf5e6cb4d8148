"""The reasons of a difference, and men and women, in words staff understand."""

from collections.abc import Callable, Mapping

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.core.errors import Sentence
from cases.publishing.figures.values import Reason, Subject

WHY: Mapping[tuple[Subject, Reason], Sentence] = {
    ("case", "late"): _("Reported late: the case was not known then."),
    ("case", "corrected"): _("The case no longer counts as a duplicate."),
    ("case", "voided"): _("The case was void: it never was one."),
    ("case", "duplicate"): _("The case was found to be a duplicate of another."),
    ("crossing", "late"): _("The crossing was recorded later."),
    ("crossing", "corrected"): _("The crossing was corrected."),
    ("crossing", "voided"): _("The crossing was voided."),
    ("stay", "late"): _("The stay was recorded later."),
    ("stay", "corrected"): _("The stay was corrected."),
    ("stay", "voided"): _("The stay was voided."),
    ("stage", "late"): _("The stage was recorded later."),
    ("stage", "corrected"): _("The stage was corrected."),
    ("stage", "voided"): _("An entry about the stage was voided."),
    ("link", "late"): _("Another record of the same person was linked."),
    ("link", "voided"): _("The link with another record of the same person was undone."),
    ("sex", "corrected"): _("The sex was corrected."),
}


def grouped(value: int) -> str:
    """Return a whole number as the language groups it."""
    return str(number_format(value, force_grouping=True))


def men_and_women(
    men: int | None, women: int | None, number: Callable[[int], str] = grouped
) -> str:
    """Return how many men and how many women; nothing where they are not told apart."""
    if men is None or women is None:
        return ""
    return ", ".join(
        words % {"count": number(count)}
        for words, count in (
            (ngettext("%(count)s man", "%(count)s men", men), men),
            (ngettext("%(count)s woman", "%(count)s women", women), women),
        )
    )
