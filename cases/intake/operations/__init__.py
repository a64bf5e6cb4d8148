"""Operations of intake."""

from cases.intake.operations.another import register_another
from cases.intake.operations.drafts import discard_draft, save_draft
from cases.intake.operations.found import register_stranger
from cases.intake.operations.register import register_and_open
from cases.intake.operations.reported import register_reported

__all__ = [
    "discard_draft",
    "register_and_open",
    "register_another",
    "register_reported",
    "register_stranger",
    "save_draft",
]
