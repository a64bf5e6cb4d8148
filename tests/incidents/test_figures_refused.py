"""A reported figure that cannot be right is refused with its rule on each surface."""

from uuid import uuid4

import pytest

from cases.core.registry import DECLARED
from cases.incidents.forms.figure import ReportFigure
from cases.incidents.models import ReportedFigure
from cases.incidents.operations import report_figure
from tests.api.calls import call, caller
from tests.factories import IncidentFactory, headquarters
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

BAD = [
    ({"source_name": ""}, "source_name"),
    ({"qualifier": "roughly"}, "qualifier"),
    ({"as_of": "2199-01-01"}, "as_of"),
    ({"zone": "Asia/Nowhere"}, "zone"),
    ({"as_of_precision": "none"}, "as_of_precision"),
    ({"published_on": "2025-10-21"}, "as_of"),
    ({"source_url": "javascript:alert(1)"}, "source_url"),
]
SPANS = ("2025-10", "2025-10-20/2025-10-22", "2025-10-22T07:00+07:00/2025-10-22T09:00+07:00")


@pytest.mark.parametrize(("values", "field"), BAD)
def test_the_api_refuses_at_the_field(values, field):
    body = ReportFigure.example | {"incident": IncidentFactory().code} | values

    answer = call(caller(headquarters()), DECLARED["report_figure"], None, body)

    assert answer.status_code == 422
    assert field in {problem["field"] for problem in answer.json()["problems"]}
    assert not ReportedFigure.objects.exists()


@pytest.mark.parametrize("span", SPANS)
def test_a_month_or_a_span_is_no_day_that_a_source_names(span):
    body = ReportFigure.example | {"incident": IncidentFactory().code, "as_of": span}

    answer = call(caller(headquarters()), DECLARED["report_figure"], None, body)

    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert problem["field"] == "as_of"
    assert "not of a month" in problem["message"]
    assert not ReportedFigure.objects.exists()


@pytest.mark.parametrize(("values", "field"), BAD)
def test_the_form_refuses_at_the_field(client, values, field):
    log_in(client, headquarters())
    day = values.get("as_of", "2025-10-22")
    filled = ReportFigure.example | {"incident": IncidentFactory().code} | values
    filled |= {"as_of_day": day, "_key": str(uuid4())}

    answer = client.post("/admin/cases/incident/act/report-figure/", filled)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not ReportedFigure.objects.exists()


@pytest.mark.parametrize("values", [{"as_of": "2199-01-01"}, {"zone": "Asia/Nowhere"}])
def test_where_its_day_cannot_be_no_figure_stands_that_says_the_very_same(values):
    actor, said = headquarters(), ReportFigure.example | {"incident": IncidentFactory().code}
    same, cannot = (form_of(actor, said | more) for more in ({}, values))
    made = report_figure(actor, **same.arguments())

    assert form_of(actor, said).standing() == made
    assert cannot.standing() is None


def form_of(actor, body):
    form = ReportFigure(actor, None, json=body)
    form.problems()
    return form
