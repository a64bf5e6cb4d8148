"""Index of the admin, by feature."""

from cases.casework import admin as casework
from cases.citizens import admin as citizens
from cases.crossings import admin as crossings
from cases.incidents import admin as incidents
from cases.missions import admin as missions
from cases.places import admin as places

__all__ = ["casework", "citizens", "crossings", "incidents", "missions", "places"]
