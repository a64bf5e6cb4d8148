"""Reading changes to administrators, for who gives accounts."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from cases.accounts.administrators.policies import RESOURCE
from cases.accounts.administrators.queries import by_clock
from cases.accounts.administrators.serializers import CHANGE, CHANGE_ROW
from cases.accounts.models import ADMINISTER
from cases.accounts.policies import allow_accounts
from cases.core.actor import Actor
from cases.core.api import RowsView, RowView
from cases.core.listing import Filter, bad_filter, choice_filter, seen_row
from cases.core.shapes import TEXT
from cases.missions.choices import AdministratorAct, AdministratorChangeState
from cases.missions.models import AdministratorChange, Staff


def by_state(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to a state, as it is by the clock."""
    if value not in AdministratorChangeState.values:
        raise bad_filter("state", AdministratorChangeState.values)
    return by_clock(query, value, timezone.now())


def by_account(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to one account."""
    return query.filter(staff=seen_row("staff", Staff, "username", value, actor))


class AdministratorChanges(RowsView):
    """Changes to administrators, oldest first; for administrators."""

    sees = ""
    model = AdministratorChange
    shape = CHANGE_ROW
    order = ("asked_at", "uuid")
    filters = (
        Filter("state", "What became of it, by the clock.", AdministratorChangeState, by_state),
        choice_filter("act", "act", AdministratorAct, "What is done to the account."),
        Filter("staff", "User name of whose account it is.", TEXT, by_account),
    )

    @classmethod
    def is_for(cls, actor: Actor) -> bool:
        return actor.may(ADMINISTER)

    def rows(self, **where: str) -> QuerySet[Any]:
        """Return all of them, to who gives accounts."""
        allow_accounts(self.actor)
        return super().rows(**where)


class AdministratorChangeDetail(RowView):
    """One change to an administrator, and whether this caller may decide on it."""

    sees = ""
    resource = RESOURCE
    shape = CHANGE

    def get(self, request: Request, **where: str) -> Response:
        """Return the change, to who gives accounts."""
        allow_accounts(self.actor)
        return super().get(request, **where)
