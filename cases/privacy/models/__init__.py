"""What a person asked about her own data: a report, or one of her rights."""

from cases.privacy.models.report import LASTS, PersonReport
from cases.privacy.models.request import RightsRequest, RightsRequestQuerySet

__all__ = ["LASTS", "PersonReport", "RightsRequest", "RightsRequestQuerySet"]
