"""Names of months in the languages of lists: Vietnamese, English, French, Thai."""

import re
from typing import Final

ENGLISH: Final = (
    "january february march april may june july august september october november december"
)
FRENCH: Final = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)
THAI: Final = (
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม"
)
THAI_SHORT: Final = "ม.ค ก.พ มี.ค เม.ย พ.ค มิ.ย ก.ค ส.ค ก.ย ต.ค พ.ย ธ.ค"
VIETNAMESE: Final = "một hai ba tư năm sáu bảy tám chín mười mười_một mười_hai"
SHORT_FRENCH: Final = {"janv": 1, "févr": 2, "fév": 2, "fevrier": 2, "avr": 4, "juil": 7} | {
    "aout": 8,
    "déc": 12,
    "decembre": 12,
}


def months() -> dict[str, int]:
    """Return each name of a month in small letters, and its number."""
    found: dict[str, int] = dict(SHORT_FRENCH) | {"sept": 9, "giêng": 1, "chạp": 12}
    for names in (ENGLISH, FRENCH, THAI, THAI_SHORT):
        found |= {name: at for at, name in enumerate(names.split(), 1)}
    found |= {name[:3]: at for at, name in enumerate(ENGLISH.split(), 1)}
    found |= {f"tháng {at}": at for at in range(1, 13)} | {
        f"tháng 0{at}": at for at in range(1, 10)
    }
    found |= {
        f"tháng {name.replace('_', ' ')}": at for at, name in enumerate(VIETNAMESE.split(), 1)
    }
    return found


MONTHS: Final = months()
MONTH_NAMES: Final = re.compile(
    "(?<![^\\W\\d_])(?:"
    + "|".join(map(re.escape, sorted(MONTHS, key=lambda name: -len(name))))
    + ")\\.?(?![^\\W_])"
)
