"""What a manifest says, as plain values: no row, no query, nothing that could change later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.citizens.choices import Sex
from cases.core.partial import PartialDate


@dataclass(frozen=True, slots=True)
class ManifestLeg:
    """One leg as it is printed: moments are aware, zones those of the two places."""

    number: int
    mode: str
    from_place: str
    to_place: str
    departs_at: datetime | None
    departs_zone: str
    arrives_at: datetime | None
    arrives_zone: str
    carrier: str = ""


@dataclass(frozen=True, slots=True)
class ManifestEscort:
    """Who goes along: name, what for and of which body."""

    name: str
    function: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class ManifestPerson:
    """One line: the person as the document names her; `code` is random and says nothing of her.

    `guardian` is the line of whoever is responsible for a minor, 0 for none.
    """

    position: int
    code: str
    name: str
    family_name: str = ""
    birth: PartialDate | None = None
    sex: str = Sex.UNKNOWN
    nationality: str = ""
    document_kind: str = ""
    document_number: str = ""
    document_country: str = ""
    document_expires: str = ""
    single_use: bool = False
    ticket_name: str = ""
    ticket_number: str = ""
    seat: str = ""
    province_old: str = ""
    province_new: str = ""
    guardian: int = 0
    is_minor: bool = False
    legs: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many people; a minor is counted as one whatever the sex, so the four add up to `all`."""

    men: int
    women: int
    minors: int
    unknown: int

    @property
    def all(self) -> int:
        """Everybody."""
        return self.men + self.women + self.minors + self.unknown


@dataclass(frozen=True, slots=True)
class ManifestPage:
    """A version of a manifest. Number 0 is a draft, which no host or carrier may be given."""

    movement: str
    mission: str
    version: int
    frozen_at: datetime | None
    digest: str
    zone: str
    legs: Sequence[ManifestLeg]
    escorts: Sequence[ManifestEscort]
    people: Sequence[ManifestPerson]

    @property
    def is_draft(self) -> bool:
        """Whether nobody has frozen it."""
        return self.version == 0

    @property
    def totals(self) -> Totals:
        """Men, women, minors, and those whose sex no document says or says as another one."""
        grown = [row.sex for row in self.people if not row.is_minor]
        men, women = grown.count(Sex.MALE), grown.count(Sex.FEMALE)
        minors = sum(row.is_minor for row in self.people)
        return Totals(men, women, minors, len(grown) - men - women)
