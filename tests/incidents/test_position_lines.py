"""Position lines: added by one, approved by another, withdrawn; told by briefings as they are."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from cases.briefings.models import Briefing
from cases.briefings.position_lines import offered_lines, told_in
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.incidents.models import PositionLine
from cases.incidents.operations import (
    add_position_line,
    approve_position_line,
    withdraw_position_line,
)
from tests.briefings.drafts import at_headquarters
from tests.factories import IncidentFactory, head, headquarters
from tests.refusals import refused, refused_to
from tests.register import fresh
from tests.world_briefings import lead

pytestmark = pytest.mark.django_db
DAY = date(2025, 11, 6)


def a_line(actor: Actor | None = None, **values) -> PositionLine:
    """Return a line that headquarters added."""
    writer = actor or headquarters()
    said = {
        "incident": IncidentFactory(),
        "text": "The embassies are at work.",
        "text_vi": "Các Đại sứ quán đang làm việc.",
        "text_fr": "Les ambassades sont à l’œuvre.",
        "source_name": "Invented gazette",
        "stated_on": DAY,
    }
    with eyes(writer):
        return add_position_line(writer, **said | values)


def approved(line: PositionLine) -> PositionLine:
    """Let another one at headquarters approve a line."""
    with eyes(lead()) as other:
        return approve_position_line(other, line)


def test_another_than_the_writer_approves_it():
    line = approved(a_line())

    assert line.is_approved
    assert line.approved_by != line.written_by
    assert line.valid_from == DAY


def test_the_writer_does_not():
    writer = lead()
    line = a_line(writer)

    assert refused_to(approve_position_line, writer, line) == (403, "own_position_line")
    with (
        eyes(writer),
        transaction.atomic(),
        pytest.raises(DatabaseError, match="approved_by_another"),
    ):
        PositionLine.objects.filter(pk=line.pk).update(
            approved_at=line.recorded_at, approved_by_id=writer.staff_id
        )


def test_a_mission_reads_what_was_approved_and_keeps_none():
    a_line()
    told = approved(a_line(text="Both embassies are at work."))

    with eyes(head()) as actor:
        assert [row.pk for row in PositionLine.objects.visible_to(actor)] == [told.pk]
        assert [row.pk for row in PositionLine.objects.all()] == [told.pk]
        assert refused(withdraw_position_line, actor, told, reason="Mine.") == (403, "not_allowed")


def test_who_reads_no_figures_reads_no_line_by_any_statement():
    approved(a_line())

    with eyes(at_headquarters("auditor")) as actor:
        assert not PositionLine.objects.visible_to(actor).exists()
        assert not PositionLine.objects.exists()


def test_it_is_approved_once_and_withdrawn_once():
    line = approved(a_line())

    with eyes(lead()) as actor:
        again = refused(approve_position_line, actor, fresh(line))
        withdraw_position_line(actor, fresh(line), reason="Said otherwise since.")
        twice = refused(withdraw_position_line, actor, fresh(line), reason="Again.")

    assert again == (409, "position_line_approved")
    assert twice == (409, "position_line_withdrawn")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"stated_on": date(2100, 1, 1)}, "stated_in_the_future"),
        ({"valid_until": date(2025, 11, 5)}, "positionline_valid_forwards"),
        ({"source_url": "javascript:alert(1)"}, "no_address"),
    ],
)
def test_what_cannot_be_is_refused(values, code):
    assert refused(a_line, **values) == (422, code)


def a_draft(drafted_at) -> Briefing:
    """Return a briefing as far as lines ask for it."""
    return Briefing(
        incident=IncidentFactory(), zone="Asia/Bangkok", as_of=drafted_at, drafted_at=drafted_at
    )


def test_a_briefing_is_offered_what_is_approved_and_valid():
    told = approved(a_line(valid_until=date(2100, 1, 1)))
    over = approved(a_line(valid_until=DAY, text="It was so."))
    a_line(text="Nobody has approved it.")
    gone = approved(a_line(text="It is no more."))
    with eyes(headquarters()) as actor:
        withdraw_position_line(actor, fresh(gone), reason="Over.")

        offered = list(offered_lines(actor, a_draft(told.recorded_at)))

    assert offered == [told]
    assert over not in offered


def test_a_sheet_tells_a_line_with_its_source_in_its_language():
    line = a_line()

    assert told_in([line], "fr") == (
        "Les ambassades sont à l’œuvre. (Invented gazette, 06/11/2025)"
    )
