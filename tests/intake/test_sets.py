"""Many people taken in at once: the same as one by one, and nobody holds up the others."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.casework.models import Case, CaseBasis, Clock, Step, Transition
from cases.citizens.models import Citizen, ContactPoint, IdentityDocument, PossibleDouble, Relative
from cases.citizens.search.candidates import candidates
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.partial import PartialDate
from cases.crossings.models import Crossing, Stay
from cases.intake.operations import register_and_open
from cases.intake.sets import Arrival, take_in
from tests.casework.playbooks import a_limit, a_playbook, a_procedure
from tests.factories import IncidentFactory, LegalBasisFactory, PlaceFactory, officer
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db

OF_PERSON = (ContactPoint, IdentityDocument, Relative, Crossing, Stay)
OF_CASE = (Transition, Step, Clock, CaseBasis)
OWN = {
    "id",
    "uuid",
    "reference",
    "citizen",
    "case",
    "step",
    "recorded_at",
    "written_at",
    "registered_at",
    "ledger_at",
    "status_at",
    "opened_at",
    "blocked_from",
    "blocked_since",
    "started_from",
    "started_at",
    "due_from",
    "due_at",
    "next_due_at",
    "occurred_from",
    "occurred_at",
    "opened_from",
    "position_from",
    "position_at",
    "now_from",
    "now_since",
    "version",
}
"""What no two rows have in common, or what hangs on the moment of the act."""
DAY = date(2025, 10, 22)


def a_person(**more):
    """What a list says of somebody, all of it."""
    return {
        "full_name": "Trần Văn Thử",
        "birth": PartialDate(date(1998, 4, 3), "day"),
        "sex": "m",
        "report_source": "list",
        "reported": When(day=date(2025, 10, 28)),
        "came_in": When(day=DAY),
        "phone": "+84 912 000 111",
        "phone_whose": "relative",
        "address": "Invented street 1",
        "relative_name": "Lê Thị Thử",
        "relative_relation": "mother",
        "document_kind": "passport",
        "document_number": "C1234567",
        "document_status": "lost",
        "personal_number": "001098000001",
        "crossing_from": "MM",
        "crossing_to": "TH",
        "crossing_when": When(day=DAY),
        "crossing_source": "host_authority",
    } | more


@pytest.fixture
def here():
    """An officer at a mission with an incident, a playbook, a limit and a usual legal basis."""
    LegalBasisFactory(usual=True)
    a_limit(a_procedure("contact"))
    a_playbook(countries=["TH"])
    return officer()


def rows_of(case):
    """Every row of a case and of its person, without what no two can have in common."""
    found = {}
    for model, where in [
        (Citizen, {"pk": case.citizen_id}),
        (Case, {"pk": case.pk}),
        *[(model, {"citizen": case.citizen_id}) for model in OF_PERSON],
        *[(model, {"case": case}) for model in OF_CASE],
    ]:
        names = [field.name for field in model._meta.concrete_fields if field.name not in OWN]
        found[model.__name__] = sorted(
            model.objects.visible_to(SYSTEM).filter(**where).values_list(*names), key=repr
        )
    return found


def clocks(case):
    return Clock.objects.visible_to(SYSTEM).filter(case=case).exclude(due_at=None).count()


def test_taken_in_with_others_is_the_same_as_one_by_one(here):
    place = PlaceFactory()
    incident = IncidentFactory()
    said = a_person(now_at=place)
    with eyes(here):
        alone = register_and_open(here, incident=incident, **said)
        known = Citizen.objects.get(pk=alone.citizen_id)
        (taken,) = take_in(here, incident, [Arrival(said, apart=[known])])

    with eyes(SYSTEM):
        one, other = rows_of(alone), rows_of(taken.case)
        assert one == other
        assert all(one.values()), "every table is compared"
        assert clocks(alone) == clocks(taken.case) == 1
        found = candidates([[["d:C1234567"], ["n:thu@1998"], ["p:912000111"]]])
        assert set(found) == {alone.citizen_id, taken.case.citizen_id}


def test_a_case_number_for_each_in_the_order_of_the_list(here):
    names = ["Trần Văn Một", "Lê Thị Hai", "Phạm Văn Ba"]
    said = [Arrival({"full_name": name, "report_source": "list"}) for name in names]
    with eyes(here):
        taken = take_in(here, IncidentFactory(), said)

        numbers = [one.case.reference for one in taken]
        assert numbers == sorted(set(numbers))
        assert [one.case.citizen.full_name for one in taken] == names
        assert Case.objects.count() == 3


def test_who_is_registered_already_is_left_out_and_named(here):
    incident = IncidentFactory()
    with eyes(here):
        first = register_and_open(here, incident=incident, **a_person())
        taken = take_in(
            here,
            incident,
            [
                Arrival(a_person(full_name="TRAN VAN THU")),
                Arrival(
                    a_person(
                        full_name="Lý Thị Khác",
                        document_number="C7654321",
                        phone="",
                        personal_number="",
                        birth=PartialDate(date(2001, 1, 9), "day"),
                    )
                ),
            ],
        )

    double, new = taken
    assert double.case is None
    assert [one.citizen["pk"] for one in double.doubles] == [first.citizen_id]
    assert new.case is not None
    assert not new.doubles


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"phone": "abc"}, "phone"),
        ({"document_kind": ""}, "document_kind"),
        ({"personal_number": "12"}, "personal_number"),
        ({"crossing_to": "MM"}, "crossing_to"),
        ({"crossing_when": When(day=date(2999, 1, 1))}, "crossing_when"),
        ({"birth": PartialDate(date(2999, 1, 1), "day")}, "birth"),
        ({"came_in": When(day=date(1990, 1, 1))}, "came_in"),
    ],
)
def test_who_cannot_be_taken_in_says_why_and_holds_up_nobody(here, more, field):
    with eyes(here):
        taken = take_in(
            here,
            IncidentFactory(),
            [
                Arrival(a_person(**more)),
                Arrival({"full_name": "Lê Thị Hai", "report_source": "list"}),
            ],
        )

        assert taken[0].case is None
        assert field in {problem.field for problem in taken[0].problems}
        assert taken[1].case is not None
        assert Citizen.objects.count() == 1


def test_whom_the_database_refuses_holds_up_nobody(here):
    people = [Arrival({"full_name": name, "report_source": "list"}) for name in "ABCDE"]
    people[3] = Arrival(people[3].said | {"sex": "?"})
    people[1] = Arrival(people[1].said | {"birth_place": "x" * 500})
    with eyes(here):
        taken = take_in(here, IncidentFactory(), people)

        assert [one.case is None for one in taken] == [False, True, False, True, False]
        assert [problem.code for problem in taken[3].problems] == ["citizen_sex_known"]
        assert Citizen.objects.count() == Case.objects.count() == 3


def test_as_many_statements_for_many_as_for_few(here):
    incident = IncidentFactory()

    def statements(how_many, start):
        people = [
            Arrival(
                a_person(
                    full_name=f"Người {start + nth}",
                    document_number=f"C{start + nth:07d}",
                    phone=f"+84 912 {start + nth:06d}",
                    personal_number="",
                    birth=PartialDate(date(1950 + start + nth, 1, 2), "day"),
                )
            )
            for nth in range(how_many)
        ]
        with eyes(here), CaptureQueriesContext(connection) as asked:
            taken = take_in(here, incident, people)
        assert all(one.case for one in taken)
        return len(asked)

    statements(1, 0)
    assert statements(12, 20) == statements(3, 40)


def test_other_missions_are_looked_through_for_everybody(here):
    incident = IncidentFactory()
    with eyes(officer(code="VTE", country="LA", zone="Asia/Vientiane")) as there:
        register_and_open(there, incident=incident, **a_person())
    with eyes(here):
        (taken,) = take_in(here, incident, [Arrival(a_person())])
        assert taken.case is not None, "what another mission has is never told"

    run_jobs()

    with eyes(SYSTEM):
        pair = PossibleDouble.objects.get()
        assert pair.other_id == taken.case.citizen_id
        assert "document" in pair.reasons
