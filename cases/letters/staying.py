"""Letters that wait for a reply when their case is closed."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.models import Case
from cases.casework.stays_open import Open, stays_open
from cases.core.actor import Actor
from cases.core.together import Part
from cases.letters.models import Letter


def unanswered(actor: Actor, case: int, person: int) -> Part[Any]:
    """Return the letters about a case to which no reply has come."""
    return Part(Letter.objects.visible_to(actor).unanswered().filter(case_id=case))


@stays_open("letters", unanswered, label=gettext_lazy("Letters without a reply"))
def letters_open(case: Case, rows: Sequence[Letter]) -> Iterator[Open]:
    """Yield each letter by its number."""
    for row in sorted(rows, key=lambda one: (one.issued_at, one.pk)):
        said = {"letter": row.get_kind_display(), "number": row.number}
        text = _("Letter without a reply: %(letter)s, %(number)s") % said
        yield Open(text, row.get_absolute_url())
