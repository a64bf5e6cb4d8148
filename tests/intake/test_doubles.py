"""Somebody who is likely registered already is not registered again unasked."""

import pytest
from django.urls import reverse

from cases.casework.models import Case
from cases.citizens.models import Citizen, NotTheSame
from cases.citizens.operations import add_identity_document, declare_different
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.models import AuditEntry
from cases.intake.operations import register_and_open, save_draft
from tests.api.calls import caller
from tests.citizens.search.people import HEARD_AS_ONE, OF_TWO_WORDS, person
from tests.core.test_parallel import at_once
from tests.factories import IncidentFactory, head, officer
from tests.intake.typed import BORN, TYPED
from tests.refusals import refusal_of
from tests.register import a_case, a_citizen
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

SAID = {
    "full_name": "Nguyen Van Hung",
    "birth": "1998-04-03",
    "incident": "2025-10-myawaddy",
    "report_source": "walk_in",
}
WHY = "His twin brother; both were here."


@pytest.fixture
def actor():
    """An officer of a mission that has registered Nguyễn Văn Hùng and opened a case."""
    with eyes(officer()) as actor:
        a_case(actor, a_citizen(actor, full_name="Nguyễn Văn Hùng", birth=BORN))
    return actor


@pytest.fixture
def known(actor):
    """The person on record."""
    with eyes(actor):
        return Citizen.objects.get()


def send(client, actor, **more):
    return log_in(client, actor).post(reverse("case_new"), {**TYPED, "_key": "k", **more})


def ask(actor, **more):
    return caller(actor).post(
        "/api/v1/cases/register/", {**SAID, **more}, content_type="application/json"
    )


def registered(actor):
    with eyes(actor):
        return Citizen.objects.count()


def test_the_page_comes_back_with_whom_it_may_be(client, actor, known):
    response = send(client, actor)

    page = response.content.decode()
    assert response.status_code == 409
    assert registered(actor) == 1
    for said in ("Nguyễn Văn Hùng", "Same birth date", "Same name without marks", "Reported"):
        assert said in page
    assert f'value="{known.uuid}"' in page
    assert 'value="Nguyen Van Hung"' in page
    (row,) = response.context["doubles"]
    with eyes(actor):
        assert row["same"]["url"] == Case.objects.get().get_absolute_url()


def test_who_is_called_by_one_word_of_two_is_told_by_the_number(actor):
    person(actor, *OF_TWO_WORDS)
    paper = {"kind": "passport", "number": OF_TWO_WORDS[2], "status": "with_holder"}

    said = {f"document_{name}": value for name, value in paper.items()}
    answer = ask(actor, full_name=HEARD_AS_ONE, **said)

    assert (answer.status_code, answer.json()["code"]) == (409, "likely_double")


@pytest.mark.parametrize("names", [("_key", "draft"), ("_key",), ("draft",)])
def test_the_page_that_comes_back_does_not_offer_its_own_draft(client, actor, names):
    with eyes(actor):
        draft, other = (save_draft(actor, content={"full_name": n}) for n in ("Hung", "Tám"))

    response = send(client, actor, **dict.fromkeys(names, str(draft.uuid)))

    assert response.status_code == 409
    assert [row["name"] for row in response.context["drafts"]] == ["Tám"]
    assert f"?draft={other.uuid}" in response.content.decode()
    assert f"?draft={draft.uuid}" not in response.content.decode()


def test_sent_from_the_page_that_came_back_and_from_its_draft_it_is_one_case(client, actor, known):
    with eyes(actor):
        key = str(save_draft(actor, content={"full_name": "Hung"}).uuid)
    told = {"not_the_same_as": str(known.uuid), "not_the_same_because": WHY}

    came_back = send(client, actor, _key=key, draft=key)
    first = send(client, actor, _key=came_back.context["key"], draft=key, **told)
    second = send(client, actor, _key=key, draft=key, **told)

    assert (came_back.status_code, first.status_code) == (409, 302)
    assert first.headers["Location"] == second.headers["Location"]
    assert registered(actor) == 2


def test_who_has_no_case_in_the_incident_gets_another_one(client, actor):
    with eyes(actor):
        other = a_citizen(actor, full_name="Lê Văn Tám", birth=BORN)

    response = send(client, actor, full_name="Lê Văn Tám")

    (row,) = response.context["doubles"]
    assert row["same"]["url"] == (
        f"/citizens/{other.uuid}/open-case/?incident=2025-10-myawaddy&report_source=walk_in"
    )


def test_a_different_person_is_registered_once_it_is_said_why(client, actor, known):
    told = {"not_the_same_as": str(known.uuid)}
    response = send(client, actor, **told)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"not_the_same_because"}
    assert f'name="not_the_same_as" value="{known.uuid}"' in response.content.decode()

    response = send(client, actor, **told, not_the_same_because=WHY)

    assert response.status_code == 302
    with eyes(actor):
        pair = NotTheSame.objects.get()
        assert (pair.citizen_id, pair.reason) == (known.pk, WHY)
        assert pair.other.full_name == "Nguyen Van Hung"
    again = send(client, actor, **told, not_the_same_because=WHY)
    assert again.status_code == 302
    assert registered(actor) == 2


def test_of_two_likely_ones_each_is_answered(client, actor, known):
    with eyes(actor):
        a_citizen(actor, full_name="Nguyễn Văn Hùng", birth=BORN)

    response = send(client, actor, not_the_same_as=str(known.uuid), not_the_same_because=WHY)

    assert response.status_code == 409
    (row,) = response.context["doubles"]
    assert row["key"] != str(known.uuid)
    assert f'name="not_the_same_as" value="{known.uuid}"' in response.content.decode()


def test_the_interface_answers_with_candidates_and_no_word_of_theirs(actor, known):
    response = ask(actor)

    body = response.json()
    with eyes(actor):
        reference = Case.objects.get().reference
    assert (response.status_code, body["code"]) == (409, "likely_double")
    assert body["candidates"] == [
        {
            "citizen": str(known.uuid),
            "cases": [reference],
            "reasons": [
                {"code": "born", "sentence": "Same birth date"},
                {"code": "name_marks", "sentence": "Same name without marks"},
            ],
        }
    ] or {row["code"] for row in body["candidates"][0]["reasons"]} == {"born", "name_marks"}
    assert "Hùng" not in response.content.decode()

    done = ask(actor, not_the_same_as=[str(known.uuid)], not_the_same_because=WHY)

    assert done.status_code == 201


def test_whom_it_told_of_is_on_record_as_one_entry(actor, known):
    ask(actor)

    with eyes(head()):
        pass
    with eyes(actor):
        entry = AuditEntry.objects.get(code="likely_double")
        assert entry.citizen_id == known.pk
        assert [row["id"] for row in entry.subjects] == [known.pk]


def test_a_record_of_another_mission_is_neither_told_nor_named(client, actor, known):
    other = officer(code="VTE", country="LA", zone="Asia/Vientiane")

    assert send(client, other).status_code == 302
    refused = ask(other, not_the_same_as=[str(known.uuid)], not_the_same_because=WHY)
    unknown = ask(
        other, not_the_same_as=["00000000-0000-4000-8000-000000000000"], not_the_same_because=WHY
    )
    assert refused.status_code == unknown.status_code == 422
    assert refused.json()["problems"][0]["code"] == unknown.json()["problems"][0]["code"]


def test_a_name_alone_and_another_year_warn_of_nobody(client, actor):
    assert send(client, actor, birth_day="", birth_month="", birth_year="").status_code == 302
    assert send(client, actor, birth_year="1991", _key="l").status_code == 302


def test_a_pair_is_told_apart_once_whoever_is_named_first(actor, known):
    with eyes(actor):
        other = a_citizen(actor)
        declare_different(actor, other, other=known, reason=WHY)
        refusal = refusal_of(declare_different, actor, known, other=other, reason=WHY)
        assert refusal.code == "declared_already"
        refusal = refusal_of(declare_different, actor, known, other=known, reason=WHY)
        assert refusal.code == "same_record"
        assert NotTheSame.objects.visible_to(actor).count() == 1
    with eyes(head(code="VTE", country="LA", zone="Asia/Vientiane")):
        assert NotTheSame.objects.count() == 0


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_officers_with_one_passport_the_second_is_warned():
    actor = officer()
    incident = IncidentFactory()
    passport = {
        "document_kind": "passport",
        "document_number": "C1234567",
        "document_status": "lost",
    }

    def register(number):
        try:
            with eyes(actor):
                register_and_open(
                    actor,
                    full_name=("Lê Văn Tám", "Trần Thị Khác")[number],
                    incident=incident,
                    report_source="walk_in",
                    **passport,
                )
        except Refused as refusal:
            return refusal.code
        return "done"

    assert sorted(at_once(2, register)) == ["done", "likely_double"]
    with eyes(actor):
        assert Citizen.objects.count() == 1


def test_the_same_paper_is_found_whoever_wrote_the_name(actor, known):
    with eyes(actor):
        add_identity_document(actor, known, kind="passport", number="C1234567", status="lost")
        with pytest.raises(Refused) as refusal:
            register_and_open(
                actor,
                full_name="Phạm Bảo",
                incident=IncidentFactory(),
                report_source="walk_in",
                document_kind="passport",
                document_number="c 123 4567",
                document_status="lost",
            )
    assert refusal.value.code == "likely_double"
