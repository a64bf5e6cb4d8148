"""Which PostgreSQL a start accepts."""

import pytest

from consular.postgres import version
from consular.postgres.binaries import PostgresError


class Connection:
    """Stands for a server of another version."""

    def __init__(self, server_version: int) -> None:
        self.server_version = server_version

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("number", "is_known"), [(160009, False), (170000, True), (180006, True), (190000, False)]
)
def test_seventeen_and_eighteen_are_known(number: int, is_known: bool):
    assert version.is_known(number) is is_known


def test_an_old_server_stops_the_start_with_a_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(version.psycopg2, "connect", lambda *_, **__: Connection(150004))

    with pytest.raises(PostgresError, match=r"PostgreSQL 17 or 18 is needed.* version 15"):
        version.refuse_wrong_version("postgresql://app@db.example/consular")
