"""Index of the admin, by feature."""

from cases.casework import admin as casework
from cases.casework import admin_between as between
from cases.casework import admin_talking as talking
from cases.casework.follow_up import admin as follow_up
from cases.casework.groups import admin as groups
from cases.casework.protection import admin as protection
from cases.citizens import admin as citizens
from cases.core.jobs import admin as jobs
from cases.crossings import admin as crossings
from cases.files import admin as files
from cases.incidents import admin as incidents
from cases.intake.lists import admin as lists
from cases.intake.reconciliation import admin as reconciliation
from cases.letters import admin as letters
from cases.missions import admin as missions
from cases.money import admin as money
from cases.notices import admin as notices
from cases.overview import admin as overview
from cases.places import admin as places
from cases.privacy import admin as privacy
from cases.procedures import admin as procedures
from cases.record import admin as record
from cases.reports import admin as reports
from cases.retention import admin as retention

__all__ = [
    "between",
    "casework",
    "citizens",
    "crossings",
    "files",
    "follow_up",
    "groups",
    "incidents",
    "jobs",
    "letters",
    "lists",
    "missions",
    "money",
    "notices",
    "overview",
    "places",
    "privacy",
    "procedures",
    "protection",
    "reconciliation",
    "record",
    "reports",
    "retention",
    "talking",
]
