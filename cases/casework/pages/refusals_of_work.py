"""Refusals of work on steps and of what passes between missions, in words, by their codes."""

from django.utils.translation import gettext_lazy as _

from cases.casework.endings_stated import REFUSALS
from cases.casework.ledger import AFTER_DEATH, CLOSED_BY_THEN, DEATH_BEFORE_CLOSING
from cases.casework.moves import NOT_BY_TRANSFER
from cases.casework.operations.corrections import STAYS_CLOSED, TRANSFER_STAYS
from cases.casework.operations.reception import NOT_RECEIVED_HERE
from cases.casework.operations.stages import CLOSED_ALREADY, DEATH_ELSEWHERE, NOT_DIED
from cases.casework.operations.taken_over import BY_ANOTHER, OUT_OF_TURN
from cases.casework.operations.transfers import NO_LONGER
from cases.casework.operations.unsealing import NOTHING_SEALED, OPEN_ALREADY, READ_ANYWAY
from cases.casework.policies import NOT_ARRIVED, NOT_ON_THE_ROAD, WAIVED_BY_ANOTHER
from cases.casework.possible import ANSWERED, ENDED, HEADS_ANSWER, JUDGED_ALREADY
from cases.casework.recounts.policies import DECIDED as RECOUNT_DECIDED
from cases.casework.recounts.policies import NOT_LISTED
from cases.casework.recounts.policies import OUTDATED as RECOUNT_OUTDATED
from cases.casework.sharing import JUDGED_BY_ANOTHER
from cases.core.errors import Sentence

OF_WORK: dict[str, Sentence] = REFUSALS | {
    "after_its_list": _("The list with this answer was received before that day."),
    "after_its_record": _("This was recorded before that day. Give a day that had come by then."),
    "answer_after_letter": _("The answer would be of a later day than the letter that tells it."),
    "answer_before_question": _("An answer cannot come before the question."),
    "asked_already": _("This was asked already and no answer has come yet."),
    "asked_of_whom": _("Say who was asked: a body, the family or the person."),
    "before_other": _("The result would have named days that cannot follow each other."),
    "before_incident": _("This lies before the incident began. Check the day and the year."),
    "day_after_list": _("This lies after the day on which the list was received."),
    "day_to_come_there": _("At the body that was asked this day had not come yet."),
    "gate_closed": _("Something that the playbook asks for before this stage was missing."),
    "journey_has_passed": _("This day has passed. Record a departure that has happened as a fact."),
    "question_of_another_step": _("The question was about another step."),
    "two_questions_at_once": _("Two questions about one step would have been out at once."),
    "stage_out_of_turn": _("The stage of the answer would have moved past another stage."),
    "step_restricted": _("The step is restricted, and the role does not read it."),
    "before_last": _("This lies before what is on record last. Ask the mission that has the case."),
    "after_death": AFTER_DEATH,
    "closing_stays": STAYS_CLOSED,
    "death_before_closing": DEATH_BEFORE_CLOSING,
    "death_in_its_field": DEATH_ELSEWHERE,
    "death_without_outcome": NOT_DIED,
    "closed_already": CLOSED_ALREADY,
    "closed_as_died": _("The case was closed because the person died, so no stage follows."),
    "closed_by_then": CLOSED_BY_THEN,
    "closing_before_last": _("A later entry would have opened the case again."),
    "not_a_reception_point": _("This is no reception point."),
    "nothing_sealed": NOTHING_SEALED,
    "read_anyway": READ_ANYWAY,
    "recount_decided": RECOUNT_DECIDED,
    "recount_not_listed": NOT_LISTED,
    "recount_outdated": RECOUNT_OUTDATED,
    "reviewed_already": JUDGED_ALREADY,
    "step_waived_by_another": WAIVED_BY_ANOTHER,
    "unsealed_already": OPEN_ALREADY,
    "unsealing_judged_by_another": JUDGED_BY_ANOTHER,
    "not_arrived": NOT_ARRIVED,
    "not_received_here": NOT_RECEIVED_HERE,
    "not_on_the_road": NOT_ON_THE_ROAD,
    "before_offer": _("The case was not on offer then. Give a moment after the offer."),
    "from_its_opening": _("This case would be yours from its opening. Leave the moment empty."),
    "goes_on_proposed": _("The proposal says which case goes on. Reject it if that is wrong."),
    "goes_on_unsaid": _("One case is open and the other is closed. Say which of the two goes on."),
    "held_already": _("In this time the case was closed or on hold already."),
    "hold_ends_first": _("The case was resumed after it was put on hold, not before."),
    "letter_after_it_came": _("Their letter cannot be of a day after it came."),
    "letter_before_question": _("Their letter cannot be from before the question."),
    "needs_day": _("Say which day is the right one."),
    "needs_grounds": _("A refusal needs its grounds."),
    "no_answer": _("Nobody has answered this yet."),
    "two_dates_of_letter": _(
        "The date of their letter is not that of the result. Say which is right."
    ),
    "two_days_of_step": _(
        "The day of the step is another one than that of its result. Give the right one in both, "
        "or in the result alone."
    ),
    "needs_one_day": _("Give the one day that is right."),
    "no_end": _("This was neither answered nor is it done or refused."),
    "no_longer_on_offer": NO_LONGER,
    "not_asked": _("Nobody was asked about this. Ask first."),
    "not_by_transfer": NOT_BY_TRANSFER,
    "opened_there": _("The case was opened at this mission."),
    "opening_by_headquarters": _(
        "This case has changed hands since its opening. Headquarters corrects where it was."
    ),
    "opening_by_heads": HEADS_ANSWER,
    "owners_alone": _("This act stays with the mission that has the case."),
    "playbook_published": _("Only a published playbook can be taken for a case."),
    "same_playbook": _("The case runs on this playbook already."),
    "share_ended": ENDED,
    "share_needless": _("Headquarters sees every case. Choose another mission."),
    "shared_already": _("This case is shared with that mission already. Extend or end that share."),
    "step_dropped": _("The playbook of the case no longer has this step."),
    "step_settled": _("This step is settled already. Take it up again first."),
    "step_waits": _("This step waits for others. Finish them first, or have them waived."),
    "taken_over_by_another": BY_ANOTHER,
    "takeover_out_of_turn": OUT_OF_TURN,
    "transfer_answered": ANSWERED,
    "transfer_stays": TRANSFER_STAYS,
    "transfer_to_embassy": _("Only an embassy or a consulate takes a case over."),
    "unsettled": _("This step is not settled, so there is nothing to take up again."),
}
