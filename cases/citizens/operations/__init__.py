"""Operations on citizens."""

from cases.citizens.operations.attach import (
    add_contact_point,
    add_identity_document,
    add_name,
    add_relative,
)
from cases.citizens.operations.register import correct_citizen, register_citizen

__all__ = [
    "add_contact_point",
    "add_identity_document",
    "add_name",
    "add_relative",
    "correct_citizen",
    "register_citizen",
]
