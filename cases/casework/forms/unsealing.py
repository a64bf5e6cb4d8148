"""Opening what is restricted with a reason, and judging that afterwards."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import Finding, UnsealingReason
from cases.casework.models import Unsealing
from cases.casework.models.unsealing import SHORTEST
from cases.casework.operations import open_sealed, review_unsealing
from cases.core.fields import Choice, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.procedures.choices import RestrictedGroup

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
resource("unsealings", Unsealing, key="uuid", pattern=UUID)


class Reason(Text):
    """A reason that says something: words of at least some length."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=1000, multiline=True, min_length=SHORTEST, **kwargs)

    def schema(self) -> dict[str, Any]:
        return super().schema() | {"minLength": SHORTEST}


@declares(open_sealed, at="cases/open-sealed")
class OpenSealed(OperationForm):
    """Beyond the need of the role, for an hour."""

    title = _("Open what is restricted")
    what_happens = _(
        "You read this group of this case for 60 minutes, and nobody else does. The head of "
        "mission is told at once and reviews it, and each look is on record."
    )
    done = _("It is open to you for 60 minutes.")
    example = {
        "restricted": "money",
        "kind": "deadline",
        "reason": "The court asks until noon who has paid the deposit.",
    }
    bulk = False

    restricted = Choice(RestrictedGroup, label=_("What has to be read"))
    kind = Choice(UnsealingReason, label=_("For which kind of reason"))
    reason = Reason(
        label=_("Why it cannot wait"),
        help_text=_("At least 20 letters. The head of mission reads it."),
    )


@declares(review_unsealing, at="unsealings/review")
class ReviewUnsealing(OperationForm):
    """By somebody else, afterwards."""

    title = _("Review the opening")
    what_happens = _("What you find stays beside the opening and is not changed later.")
    done = _("The review is noted.")
    example = {"finding": "justified", "finding_words": "The court’s letter is on file."}
    bulk = False

    finding = Choice(Finding, label=_("Was it justified"))
    finding_words = Text(label=_("What you found"), max_length=1000, multiline=True)
