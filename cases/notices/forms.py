"""What the operations on notices take: which one, nothing more."""

from django.utils.translation import gettext_lazy as _

from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.notices.models import Notice
from cases.notices.operations import read_all_notices, read_notice

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
resource("notices", Notice, key="uuid", pattern=UUID)


@declares(read_notice, at="notices/read")
class ReadNotice(OperationForm):
    """One notice."""

    title = _("Mark as read")
    what_happens = _("It stays in the list below those that are new.")
    done = _("Marked as read.")
    example = {}


@declares(read_all_notices, at="notices/read-all")
class ReadAllNotices(OperationForm):
    """A notice and all older ones."""

    title = _("Mark this and all older ones as read")
    what_happens = _("Notices that arrived since stay unread.")
    done = _("All notices shown are marked as read.")
    example = {}
    bulk = False
