"""Lists that a border police, a militia and a helpers' organisation write, and the truth.

`people` draws a register, `strangers` people who are not on it, and `listed` a list of both in the
style of one body: its headings, its language, its merged cells, and what it does to names, births
and numbers. The weights and spellings are in `lists_of_others.toml`. All follows from the seed.
A row is kept with whom it means and how it was written, so that a test can say which kind fails.
What tells nothing more than a first name has a birth beside it: a row that no reader could place
(a first name and no age) is not drawn.
"""

import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any, Final

from openpyxl import Workbook

WORDS: Final[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
STYLES: Final = ("border_police", "militia", "helpers")
LISTED_ON: Final = date(2025, 11, 3)
BUDDHIST: Final = 543
THAI_MONTHS: Final = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
TOO_LITTLE: Final = frozenset({"given_only", "no_family", "thai", "burmese", "cut", "heard"})


@dataclass(frozen=True, slots=True)
class Person:
    """A person: the parts of the name in Vietnamese order, and what papers say of them."""

    key: str
    family: str
    middle: str
    given: str
    sex: str
    born: date
    province: str
    passport: str

    @property
    def full_name(self) -> str:
        return f"{self.family} {self.middle} {self.given}"


@dataclass(frozen=True, slots=True)
class Written:
    """A row as it stands in the list, whom it means, and how name and birth were written."""

    cells: tuple[str, ...]
    person: Person
    name: str
    birth: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: its title and headings, its rows, and the columns whose equal cells are merged."""

    style: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[Written, ...]
    merged: tuple[int, ...]

    def content(self) -> bytes:
        """Return the list as a workbook; equal cells below each other are merged."""
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for cells in ((self.title,), self.headings, *(row.cells for row in self.rows)):
            sheet.append(cells)
        for column in self.merged:
            below = 3
            for _text, same in groupby(row.cells[column] for row in self.rows):
                last = below + len(list(same)) - 1
                sheet.merge_cells(None, below, column + 1, last, column + 1)
                below = last + 1
        file = BytesIO()
        book.save(file)
        return file.getvalue()


def bare(text: str) -> str:
    """Return the text without marks, as machines in Thailand and Myanmar write it."""
    plain = text.replace("Đ", "D").replace("đ", "d")
    return "".join(
        letter
        for letter in unicodedata.normalize("NFD", plain)
        if not unicodedata.combining(letter)
    )


def drawn(draw: Random, weights: dict[str, Any]) -> str:
    """Return one of the keys by weight."""
    of = [value[0] if isinstance(value, list) else value for value in weights.values()]
    return draw.choices(list(weights), weights=of)[0]


def people(seed: int, count: int, prefix: str = "p") -> list[Person]:
    """Return people from 15 to 45 years; no two have the same name within two years of birth."""
    draw, found = Random(f"{seed}{prefix}"), []
    years: dict[str, list[int]] = {}
    while len(found) < count:
        sex = draw.choices("mf", weights=(65, 35))[0]
        born = date(1980, 1, 1) + timedelta(days=draw.randrange(30 * 365))
        person = Person(
            f"{prefix}{len(found)}",
            drawn(draw, WORDS["family"]),
            drawn(draw, WORDS[f"middle_{sex}"]),
            drawn(draw, WORDS[f"given_{sex}"]),
            sex,
            born,
            draw.choice(WORDS["provinces"]["of"]),
            f"{draw.choice('BCK')}{draw.randrange(10**7):07d}",
        )
        known = years.setdefault(bare(person.full_name), [])
        if all(abs(year - born.year) > 2 for year in known):
            known.append(born.year)
            found.append(person)
    return found


def listed(
    seed: int, style: str, known: Sequence[Person], unknown: Sequence[Person], doubled: int = 4
) -> Listed:
    """Return the list of a body: who is known, who is not, and some of the known twice."""
    draw = Random(f"{seed}{style}")
    order = [*known, *unknown, *draw.sample(list(known), doubled)]
    draw.shuffle(order)
    weights = WORDS[style]
    rows = []
    for number, person in enumerate(order, start=1):
        name = drawn(draw, weights["name"])
        birth = drawn(draw, weights["birth"])
        while birth == "none" and name in TOO_LITTLE:
            birth = drawn(draw, weights["birth"])
        paper = drawn(draw, weights["number"])
        cells = CELLS[style](draw, person, (name, birth, paper), number)
        rows.append(Written(tuple(cells), person, name, birth))
    return Listed(style, *HEADINGS[style], tuple(rows), MERGED[style])


def _slip(draw: Random, text: str) -> str:
    """Return the text with one letter left out, doubled, exchanged or replaced, not the first."""
    at = draw.randrange(1, len(text) - 1)
    if text[at] == " ":
        at += 1
    if at >= len(text) - 1:
        at -= 2
    kind = draw.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2 and " " not in text[at : at + 2]:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    near = {"a": "e", "n": "m", "u": "o", "h": "n", "o": "u", "i": "l", "g": "q", "t": "r"}
    letter = near.get(bare(text[at]).lower(), "e")
    return text[:at] + (letter.upper() if text[at].isupper() else letter) + text[at + 1 :]


def _sounds(person: Person, script: int) -> list[list[str]]:
    parts = (
        (person.family, "family"),
        (person.middle, f"middle_{person.sex}"),
        (person.given, f"given_{person.sex}"),
    )
    return [WORDS[table][part][script].split("|") for part, table in parts]


def _name(draw: Random, person: Person, kind: str) -> str:
    family, middle, given = person.family, person.middle, person.given
    full = person.full_name
    if kind == "slip":
        return _slip(draw, full)
    if kind == "heard":
        return " ".join(draw.choice(one) for one in _sounds(person, 3))
    if kind == "nicknamed":
        return f"{full} ({draw.choice(WORDS['nicknames']['of'])})"
    return {
        "given_first": f"{given} {middle} {family}",
        "joined": f"{family}{middle}{given}",
        "no_middle": f"{family} {given}",
        "no_family": f"{middle} {given}",
        "given_only": given,
        "initial": f"{family} {middle[0]}. {given}",
        "cut": full[: max(8, len(full) - 2)],
        "thai": " ".join(one[0] for one in _sounds(person, 1)),
        "burmese": " ".join(one[0] for one in _sounds(person, 2)),
    }.get(kind, full)


def _birth(draw: Random, person: Person, kind: str) -> tuple[str, str]:
    """Return the age and the birth as written; a body writes one of them."""
    born, off = person.born, draw.choice((-1, 1))
    age = LISTED_ON.year - born.year - ((LISTED_ON.month, LISTED_ON.day) < (born.month, born.day))
    if kind in ("age", "age_off"):
        return str(age if kind == "age" else age + off), ""
    return "", {
        "buddhist": f"{born.day} {THAI_MONTHS[born.month - 1]} {born.year + BUDDHIST}",
        "year": str(born.year),
        "year_off": str(born.year + off),
        "january": f"01/01/{born.year}",
        "day": f"{born:%d/%m/%Y}",
        "none": "",
    }[kind]


def _number(draw: Random, person: Person, kind: str) -> str:
    match kind:
        case "right":
            return person.passport
        case "slip":
            at = draw.randrange(1, 8)
            digit = str((int(person.passport[at]) + draw.randrange(1, 10)) % 10)
            return person.passport[:at] + digit + person.passport[at + 1 :]
        case _:
            return ""


def _border_police(
    draw: Random, person: Person, kinds: tuple[str, str, str], number: int
) -> list[str]:
    name, birth, paper = kinds
    written = _name(draw, person, name)
    if name not in ("thai", "marks"):
        written = bare(written).upper()
    if name == "titled":
        title = draw.choice(("MR. ", "นาย ") if person.sex == "m" else ("MISS ", "น.ส. "))
        written = title + written
    age, born = _birth(draw, person, birth)
    sex = "ช" if person.sex == "m" else "ญ"
    room = f"ห้อง {1 + number // 15}"
    return [
        str(number), written, sex, age, born, _number(draw, person, paper), "เวียดนาม", room,
    ]  # fmt: skip


def _militia(draw: Random, person: Person, kinds: tuple[str, str, str], number: int) -> list[str]:
    name, birth, paper = kinds
    written = _name(draw, person, name)
    if name != "burmese":
        written = bare(written)
        written = written.upper() if draw.random() < 0.5 else written.title()
    age, born = _birth(draw, person, birth)
    sex = "M" if person.sex == "m" else "F"
    return [
        str(number), written, age, born, sex, "Vietnam", _number(draw, person, paper),
        f"Building {chr(65 + number // 25)}",
    ]  # fmt: skip


def _helpers(draw: Random, person: Person, kinds: tuple[str, str, str], number: int) -> list[str]:
    name, birth, paper = kinds
    written = _name(draw, person, name)
    if name == "lower":
        written = bare(written).lower()
    if name == "called":
        called = ("anh ", "em ") if person.sex == "m" else ("chị ", "em ")
        written = draw.choice(called) + written
    age, born = _birth(draw, person, birth)
    sex = "Nam" if person.sex == "m" else "Nữ"
    return [
        str(number), written, sex, born, age, person.province, _number(draw, person, paper),
        "Việt Nam", f"Nhà tạm {1 + number // 20}",
    ]  # fmt: skip


CELLS: Final = {
    "border_police": _border_police,
    "militia": _militia,
    "helpers": _helpers,
}
HEADINGS: Final = {
    "border_police": (
        "บัญชีรายชื่อบุคคลสัญชาติเวียดนาม ณ วันที่ 3 พ.ย. 2568",
        ("ลำดับ", "ชื่อ-สกุล", "เพศ", "อายุ", "วันเดือนปีเกิด", "หนังสือเดินทาง", "สัญชาติ", "หมายเหตุ"),
    ),
    "militia": (
        "LIST OF VIETNAMESE PEOPLE 3.11.2025",
        ("No", "Name", "Age", "DOB", "Sex", "Nationality", "Passport No", "Remark"),
    ),
    "helpers": (
        "DANH SÁCH NGƯỜI VIỆT NAM CẦN HỖ TRỢ, 03/11/2025",
        (
            "STT", "Họ và tên", "Giới tính", "Năm sinh", "Tuổi", "Quê quán", "Số hộ chiếu",
            "Quốc tịch", "Ghi chú",
        ),
    ),
}  # fmt: skip
MERGED: Final = {"border_police": (6, 7), "militia": (5, 7), "helpers": (7, 8)}
