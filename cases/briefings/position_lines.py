"""Position lines in a briefing: which are offered, and how each is told in a language."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.briefings.choices import SheetLanguage
from cases.briefings.models import Briefing
from cases.core.actor import Actor
from cases.core.errors import Problem, Refused, invalid, wrong_state
from cases.incidents.models import PositionLine, PositionLineQuerySet

LACKS_LANGUAGE = _(
    "“%(line)s” is not there in each language: %(missing)s. A briefing goes out in three."
)
GONE = _("A position line in it was withdrawn meanwhile. Write the free sentences anew without it.")


def offered_lines(actor: Actor, briefing: Briefing) -> PositionLineQuerySet:
    """Return the lines that a briefing may tell: approved, and valid when it was drafted."""
    day = briefing.drafted_at.astimezone(ZoneInfo(briefing.zone)).date()
    lines = PositionLine.objects.visible_to(actor).standing()
    return lines.filter(incident=briefing.incident_id).valid_on(day)


def refusal_of_languages(lines: Sequence[PositionLine]) -> Refused | None:
    """Return the 422 that names the lines which lack a language of the sheets."""
    problems = []
    for line in lines:
        missing = [code for code in SheetLanguage.values if code not in line.by_language]
        if missing:
            said = {"line": str(line), "missing": ", ".join(missing)}
            problems.append(Problem("positions", "language_missing", LACKS_LANGUAGE % said))
    return invalid(problems) if problems else None


def told_in(lines: Sequence[PositionLine], language: str) -> str:
    """Return the lines as a sheet tells them: each with who has said it and when."""
    with translation.override(language):
        return "\n".join(
            f"{line.by_language[language]} ({line.source_name}, "
            f"{date_format(line.stated_on, 'DATE_FORMAT')})"
            for line in lines
        )


def refuse_withdrawn_lines(actor: Actor, briefing: Briefing) -> Refused | None:
    """Return the 409 of a briefing that tells a line which was withdrawn since."""
    if not briefing.positions:
        return None
    lines = PositionLine.objects.visible_to(actor).standing()
    if lines.filter(uuid__in=briefing.positions).count() == len(briefing.positions):
        return None
    return wrong_state(GONE, "position_line_withdrawn")
