"""Vietnamese names of invented people, with their tones, and the key that sorts them."""

from functools import cache
from random import Random
from typing import Final

from cases.citizens.names import syllable_key


def words(text: str) -> list[str]:
    """Return the syllables of a line."""
    return text.split()


FAMILIES: Final = (
    ("Nguyễn", 31.0), ("Trần", 11.0), ("Lê", 9.5), ("Phạm", 7.0), ("Hoàng", 5.0), ("Phan", 4.5),
    ("Vũ", 3.9), ("Đặng", 2.1), ("Bùi", 2.0), ("Đỗ", 1.4), ("Hồ", 1.3), ("Ngô", 1.3),
    ("Dương", 1.0), ("Lý", 0.5), ("Đào", 0.9), ("Đinh", 0.9), ("Trương", 1.6), ("Mai", 0.9),
    ("Tô", 0.5), ("Lương", 0.8), ("Vương", 0.5), ("Trịnh", 0.8), ("Hà", 0.7), ("Tạ", 0.4),
    ("Lò", 0.4), ("Quàng", 0.2), ("Giàng", 0.3), ("Vừ", 0.2), ("Nông", 0.4), ("Hoàng Phủ", 0.1),
)  # fmt: skip
MIDDLES: Final = {
    "m": words("Văn Văn Văn Hữu Đức Công Quang Minh Xuân Đình Thế Trọng Quốc Ngọc Thanh Bá Duy"),
    "f": words("Thị Thị Thị Thị Ngọc Thu Thanh Kim Bích Hồng Diệu Phương Quỳnh Thùy Mỹ Khánh"),
}
GIVEN: Final = {
    "m": words(
        "Hùng Dũng Cường Tuấn Anh Nam Sơn Long Hải Bình Thắng Tùng Hiếu Kiên Trung Đạt Phúc Quân "
        "Huy Khoa Lâm Lộc Mạnh Nghĩa Phong Phát Quý Sang Tài Tâm Thành Thái Thịnh Tiến Toàn Trí "
        "Trường Tú Vinh Vương Khánh Đông Giáp Hậu Khải Khôi Linh Luân Nhân Ninh Pháp Phước Quyết"
    ),
    "f": words(
        "Lan Hoa Hương Hằng Hạnh Hiền Huệ Loan Mai Nga Ngân Nhung Oanh Phượng Thảo Thủy Trang "
        "Trinh Tuyết Uyên Vân Yến Xuân Anh Châu Chi Dung Duyên Giang Hà Hân Linh Ly My Ngọc Nhi "
        "Như Quyên Quỳnh Thư Trâm Trúc Vy Ánh Bích Đào Diễm Hậu Kiều Liên Lụa Mơ Mận Nguyệt Sen"
    ),
}
COMMUNES: Final = words("An Bình Cẩm Đông Hòa Long Phú Quỳnh Tân Thanh Thạch Vĩnh Xuân Yên")
sort_key_of: Final = cache(syllable_key)


class Names:
    """Draws names from the lists above."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.families = [name for name, _weight in FAMILIES]
        self.weights = [weight for _name, weight in FAMILIES]
        self.drawn: list[str] = []

    def family(self) -> str:
        """Return a family name, as frequent as at home."""
        if not self.drawn:
            self.drawn = self.random.choices(self.families, self.weights, k=4096)
        return self.drawn.pop()

    def full(self, sex: str) -> tuple[str, str, str]:
        """Return family, middle and given name of a person; `sex` other than m and f: either."""
        lists = sex if sex in GIVEN else "mf"[self.random.random() < 0.5]
        given = self.random.choice(GIVEN[lists])
        middle = self.random.choice(MIDDLES[lists])
        if self.random.random() < 0.2:
            middle = f"{middle} {self.random.choice(GIVEN[lists])}"
        return self.family(), middle, given


def sort_key(family: str, middle: str, given: str) -> str:
    """Return the stored key of a name made here, as `cases.citizens.names` builds it."""
    return " ".join(sort_key_of(part) for part in (given, *family.split(), *middle.split()))
