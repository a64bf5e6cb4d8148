"""The API clients on the dashboard: which tokens are in use, which nobody uses, which end soon."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.exchange.models import ApiToken, reads_tokens
from cases.overview.dashboard.parts import Line, lengths, on_dashboard, table


@on_dashboard("clients")
def clients(actor: Actor, now: datetime) -> Iterator[Line]:
    """Yield how many tokens there are, to headquarters, who answers for them and gives accounts."""
    if not reads_tokens(actor):
        return
    real = timezone.now()
    usable = ApiToken.objects.visible_to(actor).usable(real)
    counts = lengths(usable=usable, silent=usable.silent(real), ending=usable.ending(real))
    yield Line(_("Tokens in use"), counts["usable"], table("apitoken", use="usable"))
    url = table("apitoken", use="silent")
    yield Line(_("Not used for 30 days"), counts["silent"], url, "wait")
    url = table("apitoken", use="ending")
    yield Line(_("End within 14 days"), counts["ending"], url, "wait")
