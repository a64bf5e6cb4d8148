"""Who acts: a member of staff at one posting, or the system itself."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal, Self
from zoneinfo import ZoneInfo

from cases.core.roles import FOLLOWING, GROUPS, PEOPLE, SIGHTS, operations_of, sights_of
from cases.core.scopes import rights_within, sights_within
from cases.core.text import in_reader_words

PROOF_LASTS = timedelta(minutes=5)
"""How long after proving who one is the gravest acts are open."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The eyes and hands of one request, job or command.

    `mission_id` is the mission of the posting; 0 for the system, which sees as headquarters, and
    for an administrator, who sees no case. `proved_at`: when this session last proved who it is,
    by password and second factor; a token never has. `scopes` narrow the role of a token; None:
    nothing does. `token_id`: the token by which it acts; None in a session.
    """

    kind: Literal["staff", "system"]
    name: str
    staff_id: int | None = None
    posting_id: int | None = None
    mission_id: int = 0
    mission_code: str = ""
    mission_names: tuple[str, str, str] = ("", "", "")
    role: str = ""
    is_headquarters: bool = False
    is_reception: bool = False
    zone: str = "UTC"
    mission_zone: str = "UTC"
    proved_at: datetime | None = None
    scopes: frozenset[str] | None = None
    token_id: int | None = None

    @property
    def whole(self) -> Self:
        """The same without scopes: what the role alone lets do and see."""
        return replace(self, scopes=None)

    @property
    def clock(self) -> ZoneInfo:
        """The zone in which this actor reads and writes times."""
        return ZoneInfo(self.zone)

    def office_day(self, moment: datetime) -> date:
        """Return the day of a moment at the mission, by which it numbers what it issues.

        Who acts may have chosen another zone to read times in.
        """
        return moment.astimezone(ZoneInfo(self.mission_zone)).date()

    @property
    def mission_label(self) -> str:
        """The mission's name in the reader's language, else in English."""
        return in_reader_words(*self.mission_names)

    def has_proved(self, now: datetime) -> bool:
        """Return whether who acts was proved a moment ago."""
        if self.kind == "system":
            return True
        return self.proved_at is not None and now - self.proved_at < PROOF_LASTS

    def may(self, permission: str) -> bool:
        """Return whether the role file grants `permission` to this actor's role, and its scopes."""
        if self.kind == "system":
            return True
        if self.scopes is not None and permission not in rights_within(self.scopes):
            return False
        return permission in operations_of(self.role)

    @property
    def sights(self) -> frozenset[str]:
        """The words of what this actor looks at: those of the role; everything for the system.

        Scopes leave what they name. A group without people would be nothing to see.
        """
        if self.kind == "system":
            return SIGHTS | GROUPS | frozenset(FOLLOWING.values())
        seen = sights_of(self.role)
        if self.scopes is None:
            return seen
        seen &= sights_within(self.scopes)
        return seen if PEOPLE in seen else seen & SIGHTS

    def sees(self, word: str) -> bool:
        """Return whether the role looks at what `word` names."""
        return word in self.sights

    @property
    def sees_all(self) -> bool:
        """Whether every person and case is in sight: headquarters, for a role that sees people."""
        return self.is_headquarters and self.sees(PEOPLE)

    @property
    def sees_at(self) -> int:
        """The mission whose people and cases are in sight; 0, which no mission has, for none."""
        return self.mission_id if self.sees(PEOPLE) else 0


SYSTEM = Actor(kind="system", name="system", is_headquarters=True)
