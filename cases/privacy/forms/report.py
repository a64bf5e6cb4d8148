"""What asking for the report to a person takes."""

from django.utils.translation import gettext_lazy as _

from cases.citizens.forms.person import UUID
from cases.core.fields import Choice, Day
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.privacy.choices import ReportLanguage, ReportReason
from cases.privacy.models import PersonReport
from cases.privacy.operations import make_report

resource("person-reports", PersonReport, key="uuid", pattern=UUID)


@declares(make_report, at="citizens/report")
class MakeReport(OperationForm):
    """Everything held on her, for her."""

    title = _("Report to the person")
    what_happens = _(
        "Everything that is held on this person, as far as you see it, to read, print or download. "
        "The reason and each reading are on record."
    )
    done = _("The report can be read for one day.")
    example = {"reason": "person", "language": "vi", "asked_on": "2025-11-20"}
    bulk = False
    makes_another = True

    reason = Choice(ReportReason, label=_("Why it is needed"))
    language = Choice(
        ReportLanguage,
        label=_("Language of the report"),
        help_text=_("The language of the person, or your own."),
    )
    asked_on = Day(
        label=_("Asked for on"),
        help_text=_("A person who asks gets an answer within two working days."),
        required=False,
    )
