"""Missions and their calendars, counterpart bodies, staff and their postings."""

from cases.missions.models.administrator_change import (
    AdministratorChange,
    AdministratorChangeQuerySet,
)
from cases.missions.models.closure import OfficeClosure, OfficeClosureQuerySet
from cases.missions.models.contact import OfficeContact
from cases.missions.models.country_day import CountryDay
from cases.missions.models.mission import CLOSES_AT, OPENS_AT, Authority, Mission
from cases.missions.models.staff import Posting, PostingQuerySet, Staff, StaffQuerySet

__all__ = [
    "CLOSES_AT",
    "OPENS_AT",
    "AdministratorChange",
    "AdministratorChangeQuerySet",
    "Authority",
    "CountryDay",
    "Mission",
    "OfficeClosure",
    "OfficeClosureQuerySet",
    "OfficeContact",
    "Posting",
    "PostingQuerySet",
    "Staff",
    "StaffQuerySet",
]
