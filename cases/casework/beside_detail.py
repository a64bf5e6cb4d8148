"""What the API reads beside a case in one query: its basis, what stays open, what to choose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cases.casework.models import Case, CaseBasis
from cases.casework.stays_open import Open, parts_open, told_open
from cases.core.actor import Actor
from cases.core.choosing import choices_on, lacking, parts_to_choose
from cases.core.guards import Hindrance
from cases.core.roles import FILE
from cases.core.together import Part, Seen

OF_BASIS: Final = {"legal_basis": ("code", "consent")}


def parts(actor: Actor, case: int, person: int) -> tuple[Part[Any], ...]:
    """Return the basis that stands, what acts may choose, then the rows of what may stay open."""
    bases = CaseBasis.objects.visible_to(actor).filter(case_id=case).standing()
    known = Case(pk=case, citizen_id=person)
    return (
        Part(bases, OF_BASIS),
        *parts_to_choose(actor, "cases", known),
        *parts_open(actor, case, person),
    )


DETAIL: Final = Seen(parts)


@dataclass(frozen=True, slots=True)
class Beside:
    """What was read beside a case; `nothing` is None where that was not read."""

    basis: CaseBasis | None = None
    still_open: Mapping[str, list[Open]] = field(default_factory=dict)
    nothing: Hindrance | None = None


def beside_detail(actor: Actor, case: Case) -> Beside:
    """Return what stands beside a case, as far as the actor sees it; nothing without a file.

    Of a void case nothing stays open.
    """
    if not actor.sees(FILE):
        return Beside()
    bases, *rows = DETAIL.of(actor, case.pk, case.citizen_id)
    choices = choices_on("cases")
    to_choose, rows = rows[: len(choices)], rows[len(choices) :]
    found = told_open(case, rows) if case.stage else {}
    return Beside(bases[0] if bases else None, found, lacking(choices, to_choose))
