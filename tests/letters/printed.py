"""Data of letters as the press is told them, without a database."""

from functools import lru_cache

from cases.letters.kinds import kinds
from cases.letters.press import Printed, fonts, pressed
from cases.letters.values import VALUES

VALUES_SAID = {
    "name": "Nguyễn Thị Thử Ưỡng",
    "birth": "12/04/1998",
    "sex": "Nữ",
    "origin": "Thanh Hóa",
    "lost_passport": "C0000001, Bị mất",
    "estimate": "1.500 USD",
    "relative_to_inform": "Nguyễn Văn Thử (cha)",
    "whereabouts": "Mae Sot",
}


def data(code: str, language: str = "vi", **more):
    """Return what the press is told of one letter."""
    kind = kinds()[code]
    is_vi = language == "vi"
    name = "Cục Quản lý xuất nhập cảnh" if is_vi else "Ministry of Foreign Affairs"
    return {
        "code": code,
        "language": language,
        "draft": False,
        "title": kind.printed[language],
        "number": "07/2025/BKK-VB02",
        "date": "Băng Cốc, ngày 05 tháng 11 năm 2025" if is_vi else "Bangkok, 5 November 2025",
        "date_thai": "" if is_vi else "๕ พฤศจิกายน พ.ศ. ๒๕๖๘",
        "mission": {
            "name_vi": "Đại sứ quán Việt Nam tại Thái Lan",
            "name_en": "Embassy of Viet Nam in Thailand",
            "the_name": "The Embassy of Viet Nam in Thailand",
            "contact": "+66 0 000 0000 · bangkok@example.org",
        },
        "addressee": {
            "name": name,
            "the_name": f"the {name}",
            "local": "" if is_vi else "กระทรวงการต่างประเทศ",
            "local_language": "th",
            "city": "",
        },
        "v": dict.fromkeys(VALUES, "") | VALUES_SAID,
        "labels": {code: code for code in VALUES},
        "missing": [],
        "remark": "",
        "remark_parts": [{"text": more.get("remark", ""), "code": "", "language": ""}],
        "left_out": "",
        "replaces": "",
        "limit": "02 ngày làm việc kể từ ngày nhận được yêu cầu đối với trường hợp mất hộ chiếu",
        "photos": "02 ảnh",
        "own_wish": True,
        "steps": [],
        "withheld": "",
        "footer": "",
        "type_name": kind.type_name,
        "subject": kind.subject,
        "copies": ["Như trên;", "Lưu: VT, LS."],
        "fonts": fonts(),
        "timestamp": 1762300800,
        **more,
    }


@lru_cache(maxsize=1)
def every_letter() -> dict[tuple[str, str], Printed]:
    """Return each letter in each of its languages, printed once."""
    which = [(kind.code, language) for kind in kinds().values() for language in kind.languages]
    made = pressed([(code, data(code, language)) for code, language in which])
    return dict(zip(which, made, strict=True))
