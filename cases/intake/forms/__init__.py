"""Forms of intake."""

from cases.intake.forms.drafts import DiscardDraft, RegisterAnother, SaveDraft
from cases.intake.forms.register import RegisterAndOpen

__all__ = ["DiscardDraft", "RegisterAndOpen", "RegisterAnother", "SaveDraft"]
