"""Whoever proposed that two records are of one person withdraws it; the preview turns round."""

import pytest
from django.urls import reverse

from cases.casework.operations import confirm_same_person, withdraw_same_person
from cases.citizens.models import NotTheSame, SamePerson
from cases.core.context import eyes
from cases.notices.models import Notice
from tests.api.calls import JSON, caller
from tests.casework.linking import link
from tests.factories import head, officer
from tests.refusals import refusal_of
from tests.register import a_case, a_citizen, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def page_of(person):
    return reverse("citizen_operation", args=[person.uuid, "link-same-person"])


def test_whoever_proposed_a_link_withdraws_it_and_nothing_is_said_of_the_two(desk, namesakes):
    made = link(desk, *namesakes)

    withdrawn = withdraw_same_person(desk, fresh(made))

    assert (withdrawn.status, withdrawn.ended_by_id) == ("withdrawn", desk.staff_id)
    assert withdrawn.undone_at is not None
    assert NotTheSame.objects.count() == 0
    with eyes(head()):
        kinds = set(Notice.objects.values_list("kind", flat=True))
    assert kinds == {"same_person_proposed", "same_person_withdrawn"}


def test_what_was_withdrawn_is_proposed_again_and_confirmed_no_more(desk, namesakes):
    made = link(desk, *namesakes)
    withdraw_same_person(desk, fresh(made))

    again = link(desk, *namesakes)

    assert again.status == "proposed"
    with eyes(head()) as chief:
        found = refusal_of(confirm_same_person, chief, fresh(made))
    assert (found.code, found.status) == ("answered_already", 409)


def test_a_withdrawn_proposal_is_no_link_at_any_moment(desk, namesakes):
    made = link(desk, *namesakes)
    withdrawn = withdraw_same_person(desk, fresh(made))

    assert not SamePerson.objects.standing(withdrawn.undone_at).exists()
    assert fresh(namesakes[0]).head_id is None


def test_nobody_else_withdraws_a_proposal(desk, namesakes):
    made = link(desk, *namesakes)

    for other in (officer(), head()):
        with eyes(other):
            found = refusal_of(withdraw_same_person, other, fresh(made))
            assert (found.code, found.status) == ("withdrawn_by_proposer", 403)


def test_what_somebody_has_answered_is_not_withdrawn(desk, namesakes):
    made = link(desk, *namesakes)
    with eyes(head()) as chief:
        confirm_same_person(chief, fresh(made))

    found = refusal_of(withdraw_same_person, desk, fresh(made))

    assert (found.code, found.status) == ("answered_already", 409)


def test_of_a_confirmation_and_a_withdrawal_at_once_the_second_is_told(desk, namesakes):
    made = fresh(link(desk, *namesakes))
    with eyes(head()) as chief:
        confirm_same_person(chief, made)

    assert refusal_of(withdraw_same_person, desk, made).status == 409


def test_the_list_of_proposals_offers_withdrawing_to_whoever_proposed(client, desk, namesakes):
    made = link(desk, *namesakes)
    address = reverse("same_person_operation", args=[made.uuid, "withdraw"])

    mine = log_in(client, desk).get(reverse("same_person_list"))
    done = client.post(address, {"_key": "one", "_version": made.version})
    theirs = log_in(client, head()).get(reverse("same_person_list"))

    assert address in mine.text
    assert done.status_code == 302
    assert address not in theirs.text
    with eyes(desk):
        assert fresh(made).status == "withdrawn"


def test_the_api_withdraws_a_proposal(desk, namesakes):
    made = link(desk, *namesakes)
    address = f"/api/v1/same-person-links/{made.uuid}/"

    done = caller(desk).post(f"{address}withdraw/", {}, JSON, headers={"If-Match": "*"})

    assert done.status_code == 200, done.content
    assert caller(desk).get(address).json()["status"] == "withdrawn"


def test_the_preview_turns_round_and_keeps_what_was_typed(client, desk):
    one, other = a_case(desk).citizen, a_citizen(desk, full_name="Zq Văn Khuê")
    typed = {"into": str(other.uuid), "because": "The same photograph.", "dated": "decision"}

    page = log_in(client, desk).post(page_of(one), typed | {"_swap": "1", "_version": "99"})

    assert page.status_code == 200
    assert page.context["form"].target == other
    assert page.context["form"].data["into"] == str(one.uuid)
    assert page.context["version"] == other.version
    assert f'action="{page_of(other)}"' in page.text
    assert "The same photograph." in page.text
    with eyes(desk):
        assert SamePerson.objects.count() == 0


def test_what_was_turned_round_is_sent_for_the_other_record(client, desk):
    one, other = (a_citizen(desk, full_name="Zq Văn Khuê") for _one in range(2))
    log_in(client, desk)
    typed = {"into": str(other.uuid), "because": "The same photograph."}
    page = client.post(page_of(one), typed | {"_swap": "1"})

    sent = {"_version": page.context["version"], "_key": page.context["key"]}
    client.post(page_of(other), typed | sent | {"into": str(one.uuid)})

    with eyes(desk):
        made = SamePerson.objects.get()
    assert (made.citizen_id, made.into_id) == (other.pk, one.pk)


def test_nobody_in_sight_turns_nothing_round(client, desk):
    one = a_citizen(desk)
    with eyes(officer(yangon=True)) as stranger:
        theirs = a_citizen(stranger)

    page = log_in(client, desk).post(page_of(one), {"into": str(theirs.uuid), "_swap": "1"})

    assert page.status_code == 200
    assert page.context["form"].target == one
