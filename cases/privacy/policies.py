"""Who may read who looked at a person, and who the report to a person."""

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import not_allowed, wrong_state
from cases.privacy.models import LASTS, PersonReport

REVIEW = "access.review"
REPORT = "person.report"


def may_review(actor: Actor) -> bool:
    """Return whether the role lets `actor` read accesses."""
    return actor.may(REVIEW)


def allow_review(actor: Actor) -> None:
    """Raise 403 unless the role lets `actor` read accesses."""
    if not may_review(actor):
        raise not_allowed()


def allow_report(actor: Actor, report: PersonReport) -> None:
    """Raise 403 unless the role lets `actor` read reports, 409 when its reason holds no longer."""
    if not actor.may(REPORT):
        raise not_allowed()
    if present.now() > report.recorded_at + LASTS:
        raise wrong_state(
            _("This report was asked for more than a day ago. Ask for it again."),
            "report_over",
        )
