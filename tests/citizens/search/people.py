"""A small register of invented people, some of them much alike, and searching it."""

from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.citizens.operations import (
    add_contact_point,
    add_identity_document,
    add_name,
    add_relative,
)
from cases.citizens.search.people import search
from cases.core import present
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.partial import PartialDate
from tests.factories import ProvinceFactory, officer
from tests.register import a_case, a_citizen

PEOPLE = (
    ("Nguyễn Văn Hùng", "1990-02-03", "C1403921"),
    ("Nguyễn Văn Dũng", "1990-08-21", "C2958310"),
    ("Nguyễn Thị Hương", "1992-07-11", "C3671204"),
    ("Trần Thị Hoa", "1995-04-08", "C4820375"),
    ("Trần Văn Quang", "1988-01-09", "C5139468"),
    ("Lê Thị Hồng", "1999-09-02", "C6094817"),
    ("Phạm Minh Tuấn", "1997-10-12", "C7215680"),
    ("Hoàng Thị Hằng", "1992-03-05", "C8347052"),
    ("Vũ Đức Cảnh", "1985-12-06", "C9560143"),
    ("Đặng Quốc Phúc", "2001-06-04", "C2083796"),
)
OF_TWO_WORDS = ("Nguyen Thu Y", "1998-04-03", "C1726354")
HEARD_AS_ONE = "Nguyễn Thùy Linh Anh"
"""Where `Thùy` is `Thu Y`, and more words are left: names that are hardest to lay side by side."""


def person(actor: Actor, name: str, birth: str = "", number: str = "", **values) -> Citizen:
    """Register somebody with a passport, a phone, a mother and an alias where they are given."""
    alias, phone, mother = (values.pop(key, "") for key in ("alias", "phone", "mother"))
    with eyes(actor):
        born = PartialDate.parse(birth) if birth else None
        citizen = a_citizen(actor, full_name=name, birth=born, **values)
        if number:
            add_identity_document(
                actor, citizen, kind="passport", number=number, status="with_holder"
            )
        if alias:
            add_name(actor, citizen, kind="list", value=alias)
        if phone:
            add_contact_point(actor, citizen, kind="phone", value=phone)
        if mother:
            add_relative(actor, citizen, full_name=mother, relation="mother")
    return citizen


def registered() -> Actor:
    """Return an officer whose mission has registered all people of the list."""
    actor = officer()
    for row in PEOPLE:
        person(actor, *row)
    return actor


def with_case(actor: Actor, name: str, *values: str, **more) -> Case:
    """Register somebody and open a case."""
    citizen = person(actor, name, *values, **more)
    with eyes(actor):
        return a_case(actor, citizen)


def province(name: str, code: str):
    """Return a province."""
    return ProvinceFactory(code=code, name=name)


def matches(actor: Actor, words: str):
    """Return whom the words mean."""
    with eyes(actor):
        return search(actor, words, present.now().astimezone(actor.clock).date())


def names(actor: Actor, words: str) -> list[str]:
    """Return the names of whom the words mean, the likeliest first."""
    return [match.citizen["full_name"] for match in matches(actor, words)]
