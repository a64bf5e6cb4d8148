"""Closed sets of cases."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.procedures.choices import Stage

__all__ = ["HoldReason", "Outcome", "ReportSource", "Stage", "TransitionKind"]


class Outcome(models.TextChoices):
    """How a case ended."""

    HANDED_OVER = "handed_over", _("Returned and handed over")
    OWN_MEANS = "own_means", _("Returned by own means")
    NOT_NATIONAL = "not_national", _("Not a national")
    SERVING_SENTENCE = "serving_sentence", _("Serving a sentence")
    DECLINED = "declined", _("Declined help")
    LOST_CONTACT = "lost_contact", _("Contact lost")
    ONWARD = "onward", _("Went on to another country")
    DIED = "died", _("Died")
    DUPLICATE = "duplicate", _("Duplicate of another case")


BY_LINK: Final = _(
    "Nobody closes a case as a duplicate by hand. Link the two records of this person: "
    "“These are one person”. The case then closes by itself as a duplicate."
)
"""What is done instead of closing a case as a duplicate by hand."""


class ClosingOutcome(models.TextChoices):
    """How somebody says that a case ended; a duplicate closes by the link of its person alone."""

    HANDED_OVER = Outcome.HANDED_OVER.value, Outcome.HANDED_OVER.label
    OWN_MEANS = Outcome.OWN_MEANS.value, Outcome.OWN_MEANS.label
    NOT_NATIONAL = Outcome.NOT_NATIONAL.value, Outcome.NOT_NATIONAL.label
    SERVING_SENTENCE = Outcome.SERVING_SENTENCE.value, Outcome.SERVING_SENTENCE.label
    DECLINED = Outcome.DECLINED.value, Outcome.DECLINED.label
    LOST_CONTACT = Outcome.LOST_CONTACT.value, Outcome.LOST_CONTACT.label
    ONWARD = Outcome.ONWARD.value, Outcome.ONWARD.label
    DIED = Outcome.DIED.value, Outcome.DIED.label


CAME_HOME = (Outcome.HANDED_OVER, Outcome.OWN_MEANS)
"""Outcomes with which the person is at home; the database says the same in `came_home_before`."""


class AtReopening(models.TextChoices):
    """What becomes of the whereabouts that a closing wrote when its case is reopened."""

    WRONG = "wrong", _("They were wrong: the person was never there")
    AGAIN = "again", _("They were right: the person is in need again")


class HoldReason(models.TextChoices):
    """Why a case cannot go on for now."""

    NO_CONTACT = "no_contact", _("No contact")
    AWAITING_DOCUMENT = "awaiting_document", _("Waiting for a document")
    AWAITING_HOST = "awaiting_host", _("Waiting for the host state")
    AWAITING_FUNDS = "awaiting_funds", _("Waiting for money")
    HEALTH = "health", _("Health")
    PERSON_ASKED = "person_asked", _("The person asked to wait")
    OTHER = "other", _("Another reason")


class ReportSource(models.TextChoices):
    """How we came to know of the person."""

    HOTLINE = "hotline", _("Hotline")
    RELATIVE = "relative", _("Relative")
    HOST_AUTHORITY = "host_authority", _("Host authority")
    WALK_IN = "walk_in", _("Walk-in")
    LIST = "list", _("List")
    ORGANISATION = "organisation", _("Organisation")
    OWN_MISSION = "own_mission", _("Own mission")
    OTHER = "other", _("Another way")


class TransitionKind(models.TextChoices):
    """Which kind of act moved the case."""

    OPEN = "open", _("Opened")
    ADVANCE = "advance", _("Advanced")
    FACT = "fact", _("Recorded as a fact")
    HOLD = "hold", _("Put on hold")
    RESUME = "resume", _("Resumed")
    CLOSE = "close", _("Closed")
    REOPEN = "reopen", _("Reopened")
    TRANSFER = "transfer", _("Taken over")


class StepStatus(models.TextChoices):
    """How far a step has come."""

    WAITING = "waiting", _("Waiting for other steps")
    OPEN = "open", _("To do")
    ASKED = "asked", _("Asked, no answer yet")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    WAIVED = "waived", _("Waived")
    DROPPED = "dropped", _("No longer needed")


class Verdict(models.TextChoices):
    """What an answer means for the step."""

    DONE = "done", _("It is settled: the step is done")
    REFUSED = "refused", _("It is refused")
    OURS = "ours", _("It is our turn again")


class Ending(models.TextChoices):
    """How a question ended: by an answer, each with its verdict, or because we took it back."""

    DONE = Verdict.DONE.value, Verdict.DONE.label
    REFUSED = Verdict.REFUSED.value, Verdict.REFUSED.label
    OURS = Verdict.OURS.value, Verdict.OURS.label
    TAKEN_BACK = "taken", _("We took the question back")


class ToldOtherwise(models.TextChoices):
    """What is told otherwise than a closing, on the same record of the person or beside it."""

    HOME = "home", _("Later it was told that they had come to Viet Nam by then.")
    HOME_BESIDE = (
        "home_beside",
        _("Another record of the person tells that they had come to Viet Nam by then."),
    )
    DAY = (
        "day",
        _(
            "Later it was told that they were elsewhere on the day of the closing, and it is not "
            "known what came last: correct the one or the other."
        ),
    )
    DAY_BESIDE = (
        "day_beside",
        _(
            "Another record of the person tells that they were elsewhere on the day of the "
            "closing, and it is not known what came last: correct the one or the other."
        ),
    )


class ClockState(models.TextChoices):
    """Whether a clock runs."""

    WAITING = "waiting", _("Not running")
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Standing still")
    STOPPED = "stopped", _("Stopped")


class InTime(models.TextChoices):
    """Whether what a limit asks for was done within it, as far as the moments are known."""

    IN_TIME = "in_time", _("In time")
    LATE = "late", _("Late")
    NOT_KNOWN = "unknown", _("Not known whether in time")


class BlockerKind(models.TextChoices):
    """Why a case is not further."""

    HELD = "held", _("On hold")
    REFUSED = "refused", _("Refused")
    EXPIRED = "expired", _("No longer valid")
    ASKED = "asked", _("Waiting for an answer")
    OPEN = "open", _("To be done")
    CONDITION = "condition", _("Something is not so yet")
    PLAYBOOK = "playbook", _("No playbook chosen")
    ADVANCE = "advance", _("Nothing is missing: move it on")


class TransferStatus(models.TextChoices):
    """What became of an offer; the case changes hands only when it is accepted."""

    OFFERED = "offered", _("On offer")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class UnsealingReason(models.TextChoices):
    """Why something restricted is opened beyond the need of a role."""

    LIFE = "life", _("Danger to life")
    MEDICAL = "medical", _("Medical emergency")
    DEADLINE = "deadline", _("Deadline of a court or an authority")
    COVER = "cover", _("In place of a colleague who is absent")
    OTHER = "other", _("Another reason")


class Finding(models.TextChoices):
    """What somebody else finds of it afterwards."""

    JUSTIFIED = "justified", _("Justified")
    UNJUSTIFIED = "unjustified", _("Not justified")


class ReminderKind(models.TextChoices):
    """What a reminder says of a clock."""

    AHEAD = "ahead", _("Runs out soon")
    EXPIRED = "expired", _("Has run out")
    ESCALATED = "escalated", _("Has run out, told to the head of mission")


class ReminderState(models.TextChoices):
    """Whether a reminder reached somebody."""

    SENT = "sent", _("Told")
    READ = "read", _("Read")


class ConsentForm(models.TextChoices):
    """How a person consented."""

    WRITTEN = "written", _("In writing")
    ORAL = "oral", _("By word of mouth")


class ToldIn(models.TextChoices):
    """In which tongue a person was told what happens to her data."""

    VI = "vi", _("Vietnamese")
    EN = "en", _("English")
    FR = "fr", _("French")
    TH = "th", pgettext_lazy("language", "Thai")
    MY = "my", pgettext_lazy("language", "Burmese")
    KM = "km", pgettext_lazy("language", "Khmer")
    LO = "lo", pgettext_lazy("language", "Lao")
    ZH = "zh", pgettext_lazy("language", "Chinese")
    OTHER = "other", _("Another language")


class NoteReaders(models.TextChoices):
    """Who reads a note; of a restricted group only roles that name it."""

    EVERYBODY = "everybody", _("Everybody who reads the file")
    OWN_MISSION = "own_mission", _("Only my mission, and headquarters")
    PROTECTION = "protection", _("Only who reads what is restricted: protection")
    HEALTH = "health", _("Only who reads what is restricted: health")
    MONEY = "money", _("Only who reads what is restricted: money")


class TalkedWith(models.TextChoices):
    """With whom we spoke, or tried to."""

    CITIZEN = "citizen", _("The citizen")
    RELATIVE = "relative", _("A relative")
    HOST_AUTHORITY = "host_authority", _("A host authority")
    HOME_AUTHORITY = "home_authority", _("A home authority")
    ORGANISATION = "organisation", _("An organisation")
    OTHER = "other", _("Somebody else")


class TalkChannel(models.TextChoices):
    """By which way people spoke."""

    PHONE = "phone", _("By phone")
    VIDEO = "video", _("By video call")
    MESSAGE = "message", _("By messages of an app")
    VISIT = "visit", _("Face to face")
    EMAIL = "email", _("By e-mail")
    LETTER = "letter", _("By letter")
    OTHER = "other", _("In another way")


class TalkOutcome(models.TextChoices):
    """What came of trying to speak with somebody."""

    REACHED = "reached", _("Reached")
    NO_ANSWER = "no_answer", _("No answer")
    LEFT_WORD = "left_word", _("Left word")
    CUT_OFF = "cut_off", _("The line was cut")
    REFUSED = "refused", _("Did not want to speak")
    WRONG_NUMBER = "wrong_number", _("The number is wrong")


class FamilyGround(models.TextChoices):
    """How it is that a relative was spoken with, where consent does not carry it."""

    LISTENED = "listened", _("We only listened, and told nothing")
    REPORTED = "reported", _("The relative reported the case to us")
    VITAL = "vital", _("A vital interest of the person")
    MISTAKE = "mistake", _("Something was told without consent, by mistake")


class StatementKind(models.TextChoices):
    """What a person said about what is to happen to her and to what is known of her."""

    RETURN = "return", _("Wish to return")
    INFORM_FAMILY = "inform_family", _("Consent to inform the family")
    SHARE_DATA = "share_data", _("Consent to share data")
    CONSULAR_CONTACT = "consular_contact", _("Wish for consular contact")
    FOLLOW_UP = "follow_up", _("Consent to be contacted after the return")


class StatementAnswer(models.TextChoices):
    """What she said to it."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    ONLY_SOME = "only_some", _("Only those named")
    NOT_YET = "not_yet", _("Not yet")
    ASK_LATER = "ask_later", _("To be asked again later")


class SharedWith(models.TextChoices):
    """With which kind of body data would be shared; the codes are those of `procedures.Body`."""

    HOST_AUTHORITY = "host_authority", _("A host authority")
    HOME_AUTHORITY = "home_authority", _("A home authority")
    ORGANISATION = "organisation", _("An organisation (IOM, NGO)")
    OTHER = "other", _("Somebody else")


ANSWERS_TO: dict[str, tuple[str, ...]] = {
    StatementKind.RETURN.value: ("yes", "no", "not_yet", "ask_later"),
    StatementKind.INFORM_FAMILY.value: ("yes", "no", "only_some", "ask_later"),
    StatementKind.SHARE_DATA.value: ("yes", "no", "ask_later"),
    StatementKind.CONSULAR_CONTACT.value: ("yes", "no", "ask_later"),
    StatementKind.FOLLOW_UP.value: ("yes", "no", "ask_later"),
}
"""Which answers each kind of statement may have."""
