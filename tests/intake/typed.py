"""What an officer types of somebody who is registered already."""

from datetime import date

from cases.core.partial import PartialDate

BORN = PartialDate(date(1998, 4, 3), "day")
TYPED = {
    "full_name": "Nguyen Van Hung",
    "birth_day": "3",
    "birth_month": "4",
    "birth_year": "1998",
    "incident": "2025-10-myawaddy",
    "report_source": "walk_in",
    "nationality": "VN",
}
