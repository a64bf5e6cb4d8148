"""Operations of intake."""

from cases.intake.operations.another import register_another
from cases.intake.operations.drafts import discard_draft, save_draft
from cases.intake.operations.register import register_and_open

__all__ = ["discard_draft", "register_and_open", "register_another", "save_draft"]
