"""What stands on one record of a person is on the pages of all of them, marked."""

from copy import deepcopy

import pytest
from django.apps import apps
from django.urls import reverse

from cases.casework.models import Case
from cases.casework.operations import add_note, record_crossing, record_stay, share_case
from cases.casework.union import ELSEWHERE, ON_ITS_CASE, SHOWN, union_of
from cases.citizens import operations as citizens
from cases.citizens.models import Citizen
from cases.core import present
from cases.core.addresses import address_of
from cases.core.context import eyes
from cases.overview.find import find
from tests.api.calls import caller
from tests.casework.linking import OPENED, a_file, link
from tests.factories import MissionFactory, head, officer
from tests.kept import once
from tests.register import fresh
from tests.web.session import log_in
from tests.world_protection import a_pair
from tests.world_talking import said

pytestmark = pytest.mark.django_db


def leading_to_a_person():
    """All models with a relation to a person or to a case of hers, and these two themselves."""
    found = {"Citizen", "Case"}
    for model in apps.get_app_config("cases").get_models():
        related = {
            field.related_model for field in model._meta.concrete_fields if field.related_model
        }
        named = {field.name for field in model._meta.concrete_fields}
        if related & {Citizen, Case} or {"citizen_id", "case_id"} & named:
            found.add(model.__name__)
    return found


def test_every_relation_to_a_person_or_a_case_of_hers_is_in_the_union_or_said_not_to_be():
    decided = [*SHOWN, *ON_ITS_CASE, *ELSEWHERE]

    assert leading_to_a_person() - set(decided) == {"OutboxMail"} & leading_to_a_person()
    assert set(decided) - leading_to_a_person() == set()
    assert len(decided) == len(set(decided))
    assert all(ELSEWHERE.values())


@once
def standing():
    """Return two linked files; everything that the union shows stands on the double."""
    with eyes(head()) as actor:
        one, other = (
            a_file(actor, full_name="Nguyễn Văn Hùng"),
            a_file(actor, full_name="NGUYEN VAN HUNG"),
        )
        person = one.citizen
        citizens.add_name(actor, fresh(person), kind="alias", value="Zqalias")
        citizens.add_contact_point(actor, fresh(person), kind="other", value="Zqphone")
        citizens.add_identity_document(
            actor, fresh(person), kind="other", status="lost", number="Zqpaper"
        )
        citizens.add_relative(actor, fresh(person), full_name="Zqkin", relation="father")
        way = {"when": OPENED, "source": "relative"}
        record_crossing(actor, fresh(one), from_country="MM", to_country="TH", note="Zqway", **way)
        record_stay(actor, fresh(one), kind="at", country="TH", note="Zqstay", **way)
        add_note(actor, fresh(one), text="Zqnote")
        said(actor, fresh(one), words="Zqsaid")
        citizens.set_safe_contact(actor, fresh(person), pretext="Zqpretext")
        a_pair(actor, one=fresh(person), words="Zqapart")
        link(actor, one.citizen, other.citizen)
        files = Case.objects.select_related("citizen").order_by("pk")
        return actor, *files.filter(pk__in=[one.pk, other.pk])


@pytest.fixture
def marked(standing):
    with eyes(standing[0]):
        yield deepcopy(standing)


WORDS = (
    *("Zqalias", "Zqphone", "Zqpaper", "Zqkin", "Zqway", "Zqstay", "Zqnote"),
    *("Zqsaid", "Zqpretext", "Zqapart"),
)


def test_each_model_that_is_shown_comes_from_the_other_record(marked):
    actor, _one, other = marked
    found = union_of(actor, other, [])
    rows = [row for name in found.__slots__ for row in getattr(found, name)]

    assert {type(row).__name__ for row in rows} == SHOWN


@pytest.mark.parametrize("side", [1, 2])
def test_the_page_of_each_case_shows_the_union_and_says_from_which_record(client, marked, side):
    actor, case = marked[0], marked[side]

    page = log_in(client, actor).get(f"{case.get_absolute_url()}?show=crossings,stays,notes")
    text = page.content.decode()

    assert [word for word in WORDS if word not in text] == []
    assert "from the record" in text
    assert ("This record is a double" in text) == (side == 1)
    assert marked[3 - side].reference in text


def test_find_and_the_work_list_show_the_head_with_the_other_name(client, marked):
    actor, one, other = marked

    by_word = find(actor, "Zqalias", present.now())
    assert [row.citizen["pk"] for row in by_word.people] == [other.citizen_id]
    assert by_word.people[0].also == ["Nguyễn Văn Hùng"]
    assert {case["reference"] for case in by_word.people[0].cases} == {
        one.reference,
        other.reference,
    }
    page = log_in(client, actor).get(reverse("worklist") + "?state=all").content.decode()
    assert '<span class="under">also known as Nguyễn Văn Hùng</span>' in page


def test_the_api_answers_for_the_double_and_names_who_stands_for_the_person(marked):
    actor, one, other = marked
    ask = caller(actor)

    double = ask.get(address_of("citizens", str(one.citizen.uuid))).json()
    stands = ask.get(address_of("citizens", str(other.citizen.uuid))).json()
    listed = ask.get(address_of("citizens")).json()["results"]
    crossings = ask.get(address_of("citizens", str(other.citizen.uuid), "crossings")).json()

    assert double["uuid"] == str(one.citizen.uuid)
    assert double["same_person"] == str(other.citizen.uuid)
    assert stands["same_person"] is None
    assert stands["also_known_as"] == ["Nguyễn Văn Hùng"]
    assert {row["record"] for row in stands["names"]} == {str(one.citizen.uuid)}
    pair = {str(one.citizen.uuid), str(other.citizen.uuid)}
    assert [row["uuid"] for row in listed if row["uuid"] in pair] == [str(other.citizen.uuid)]
    assert [row["record"] for row in crossings["results"]] == [str(one.citizen.uuid)]


def test_linking_widens_no_sight(marked):
    """Whoever sees one record by a share alone sees nothing of the other."""
    actor, _one, other = marked
    elsewhere = MissionFactory(yangon=True)
    share_case(actor, fresh(other), mission=elsewhere, days=9, reason="Kin.")
    with eyes(officer(yangon=True)) as reader:
        found = union_of(reader, Case.objects.visible_to(reader).get(pk=other.pk), [])
        listed = find(reader, "Zqalias", present.now())

    assert (found.records, found.names, found.crossings, found.notes) == ((), (), (), ())
    assert list(listed.people) == []
