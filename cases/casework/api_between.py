"""Reading transfers and shares."""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import TransferStatus
from cases.casework.models import Case, Share, Transfer
from cases.casework.serializers_between import SHARE, SHARE_ROW, TRANSFER, TRANSFER_ROW
from cases.core.actor import Actor
from cases.core.api import RowsView, RowView
from cases.core.listing import Filter, bad_filter, choice_filter, flag_filter, no_such_row
from cases.core.roles import FILE
from cases.core.shapes import TEXT

DIRECTIONS = {"in": _("To the own mission"), "out": _("From the own mission")}


def direction(incoming: str, outgoing: str) -> Filter:
    """Narrow to what came to the caller's mission, or went out from it."""

    def apply(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
        if value not in DIRECTIONS:
            raise bad_filter("direction", list(DIRECTIONS))
        return query.filter(**{incoming if value == "in" else outgoing: actor.mission_id})

    help_text = "“in”: to the caller's mission; “out”: from it."
    words = {"enum": list(DIRECTIONS), "x-enum-labels": DIRECTIONS}
    return Filter("direction", help_text, TEXT | words, apply)


def by_case() -> Filter:
    """Narrow to one case, by its number; 422 for one that the caller knows nothing of.

    An offer tells the number of a case that the caller does not see yet.
    """

    def apply(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
        if "\x00" in value:
            raise no_such_row("case", value)
        told: Any = query.model._default_manager
        known = told.visible_to(actor).filter(reference=value).exists()
        if not known and not Case.objects.visible_to(actor).filter(reference=value).exists():
            raise no_such_row("case", value)
        return query.filter(reference=value)

    return Filter("case", "Number of the case.", TEXT, apply)


class BetweenDetail(RowView):
    """A record between missions, with what the caller may do on it and why not."""

    sees = FILE


class TransferList(RowsView):
    """Offers the caller's mission made or got, answered ones too, oldest first."""

    sees = FILE
    model = Transfer
    disclosed = ("transfer.listed", "list_transfers")
    shape = TRANSFER_ROW
    order = ("offered_at", "uuid")
    filters = (
        choice_filter("status", "status", TransferStatus, "What became of the offer."),
        direction("to_mission_id", "from_mission_id"),
        by_case(),
    )


class TransferDetail(BetweenDetail):
    """One offer: the summary, the two missions, the answer; nothing of the case or the person."""

    resource = "transfers"
    shape = TRANSFER
    disclosed = ("transfer.shown", "show_transfer")


class ShareList(RowsView):
    """Shares of cases of the caller's mission, and with it, ended ones too, oldest first."""

    sees = FILE
    model = Share
    disclosed = ("share.listed", "list_shares")
    shape = SHARE_ROW
    order = ("granted_at", "uuid")
    filters = (
        flag_filter("live", Q(revoked_at__isnull=True, until__gt=Now()), "Whether it holds now."),
        direction("to_mission_id", "owner_id"),
        by_case(),
    )


class ShareDetail(BetweenDetail):
    """One share: which case, with whom, for what, until when."""

    resource = "shares"
    disclosed = ("share.shown", "show_share")
    shape = SHARE
