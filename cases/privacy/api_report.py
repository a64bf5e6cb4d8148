"""Reading the report to a person as data."""

from typing import Any

from django.utils import translation

from cases.core.api import RowView
from cases.core.registry import RESOURCES
from cases.core.roles import FILE
from cases.privacy.policies import allow_report
from cases.privacy.serializers import PERSON_REPORT, report_parts


class ReportDetail(RowView):
    """Everything that is held on a person, as far as the caller sees it; for one day.

    Ask for it first, with the reason, at `citizens/<uuid>/report/`.
    """

    sees = FILE
    resource = "person-reports"
    shape = PERSON_REPORT
    disclosed = ("citizen.report_downloaded", "download_report")

    def more(self, row: Any) -> dict[str, Any]:
        """Return the report itself, for who may read it now."""
        RESOURCES["citizens"].find(self.actor, str(row.citizen.uuid))
        allow_report(self.actor, row)
        with translation.override(row.language):
            return report_parts(self.actor, row)
