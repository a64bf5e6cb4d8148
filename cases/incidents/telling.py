"""What missions are told of directives: the code of the directive, and nothing else."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core.notices import Params, notice_kind, tell
from cases.incidents.models import Directive

ISSUED = "directive_issued"
WITHDRAWN = "directive_withdrawn"


def to_directive(reference: str, params: Params) -> str:
    """Lead to the directive."""
    return reverse("directive_detail", args=[reference])


notice_kind(
    ISSUED,
    sentence=_("Headquarters has issued the directive %(reference)s. Your head acknowledges it."),
    address=to_directive,
    mailed=True,
)
notice_kind(
    WITHDRAWN,
    sentence=_("Headquarters has withdrawn the directive %(reference)s."),
    address=to_directive,
    mailed=True,
)


def tell_missions(kind: str, directive: Directive, mission_ids: Iterable[int]) -> None:
    """Tell each mission, in the transaction of the act itself."""
    for mission_id in mission_ids:
        tell(kind, mission_id=mission_id, audience="mission", reference=directive.code)
