"""What tests of casework share."""

import pytest

from cases.core.notices import tell


@pytest.fixture
def told(monkeypatch):
    """What missions are told, as (kind, mission)."""
    found = []

    def note(kind, **said):
        found.append((kind, said["mission_id"]))
        return tell(kind, **said)

    monkeypatch.setattr("cases.casework.telling.tell", note)
    return found
