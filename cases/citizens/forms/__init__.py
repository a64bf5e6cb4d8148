"""What the operations on citizens take, declared once for web, API and admin."""

from cases.citizens.forms.different import DeclareDifferent
from cases.citizens.forms.person import (
    AddContactPoint,
    AddIdentityDocument,
    AddName,
    AddRelative,
    CorrectCitizen,
    RegisterCitizen,
    provinces,
)
from cases.citizens.forms.withdraw import (
    WithdrawContactPoint,
    WithdrawIdentityDocument,
    WithdrawName,
    WithdrawRelative,
)

__all__ = [
    "AddContactPoint",
    "AddIdentityDocument",
    "AddName",
    "AddRelative",
    "CorrectCitizen",
    "DeclareDifferent",
    "RegisterCitizen",
    "WithdrawContactPoint",
    "WithdrawIdentityDocument",
    "WithdrawName",
    "WithdrawRelative",
    "provinces",
]
