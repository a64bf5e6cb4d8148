"""The page of the configuration and its address in the API: who reads, what is told, what stays."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.configuration.sets import packed, unpacked
from cases.core import configured
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.core.roles import role_rows
from cases.missions.models import Mission
from tests.configuration.sets import ENTRIES, digest_in, told, written
from tests.factories import IncidentFactory, MissionFactory, PostingFactory
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
ADDRESS = "/configuration/"
READERS = {"administrator", "headquarters_lead"}


def client_of(role: str) -> Client:
    """The browser of somebody at headquarters."""
    mission = MissionFactory(headquarters=True)
    return log_in(Client(), PostingFactory(role=role, mission=mission).actor())


def sent(client: Client, content: bytes, language: str = "en"):
    """Send a set."""
    file = SimpleUploadedFile("set.zip", content)
    return client.post(ADDRESS, {"archive": file}, headers={"Accept-Language": language})


def as_zip(files: dict[str, str]) -> bytes:
    """A set as it is sent."""
    return packed({name: text.encode() for name, text in files.items()})


def test_headquarters_lead_and_administrators_read_it_and_nobody_else():
    for role in role_rows():
        client = client_of(role)
        status = 200 if role in READERS else 403
        for address in (ADDRESS, f"{ADDRESS}download/", "/api/v1/configuration/"):
            assert client.get(address).status_code == status, (role, address)
        assert sent(client, b"").status_code == (422 if role in READERS else 403), role
        if role_rows()[role]["sees"] and "reference" in role_rows()[role]["sees"]:
            linked = 'href="/configuration/"' in client.get("/playbooks/").text
            assert linked == (role in READERS), role
    assert Client().get(ADDRESS).url == f"/login/?next={ADDRESS}"


def test_what_is_downloaded_is_what_the_command_writes_and_is_on_record(tmp_path):
    client = client_of("administrator")

    answer = client.get(f"{ADDRESS}download/")

    told("export", tmp_path / "same.zip")
    content = b"".join(answer) if answer.streaming else answer.content
    assert content == (tmp_path / "same.zip").read_bytes()
    assert "missions.toml" in unpacked(content)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="configuration-')
    with eyes(SYSTEM):
        entry = AuditEntry.objects.filter(operation="export_configuration").earliest("pk")
    assert entry.event == "configuration.exported"
    assert entry.staff_id


def test_a_set_that_is_sent_is_shown_beside_what_is_here_and_nothing_is_kept(tmp_path):
    client = client_of("administrator")
    IncidentFactory(code="2025-10-myawaddy")
    way = ENTRIES["playbooks/way.toml"].replace(
        "\n\n[[step]]", '\nincidents = ["2025-10-myawaddy"]\n\n[[step]]', 1
    )
    home = Mission.objects.get(kind="headquarters")
    changed = f'[[office_hours]]\nmission = "{home.code}"\nopens = "07:00"\ncloses = "15:00"\n'
    calendars = ENTRIES["calendars.toml"] + changed
    files = {**ENTRIES, "playbooks/way.toml": way, "calendars.toml": calendars}

    shown = sent(client, as_zip(files))

    # An administrator sees no incident, but that a playbook names one that is there is no fault.
    assert shown.status_code == 200
    digest = digest_in(told("compare", written(tmp_path, files)))
    assert f"--expecting {digest}" in shown.text
    for words in ("Opens at", "08:00 → 07:00", "compound", "Only here"):
        assert words in shown.text
    assert not Mission.objects.filter(code="BKK").exists()


def test_faults_stand_with_their_lines_and_what_is_no_set_is_refused():
    client = client_of("headquarters_lead")
    wrong = {**ENTRIES, "places.toml": ENTRIES["places.toml"].replace('"TH"', '"QQ"')}
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("places.toml", b"#" * 5_000_001)

    faulty = sent(client, as_zip(wrong))

    assert faulty.status_code == 422
    assert "configuration/places.toml:15" in faulty.text
    for content, words in (
        (b"", "This is no ZIP that can be read."),
        (packed({}), "There is nothing in the ZIP."),
        (b"no zip", "This is no ZIP that can be read."),
        (packed({"../places.toml": b""}), "“../places.toml” is no file of a configuration."),
        (bomb.getvalue(), "Unpacked, the files are larger than 2 MB together."),
    ):
        answer = sent(client, content)
        assert answer.status_code == 422
        assert words in answer.text
    assert "Choose the ZIP of a configuration." in client.post(ADDRESS).text


def test_faults_are_said_in_the_language_of_the_reader():
    client = client_of("headquarters_lead")
    wrong = ENTRIES["places.toml"].replace('country = "TH"', "country = 7", 1)
    spoilt = ENTRIES["places.toml"].replace("[[place]]", "[[place]", 1)

    typed = sent(client, as_zip({**ENTRIES, "places.toml": wrong}), "vi")
    unread = sent(client, as_zip({**ENTRIES, "places.toml": spoilt}), "vi")

    assert "Cần: chữ." in typed.text
    assert "báo bằng tiếng Anh: “" in unread.text


def test_files_that_differ_are_shown_line_by_line():
    client = client_of("administrator")
    terms = configured.released("follow_up.toml").read_text(encoding="utf-8")

    shown = sent(client, as_zip({"follow_up.toml": terms.replace("days = 90", "days = 100")}))

    assert "-days = 90\n+days = 100" in shown.text


def test_two_servers_are_compared_by_their_digests(monkeypatch):
    client = client_of("headquarters_lead")
    address = "/api/v1/configuration/"
    before = client.get(address).json()
    rows = {row["kind"]: row for row in before["entries"]}
    assert rows["mission"]["count"] == Mission.objects.count()
    assert {row["kind"]: row["own"] for row in before["files"]}["roles"] is False
    assert client.get(address).json() == before

    MissionFactory(code="RGN")

    after = client.get(address).json()
    assert after["digest"] != before["digest"]
    changed = {row["kind"] for row in after["entries"] if row != rows[row["kind"]]}
    assert changed == {"mission", "office_hours"}
    assert after["files"] == before["files"]
    assert client.get(f"{address}?x=1").status_code == 422
    monkeypatch.setattr("cases.configuration.standing.is_outdated", lambda: True)
    assert client.get(address).json()["outdated"] is True
    assert "start again" in client.get(ADDRESS).text
    assert "start again" not in client.get("/admin/").text
    monkeypatch.setattr("cases.missions.processors.is_outdated", lambda: True)
    assert "start again" in client.get("/admin/").text
    assert 'href="/configuration/"' in client.get("/admin/").text
