"""The story that the guide tells with curl, run as it stands there, against a server."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from cases.casework.models import Case
from cases.core.context import eyes
from cases.core.forms import UNKNOWN_FIELD
from tests.api.calls import token_of
from tests.factories import head
from tests.world import references

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
README = Path(settings.BASE_DIR) / "README.md"
HERE = "http://localhost:8000"


def story():
    """Return the lines of the guide that are typed."""
    guide = README.read_text(encoding="utf-8").split("## The API, told with curl", 1)[1]
    return re.search(r"```sh\n(.*?)```", guide, re.DOTALL)[1]


@pytest.fixture
def told(live_server):
    """What the story prints when it is run, and who told it."""
    assert shutil.which("curl"), "the guide is told with curl"
    references()
    actor = head()
    lines = story()
    assert HERE in lines
    done = subprocess.run(
        ["sh", "-eu", "-c", lines.replace(HERE, live_server.url)],
        env=os.environ | {"TOKEN": token_of(actor), "no_proxy": "*"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return actor, done.stdout


def test_the_story_ends_as_the_guide_says(told):
    actor, printed = told
    documents = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    statuses = re.findall(r"^[0-9]{3}$", printed, re.MULTILINE)

    assert statuses == ["428", "200", "412", "304"], printed
    assert "acted once" in printed
    assert [row["code"] for row in documents if "code" in row] == ["invalid", "invalid"]
    misspelt, unknown = [row["problems"] for row in documents if "code" in row]
    with override("vi"):
        sentence = str(UNKNOWN_FIELD)
    assert ("outcom", "unknown_field", sentence) in {tuple(row.values()) for row in misspelt}
    assert "stage" in unknown[0]["message"]
    assert documents[0]["me"]["mission"] == "BKK"
    with eyes(actor):
        case = Case.objects.get()
        assert (case.stage, case.outcome) == ("closed", "own_means")
