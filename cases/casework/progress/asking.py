"""What the gates say to an act, and what a fact went past."""

from datetime import datetime

from django.utils.translation import gettext as _

from cases.casework.consent import is_wish_against
from cases.casework.models import Case
from cases.casework.progress.file import File, load
from cases.casework.progress.gates import Missing
from cases.casework.progress.moments import iso_of_body
from cases.casework.progress.telling import missing_words
from cases.casework.progress.ticking import Calendars
from cases.casework.states import ORDER
from cases.core.errors import Problem, Refused

CLOSED = "gate_closed"


def check_gate(case: Case, stage: str, now: datetime) -> list[File]:
    """Raise 422 with everything that is missing before `stage` may be entered, and with whom.

    Returns the file that was read, none for a case without a playbook: before that one stands
    nothing but the word of the person.
    """
    if case.playbook_id is None and not is_wish_against(case, stage):
        return []
    (file,) = load([case])
    missing = file.missing(stage, now)
    if missing:
        raise refusal_of(file, missing, now)
    return [file]


def refusal_of(file: File, missing: list[Missing], now: datetime) -> Refused:
    """Return the 422 of a closed gate: one sentence for each thing that is missing."""
    calendars = Calendars()
    sentences = [missing_words(item, file, now, calendars) for item in missing]
    return Refused(
        _("Not yet: %(missing)s") % {"missing": " ".join(sentences)},
        CLOSED,
        422,
        problems=[Problem("", CLOSED, sentence) for sentence in sentences],
        extra={
            "missing": [
                {
                    "step": item.step.code if item.step else None,
                    "condition": item.condition or None,
                    "kind": str(item.kind),
                    "must_act": str(item.body),
                    "since": iso_of_body(item.since.first, item.since.last, file.zone),
                }
                for item in missing
            ]
        },
    )


def passed_gates(case: Case, stage_before: str, stage: str, moment: datetime) -> list[str]:
    """Return what the gates between two stages still ask for, when a fact goes past them."""
    if case.playbook_id is None or not stage_before or stage not in ORDER:
        return []
    (file,) = load([case])
    return passed_in(file, stage_before, stage, moment)


def passed_in(file: File, stage_before: str, stage: str, moment: datetime) -> list[str]:
    """Return what the gates between two stages still ask for, of a file that was read."""
    way = ORDER[ORDER.index(stage_before) + 1 : ORDER.index(stage) + 1]
    names = [
        item.step.code if item.step else item.condition
        for reached in way
        if reached != "closed"
        for item in file.missing(reached, moment)
    ]
    return list(dict.fromkeys(names))
