"""A mission with a full work list, an incident and a directive: the pages that are measured."""

from dataclasses import dataclass
from datetime import date

from django.test import Client
from django.urls import reverse

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.missions.models import Staff
from tests.factories import officer
from tests.incidents.orders import a_directive
from tests.publishing.course import a_report, at, crossed, day
from tests.register import a_case, a_citizen
from tests.world import references

FAMILIES = ("Nguyễn", "Trần", "Phạm Hoàng", "Công Tằng Tôn Nữ", "Lê", "Huỳnh", "Đỗ", "Vũ Ngọc")
MIDDLES = ("Thị Bích", "Văn", "Đức", "Thuỳ", "Hữu", "Quang", "Hoài Thương")
GIVEN = ("Khuê", "Sương", "Lạng", "Trúc", "Thước", "Giang", "Khoan", "Loan", "Ân")
FULL_PAGE = 52


@dataclass(frozen=True)
class Desk:
    """Who works here, and the case that is looked at."""

    actor: Actor
    case: Case

    def addresses(self) -> dict[str, str]:
        """The pages that carry the day, by what they are."""
        incident = reverse("incident_detail", args=["2025-10-myawaddy"])
        return {
            "worklist": reverse("worklist"),
            "case": reverse("case_detail", args=[self.case.reference]),
            "incident": f"{incident}?as_of_day=2025-10-22&known_at_day=2025-10-22",
            "intake": reverse("case_new"),
        }

    def every_page(self) -> dict[str, str]:
        """Those, and what stands around them."""
        case = reverse("case_detail", args=[self.case.reference])
        return self.addresses() | {
            "today": reverse("home"),
            "find": reverse("find"),
            "board": reverse("board"),
            "history": f"{case}history/",
            "crossing": f"{case}record-crossing/",
            "directives": reverse("directive_list"),
            "notices": reverse("notice_list"),
            "playbooks": reverse("playbook_list"),
            "calendar": reverse("calendar"),
            "profile": reverse("profile"),
            "tokens": reverse("token_list"),
            "help": reverse("role_help"),
        }

    def cookie(self) -> str:
        """The session of the officer."""
        client = Client()
        client.force_login(Staff.objects.get(pk=self.actor.staff_id))
        return client.cookies["sessionid"].value


def name_of(number: int) -> str:
    """A name that no other case has, as long as names are."""
    words = (FAMILIES[number % 8], MIDDLES[number % 7], GIVEN[number % 9])
    return " ".join(words)


def a_desk(cases: int = FULL_PAGE) -> Desk:
    """Cases with crossings, places and officers, as many as a page of the work list holds."""
    references()
    actor = officer()
    a_directive(due_on=date(2025, 11, 20))
    a_report()
    with eyes(actor):
        made = [
            a_case(actor, a_citizen(actor, full_name=name_of(n), sex="f" if n % 2 else "m"))
            for n in range(cases)
        ]
        for number, case in enumerate(made):
            if number % 3 == 0:
                crossed(actor, case, at(22), day(21))
    return Desk(actor, made[0])
