"""What changed since a moment: a copy kept by it is the list, for every reader, at every time."""

import os
import random
from contextlib import suppress
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from cases.casework.models import Case, Share
from cases.casework.operations import (
    advance_case,
    ask_step,
    complete_step,
    confirm_same_person,
    correct_crossing,
    end_share,
    hold_case,
    link_same_person,
    record_crossing,
    record_stay,
    unlink_same_person,
)
from cases.citizens.models import Citizen, SamePerson
from cases.citizens.operations import correct_citizen
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.crossings.models import Crossing
from tests.api.copies import KEYS, Copy
from tests.api.files import CROSSED
from tests.casework.between import accepted, case_of, shared
from tests.factories import PlaceFactory, head, headquarters
from tests.register import a_case, fresh
from tests.world_same import linked
from tests.world_steps import OPENED, case_on_playbook

ROUNDS = 60 if os.environ.get("HYPOTHESIS_PROFILE") == "audit" else 6
WAY = {"from_country": "MM", "to_country": "TH", "source": "citizen"}


@pytest.fixture
def sharp(monkeypatch):
    """The clocks of all servers agree, so that nothing is sent twice for their sake."""
    monkeypatch.setattr("cases.core.changes.MARGIN", timedelta(0))
    monkeypatch.setattr("cases.core.changes.LONGEST", timedelta(0))


class Life:
    """Two missions at work: acts drawn by chance, each in a transaction of its own."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.sides = head(), head(yangon=True)
        self.place = PlaceFactory()
        self.done, self.deck = [], []

    def act(self):
        """Do one thing on either side; what is refused on both changes nothing."""
        if not self.deck:
            self.deck = self.chance.sample(ACTS, len(ACTS))
        name = self.deck.pop()
        for actor in self.chance.sample(self.sides, 2):
            with suppress(Refused), transaction.atomic():
                getattr(self, name)(actor)
                self.done.append(name)
                return

    def some(self, actor, query):
        """Return one row of a query, by chance."""
        with eyes(actor):
            rows = list(query.visible_to(actor).order_by("pk"))
        if not rows:
            raise Refused("There is none.")
        return self.chance.choice(rows)

    def case(self, actor):
        return self.some(actor, Case.objects.filter(mission_id=actor.mission_id))

    def open(self, actor):
        with eyes(actor):
            case_on_playbook(actor)

    def cross(self, actor):
        case = self.case(actor)
        with eyes(actor):
            record_crossing(actor, case, when=CROSSED, **WAY)

    def stay(self, actor):
        case = self.case(actor)
        with eyes(actor):
            record_stay(actor, case, kind="at", place=self.place, when=CROSSED, source="relative")

    def correct(self, actor):
        case = self.case(actor)
        with eyes(actor):
            crossing = Crossing.objects.filter(citizen=case.citizen_id, voided_at=None).first()
            if crossing is None:
                raise Refused("There is none.")
            changes = {"manner": self.chance.choice(["bridge", "boat", "ford"])}
            correct_crossing(actor, case, crossing=crossing, changes=changes, reason="Misheard.")

    def advance(self, actor):
        case = self.case(actor)
        with eyes(actor):
            advance_case(actor, case)

    def hold(self, actor):
        case = self.case(actor)
        with eyes(actor):
            hold_case(actor, case, reason="health")

    def ask(self, actor):
        case = self.case(actor)
        with eyes(actor):
            step = case.steps.get(code="identity-verification")
            ask_step(actor, case, step=step, when=OPENED)

    def complete(self, actor):
        case = self.case(actor)
        with eyes(actor):
            complete_step(actor, case, step=case.steps.get(code="intake"))

    def rename(self, actor):
        person = self.some(actor, Citizen.objects)
        name = f"Nguyễn {self.chance.choice(['An', 'Bình', 'Chi', 'Dũng'])} Thử"
        with eyes(actor):
            correct_citizen(actor, person, changes={"full_name": name})

    def move(self, actor):
        accepted(actor, self.other(actor), self.case(actor))

    def share(self, actor):
        shared(actor, self.other(actor), self.case(actor))

    def unshare(self, actor):
        share = self.some(actor, Share.objects.live())
        with eyes(actor):
            end_share(actor, share, reason="Not needed.")

    def link(self, actor):
        one, other = self.some(actor, Citizen.objects), self.some(actor, Citizen.objects)
        lead = headquarters()
        with eyes(lead):
            link = link_same_person(
                lead, fresh(one), into=fresh(other), because="The same photograph."
            )
            is_proposed = fresh(link).status == "proposed"
        if is_proposed:
            another = headquarters()
            with eyes(another):
                confirm_same_person(another, fresh(link))

    def undo(self, actor):
        lead = headquarters()
        link = self.some(lead, SamePerson.objects.filter(status="standing"))
        with eyes(lead):
            unlink_same_person(lead, link, reason="Two people.")

    def other(self, actor):
        return next(side for side in self.sides if side is not actor)


ACTS = (
    *("open", "open", "cross", "cross", "stay", "correct", "advance", "hold", "ask", "complete"),
    *("rename", "rename", "move", "move", "share", "share", "unshare", "link", "undo"),
)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_copy_that_is_caught_up_is_the_list(sharp):
    life = Life(9)
    copies = [Copy(reader, name) for reader in (*life.sides, headquarters()) for name in KEYS]

    for _round in range(ROUNDS):
        for _act in range(12):
            life.act()
        for copy in copies:
            copy.catch_up()
        assert [f"{copy.name}" for copy in copies if not copy.is_true()] == [], life.done

    assert {"move", "share", "unshare", "link", "rename", "cross", "correct"} <= set(life.done)
    assert all(copy.rows for copy in copies)


@pytest.mark.django_db(transaction=True)
def test_nothing_comes_again_when_nothing_changed(sharp):
    actor = head()
    with eyes(actor):
        case_on_playbook(actor)
    copies = [Copy(actor, name) for name in KEYS]
    for copy in copies:
        copy.catch_up()
    other = case_of(actor)

    for copy in copies:
        copy.catch_up()

    sent = {copy.name: copy.sent for copy in copies}
    assert sent["cases"] == [other.reference]
    assert sent["citizens"] == [str(other.citizen.uuid)]
    assert len(sent["transitions"]) == 1
    assert sent["crossings"] == sent["stays"] == []


@pytest.mark.django_db(transaction=True)
def test_what_comes_into_sight_comes_with_all_that_was_written_before(sharp):
    bangkok, yangon = head(), head(yangon=True)
    case = case_of(bangkok)
    with eyes(bangkok):
        record_crossing(bangkok, fresh(case), when=CROSSED, **WAY)
    copy = Copy(yangon, "crossings")
    copy.catch_up()
    assert copy.rows == {}

    share = shared(bangkok, yangon, case)
    copy.catch_up()
    assert len(copy.rows) == 1
    with eyes(bangkok):
        end_share(bangkok, share, reason="Not needed.")
    copy.catch_up()
    assert copy.rows == {}
    accepted(bangkok, yangon, case)
    copy.catch_up()

    assert len(copy.rows) == 1


@pytest.mark.django_db(transaction=True)
def test_a_name_of_one_record_changes_what_is_told_of_the_other(sharp):
    actor = head()
    with eyes(actor):
        link, _more = linked(actor)
    copy = Copy(actor, "citizens")
    copy.catch_up()
    with eyes(actor):
        correct_citizen(actor, fresh(link.citizen), changes={"full_name": "Phạm Thử Khác"})

    copy.catch_up()

    assert copy.rows[str(link.into.uuid)]["also_known_as"] == ["Phạm Thử Khác"]
    assert copy.is_true()


@pytest.mark.django_db(transaction=True)
def test_what_another_transaction_wrote_before_and_ended_after_is_not_missed():
    actor = head()
    written, read = Event(), Event()
    made = []

    def write():
        try:
            with transaction.atomic(), eyes(actor):
                made.append(a_case(actor).reference)
                written.set()
                read.wait(20)
        finally:
            connection.close()

    slow = Thread(target=write)
    case_of(actor)
    slow.start()
    assert written.wait(20)
    copy = Copy(actor, "cases")
    copy.catch_up()
    before = set(copy.rows)
    read.set()
    slow.join()
    copy.catch_up()

    assert made[0] not in before
    assert made[0] in copy.rows
    assert copy.is_true()
