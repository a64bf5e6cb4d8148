"""A configuration moves: written here, brought elsewhere, loaded, and written again the same."""

import base64
import time
from pathlib import Path

import pytest
from django.conf import settings as house
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from cases.configuration.models import ConfigurationLoad
from cases.configuration.sets import packed, unpacked
from cases.core.context import eyes
from cases.missions.models import Mission
from cases.places.models import Place
from tests.api.calls import JSON, caller
from tests.configuration.sets import ENTRIES, PLAYBOOK, load, told, written
from tests.jobs import run_jobs
from tests.world_configuration import WORDS, leader

pytestmark = pytest.mark.django_db
SEEDS = Path(house.SEEDS_DIR)
SECONDS = 30
"""After that many a transaction of the application ends."""
API = "/api/v1/configuration-loads/"
TEN = (
    ("provinces.csv", "Nghệ An,new", "Nghe An,new"),
    ("places.toml", 'name = "A ford"', 'name = "Another ford"'),
    ("missions.toml", '"Embassy in Bangkok"', '"Embassy"'),
    ("authorities.toml", '"Police"', '"The police"'),
    ("legal_bases.toml", '"Trying it out."', '"Trying it."'),
    ("procedures/identity.toml", '"Sent on"', '"Sent the"'),
    ("procedures/limits.toml", "amount = 2", "amount = 5"),
    ("playbooks/way.toml", '"A way"', '"The way"'),
    ("calendars.toml", '"16:30"', '"15:30"'),
    ("calendars.toml", '"Invented holiday"', '"Another holiday"'),
)


@pytest.fixture(autouse=True)
def a_store(settings, tmp_path):
    settings.STORED_FILES = str(tmp_path / "store")


def differing() -> dict[str, str]:
    """The same set, in ten values another one."""
    files = dict(ENTRIES)
    for name, before, after in TEN:
        assert before in files[name], (name, before)
        files[name] = files[name].replace(before, after)
    return files


def of_client(client) -> bytes:
    """Everything, as the page lets it be taken along."""
    answer = client.get("/configuration/download/")
    return b"".join(answer) if answer.streaming else answer.content


def the_load() -> ConfigurationLoad:
    """The one load that there is."""
    with eyes(leader()) as actor:
        return ConfigurationLoad.objects.visible_to(actor).get()


@pytest.fixture
def moved(tmp_path):
    """What one installation wrote; this one differs in ten ways."""
    leader()
    away = transaction.savepoint_create()
    load(written(tmp_path / "first", ENTRIES))
    told("export", tmp_path / "moved.zip")
    transaction.savepoint_rollback(away)
    load(written(tmp_path / "second", differing()))
    assert PLAYBOOK.encode() not in of_client(caller(leader()))
    return (tmp_path / "moved.zip").read_bytes()


def test_through_the_pages(moved):
    one, two = caller(leader()), caller(leader())
    assert unpacked(of_client(one)) != unpacked(moved)
    said = {"file": SimpleUploadedFile("moved.zip", moved), "words": WORDS, "_key": "a"}

    shown = one.post(reverse("bring_set"), said, follow=True)

    assert shown.status_code == 200
    for words in ("Another ford → A ford", "The way → A way", "15:30 → 16:30", "5 → 2"):
        assert words in shown.text
    row = the_load()
    page = reverse("configuration_load", args=[row.uuid])
    assert f'href="{page}propose/"' in shown.text
    form = one.get(f"{page}propose/")
    assert f'value="{row.digest}"' in form.text
    step = {"_key": "b", "_version": row.version, "expecting": row.digest}
    waits = one.post(f"{page}propose/", step, follow=True)
    assert "Somebody else at headquarters has to decide on it." in waits.text
    assert f'href="{page}confirm/"' not in waits.text
    assert f'href="{page}confirm/"' in two.get(page).text
    assert "moved.zip" in two.get("/configuration/loads/").text
    step = {"_key": "c", "_version": row.version + 1, "expecting": row.digest}
    runs = two.post(f"{page}confirm/", step, follow=True)
    assert "Being loaded" in runs.text
    run_jobs(of="configuration")

    assert "Loaded" in one.get(page).text
    assert of_client(one) == moved


def test_through_the_api(moved):
    one, two = caller(leader()), caller(leader())
    file = {"name": "moved.zip", "content": base64.b64encode(moved).decode()}
    looked = one.post("/api/v1/configuration/compare/", {"file": file}, JSON)
    assert looked.status_code == 200, looked.text
    digest = looked.json()["digest"]
    changed = {row["kind"] for row in looked.json()["difference"]["groups"] if row["lines"]}
    assert {"province", "place", "mission", "limit", "playbook", "closure"} <= changed

    made = one.post(f"{API}bring/", {"file": file, "words": WORDS}, JSON)
    assert made.status_code == 201, made.text
    there = made["Location"]
    shown = one.get(there).json()
    assert (shown["digest"], shown["can_be_loaded"], shown["why_not"]) == (digest, True, None)
    assert shown["difference"] == looked.json()["difference"]
    body, header = {"expecting": digest}, {"If-Match": '"1"'}
    done = one.post(f"{there}propose/", body, JSON, headers=header)
    assert done.status_code == 200, done.text
    header = {"If-Match": '"2"'}
    own = one.post(f"{there}confirm/", body, JSON, headers=header)
    assert (own.status_code, own.json()["code"]) == (403, "load_your_own")
    done = two.post(f"{there}confirm/", body, JSON, headers=header)
    assert (done.status_code, done.json()["url"]) == (202, there)
    assert one.get(there).json()["progress"]["state"] == "running"
    run_jobs(of="configuration")

    told_now = one.get(there).json()
    total = told_now["writes"]
    assert told_now["progress"] == {
        "state": "done",
        "done": total,
        "total": total,
        "unit": "entries",
    }
    assert [row["state"] for row in one.get(f"{API}?state=loaded").json()["results"]] == ["loaded"]
    assert of_client(one) == moved


def test_everything_of_the_release_moves_into_an_empty_register(tmp_path):
    one, two = caller(leader()), caller(leader())
    names = ["provinces.csv", "places.toml", "missions.toml", "authorities.toml"]
    names += ["legal_bases.toml", *(f"procedures/{row.name}" for row in procedures())]
    files = {name: (SEEDS / name).read_bytes() for name in names}
    assert not Place.objects.exists()
    said = {"file": SimpleUploadedFile("seeds.zip", packed(files)), "words": WORDS, "_key": "a"}
    shown = one.post(reverse("bring_set"), said, follow=True)
    assert len(shown.content) < 150_000
    row = the_load()
    page = reverse("configuration_load", args=[row.uuid])
    step = {"_key": "b", "_version": 1, "expecting": row.digest}
    assert one.post(f"{page}propose/", step).status_code == 302
    assert two.post(f"{page}confirm/", step | {"_version": 2, "_key": "c"}).status_code == 302
    began = time.monotonic()
    run_jobs(of="configuration")
    assert time.monotonic() - began < SECONDS

    row = the_load()
    assert (row.state, row.problems) == ("loaded", [])
    assert row.done == row.writes > 300
    assert Mission.objects.filter(code="BKK").exists()
    again = {"archive": SimpleUploadedFile("seeds.zip", packed(files))}
    assert "Nothing differs from what is set up here." in one.post("/configuration/", again).text


def procedures():
    """The files of the catalogue."""
    return sorted((SEEDS / "procedures").glob("*.toml"))
