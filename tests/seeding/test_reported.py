"""Reports that came in, of the seeds."""

import pytest

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.reports.models import ReceivedReport
from tests.seeding.folder import MISSIONS, faults, seed, write_seeds
from tests.seeding.test_orders import HEADQUARTERS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]
REPORTS = """
[[report]]
key = "first"
at = "2025-11-06T17:30:00+07:00"
mission = "BKK"

[report.told]
channel = "hotline"
mission = "BKK"
text = "Where is he?"

[[report.event]]
at = "2025-11-06T17:40:00+07:00"
operation = "open_report"

[[report]]
key = "second"
at = "2025-11-07T17:30:00+07:00"
mission = "BKK"

[report.told]
channel = "mail"
mission = "BKK"
text = "Still: where is he?"

[[report.event]]
at = "2025-11-07T17:40:00+07:00"
operation = "open_report"

[[report.event]]
at = "2025-11-07T17:41:00+07:00"
operation = "join_report"
report = "first"
"""


@pytest.fixture
def reports(seeds):
    """Write the reports of the incident of the set."""

    def write(text=REPORTS):
        write_seeds(seeds, missions_toml=MISSIONS + HEADQUARTERS)
        (seeds / "reports").mkdir(exist_ok=True)
        (seeds / "reports" / "flood.toml").write_text(text, encoding="utf-8")

    write()
    return write


def test_each_is_taken_down_and_worked_on_at_its_moment(reports):
    seed()

    with eyes(SYSTEM):
        first, second = ReceivedReport.objects.order_by("received_at")
        assert (first.status, first.mission.code, first.incident.code) == ("opened", "BKK", "flood")
        assert first.opened_at.isoformat() == "2025-11-06T10:40:00+00:00"
        assert (second.status, second.same_as_id) == ("joined", first.pk)


def test_a_second_run_takes_nothing_down(reports):
    seed()
    seed()

    with eyes(SYSTEM):
        assert ReceivedReport.objects.count() == 2


def test_nothing_of_it_where_nothing_may_be_replayed(reports, settings):
    settings.LEDGER_REPLAY = False

    seed()

    with eyes(SYSTEM):
        assert ReceivedReport.objects.count() == 0


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ('"open_report"', '"close_case"', 'operation names nothing done on a report: "close_case"'),
        ('report = "first"', "", "report is missing."),
        ('channel = "hotline"', 'channel = "owl"', "channel"),
    ],
)
def test_a_fault_is_told(reports, right, wrong, sentence):
    reports(REPORTS.replace(right, wrong, 1))

    assert any(sentence in line for line in faults())
