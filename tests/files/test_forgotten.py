"""Who is forgotten leaves no file: the rows say nothing, and the bytes go with the next sweep."""

import os
import time

import pytest

from cases.casework.operations import close_case
from cases.core import store
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.store import disk
from cases.files.jobs import sweep_files
from cases.retention.operations.person import anonymise_citizen
from tests.factories import officer
from tests.files.kept import a_photo, attached
from tests.register import a_case, fresh
from tests.retention.file import asked_for
from tests.world_retention import lead

pytestmark = pytest.mark.django_db


def test_the_bytes_of_her_files_are_removed_and_those_of_others_stay():
    with eyes(officer()) as bangkok:
        hers, other = a_case(bangkok), a_case(bangkok)
        gone = attached(bangkok, hers, a_photo(), purpose="photo", description="Scar").file
        kept = attached(bangkok, other, a_photo(), purpose="photo").file
        case = close_case(bangkok, fresh(hers), outcome="own_means")
    for key in (gone.stored, gone.preview, kept.stored, kept.preview):
        moment = time.time() - 100_000
        os.utime(disk.path_of(key), (moment, moment))
    asked_for(case.citizen)
    with eyes(lead()) as actor:
        anonymise_citizen(actor, fresh(case.citizen), reference=case.reference)
    with eyes(SYSTEM):
        sweep_files.func()

    with eyes(bangkok):
        row = fresh(gone)
        assert (row.name, row.description, row.digest, row.stored) == ("—", "", "", None)
        assert row.attachment.size == 0
    for key in (gone.stored, gone.preview):
        with pytest.raises(store.LostFileError):
            store.read(key)
    assert store.read(kept.stored)
    assert store.read(kept.preview)
