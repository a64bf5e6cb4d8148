"""Cases that were closed as duplicates by hand, before a link alone did it: their people count."""

import pytest
from django.db import connection

from cases.casework.models import Case
from cases.casework.operations import (
    close_case,
    link_same_person,
    record_fact,
    unlink_same_person,
    void_case,
)
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import replay
from cases.publishing.figures import figures_of, late_news
from cases.publishing.figures.behind import own_places
from cases.publishing.figures.moments import moments
from cases.publishing.freezing import faults_of
from cases.publishing.operations import take_snapshot
from tests.casework.linking import with_passport
from tests.database import as_owner
from tests.factories import IncidentFactory, head, headquarters, officer
from tests.publishing.before_links import closed_by_hand
from tests.publishing.course import at, course, crossed, day
from tests.publishing.test_verify_ledger import verify
from tests.register import a_case, fresh
from tests.statements import executed
from tests.web.session import log_in

pytestmark = pytest.mark.django_db(transaction=True)


def opened(moment, **mission):
    """A case of a person with the passport that all of these have, in Thailand since the 22nd."""
    with course(**mission) as actor:
        with replay(moment):
            case = a_case(actor, with_passport(actor))
        crossed(actor, case, moment, day(moment.day))
        return case


def linked(double, into, moment):
    with course() as actor, replay(moment):
        people = fresh(double).citizen, fresh(into).citizen
        return link_same_person(actor, people[0], into=people[1], because="The same passport.")


def unlinked(link, moment):
    with course() as actor, replay(moment):
        unlink_same_person(actor, fresh(link), reason="Two men.")


def counted(known_at=None):
    with course() as actor:
        found = figures_of(actor, IncidentFactory(), at(29), known_at)
        assert [row.count for row in found.present] == [found.counted]
        return found.counted


def close(moment):
    with eyes(SYSTEM):
        executed("select close_figures(%s, %s)", [IncidentFactory().pk, moment])


def test_the_person_counts_and_the_case_stays_in_the_sums():
    opened(at(22))
    case = closed_by_hand(opened(at(22)), at(24))

    with course() as actor:
        found = figures_of(actor, IncidentFactory(), at(25))
        places = own_places(actor, IncidentFactory(), moments(actor, "Asia/Bangkok", at(29), None))

    assert (found.counted, found.cases) == (2, 2)
    assert found.table("outcome").count("duplicate") == 1
    assert places == [("TH", 2)]
    assert fresh_outcome(case) == "duplicate"


def fresh_outcome(case):
    with course():
        return fresh(case).outcome


def test_counts_once_as_long_as_a_link_is_known_to_stand():
    """The closing of the link takes the place of that by hand, which comes back with its end."""
    one, other = closed_by_hand(opened(at(22)), at(23)), opened(at(22))
    link = linked(one, other, at(25))
    with course():
        by_link = fresh(one).transitions.standing().get(kind="close").changes["duplicate_of"]
    unlinked(link, at(27))

    assert by_link == other.reference
    assert [counted(at(23)), counted(at(26)), counted()] == [2, 1, 2]
    assert fresh_outcome(one) == "duplicate"


def test_counts_once_where_the_records_were_linked_before():
    one, other = opened(at(22)), opened(at(22))
    linked(other, one, at(24))
    with course() as actor, replay(at(25)):
        elsewhere = a_case(actor, fresh(other.citizen), incident=IncidentFactory(code="flood"))
    closed_by_hand(elsewhere, at(26))

    assert counted() == 1
    with course() as actor:
        assert figures_of(actor, IncidentFactory(code="flood"), at(29)).counted == 1


def test_of_two_records_both_closed_by_hand_one_counts():
    one, other = closed_by_hand(opened(at(22)), at(23)), closed_by_hand(opened(at(22)), at(23))
    linked(one, other, at(25))

    assert [counted(at(24)), counted()] == [2, 1]


def test_counts_again_where_the_case_that_went_on_is_void():
    one, other = opened(at(22)), closed_by_hand(opened(at(22)), at(23))
    linked(one, other, at(25))
    with course() as actor, replay(at(27)):
        void_case(actor, fresh(one), reason="Never one of ours.")

    assert [counted(at(26)), counted()] == [1, 1]


def test_a_mission_counts_as_all_do_though_it_does_not_see_the_other_record():
    one, other = opened(at(22)), opened(at(22), yangon=True)
    with course() as actor, replay(at(23)):
        close_case(actor, fresh(one), outcome="declined")
    with eyes(headquarters()) as centre, replay(at(25)):
        link = link_same_person(
            centre, fresh(one).citizen, into=fresh(other).citizen, because="The same passport."
        )
    assert link.status == "standing"
    as_owner(["update cases_share set until = granted_at + interval '1 millisecond'"])

    with eyes(officer()) as actor, connection.cursor() as cursor:
        assert not Case.objects.visible_to(actor).filter(pk=other.pk).exists()
        cursor.execute(
            "select count(*) from figure_persons(%s, 'infinity')", [IncidentFactory().pk]
        )
        assert cursor.fetchone() == (0,)
        assert figures_of(actor, IncidentFactory(), at(29)).counted == 1


def test_what_is_otherwise_is_told_by_the_link():
    one, other = opened(at(22)), closed_by_hand(opened(at(22)), at(23))
    link = linked(one, other, at(25))

    with course() as actor:
        news = late_news(actor, IncidentFactory(), at(24), at(24))
    unlinked(link, at(27))
    with course() as actor:
        back = late_news(actor, IncidentFactory(), at(24), at(26))

    assert [(row.subject, row.reason) for row in news] == [("link", "late")]
    assert [(row.subject, row.reason) for row in back] == [("link", "voided")]


def test_balances_count_them_too_and_the_proof_looks_at_each_closing():
    one, other = closed_by_hand(opened(at(22)), at(23)), opened(at(22))
    close(at(24))
    linked(one, other, at(25))
    close(at(26))
    assert [counted(at(24)), counted(at(26)), counted()] == [2, 1, 1]
    assert verify()[1] == ""

    as_owner(
        ["update cases_figurebalance set persons = 3 where dimension = 'counted' and persons > 0"]
    )
    told, fault = verify()

    assert "as known 2025-10-24 12:00: 2 on record, 3 counted" in told
    assert fault != ""


def test_the_proof_names_the_case_and_fails_though_every_figure_is_right():
    opened(at(22))
    case = closed_by_hand(opened(at(22)), at(24))

    told, fault = verify()

    lines = told.splitlines()
    wrong = [number for number, line in enumerate(lines) if line.endswith("WRONG")]
    assert [lines[number].split("  ")[0] for number in wrong] == [
        "a case is a duplicate by a link that stands, and by nothing else"
    ]
    assert lines[wrong[0] + 1].strip() == case.reference
    assert fault.startswith("1 of ")
    assert counted() == 2


def test_the_proof_finds_whoever_is_not_counted():
    opened(at(22))
    close(at(24))
    as_owner(["update cases_figurebalance set persons = 0 where dimension = 'counted'"])

    told, fault = verify()

    assert "as known 2025-10-24 12:00: 1 on record, 0 counted" in told
    assert fault != ""


def test_a_snapshot_that_was_frozen_without_them_still_holds():
    case = closed_by_hand(opened(at(22)), at(23))
    with eyes(headquarters()) as centre:
        snapshot = take_snapshot(centre, incident=IncidentFactory(), title="-", as_of=day(24))
    as_owner([f"update cases_snapshotcase set cells = '{{}}' where case_id = {case.pk}"])
    with eyes(headquarters()):
        faults = faults_of(fresh(snapshot))

    assert faults == ["digest", "values"]


def test_the_list_of_entries_to_check_says_what_to_do(client):
    case = closed_by_hand(opened(at(22)), at(23))
    other = opened(at(22))
    actor = head()

    pages = [log_in(client, actor).get(address).text for address in ("/", "/board/check/")]
    linked(case, other, at(25))
    after = client.get("/board/check/").text

    assert "entry to look at again" in pages[0]
    assert case.reference in pages[1]
    assert "No link says of whom this is a duplicate" in pages[1]
    assert case.reference not in after


def test_late_news_on_such_a_case_is_no_second_closing():
    case = closed_by_hand(opened(at(22)), at(24))

    with course() as actor, replay(at(26)):
        record_fact(
            actor, fresh(case), stage="contacted", when=day(23), source="mission", reason="-"
        )

    assert counted() == 1
    assert fresh_outcome(case) == "duplicate"
