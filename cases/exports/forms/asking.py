"""Asking for an export, declared once for web, API and admin."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import BlockerKind, Stage
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.core.fields import Choice, Moment, Ref, Text, YesNo
from cases.core.fields.dates import parse_when
from cases.core.forms import OperationForm
from cases.core.listing import usable_by
from cases.core.registry import declares
from cases.exports.choices import (
    FIELD_OF,
    Age,
    ExportFormat,
    ExportKind,
    Held,
    Officer,
    TakingPurpose,
)
from cases.exports.kinds import KINDS, kinds_for
from cases.exports.operations import ask_export
from cases.incidents.models import Incident
from cases.missions.models import Mission
from cases.places.choices import Country
from cases.procedures.choices import Body
from cases.publishing.models import Snapshot

ALWAYS: Final = ("kind", "format", "purpose", "words")
FOR_KINDS: Final = frozenset(
    {
        *("mission", "stage", "only_open", "held", "assigned", "country", "age"),
        *("blocker", "must_act", "voided"),
    }
)
"""Fields whose help says for which kinds they are, which a page of one kind need not say."""


class KindChoice(Choice):
    """The kinds that the role looks at."""

    def narrow(self, actor: Actor, target: Any) -> None:
        seen = {"", *kinds_for(actor)}
        offered: Any = self.choices
        self.choices = [row for row in offered if row[0] in seen]


def fields_for(actor: Actor, kind: str) -> set[str]:
    """Return the fields of the form by which rows of a kind are asked for."""
    filters = usable_by(actor, KINDS[kind].filters)
    return {*ALWAYS, *(FIELD_OF.get(row.name, row.name) for row in filters)}


def missions_for(actor: Actor, target: Any) -> Any:
    """Return the missions by which headquarters narrows; for others there is but their own."""
    missions = Mission.objects.visible_to(actor)
    return missions if actor.is_headquarters else missions.none()


@declares(ask_export, at="exports/ask")
class AskExport(OperationForm):
    """Which rows, in which form, what for."""

    title = _("Ask for an export")
    what_happens = _(
        "The rows are counted first and nothing is written yet. Who asked, what for and which rows "
        "were taken along stays on record."
    )
    done = _("The rows are counted. Look at the number before you go on.")
    example = {
        "kind": "cases",
        "format": "csv",
        "purpose": "reporting",
        "words": "Weekly report to the Consular Department",
        "stage": "reported",
    }

    kind = KindChoice(ExportKind, label=_("What stands in the file"))
    format = Choice(ExportFormat, label=_("Form of the file"))
    purpose = Choice(TakingPurpose, label=_("What it is for"))
    words = Text(
        label=_("For whom, and why"),
        help_text=_("In words of your own, without the name or number of a person."),
        max_length=200,
    )
    incident = Ref(
        by="code",
        among=lambda actor, target: Incident.objects.visible_to(actor),
        label=_("Incident"),
        required=False,
    )
    mission = Ref(
        by="code",
        among=missions_for,
        label=_("Mission"),
        help_text=_("Only for headquarters, and for cases."),
        required=False,
    )
    stage = Choice(Stage, label=_("Stage"), help_text=_("For cases."), required=False)
    only_open = YesNo(label=_("Only open cases"), help_text=_("For cases."), required=False)
    held = Choice(Held, label=_("On hold"), help_text=_("For cases."), required=False)
    assigned = Choice(Officer, label=_("Officer"), help_text=_("For cases."), required=False)
    country = Choice(
        Country,
        label=_("Where the person is now"),
        help_text=_("For cases and people; of a reported figure, where it places them."),
        required=False,
    )
    age = Choice(Age, label=_("Age"), help_text=_("For cases."), required=False)
    blocker = Choice(BlockerKind, label=_("What blocks"), help_text=_("For cases."), required=False)
    must_act = Choice(Body, label=_("Who must act"), help_text=_("For cases."), required=False)
    voided = YesNo(
        label=_("With entries that were voided"),
        help_text=_("For crossings and stays."),
        required=False,
    )
    as_of = Moment(
        label=_("As of"),
        help_text=_("For our figures: what was so at this moment. Empty: now."),
        required=False,
    )
    known_at = Moment(
        label=_("As known at"),
        help_text=_("For our figures: counting what was known then. Empty: all that is known."),
        required=False,
    )
    snapshot = Ref(
        by="uuid",
        among=lambda actor, target: Snapshot.objects.visible_to(actor),
        label=_("Snapshot"),
        help_text=_("For figures kept in snapshots. Empty: those of all snapshots."),
        required=False,
    )

    def __init__(self, actor: Actor, target: Any = None, **said: Any) -> None:
        super().__init__(actor, target, **said)
        if self.body is None:
            self.fit(str((self.data if self.is_bound else self.initial).get("kind") or ""))

    @property
    def heading(self) -> Sentence:
        """Ask for what, where that is picked."""
        kind = self.picked
        return _("Export: %(kind)s") % {"kind": KINDS[kind].title} if kind else self.title

    @property
    def button(self) -> Sentence:
        """Nothing more is done than that."""
        return _("Count the rows")

    @property
    def picked(self) -> str:
        """The kind that the page asks for, where it is one the reader looks at."""
        kind = str((self.data if self.is_bound else self.initial).get("kind") or "")
        return kind if kind in kinds_for(self.actor) else ""

    def fit(self, kind: str) -> None:
        """Leave on the page what rows of the picked kind are narrowed by, and nothing else."""
        for name in ("as_of", "known_at"):
            self.initial[name] = moment_of(self.initial.get(name))
        if not self.picked:
            return
        for name in set(self.fields) - fields_for(self.actor, kind):
            del self.fields[name]
        for name in FOR_KINDS & self.fields.keys():
            self.fields[name].help_text = ""
        for name in KINDS[kind].needs:
            self.fields[name].required = True
        if kind != ExportKind.PUBLISHED:
            purpose: Any = self.fields["purpose"]
            purpose.choices = [row for row in purpose.choices if row[0] != TakingPurpose.PUBLIC]
        only: Any = self.fields["kind"]
        only.choices = [row for row in only.choices if row[0] == kind]


def moment_of(said: Any) -> Any:
    """Return a moment that an address picks as the page takes it; what is none is left out."""
    if not isinstance(said, str):
        return said
    try:
        return Moment().shown(parse_when(said))
    except ValidationError:
        return None
