"""Figures taken along: what others reported, ours, frozen ones, and what was told in public."""

import csv
import io
import json

import pytest
from django.db import IntegrityError, transaction

from cases.briefings.models import BriefingSheet
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.exports.kinds import KINDS, kinds_for
from cases.exports.models import Export
from cases.incidents.models import ReportedFigure
from cases.publishing.figures import figures_of
from cases.publishing.models import SnapshotValue
from tests.api.calls import caller
from tests.briefings.drafts import EVENING, a_few, approved, at_headquarters, published
from tests.exports.written import bytes_of
from tests.factories import IncidentFactory, head, headquarters, officer
from tests.jobs import run_jobs
from tests.record.readers import lead
from tests.refusals import refused_with
from tests.register import a_case
from tests.world_exports import an_export, fresh_as, started
from tests.world_figures import DAY, a_figure, a_snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_store")]


def written(actor, kind, **more):
    with eyes(actor):
        export = started(actor, kind=kind, **more)
    run_jobs()
    return fresh_as(actor, export)


def lines(actor, kind, **more):
    """Return what the file for another system says."""
    export = written(actor, kind, format="ndjson", **more)
    assert export.state == "ready", export.state
    return [json.loads(line) for line in bytes_of(export).decode().splitlines()]


def test_reported_figures_are_what_the_list_of_the_api_tells():
    desk = officer()
    incident = IncidentFactory()
    a_figure(incident)

    told = lines(desk, "figures", incident=incident)

    asks = {"fields": ",".join(KINDS["figures"].names), "limit": "200"}
    listed = caller(desk).get(f"/api/v1/incidents/{incident.code}/figures/", asks).json()
    assert told == listed["results"]
    assert told[0]["source"]["name"]


@pytest.mark.parametrize("who", [officer, headquarters])
def test_our_figures_are_what_the_totals_of_the_api_tell(who):
    actor, incident = who(), IncidentFactory()
    a_few(3)

    told = lines(actor, "totals", incident=incident, as_of=EVENING)

    totals = (
        caller(actor)
        .get(f"/api/v1/incidents/{incident.code}/totals/", {"as_of": "2025-10-22"})
        .json()
    )
    by = {(row["dimension"], row["key"]): row["count"] for row in told}
    wanted = {(name, None): totals[name] for name in ("persons", "cases", "straddling")}
    wanted |= {("contradictory", None): totals["contradictory"]}
    for dimension in ("present", "crossed"):
        wanted |= {(dimension, row["key"] or None): row["count"] for row in totals[dimension]}
    for table in totals["tables"]:
        wanted |= {(table["dimension"], row["key"] or None): row["count"] for row in table["rows"]}
    assert by == wanted
    assert by["persons", None] == 3
    assert {row["as_of"] for row in told} == {totals["as_of"]}


def test_our_figures_keep_both_moments_so_that_what_was_counted_is_written():
    actor, incident = headquarters(), IncidentFactory()
    a_few(2)
    with eyes(actor):
        export = started(actor, kind="totals", format="csv", incident=incident)
        counted = figures_of(actor, incident, EVENING).counted
    assert set(export.asks) == {"incident", "as_of", "known_at"}
    with eyes(officer()) as desk:
        a_case(desk)

    run_jobs()

    text = bytes_of(fresh_as(actor, export)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    (persons,) = [row for row in rows if row["Told apart by"] == "persons"]
    assert (persons["Number"], counted) == ("2", 2)
    assert {row["As of"] for row in rows} != {""}


def test_our_figures_are_of_one_incident_and_of_a_mission_that_works_on_it():
    desk, stranger = officer(), head(yangon=True)
    a_few(1)
    with eyes(desk):
        assert "needed" in {
            fault.code for fault in refused_with("invalid", an_export, desk, kind="totals").problems
        }
    with eyes(stranger):
        refused_with(
            "totals_not_shown", an_export, stranger, kind="totals", incident=IncidentFactory()
        )


def test_what_is_no_longer_in_sight_when_it_is_written_stops_it(monkeypatch):
    desk = officer()
    a_few(1)
    with eyes(desk):
        export = started(desk, kind="totals", incident=IncidentFactory())
    monkeypatch.setattr("cases.publishing.figures.totals.may_count", lambda incident: False)

    run_jobs()

    export = fresh_as(desk, export)
    assert (export.state, export.stopped_because) == ("stopped", "out_of_sight")


def test_frozen_figures_have_their_definition_and_their_digest():
    a_few(3)
    snapshot = a_snapshot()
    chief = headquarters()

    told = lines(chief, "snapshots", snapshot=fresh_as(chief, snapshot))

    detail = caller(chief).get(f"/api/v1/snapshots/{snapshot.uuid}/").json()
    names = ("figure", "version", "label", "counts", "dimension", "key", "count")
    wanted = {
        (*(row[name] or None for name in names[:6]), row["count"]) for row in detail["values"]
    }
    assert {tuple(row[name] for name in names) for row in told} == wanted
    assert {row["snapshot"]["digest"] for row in told} == {detail["digest"]}
    assert all(row["source"] for row in told)


def test_a_mission_takes_of_a_snapshot_what_it_reads():
    desk = officer()
    a_few(3)
    snapshot = a_snapshot(known_at=DAY)
    with eyes(desk):
        seen = SnapshotValue.objects.visible_to(desk).filter(snapshot=snapshot).count()

    told = lines(desk, "snapshots", snapshot=fresh_as(desk, snapshot))

    assert len(told) == seen > 0
    assert {row["dimension"] for row in told} == {None}


def test_the_spokesperson_takes_what_was_told_and_nothing_else():
    a_few(12)
    out = published()
    within = approved()
    desk = at_headquarters("spokesperson")
    assert kinds_for(desk) == ["published"]

    told = lines(desk, "published", purpose="public")

    with eyes(desk):
        text = BriefingSheet.objects.get(number=out.number, language="en").text
    assert {row["number"] for row in told} == {out.number} != {within.number}
    assert all(row["line"] in text and row["told"] in text for row in told)
    assert "12" in {row["told"] for row in told}
    with eyes(desk):
        for kind in ("cases", "figures", "totals", "snapshots"):
            refused_with("export_kind_not_seen", an_export, desk, kind=kind)


def test_what_was_told_asks_for_no_second_person_and_names_the_language():
    a_few(12)
    published()
    desk = at_headquarters("spokesperson")

    export = written(desk, "published", purpose="public")

    assert (export.needs_second, export.asks) == (False, {"language": "en"})
    assert export.name.startswith(f"published-all-{export.rows}-rows-")


def test_the_spokesperson_sees_her_own_export_alone_and_others_do_not_see_people_in_it():
    chief, desk, colleague = headquarters(), at_headquarters("spokesperson"), officer()
    with eyes(chief):
        of_people = an_export(chief)
    own = written(desk, "published")

    with eyes(desk):
        assert set(Export.objects.all()) == {own}
        assert set(Export.objects.visible_to(desk)) == {own}
    with eyes(chief):
        assert (
            set(Export.objects.visible_to(chief)) == {own, of_people} == set(Export.objects.all())
        )
    with eyes(colleague):
        assert not Export.objects.visible_to(colleague).exists()


def test_for_the_public_is_taken_what_was_told_alone():
    with eyes(officer()) as desk:
        refused_with("export_not_public", an_export, desk, kind="figures", purpose="public")
        export = an_export(desk, kind="figures")
        told = {"kind": "figures", "purpose": "public", "words": "x", "counted": 0}
        row = {name: getattr(export, name) for name in ("mission", "posting", "asked_by")}
        row |= {"asked_at": export.asked_at, "expires_at": export.expires_at, "format": "csv"}
        with pytest.raises(IntegrityError, match="export_public_was_told"), transaction.atomic():
            Export.objects.create(**row, **told, language="en", needs_second=False)


def test_that_figures_were_taken_is_on_record_and_names_no_person():
    desk = officer()
    figure = a_figure(IncidentFactory())
    with eyes(desk):
        a_case(desk)
    written(desk, "figures")
    written(desk, "totals", incident=IncidentFactory())

    with eyes(lead()):
        entries = {
            row.operation: row for row in AuditEntry.objects.filter(event__endswith="exported")
        }
    assert entries["export_figures"].subjects == [
        {"table": ReportedFigure._meta.db_table, "rows": 1, "ids": [figure.pk]}
    ]
    assert entries["export_totals"].subjects[0]["rows"] == 1
    assert {row.citizen_id for row in entries.values()} == {None}


def test_figures_stay_when_somebody_is_forgotten():
    from cases.exports.forgetting import drop_files_about  # noqa: PLC0415 - beside its one use

    with eyes(officer()) as desk:
        case = a_case(desk)
    export = written(desk, "figures")

    assert drop_files_about(case.citizen_id) == 0
    assert fresh_as(desk, export).state == "ready"
