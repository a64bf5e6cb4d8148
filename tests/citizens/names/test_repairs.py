"""Keys of a Vietnamese keyboard and text of old fonts are undone, only into real syllables."""

import unicodedata

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cases.citizens.names.keyed import unkeyed
from cases.citizens.names.known import shares
from cases.citizens.names.mojibake import TCVN3, VNI_LETTERS, VNI_MARKS, repairs
from cases.citizens.names.table import is_spelled

NAMES = st.lists(
    st.sampled_from(
        sorted(
            {
                share.spelled
                for members in shares().values()
                for share in members
                if is_spelled(share.spelled)
            }
        )
    ),
    min_size=2,
    max_size=4,
).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "kind", "meant"),
    [
        ("Nguyeenx Vawn Ddaatj", "telex", "Nguyễn Văn Đạt".replace("ạ", "ậ")),
        ("Nguyeenx Vawn Ddaatf", "telex", "Nguyễn Văn Đât"),
        ("Nguyeexn Vawn Hair", "telex", "Nguyễn Văn Hải"),
        ("Nguyenex Thij Thuyr", "telex", "Nguyễn Thị Thủy"),
        ("Huwowng Traanf", "telex", "Hương Trần"),
        ("NGUYEENX VAWN HUNGF", "telex", "NGUYỄN VĂN HÙNG"),
        ("Duwowng Quoocs Toanr", "telex", "Dương Quốc Toản"),
        ("Truwowngf Datdj", "telex", "Trường Đạt"),
        ("Nguye6n4 Va8n", "vni", "Nguyễn Văn"),
        ("Nguye64n Thi5 Thu3y", "vni", "Nguyễn Thị Thủy"),
        ("D9a5t Tra62n", "vni", "Đạt Trần"),
        ("Tru7o7ng2 Hu7u4", "vni", "Trường Hữu"),
    ],
)
def test_struck_keys_are_read(typed, kind, meant):
    assert unkeyed(typed) == (kind, meant)


@pytest.mark.parametrize(
    "typed",
    ["Max Smith", "Alex Ross", "Nguyen Van An", "Room 5", "B2", "Tran Thi Hoa", "Nguy6n", ""],
)
def test_what_is_no_residue_is_left_alone(typed):
    assert unkeyed(typed) is None
    assert repairs(typed) == ()


def read_as(text: str, encoding: str) -> str:
    return text.encode().decode(encoding)


def in_tcvn3(text: str) -> str:
    back = {shown: stored for stored, shown in TCVN3.items()}
    return "".join(back.get(char, char) for char in text)


def in_vni_windows(text: str) -> str:
    marks = {mark: stored for stored, mark in VNI_MARKS.items()}
    letters = {shown: stored for stored, shown in VNI_LETTERS.items()}
    tones = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
    found = ""
    for char in text:
        small = char.lower()
        parts = unicodedata.normalize("NFD", small)
        tone = next((tones[part] for part in parts if part in tones), 0)
        quality = next((part for part in parts if part in "\u0302\u0306"), "")
        base = unicodedata.normalize(
            "NFC", "".join(part for part in parts if part not in tones and part != quality)
        )
        if small in letters:
            made = letters[small]
        elif small in {"ì", "í"}:
            made = small
        else:
            made = letters.get(base, base)
            made += marks[tone, quality] if tone or quality else ""
        found += made.upper() if char.isupper() else made
    return found


@pytest.mark.parametrize(
    ("spoilt", "kind", "meant"),
    [
        ("Nguyá»…n VÄƒn Háº£i", "utf8", "Nguyễn Văn Hải"),
        ("NguyÔn V¨n H¶i", "tcvn3", "Nguyễn Văn Hải"),
        ("TrÇn ThÞ Thñy", "tcvn3", "Trần Thị Thủy"),
        ("Nguyeãn Vaên Haûi", "vni_windows", "Nguyễn Văn Hải"),
        ("Ñaëng Höõu Phöôùc", "vni_windows", "Đặng Hữu Phước"),
        ("NGUYEÃN VAÊN HAÛI", "vni_windows", "NGUYỄN VĂN HẢI"),
    ],
)
def test_spoilt_text_is_repaired(spoilt, kind, meant):
    found = repairs(spoilt)

    assert [(repair.kind, repair.text) for repair in found] == [(kind, meant)]
    assert meant in found[0].sentence


@given(NAMES)
def test_a_sound_name_is_never_repaired(name):
    assert repairs(name) == ()


@given(NAMES.filter(lambda name: not name.isascii()))
def test_text_of_each_wrong_encoding_is_repaired(name):
    ways = [read_as(name, "latin-1"), in_tcvn3(name), in_vni_windows(name)]

    for spoilt in ways:
        if not is_sound(spoilt):
            assert name in [repair.text for repair in repairs(spoilt)], spoilt


def is_sound(text: str) -> bool:
    """Return whether the spoilt text happens to be a name as well."""
    return all(len(word) == 1 or is_spelled(word) for word in text.split())


@pytest.mark.parametrize(
    "name", ["François Hollande", "Müller", "Lê Văn Ð", "Nguyễn Văn Smith", "李小龙"]
)
def test_names_that_are_not_spoilt_stay(name):
    assert repairs(name) == ()


@given(st.text(max_size=40))
def test_any_text_is_taken(text):
    assert isinstance(repairs(text), tuple)


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_what_happened_is_said_in_the_language_of_the_reader(language):
    spoilt = ["Nguyá»…n", "NguyÔn V¨n", "Nguyeãn Vaên", "Nguyeenx", "Nguye6n4"]
    english = [repairs(text)[0].sentence for text in spoilt]

    with translation.override(language):
        assert not {repairs(text)[0].sentence for text in spoilt} & set(english)
