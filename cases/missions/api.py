"""Reading missions and counterpart bodies."""

from cases.core.api import RowsView, RowView
from cases.core.listing import choice_filter
from cases.missions.choices import AuthorityKind, MissionKind
from cases.missions.models import Authority, Mission
from cases.missions.serializers import AUTHORITY, MISSION
from cases.places.choices import Country


class MissionList(RowsView):
    """Embassies, consulates, headquarters and reception points, by code."""

    model = Mission
    shape = MISSION
    order = ("code",)
    filters = (
        choice_filter("country", "country", Country, "In which country."),
        choice_filter("kind", "kind", MissionKind, "Kind of mission."),
    )


class MissionDetail(RowView):
    """One mission."""

    resource = "missions"
    shape = MISSION


class AuthorityList(RowsView):
    """Counterpart bodies of host states and at home, by code."""

    model = Authority
    shape = AUTHORITY
    order = ("code",)
    filters = (
        choice_filter("country", "country", Country, "Of which country."),
        choice_filter("kind", "kind", AuthorityKind, "Kind of body."),
    )


class AuthorityDetail(RowView):
    """One counterpart body."""

    resource = "authorities"
    shape = AUTHORITY
