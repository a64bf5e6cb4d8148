"""The guide to the API, run as it stands in docs/tutorials/api.md, against a server.

What follows `# →` is what a line prints; nothing else is printed.
"""

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from django.conf import settings

from cases.casework.models import Case
from cases.core.context import eyes
from cases.exports.models import Export
from cases.missions.models import Staff
from consular.settings.allowances import USUAL
from tests.api.calls import token_of
from tests.factories import officer
from tests.jobs import run_jobs
from tests.register import a_case
from tests.world import references

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
GUIDE = Path(settings.BASE_DIR) / "docs" / "tutorials" / "api.md"
HERE = "http://localhost:8000"
PATIENCE = 180
"""Seconds for all of it."""
SAYS = re.compile(r"# → (.+)$", re.MULTILINE)


def guide():
    """Return the lines of the guide that are typed, in their order."""
    return "".join(re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL))


@pytest.fixture
def told(live_server, settings, tmp_path):
    """What the guide prints when it is run, and who told it; a worker works beside it."""
    assert shutil.which("curl"), "the guide is told with curl"
    settings.STORED_FILES = str(tmp_path / "files")
    settings.API_ALLOWANCES = USUAL
    Path(settings.STORED_FILES).mkdir()
    references()
    actor, other = officer(), officer(yangon=True)
    Staff.objects.filter(pk=actor.staff_id).update(language="vi")
    with eyes(actor):
        for _number in range(22):
            a_case(actor)
    lines = guide()
    assert HERE in lines
    secrets = {"TOKEN": token_of(actor), "OTHER": token_of(other, scopes=["cases.write"])}
    running = subprocess.Popen(
        ["sh", "-eu", "-c", lines.replace(HERE, live_server.url)],
        env=os.environ | secrets | {"no_proxy": "*"},
        stdout=(tmp_path / "said").open("w"),
        stderr=(tmp_path / "complaints").open("w"),
        cwd=tmp_path,
    )
    ends = time.monotonic() + PATIENCE
    while running.poll() is None and time.monotonic() < ends:
        run_jobs()
        time.sleep(0.2)
    running.kill()
    said = (tmp_path / "said").read_text(encoding="utf-8")
    assert running.wait() == 0, said + (tmp_path / "complaints").read_text(encoding="utf-8")
    return actor, said.splitlines(), tmp_path


def test_every_step_prints_what_the_guide_says(told):
    actor, printed, where = told
    expected = SAYS.findall(guide())

    unlike = [pair for pair in zip(expected, printed, strict=False) if pair[0] not in pair[1]]
    assert unlike == []
    assert len(printed) == len(expected) > 35
    with eyes(actor):
        closed = Case.objects.visible_to(actor).get(outcome="own_means")
        export = Export.objects.visible_to(actor).get()
    assert closed.stage == "closed"
    rows = (where / "cases.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert len(rows) == export.rows == 24


def test_what_the_guide_must_tell_is_in_it():
    lines = guide()

    for word in (
        *("Idempotency-Key", "If-Match", "If-None-Match", "Accept-Language", "Retry-After"),
        *("428", "412", "409", "429", "202", "304", "key_reused", "not_in_scope"),
        *("fields=", "order=", "stage=", "cursor=", "updated_since=", "gone", "/bulk/", "exports"),
    ):
        assert word in lines, word
