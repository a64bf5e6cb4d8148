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
from cases.citizens.forms.safe import (
    EndSafeContact,
    MarkContactPoint,
    MarkRelative,
    SetSafeContact,
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
    "EndSafeContact",
    "MarkContactPoint",
    "MarkRelative",
    "RegisterCitizen",
    "SetSafeContact",
    "WithdrawContactPoint",
    "WithdrawIdentityDocument",
    "WithdrawName",
    "WithdrawRelative",
    "provinces",
]
