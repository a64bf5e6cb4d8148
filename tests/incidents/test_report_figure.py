"""Entering what a source reported."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from cases.core.context import eyes
from cases.core.facts import When
from cases.core.models import RowVersion
from cases.incidents.models import ReportedFigure
from cases.incidents.operations import figure, report_figure
from tests.factories import IncidentFactory, PlaceFactory, headquarters
from tests.refusals import refused_at

pytestmark = pytest.mark.django_db

MORNING = datetime(2025, 11, 1, 0, tzinfo=UTC)


def reported(actor, **values):
    given = {
        "incident": IncidentFactory(),
        "metric": "crossed",
        "value": 151,
        "qualifier": "exact",
        "as_of": When.at(MORNING),
        "source_name": "A gazette",
        "scope": "Vietnamese citizens.",
        "nationality": "VN",
    }
    return report_figure(actor, **(given | values))


def test_enters_a_figure_with_the_zone_of_its_incident():
    with eyes(headquarters()) as actor:
        figure = reported(actor, men=129, women=22)

    assert (figure.as_of, figure.as_of_precision, figure.zone) == (MORNING, "time", "Asia/Bangkok")


def test_a_day_means_its_end():
    with eyes(headquarters()) as actor:
        figure = reported(actor, as_of=When(day=date(2025, 10, 22)))

    assert figure.as_of == datetime(2025, 10, 22, 16, 59, 59, 999999, tzinfo=UTC)
    assert figure.as_of_precision == "day"


def test_a_figure_without_a_day_has_none_and_stays_one():
    with eyes(headquarters()) as actor:
        figure = reported(actor, as_of=None, published_on=date(2025, 11, 6))
        again = reported(actor, as_of=None, published_on=date(2025, 11, 6))

    assert (figure.as_of, figure.as_of_precision, again) == (None, "none", figure)


def test_words_for_which_no_rule_is_in_force_are_refused(monkeypatch):
    monkeypatch.setattr(figure, "tolerance_of", lambda qualifier, day: None)

    with eyes(headquarters()) as actor:
        assert refused_at(reported, actor) == ("no_tolerance", "qualifier")


def test_the_same_figure_again_is_the_stored_one():
    with eyes(headquarters()) as actor:
        first = reported(actor)
        second = reported(actor)

        assert first == second
        assert not RowVersion.objects.filter(table_name="cases_reportedfigure").exists()


def test_another_value_is_another_figure():
    with eyes(headquarters()) as actor:
        reported(actor)
        reported(actor, value=150)

    assert ReportedFigure.objects.count() == 2


def test_another_place_firmness_or_day_of_print_is_another_figure():
    place = PlaceFactory(country="TH")
    with eyes(headquarters()) as actor:
        reported(actor)
        reported(actor, qualifier="more_than")
        reported(actor, published_on=date(2025, 11, 2))
        reported(actor, place=place)
        reported(actor, place=place)

    assert ReportedFigure.objects.count() == 4


@pytest.mark.parametrize("empty", [{}, {"as_of": None, "published_on": None}])
def test_the_same_figure_twice_is_refused_by_its_constraint(empty):
    with eyes(headquarters()) as actor:
        first = reported(actor, **empty)
        other = reported(actor, **empty, value=150)

        refused = refused_at(reported, actor, **empty, uuid=other, value=151)
        first.pk, first.uuid = None, uuid4()
        with pytest.raises(IntegrityError, match="reportedfigure_once"), transaction.atomic():
            first.save(force_insert=True)

    assert refused == ("reportedfigure_once", "value")


def test_a_reason_in_one_language_alone_stands_with_a_dispute_only():
    with eyes(headquarters()) as actor:
        assert refused_at(reported, actor, dispute_reason_vi="Thừa một số không.") == (
            "reportedfigure_disputed_why",
            "disputed",
        )
        found = reported(
            actor,
            disputed=True,
            dispute_reason="A zero too many.",
            dispute_reason_vi="Thừa một số không.",
        )

    with override("vi"):
        assert found.reason_here == "Thừa một số không."
    with override("fr"):
        assert found.reason_here == "A zero too many."


def test_a_figure_of_the_day_of_its_print_is_taken():
    with eyes(headquarters()) as actor:
        found = reported(
            actor, published_on=date(2025, 11, 1), source_url="HTTPS://paper.example/1"
        )

    assert found.published_on == date(2025, 11, 1)


def test_a_place_lies_in_the_country_of_the_figure():
    with eyes(headquarters()) as actor:
        place = PlaceFactory(country="MM")

        assert refused_at(reported, actor, place=place, country="TH") == (
            "place_of_other_country",
            "place",
        )
        assert reported(actor, place=place, country="MM").place == place


def test_what_we_say_about_it_may_be_put_right():
    with eyes(headquarters()) as actor:
        reported(actor)
        reported(actor, disputed=True, dispute_reason="A zero too many.")

        assert ReportedFigure.objects.get().disputed
        assert set(RowVersion.objects.get(table_name="cases_reportedfigure").old) == {
            "disputed",
            "dispute_reason",
        }


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"men": 129, "women": 23}, "reportedfigure_parts_fit", "men"),
        ({"women": 152}, "reportedfigure_parts_fit", "women"),
        ({"disputed": True}, "reportedfigure_disputed_why", "dispute_reason"),
        ({"dispute_reason": "A zero."}, "reportedfigure_disputed_why", "disputed"),
        ({"zone": "Bangkok"}, "unknown_zone", "zone"),
        ({"as_of": When(day=date(2199, 1, 1))}, "in_the_future", "as_of"),
        ({"published_on": date(2199, 1, 1)}, "in_the_future", "published_on"),
        ({"source_name": " "}, "reportedfigure_source_named", "source_name"),
        (
            {"as_of": None, "as_of_precision": "day"},
            "reportedfigure_day_or_none",
            "as_of_precision",
        ),
        ({"as_of_precision": "none"}, "reportedfigure_day_or_none", "as_of_precision"),
        (
            {"as_of": When(day=date(2025, 10, 1), until=date(2025, 10, 31))},
            "no_one_day",
            "as_of",
        ),
        ({"as_of": When(MORNING, MORNING + timedelta(hours=3))}, "no_one_day", "as_of"),
        ({"published_on": date(2025, 10, 31)}, "figure_after_print", "as_of"),
        *(
            ({"source_url": url}, code, "source_url")
            for url, code in (
                ("javascript:alert(1)", "no_address"),
                ("https://user:word@example.org/x", "address_with_login"),
                ("https://example.org", "address_without_page"),
            )
        ),
    ],
)
def test_refuses_what_cannot_be_right(values, code, field):
    with eyes(headquarters()) as actor:
        assert refused_at(reported, actor, **values) == (code, field)
