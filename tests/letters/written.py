"""People and cases about whom letters can be written, and their letters."""

from datetime import date
from typing import Any

from cases.casework.models import Case
from cases.casework.operations import complete_step, record_stay
from cases.core.actor import Actor
from cases.core.facts import When
from cases.core.partial import PartialDate
from cases.letters.models import Letter, LetterContent
from cases.letters.operations import issue_letter, send_letter
from cases.letters.press.child import read_back
from cases.procedures.models import Playbook
from tests.casework.playbooks import a_playbook, a_procedure
from tests.factories import AuthorityFactory, ProvinceFactory
from tests.files.kept import a_photo
from tests.register import a_case, a_citizen, fresh

OPENED = When(day=date(2025, 10, 20))
NAME = "Nguyễn Thị Thử Ưỡng"
STEPS = (
    ("identity-verification", "identity", "immigration_department", ()),
    ("consular-access", "host_law", "host_authority", ()),
    ("funding-decision", "funding", "mission", ()),
)


def bodies() -> None:
    """Make the bodies to which letters go."""
    AuthorityFactory(
        code="vn-mps-immigration",
        name="Immigration Department",
        name_vi="Cục Quản lý xuất nhập cảnh",
        country="VN",
        kind="immigration",
    )
    AuthorityFactory(
        code="th-mfa",
        name="Ministry of Foreign Affairs of the Kingdom of Thailand",
        name_local="กระทรวงการต่างประเทศ",
        country="TH",
        kind="ministry",
    )


def a_ready_case(actor: Actor, **values: Any) -> Case:
    """Return a case about which every value of VB02 is on record, its step open."""
    bodies()
    if not Playbook.objects.filter(code="letters").exists():
        a_procedure(
            "funding-decision",
            track="funding",
            result_fields=[{"name": "estimate", "kind": "money", "label": "Estimate"}],
        )
        a_playbook("letters", steps=STEPS, gates={})
    person = {
        "full_name": NAME,
        "sex": "f",
        "birth": PartialDate(date(1998, 4, 12), "day"),
        "origin_province": ProvinceFactory(),
    }
    return a_case(actor, a_citizen(actor, **(person | values)), reported=OPENED)


def at_a_place(actor: Actor, case: Case) -> Case:
    """Return the case of somebody who is known to be in Thailand."""
    record_stay(actor, case, kind="at", country="TH", when=OPENED, source="relative")
    return fresh(case)


def a_letter(actor: Actor, case: Case | None = None, letter: str = "vb02", **said: Any) -> Letter:
    """Return an issued letter."""
    return issue_letter(actor, fresh(case or a_ready_case(actor)), letter=letter, **said)


def sent(actor: Actor, letter: Letter, width: int = 640) -> Letter:
    """Return the letter, sent with its signed copy; no two letters of a case have the same."""
    send_letter(actor, fresh(letter), file=a_photo(size=(width, 480)))
    return fresh(letter)


def read(letter: Letter) -> str:
    """Return what the file of a letter says, line breaks as blanks."""
    pdf = bytes(LetterContent.objects.get(letter=letter).pdf)
    text, _pages = read_back(pdf)
    return " ".join(text.split())


def with_estimate(actor: Actor, case: Case) -> Case:
    """Return the case with a step that is done and says what the journey costs."""
    step = case.steps.get(code="funding-decision")
    result = {"estimate": {"amount": "1500.00", "currency": "USD"}}
    complete_step(actor, fresh(case), step=step, result=result)
    return fresh(case)
