"""What preparing a handover takes, and what is said of each person of its list."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.casework.forms.way import PlaceRef
from cases.casework.groups.forms import case_named
from cases.casework.models import Case
from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.core.fields import Choice, Codes, Named, Number, Ref, Refs, Text
from cases.core.forms import OperationForm
from cases.core.many import BULK_LIMIT
from cases.core.registry import declares, resource
from cases.missions.choices import MissionKind
from cases.missions.models import Mission
from cases.movements.handover.choices import HandoverKind, SaidState
from cases.movements.handover.models import Handover, HandoverLine
from cases.movements.handover.operations import (
    account_for,
    add_to_handover,
    note_handover_health,
    note_papers,
    prepare_handover,
    report_count,
)
from cases.movements.handover.papers import CountKind, PaperKind
from cases.movements.models import Movement
from cases.places.choices import Generation
from cases.places.models import Place, Province

NUMBER = r"[A-Z0-9-]{1,12}-H-[0-9]{4}-[0-9]{4,6}"
NO_ID = "00000000-0000-4000-8000-000000000000"
resource("handovers", Handover, key="number", pattern=NUMBER)


def lines_among(actor: Actor, target: Any) -> Any:
    """Return the people of the list that are in sight."""
    rows = HandoverLine.objects.visible_to(actor).filter(handover=target)
    return rows.select_related("case__citizen").order_by("position")


def label_of_line(row: Any) -> str:
    """Return the name of a person with the number of her case."""
    return f"{name_shown(row.case.citizen.full_name)} · {row.case.reference}"


class LineRefs(Refs):
    """People of the list, by name and number of the case."""

    def label_of(self, row: Any) -> str:
        return label_of_line(row)


class LineRef(Ref):
    """One person of the list."""

    def label_of(self, row: Any) -> str:
        return label_of_line(row)


def lines_field() -> LineRefs:
    """Of whom it is said."""
    return LineRefs(by="uuid", among=lines_among, label=_("Who"))


def cases_field() -> Named:
    """Of which cases."""
    return Named(
        by="reference",
        among=lambda actor, target: Case.objects.visible_to(actor).select_related("citizen"),
        most=BULK_LIMIT,
        label=_("Cases"),
    )


@declares(prepare_handover, at="handovers/prepare")
class PrepareHandover(OperationForm):
    """The list, before anything happens."""

    title = _("Prepare a handover")
    what_happens = _(
        "A list is drawn up and gets a number. Nothing is written down of the people before it is "
        "signed."
    )
    done = _("The list is drawn up. Say of each person whether she is handed over, then sign.")
    example = {"cases": [], "kind": "home_gate", "place": "noi-bai"}
    template = "movements/handover/prepare.html"
    refuses = (422,)

    cases = cases_field()
    kind = Choice(HandoverKind, label=_("Between which hands"))
    place = PlaceRef(
        by="code",
        among=lambda actor, target: Place.objects.visible_to(actor),
        label=_("Where"),
    )
    reception_point = Ref(
        by="code",
        among=lambda actor, target: Mission.objects.visible_to(actor).filter(
            kind=MissionKind.RECEPTION_POINT
        ),
        label=_("Reception point that takes part"),
        help_text=_("It sees the list and may sign it."),
        required=False,
    )
    movement = Ref(
        by="number",
        among=lambda actor, target: Movement.objects.visible_to(actor).order_by("-pk"),
        label=_("Movement by which they come"),
        required=False,
    )


@declares(add_to_handover, at="handovers/add")
class AddToHandover(OperationForm):
    """Somebody is there who does not stand on the list."""

    title = _("Add somebody who is there")
    done = _("The person is on the list.")
    example = {"case": "BKK-2025-00003", "reason": "Stood at the gate with the others."}
    bulk = False
    refuses = (422,)

    case = Text(label=_("Number of the case"), max_length=24)
    reason = Text(label=_("Why this person was not on the list"), max_length=300)

    def clean_case(self) -> Case:
        """Return the case under the number."""
        return case_named(self.actor, self.cleaned_data["case"])


@declares(account_for, at="handovers/account-for")
class AccountFor(OperationForm):
    """Everybody of the list is accounted for before it is signed."""

    title = _("Say who is handed over")
    done = _("It is noted.")
    example = {"lines": [NO_ID], "state": "handed"}
    bulk = False
    refuses = (422,)

    lines = lines_field()
    state = Choice(SaidState, label=_("What became of them"))
    reason = Text(
        label=_("Why"),
        help_text=_("Needed unless they are handed over. Nothing about health."),
        max_length=300,
        required=False,
    )
    whereabouts = Text(
        label=_("Where the person is"),
        help_text=_("Needed of who is not present; or that nobody knows."),
        max_length=200,
        required=False,
    )


@declares(note_papers, at="handovers/note-papers")
class NotePapers(OperationForm):
    """The checklist of papers and belongings, and where the person goes."""

    title = _("Note papers and belongings")
    done = _("It is noted what goes along.")
    example = {"lines": [NO_ID], "papers": ["travel-document", "mission-dossier"]}
    bulk = False
    sparse = True
    fixed = ("lines",)
    refuses = (422,)

    lines = lines_field()
    papers = Codes(PaperKind, label=_("What goes along"), required=False)
    belongings = Text(
        label=_("Money, valuables and luggage in words"), max_length=300, required=False
    )
    home_province = Ref(
        by="code",
        among=lambda actor, target: Province.objects.visible_to(actor).filter(
            generation=Generation.NEW
        ),
        label=_("Home province"),
        required=False,
    )
    received_body = Text(
        label=_("Who takes this person over there"),
        help_text=_("Where it is another body than for the whole list."),
        max_length=200,
        required=False,
    )
    remarks = Text(
        label=_("Remarks"),
        help_text=_("Nothing about health: that is noted apart."),
        max_length=500,
        required=False,
        multiline=True,
    )

    def stored(self, picked: Any) -> dict[str, Any]:
        """Return what stands on the line of one person; of several at once nothing."""
        key = picked.get("lines") if picked else None
        keys = key if isinstance(key, list) else [key]
        if len(keys) != 1 or not isinstance(self.target, Handover) or not keys[0]:
            return {}
        return stored_of(self.actor, self.target, str(keys[0]))


def stored_of(actor: Actor, handover: Handover, key: str) -> dict[str, Any]:
    """Return what is noted of one person of a list."""
    for line in lines_among(actor, handover).select_related("home_province"):
        if str(line.uuid) == key:
            return {
                "papers": line.papers,
                "belongings": line.belongings,
                "home_province": line.home_province,
                "received_body": line.received_body,
                "remarks": line.remarks,
            }
    return {}


@declares(note_handover_health, at="handovers/note-health")
class NoteHandoverHealth(OperationForm):
    """For the annex that only some read."""

    title = _("Note what concerns health")
    what_happens = _(
        "Only roles that read health see it. It is printed on an annex of its own, never in the "
        "minutes."
    )
    done = _("It is noted for the annex.")
    example = {"line": NO_ID, "words": "Takes a medicine twice a day; the list is in the envelope."}
    bulk = False
    refuses = (403,)

    line = LineRef(by="uuid", among=lines_among, label=_("Who"))
    words = Text(
        label=_("What whoever receives the person must know"), max_length=2000, multiline=True
    )


@declares(report_count, at="handovers/report-count")
class ReportCount(OperationForm):
    """A figure of the host or of the police, as they say it."""

    title = _("Write down a count of others")
    what_happens = _("It is printed with who says so. Nothing of a person is concluded from it.")
    done = _("The count is written down.")
    example = {"count": "left-legally", "number": 22, "said_by": "Border guard of the gate"}
    bulk = False

    count = Choice(CountKind, label=_("What is counted"))
    number = Number(label=_("How many"), min_value=0, max_value=9999)
    said_by = Text(label=_("Who says so"), max_length=160)
