"""What the state of an export means for whoever looks at it, and the way to ask for it anew."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.core.taking_along import export_address
from cases.exports.choices import FIELD_OF, ExportState, ExportStop
from cases.exports.kinds import KINDS
from cases.exports.models import Export
from cases.exports.pages.words import rows_words
from cases.exports.policies import is_over
from cases.exports.slices import UNDECIDED, second_of

OVER: Final = frozenset(
    {
        *(ExportState.STOPPED, ExportState.REFUSED),
        *(ExportState.WITHDRAWN, ExportState.EXPIRED),
    }
)
NOT_ASKED: Final = frozenset({"known_at", "language"})
"""What an export puts down by itself."""
FOR_ASKER: Final[dict[str, Sentence]] = {
    ExportState.COUNTED: gettext_lazy(
        "So many rows would be taken along. Go on only if you meant this number."
    ),
    ExportState.WAITING: gettext_lazy(
        "Nothing is written before a second person has decided. You are told what she decides."
    ),
    ExportState.WRITING: gettext_lazy(
        "It is written in the background. You need not wait here: you are told when it is ready."
    ),
}
FOR_OTHERS: Final[dict[str, Sentence]] = {
    ExportState.WAITING: gettext_lazy(
        "Look at the number, at what it is for and at the columns before you decide."
    ),
    ExportState.READY: gettext_lazy("Only whoever asked for it takes the file."),
}
FOR_ALL: Final[dict[str, Sentence]] = {
    ExportState.REFUSED: gettext_lazy("Nothing was written. Below stands who refused it, and why."),
    ExportState.WITHDRAWN: gettext_lazy("It was taken back. No file is kept."),
    ExportState.EXPIRED: gettext_lazy("Its time is over, and no file is kept."),
}


def says(actor: Actor, export: Export) -> str:
    """Return what the number and the state mean for what follows, in a sentence or two."""
    if export.stopped_because:
        return str(ExportStop(export.stopped_because).label)
    if is_over(export) and export.state not in OVER:
        return _("The time of this export is over. Ask for it anew.")
    is_own = export.is_of(actor)
    second = second_of(actor, export) if export.state in UNDECIDED else None
    if export.state == ExportState.COUNTED and second:
        return second.why
    if export.state == ExportState.READY and is_own:
        return " ".join(of_file(export))
    by_state = FOR_ASKER if is_own else FOR_OTHERS
    said = str(by_state.get(export.state) or FOR_ALL.get(export.state, ""))
    return f"{second.why} {said}" if second else said


def of_file(export: Export) -> list[str]:
    """Return what whoever takes the file has to know of it."""
    said = []
    if export.rows != export.counted:
        words = _("%(counted)s were counted when it was asked for; some changed since.")
        said.append(words % {"counted": rows_words(export.counted)})
    if export.needs_second:
        said.append(_("You are asked who you are before the file is given to you."))
    return said


def again_url(actor: Actor, export: Export) -> str:
    """Return where the same rows are asked for anew, once an export of one's own is over."""
    is_done = export.state in OVER or is_over(export)
    if not is_done or not export.is_of(actor):
        return ""
    filters = {row.name for row in KINDS[export.kind].filters}
    asks = {
        FIELD_OF.get(name, name): value
        for name, value in export.asks.items()
        if name not in {*NOT_ASKED, "standing"}
    }
    if "standing" in filters and "standing" not in export.asks:
        asks["voided"] = "true"
    return export_address(actor, export.kind, format=export.format, **asks)
