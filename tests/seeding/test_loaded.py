"""The seeds of this repository are all loaded, and once only."""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from cases.casework.models import Case
from cases.core.models import AuditEntry, RowVersion
from cases.incidents.models import DirectiveMission, MissionPlan, PositionLine, ReportedFigure
from cases.missions.models import Mission, OfficeContact, Posting
from cases.places.models import Place
from cases.procedures.models import Limit, Playbook, Procedure
from tests.seeding.folder import seed

FOLDER = Path(settings.SEEDS_DIR)


def tables(pattern: str, name: str) -> int:
    """How many tables of this name the files hold."""
    return sum(
        len(tomllib.loads(path.read_text(encoding="utf-8")).get(name, []))
        for path in FOLDER.glob(pattern)
    )


@pytest.mark.django_db
@pytest.mark.slow
def test_everything_is_loaded_and_a_second_run_leaves_no_trace(scenario):
    traces = (AuditEntry.objects.count(), RowVersion.objects.count())
    assert Place.objects.count() == tables("places.toml", "place")
    assert Mission.objects.count() == tables("missions.toml", "mission")
    assert ReportedFigure.objects.count() == tables("incidents/*.toml", "figure")
    assert Procedure.objects.count() == tables("procedures/*.toml", "procedure")
    assert Limit.objects.count() == tables("procedures/*.toml", "limit")
    assert {row.public_reference for row in Playbook.objects.current()} == {
        f"{path.stem}.1" for path in FOLDER.glob("playbooks/*.toml")
    }
    programs = Posting.objects.filter(role="api_client").count()
    assert Posting.objects.count() - programs == tables("demo/staff.toml", "staff")
    assert programs == 1
    assert OfficeContact.objects.count() == tables("demo/contacts.toml", "office_contact")
    assert Case.objects.count() == tables("scenario/*/*.toml", "person")
    orders = DirectiveMission.objects.filter(mission__code__in=["BKK", "RGN"])
    assert set(orders.values_list("directive__code", "mission__code", "state")) == {
        ("2025-11-06-bring-home", "BKK", "in_progress"),
        ("2025-11-06-bring-home", "RGN", "acknowledged"),
        ("2025-11-06-follow-and-plan", "BKK", "done"),
        ("2025-11-06-follow-and-plan", "RGN", "acknowledged"),
    }
    assert PositionLine.objects.standing().count() == tables("positions/*.toml", "line")
    assert set(MissionPlan.objects.values_list("mission__code", flat=True)) == {"BKK", "RGN"}
    assert not AuditEntry.objects.filter(outcome="refused").exists()

    seed()

    assert (AuditEntry.objects.count(), RowVersion.objects.count()) == traces
