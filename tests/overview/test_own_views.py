"""Views that officers save: who sees and changes them, how many, in which order."""

import pytest
from django.db import DatabaseError, transaction

from cases.core.context import eyes
from cases.overview.models import SavedView
from cases.overview.operations import (
    AT_MOST,
    move_view,
    remove_view,
    rename_view,
    save_view,
    share_view,
)
from tests.factories import head, officer
from tests.overview.saved import READY, names, saved
from tests.refusals import refusal_of
from tests.register import fresh
from tests.statements import executed

pytestmark = pytest.mark.django_db


def test_a_view_of_others_is_not_seen_until_the_head_shares_it():
    chief, desk, elsewhere = head(), officer(), head(yangon=True)
    view = saved(chief, "For the desk")
    saved(desk, "My own")

    assert names(desk) == ["My own"]
    with eyes(chief):
        share_view(chief, fresh(view), reach="desk")

    assert names(desk) == ["My own", "For the desk"]
    assert names(elsewhere) == []
    with eyes(chief):
        share_view(chief, fresh(view), reach="own")
    assert names(desk) == ["My own"]


def test_an_officer_shares_nothing_and_changes_nothing_of_others():
    chief, desk = head(), officer()
    theirs, own = saved(chief, "For the desk"), saved(desk, "My own")
    with eyes(chief):
        shared = share_view(chief, fresh(theirs), reach="desk")

    with eyes(desk):
        for act, row in ((share_view, own), (rename_view, shared), (remove_view, shared)):
            more = {"reach": "desk"} if act is share_view else {}
            more = {"name": "Mine now"} if act is rename_view else more
            assert refusal_of(act, desk, row, **more).status == 403, act.name


def test_the_next_head_may_remove_what_the_last_one_shared_and_not_rename_it():
    last, next_one = head(), head(username="bangkok.next")
    view = saved(last, "For the desk")
    with eyes(last):
        share_view(last, fresh(view), reach="desk")

    with eyes(next_one):
        seen = SavedView.objects.standing(next_one).get()
        assert refusal_of(rename_view, next_one, seen, name="Mine").code == "view_of_another"
        remove_view(next_one, seen)

    assert names(last) == []


def test_the_second_wall_shows_and_changes_only_the_own_ones_and_those_of_the_mission():
    chief, desk, elsewhere = head(), officer(), head(yangon=True)
    own, shared = saved(chief, "Own"), saved(chief, "Shared")
    with eyes(chief):
        share_view(chief, fresh(shared), reach="desk")
    mine = saved(desk, "Of the desk")

    def raw(actor, sql, *values):
        with eyes(actor):
            return executed(sql, values)

    every = "select 1 from cases_savedview"
    assert [raw(actor, every) for actor in (chief, desk, elsewhere)] == [2, 2, 0]
    rename = "update cases_savedview set name = 'x' where id = %s"
    assert raw(desk, rename, shared.pk) == 0
    assert raw(desk, rename, own.pk) == 0
    assert raw(elsewhere, rename, shared.pk) == 0
    for sql in (
        f"update cases_savedview set shared_at = now() where id = {mine.pk}",
        f"update cases_savedview set asks = '{{}}' where id = {mine.pk}",
        f"update cases_savedview set mission_id = 0 where id = {mine.pk}",
        f"delete from cases_savedview where id = {mine.pk}",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            raw(desk, sql)


def test_at_most_twenty_are_kept_and_a_removed_one_makes_room():
    actor = officer()
    rows = [saved(actor, f"View {n}") for n in range(AT_MOST)]
    with eyes(actor):
        assert refusal_of(save_view, actor, name="One more", asks=READY).code == "too_many_views"
        remove_view(actor, rows[0])
        save_view(actor, name="One more", asks=READY)

    assert len(names(actor)) == AT_MOST


def test_a_name_is_given_once_and_is_free_again_after_removing():
    actor = officer()
    first = saved(actor, "Ready")
    with eyes(actor):
        assert "already" in str(refusal_of(save_view, actor, name="READY", asks=READY))
        remove_view(actor, first)
        save_view(actor, name="Ready", asks=READY)
        assert refusal_of(rename_view, actor, fresh(first), name="Again").code == "view_removed"


def test_the_order_is_changed_step_by_step_and_stays_at_the_ends():
    actor = officer()
    one, _two, three = (saved(actor, name) for name in ("One", "Two", "Three"))
    with eyes(actor):
        move_view(actor, three, towards="earlier")
        move_view(actor, fresh(three), towards="earlier")
        move_view(actor, fresh(three), towards="earlier")
        move_view(actor, fresh(one), towards="later")

    assert names(actor) == ["Three", "Two", "One"]
