"""Operations on cases and on the whereabouts of their people."""

from cases.casework.operations.asking import ask_step, record_answer
from cases.casework.operations.basis import set_legal_basis, withdraw_consent
from cases.casework.operations.contacts import log_contact, void_contact
from cases.casework.operations.corrections import correct_transition, void_transition
from cases.casework.operations.desk import assign_case
from cases.casework.operations.notes import add_note, withdraw_note, withdraw_sealed_note
from cases.casework.operations.opened_at import correct_opening
from cases.casework.operations.opening import open_case, void_case
from cases.casework.operations.playbook import move_to_playbook, plan_journey
from cases.casework.operations.reception import (
    hand_over_person,
    receive_person,
    set_reception_point,
    withdraw_arrival,
)
from cases.casework.operations.same_person import (
    confirm_same_person,
    link_same_person,
    reject_same_person,
    unlink_same_person,
    withdraw_same_person,
)
from cases.casework.operations.shares import end_share, extend_share, share_case
from cases.casework.operations.stages import (
    advance_case,
    close_case,
    hold_case,
    record_fact,
    record_hold,
    reopen_case,
    resume_case,
)
from cases.casework.operations.statements import record_statement, void_statement
from cases.casework.operations.step_dates import redate_step
from cases.casework.operations.steps import (
    complete_step,
    refuse_step,
    reopen_step,
    waive_step,
)
from cases.casework.operations.transfers import (
    accept_transfer,
    offer_opening,
    offer_transfer,
    reject_transfer,
    return_transfer,
    withdraw_transfer,
)
from cases.casework.operations.unsealing import open_sealed, review_unsealing
from cases.casework.operations.way import (
    correct_crossing,
    correct_stay,
    record_crossing,
    record_stay,
    void_crossing,
    void_stay,
)

__all__ = [
    "accept_transfer",
    "add_note",
    "advance_case",
    "ask_step",
    "assign_case",
    "close_case",
    "complete_step",
    "confirm_same_person",
    "correct_crossing",
    "correct_opening",
    "correct_stay",
    "correct_transition",
    "end_share",
    "extend_share",
    "hand_over_person",
    "hold_case",
    "link_same_person",
    "log_contact",
    "move_to_playbook",
    "offer_opening",
    "offer_transfer",
    "open_case",
    "open_sealed",
    "plan_journey",
    "receive_person",
    "record_answer",
    "record_crossing",
    "record_fact",
    "record_hold",
    "record_statement",
    "record_stay",
    "redate_step",
    "refuse_step",
    "reject_same_person",
    "reject_transfer",
    "reopen_case",
    "reopen_step",
    "resume_case",
    "return_transfer",
    "review_unsealing",
    "set_legal_basis",
    "set_reception_point",
    "share_case",
    "unlink_same_person",
    "void_case",
    "void_contact",
    "void_crossing",
    "void_statement",
    "void_stay",
    "void_transition",
    "waive_step",
    "withdraw_arrival",
    "withdraw_consent",
    "withdraw_note",
    "withdraw_same_person",
    "withdraw_sealed_note",
    "withdraw_transfer",
]
