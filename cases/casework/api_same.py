"""Reading links of the same person."""

from cases.casework.serializers_same import LINK, LINK_ROW
from cases.citizens.choices import LinkStatus
from cases.citizens.models import SamePerson
from cases.core.api import RowsView, RowView
from cases.core.listing import choice_filter
from cases.core.roles import FILE


class SamePersonLinkList(RowsView):
    """Records said to be of one person: proposed, standing, rejected and undone, oldest first."""

    sees = FILE
    model = SamePerson
    shape = LINK_ROW
    order = ("proposed_at", "uuid")
    disclosed = ("same_person.listed", "list_same_persons")
    filters = (choice_filter("status", "status", LinkStatus, "How far it is."),)


class SamePersonLinkDetail(RowView):
    """One link: which records, who said so and why, since when and until when."""

    sees = FILE
    resource = "same-person-links"
    shape = LINK
    disclosed = ("same_person.shown", "show_same_person")
