"""Everything that writes lists."""

from cases.intake.lists.operations.answers import accept_answers, receive_answers
from cases.intake.lists.operations.attaching import attach_list_row, tell_list_row_apart
from cases.intake.lists.operations.mapping import map_list
from cases.intake.lists.operations.pairs import join_list_rows, part_list_rows
from cases.intake.lists.operations.receive import receive_list
from cases.intake.lists.operations.rows import (
    correct_list_row,
    leave_out_list_row,
    match_list_row,
    park_list_row,
    record_another_person,
    split_list_row,
    take_up_list_row,
)
from cases.intake.lists.operations.settle import confirm_list, export_list, withdraw_list

__all__ = [
    "accept_answers",
    "attach_list_row",
    "confirm_list",
    "correct_list_row",
    "export_list",
    "join_list_rows",
    "leave_out_list_row",
    "map_list",
    "match_list_row",
    "park_list_row",
    "part_list_rows",
    "receive_answers",
    "receive_list",
    "record_another_person",
    "split_list_row",
    "take_up_list_row",
    "tell_list_row_apart",
    "withdraw_list",
]
