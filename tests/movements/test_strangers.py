"""Somebody at a head count without a case: taken down once, and nobody goes without a word."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cases.core import present
from cases.core.context import eyes
from cases.movements.musters.models import MusterMark, MusterStranger
from cases.movements.musters.operations import (
    close_muster,
    identify_stranger,
    note_strangers,
    reopen_stranger,
)
from cases.movements.musters.operations.holding import Search, Word
from cases.movements.musters.operations.strangers import SentStranger
from cases.movements.musters.reading import count_of
from tests.factories import PostingFactory
from tests.movements.counted import a_muster, key, marked, people, sent
from tests.movements.counting import only, results
from tests.refusals import refusal_of, refused
from tests.register import fresh
from tests.world_reception import at_gate

pytestmark = pytest.mark.django_db

NAME = "Hùng, cao (as heard)"
WORDS = "Says he crossed on the 22nd."


def stranger(text="one", name=NAME, **more):
    return SentStranger(name, key(text), **({"sex": "m", "words": WORDS} | more))


def noted(actor, muster, *rows):
    return note_strangers(actor, muster, strangers=list(rows or (stranger(),)))


def test_taken_down_as_heard(actor, muster):
    answers = noted(actor, muster)

    row = only(muster)
    assert results(answers) == ["taken"]
    assert (row.name, row.sex, row.words) == (NAME, "m", WORDS)
    assert row.seen_by_id == actor.staff_id
    found = count_of(actor, muster, present.now())
    assert list(found.unsettled) == [row]
    assert NAME not in [person.name for person in found.people]


def test_sent_twice_is_one_also_in_one_message(actor, muster):
    first = noted(actor, muster, stranger(), stranger())
    again = noted(actor, muster, stranger(), stranger("two"))

    assert (results(first), results(again)) == (["taken", "had"], ["had", "taken"])
    assert MusterStranger.objects.count() == 2


def test_a_key_of_somebody_else_is_refused_alone(actor, muster):
    noted(actor, muster)

    answers = noted(actor, muster, stranger(name="Another"), stranger("two"))

    assert results(answers) == ["refused", "taken"]


def test_an_impossible_clock_is_kept_beside(actor, muster):
    noted(actor, muster, stranger(seen_at=present.now() + timedelta(hours=3)))

    row = only(muster)
    assert row.clock_doubt == "ahead"
    assert row.seen_at == row.received_at < row.said_at


def test_the_head_count_is_not_closed_without_a_word_on_each(actor):
    muster, cases = a_muster(actor, 1)
    marked(actor, muster, sent(cases[0], "present"))
    noted(actor, muster)

    assert refused(close_muster, actor, fresh(muster)) == (422, "stranger_unsaid")
    word = Word(only(muster).uuid, "At the shelter; Lan opens a case.")
    close_muster(actor, fresh(muster), strangers=[word])

    assert fresh(muster).closed_at is not None
    assert only(muster).followed == "At the shelter; Lan opens a case."


def test_words_on_nobody_who_is_here_are_refused(actor):
    muster, cases = a_muster(actor, 1)
    marked(actor, muster, sent(cases[0], "present"))

    word = Word(key("nobody"), "Somewhere.")

    assert refused(close_muster, actor, fresh(muster), strangers=[word]) == (422, "no_stranger")


def test_missing_people_and_people_without_a_case_are_asked_for_together(actor):
    muster, cases = a_muster(actor, 1)
    noted(actor, muster)

    refusal = refusal_of(close_muster, actor, fresh(muster))

    assert [row.field for row in refusal.problems] == ["missing", "strangers"]
    search = Search(cases[0].reference, "On her way.")
    close_muster(
        actor, fresh(muster), missing=[search], strangers=[Word(only(muster).uuid, "Here.")]
    )


def test_said_whose_case_it_is_she_was_there(actor, muster, expected):
    noted(actor, muster)

    identify_stranger(actor, only(muster), case=expected[1].reference.lower())

    row = only(muster)
    assert (row.case, row.settled_by_id, row.version) == (expected[1], actor.staff_id, 2)
    mark = MusterMark.objects.get()
    assert (mark.case, mark.mark, mark.is_extra) == (expected[1], "present", False)
    assert mark.seen_at == row.seen_at
    assert NAME in mark.words
    assert count_of(actor, muster, present.now()).unsettled == []


def test_a_person_of_no_list_counts_in_addition(actor):
    muster, _cases = a_muster(actor, 1)
    (other,) = people(actor, 1)
    noted(actor, muster)

    identify_stranger(actor, only(muster), case=other.reference)

    assert [row.reference for row in count_of(actor, muster, present.now()).extra] == [
        other.reference
    ]


def test_who_needs_no_case_is_said_in_words(actor):
    muster, cases = a_muster(actor, 1)
    marked(actor, muster, sent(cases[0], "present"))
    noted(actor, muster)

    identify_stranger(actor, only(muster), words="Drives the second bus.")
    close_muster(actor, fresh(muster))

    assert (only(muster).case, only(muster).followed) == (None, "Drives the second bus.")


def test_one_of_the_two_is_said_and_not_both(actor, muster, expected):
    noted(actor, muster)
    case = expected[0].reference

    assert refused(identify_stranger, actor, only(muster)) == (422, "stranger_unsaid")
    assert refused(identify_stranger, actor, only(muster), case=case, words="x") == (
        422,
        "stranger_one_of_two",
    )
    assert refused(identify_stranger, actor, only(muster), case="BKK-2025-99999") == (
        422,
        "unknown_case",
    )


def test_what_was_said_is_taken_back_with_a_reason_and_said_anew(actor, muster, expected):
    noted(actor, muster)
    identify_stranger(actor, only(muster), case=expected[0].reference)

    assert refused(identify_stranger, actor, only(muster), words="x") == (409, "stranger_settled")
    reopen_stranger(actor, only(muster), reason="Two brothers.")

    row = only(muster)
    assert (row.case, row.settled_at, row.followed) == (None, None, "Two brothers.")
    assert refused(reopen_stranger, actor, row, reason="x") == (409, "stranger_not_settled")
    identify_stranger(actor, only(muster), case=expected[1].reference)
    assert only(muster).case == expected[1]


def test_the_same_words_stand_once_and_others_are_added(actor):
    muster, cases = a_muster(actor, 1)
    marked(actor, muster, sent(cases[0], "present"))
    noted(actor, muster)

    identify_stranger(actor, only(muster), words="Drives.")
    reopen_stranger(actor, only(muster), reason="Drives.")
    identify_stranger(actor, only(muster), words="A guide.")

    assert only(muster).followed.split("\n") == ["Drives.", "A guide."]


def test_once_it_is_said_who_it_is_she_is_seen_with_her_case(actor, muster, expected):
    noted(actor, muster)
    identify_stranger(actor, only(muster), case=expected[0].reference)
    with eyes(at_gate()):
        assert MusterStranger.objects.count() == 0
    assert MusterStranger.objects.filter(case=expected[0]).count() == 1


def test_nobody_is_taken_down_in_the_name_of_another_nor_renamed(actor, muster):
    noted(actor, muster)
    other = PostingFactory(mission_id=actor.mission_id, staff__username="other.officer").actor()
    now = present.now()
    row = MusterStranger(
        muster=muster,
        name="x",
        seen_at=now,
        received_at=now,
        key=key("x"),
        seen_by_id=other.staff_id,
    )

    with pytest.raises(DatabaseError), transaction.atomic():
        row.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        MusterStranger.objects.update(name="Another")
