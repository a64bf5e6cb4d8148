"""Two versions of a list: who is new, who vanished, what changed in whom."""

import random

from cases.intake.reconciliation.versions import Listed, changes, pair_versions


def rows(*said, start=1):
    """Return rows from (name, birth) or mappings."""
    values = [
        one if isinstance(one, dict) else {"full_name": one[0], "birth": one[1]} for one in said
    ]
    return [
        Listed(start + at, {k: v for k, v in row.items() if v}) for at, row in enumerate(values)
    ]


def test_rows_in_another_order_are_paired():
    before = rows(("Le Van Khue", "1990-02-03"), ("Pham Thi Ngan", "1995-06-07"))
    after = rows(("Pham Thi Ngan", "1995-06-07"), ("Le Van Khue", "1990-02-03"), start=11)

    found = pair_versions(before, after)

    assert found.former_of == {11: 2, 12: 1}
    assert not found.new
    assert not found.gone


def test_who_came_and_who_went():
    before = rows(("Le Van Khue", "1990"), ("Pham Thi Ngan", "1995"))
    after = rows(("Pham Thi Ngan", "1995"), ("Do Quang Vinh", "1991"), start=11)

    found = pair_versions(before, after)

    assert [row.pk for row in found.new] == [12]
    assert [row.pk for row in found.gone] == [1]


def test_a_number_outweighs_a_corrected_name_and_birth_date():
    paper = {"document_kind": "passport", "document_country": "VN", "document_number": "C1"}
    before = rows({"full_name": "Tran Van Bin", "birth": "1990-01-02", **paper})
    after = rows({"full_name": "Tran Van Binh", "birth": "1991-01-02", **paper}, start=11)

    found = pair_versions(before, after)

    assert found.former_of == {11: 1}
    assert changes(before[0].values, after[0].values) == ["full_name", "birth"]


def test_a_misspelt_name_with_the_same_birth_date_is_paired():
    before = rows(("Nguyen Thi Khuyen", "1999-04-12"), ("Nguyen Thi Hoa", "1997-01-12"))
    after = rows(("Nguyen Thi Kuyen", "1999-04-12"), ("Nguyen Thi Hoa", "1997-01-12"), start=11)

    assert pair_versions(before, after).former_of == {11: 1, 12: 2}


def test_day_and_month_the_other_way_round_are_one_birth_date():
    before, after = (
        rows(("Vu Dinh Khoa", "1999-04-12")),
        rows(("Vu Dinh Khoa", "1999-12-04"), start=11),
    )

    assert pair_versions(before, after).former_of == {11: 1}


def test_namesakes_without_birth_dates_are_paired_one_to_one():
    before = rows(("Nguyen Van An", ""), ("Nguyen Van An", ""), ("Nguyen Van An", ""))
    after = rows(("Nguyen Van An", ""), ("Nguyen Van An", ""), start=11)

    found = pair_versions(before, after)

    assert found.former_of == {11: 1, 12: 2}
    assert [row.pk for row in found.gone] == [3]


def test_namesakes_of_other_years_and_other_sexes_are_two_people():
    before = rows(("Nguyen Van An", "1990"), {"full_name": "Le An", "sex": "m"})
    after = rows(("Nguyen Van An", "1995"), {"full_name": "Le An", "sex": "f"}, start=11)

    assert not pair_versions(before, after).former_of


def test_nobody_is_paired_twice():
    before = rows(("Nguyen Van Khue", "1990-02-03"))
    after = rows(("Nguyen Van Khue", "1990-02-03"), ("Nguyen Van Khuê", "1990-02-03"), start=11)

    found = pair_versions(before, after)

    assert found.former_of == {11: 1}
    assert [row.pk for row in found.new] == [12]


def test_two_versions_of_a_whole_custody_list_are_paired():
    draw = random.Random(7141)
    family, middle = ["Nguyen", "Tran", "Le", "Pham", "Vu"], ["Van", "Thi", "Duc", "Quang", "Minh"]
    given = [
        f"{head}{tail}"
        for head in "BCDGHKLMNPQRSTVX"
        for tail in ("a", "anh", "inh", "oa", "uyen", "ong")
    ]
    people = [
        (
            f"{draw.choice(family)} {draw.choice(middle)} {draw.choice(given)}",
            f"{draw.randint(1980, 2006)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
        )
        for _ in range(7141)
    ]
    before = rows(*people)
    kept = people[200:]
    misspelt = [
        (name.replace("uyen", "uen"), birth) if at % 10 == 0 else (name, birth)
        for at, (name, birth) in enumerate(kept)
    ]
    after = rows(
        *misspelt,
        *(("Zz Newcomer Nobody", f"2001-01-{day:02}") for day in range(1, 29)),
        start=100001,
    )

    found = pair_versions(before, after)

    assert len(found.former_of) >= len(kept) - 3
    assert len(found.new) <= 31
