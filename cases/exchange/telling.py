"""Telling whom it concerns that a token ends soon, while there is time to make another one."""

from datetime import UTC, datetime, timedelta

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.notices import Params, notice_kind, tell
from cases.core.roles import operations_of
from cases.exchange.models import ApiToken

AHEAD = timedelta(days=14)
AT_ONCE = 200


def to_tokens(reference: str, params: Params) -> str:
    """Lead to the page of tokens, as far as the reader sees this one."""
    return reverse("token_list")


notice_kind(
    "token_ends",
    sentence=_(
        "An API token for %(mission)s ends at %(ends_at)s: the program that uses it stops then. "
        "Make another one before."
    ),
    address=to_tokens,
    mailed=True,
)


def tell_of_ending(now: datetime) -> int:
    """Tell once of each end that comes within two weeks; return how many it were."""
    untold = Q(told_ending_at__isnull=True) | ~Q(told_ending_at=F("expiry"))
    soon = (
        ApiToken.objects.visible_to(SYSTEM)
        .usable(now)
        .filter(untold, expiry__lte=now + AHEAD, user__is_active=True)
    )
    rows = list(soon.select_related("user", "posting__mission").order_by("expiry", "pk")[:AT_ONCE])
    for row in rows:
        tell_of(row)
        row.told_ending_at = row.expiry
    ApiToken.objects.bulk_update(rows, ["told_ending_at"])
    return len(rows)


def tell_of(token: ApiToken) -> None:
    """Tell the holder, where the role reads notices; of another system the head of its mission."""
    posting = token.posting
    is_read = not token.user.is_service and "notice.read" in operations_of(posting.role)
    ends = present.shown(token.expiry).astimezone(UTC).isoformat(timespec="seconds")
    tell(
        "token_ends",
        mission_id=posting.mission_id,
        staff_id=token.user_id if is_read else None,
        audience="officer" if is_read else "head",
        reference=str(token.uuid),
        params={"mission": posting.mission.code, "ends_at": ends},
    )
