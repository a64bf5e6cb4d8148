"""Citizens and what is attached to them."""

from cases.citizens.models.apart import KeepApart, KeepApartQuerySet
from cases.citizens.models.attached import ContactPoint, IdentityDocument, Name, Relative
from cases.citizens.models.citizen import Citizen, CitizenChildQuerySet, CitizenQuerySet
from cases.citizens.models.different import NotTheSame
from cases.citizens.models.possible import PossibleDouble
from cases.citizens.models.safe import SafeContact
from cases.citizens.models.same import SamePerson
from cases.citizens.models.search import SearchKeys
from cases.citizens.models.sight import CitizenSight

__all__ = [
    "Citizen",
    "CitizenChildQuerySet",
    "CitizenQuerySet",
    "CitizenSight",
    "ContactPoint",
    "IdentityDocument",
    "KeepApart",
    "KeepApartQuerySet",
    "Name",
    "NotTheSame",
    "PossibleDouble",
    "Relative",
    "SafeContact",
    "SamePerson",
    "SearchKeys",
]
