"""Background work on head counts."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.jobs import job
from cases.movements.musters.telling import tell_of_missing


@job(title=_("Tell of people missing at a head count"), sees=SYSTEM, every=timedelta(minutes=1))
def tell_who_is_missing() -> None:
    """Tell heads of mission, once for each head count of a movement that is not over."""
    tell_of_missing(SYSTEM, present.now())
