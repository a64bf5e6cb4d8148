"""What the API reads beside a case in one query: its legal basis, and what stays open."""

from typing import Any, Final

from cases.casework.models import Case, CaseBasis
from cases.casework.stays_open import Open, parts_open, told_open
from cases.core.actor import Actor
from cases.core.roles import FILE
from cases.core.together import Part, Seen

OF_BASIS: Final = {"legal_basis": ("code", "consent")}


def parts(actor: Actor, case: int, person: int) -> tuple[Part[Any], ...]:
    """Return the basis that stands, then the rows of what may stay open."""
    bases = CaseBasis.objects.visible_to(actor).filter(case_id=case).standing()
    return Part(bases, OF_BASIS), *parts_open(actor, case, person)


DETAIL: Final = Seen(parts)


def beside_detail(actor: Actor, case: Case) -> tuple[CaseBasis | None, dict[str, list[Open]]]:
    """Return the basis and what stays open, as far as the actor sees them; nothing without a file.

    Of a void case nothing stays open.
    """
    if not actor.sees(FILE):
        return None, {}
    bases, *rows = DETAIL.of(actor, case.pk, case.citizen_id)
    found = told_open(case, rows) if case.stage else {}
    return (bases[0] if bases else None), found
