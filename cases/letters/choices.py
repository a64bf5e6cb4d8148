"""Closed sets of letters."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Addressed(models.TextChoices):
    """To whom a kind of letter goes."""

    HOME = "home", _("A body at home")
    HOST = "host", _("An authority of the host state")
    FAMILY = "family", _("The family")
    PERSON = "person", _("The person")
    OWN = "own", _("Our own use")
    ANY = "any", _("Whoever needs it")


class Effect(models.TextChoices):
    """What a letter does to its step: it asks when it is sent, all else when it is issued."""

    ASK = "ask", _("asks it")
    DONE = "done", _("completes it")
    PREPARE = "prepare", _("prepares it")


class LetterLanguage(models.TextChoices):
    """In which language a letter is written."""

    VI = "vi", _("Vietnamese")
    EN = "en", _("English")


class LetterState(models.TextChoices):
    """How far a letter is."""

    OWN = "own", _("For our own use")
    ISSUED = "issued", _("Issued, not sent")
    SENT = "sent", _("Sent")
    WAITING = "waiting", _("Without a reply")
    ANSWERED = "answered", _("The reply came in")
    REPLACED = "replaced", _("Replaced")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Accepted(models.TextChoices):
    """What contradicts in a letter and may be so all the same: looked at and accepted by name."""

    CANNOT_BE_PRINTED = "cannot_be_printed", _("Words are left out that no font here can print")
    CONTACT_LOST = "contact_lost", _("It is not known any more where the person is")
    FAMILY_NOT_ASKED = "family_not_asked_about", _("Nobody asked whether the family is to be told")
    FAMILY_ONLY_SOME = "family_only_some", _("Only some of the family may be told, and this is one")
    IDENTITY_NOT_CONFIRMED = "identity_not_confirmed", _("Who the person is was not confirmed")
    DIED_ELSEWHERE = "died_elsewhere", _("Another case of the person ended with their death")
    JOURNEY_PAST = "journey_past", _("The day of the journey has passed")
    LIMIT_OF_RETURN = "limit_of_return", _("The limit is for who wishes to return")
    LIMIT_WITHOUT_GROUND = "limit_without_ground", _("The limit of the step is not for this case")
    NAME_WITHOUT_MARKS = "name_without_marks", _("A name stands without marks")
    OUTCOME_IN_DOUBT = "outcome_in_doubt", _("The whereabouts contradict the outcome")
    PAPER_EXPIRED = "paper_expired", _("A paper has expired")
    PAPER_OF_ANOTHER = "paper_of_another", _("A paper is made out to another name")
    PASSPORT_AT_HAND = "passport_at_hand", _("Another passport is at hand")
    PERSON_AT_HOME = "person_at_home", _("The person is in Viet Nam")
    PERSON_ELSEWHERE = "person_elsewhere", _("The person is in another country")
    PERSONAL_NUMBER = "personal_number_differs", _("The personal number says otherwise")
    RECORD_ELSEWHERE = "record_out_of_sight", _("There is a record of the person out of sight")
    REMARK = "remark_in_other_language", _("Your words are in another language")
    RETURN_ASKED_FOR = "return_asked_for", _("The return is asked for against the person’s word")
    TRAVEL_DOCUMENT = "travel_document_expired", _("The travel document is no longer valid")
    TWO_NUMBERS = "two_personal_numbers", _("There are two personal numbers")
    TWO_PARENTS = "two_parents", _("There are two fathers, or two mothers")
    WHEREABOUTS = "whereabouts_differ", _("The whereabouts in the letter are not those on record")
    VERIFICATION = "verification_open", _("A step that verifies the nationality is not done")


class Stops(models.TextChoices):
    """What contradicts in a letter and stops it until it is mended."""

    FAMILY_NOT_TO_BE_TOLD = "family_not_to_be_told", _("The family is not to be told")
    NAME_SPELLED_TWICE = "name_spelled_twice", _("The name stands with marks and without")
    NATIONALITY = "nationality_differs", _("A step decided otherwise on the nationality")
    NOT_A_NATIONAL = "not_a_national", _("By the record the person is not a national of Viet Nam")
    PASSPORT_NEVER_HELD = (
        "passport_never_held",
        _("A passport is on record, and also that there was none"),
    )
    PASSPORT_TWICE = "passport_twice", _("A passport is on record twice")
    RELATIVE_NOT_MEANT = "relative_not_meant", _("No relative on record is among those to be told")
    RELATIVE_UNSAFE = "relative_unsafe", _("It is not safe to tell the relative")
    RELATIVE_WITHDRAWN = "relative_withdrawn", _("The relative is no longer on record")
    RETURN_NOT_WISHED = "return_not_wished", _("The person has not said that they wish to return")


class LetterCode(models.TextChoices):
    """The kinds of letters; a test compares them with the files of `seeds/letters`."""

    CASE_SUMMARY = "case-summary", _("Case summary")
    CONSULAR_ACCESS = "consular-access", _("Request for consular access")
    FAMILY_NOTICE = "family-notice", _("Notice to the family")
    INTERVIEW_SHEET = "interview-sheet", _("Interview sheet")
    NOTE_VERBALE = "note-verbale", _("Note verbale to the host ministry")
    TK03 = "tk03", _("Request to confirm identity after a lost passport (TK03)")
    UNDERTAKING = "undertaking", _("Undertaking to repay")
    VB02 = "vb02", _("Request for verification of identity (VB02)")
