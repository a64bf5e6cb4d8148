"""Citizens and what is attached to them."""

from cases.citizens.models.attached import ContactPoint, IdentityDocument, Name, Relative
from cases.citizens.models.citizen import Citizen, CitizenChildQuerySet, CitizenQuerySet

__all__ = [
    "Citizen",
    "CitizenChildQuerySet",
    "CitizenQuerySet",
    "ContactPoint",
    "IdentityDocument",
    "Name",
    "Relative",
]
