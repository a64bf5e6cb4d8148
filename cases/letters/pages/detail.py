"""One letter, a batch, and the page on which a letter is issued."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.casework.pages.operation import describe_case, since
from cases.citizens.named import name_shown
from cases.core import present
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.possible import possible_on
from cases.core.web import Page
from cases.letters.choices import Accepted, Addressed, LetterCode
from cases.letters.contradiction import Contradiction
from cases.letters.facts import facts_of
from cases.letters.kinds import kinds
from cases.letters.leaving_out import left_out_of, why_words
from cases.letters.models import Letter, LetterBatch, LetterContent
from cases.letters.operations.meanwhile import against
from cases.letters.pages.words import tag_of, told_once, waiting_days
from cases.letters.policies import (
    is_on_step,
    letters_left,
    not_sent_with_others,
    standing,
)
from cases.letters.queries import content_of, letters_in, relatives_told, replaced_by
from cases.letters.writing import as_typed, writable, writable_one
from cases.procedures.choices import RestrictedGroup
from cases.procedures.citations import cited
from cases.templatetags.moments import day_words, moment, occurred

Row = dict[str, Any]


def letter_context(actor: Actor, letter: Letter) -> Row:
    """Return everything the page of a letter shows."""
    content = content_of(actor, letter)
    offered = possible_on(actor, "letters", letter)
    possible = {item.declared.verb for item in offered if item.is_possible}
    return {
        "letter": letter,
        "title": letter.get_kind_display(),
        "name": name_shown(letter.case.citizen.full_name),
        "case_url": letter.case.get_absolute_url(),
        "state": tag_of(letter),
        "waits": waiting_days([letter], present.now()).get(letter.pk, ""),
        "rows": register_rows(actor, letter) + accepted_rows(actor, letter, content),
        "reply": reply_rows(letter, actor.zone),
        "text": content.text if content is not None else "",
        "withheld": withheld(letter, content),
        "file_url": reverse("letter_file", args=[letter.uuid]) if content is not None else "",
        "acts": acts_on(actor, letter, possible),
        "unconfirmed": letter.made_as.unconfirmed({letter.language}),
    }


def withheld(letter: Letter, content: LetterContent | None) -> str:
    """Return that the words are not for this reader; empty where they are."""
    if content is not None:
        return ""
    words = {"group": RestrictedGroup(letter.restricted).label}
    return _("What this letter says is restricted (%(group)s), and not for your role.") % words


def register_rows(actor: Actor, letter: Letter) -> list[Row]:
    """Return the line of the register, row by row."""
    rows: list[Row] = [
        {"label": _("Number"), "value": letter.number},
        {"label": _("Dated"), "value": day_words(letter.dated_on)},
        {"label": _("Issued"), "value": moment(letter.issued_at, actor.zone)},
        {"label": _("By"), "value": str(letter.issued_by or _("The system"))},
        *sent_rows(actor, letter),
    ]
    optional = (
        (_("Addressee"), addressee_words(actor, letter)),
        (_("Step"), str(letter.step.procedure) if letter.step is not None else ""),
        (_("Language"), letter.get_language_display()),
        (_("Withdrawn because"), letter.withdraw_reason),
    )
    rows += [{"label": label, "value": value} for label, value in optional if value]
    if letter.replaces is not None:
        rows.append({"label": _("Replaces"), **linked(letter.replaces)})
    later = replaced_by(actor, letter)
    if later is not None:
        label = _("Replaced by") if letter.replaced_at else _("Replaced, once it is sent, by")
        rows.append({"label": label, **linked(later)})
    rows.append({"label": _("Digest of the file"), "value": letter.digest[:16]})
    return rows


def addressee_words(actor: Actor, letter: Letter) -> str:
    """Return to whom a letter goes: a body, or who of the family, as far as in sight."""
    return str(letter.authority or relatives_told(actor, [letter]).get(letter.pk) or "")


def accepted_rows(actor: Actor, letter: Letter, content: LetterContent | None) -> list[Row]:
    """Return what contradicted and was looked at: at issuing, at sending, by whom and when.

    Nothing for who does not read what the letter says.
    """
    if content is None:
        return []
    issued = content.values.get("accepted", [])
    looks = (
        (_("Looked at when it was issued"), issued, letter.issued_by, letter.issued_at),
        (
            _("Looked at when it was sent"),
            letter.sent_accepted,
            letter.sent_by,
            letter.sent_recorded_at,
        ),
    )
    return [
        {
            "label": label,
            "value": "; ".join(str(Accepted(code).label) for code in codes),
            "note": format_html("{}, {}", by or _("The system"), moment(at, actor.zone)),
        }
        for label, codes, by, at in looks
        if codes
    ]


def sent_rows(actor: Actor, letter: Letter) -> list[Row]:
    """Return when it was sent, by whom, with the signed copy; nothing for one that was not."""
    if letter.sent_at is None or letter.signed_copy is None:
        return []
    copy = letter.signed_copy
    words = _("withdrawn; attach another one") if copy.is_withdrawn else _("attached")
    words = _("one for all letters of the batch") if letter.is_sent_with_others else words
    return [
        {"label": _("Sent"), "value": occurred(letter.sent_from, letter.sent_at, actor.zone)},
        {"label": _("Who sent it"), "value": str(letter.sent_by or _("The system"))},
        {
            "label": _("Signed copy"),
            "value": words,
            "url": copy.get_absolute_url(),
            "url_label": _("Look at it"),
        },
    ]


def linked(letter: Letter) -> Row:
    """Return another letter with the link to it."""
    return {"value": letter.number, "url": letter.get_absolute_url(), "url_label": _("Look at it")}


def reply_rows(letter: Letter, zone: str) -> list[Row]:
    """Return the reply: on the letter, or the answer on the step that it asked."""
    asked = letter.inquiry
    at = asked.came_at if asked is not None else letter.replied_at
    since = asked.answered_from if asked is not None else letter.replied_from
    if at is None:
        return []
    number = asked.answer_reference if asked is not None else letter.reply_reference
    rows: list[Row] = [{"label": _("The reply came in"), "value": occurred(since, at, zone)}]
    if number:
        rows.append({"label": _("Their number"), "value": number})
    words = letter.reply_note if asked is None else asked.answer
    return [*rows, {"label": _("What they answered"), "value": words}] if words else rows


def acts_on(actor: Actor, letter: Letter, possible: set[str]) -> list[Row]:
    """Return what can be done with a letter: the answer on its step, a reply, another in place."""
    case_page = letter.case.reference
    acts = []
    if is_on_step(letter) and letter.step is not None and actor.may("step.work"):
        page = reverse("case_operation", args=[case_page, "record-answer"])
        acts.append({"label": _("Record the answer"), "url": f"{page}?step={letter.step.code}"})
    if "send" in possible:
        acts.append({"label": _("Attach the signed copy"), "url": operation_url(letter, "send")})
    if "record-reply" in possible:
        acts.append({"label": _("Record the reply"), "url": operation_url(letter, "record-reply")})
    if "withdraw" in possible and standing(letter) and actor.may("letter.issue"):
        page = reverse("case_operation", args=[case_page, "issue-letter"])
        query = f"?letter={letter.kind}&replaces={letter.uuid}"
        acts.append({"label": _("Replace it"), "url": page + query})
    if "withdraw" in possible:
        acts.append({"label": _("Withdraw the letter"), "url": operation_url(letter, "withdraw")})
    return acts


def operation_url(letter: Letter, verb: str) -> str:
    """Return the page of an act on a letter."""
    return reverse("letter_operation", args=[letter.uuid, verb])


def batch_context(actor: Actor, batch: LetterBatch) -> Row:
    """Return the letters that were issued together, as far as they are in sight."""
    letters = list(letters_in(actor, batch))
    told = relatives_told(actor, letters)
    left = {letter.pk: said.message for letter, said in not_sent_with_others(actor, letters)}
    offered = possible_on(actor, "letter-batches", batch)
    without = left_out_of(actor, batch)
    return {
        "batch": batch,
        "title": batch.get_kind_display(),
        "lines": [
            {
                "number": row.number,
                "url": row.get_absolute_url(),
                "name": name_shown(row.case.citizen.full_name),
                "case": row.case.reference,
                "told": str(told.get(row.pk, "")),
                "state": tag_of(row),
                "left": left.get(row.pk, ""),
            }
            for row in letters
        ],
        "file_url": reverse("letter_batch_file", args=[batch.uuid]),
        "rows": batch_rows(actor, batch, letters),
        "unconfirmed": kinds()[batch.kind].unconfirmed({batch.language}),
        "left": len(left),
        "left_out": [
            {
                "label": row.case.reference,
                "value": why_words(row.codes),
                "url": row.case.get_absolute_url(),
                "url_label": _("Look at it"),
            }
            for row in without.rows
        ],
        "others": without.others,
        "acts": [
            {
                "label": _("Attach one signed copy of all"),
                "url": reverse("letter_batch_operation", args=[batch.uuid, item.declared.verb]),
            }
            for item in offered
            if item.is_possible and item.declared.verb == "send"
        ],
    }


def batch_rows(actor: Actor, batch: LetterBatch, letters: Sequence[Letter]) -> list[Row]:
    """Return what the register says of letters that were issued together, row by row."""
    to = list(dict.fromkeys(str(row.authority) for row in letters if row.authority is not None))
    rows = [
        (_("Number of the letter in front"), batch.number),
        (_("Addressee"), "; ".join(to)),
        (_("Dated"), day_words(batch.dated_on)),
        (_("Issued"), moment(batch.issued_at, actor.zone)),
        (_("By"), str(batch.issued_by or _("The system"))),
        (_("Language"), batch.get_language_display()),
    ]
    sent = next((sent_rows(actor, row) for row in letters if row.is_sent_with_others), [])
    return [*({"label": label, "value": value} for label, value in rows if value), *sent]


def batch_operation() -> Page:
    """Return how the page of an act on letters issued together looks; it leads back to them."""

    def describe(actor: Actor, batch: LetterBatch) -> Row:
        return {
            "reference": batch.number,
            "name": str(batch),
            "url": batch.get_absolute_url(),
            "rows": [],
            **standing_against(actor, letters_left(actor, list(letters_in(actor, batch)))),
        }

    return Page(describe=describe, done=opened, cancel=reverse("letter_list"))


def letter_operation(verb: str) -> Page:
    """Return how the page of an act on a letter looks; it leads back to the letter."""

    def describe(actor: Actor, letter: Letter) -> Row:
        to = addressee_words(actor, letter)
        return {
            "reference": letter.number,
            "name": str(letter.get_kind_display()),
            "url": letter.get_absolute_url(),
            "rows": [{"label": _("Addressee"), "value": to}] if to else [],
            **(standing_against(actor, [letter]) if verb == "send" else {}),
        }

    return Page(describe=describe, done=opened, since=since, cancel=reverse("letter_list"))


def standing_against(actor: Actor, letters: Sequence[Letter]) -> Row:
    """Return what has come up since letters were issued: how cases ended, and each contradiction.

    One sentence of several letters stands once, with their cases.
    """
    ended: list[str] = []
    odd: list[tuple[str, Contradiction]] = []
    for found in against(actor, letters):
        case = found.letter.case.reference if len(letters) > 1 else ""
        if found.refusal is not None:
            ended.append(": ".join(filter(None, (case, str(found.refusal.message)))))
        odd += [(case, row) for row in found.contradictions]
    return {"ended": ended, "contradictions": told_once(odd)}


def opened(answer: Answer) -> str:
    """Return the page of the letter or batch that was made or acted on."""
    page = "letter_batch" if answer.resource == "letter-batches" else "letter_detail"
    return reverse(page, args=[answer.reference])


def issue_page(actor: Actor, case: Case, letter: str, typed: Mapping[str, Sequence[str]]) -> Page:
    """Return the page on which a letter is issued: what it lacks, its draft, then the button.

    `typed`: what was typed so far.
    """
    known = letter if letter in LetterCode.values else ""
    extra: Row = {"chosen": issue_row(actor, case, known, typed) if known else None}
    if not known:
        extra["choices"] = [
            {"title": row.kind.title, "code": row.kind.code, "why_not": row.why_not}
            for row in writable(actor, case)
        ]
        unread = (words for kind in kinds().values() for words in kind.unconfirmed())
        extra["unconfirmed"] = list(dict.fromkeys(unread))
    relatives = extra["chosen"]["relatives"] if known else []
    initial = {"relative": relatives[0]} if len(relatives) == 1 else {}
    return Page(describe=describe_case, done=opened, since=since, extra=extra, initial=initial)


def issue_row(actor: Actor, case: Case, letter: str, typed: Mapping[str, Sequence[str]]) -> Row:
    """Return what the page says of the letter that was picked, as far as it is typed."""
    kind = kinds()[letter]
    facts = facts_of(actor, [case], present.now())[case.pk]
    row = writable_one(actor, kind, facts, **as_typed(actor, kind, typed))
    address = reverse("letter_draft", args=[case.reference, letter])
    return {
        "title": kind.title,
        "legal_basis": cited(kind.legal_basis),
        "unconfirmed": kind.unconfirmed(),
        "step": row.step,
        "asks": row.is_asking,
        "to": Addressed(kind.to).label,
        "group": RestrictedGroup(kind.restricted).label if kind.restricted else "",
        "missing": [{"label": one.label, "url": one.url} for one in row.missing],
        "contradictions": row.contradictions,
        "why_not": row.why_not,
        "draft_url": "" if row.is_over else address,
        "has_addressee": kind.to in {Addressed.HOME, Addressed.HOST, Addressed.ANY},
        "has_languages": len(kind.languages) > 1,
        "relatives": [str(one.uuid) for one in row.relatives],
    }
