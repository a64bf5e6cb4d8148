"""The two ledgers under any operations in any order, beside a model that never copies a row."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.ledger.machine import LedgerMachine

pytestmark = pytest.mark.django_db

STEPS = 25


def test_both_ledgers_say_what_the_model_says():
    """The suite tries the same histories each time; others are tried by `make audit`."""
    examples = max(10, settings.default.max_examples // 2)
    run_state_machine_as_test(
        LedgerMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=settings.get_current_profile_name() == "suite",
            suppress_health_check=list(HealthCheck),
        ),
    )
