"""A playbook with faults is refused, each fault with its line and a sentence."""

import pytest

from cases.procedures.forms.playbooks import LONGEST
from cases.procedures.parsing import read_plan
from cases.procedures.validation import ORDER, Known, faults_in, refused
from tests.procedures.playbooks import CHAIN, draft, references, refusal_of, register_condition

pytestmark = pytest.mark.django_db

KNOWN = Known({"identity-request", "identity-reply", "passport"}, {"2025-10-myawaddy"}, {"alive"})


def line_of(text, part):
    return text[: text.index(part)].count("\n") + 1


def changed(old, new):
    assert old in CHAIN
    return CHAIN.replace(old, new, 1)


def faults(text, known=KNOWN):
    plan, found = read_plan(text)
    return [(fault.line, fault.code, str(fault.sentence)) for fault in
            (found if plan is None else faults_in(plan, known))]  # fmt: skip


def test_takes_a_playbook_without_faults():
    assert faults(CHAIN) == []


def test_the_operation_says_line_and_sentence_of_every_fault():
    text = changed('"identity-request"', '"identity-requets"').replace(
        'stage = "ready"', 'stage = "reddy"'
    )

    assert refusal_of(text) == [
        ("unknown", "Line 9: There is no procedure “identity-requets”."),
        (
            "no_such_gate",
            "Line 25: No gate can stand before “reddy”. "
            "Known are: contacted, verified, ready, departed, arrived, closed.",
        ),
    ]


@pytest.mark.parametrize(
    ("old", "new", "at", "code"),
    [
        ('title = "A chain"', 'title = A chain"', "title = A", "not_toml"),
        ('title = "A chain"', "title = 7", "title = 7", "wrong_type"),
        ('title = "A chain"', 'title = "\\u0000"', "title =", "wrong_type"),
        ('title = "A chain"\n', "", "[playbook]", "required"),
        ('title = "A chain"', f'title = "{"x" * 161}"', "title =", "wrong_type"),
        ('title = "A chain"', 'title = "A"\nowner = "x"', "owner", "unknown_field"),
        ('code = "chain"', 'code = "The chain"', "code =", "malformed_code"),
        ('code = "chain"', f'code = "{"x" * 61}"', "code =", "malformed_code"),
        ('["TH", ""]', '["Thailand"]', "countries", "unknown"),
        ('["TH", ""]', '"TH"', "countries", "wrong_type"),
        ('["TH", ""]', '["TH", "TH"]', "countries", "twice"),
        ('["2025-10-myawaddy"]', '["2025-10-nowhere"]', "incidents", "unknown"),
        ('code = "ask"', 'code = "ask"\nwhen = "soon"', "when", "unknown_field"),
        ('code = "ask"\n', "", "[[step]]", "required"),
        ('body = "home_authority"', 'body = "somebody"', "body", "unknown"),
        ('after = ["ask"]', 'after = "ask"', "after", "wrong_type"),
        ('after = ["ask"]', 'after = ["ask", "ask"]', "after", "twice"),
        ('after = ["ask"]', 'after = ["asks"]', "after", "unknown"),
        ('code = "reply"', 'code = "ask"', '[[step]]\ncode = "ask"\nprocedure = "identity-reply"',
         "twice"),
        ('opens_at = "verified"', 'opens_at = "soon"', "opens_at", "unknown"),
        ('opens_at = "verified"', 'opens_at = "closed"', "opens_at", "opens_when_closed"),
        ('opens_at = "verified"', 'only_if = "is_rich"', "only_if", "unknown"),
        ('stage = "ready"', 'stage = "reported"', "[[gate]]", "no_such_gate"),
        ('stage = "ready"', 'stage = "home"', "[[gate]]", "no_such_gate"),
        ('steps = ["issue"]', 'steps = ["issues"]', "steps", "unknown"),
        ('steps = ["issue"]', "", "[[gate]]", "empty_gate"),
        ('steps = ["issue"]', 'conditions = ["is_rich"]', "conditions", "unknown"),
        ('steps = ["issue"]', 'steps = ["issue"]\nopen = true', "open =", "unknown_field"),
        ('stage = "verified"', 'stage = "ready"', '[[gate]]\nstage = "ready"\nsteps = ["reply"]',
         "twice"),
    ],
)  # fmt: skip
def test_refuses_with_the_line(old, new, at, code):
    text = changed(old, new)
    found = [(line, fault) for line, fault, _ in faults(text) if fault == code]

    assert found == [(line_of(text, at), code)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "required"),
        ("playbook = 7", "required"),
        ('[playbook]\ncode = "a"\ntitle = "A"', "no_steps"),
        ('[playbook]\ncode = "a"\ntitle = "A"\n[step]\ncode = "x"', "wrong_type"),
        ('[playbook]\ncode = "a"\ntitle = "A"\n[[steps]]\ncode = "x"', "unknown_field"),
        ("a = " + "[" * 5000, "not_toml"),
        ("a = " + "9" * 5000, "not_toml"),
    ],
)
def test_refuses_what_is_no_playbook(text, code):
    assert code in {fault for _, fault, _ in faults(text)}


def test_the_whole_text_is_read_before_anything_is_kept():
    references()
    text = "\n\n" + CHAIN.replace('"identity-request"', '"none"')

    assert refusal_of(text)[0][1].startswith("Line 11: ")


def test_names_the_cycle():
    text = changed('procedure = "identity-request"', 'procedure = "identity-request"\n'
                   'after = ["issue"]')  # fmt: skip

    assert faults(text) == [
        (7, "cycle", "These steps wait for each other: ask → issue → reply → ask.")
    ]


def test_names_a_step_that_waits_for_itself():
    text = changed('after = ["ask"]', 'after = ["reply"]')

    assert faults(text) == [(11, "cycle", "These steps wait for each other: reply → reply.")]


def test_names_each_of_two_cycles_once():
    text = changed('after = ["ask"]', 'after = ["reply"]').replace(
        'after = [\n    "reply",\n]', 'after = ["issue"]'
    )

    assert [code for _, code, _ in faults(text)] == ["cycle", "cycle"]


def test_a_very_long_chain_is_refused_and_not_walked():
    steps = "".join(
        f'[[step]]\ncode = "s{number}"\nprocedure = "passport"\nafter = ["s{number + 1}"]\n'
        for number in range(900)
    )
    text = f'[playbook]\ncode = "a"\ntitle = "A"\n{steps}'

    assert len(text) < LONGEST
    assert [code for _, code, _ in faults(text)] == ["too_many"]


@pytest.mark.parametrize("opens_at", ORDER[:-1])
@pytest.mark.parametrize("stage", ORDER[1:])
def test_a_gate_is_reachable_when_its_step_opens_before_its_stage(opens_at, stage):
    text = changed('opens_at = "verified"', f'opens_at = "{opens_at}"')
    text = text.replace('[[gate]]\nstage = "verified"\nsteps = ["reply"]\n', "")
    text = text.replace('stage = "ready"', f'stage = "{stage}"')

    found = [code for _, code, _ in faults(text)]

    is_reachable = ORDER.index(opens_at) < ORDER.index(stage)
    assert found == ([] if is_reachable else ["unreachable_gate"])


def test_says_which_step_opens_too_late_for_a_gate():
    text = changed('steps = ["reply"]', 'steps = ["reply", "issue"]')

    assert faults(text) == [
        (
            31,
            "unreachable_gate",
            "The gate before “verified” is never passed: “issue” opens only at “verified”.",
        )
    ]


def test_says_which_step_before_it_opens_too_late_for_a_gate():
    text = changed('procedure = "identity-request"', 'procedure = "identity-request"\n'
                   'opens_at = "verified"')  # fmt: skip

    assert faults(text) == [
        (
            32,
            "unreachable_gate",
            "The gate before “verified” is never passed: “reply” waits for “ask”, "
            "which opens only at “verified”.",
        )
    ]


def test_later_gates_may_ask_for_the_same_steps_again():
    text = CHAIN + '\n[[gate]]\nstage = "departed"\nsteps = ["issue", "reply"]\n'

    assert faults(text) == []


def test_a_condition_is_known_once_it_is_registered(monkeypatch):
    text = changed('steps = ["issue"]', 'steps = ["issue"]\nconditions = ["documents_dry"]')
    before = refusal_of(text)

    register_condition(monkeypatch, "documents_dry")

    assert before == [("unknown", "Line 28: There is no condition “documents_dry”.")]
    assert draft(text).status == "draft"


def test_the_refusal_carries_all_faults():
    _, found = read_plan("[playbook]\ncode = 1\n")

    refusal = refused(found, "content")

    assert (refusal.status, refusal.code) == (422, "faulty_playbook")
    assert len(refusal.problems) == len(found) > 1
