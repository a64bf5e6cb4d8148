"""Drafts: what was typed is kept on the server until it is sent, thrown away or a week old.

A draft is no fact. When it ends what was typed is gone and the row stays, as with sessions.
"""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule, not_allowed, wrong_state
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.intake.choices import DraftEnd
from cases.intake.models import Draft
from cases.intake.queries import AT_MOST, sent_under
from cases.movements.musters.models import MusterStranger
from cases.reports.models import ReceivedReport

LONGEST = 20_000
ENDED: Sentence = _("This draft has ended: the case was opened, or the draft was thrown away.")


@operation(may="case.intake", audit="draft.saved")
def save_draft(actor: Actor, *, content: Mapping[str, str], draft: str = "") -> Draft:
    """Keep what was typed of a new case, over what this draft held before; a new one without key.

    Two pages that save one draft do not collide: the later one is what stands on the screen.
    """
    if sum(len(name) + len(value) for name, value in content.items()) > LONGEST:
        raise broken_rule(_("This is more than a draft can hold."), "too_long", "content")
    key = UUID(draft) if draft else uuid4()
    found = Draft.objects.visible_to(actor).select_for_update(of=("self",)).filter(uuid=key).first()
    if sent_under(actor, str(key)) or (found is not None and found.ended_at is not None):
        raise wrong_state(ENDED, "draft_ended")
    if found is None:
        return begin_draft(actor, key, content)
    found.content, found.saved_at = dict(content), timezone.now()
    found.save(update_fields=["content", "saved_at"])
    return found


# Thrown away is thrown away, whatever was saved meanwhile: no version is compared.
@operation(may="case.intake", audit="draft.thrown_away", appends=True)
def discard_draft(actor: Actor, draft: Draft) -> Draft:
    """Throw a draft away: what was typed is gone at once."""
    unfinished_or_refuse(draft)
    Draft.objects.visible_to(actor).filter(pk=draft.pk).end(DraftEnd.THROWN_AWAY, timezone.now())
    return draft


def unfinished_or_refuse(draft: Draft) -> None:
    """Raise 409 for a draft that has ended."""
    if draft.ended_at is not None:
        raise wrong_state(ENDED, "draft_ended")


@ruled_out(Draft)
def state_of_draft(actor: Actor, draft: Draft) -> Hindrance:
    """Nothing is done with a draft that has ended."""
    refusal = raised_by(unfinished_or_refuse, draft)
    return lambda name: refusal


def begin_draft(
    actor: Actor,
    key: UUID,
    content: Mapping[str, str],
    *,
    from_case: Case | None = None,
    from_report: ReceivedReport | None = None,
    from_stranger: MusterStranger | None = None,
) -> Draft:
    """Make a draft; one that comes from a case names what it took over."""
    if actor.staff_id is None or actor.posting_id is None:
        raise not_allowed()
    if Draft.objects.visible_to(actor).unfinished().count() >= AT_MOST:
        raise wrong_state(
            _("You have as many drafts as can be kept. Go on with one or throw one away."),
            "too_many_drafts",
        )
    now = timezone.now()
    return Draft.objects.create(
        uuid=key,
        staff_id=actor.staff_id,
        posting_id=actor.posting_id,
        from_case=from_case,
        from_report=from_report,
        from_stranger=from_stranger,
        content=dict(content),
        carried=sorted(content) if from_case else [],
        began_at=now,
        saved_at=now,
    )


def end_draft(actor: Actor, key: str) -> None:
    """End the draft of a case that was just opened, if there is one."""
    if key:
        mine = Draft.objects.visible_to(actor).unfinished().filter(uuid=key)
        mine.end(DraftEnd.SENT, timezone.now())
