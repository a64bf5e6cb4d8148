"""The page of one comparison: how far it is, its piles, what changed since the version before."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.core.actor import Actor
from cases.core.registry import Declared, declared_for
from cases.intake.lists.models import ListRow
from cases.intake.reconciliation.choices import PILES, Pile, ReconciliationState, StopReason
from cases.intake.reconciliation.models import PileEntry, Reconciliation
from cases.intake.reconciliation.models.entry import PileEntryQuerySet
from cases.intake.reconciliation.pages.lines import entry_lines, gone_lines
from cases.intake.reconciliation.possible import PILES as PILES_OF
from cases.intake.reconciliation.queries import (
    changed_in,
    entries_in,
    gone_since,
    last_of,
    new_in,
    piles_of,
)
from cases.places.choices import Country
from cases.templatetags.moments import day_words

AT_ONCE: Final = 50
NEW, CHANGED, GONE = "new", "changed", "gone"
SINCE: Final = {
    NEW: gettext_lazy("New on the list"),
    CHANGED: gettext_lazy("Told otherwise than before"),
    GONE: gettext_lazy("Vanished from the list"),
}
"""What the version before is compared by; beside the piles, not of them."""
WHAT_IT_IS: Final = {
    Pile.CONFLICT: gettext_lazy("The list and our records tell of them differently."),
    Pile.PERHAPS: gettext_lazy(
        "A row may be of one of ours. Until that is confirmed neither is only on one side."
    ),
    Pile.THEIRS: gettext_lazy("The list has them, our records do not."),
    Pile.OURS: gettext_lazy("Our records put them there on that day, the list does not."),
    Pile.BOTH: gettext_lazy("The list and our records agree."),
    NEW: gettext_lazy("The version before did not name them."),
    CHANGED: gettext_lazy("The version before said something else of them."),
    GONE: gettext_lazy("The version before named them, this one does not."),
}


def detail_context(
    actor: Actor, compared: Reconciliation, asked: Mapping[str, str]
) -> tuple[dict[str, Any], list[int]]:
    """Return what the page shows, and the ids of the entries, or vanished rows, that it shows."""
    context = {
        "compared": compared,
        "title": compared.received.sender,
        "facts": facts_of(compared),
        "state": ReconciliationState(compared.state).label,
        "stopped": StopReason(compared.stopped_because).label if compared.stopped_because else "",
        "progress": progress_of(compared),
        "is_outdated": compared.is_done and compared.received.round != compared.round,
        "again_url": again_url(actor, compared),
        "others": others_of(actor, compared),
    }
    if not compared.is_done:
        return context, []
    counts = counts_of(actor, compared)
    show = shown(asked.get("pile", ""), counts)
    home = compared.get_absolute_url()
    context |= {
        "tabs": tabs_of(home, counts, show, PILES),
        "since_tabs": tabs_of(home, counts, show, [name for name in SINCE if name in counts]),
        "former": compared.received.replaces,
        "show": show,
        "show_label": label_of(show),
        "what_it_is": WHAT_IT_IS[show],
        "bulk_acts": bulk_acts(actor, show),
        "once": str(uuid4()),
        "print_url": f"{reverse('reconciliation_print', args=[compared.uuid])}?pile={show}",
        "sheet_url": f"{reverse('reconciliation_sheet', args=[compared.uuid])}?pile={show}",
    }
    after = number_of(asked.get("after", ""))
    words, ids, following = (
        gone_page(actor, compared, after)
        if show == GONE
        else (entries_page(actor, compared, show, after, number_of(asked.get("from", ""))))
    )
    context |= {
        "lines": words,
        "has_acts": any(line.get("acts") for line in words),
        "next_url": f"{home}?pile={show}&after={following}#pile" if following else "",
        "first_url": f"{home}?pile={show}#pile" if after else "",
    }
    return context, ids


def of_what(show: str) -> type[ListRow | PileEntry]:
    """Return of what kind the rows behind a pile are: vanished ones have no entry."""
    return ListRow if show == GONE else PileEntry


def label_of(show: str) -> Any:
    """Return what a pile, or a view beside them, is called."""
    return SINCE.get(show) or Pile(show).label


def shown(asked: str, counts: Mapping[str, int]) -> str:
    """Return which pile is shown: the one asked for, else the first with somebody on it."""
    if asked in counts:
        return asked
    return next((pile.value for pile in PILES if counts[pile]), Pile.BOTH.value)


def counts_of(actor: Actor, compared: Reconciliation) -> dict[str, int]:
    """Return pile or view -> how many, those of the version before only where there is one."""
    counts = piles_of(actor, compared)
    if compared.received.replaces_id is not None:
        counts |= {name: int(compared.counts.get(name, 0)) for name in SINCE}
    return counts


def tabs_of(home: str, counts: Mapping[str, int], show: str, names: Any) -> list[dict[str, Any]]:
    """Return the tabs, each with how many stand behind it."""
    return [
        {
            "label": str(label_of(name)),
            "url": f"{home}?pile={name}",
            "count": number_format(counts[name], force_grouping=True),
            "is_nought": not counts[name],
            "is_current": name == show,
        }
        for name in (str(one) for one in names)
    ]


def number_of(text: str) -> int:
    """Return a number from the address, 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else 0


def entries_of(actor: Actor, compared: Reconciliation, show: str) -> PileEntryQuerySet:
    """Return the entries of a pile, or of a view beside them, in the order of the list."""
    if show == NEW:
        return new_in(actor, compared).order_by("number")
    if show == CHANGED:
        return changed_in(actor, compared).order_by("number")
    return entries_in(actor, compared).on(show)


Shown = tuple[list[dict[str, Any]], list[int], int]


def entries_page(
    actor: Actor,
    compared: Reconciliation,
    show: str,
    after: int,
    begin: int,
    *,
    most: int = AT_ONCE,
) -> Shown:
    """Return some entries in words, their ids, and behind which number the next page begins."""
    query = entries_of(actor, compared, show).filter(number__gt=after, number__gte=begin)
    entries: list[PileEntry] = list(query.select_related("row", "row__received")[: most + 1])
    is_more, entries = len(entries) > most, entries[:most]
    for entry in entries:
        entry.reconciliation = compared
    ids = [entry.pk for entry in entries]
    return entry_lines(actor, entries), ids, entries[-1].number if is_more else 0


def gone_page(actor: Actor, compared: Reconciliation, after: int, *, most: int = AT_ONCE) -> Shown:
    """Return some rows of the version before whose people vanished, with who they were to us."""
    query = gone_since(actor, compared).filter(pk__gt=after).select_related("received")
    rows: list[ListRow] = list(query[: most + 1])
    is_more, rows = len(rows) > most, rows[:most]
    return (
        gone_lines(actor, rows, meant_by(actor, compared, rows)),
        [row.pk for row in rows],
        rows[-1].pk if is_more else 0,
    )


def meant_by(actor: Actor, compared: Reconciliation, rows: list[ListRow]) -> dict[int, int]:
    """Return row -> which person of ours it meant, as the last comparison of its list says."""
    found = {row.pk: row.citizen_id for row in rows if row.citizen_id is not None}
    former = compared.received.replaces
    last = last_of(actor, former) if former is not None else None
    if last is not None:
        entries = entries_in(actor, last).filter(row__in=rows, citizen__isnull=False)
        found = dict(entries.values_list("row_id", "citizen_id")) | found
    return found


def bulk_acts(actor: Actor, show: str) -> list[Declared]:
    """Return what may be done with many entries of a pile at once."""
    return [
        item
        for item in declared_for("pile-entries")
        if item.form.bulk and actor.may(item.operation.may) and show in PILES_OF[item.name]
    ]


def facts_of(compared: Reconciliation) -> list[dict[str, Any]]:
    """Return with whom of ours the list was compared, label beside value."""
    place, holder = compared.place, compared.holder
    return [
        {
            "label": _("List"),
            "value": str(compared.received),
            "url": compared.received.get_absolute_url(),
            "url_label": _("Look at it"),
        },
        {"label": _("As of which day"), "value": day_words(compared.as_of)},
        {
            "label": _("Country"),
            "value": str(Country(compared.country).label) if compared.country else "",
        },
        {"label": _("Place"), "value": place.label if place else ""},
        {"label": _("In whose hands"), "value": str(holder) if holder else ""},
    ]


def progress_of(compared: Reconciliation) -> dict[str, Any]:
    """Return how far the work in the background is, nothing once it is over."""
    if not compared.is_running:
        return {}
    done, total = (
        number_format(number, force_grouping=True) for number in (compared.checked, compared.rows)
    )
    words = _("%(done)s of %(total)s rows") % {"done": done, "total": total}
    return {"done": compared.checked, "total": max(compared.rows, 1), "words": words}


def again_url(actor: Actor, compared: Reconciliation) -> str:
    """Return where the list is compared again, nothing while it is or without the right."""
    if compared.is_running or not actor.may("list.take_in"):
        return ""
    return reverse("reconciliation_start", args=[compared.received.uuid])


def others_of(actor: Actor, compared: Reconciliation) -> list[Reconciliation]:
    """Return the other comparisons of the list: each stays, as evidence."""
    rows = Reconciliation.objects.visible_to(actor).filter(received=compared.received)
    return list(rows.exclude(pk=compared.pk).select_related("received")[:10])
