"""Whom a row perhaps means is on neither side alone until somebody has said so."""

import pytest
from django.urls import reverse

from cases.core.context import eyes
from cases.core.errors import Refused
from cases.intake.reconciliation.choices import Pile
from cases.intake.reconciliation.operations import join_entry, open_listed_case, tell_entry_apart
from cases.intake.reconciliation.queries import piles_of
from tests.factories import officer
from tests.intake.reconciliation.piles import a_list, born, compared, entries, ours, piles
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return officer()


def to_confirm(actor, listed=("NGUYEN HAI BANG", "1996"), **known):
    """Return a comparison with a row that perhaps means one of ours, its entry, and that person."""
    person = ours(actor, "Nguyễn Hải Bằng", birth=born("1996"), **known)
    row = compared(actor, a_list(actor, [listed]))
    return row, entries(actor, row)[0], person


@pytest.mark.parametrize(
    "listed",
    [("NGUYEN HAI BANG", "1996"), ("Nguyễn Hải Bằng", ""), ("เหงียน หาย บั๋ง", "1996")],
)
def test_the_same_name_and_year_or_in_two_scripts_is_to_confirm_and_on_no_side_alone(actor, listed):
    row, entry, person = to_confirm(actor, listed)

    assert (entry.pile, entry.candidate_id) == (Pile.PERHAPS, person.pk)
    assert entry.is_expected
    with eyes(actor):
        counts = piles_of(actor, row)
    assert counts == {"conflict": 0, "perhaps": 1, "theirs": 0, "ours": 0, "both": 0}


def test_one_key_confirms_it(actor):
    row, entry, person = to_confirm(actor)

    with eyes(actor):
        join_entry(actor, fresh(entry))

        assert fresh(entry).citizen_id == person.pk
        assert fresh(entry).is_expected
    assert piles(actor, row) == [("NGUYEN HAI BANG", Pile.BOTH)]


def test_told_apart_each_is_on_their_own_side(actor):
    row, entry, _person = to_confirm(actor)

    with eyes(actor):
        tell_entry_apart(actor, fresh(entry), because="Another mother.")

        assert not fresh(entry).is_expected
    assert piles(actor, row) == [
        ("NGUYEN HAI BANG", Pile.THEIRS),
        ("Nguyễn Hải Bằng", Pile.OURS),
    ]


def test_who_was_elsewhere_by_our_records_is_not_put_on_ours(actor):
    row, entry, _person = to_confirm(actor, there=False)

    with eyes(actor):
        tell_entry_apart(actor, fresh(entry), because="Another mother.")

    assert piles(actor, row) == [("NGUYEN HAI BANG", Pile.THEIRS)]


def test_a_row_of_somebody_else_of_ours_leaves_the_first_on_ours(actor):
    row, entry, _person = to_confirm(actor)
    other = ours(actor, "Trần Thị Bình", there=False)

    with eyes(actor):
        join_entry(actor, fresh(entry), citizen=other)

    assert piles(actor, row) == [
        ("NGUYEN HAI BANG", Pile.CONFLICT),
        ("Nguyễn Hải Bằng", Pile.OURS),
    ]


def test_of_two_rows_that_perhaps_mean_one_person_the_other_still_does(actor):
    person = ours(actor, "Nguyễn Hải Bằng", birth=born("1996"))
    rows = [("NGUYEN HAI BANG", "1996"), ("Nguyen Hai Bang", "1996")]
    row = compared(actor, a_list(actor, rows))
    first, second = entries(actor, row)

    with eyes(actor):
        tell_entry_apart(actor, fresh(first), because="Another mother.")

        assert fresh(second).candidate_id == person.pk
    assert [pile for _name, pile in piles(actor, row)] == [Pile.THEIRS, Pile.PERHAPS]


def test_nobody_is_registered_before_it_is_said_who_it_is(actor):
    _row, entry, _person = to_confirm(actor)

    with eyes(actor), pytest.raises(Refused) as refusal:
        open_listed_case(actor, fresh(entry))

    assert refusal.value.code == "other_pile"


def test_one_key_on_the_page_confirms_and_leads_back_to_the_pile(client, actor):
    row, entry, _person = to_confirm(actor)
    browser = log_in(client, actor)

    page = browser.get(f"{row.get_absolute_url()}?pile=perhaps").text
    done = browser.post(
        reverse("pile_entry_operation", args=[entry.uuid, "join"]),
        {"_version": entry.version, "_target": str(entry.uuid), "pile": "perhaps",
         "_key": "0b1f6c58-7f3e-4d6e-8f0e-2f9f3a6a1111"},
    )  # fmt: skip

    assert f'form="same-{entry.uuid}"' in page
    assert f'<form id="same-{entry.uuid}"' in page
    assert done.headers["Location"] == f"{row.get_absolute_url()}?pile=perhaps#pile"
    assert piles(actor, row) == [("NGUYEN HAI BANG", Pile.BOTH)]
