"""What can be wrong or odd about a list and its rows: codes in the rows, sentences for staff.

A fault keeps a row from being taken in; a note only says what was made of a cell.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as in_catalogue
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence
from cases.core.text import in_reader_words
from cases.intake.lists.choices import SET_ASIDE, UNUSED_DAY, Delimiter, ListField
from cases.places.choices import Country
from cases.templatetags.moments import stored_words

Said = dict[str, Any]

FAULTS: Final[dict[str, Sentence]] = {
    "no_name": _("No name is written in this row."),
    "several_people": _(
        "This cell names %(count)s people: %(shown)s. Split the row, or write the name of one."
    ),
    "perhaps_several": _(
        "“%(text)s” may name several people, or one person and something else. Write the name of "
        "one here; whoever else is meant is registered on their own."
    ),
    "spoilt_name": _(
        "The letters of this name were spoilt on the way. It was probably “%(likely)s”: write it "
        "as it should be."
    ),
    "birth_unreadable": _("“%(text)s” cannot be read as a birth date."),
    "birth_future": _("The birth date “%(text)s” lies in the future."),
    "birth_too_old": _("The birth date “%(text)s” is too long ago for somebody alive."),
    "birth_ambiguous": _("“%(text)s” can be %(first)s or %(second)s. Write which one it is."),
    "sex_unreadable": _("“%(text)s” says no sex that is known. Write m or f, or leave it empty."),
    "country_unreadable": _(
        "“%(text)s” is no country that is known. Write its code, such as VN, or leave it empty."
    ),
    "personal_number": _(
        "“%(text)s” is no number of an identity card: it has 12 digits, an old one 9."
    ),
    "number_cut": _(
        "“%(text)s” has %(count)s digits, and is no number of this person with zeros before it. "
        "Write the whole number."
    ),
    "document_number": _("“%(text)s” cannot be read as the number of a document."),
    "phone": _("“%(text)s” cannot be read as a phone number."),
    "phone_whose": _(
        "It is not clear whose phone “%(text)s” is. Write the number of the person here, or leave "
        "this empty and write it as the phone of the relative."
    ),
    "crossed_unreadable": _("“%(text)s” cannot be read as the day of the crossing."),
    "crossed_future": _("The day of the crossing lies in the future."),
    "crossed_before_birth": _("The border was crossed before the person was born."),
    "too_long": _("This is too long: at most %(most)s characters."),
    "refused": _("It could not be taken in: %(sentence)s"),
    SET_ASIDE: _(
        "This row could not be compared or taken in: the system failed at it. It was set aside; "
        "the others went on. Whoever runs the system finds the fault under %(reference)s."
    ),
    "fits_nobody": _(
        "No question to this body that a list can answer fits this row. Write the number of the "
        "case or of our letter, park the row, or leave it out."
    ),
    "fits_two": _(
        "This row fits more than one open question: %(cases)s. Write the number of the case or of "
        "our letter."
    ),
    "answer_missing": _("The row says no answer. Write one, or leave the row out."),
    "answer_unreadable": _(
        "“%(text)s” is no answer that is known. Write yes, no, not a citizen or another person."
    ),
    "answer_before_question": _(
        "The letter is dated before %(case)s was asked about. Correct its date, or park the row."
    ),
    "answer_needs_case": _(
        "This answer needs more than a row says. Record it on the case %(case)s and leave the row "
        "out."
    ),
    "answer_lacks": _(
        "The result asks for “%(label)s” too, and no column of a list brings that. Record the "
        "answer on the case %(case)s and leave the row out."
    ),
    "answer_needs_day": _(
        "The result asks for “%(label)s” too. Give the day with the answers, or in this row."
    ),
    "day_unreadable": _("“%(text)s” cannot be read as a day. Write it as 2025-11-23."),
    "day_future": _("%(text)s has not come yet. Correct the day, or park the row."),
    "day_after_list": _("%(text)s lies after the day on which the list was received, %(day)s."),
    "day_after_letter": _(
        "%(text)s lies after the date of their letter, %(day)s, which tells of it. Correct the one "
        "that is wrong, or park the row."
    ),
    "day_before_question": _(
        "%(text)s lies before %(case)s was asked about. Correct the day, or park the row."
    ),
    "answered_otherwise": _(
        "Row %(other)s gives another answer to the same question. Ask the body, and leave one out."
    ),
    "country_other": _(
        "The list says %(country)s, and nobody of another country is registered from a list. "
        "Correct the nationality, or leave the row out."
    ),
    "twice": _("The same person stands in row %(row)s already."),
    "pair": _("Row %(row)s may be of the same person. Say whether it is."),
    "pair_in_sheet": _(
        "Row %(row)s of sheet “%(sheet)s” may be of the same person. Say whether it is."
    ),
}
NOTES: Final[dict[str, Sentence]] = {
    "birth_buddhist": _("The year of birth was of the Buddhist calendar."),
    "birth_short_year": _("The year of birth had two digits."),
    "birth_default_day": _("1 January is often written when only the year is known."),
    "birth_serial": _("The birth date was a bare number of the spreadsheet."),
    "zeros_lost": _(
        "The number had lost its leading zeros in the spreadsheet; they were put back."
    ),
    "host_script": _("The name is in the script of the host country."),
    "perhaps_keys": _("The name looks like keys of Vietnamese typing; it may be “%(likely)s”."),
    "province_unknown": _("“%(text)s” is no province that is known; it stands in the summary."),
    "place_unknown": _("“%(text)s” is no place of ours; it stands as the address."),
    "crossing_unsaid": _(
        "The day of the crossing stands in the summary, since the list does not say which border."
    ),
    "differs": _(
        "The name, the birth date or a number is not that of %(case)s. Look at both before you "
        "accept it."
    ),
    "name_alone": _(
        "The name is that of %(case)s, and nothing else in the row says that this person is meant. "
        "Look at both before you accept it."
    ),
    "number_differs": _(
        "The row gives the number “%(numbers)s”, which is not that of %(case)s. Look at both "
        "before you accept it."
    ),
    "differs_open": _(
        "%(what)s: on record “%(old)s”, in the answer “%(new)s”. Say which of the two holds."
    ),
    "differs_kept": _("%(what)s: on record “%(old)s”, in the answer “%(new)s”. The record holds."),
    "differs_taken": _(
        "%(what)s: on record “%(old)s”, in the answer “%(new)s”. The answer is taken over."
    ),
    "not_asked": _(
        "No question about %(case)s can be answered by this list: it was not asked, was answered "
        "before, or is answered on its case."
    ),
    UNUSED_DAY: _("The day %(text)s is not used: this answer has no day of its own."),
    "document_lost": _("The passport is said to be lost."),
    "phone_words": _("Words beside the phone number stand in the summary."),
    "country_unknown": _("The nationality is not known; it is verified on the case."),
    "hidden_row": _("The row was hidden in the workbook."),
    "same_row": _("It is the person in row %(row)s, an officer said; there it goes on."),
    "formula": _("A cell held a formula; its stored value was taken."),
}
SENTENCES: Final[dict[str, Sentence]] = FAULTS | NOTES
LEFT_OUT: Final[dict[str, Sentence]] = {
    "above": _("Above the table"),
    "heading": _("A heading"),
    "section": _("The title of a part of the table"),
    "total": _("A row of totals"),
    "below": _("Below the table"),
    "no_sheet": _("On a sheet, or in a table, without people"),
    "empty": _("Nothing in the columns that are read"),
    "foreign": _("Of another country: stays in the list"),
    "by_officer": _("Left out by an officer"),
    "same_row": _("The person stands in another row"),
    "withdrawn": _("The list was withdrawn"),
    "term_over": _("The term of retention was over: its words were taken out"),
}
"""Why a row is none of a person, as a code at the beginning of `reason`."""
TAKEN_UP_WORDS: Final[Sentence] = _("Taken up by an officer")
DOUBTS: Final[dict[str, Sentence]] = {
    "crossed_out": _("Something in this row is crossed out in the workbook."),
    "perhaps_total": _("This looks like a row of totals, and may be a person."),
    "perhaps_heading": _("This looks like headings, and may be a person."),
    "perhaps_below": _("This stands below a total: a person, or who signed the list?"),
    "perhaps_section": _("This is a name, or the title of a part of the table."),
    "perhaps_person": _(
        "No name stands in the column of names; a person may be meant all the same."
    ),
    "perhaps_continued": _(
        "This has no number and may go on from the row above. If so, write that row whole and "
        "leave this one out; else take it up."
    ),
    "perhaps_cut": _(
        "The row below may be the rest of this one. If so, mend this row; else take it up."
    ),
}
"""Why it is asked whether a row is a person: it is parked with such a code as its reason."""
OF_LIST: Final[dict[str, Sentence]] = {
    "encoding": _("The file was not in UTF-8; it was read as %(name)s."),
    "parted": _(
        "What parts the columns was told by the headings and by how even the rows are: "
        "%(by)s. Where that is wrong, withdraw the list and say it when you take it in again."
    ),
    "formulas": _(
        "%(count)s cells hold formulas. Their stored values were taken; nothing was computed."
    ),
    "filled": _("In %(count)s rows a merged cell was read for each row it spans."),
    "crossed_out": _(
        "On sheet “%(sheet)s” something is crossed out in %(count)s rows: %(rows)s. They wait "
        "until somebody says whether they count."
    ),
    "hidden_rows": _(
        "On sheet “%(sheet)s” %(count)s rows were hidden: %(rows)s. They were read like the others."
    ),
    "hidden_columns": _(
        "On sheet “%(sheet)s” columns were hidden: %(columns)s. They were read too."
    ),
    "outside": _("Words outside of the tables of the document were not read: look at it."),
    "marks_unread": _(
        "In this kind of workbook it cannot be told what is crossed out or hidden. Look at it, or "
        "save it as XLSX and take that in."
    ),
    "hidden_sheet": _("Sheet “%(sheet)s” was hidden in the workbook; it was read too."),
    "date1904": _(
        "This workbook counts its days from 1904, as old Macintoshes do; its dates were read so."
    ),
    "total_differs": _(
        "The list itself says %(said)s on sheet “%(sheet)s”; %(counted)s people were read there."
    ),
    "order_told": _("Day and month were told by the other dates of the column."),
    "posting_ended": _(
        "The writing stopped: the posting of whoever confirmed it is over. Confirm it anew."
    ),
    "right_ended": _(
        "The work stopped: whoever asked for it may not do it any more, or the API token is not "
        "valid any more. Ask for it anew."
    ),
}
OF_DAY: Final = frozenset(
    {"day_after_letter", "day_after_list", "day_before_question", "day_future", UNUSED_DAY}
)
"""Codes that name a day of a row as it was read."""
FIELD_OF: Final[Mapping[str, str]] = {"crossing_when": ListField.CROSSED_ON}


def fault(code: str, at: str, **params: str | int) -> Said:
    """Return one fault as a row keeps it."""
    return {"code": code, "field": at, "is_fault": True, "params": params}


def note(code: str, at: str, **params: str | int) -> Said:
    """Return one note as a row keeps it."""
    return {"code": code, "field": at, "is_fault": False, "params": params}


def sentence_of(problem: Mapping[str, Any]) -> str:
    """Return a fault or note in words for staff."""
    words = SENTENCES.get(str(problem["code"]))
    params = dict(problem["params"])
    if problem["code"] == "refused":
        # Kept as the job that was refused said it: in English, which is how catalogues know it.
        params["sentence"] = in_catalogue(params["sentence"])
    if "what" in params:
        params["what"] = ListField(params["what"]).label
        params |= {name: stored_words(params[name]) for name in ("old", "new")}
    if problem["code"] in OF_DAY:
        params |= {name: stored_words(params[name]) for name in ("text", "day") if name in params}
    if "country" in params:
        params["country"] = Country(params["country"]).label
    if "label" in params:
        labels = (params["label"], params["label_vi"], params["label_fr"])
        params["label"] = in_reader_words(*labels)
    return str(words) % params if words else str(problem["code"])


def note_of_list(said: Mapping[str, Any]) -> str:
    """Return what is to be said of a list, in words."""
    words, params = OF_LIST.get(str(said["code"])), dict(said["params"])
    if "by" in params:
        params["by"] = Delimiter(params["by"]).label
    return str(words) % params if words else ""
