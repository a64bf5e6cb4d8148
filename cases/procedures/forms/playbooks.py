"""Drafting, publishing, retiring and copying playbooks."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.core.fields import Text
from cases.core.forms import OperationForm
from cases.core.preconditions import NEW
from cases.core.registry import declares, resource
from cases.places.forms import SLUG
from cases.places.putting import VERSION, seen_by, version_field, version_said
from cases.procedures.fields import TomlText
from cases.procedures.models import Playbook
from cases.procedures.operations import (
    copy_playbook,
    draft_playbook,
    publish_playbook,
    retire_playbook,
    revise_playbook,
)
from cases.procedures.operations.playbooks import checked_plan
from cases.procedures.queries import draft_named

LONGEST = 60_000
EXAMPLE = """[playbook]
code = "invented-way-home"
title = "Invented way home"
countries = ["TH"]
incidents = ["2025-10-myawaddy"]

[[step]]
code = "invented-step"
procedure = "invented-procedure"

[[gate]]
stage = "ready"
steps = ["invented-step"]
"""

resource("playbooks", Playbook, key="reference", pattern=rf"{SLUG}\.[0-9]{{1,5}}")


def content_field() -> TomlText:
    """The text of a playbook."""
    return TomlText(
        label=_("Text of the playbook"),
        help_text=_("TOML with [playbook], [[step]] and [[gate]]. Faults are listed by line."),
        rows=30,
        max_length=LONGEST,
    )


@declares(draft_playbook, at="playbooks/draft")
class DraftPlaybook(OperationForm):
    """A draft of the playbook that the text names."""

    title = _("Draft a playbook")
    what_happens = _(
        "A draft with the next number is made; a draft that is there already gets this text, if "
        "it is the one that was seen. Cases take a playbook only after it is published."
    )
    done = _("The draft is kept.")
    example = {"content": EXAMPLE}
    refuses = (409,)
    is_versioned = True

    content = content_field()
    version = version_field()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if self.body is None:
            del self.fields[VERSION]

    @property
    def seen_version(self) -> Any:
        """The page shows no draft: it makes a new one only."""
        return NEW

    def standing(self) -> Playbook | None:
        """Return the draft of the playbook that the text names; 422 where it names none."""
        plan = checked_plan(self.actor, self.cleaned_data["content"])
        return draft_named(self.actor, plan.code)

    def said_version(self) -> int | None:
        return version_said(self)

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), VERSION: seen_by(self)}


@declares(revise_playbook, at="playbooks/revise")
class RevisePlaybook(OperationForm):
    """Another text for a draft."""

    title = _("Change the draft")
    what_happens = _("The text of the draft is replaced.")
    done = _("The draft is kept.")
    example = {"content": EXAMPLE}
    bulk = False

    content = content_field()

    def stored(self, picked: Any) -> dict[str, Any]:
        """Return the text as it is."""
        return {"content": self.target.content} if self.target is not None else {}


@declares(publish_playbook, at="playbooks/publish")
class PublishPlaybook(OperationForm):
    """The draft as it is."""

    title = _("Publish the playbook")
    what_happens = _(
        "The version is frozen and never changes again. New cases take it from now on; cases under "
        "way keep the version they were opened with."
    )
    done = _("The playbook is published.")


@declares(retire_playbook, at="playbooks/retire")
class RetirePlaybook(OperationForm):
    """A version that no new case takes any more."""

    title = _("Retire the playbook")
    what_happens = _(
        "No new case takes this version. Cases that run on it keep it. The version published "
        "before it, if it is not retired, is the current one again."
    )
    done = _("The playbook is retired.")
    example = {"reason": "Replaced by an invented one."}

    reason = Text(label=_("Why"), max_length=300)


@declares(copy_playbook, at="playbooks/copy")
class CopyPlaybook(OperationForm):
    """A new draft with the same text."""

    title = _("Copy into a new draft")
    what_happens = _("A draft with the next number and the text of this version is made.")
    done = _("The copy is a draft now.")
    makes_another = True
