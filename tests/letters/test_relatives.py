"""To whom of the family a notice may go, and which of them an officer may choose."""

import pytest

from cases.casework.family import is_named
from cases.casework.models import Statement
from cases.citizens.models import Relative
from cases.citizens.operations import add_relative, mark_relative
from cases.core.context import eyes
from cases.letters.composing import Draft
from cases.letters.contradiction import Asked
from cases.letters.contradictions import contradictions_in
from cases.letters.kinds import kinds
from cases.letters.models import Letter
from cases.letters.operations import issue_letters
from cases.letters.relatives import is_own_wish, may_be_told, relative_told, with_chosen
from cases.letters.values import values_of
from cases.missions.models import Mission
from tests.api.calls import JSON, caller
from tests.factories import head
from tests.letters.test_contradictions import facts
from tests.letters.test_own_word import BY_WISH, with_father
from tests.letters.written import a_ready_case, read
from tests.refusals import refusal_of
from tests.register import fresh
from tests.web.session import log_in
from tests.world_talking import said

WHO = ("spouse", "father", "mother")
ONLY = "only_some"
ALL = {"spouse": "yes", "father": "yes", "mother": "yes"}
ALLOWED = [
    # what was said, what is marked of whom, who is unsafe, whom a vital interest names; then who
    # may be told, whether the first is by their wish, and what is named with the letter
    # (the wish is that of all who may be told, while nobody has chosen)
    (("yes", ""), ALL, "", "", ["spouse", "father", "mother"], True, []),
    (("yes", ""), {"mother": "yes"}, "", "", ["mother", "spouse", "father"], True, []),
    (("yes", ""), {"spouse": "no"}, "", "", ["father", "mother"], True, []),
    (("yes", ""), ALL, "spouse", "", ["father", "mother"], True, []),
    ((ONLY, "mother"), ALL, "", "", ["mother"], True, ["family_only_some"]),
    ((ONLY, "Only my mother."), ALL, "", "", ["mother"], True, ["family_only_some"]),
    ((ONLY, "chỉ mẹ em thôi"), ALL, "", "", ["mother"], True, ["family_only_some"]),
    ((ONLY, "tran thi father"), ALL, "", "", ["father"], True, ["family_only_some"]),
    ((ONLY, "mother"), {"spouse": "yes"}, "", "", [], False, ["relative_not_meant"]),
    ((ONLY, "not my father"), ALL, "", "", [], False, ["relative_not_meant"]),
    ((ONLY, "dì Tư"), ALL, "", "", [], False, ["relative_not_meant"]),
    ((ONLY, "mother"), ALL, "mother", "", [], False, ["relative_not_meant", "relative_unsafe"]),
    ((ONLY, "mother"), ALL, "", "spouse", ["mother", "spouse"], False, ["family_only_some"]),
    ((ONLY, "mother"), {}, "", "", [], False, []),
    (("no", ""), ALL, "", "", [], False, ["family_not_to_be_told"]),
    (("no", ""), ALL, "", "father", ["father"], False, []),
    (("no", ""), ALL, "father", "father", [], False, ["family_not_to_be_told", "relative_unsafe"]),
    (("ask_later", ""), ALL, "", "", [*WHO], False, ["family_not_asked_about"]),
    (("", ""), {"father": "yes"}, "", "", ["father"], False, ["family_not_asked_about"]),
    (("", ""), {"father": "yes"}, "father", "", [], False, ["relative_unsafe"]),
    (("", ""), {}, "", "", [], False, []),
]


def family(answer, marks, unsafe, vital):
    """Return facts of somebody with three relatives, by what was said of them."""
    rows = [
        Relative(
            pk=number,
            relation=name,
            full_name=f"Trần Thị {name.title()}",
            may_be_informed=marks.get(name, "unknown"),
            is_unsafe=name == unsafe,
        )
        for number, name in enumerate(WHO, 1)
    ]
    found = facts(relatives=rows)
    if answer[0]:
        words = Statement(kind="inform_family", answer=answer[0], about=answer[1])
        found.said = {("inform_family", "", None): words}
    found.vital = {row.pk for row in rows if row.relation == vital}
    return found


@pytest.mark.parametrize("row", ALLOWED)
def test_a_notice_goes_to_whom_the_person_lets_be_told_and_who_is_safe(row):
    *recorded, who, wish, codes = row
    known = family(*recorded)

    named = contradictions_in(Asked(known, kinds()["family-notice"], "vi"))

    assert [row.relation for row in may_be_told(known)] == who
    assert is_own_wish(known) is wish
    assert bool(values_of(known)["relative_to_inform"]) is (len(who) == 1)
    assert sorted({row.code for row in named}) == codes


@pytest.mark.parametrize(
    ("relation", "name", "words", "is_so"),
    [
        ("friend", "An", "chị Lan", False),
        ("sibling", "An", "bạn thân", False),
        ("sibling", "An", "bạn An, và mẹ", True),
        ("other_family", "Ba", "chỉ bà ngoại", False),
        ("grandparent", "Ba", "chỉ bà ngoại", True),
        ("sibling", "Trần Thị Lan", "tran thi lan", True),
        ("sibling", "TRAN THI LAN", "Trần Thị Lan.", True),
        ("sibling", "Trần Thị La", "Trần Thị Lan", False),
        ("sibling", "Lan", "", False),
        *((relation, "An", "mes parents", True) for relation in ("mother", "father")),
        *((relation, "An", "chỉ ba mẹ", True) for relation in ("mother", "father")),
        *((relation, "An", "mes grands-parents", False) for relation in ("mother", "father")),
        ("mother", "An", "ma grand-mère", False),
        ("mother", "An", "my parents-in-law", False),
        ("father", "An", "mes beaux-parents", False),
        *(
            (relation, "An", words, False)
            for relation in ("mother", "father", "spouse", "sibling", "child")
            for words in (
                *("chỉ bố mẹ chồng", "ba mẹ vợ", "má chồng", "anh trai chồng", "em gái vợ"),
                *("my step-mother", "only my brother-in-law", "my son-in-law", "mon beau-frère"),
                *("mother and father in law", "bố, mẹ chồng", "my wife's mother"),
                *("my mother's sister", "la mère de ma femme", "bạn của mẹ"),
            )
        ),
        *((relation, "An", "mẹ, vợ", True) for relation in ("mother", "spouse")),
        *((relation, "An", "bố, mẹ, chồng", True) for relation in ("father", "mother", "spouse")),
        ("other_family", "An", "mẹ, vợ", False),
        ("other_family", "An", "chỉ bố mẹ chồng", True),
        ("mother", "An", "mẹ của em", True),
        ("mother", "An", "mẹ chồng", False),
        ("spouse", "An", "mẹ chồng", False),
        ("grandparent", "An", "mes grands-parents", True),
    ],
)
def test_words_name_a_relative_by_whole_words(relation, name, words, is_so):
    assert is_named(words, Relative(relation=relation, full_name=name)) is is_so


def test_a_friend_is_no_family_unless_the_person_has_said_so_of_them():
    known = family(("yes", ""), {}, "", "")
    known.relatives[0].relation = "friend"

    assert [row.relation for row in may_be_told(known)] == ["father", "mother"]
    known.relatives[0].may_be_informed = "yes"
    assert [row.relation for row in may_be_told(known)] == ["friend", "father", "mother"]


@pytest.mark.parametrize(("marks", "is_open"), [(ALL, True), ({"mother": "yes"}, False)])
def test_nobody_is_told_unasked_where_several_may_be(marks, is_open):
    known = family(("", ""), marks, "", "")
    draft = Draft(kinds()["family-notice"], known, Mission(), "vi")

    assert (relative_told(known) is None) is is_open
    assert draft.missing == []


def test_whoever_is_kept_from_it_is_told_by_nobodys_choice():
    known = family((ONLY, "mother"), ALL, "", "")
    spouse = known.relatives[0]

    (row,) = contradictions_in(Asked(with_chosen(known, spouse), kinds()["family-notice"], "vi"))

    assert (row.code, row.stops) == ("relative_not_meant", True)
    assert "“mother”" in row.sentence


@pytest.mark.django_db
def test_page_and_api_offer_those_who_may_be_told_and_write_to_the_one_chosen(client, chief):
    with eyes(chief):
        case, father = with_father(chief)
        mother, other = (
            add_relative(chief, fresh(case.citizen), full_name=name, relation=relation)
            for name, relation in (("Trần Thị Mẹ", "mother"), ("Lê Bạn", "friend"))
        )
        danger = {"is_unsafe": True, "why": "The recruiter sits beside them."}
        mark_relative(chief, fresh(case.citizen), relative=other, **danger)
        said(chief, fresh(case), "inform_family", "yes")
    link = f"/cases/{case.reference}/issue-letter/?letter=family-notice"
    address, headers = f"/api/v1/cases/{case.reference}/issue-letter/", {"If-Match": "*"}
    body = {"letter": "family-notice", "relative": str(mother.uuid)}

    page = log_in(client, chief).get(link).text
    picked = client.get(f"{link}&relative={mother.uuid}").text
    unasked = caller(chief).post(address, body | {"relative": None}, JSON, headers=headers)
    elsewhere = client.get(link.replace("family-notice", "note-verbale")).text
    refused = caller(chief).post(
        address, body | {"relative": str(other.uuid)}, JSON, headers=headers
    )
    odd = caller(chief).post(address, body | {"letter": "note-verbale"}, JSON, headers=headers)
    done = caller(chief).post(address, body, JSON, headers=headers)

    assert f'<option value="{father.uuid}">' in page
    assert f'<option value="{mother.uuid}" selected>' in picked
    assert unasked.json()["problems"][0]["field"] == "relative"
    assert unasked.json()["code"] == "several_relatives"
    assert str(mother.uuid) in page
    assert str(other.uuid) not in page
    assert 'name="relative"' not in elsewhere
    assert (refused.status_code, odd.json()["code"]) == (422, "no_relative_told")
    assert done.status_code == 201, done.content
    with eyes(chief):
        printed = read(case.letters.get())
    assert "Trần Thị Mẹ" in printed
    assert BY_WISH in printed


def two_families(actor):
    """Return a case of somebody with one relative and one of somebody with two; all may be told."""
    (one, father), (two, other) = with_father(actor), with_father(actor)
    mother = add_relative(actor, fresh(two.citizen), full_name="Trần Thị Mẹ", relation="mother")
    for case in (one, two):
        said(actor, fresh(case), "inform_family", "yes")
    return [fresh(one), fresh(two)], father, [other, mother]


@pytest.mark.django_db
def test_of_many_whoever_has_several_relatives_waits_for_a_choice():
    with eyes(head()) as actor:
        cases, father, (_other, mother) = two_families(actor)
        notice = {"cases": cases, "letter": "family-notice"}

        refusal = refusal_of(issue_letters, actor, **notice)
        nothing = Letter.objects.count()
        left = issue_letters(actor, **notice, leave_out=True)
        chosen = issue_letters(
            actor, cases=[fresh(row) for row in cases], letter="family-notice", relatives=[mother]
        )

        assert [row.message for row in refusal.problems] == [
            f"{cases[1].reference}: Several relatives may be told. Choose to which of them the "
            "notice goes."
        ]
        assert nothing == 0
        assert (left.count, left.left_out) == (1, 1)
        told = [
            row.content.values["relative"]
            for row in Letter.objects.filter(batch=chosen).order_by("serial")
        ]
        assert told == [str(father.uuid), str(mother.uuid)]


@pytest.mark.django_db
def test_relatives_of_many_are_one_for_each_person_of_them():
    with eyes(head()) as actor:
        cases, father, two = two_families(actor)
        notice = {"cases": cases, "letter": "family-notice"}

        codes = [
            refusal_of(issue_letters, actor, **said | {"relatives": rows}).code
            for said, rows in (
                (notice, two),
                (notice | {"cases": cases[1:]}, [father]),
                (notice | {"letter": "interview-sheet"}, [father]),
            )
        ]

        assert codes == ["two_relatives", "relative_of_nobody", "no_relative_told"]


@pytest.mark.django_db
def test_on_the_page_of_many_one_is_chosen_for_each_and_who_is_left_out_is_told(client, chief):
    with eyes(chief):
        cases, father, (other, mother) = two_families(chief)
    chosen = [case.reference for case in cases]
    form = {"cases": chosen, "letter": "family-notice"}
    log_in(client, chief)

    page = client.get("/letter-batches/issue/", form).text
    left = client.post(
        "/letter-batches/issue/", form | {"relatives": [father.uuid, ""], "leave_out": "on"}
    )
    after = client.get(left.url).text

    assert page.count('<select name="relatives"') == len(cases)
    assert f'<option value="{father.uuid}">' in page
    assert page.index("— choose —") < page.index(str(other.uuid))
    assert "selected" not in page[page.index("— choose —") : page.index(str(mother.uuid))]
    assert 'name="addressee"' not in page
    assert f"{chosen[1]}</span>: Several relatives may be told." in after


@pytest.mark.django_db
def test_of_many_it_is_said_what_to_do_where_nobody_may_be_told(client, chief):
    with eyes(chief):
        case = a_ready_case(chief)
    form = {"cases": [case.reference], "letter": "family-notice"}

    page = log_in(client, chief).get("/letter-batches/issue/", form).text

    assert "No relative may be informed: record a relative who may" in page


@pytest.mark.django_db
def test_a_relative_is_named_for_each_person_in_the_api(chief):
    with eyes(chief):
        cases, _father, (_other, mother) = two_families(chief)
    body = {"cases": [case.reference for case in cases], "letter": "family-notice"}

    refused = caller(chief).post("/api/v1/letter-batches/issue/", body, JSON)
    done = caller(chief).post(
        "/api/v1/letter-batches/issue/", body | {"relatives": [str(mother.uuid)]}, JSON
    )

    assert (refused.status_code, done.status_code) == (422, 201)
    assert "Choose to which of them" in refused.json()["problems"][0]["message"]


@pytest.mark.django_db
def test_a_notice_asks_first_to_which_relative_and_for_no_body(client, chief):
    with eyes(chief):
        case, _father = with_father(chief)
        said(chief, fresh(case), "inform_family", "yes")
    link = f"/cases/{case.reference}/issue-letter/?letter="

    notice = log_in(client, chief).get(f"{link}family-notice").text
    request = client.get(f"{link}vb02").text

    assert 'name="addressee"' not in notice
    assert notice.index('name="relative"') < notice.index('name="remark"')
    assert "(optional)" not in notice[: notice.index('name="relative"')]
    assert "— choose —" in notice
    assert 'name="addressee"' in request
