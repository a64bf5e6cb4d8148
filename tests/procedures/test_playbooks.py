"""Drafting, publishing, retiring and copying playbooks."""

import pytest

from cases.core.models import RowVersion
from cases.procedures.models import Playbook
from cases.procedures.operations import (
    copy_playbook,
    draft_playbook,
    publish_playbook,
    put_procedure,
    retire_playbook,
    revise_playbook,
)
from tests.procedures.playbooks import CHAIN, draft, published
from tests.refusals import refusal_of, refused
from tests.register import fresh

pytestmark = pytest.mark.django_db

OTHER = CHAIN.replace("A chain", "Another chain")


def test_a_draft_takes_its_head_from_the_text(actor):
    playbook = draft(CHAIN)

    assert (playbook.public_reference, playbook.status) == ("chain.1", "draft")
    assert (playbook.title, playbook.countries) == ("A chain", ["TH", ""])
    assert playbook.incident_codes == ["2025-10-myawaddy"]
    assert fresh(playbook).reference == "chain.1"


def test_a_second_text_replaces_the_draft(actor):
    before = draft(CHAIN)

    playbook = draft_playbook(actor, content=OTHER)

    assert (playbook.pk, playbook.title) == (before.pk, "Another chain")
    assert playbook.version == before.version + 1
    assert RowVersion.objects.filter(table_name="cases_playbook", row_id=before.pk).exists()


def test_the_same_text_again_writes_nothing(actor):
    before = draft(CHAIN)

    draft_playbook(actor, content=CHAIN)

    assert fresh(before).version == before.version
    assert not RowVersion.objects.filter(table_name="cases_playbook").exists()


def test_a_draft_is_revised(actor):
    playbook = revise_playbook(actor, draft(CHAIN), content=OTHER)

    assert (playbook.public_reference, fresh(playbook).title) == ("chain.1", "Another chain")


def test_a_text_that_is_no_toml_is_refused_by_line(actor):
    refused = refusal_of(draft_playbook, actor, content="[playbook]\ncode = chain\n")

    (problem,) = refused.problems
    assert problem.code == "not_toml"
    assert str(problem.message).startswith("Line 2: This is not TOML")


def test_revising_a_draft_asks_for_the_version_that_was_seen(actor):
    seen = draft(CHAIN)
    draft_playbook(actor, content=OTHER)

    assert refused(lambda: revise_playbook(actor, seen, content=CHAIN)) == (409, "stale_version")


def test_a_draft_never_becomes_that_of_another_playbook(actor):
    seen = draft(CHAIN)
    text = CHAIN.replace('"chain"', '"rope"')

    assert refused(lambda: revise_playbook(actor, seen, content=text)) == (
        422,
        "playbook_code_stays",
    )


def test_publishing_makes_steps_and_gates(actor):
    playbook = publish_playbook(actor, draft(CHAIN))

    steps = playbook.steps.values_list("code", "procedure__code", "body", "after", "opens_at")
    assert list(steps) == [
        ("ask", "identity-request", "mission", [], ""),
        ("reply", "identity-reply", "home_authority", ["ask"], ""),
        ("issue", "passport", "mission", ["reply"], "verified"),
    ]
    assert list(playbook.gates.values_list("stage", "steps")) == [
        ("verified", ["reply"]),
        ("ready", ["issue"]),
    ]
    assert playbook.published_at is not None


def test_publishing_checks_the_text_again(actor):
    playbook = draft(CHAIN)
    playbook.content = CHAIN.replace("identity-reply", "gone-meanwhile")
    playbook.save()

    assert refused(lambda: publish_playbook(actor, playbook)) == (422, "faulty_playbook")
    assert fresh(playbook).status == "draft"
    assert not playbook.steps.exists()


def test_a_published_version_is_neither_revised_nor_published_again(actor):
    playbook = published(CHAIN)

    assert refused(lambda: revise_playbook(actor, playbook, content=OTHER)) == (
        409,
        "playbook_not_draft",
    )
    assert refused(lambda: publish_playbook(actor, fresh(playbook))) == (409, "playbook_not_draft")


def test_a_change_of_the_catalogue_leaves_published_steps_as_they_are(actor):
    playbook = published(CHAIN)

    put_procedure(actor, code="passport", track="document", body="headquarters", name="Passport")

    assert playbook.steps.get(code="issue").body == "mission"


def test_the_current_version_is_the_newest_published_one(actor):
    published(CHAIN)
    second = published(OTHER)
    draft(CHAIN)

    assert [row.public_reference for row in Playbook.objects.current()] == ["chain.2"]

    retire_playbook(actor, second, reason="A mistake.")
    assert [row.public_reference for row in Playbook.objects.current()] == ["chain.1"]


def test_retiring_keeps_the_reason_and_happens_once(actor):
    playbook = retire_playbook(actor, published(CHAIN), reason="Worn out.")

    assert (playbook.status, playbook.retire_reason) == ("retired", "Worn out.")
    assert playbook.retired_at is not None
    assert refused(lambda: retire_playbook(actor, fresh(playbook), reason="Again.")) == (
        409,
        "playbook_retired",
    )


def test_a_draft_is_retired_too_and_makes_room_for_another(actor):
    retire_playbook(actor, draft(CHAIN), reason="Not needed.")

    assert draft(OTHER).public_reference == "chain.2"


@pytest.mark.parametrize("status", ["published", "retired"])
def test_a_copy_is_a_draft_with_the_next_number_and_the_same_text(actor, status):
    source = published(CHAIN, status=status)

    copy = copy_playbook(actor, source)

    assert (copy.public_reference, copy.status) == ("chain.2", "draft")
    assert (copy.content, copy.title, copy.countries) == (
        source.content,
        source.title,
        source.countries,
    )
    assert fresh(source).version == source.version


def test_a_copy_never_overwrites_the_draft_that_is_there(actor):
    source = published(CHAIN)
    copy_playbook(actor, source)

    assert refused(lambda: copy_playbook(actor, source)) == (409, "playbook_one_draft")
