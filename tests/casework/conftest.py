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
def desk():
    """A case officer of one mission, with its eyes."""
    from cases.core.context import eyes  # noqa: PLC0415 - models are not loaded yet above
    from tests.factories import officer  # noqa: PLC0415

    actor = officer()
    with eyes(actor):
        yield actor


@pytest.fixture
def two(desk):
    """Two files of one person at one mission."""
    from tests.casework.linking import a_file  # noqa: PLC0415

    return a_file(desk), a_file(desk)
