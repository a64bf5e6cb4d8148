"""What drafting, writing, approving, publishing and withdrawing a briefing takes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.briefings.choices import BriefingKind, BriefingState, LeftOut
from cases.briefings.free_words import PARTS
from cases.briefings.models import NUMBER, Briefing, BriefingSheet
from cases.briefings.operations import (
    approve_briefing,
    draft_briefing,
    publish_briefing,
    return_briefing,
    withdraw_briefing,
    write_briefing,
)
from cases.briefings.position_lines import offered_lines
from cases.core.actor import Actor
from cases.core.fields import Choice, Codes, Day, Moment, Ref, Refs, Text, YesNo
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.incidents.models import Incident, PositionLine, ReportedFigure

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

resource("briefings", Briefing, key="number", pattern=NUMBER)
resource("published-briefings", BriefingSheet, key="uuid", pattern=UUID)
LONGEST = 1200


def replaceable(actor: Actor, target: Any) -> Any:
    """Return the published briefings, the newest first."""
    return Briefing.objects.visible_to(actor).filter(state=BriefingState.PUBLISHED)


def quotable(actor: Actor, target: Any) -> Any:
    """Return what was reported about the people of incidents, the newest first, no day last."""
    figures = ReportedFigure.objects.visible_to(actor).filter(is_context=False)
    return figures.order_by("-ordered_at", "source_name", "pk")


def tellable(actor: Actor, target: Any) -> Any:
    """Return the position lines that a briefing may tell; none where no briefing is meant."""
    if target is None:
        return PositionLine.objects.visible_to(actor).none()
    return offered_lines(actor, target)


def free(label: Any) -> Text:
    """Free sentences in one language."""
    return Text(label=label, max_length=LONGEST, multiline=True, required=False)


@declares(draft_briefing, at="briefings/draft")
class DraftBriefing(OperationForm):
    """Its sentences are composed in three languages."""

    title = _("Draft a briefing")
    what_happens = _(
        "The figures are kept as of that moment, and the sentences are composed from them in "
        "English, Vietnamese and French. Somebody else approves it."
    )
    done = _("The briefing was drafted.")
    example = {"incident": "2025-10-myawaddy", "kind": "note", "as_of": "2025-10-22"}

    incident = Ref(
        by="code",
        among=lambda actor, target: Incident.objects.visible_to(actor),
        label=_("Incident"),
    )
    kind = Choice(BriefingKind, label=_("What is written"))
    as_of = Moment(
        label=_("As of"),
        help_text=_("Leave it empty for now. A bare day means its end."),
        required=False,
    )
    figures = Refs(
        by="uuid",
        among=quotable,
        label=_("Figures to quote"),
        help_text=_(
            "What others reported, about other nationalities too; eight at most. Each stands with "
            "its day, its scope and who printed it, and beside ours where we count the same."
        ),
        required=False,
    )
    replaces = Ref(
        by="number",
        among=replaceable,
        label=_("Replaces"),
        help_text=_("The published briefing that this one corrects."),
        required=False,
    )


@declares(write_briefing, at="briefings/write")
class WriteBriefing(OperationForm):
    """The composed sentences stay as they are."""

    title = _("Write free sentences")
    what_happens = _(
        "They stand beside the composed sentences, which nobody types. Name no person and no case."
    )
    done = _("The sentences were kept.")
    example = {"advice_en": "Do not answer offers of well-paid work abroad by strangers."}
    bulk = False

    context_en = free(_("Context, in English"))
    context_vi = free(_("Context, in Vietnamese"))
    context_fr = free(_("Context, in French"))
    advice_en = free(_("Advice to citizens, in English"))
    advice_vi = free(_("Advice to citizens, in Vietnamese"))
    advice_fr = free(_("Advice to citizens, in French"))
    contact_en = free(_("Whom to call, in English"))
    contact_vi = free(_("Whom to call, in Vietnamese"))
    contact_fr = free(_("Whom to call, in French"))
    positions = Refs(
        by="uuid",
        among=tellable,
        label=_("Position lines"),
        help_text=_("What the house says, as it was approved. They go out word for word."),
        required=False,
    )

    @classmethod
    def starting(cls, briefing: Briefing) -> dict[str, Any]:
        """Return what stands in the fields at first."""
        words = {
            f"{part}_{language}": text
            for language, parts in briefing.words.items()
            for part, text in parts.items()
            if part in PARTS
        }
        return words | {"positions": [str(uuid) for uuid in briefing.positions]}


@declares(approve_briefing, at="briefings/approve")
class ApproveBriefing(OperationForm):
    """Read all three languages before."""

    title = _("Approve the briefing")
    what_happens = _(
        "What it says is fixed word for word in three languages, and printed. It goes out once it "
        "is published."
    )
    done = _("The briefing was approved.")
    example = {"left_out": ["stages"], "reason": "The host state counts again."}
    bulk = False

    left_out = Codes(
        LeftOut,
        label=_("Leave out"),
        help_text=_("Totals are told exactly. What you leave out is told nowhere in it."),
        required=False,
    )
    not_before = Day(
        label=_("Not published before"),
        help_text=_("Leave it empty where it may go out at once."),
        required=False,
    )
    reason = Text(
        label=_("Why less is told, or later"), max_length=1000, multiline=True, required=False
    )
    without_words = YesNo(
        label=_("Leave out the words that cannot be printed"),
        help_text=_("Those of which no font here has the letters. A mark stands in their place."),
        required=False,
    )


@declares(return_briefing, at="briefings/return")
class ReturnBriefing(OperationForm):
    """It is a draft again."""

    title = _("Take the approval back")
    what_happens = _("The briefing is a draft again, and has to be approved anew.")
    done = _("The approval was taken back.")
    example = {"reason": "The hotline has another number."}
    bulk = False

    reason = Text(label=_("Why"), max_length=1000, multiline=True)


@declares(publish_briefing, at="briefings/publish")
class PublishBriefing(OperationForm):
    """It cannot be changed any more."""

    title = _("Publish the briefing")
    what_happens = _(
        "Everybody who reads what is published reads it, the spokesperson’s desk too. It cannot be "
        "changed any more."
    )
    done = _("The briefing was published.")
    bulk = False


@declares(withdraw_briefing, at="briefings/withdraw")
class WithdrawBriefing(OperationForm):
    """One that was published stays readable."""

    title = _("Withdraw the briefing")
    what_happens = _("It says from then on that it is not to be used, and why.")
    done = _("The briefing was withdrawn.")
    example = {"reason": "A count of the host state was corrected."}
    bulk = False

    reason = Text(label=_("Why"), max_length=1000, multiline=True)
