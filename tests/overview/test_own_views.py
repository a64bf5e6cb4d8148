"""Views that officers save: who sees and changes them, how many, in which order."""

import pytest
from django.db import DatabaseError, connection, transaction

from cases.core.context import eyes
from cases.core.errors import Refused
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
from tests.register import fresh

pytestmark = pytest.mark.django_db
READY = {"stage": "ready", "order": "deadline"}


def saved(actor, name="Ready", **asks):
    with eyes(actor):
        return save_view(actor, name=name, asks=asks or READY)


def names(actor):
    with eyes(actor):
        return [row.name for row in SavedView.objects.standing(actor)]


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
            with pytest.raises(Refused) as refusal:
                act(desk, row, **more)
            assert refusal.value.status == 403, act.name


def test_the_next_head_may_remove_what_the_last_one_shared_and_not_rename_it():
    last, next_one = head(), head(username="bangkok.next")
    view = saved(last, "For the desk")
    with eyes(last):
        share_view(last, fresh(view), reach="desk")

    with eyes(next_one):
        seen = SavedView.objects.standing(next_one).get()
        with pytest.raises(Refused) as refusal:
            rename_view(next_one, seen, name="Mine")
        assert refusal.value.code == "view_of_another"
        remove_view(next_one, seen)

    assert names(last) == []


def test_the_second_wall_shows_and_changes_only_the_own_ones_and_those_of_the_mission():
    chief, desk, elsewhere = head(), officer(), head(yangon=True)
    own, shared = saved(chief, "Own"), saved(chief, "Shared")
    with eyes(chief):
        share_view(chief, fresh(shared), reach="desk")
    mine = saved(desk, "Of the desk")

    def raw(actor, sql, *values):
        with eyes(actor), connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.rowcount

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
        with pytest.raises(Refused) as refusal:
            save_view(actor, name="One more", asks=READY)
        assert refusal.value.code == "too_many_views"
        remove_view(actor, rows[0])
        save_view(actor, name="One more", asks=READY)

    assert len(names(actor)) == AT_MOST


def test_a_name_is_given_once_and_is_free_again_after_removing():
    actor = officer()
    first = saved(actor, "Ready")
    with eyes(actor):
        with pytest.raises(Refused) as refusal:
            save_view(actor, name="READY", asks=READY)
        assert "already" in str(refusal.value)
        remove_view(actor, first)
        save_view(actor, name="Ready", asks=READY)
        with pytest.raises(Refused) as gone:
            rename_view(actor, fresh(first), name="Again")
        assert gone.value.code == "view_removed"


def test_the_order_is_changed_step_by_step_and_stays_at_the_ends():
    actor = officer()
    one, _two, three = (saved(actor, name) for name in ("One", "Two", "Three"))
    with eyes(actor):
        move_view(actor, three, towards="earlier")
        move_view(actor, fresh(three), towards="earlier")
        move_view(actor, fresh(three), towards="earlier")
        move_view(actor, fresh(one), towards="later")

    assert names(actor) == ["Three", "Two", "One"]
