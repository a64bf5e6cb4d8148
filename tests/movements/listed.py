"""An invented manifest as plain values."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from cases.core.partial import PartialDate
from cases.movements.manifests.page import ManifestEscort, ManifestLeg, ManifestPage, ManifestPerson

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Huỳnh", "Võ")
MIDDLE = ("Văn", "Thị", "Đức", "Ngọc", "Quốc")
GIVEN = ("Ướm", "Thuỷ", "Khuê", "Nghĩa", "Quỳnh", "Đạt", "Yến", "Thử", "Mẫu")


def person(position: int) -> ManifestPerson:
    """Return an invented person; numbers of documents begin with X."""
    family = FAMILY[position % len(FAMILY)]
    middle, given = MIDDLE[position % len(MIDDLE)], GIVEN[position % len(GIVEN)]
    return ManifestPerson(
        position=position,
        code=str(UUID(int=position, version=4)),
        name=f"{family} {middle} {given}",
        family_name=family,
        birth=PartialDate(date(1990 + position % 12, 1 + position % 12, 1 + position % 28), "day"),
        sex="f" if position % 3 == 0 else "m",
        nationality="VN",
        document_kind="travel_document",
        document_number=f"X{position:07d}",
        document_country="VN",
        document_expires="2026-10-31",
        single_use=True,
        ticket_number=f"999-{position:07d}",
        seat=f"{position}A",
        province_old="Hà Giang",
        province_new="Tuyên Quang",
    )


def manifest(count: int, **changes: object) -> ManifestPage:
    """Return a frozen manifest of so many people."""
    leg = ManifestLeg(
        number=1,
        mode="Bus",
        from_place="Mae Sot",
        to_place="Suvarnabhumi",
        departs_at=datetime(2025, 11, 4, 14, 0, tzinfo=UTC),
        departs_zone="Asia/Bangkok",
        arrives_at=None,
        arrives_zone="Asia/Bangkok",
        carrier="Xe Mẫu",
    )
    page = ManifestPage(
        movement="BKK-M-2025-0007",
        mission="Embassy of Viet Nam in Thailand",
        version=2,
        frozen_at=datetime(2025, 11, 3, 3, 0, tzinfo=UTC),
        digest="ab" * 32,
        zone="Asia/Bangkok",
        legs=(leg,),
        escorts=(ManifestEscort("Phạm Người Đi Cùng", "nurse", "Hospital of the example"),),
        people=tuple(person(number) for number in range(1, count + 1)),
    )
    return replace(page, **changes)  # type: ignore[arg-type]
