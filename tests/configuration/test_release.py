"""The seeds of the release are a set of files like any other."""

from pathlib import Path

import pytest
from django.conf import settings

from cases.configuration.comparing import compare
from cases.configuration.exporting import exported
from cases.configuration.registry import KINDS
from cases.configuration.sets import laid_out
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.missions.models import OfficeContact


@pytest.mark.django_db
@pytest.mark.slow
def test_once_they_are_loaded_nothing_differs_nor_from_what_is_written_of_them(scenario):
    with eyes(SYSTEM):
        seeds = compare(SYSTEM, Path(settings.SEEDS_DIR), {})
        files = exported(SYSTEM)
        contacts = OfficeContact.objects.count()
        with laid_out(files) as folder:
            written = compare(SYSTEM, folder, files)

    assert seeds.is_empty
    assert not seeds.only_here
    elsewhere = {"office_hours", "closure", "office_contact"}
    assert set(seeds.counted) == {kind.table for kind in KINDS} - elsewhere
    assert written.is_empty
    assert not written.only_here
    assert written.counted == seeds.counted | {
        "office_hours": seeds.counted["mission"],
        "office_contact": contacts,
    }
