"""Copies of the register as another system keeps them, by asking what changed."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.test import Client

from cases.core.actor import Actor
from tests.api.calls import caller

ROOT: Final = "/api/v1/"
KEYS: Final = {
    "cases": "reference",
    "citizens": "uuid",
    "crossings": "uuid",
    "stays": "uuid",
    "transitions": "uuid",
    "steps": "uuid",
    "inquiries": "uuid",
    "clocks": "uuid",
}
GONE: Final = {"cases": "reference", "citizens": "uuid", "crossings": "record", "stays": "record"}
"""What an entry of `gone` names; of other lists the case."""
LONG_AGO: Final = f"{datetime.now(UTC) - timedelta(days=600):%Y-%m-%dT%H:%M:%SZ}"


def answered(client: Client, address: str, given: dict[str, Any] | None = None) -> Any:
    """Return what an address answers."""
    answer = client.get(address, given)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def whole(client: Client, name: str) -> dict[str, Any]:
    """Return a list read from its beginning to its end."""
    address, rows = f"{ROOT}{name}/", {}
    while address:
        page = answered(client, address)
        rows |= {row[KEYS[name]]: row for row in page["results"]}
        address = page["next"]
    return rows


class Copy:
    """The copy that one reader keeps of one list."""

    def __init__(self, reader: Actor, name: str, limit: int = 7) -> None:
        self.client, self.name, self.limit = caller(reader), name, limit
        self.since, self.rows = LONG_AGO, {}
        self.sent: list[str] = []

    def catch_up(self) -> None:
        """Ask what changed since the last time, and take it over."""
        given = {"updated_since": self.since, "limit": self.limit}
        page = answered(self.client, f"{ROOT}{self.name}/", given)
        self.sent = []
        while True:
            self.take(page)
            if page["next"] is None:
                break
            page = answered(self.client, page["next"])
        self.since = page["synced_until"]

    def take(self, page: Any) -> None:
        """Take over one page: what is there now, and what is gone."""
        named = GONE.get(self.name, "case")
        for row in page["gone"]:
            self.rows = {key: kept for key, kept in self.rows.items() if kept[named] != row[named]}
        for row in page["results"]:
            self.rows[row[KEYS[self.name]]] = row
            self.sent.append(row[KEYS[self.name]])

    def shown(self) -> dict[str, Any]:
        """Return what the list shows of it: each person once."""
        if self.name != "citizens":
            return self.rows
        return {key: row for key, row in self.rows.items() if row["same_person"] is None}

    def is_true(self) -> bool:
        """Whether it is what a full reading gives."""
        return self.shown() == whole(self.client, self.name)
