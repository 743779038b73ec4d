"""Paragraphs of pages: which lines are one, by where they begin and end; the same in PDF and OFD."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import pytest

from making_tables import FORMATS, LEFT, SIZE, Page, Words
from plan_extract.readers import read_bytes

Make = Callable[..., bytes]
WIDTH, LEADING, TOP, ROWS = 40, 16.0, 90.0, 40
CHARACTERS = "推进政务服务改革健全工作机制加强组织领导形成合力确保各项任务落到实处优化营商环境提升治理能力"


@pytest.fixture(params=FORMATS)
def make(request: pytest.FixtureRequest) -> Make:
    """Makes a file of pages, in either format."""
    return FORMATS[str(request.param)]


def words(number: int, count: int) -> str:
    """A paragraph of so many characters."""
    return (f"\uff08{number}\uff09" + CHARACTERS * 10)[: count - 1] + "。"


def wrapped(paragraphs: Iterable[str], indent: int, gap: float = 0.0) -> list[Words]:
    """The lines of paragraphs below one another, from the top of a first page on."""
    lines: list[Words] = []
    y = 0.0
    for paragraph in paragraphs:
        left, start = paragraph, indent
        while left:
            lines.append((LEFT + start * SIZE, y, left[: WIDTH - start]))
            left, start, y = left[WIDTH - start :], 0, y + LEADING
        y += gap
    return lines


def pages(lines: Sequence[Words], numbered: bool = True) -> Iterator[Page]:
    """Pages of these lines, with a number at the foot of each."""
    height = ROWS * LEADING
    for number in range(int(lines[-1][1] // height) + 1):
        some = [(x, TOP + y - number * height, line) for x, y, line in lines if y // height == number]
        yield Page([*some, *([(280.0, 810.0, f"\u2014 {number + 1} \u2014")] if numbered else [])], [])


def shown(data: bytes) -> list[str]:
    return read_bytes(data, "plan")[1].splitlines()


UNNUMBERED = CHARACTERS * 2
TEXT = [words(number, 30 + 23 * number) for number in range(1, 15)]


@pytest.mark.parametrize(("indent", "gap"), [(2, 0.0), (2, 6.0), (0, 6.0)])
def test_a_paragraph_is_one_line(make: Make, indent: int, gap: float) -> None:
    assert shown(make(*pages(wrapped(TEXT, indent, gap), numbered=False))) == TEXT


def test_every_line_keeps_its_place(make: Make) -> None:
    lines = wrapped(TEXT, 2)
    source, text = read_bytes(make(*pages(lines, numbered=False)), "plan")
    ends = [*(one.start for one in source.places[1:]), len(text)]
    assert [text[one.start : end].strip() for one, end in zip(source.places, ends, strict=True)] == [
        line for *_, line in lines
    ]
    assert [one.page for one in source.places] == [1 + int(y // (ROWS * LEADING)) for _, y, _ in lines]


def test_a_page_number_inside_a_paragraph_stands_behind_it(make: Make) -> None:
    found = [line.replace(" ", "") for line in shown(make(*pages(wrapped(TEXT, 2))))]
    assert [line for line in found if line in TEXT] == TEXT
    assert [line for line in found if line not in TEXT] == ["\u20141\u2014", "\u20142\u2014"]
    broken = next(at for at, line in enumerate(found) if line == "\u20141\u2014")
    assert found[broken - 1] in TEXT


def test_where_nothing_begins_a_paragraph_lines_stay_lines(make: Make) -> None:
    lines = wrapped(TEXT, 0)
    assert shown(make(*pages(lines, numbered=False))) == [line for *_, line in lines]


@pytest.mark.parametrize(
    ("lacking", "rest"),
    [
        (3, "12.5\uff05以上。"),
        (3, "\uff08区、市\uff09开展试点。"),
        (2, "\u201c两强三提高\u201d。"),
        (2, "知.pdf"),
        (4, "governance。"),
    ],
)
def test_a_line_that_lacks_what_cannot_be_broken_is_full(make: Make, lacking: int, rest: str) -> None:
    for more, joined in ((0, True), (6, False)):
        first = UNNUMBERED[: WIDTH - 2 - lacking - more]
        lines = wrapped([*TEXT, first], 2)
        lines.append((LEFT, lines[-1][1] + LEADING, rest))
        assert shown(make(*pages(lines, numbered=False)))[-1] == (first + rest if joined else rest)


def test_lines_that_hang_below_a_first_one(make: Make) -> None:
    first = "附件\uff1a" + UNNUMBERED[: WIDTH - 5]
    lines = wrapped([*TEXT, first], 2)
    y = lines[-1][1] + LEADING
    lines += [(LEFT + 6.5 * SIZE, y, "工作方案"), (LEFT + 30 * SIZE, y + 3 * LEADING, "某某市人民政府")]
    assert shown(make(*pages(lines, numbered=False)))[-2:] == [first + "工作方案", "某某市人民政府"]


def test_a_heading_in_the_middle_of_its_line_begins_anew(make: Make) -> None:
    full = words(1, 2 * WIDTH - 2)
    lines = wrapped([*TEXT, full], 2)
    y = lines[-1][1] + LEADING
    lines += [(LEFT + 17 * SIZE, y, "第二章\u3000任务"), (LEFT + 2 * SIZE, y + LEADING, "推进改革。")]
    assert shown(make(*pages(lines, numbered=False)))[-3:] == [full, "第二章\u3000任务", "推进改革。"]


def test_words_in_letters_are_parted_and_numbers_are_not(make: Make) -> None:
    head = UNNUMBERED[: WIDTH - 2]
    for end, begin, joined in (("Open", "Data", "Open Data"), ("20", "25年", "2025年"), ("\uff0c", "AI", "\uff0cAI")):
        first = head[: -len(end)] + end
        lines = wrapped([*TEXT, first], 2)
        lines.append((LEFT, lines[-1][1] + LEADING, begin + "建设。"))
        assert shown(make(*pages(lines, numbered=False)))[-1].endswith(f"{joined}建设。")
