"""The demonstration begins on the morning after its scenario and goes on from there."""

from datetime import UTC, date, datetime, timedelta
from shutil import copy
from zoneinfo import ZoneInfo

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from cases.casework.choices import ReminderKind
from cases.casework.models import Case, Share
from cases.casework.operations import hold_case, share_case
from cases.core import checks, present
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import ledger_moment
from cases.core.models import AuditEntry
from cases.exchange.operations import create_token
from cases.incidents.models import Incident, ReportedFigure
from cases.missions.models import Mission, Staff
from cases.missions.queries import system_at
from cases.procedures.models import Playbook
from cases.publishing.pages import incident_context
from cases.seeding import demonstration
from cases.seeding.models import SeedEntry
from cases.templatetags.present import demonstration_day
from consular.env import ROOT
from tests.api.calls import caller
from tests.factories import administrator, headquarters, proved
from tests.record.readers import auditor
from tests.seeding.folder import INCIDENT, PEOPLE, seed, write_seeds
from tests.seeding.test_procedures import write as write_playbook
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

MORNING = datetime(2025, 10, 24, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
FIRST_ACT = datetime(2025, 10, 21, 3, 30, tzinfo=UTC)
SOON = timedelta(minutes=5)


@pytest.fixture(autouse=True)
def demo(seeds, settings):
    """The settings of the demonstration, and nothing found before."""
    settings.PRESENT_SHIFT = "cases.seeding.demonstration.shift"
    demonstration.forget()
    yield
    demonstration.forget()


def begun(seeds) -> None:
    write_seeds(seeds, people_toml=PEOPLE)
    seed()


def test_before_it_is_seeded_the_present_is_the_real_one():
    assert present.shift() == timedelta()


def test_what_has_not_begun_is_not_looked_for_again_and_again(django_assert_num_queries):
    with django_assert_num_queries(1):
        for _time in range(50):
            present.now()


def test_it_begins_on_the_morning_after_the_last_act(seeds):
    begun(seeds)

    assert MORNING <= present.now() < MORNING + SOON


def test_the_days_go_on_from_the_moment_of_seeding_whatever_is_started_again(seeds):
    begun(seeds)
    SeedEntry.objects.filter(key=demonstration.KEY).update(
        applied_at=timezone.now() - timedelta(days=7)
    )
    demonstration.forget()

    assert MORNING + timedelta(days=7) <= present.now() < MORNING + timedelta(days=7) + SOON


def test_seeding_again_does_not_turn_it_back(seeds):
    begun(seeds)
    before = SeedEntry.objects.get(key=demonstration.KEY).applied_at

    seed()

    assert SeedEntry.objects.get(key=demonstration.KEY).applied_at == before


def test_what_is_recorded_goes_on_where_the_scenario_ends(seeds):
    begun(seeds)
    with eyes(SYSTEM):
        case = Case.objects.filter(mission__code="BKK").first()
        with eyes(system_at(case.mission)) as actor:
            hold_case(actor, case, reason="awaiting_host")
        row = case.transitions.order_by("number").last()
        entry = AuditEntry.objects.filter(operation="hold_case").latest("id")

    assert MORNING <= row.recorded_at < MORNING + SOON
    assert row.occurred_at <= row.recorded_at
    assert entry.replayed_at == row.recorded_at
    assert abs(entry.at - timezone.now()) < SOON


def test_a_share_ends_in_real_time_and_is_shown_in_days_of_the_demonstration(seeds):
    begun(seeds)
    with eyes(SYSTEM):
        case = Case.objects.filter(mission__code="BKK").first()
        other = Mission.objects.get(code="RGN")
        with eyes(system_at(case.mission)) as actor:
            share = share_case(actor, case, mission=other, days=3, reason="They ask.")
        live = Share.objects.live().get()

    assert live == share
    assert abs(share.until - timezone.now() - timedelta(days=3)) < SOON
    assert abs(present.shown(share.until) - MORNING - timedelta(days=3)) < SOON


def test_tokens_and_logins_are_shown_in_days_of_the_demonstration(seeds):
    begun(seeds)
    copy(ROOT / "seeds" / "scopes.toml", seeds)
    lead, desk = headquarters(), proved(administrator())
    client, other = Client(), Client()
    with eyes(lead):
        token = create_token(lead, label="Report", scopes=["role"], expires_on=date(2025, 10, 31))
    log_in(client, lead)
    log_in(other, desk)
    Staff.objects.update(last_login=timezone.now())

    pages = [client.get(address) for address in ("/tokens/", "/settings/", "/admin/")]
    tables = ("apitoken", "staffsession", "staff")
    pages += [other.get(reverse(f"admin:cases_{table}_changelist")) for table in tables]

    for reader, address, name in (
        (other, "staff/", "last_login"),
        (client, "sessions/", "started_at"),
        (client, "tokens/", "created_at"),
        (caller(auditor()), f"record/?kind=act&since={MORNING.date()}T00:00Z", "at"),
    ):
        row = reader.get(f"/api/v1/{address}").json()["results"][-1]
        assert abs(datetime.fromisoformat(row[name]) - MORNING) < SOON, address

    its_end = datetime(2025, 11, 1, tzinfo=MORNING.tzinfo)
    assert abs(present.shown(token.expiry) - its_end) < SOON
    for page in pages:
        assert page.status_code == 200
        assert " 2025, 0" in page.text or "31 Oct 2025, 2" in page.text, page.request["PATH_INFO"]
        assert f" {timezone.now().year}, " not in page.text, page.request["PATH_INFO"]
    with pytest.raises(Refused) as refused, eyes(lead):
        create_token(lead, label="Late", scopes=["role"], expires_on=date(2025, 10, 23))
    assert refused.value.code == "in_the_past"


def test_the_ledger_and_python_go_by_the_same_clock(seeds):
    begun(seeds)
    with eyes(SYSTEM):
        assert abs(ledger_moment([]) - present.now()) < SOON


def test_playbooks_are_there_since_the_first_act(seeds):
    write_playbook(seeds)

    begun(seeds)

    with eyes(SYSTEM):
        assert Playbook.objects.get().published_at == FIRST_ACT


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Demonstration with invented people. Today is 24 Oct 2025 here."),
        ("vi", "Bản trình diễn với nhân vật hư cấu. Hôm nay trong bản này là 24/10/2025."),
        ("fr", "Démonstration avec des personnes fictives. Ici, nous sommes le 24/10/2025."),
    ],
)
def test_every_page_says_which_day_it_is(seeds, language, sentence):
    begun(seeds)
    client = Client()
    client.cookies["django_language"] = language
    with translation.override(language):
        assert f">{sentence}</aside>" in client.get("/login/").content.decode()


def test_elsewhere_no_day_is_told(settings):
    settings.PRESENT_SHIFT = ""

    assert "today-here" not in Client().get("/login/").content.decode()


def test_where_the_past_cannot_be_replayed_a_shift_is_refused(settings):
    settings.LEDGER_REPLAY = False

    assert {fault.id for fault in checks.check_present(None)} == {"cases.E005"}


def test_without_a_shift_the_present_is_real_whatever_was_seeded(seeds, settings):
    begun(seeds)
    settings.PRESENT_SHIFT = ""

    assert present.now() - timezone.now() < SOON
    assert present.shift_words() == ""


def test_reminders_of_the_day_before_and_of_the_morning_are_there_once(seeds, monkeypatch):
    told = []
    monkeypatch.setattr(demonstration, "remind", lambda kind, moment: told.append((kind, moment)))

    begun(seeds)
    seed()

    assert [moment for kind, moment in told if kind == ReminderKind.EXPIRED] == [
        MORNING - timedelta(days=1),
        MORNING,
    ]


def test_figures_published_later_are_loaded_and_not_shown_yet(seeds):
    later = INCIDENT[INCIDENT.index("[[figure]]") :].replace("2025-10-22", "2025-11-20")
    write_seeds(seeds, flood_toml=INCIDENT + later, people_toml=PEOPLE)

    seed()

    with eyes(SYSTEM):
        now = present.now()
        shown = incident_context(SYSTEM, Incident.objects.get(), None, None, now)["other_days"]
        assert ReportedFigure.objects.count() == 2
    assert [figure["as_of"].month for figure in shown] == [10]


def test_the_page_of_a_fault_is_shown_without_a_database(monkeypatch):
    def gone():
        raise OperationalError

    monkeypatch.setattr(present, "shift", gone)

    assert demonstration_day() == ""
