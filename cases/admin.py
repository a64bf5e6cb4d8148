"""Index of the admin, by feature."""

from cases.accounts import admin as accounts
from cases.accounts.administrators import admin as administrators
from cases.briefings import admin as briefings
from cases.casework import admin as casework
from cases.casework import admin_between as between
from cases.casework import admin_talking as talking
from cases.casework.follow_up import admin as follow_up
from cases.casework.groups import admin as groups
from cases.casework.protection import admin as protection
from cases.casework.recounts import admin as recounts
from cases.citizens import admin as citizens
from cases.configuration import admin as configuration
from cases.core.jobs import admin as jobs
from cases.crossings import admin as crossings
from cases.exchange import admin as exchange
from cases.exports import admin as exports
from cases.files import admin as files
from cases.incidents import admin as incidents
from cases.intake.lists import admin as lists
from cases.intake.reconciliation import admin as reconciliation
from cases.letters import admin as letters
from cases.missions import admin as missions
from cases.money import admin as money
from cases.money.claims import admin as claims
from cases.movements import admin as movements
from cases.movements.costs import admin as leg_costs
from cases.movements.handover import admin as handover
from cases.movements.musters import admin as musters
from cases.notices import admin as notices
from cases.overview import admin as overview
from cases.places import admin as places
from cases.privacy import admin as privacy
from cases.procedures import admin as procedures
from cases.publishing import admin as publishing
from cases.record import admin as record
from cases.reports import admin as reports
from cases.retention import admin as retention

__all__ = [
    "accounts",
    "administrators",
    "between",
    "briefings",
    "casework",
    "citizens",
    "claims",
    "configuration",
    "crossings",
    "exchange",
    "exports",
    "files",
    "follow_up",
    "groups",
    "handover",
    "incidents",
    "jobs",
    "leg_costs",
    "letters",
    "lists",
    "missions",
    "money",
    "movements",
    "musters",
    "notices",
    "overview",
    "places",
    "privacy",
    "procedures",
    "protection",
    "publishing",
    "reconciliation",
    "record",
    "recounts",
    "reports",
    "retention",
    "talking",
]
