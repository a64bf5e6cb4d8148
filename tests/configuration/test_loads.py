"""A set is brought, proposed and confirmed by two people, and loaded as it was shown, or not."""

from dataclasses import replace
from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction

from cases.configuration.jobs import end_loads
from cases.configuration.models import ConfigurationLoad
from cases.configuration.operations import (
    bring_set,
    confirm_load,
    propose_load,
    refuse_load,
    withdraw_load,
)
from cases.configuration.registry import BY_TABLE
from cases.configuration.working import end
from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.models import AuditEntry
from cases.core.roles import operations_of
from cases.notices.models import Notice
from cases.places.models import Place
from cases.places.operations import put_place
from tests.api.calls import caller
from tests.factories import IncidentFactory, PlaceFactory, administrator, proved
from tests.jobs import run_jobs
from tests.refusals import refused_with
from tests.register import fresh
from tests.web.session import logged_in
from tests.world_configuration import (
    PLACE,
    SET,
    WORDS,
    brought,
    confirmed,
    leader,
    proposed,
    seen_by,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_store")]
TERMS = {"follow_up.toml": "# another file\n"}


def test_two_people_load_a_set_and_each_entry_is_the_second_ones():
    one, two = leader(), leader()
    load = proposed(one)
    assert not Place.objects.filter(code="zqford").exists()

    with eyes(two):
        confirm_load(two, fresh(load), expecting=load.digest)
    run_jobs(of="configuration")

    done = seen_by(one, load)
    assert (done.state, done.done, done.writes, done.stored) == ("loaded", 1, 1, None)
    assert (done.brought_by_id, done.decided_by_id) == (one.staff_id, two.staff_id)
    assert Place.objects.get(code="zqford").name == "An invented ford"
    with eyes(SYSTEM):
        put = AuditEntry.objects.filter(operation="put_place").latest("pk")
        entry = AuditEntry.objects.filter(operation="load_configuration").latest("pk")
    assert (put.staff_id, entry.staff_id) == (two.staff_id, two.staff_id)
    assert entry.subjects[0]["reference"] == str(load.uuid)
    with eyes(one):
        told = Notice.objects.filter(staff=one.staff_id).values_list("kind", flat=True)
        assert set(told) == {"load_done"}
    with eyes(two):
        told = Notice.objects.filter(staff=two.staff_id).values_list("kind", flat=True)
        assert set(told) == {"load_waits"}


def test_what_was_brought_is_kept_with_its_difference_and_changes_nothing():
    actor = leader()
    PlaceFactory(code="zqford", name="Former")
    before = Place.objects.get(code="zqford").version

    with eyes(actor):
        load = brought(actor)

    assert (load.state, load.writes, load.files_differ) == ("shown", 1, 0)
    (group,) = load.difference["groups"]
    (line,) = group["lines"]
    assert (line["key"], line["change"]) == ("zqford", "changed")
    assert {"name": "name", "before": "Former", "after": "An invented ford"} in line["values"]
    assert Place.objects.get(code="zqford").version == before
    assert load.words == WORDS


def test_nobody_decides_on_her_own_nor_proposes_what_another_brought():
    one, two = leader(), leader()
    with eyes(one):
        load = brought(one)
    with eyes(two):
        refused_with("load_of_another", propose_load, two, fresh(load), expecting=load.digest)
    load = proposed(one)
    with eyes(one):
        refused_with("load_your_own", confirm_load, one, fresh(load), expecting=load.digest)
        refused_with("load_your_own", refuse_load, one, fresh(load), reason="No.")
    with pytest.raises(IntegrityError), transaction.atomic(), eyes(one):
        ConfigurationLoad.objects.filter(pk=load.pk).update(decided_by_id=one.staff_id)


def test_proposing_and_confirming_ask_for_a_proof_and_the_right():
    with eyes(leader()) as one:
        load = brought(one)
        late = replace(one, proved_at=None)
        refused_with("proof_needed", propose_load, late, fresh(load), expecting=load.digest)
    with eyes(administrator()) as blind:
        assert ConfigurationLoad.objects.visible_to(blind).exists()
        refused_with("not_allowed", withdraw_load, blind, fresh(load))


def test_another_digest_than_was_shown_is_refused():
    one, two = leader(), leader()
    with eyes(one):
        load = brought(one)
        refused_with("digest_differs", propose_load, one, fresh(load), expecting="0" * 64)
    load = proposed(one)
    with eyes(two):
        refused_with("digest_differs", confirm_load, two, fresh(load), expecting="0" * 64)


def test_what_was_changed_meanwhile_stops_the_load_at_every_step():
    one, two = leader(), leader()
    with eyes(one):
        early = brought(one)
    waiting = proposed(one)
    underway = confirmed(one, two)
    PlaceFactory(code="zqford", name="Somebody was faster")

    with eyes(one):
        refused_with("difference_differs", propose_load, one, fresh(early), expecting=early.digest)
    with eyes(two):
        refused_with(
            "difference_differs", confirm_load, two, fresh(waiting), expecting=waiting.digest
        )
    run_jobs(of="configuration")

    stopped = seen_by(one, underway)
    assert (stopped.state, stopped.stopped_because) == ("stopped", "differs")
    assert Place.objects.get(code="zqford").name == "Somebody was faster"


def test_a_refused_entry_undoes_the_whole_and_is_named():
    one, two = leader(), leader()
    other = PLACE.replace("zqford", "zqother")
    load = confirmed(one, two, {"places.toml": f"{other}\n{PLACE}"})
    body = put_place.body

    def second_refused(actor, **values):
        if values["code"] == "zqother":
            return body(actor, **values)
        raise Refused("No more fords.", "no_ford", 422)

    with patch.object(put_place, "body", second_refused):
        run_jobs(of="configuration")

    stopped = seen_by(one, load)
    assert (stopped.state, stopped.stopped_because, stopped.done) == ("stopped", "faulty", 0)
    (problem,) = stopped.problems
    assert problem == {"file": "configuration/places.toml", "line": 8, "sentence": "No more fords."}
    assert not Place.objects.filter(code__startswith="zq").exists()


def test_files_that_differ_are_for_whoever_runs_the_machine():
    with eyes(leader()) as one:
        load = brought(one, SET | TERMS)
        assert load.files_differ == 1
        refused_with("files_differ", propose_load, one, fresh(load), expecting=load.digest)
        same = brought(one, {"places.toml": ""})
        refused_with("nothing_differs", propose_load, one, fresh(same), expecting=same.digest)


def test_a_server_that_has_to_start_again_loads_nothing():
    one, two = leader(), leader()
    underway = confirmed(one, two)
    with eyes(one):
        load = brought(one)
        with patch("cases.configuration.policies.is_outdated", lambda: True):
            refused_with("files_outdated", propose_load, one, fresh(load), expecting=load.digest)
    with patch("cases.configuration.working.is_outdated", lambda: True):
        run_jobs(of="configuration")
    assert seen_by(one, underway).stopped_because == "outdated"


def test_each_entry_needs_its_own_right():
    one = leader()
    less = operations_of("headquarters_lead") - {"place.manage"}
    with eyes(one), patch("cases.core.actor.operations_of", lambda role: less):
        load = brought(one)
        said = refused_with(
            "load_not_allowed", propose_load, one, fresh(load), expecting=load.digest
        )
    assert "Places" in str(said)


def test_refused_withdrawn_and_over_loads_let_their_files_go():
    one, two = leader(), leader()
    turned_down, taken_back = proposed(one), confirmed(one, two)
    with eyes(one):
        late = brought(one)
    with eyes(two):
        refuse_load(two, fresh(turned_down), reason="Next month.")
        withdraw_load(two, fresh(taken_back))
    run_jobs(of="configuration")
    with eyes(SYSTEM):
        ConfigurationLoad.objects.filter(pk=late.pk).update(expires_at=present.now())
        end_loads.func()

    found = {seen_by(one, row).state: seen_by(one, row) for row in (turned_down, taken_back, late)}
    assert set(found) == {"refused", "withdrawn", "expired"}
    assert all(row.stored is None for row in found.values())
    assert found["refused"].decide_reason == "Next month."
    assert not Place.objects.filter(code="zqford").exists()
    with eyes(one):
        refused_with("load_expired", propose_load, one, fresh(late), expecting=late.digest)


def test_a_load_that_is_withdrawn_while_it_is_written_is_undone():
    confirmed(leader(), leader())

    def withdrawn_meanwhile(actor, row):
        ConfigurationLoad.objects.filter(pk=row.pk).update(state="withdrawn", stored=None)
        return end(actor, row)

    with patch("cases.configuration.working.end", withdrawn_meanwhile):
        run_jobs(of="configuration")

    assert not Place.objects.filter(code="zqford").exists()


def test_whoever_confirmed_and_left_loads_nothing():
    one, two = leader(), leader()
    load = confirmed(one, two)
    with patch("cases.configuration.jobs.actor_of_posting", lambda key: None):
        run_jobs(of="configuration")

    assert seen_by(one, load).stopped_because == "posting_ended"
    assert not Place.objects.filter(code="zqford").exists()


def test_a_playbook_names_an_incident_that_is_here_or_is_refused():
    one = leader()
    book = (
        '[playbook]\ncode = "zqway"\ntitle = "A way"\ncountries = ["TH"]\n'
        'incidents = ["zq-flood"]\n\n[[step]]\ncode = "ask"\nprocedure = "zqask"\n'
    )
    asked = (
        '[[procedure]]\ncode = "zqask"\ntrack = "identity"\nbody = "mission"\nname = "Asked"\n'
        "verified = false\n"
    )
    files = {"playbooks/zqway.toml": book, "procedures/identity.toml": asked}
    with eyes(one):
        said = refused_with("set_faulty", brought, one, files)
    assert any("playbooks/zqway.toml:5" in str(row.message) for row in said.problems)

    IncidentFactory(code="zq-flood")
    load = confirmed(one, leader(), files)
    run_jobs(of="configuration")
    assert seen_by(one, load).state == "loaded"


def test_bringing_is_for_who_may_load_alone():
    with eyes(proved(administrator())) as blind:
        refused_with("not_allowed", bring_set, blind, file=None, words="x")


def test_an_old_load_of_a_kind_that_there_is_no_more_is_shown_and_done_by_nobody(monkeypatch):
    load, two = proposed(leader()), leader()
    monkeypatch.delitem(BY_TABLE, "place")

    page = logged_in(two).get(load.get_absolute_url())

    assert (page.status_code, "zqford" in page.text) == (200, True)
    assert caller(two).get(f"/api/v1/configuration-loads/{load.uuid}/").status_code == 200
    with eyes(two):
        refused_with("load_not_allowed", confirm_load, two, fresh(load), expecting=load.digest)
