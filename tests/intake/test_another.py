"""Another case of the same family or group: carried over by a draft, never by an address."""

import re
from datetime import date

import pytest
from django.urls import reverse

from cases.casework.models import Case
from cases.casework.operations import record_crossing, record_stay, share_case
from cases.citizens.models import Relative
from cases.citizens.operations import add_contact_point
from cases.core.context import eyes
from cases.core.facts import When
from cases.crossings.models import Stay
from cases.intake.models import Draft
from tests.factories import IncidentFactory, MissionFactory, PlaceFactory, head, officer
from tests.register import a_case, a_citizen, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    """An officer and the case of a mother who crossed at a ford and can be phoned."""
    IncidentFactory()
    ford = PlaceFactory()
    with eyes(officer()) as actor:
        person = a_citizen(actor, full_name="Trần Thị Mẫu", sex="f", origin_commune="Xã Thử")
        case = a_case(actor, person, report_source="walk_in")
        add_contact_point(actor, person, kind="phone", value="+84 000 000 0000")
        seen = {"when": When(day=date(2025, 10, 22)), "source": "citizen"}
        record_crossing(
            actor, fresh(case), from_country="MM", to_country="TH", entered_at=ford, **seen
        )
        record_stay(actor, fresh(case), kind="at", place=ford, **seen)
    return actor, case


def another(client, case):
    """Press the button on the page of a case and return the page that follows."""
    answer = client.post(reverse("case_another", args=[case.reference]))
    return answer.headers["Location"], client.get(answer.headers["Location"])


def sent_of(page):
    """Return what a browser sends of the page as it stands."""
    form, typed = page.context["form"], {}
    for bound in form:
        value = bound.value()
        names = getattr(bound.field.widget, "widgets_names", [""])
        values = value if isinstance(value, list) else [value or "", *[""] * len(names)]
        typed |= {f"{bound.name}{end}": part for end, part in zip(names, values, strict=False)}
    key = page.context["key"]
    return typed | {"draft": key, "_key": key}


def test_what_both_share_is_filled_in_and_said_and_stands_in_no_address(client, first):
    actor, case = first
    log_in(client, actor)

    address, page = another(client, case)

    form = page.context["form"]
    shared = {
        "incident": case.incident.code,
        "report_source": "walk_in",
        "relative_case": case.reference,
        "now_at": "mae-ku-ford",
        "phone": "+84 000 000 0000",
        "phone_whose": "other",
        "origin_commune": "Xã Thử",
        "crossing_entered_at": "mae-ku-ford",
        "crossing_from": "MM",
        "crossing_to": "TH",
        "crossing_source": "citizen",
    }
    assert {name: form[name].value() for name in shared} == shared
    assert form["crossing_when"].value() == ["2025-10-22", ""]
    assert not any(form[name].value() for name in ("full_name", "sex", "birth", "summary"))
    assert page.context["carried"]["reference"] == case.reference
    assert "Trần Thị Mẫu" in page.text
    assert re.fullmatch(r"/cases/new/\?draft=[0-9a-f-]{36}", address)


def test_each_is_listed_with_the_other_when_they_are_related(client, first):
    actor, case = first
    log_in(client, actor)
    _address, page = another(client, case)

    typed = sent_of(page) | {"full_name": "Trần Văn Con", "nationality": "VN"}
    typed |= {"relative_relation": "mother"}
    done = client.post(reverse("case_new"), typed)

    assert done.status_code == 302, done.context["form"].errors
    with eyes(actor):
        new = Case.objects.exclude(pk=case.pk).get()
        rows = {row.citizen_id: row for row in Relative.objects.all()}
        mother, child = rows[new.citizen_id], rows[case.citizen_id]
        assert (mother.full_name, mother.relation) == ("Trần Thị Mẫu", "mother")
        assert (child.full_name, child.relation) == ("Trần Văn Con", "child")
        assert (mother.note, child.note) == (case.reference, new.reference)
        assert Stay.objects.get(citizen=new.citizen).place.code == "mae-ku-ford"


def test_of_one_group_only_they_are_no_relatives(client, first):
    actor, case = first
    log_in(client, actor)
    _address, page = another(client, case)

    done = client.post(
        reverse("case_new"), sent_of(page) | {"full_name": "Lê Văn Bạn", "nationality": "VN"}
    )

    assert done.status_code == 302, done.context["form"].errors
    with eyes(actor):
        assert not Relative.objects.exists()


def test_the_case_page_offers_it_and_after_opening_too(client, first):
    actor, case = first
    log_in(client, actor)
    address = reverse("case_another", args=[case.reference])

    of_old = client.get(reverse("case_detail", args=[case.reference]))
    typed = {"full_name": "Lê", "incident": "2025-10-myawaddy", "report_source": "walk_in"}
    typed |= {"nationality": "VN"}
    of_new = client.post(reverse("case_new"), typed | {"_key": "k"}, follow=True)

    assert f'href="{address}"' in of_old.text
    with eyes(actor):
        new = Case.objects.exclude(pk=case.pk).get()
    assert f'action="{reverse("case_another", args=[new.reference])}"' in of_new.text


def test_nothing_is_carried_over_from_a_case_out_of_sight(client, first):
    _actor, case = first
    stranger = officer(yangon=True)
    log_in(client, stranger)
    address = reverse("case_another", args=[case.reference])

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    with eyes(stranger):
        assert not Draft.objects.exists()


@pytest.mark.parametrize("reference", ["BKK-2025-99999", "the case of another mission", "x"])
def test_a_foreign_case_and_none_are_answered_alike(client, first, reference):
    _actor, case = first
    stranger = officer(yangon=True)
    log_in(client, stranger)
    named = case.reference if "case" in reference else reference

    typed = {"full_name": "Lê", "incident": "2025-10-myawaddy", "report_source": "walk_in"}
    more = {"relative_case": named, "relative_relation": "mother", "_key": "k", "nationality": "VN"}
    answer = client.post(reverse("case_new"), typed | more)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "relative_case": ["There is no such case in your sight."]
    }


def test_where_only_reading_is_shared_the_other_file_is_left_as_it_is(client, first):
    _actor, case = first
    owner, reader = head(), officer(yangon=True)
    with eyes(owner):
        share_case(owner, fresh(case), mission=MissionFactory(yangon=True), days=9, reason="Kin.")
    log_in(client, reader)

    typed = {"full_name": "Lê", "incident": "2025-10-myawaddy", "report_source": "walk_in"}
    more = {
        "relative_case": case.reference,
        "relative_relation": "sibling",
        "_key": "k",
        "nationality": "VN",
    }
    done = client.post(reverse("case_new"), typed | more)

    assert done.status_code == 302, done.context["form"].errors
    with eyes(owner):
        assert not Relative.objects.filter(citizen=case.citizen).exists()
    with eyes(reader):
        assert Relative.objects.filter(note=case.reference).count() == 1
