"""Courses that work on the steps of playbooks, which the same seeds bring."""

import pytest

from cases.casework.models import Case, StepResult
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from tests.seeding.folder import PEOPLE, faults, line_of, seed, write_seeds
from tests.seeding.test_procedures import CATALOGUE, PLAYBOOK, write

pytestmark = pytest.mark.django_db

FIRST = PEOPLE[: PEOPLE.index('[[person]]\nkey = "P2"')]
OPENED = 'open = { playbook = "asking.1", '
EVENT = """
[[person.event]]
at = "2025-10-24T09:00:00+07:00"
operation = "complete_step"
args = { step = "ask", result = { asked_on = "2025-10-24" } }
"""


@pytest.fixture
def folder(seeds):
    """The small set with a catalogue and a playbook; a test writes the course."""
    write(seeds)

    def course(text: str) -> None:
        write_seeds(seeds, people_toml=text)

    return course


def on_the_playbook(event: str = EVENT) -> str:
    return FIRST.replace("open = { ", OPENED) + event


def test_a_case_is_opened_on_a_playbook_of_the_same_seeds(folder):
    folder(on_the_playbook())

    seed()

    with eyes(SYSTEM):
        assert Case.objects.get().playbook.reference == "asking.1"


def test_a_step_is_done_at_the_moment_of_its_event(folder):
    folder(on_the_playbook())

    seed()

    with eyes(SYSTEM):
        result = StepResult.objects.get()
        assert result.values == {"asked_on": "2025-10-24"}
        assert result.recorded_at.isoformat() == "2025-10-24T02:00:00+00:00"


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ('step = "ask"', 'step = "aks"', 'step names no step of a playbook: "aks"'),
        ('asked_on = "2025-10-24"', 'asked_on = "soon"', "This is not a day."),
        ("asked_on =", "asked =", "result.asked is not known here."),
        ('"complete_step"', '"finish_step"', 'operation names nothing done on a case: "finish'),
    ],
)
def test_a_fault_of_a_step_names_its_line_before_anything_is_written(
    folder, right, wrong, sentence
):
    text = on_the_playbook(EVENT.replace(right, wrong))
    folder(text)

    found = faults()

    line = f"seeds/scenario/flood/people.toml:{line_of(text, wrong)}: "
    assert any(fault.startswith(line) and sentence in fault for fault in found), found
    with eyes(SYSTEM):
        assert not Case.objects.exists()


def test_a_playbook_nobody_knows_is_a_fault(folder):
    folder(on_the_playbook().replace("asking.1", "asking.2"))

    assert any('playbook names no playbook: "asking.2"' in fault for fault in faults())


def test_what_the_file_says_of_a_result_counts_before_what_is_stored(folder, seeds):
    folder(on_the_playbook(""))
    seed()
    asked_of = '\n    { name = "asked_of", kind = "text", label = "Asked of", max_length = 20 },\n]'
    write(seeds, CATALOGUE.replace("\n]", asked_of, 1), PLAYBOOK)
    folder(on_the_playbook(EVENT.replace('"2025-10-24" }', '"2025-10-24", asked_of = "Them" }')))

    assert "P1 has changed in the seeds" in seed()
