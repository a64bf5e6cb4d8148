"""Columns of comparisons of lists with our own records, and of their entries."""

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

RECONCILIATIONS: dict[str, Sentence] = {
    "pileentry.because": _("how that is known"),
    "pileentry.candidate": _("who is perhaps meant"),
    "pileentry.changes": _("changed since the version before"),
    "pileentry.differences": _("differs in"),
    "pileentry.done": _("what was done"),
    "pileentry.done_at": _("done at"),
    "pileentry.done_by": _("done by"),
    "pileentry.former": _("row in the version before"),
    "pileentry.found": _("found on"),
    "pileentry.is_expected": _("expected there"),
    "pileentry.match": _("how sure"),
    "pileentry.pile": _("pile"),
    "pileentry.reasons": _("reasons"),
    "pileentry.reconciliation": _("comparison"),
    "pileentry.row": _("row"),
    "reconciliation.as_of": _("as of the day"),
    "reconciliation.checked": _("rows looked at"),
    "reconciliation.counts": _("piles as found"),
    "reconciliation.country": _("country"),
    "reconciliation.finished_at": _("finished at"),
    "reconciliation.holder": _("in whose hands"),
    "reconciliation.place": _("place"),
    "reconciliation.received": _("list"),
    "reconciliation.rows": _("rows"),
    "reconciliation.started_at": _("started at"),
    "reconciliation.started_by": _("started by"),
    "reconciliation.state": _("how far"),
    "reconciliation.stopped_because": _("why stopped"),
}
