"""A fault in between leaves bytes without a row at the most, never a row without bytes."""

import os
import time

import pytest
from django.db import transaction

from cases.core import store
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.store import disk
from cases.files.jobs import sweep_files
from cases.files.models import AttachedFile, Attachment
from cases.files.operations import attach_file, attaching
from cases.files.queries import named_keys
from tests.files.kept import a_file, a_photo, attached, stored_files
from tests.world_sealed import sealed_case

pytestmark = pytest.mark.django_db


def made_old(file):
    moment = time.time() - 100_000
    os.utime(file, (moment, moment))


def sweep():
    with eyes(SYSTEM):
        assert sweep_files.func() is None


class TestFaults:
    """A fault in between leaves bytes without a row at the most, never a row without bytes."""

    def test_killed_before_the_row_is_written(self, bangkok, case, monkeypatch):
        def killed(*_args, **_kwargs):
            raise KeyboardInterrupt

        monkeypatch.setattr(attaching.AttachedFile.objects, "create", killed)
        before = set(stored_files())
        with eyes(bangkok), pytest.raises(KeyboardInterrupt), transaction.atomic():
            attach_file(bangkok, case, file=a_file())

        with eyes(bangkok):
            assert not Attachment.objects.exists()
            assert not AttachedFile.objects.exists()
        (orphan,) = set(stored_files()) - before
        made_old(orphan)
        sweep()
        assert not orphan.exists()

    def test_killed_while_the_bytes_are_written(self, bangkok, case, monkeypatch):
        def killed(_descriptor):
            raise KeyboardInterrupt

        monkeypatch.setattr(disk.os, "fsync", killed)
        before = set(stored_files())
        with eyes(bangkok), pytest.raises(KeyboardInterrupt), transaction.atomic():
            attach_file(bangkok, case, file=a_file())

        with eyes(bangkok):
            assert not Attachment.objects.exists()
        assert set(stored_files()) == before

    def test_the_sweep_leaves_what_a_row_names_of_every_mission_and_group(self, bangkok):
        case = sealed_case(bangkok)
        with eyes(bangkok):
            rows = [
                attached(bangkok, case, a_photo(), restricted="health"),
                attached(bangkok, case, a_file()),
            ]
            keys = [key for row in rows for key in (row.file.stored, row.file.preview) if key]
        for key in keys:
            made_old(disk.path_of(key))

        sweep()

        assert all(store.read(key) for key in keys)

    def test_whoever_is_not_the_system_is_told_nothing_about_names(self, bangkok):
        strange = store.keep(b"x")

        with eyes(bangkok):
            assert named_keys([strange]) == {strange}
