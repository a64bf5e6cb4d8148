"""Reading the accounts of staff, for administrators, and the own sessions."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from cases.accounts.factors import has_factor
from cases.accounts.models import ADMINISTER, StaffSession
from cases.accounts.policies import allow_accounts
from cases.accounts.queries import open_sessions, posted, postings_of, sessions_of_account
from cases.accounts.serializers import SESSION, STAFF, STAFF_ROW, posting_out
from cases.core.actor import Actor
from cases.core.api import RowsView, RowView, key_of
from cases.core.listing import Filter, bad_filter, choice_filter, flag_filter, seen_row
from cases.core.offered import actions_on
from cases.core.registry import RESOURCES
from cases.core.shapes import TEXT
from cases.missions.choices import Role, StaffKind
from cases.missions.models import Mission, Staff


def by_role(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to who has a role today."""
    if value not in Role.values:
        raise bad_filter("role", Role.values)
    return query.filter(pk__in=posted(actor, role=value))


def by_mission(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to who is posted at a mission today."""
    mission = seen_row("mission", Mission, "code", value, actor)
    return query.filter(pk__in=posted(actor, mission=mission))


class StaffList(RowsView):
    """Accounts of staff by user name; for administrators."""

    sees = ""
    model = Staff
    shape = STAFF_ROW
    order = ("username",)
    filters = (
        flag_filter("is_active", Q(is_active=True), "Whether the account is open."),
        choice_filter("kind", "kind", StaffKind, "A person, or another system."),
        Filter("role", "Who has this role today.", Role, by_role),
        Filter("mission", "Code of the mission where somebody is posted today.", TEXT, by_mission),
    )

    @classmethod
    def is_for(cls, actor: Actor) -> bool:
        return actor.may(ADMINISTER)

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return all accounts, to who gives them."""
        allow_accounts(self.actor)
        return super().rows(**where)


class StaffDetail(RowView):
    """One account with its postings; for administrators."""

    sees = ""
    resource = "staff"
    shape = STAFF

    def get(self, request: Request, **where: str) -> Response:
        """Return the account, to who gives them."""
        allow_accounts(self.actor)
        return super().get(request, **where)

    def more(self, row: Any) -> dict[str, Any]:
        """Return second factor, postings, the newest first, and what can be done."""
        return {
            "has_second_factor": has_factor(row),
            "postings": [posting_out(posting) for posting in postings_of(self.actor, row)],
            "actions": actions_on(self.actor, "staff", row.username, row),
        }


class StaffSessions(RowsView):
    """The open sessions of an account, oldest first; for administrators, who may end them."""

    sees = ""
    model = StaffSession
    shape = SESSION
    order = ("started_at", "uuid")

    @classmethod
    def is_for(cls, actor: Actor) -> bool:
        return actor.may(ADMINISTER)

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return those that are neither ended nor over, to who gives accounts."""
        staff = RESOURCES["staff"].find(self.actor, key_of(where))
        return sessions_of_account(self.actor, staff, timezone.now())


class SessionList(RowsView):
    """The caller's own open sessions, oldest first; from where a person works is for no program."""

    sees = ""
    model = StaffSession
    shape = SESSION
    order = ("started_at", "uuid")

    @classmethod
    def is_for(cls, actor: Actor) -> bool:
        return actor.scopes is None

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return those that are neither ended nor over."""
        return open_sessions(self.actor, timezone.now())
