"""Operations on citizens."""

from cases.citizens.operations.attach import (
    add_contact_point,
    add_identity_document,
    add_name,
    add_relative,
)
from cases.citizens.operations.different import declare_different
from cases.citizens.operations.register import correct_citizen, register_citizen
from cases.citizens.operations.safe import (
    end_safe_contact,
    mark_contact_point,
    mark_relative,
    set_safe_contact,
)
from cases.citizens.operations.withdraw import (
    withdraw_contact_point,
    withdraw_identity_document,
    withdraw_name,
    withdraw_relative,
)

__all__ = [
    "add_contact_point",
    "add_identity_document",
    "add_name",
    "add_relative",
    "correct_citizen",
    "declare_different",
    "end_safe_contact",
    "mark_contact_point",
    "mark_relative",
    "register_citizen",
    "set_safe_contact",
    "withdraw_contact_point",
    "withdraw_identity_document",
    "withdraw_name",
    "withdraw_relative",
]
