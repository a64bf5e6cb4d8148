"""The lines of the work list say what the cases say, and cost little to read."""

import pytest
import time_machine
from django.http import QueryDict
from django.utils.translation import override

from cases.casework.choices import HoldReason, Outcome, Stage
from cases.casework.models import Case
from cases.casework.operations import assign_case, hold_case
from cases.casework.pages.blocking import blocked_line, blocker_of
from cases.core.context import eyes
from cases.missions.models import Staff
from cases.overview.forms import WorklistFilters
from cases.overview.queries import worklist, worklist_page
from cases.overview.rows import COLUMNS, lines_of
from tests.casework.playbooks import a_limit, a_procedure
from tests.factories import head
from tests.overview.scattered import NOW, make_cases, missions, scatter
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
MOST_JOINS = 4


def make_world():
    """Bangkok, Yangon and headquarters, each with cases in every state of being blocked."""
    with time_machine.travel(NOW, tick=False):
        actors = missions()
        make_cases(actors)
        scatter(3, actors[2])
        with eyes(actors[2]):
            limit = a_limit(a_procedure("reply"))
            Case.objects.filter(next_due_at__isnull=False).update(next_due_limit=limit)
        return actors


@pytest.fixture
def readers(made_world):
    with time_machine.travel(NOW, tick=False):
        yield made_world


def listed(actor):
    form = WorklistFilters(actor, QueryDict("state=all"))
    cases = worklist(actor, form.filters(), NOW)
    return lines_of(actor, worklist_page(cases, form.filters(), "").rows, form.offers, NOW)


@pytest.mark.parametrize(
    ("reader", "language"), [(0, "vi"), (1, "fr"), (2, "en"), (2, "vi")], ids=str
)
def test_each_line_says_what_its_case_says(readers, reader, language):
    actor = readers[reader]

    with override(language), eyes(actor):
        lines = listed(actor)
        cases = {case.reference: case for case in Case.objects.own_of(actor)}

        assert lines
        assert len(lines) == min(len(cases), 50)
        for line in lines:
            case = cases[line.reference]
            said = blocked_line(blocker_of(case), NOW, for_headquarters=actor.is_headquarters)
            assert (line.what, line.who, line.since) == tuple(said.values())
            assert line.url == case.get_absolute_url()
            assert line.name == case.citizen.full_name
            assert line.incident == case.incident.code
            assert line.officer == (case.assigned_to.full_name if case.assigned_to else "")
            assert line.limit == (str(case.next_due_limit) if case.next_due_limit else "")
            assert bool(line.deadline) == bool(case.next_due_limit and case.next_due_at)
            assert (str(Stage(case.stage).label) if case.stage else "") in line.status
            assert (str(HoldReason(case.hold_reason).label) if case.held else "") in line.status
            assert (str(Outcome(case.outcome).label) if case.outcome else "") in line.status


def test_names_of_people_and_places_are_printed_as_text(client):
    with eyes(head()) as actor:
        make_cases([actor])
        case = Case.objects.own_of(actor).still_open().first()
        hold_case(actor, fresh(case), reason="health")
        assign_case(actor, fresh(case), officer=Staff.objects.get(pk=actor.staff_id))
        type(case.citizen).objects.filter(pk=case.citizen_id).update(full_name="Đỗ <b>An</b> & Ân")

    page = log_in(client, actor).get("/cases/").text

    assert "Đỗ &lt;b&gt;An&lt;/b&gt; &amp; Ân" in page
    assert "<b>An</b>" not in page
    assert "&lt;span" not in page


def test_the_query_of_the_list_joins_few_tables(readers):
    """With ten tables the planner took ten times as long as the reading of the page."""
    query = worklist(readers[2], WorklistFilters(readers[2], QueryDict()).filters(), NOW)

    assert str(query.values(*COLUMNS).query).count(" JOIN ") <= MOST_JOINS


@pytest.mark.parametrize("asks", [{}, {"due": "week"}, {"order": "deadline"}, {"blocker": "asked"}])
def test_the_list_takes_fifteen_queries_however_many_missions(
    client, readers, django_assert_max_num_queries, asks
):
    log_in(client, readers[2]).get("/cases/", asks)

    with django_assert_max_num_queries(15 + 2):  # two for the savepoint of the test
        assert client.get("/cases/", asks).status_code == 200
