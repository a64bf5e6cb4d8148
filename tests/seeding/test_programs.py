"""What accounts of the demonstration set up and take along."""

from shutil import copyfile

import pytest

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.exchange.models import ApiToken
from cases.exports.choices import ExportState
from cases.exports.models import Export
from cases.missions.choices import StaffKind
from cases.missions.models import Staff
from consular.env import ROOT
from tests.seeding.folder import MISSIONS, PEOPLE, faults, seed, write_seeds
from tests.seeding.test_orders import HEADQUARTERS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


def posting(username, mission, role):
    return f"""
[[staff]]
username = "{username}"
full_name = "{username}"
language = "en"

[[staff.posting]]
mission = "{mission}"
role = "{role}"
starts_on = "2025-01-01"
"""


STAFF = (
    posting("hq.admin", "HAN", "administrator")
    + posting("bangkok.head", "BKK", "head_of_mission")
    + posting("bangkok.officer", "BKK", "case_officer")
)
SERVICE = """
[[act]]
key = "hotline"
by = "hq.admin"
operation = "create_service_account"

[act.args]
username = "invented"
full_name = "Invented"
purpose = "P"
contact = "C"
mission = "BKK"

[[act]]
key = "token"
by = "bangkok.head"
operation = "issue_service_token"
args = { account = "invented", label = "T", scopes = ["reports.write"], valid_days = 9 }
"""
OVER = """
[[act]]
key = "over"
by = "bangkok.head"
operation = "revoke_token"
"""
TAKEN = """
[[act]]
key = "list"
by = "bangkok.officer"
operation = "ask_export"
args = { kind = "cases", format = "csv", purpose = "reporting", words = "Weekly list" }

[[act]]
key = "begun"
by = "bangkok.officer"
operation = "start_export"
"""


@pytest.fixture
def programs(seeds):
    """Write the acts beside the accounts of the demonstration."""

    for name in ("scopes.toml", "exports.toml"):
        copyfile(ROOT / "seeds" / name, seeds / name)

    def write(text):
        missions = MISSIONS + HEADQUARTERS
        write_seeds(seeds, missions_toml=missions, staff_toml=STAFF, people_toml=PEOPLE)
        (seeds / "demo" / "programs.toml").write_text(text, encoding="utf-8")

    return write


def test_a_system_gets_its_account_and_tokens_by_who_may_give_them(programs):
    programs(SERVICE + OVER)
    seed()

    with eyes(SYSTEM):
        token = ApiToken.objects.select_related("user", "made_by").get()
        assert Staff.objects.get(kind=StaffKind.SERVICE).username == "invented"
        assert (token.user.username, token.made_by.username) == ("invented", "bangkok.head")
        assert token.revoked_at is not None
        entry = AuditEntry.objects.get(event="token.issued")
        assert entry.staff_id == token.made_by_id


def test_an_export_is_asked_for_and_begun(programs):
    programs(TAKEN)
    seed()

    with eyes(SYSTEM):
        export = Export.objects.get()
        assert (export.state, export.counted) == (ExportState.WRITING, 1)


def test_seeded_again_nothing_is_done_twice(programs):
    programs(SERVICE + TAKEN)

    seed()
    said = seed()

    assert "programs: 4, new: 0" in said
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (SERVICE.replace('"hq.admin"', '"nobody"'), 'by is no account of the seeds: "nobody"'),
        (SERVICE.replace('"create_service_account"', '"close_case"'), "names nothing that is done"),
        (SERVICE.replace('key = "hotline"\n', ""), "key is missing."),
        (SERVICE.replace("valid_days = 9", "valid_days = 9999"), "400"),
    ],
)
def test_a_fault_names_its_line(programs, text, sentence):
    programs(text)

    assert sentence in "\n".join(faults())
