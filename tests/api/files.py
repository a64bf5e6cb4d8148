"""Cases with something of every kind in them, for reading tests."""

from datetime import date
from typing import Any

from cases.casework.models import Case
from cases.casework.operations import (
    add_note,
    advance_case,
    assign_case,
    hold_case,
    record_crossing,
    record_fact,
    record_stay,
)
from cases.citizens.operations import (
    add_contact_point,
    add_identity_document,
    add_name,
    add_relative,
)
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.partial import PartialDate
from cases.missions.models import Staff
from tests.factories import AuthorityFactory, PlaceFactory, ProvinceFactory
from tests.register import a_case, a_citizen, fresh

CROSSED = When(day=date(2025, 10, 22))


def some_cases(actor: Actor, how_many: int) -> list[str]:
    """Open cases, and return their references."""
    with eyes(actor):
        return [a_case(actor).reference for _number in range(how_many)]


def full_case(actor: Actor, **person: Any) -> Case:
    """Return a case on hold of a person who crossed and is held, with everything attached."""
    place, holder = PlaceFactory(), AuthorityFactory()
    with eyes(actor):
        citizen = a_citizen(
            actor,
            **(
                {"birth": PartialDate.parse("1998-04"), "origin_province": ProvinceFactory()}
                | person
            ),
        )
        add_name(actor, citizen, kind="alias", value="Tí")
        add_contact_point(actor, citizen, kind="phone", value="+84 000 000 0000")
        add_identity_document(actor, citizen, kind="passport", status="lost")
        add_relative(actor, citizen, full_name="Nguyễn Văn Thử", relation="father")
        case = a_case(actor, citizen, reported=When(day=date(2025, 10, 20)))
        way = {"when": CROSSED, "source": "relative"}
        record_crossing(actor, case, from_country="MM", to_country="TH", entered_at=place, **way)
        record_stay(actor, fresh(case), kind="at", place=place, holder=holder, **way)
        advance_case(actor, fresh(case))
        late = {"when": CROSSED, "source": "mission", "reason": "Late."}
        record_fact(actor, fresh(case), stage="verified", **late)
        hold_case(actor, fresh(case), reason="health")
        assign_case(actor, fresh(case), officer=Staff.objects.get(pk=actor.staff_id))
        add_note(actor, fresh(case), text="Her sister called.")
        return Case.objects.select_related("citizen").get(pk=case.pk)
