"""The conditions that the playbooks of this repository name, for tests that load them.

A name that a feature has registered is left as it is.
"""

import pytest

from cases.core.conditions import CONDITIONS, Condition

NAMES = (
    "documents_last",
    "has_contact_way",
    "identity_confirmed",
    "is_in_myanmar",
    "is_in_thailand",
    "is_minor",
    "journey_planned",
    "playbook_fits_place",
    "whereabouts_known",
)


@pytest.fixture(scope="session", autouse=True)
def conditions_of_playbooks() -> None:
    """Register what is not registered yet."""
    for name in NAMES:
        CONDITIONS.setdefault(name, Condition(name, name, "mission", lambda case: True))
