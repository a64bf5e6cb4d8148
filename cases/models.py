"""Index of the models, by feature."""

from cases.casework.models import Case, Note, Transition
from cases.citizens.models import Citizen, ContactPoint, IdentityDocument, Name, Relative
from cases.core.models import AuditEntry, Receipt, ReferenceCounter, RowVersion
from cases.crossings.models import Crossing, Stay
from cases.exchange.models import ApiToken
from cases.incidents.models import Incident, ReportedFigure
from cases.missions.models import Authority, Mission, Posting, Staff
from cases.places.models import Place, Province
from cases.seeding.models import SeedEntry

__all__ = [
    "ApiToken",
    "AuditEntry",
    "Authority",
    "Case",
    "Citizen",
    "ContactPoint",
    "Crossing",
    "IdentityDocument",
    "Incident",
    "Mission",
    "Name",
    "Note",
    "Place",
    "Posting",
    "Province",
    "Receipt",
    "ReferenceCounter",
    "Relative",
    "ReportedFigure",
    "RowVersion",
    "SeedEntry",
    "Staff",
    "Stay",
    "Transition",
]
