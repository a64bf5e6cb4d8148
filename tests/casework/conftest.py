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


@pytest.fixture
def two(desk):
    """Two files of one person at one mission."""
    from tests.casework.linking import a_file  # noqa: PLC0415 - models are not loaded yet above

    return a_file(desk), a_file(desk)


@pytest.fixture
def gate():
    """An officer of a reception point."""
    from tests.world_reception import at_gate  # noqa: PLC0415 - the same

    return at_gate()


@pytest.fixture
def namesakes(desk):
    """Two records of which nothing but the name is known."""
    from tests.register import a_citizen  # noqa: PLC0415 - the same

    return [a_citizen(desk, full_name="Lê Thị Thử") for _one in range(2)]
