"""A list that was compared with our people, and why a figure and ours differ; all invented."""

from datetime import UTC, date, datetime

from cases.casework.operations import record_stay
from cases.core.context import eyes
from cases.core.facts import When
from cases.publishing.figures import comparable
from cases.publishing.gaps import explained
from tests.factories import IncidentFactory
from tests.intake.reconciliation.piles import a_list, compared, ours
from tests.publishing.course import day
from tests.register import fresh

OF_THE_LIST = datetime(2025, 10, 24, 16, 59, tzinfo=UTC)


def gaps(actor, figure, moment=None, known_at=None):
    with eyes(actor):
        (pair,) = comparable(actor, IncidentFactory(), moment or day(24), known_at, among=[figure])
        return explained(actor, pair, known_at)


def steps(gap):
    return {line.code: line.change for line in gap.lines}


def assert_adds_up(gap):
    assert gap.reported + sum(line.change for line in gap.lines) == gap.ours


def a_list_and_ours(actor):
    """Six rows: one of both, one twice, one elsewhere, one not located, one of nobody of ours."""
    ours(actor, "Zq Văn Khuê", passport="C7000001")
    ours(actor, "Zq Thị Ngân", passport="C7000002")
    ours(actor, "Zq Đình Toàn", passport="C7000003", there=False)
    lost = ours(actor, "Zq Bảo Lộc", passport="C7000004")
    with eyes(actor):
        record_stay(
            actor,
            fresh(lost.cases.get()),
            kind="left",
            when=When(day=date(2025, 10, 23)),
            source="relative",
        )
    ours(actor, "Zq Quốc Vinh")
    passports = ["C7000001", "C7000002", "C7000002", "C7000003", "C7000004", "C7009999"]
    rows = [[f"Zq {number}", "", "", passport] for number, passport in enumerate(passports)]
    return compared(actor, a_list(actor, rows))
