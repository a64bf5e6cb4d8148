"""Forms of intake."""

from cases.intake.forms.drafts import DiscardDraft, RegisterAnother, SaveDraft
from cases.intake.forms.register import RegisterAndOpen
from cases.intake.forms.reported import RegisterReported, RegisterStranger

__all__ = [
    "DiscardDraft",
    "RegisterAndOpen",
    "RegisterAnother",
    "RegisterReported",
    "RegisterStranger",
    "SaveDraft",
]
