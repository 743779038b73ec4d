"""Tables by their ruling lines, and what pages repeat: the same in PDF and OFD."""

from collections.abc import Callable, Sequence

import pytest

import making_ofd
from making_tables import FORMATS, LEFT, TOP, Page, Rule, as_ofd, as_pdf, lines, page, table
from plan_extract import parse
from plan_extract.errors import UnreadableError
from plan_extract.readers import pages as pages_module
from plan_extract.readers import read_bytes
from plan_extract.readers.ruling import Stroke, grids_of
from reading import essence, plan_of

Make = Callable[..., bytes]
Rows = Sequence[Sequence[str | None]]
HEAD = ("序号", "工作任务", "责任单位", "完成时限")
HEADING = "某某市2025年工作要点责任分解表"


@pytest.fixture(params=FORMATS)
def make(request: pytest.FixtureRequest) -> Make:
    """Makes a file of pages, in either format."""
    return FORMATS[str(request.param)]


def shown(data: bytes) -> list[list[str]]:
    """The lines of a file, cut at tabs."""
    return [line.split("\t") for line in read_bytes(data, "plan")[1].splitlines()]


def row(number: int, *further: str) -> tuple[str, ...]:
    return (f"{number}", f"建设第{number}批\n示范项目", "市发展改革委", f"2025年{number}月底前", *further)


def test_a_row_is_a_line_with_tabs_between_its_cells(make: Make) -> None:
    data = make(page(lines(HEADING, top=80), table([HEAD, row(1), row(2)]), lines("本表由办公室解释。", top=400)))
    assert shown(data) == [
        [HEADING],
        list(HEAD),
        ["1", "建设第1批示范项目", "市发展改革委", "2025年1月底前"],
        ["2", "建设第2批示范项目", "市发展改革委", "2025年2月底前"],
        ["本表由办公室解释。"],
    ]


def test_each_line_of_a_cell_has_its_place(make: Make) -> None:
    source, text = read_bytes(make(page(table([HEAD, row(1)]))), "plan")
    told = {text[one.start : one.start + 4].strip("\t"): (one.page, one.cell, one.box) for one in source.places}
    (page_of, cell, box), (_, below, lower) = told["建设第1"], told["示范项目"]
    assert (page_of, cell, below) == (1, "1:2:2", "1:2:2")
    assert box is not None
    assert lower is not None
    assert box[0] == pytest.approx(LEFT + 44, abs=1)
    assert TOP < box[1] < box[3] < lower[1] + 1


def test_the_tasks_are_those_of_the_same_table_in_tabs(make: Make) -> None:
    rows = [row(1), row(2), row(3)]
    plan, *_ = plan_of(make(page(lines(HEADING, top=80), table([HEAD, *rows]))), "plan")
    tabbed = "\n".join("\t".join(cell.replace("\n", "") for cell in cells) for cells in [HEAD, *rows])
    assert essence(plan) == essence(parse(f"{HEADING}\n{tabbed}\n"))
    assert [[unit.name for unit in task.units] for task in plan.tasks] == [["市发展改革委"]] * 3
    assert [one.end.isoformat() for one in plan.deadlines if one.end] == ["2025-01-31", "2025-02-28", "2025-03-31"]


def test_words_of_two_lines_are_parted_where_letters_meet(make: Make) -> None:
    assert shown(make(page(table([("Open\nData", "平台\nAI", "甲", "乙")])))) == [["Open Data", "平台AI", "甲", "乙"]]


def test_a_cell_that_reaches_down_is_in_each_of_its_rows(make: Make) -> None:
    data = make(
        page(table([HEAD, ("1", "甲", "市发展改革委", "6月"), ("2", "乙", None, None), ("3", "丙", "市教育局", None)]))
    )
    assert [line[2:] for line in shown(data)[1:]] == [
        ["市发展改革委", "6月"],
        ["市发展改革委", "6月"],
        ["市教育局", "6月"],
    ]


def test_a_cell_that_reaches_on_is_in_its_first_column(make: Make) -> None:
    data = make(page(table([HEAD, ("一、产业发展", "<", "<", "<"), row(1)])))
    assert shown(data)[1] == ["一、产业发展", "", "", ""]


def test_a_table_goes_on_over_pages_without_its_head_repeated(make: Make) -> None:
    first, second = page(table([HEAD, row(1)])), page(table([HEAD, row(2)]))
    source, text = read_bytes(make(first, second), "plan")
    assert [line.split("\t")[0] for line in text.splitlines()] == ["序号", "1", "2"]
    assert {(one.page, (one.cell or "").rpartition(":")[0]) for one in source.places} == {
        (1, "1:1"),
        (1, "1:2"),
        (2, "1:3"),
    }


@pytest.mark.parametrize("head", [[], [HEAD]])
def test_a_row_that_a_page_has_broken_is_one(make: Make, head: Rows) -> None:
    first = page(table([HEAD, row(1), ("2", "开展第二批试点\uff0c总结经验并", "市发展改革委\u3001市", "2025年")]))
    second = page(table([*head, ("", "全面推广。", "教育局", "底前"), row(3)]))
    assert shown(make(first, second))[2:] == [
        ["2", "开展第二批试点\uff0c总结经验并全面推广。", "市发展改革委\u3001市教育局", "2025年底前"],
        ["3", "建设第3批示范项目", "市发展改革委", "2025年3月底前"],
    ]


GROUPED = ("类别", "序号", "工作任务", "责任单位")


def test_a_cell_that_reaches_over_pages_is_filled_on(make: Make) -> None:
    first = page(table([GROUPED, ("产业", "1", "甲", "市商务局"), (None, "2", "乙", "市教育局")]))
    second = page(table([("", "3", "丙", "市民政局"), (None, "4", "丁", "市财政局"), ("民生", "5", "戊", "市卫健委")]))
    assert [line[:2] for line in shown(make(first, second))[1:]] == [
        ["产业", "1"], ["产业", "2"], ["产业", "3"], ["产业", "4"], ["民生", "5"],
    ]  # fmt: skip


def test_a_row_that_is_broken_beside_a_cell_that_reaches_over_pages_is_one(make: Make) -> None:
    first = page(table([GROUPED, ("产业", "1", "甲", "市商务局"), (None, "2", "开展试点\uff0c", "市教育局")]))
    second = page(table([("", "", "总结经验。", ""), (None, "3", "丙", "市民政局")]))
    assert shown(make(first, second))[2:] == [
        ["产业", "2", "开展试点\uff0c总结经验。", "市教育局"],
        ["产业", "3", "丙", "市民政局"],
    ]


def test_a_number_begins_a_row_where_the_cell_before_it_is_empty(make: Make) -> None:
    first = page(table([GROUPED, ("产业", "1", "甲", "市商务局")]))
    second = page(table([("", "2", "乙", "市教育局"), ("民生", "3", "丙", "市民政局")]))
    assert [line[:2] for line in shown(make(first, second))[1:]] == [["产业", "1"], ["产业", "2"], ["民生", "3"]]


def test_a_page_of_nothing_but_the_head_adds_nothing(make: Make) -> None:
    assert len(shown(make(page(table([HEAD, row(1)])), page(table([HEAD])), page(table([row(2)]))))) == 3


def test_a_line_between_them_parts_two_tables(make: Make) -> None:
    first = page(table([HEAD, row(1)]))
    second = page(lines("附表二的任务如下\uff1a", top=100), table([HEAD, row(2)]))
    found = shown(make(first, second))
    assert [line[0] for line in found] == ["序号", "1", "附表二的任务如下\uff1a", "序号", "2"]


def test_another_number_of_columns_is_another_table(make: Make) -> None:
    source, _ = read_bytes(make(page(table([HEAD, row(1)])), page(table([HEAD[:3], row(2)[:3]]))), "plan")
    assert {(one.cell or "").partition(":")[0] for one in source.places} == {"1", "2"}


def test_a_frame_is_no_table(make: Make) -> None:
    frame: Rule = (LEFT - 10, 80, LEFT + 440, 200)
    x0, y0, x1, y1 = frame
    rules = [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
    words = lines("各县人民政府\uff0c市政府各部门\uff1a", "现将工作要点印发给你们\uff0c请认真组织实施。", top=100)
    source, text = read_bytes(make(page(words, Page([], rules))), "plan")
    assert len(text.splitlines()) == 2
    assert [one.cell for one in source.places] == [None, None]


def test_a_drawing_with_too_many_lines_is_no_table(make: Make) -> None:
    rules = [(LEFT + 3.5 * count, TOP, LEFT + 3.5 * count, TOP + 300.0) for count in range(140)]
    rules += [(LEFT, TOP + 3.5 * count, LEFT + 500, TOP + 3.5 * count) for count in range(145)]
    data = make(page(lines("推进政务服务改革\uff0c健全工作机制。", top=TOP + 50), Page([], rules)))
    assert shown(data) == [["推进政务服务改革\uff0c健全工作机制。"]]


def test_lines_that_do_not_meet_are_no_table() -> None:
    level = [Stroke(60, y, 200, y) for y in (100, 150, 200)]
    upright = [Stroke(x, 300, x, 400) for x in (60, 130, 200)]
    assert grids_of(level + upright) == []
    assert [grid.xs for grid in grids_of(level + [line._replace(y0=100, y1=200) for line in upright])] == [
        (60, 130, 200)
    ]


def test_cells_that_repeat_their_words_without_end_are_refused(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_module, "_MOST_IN_TABLES", 100)
    long = "推进政务服务改革"
    rows = [("1", "甲", long, "乙"), *[(f"{number}", "甲", None, None) for number in range(12)]]
    assert len(shown(make(page(table(rows[:8]))))) == 8
    with pytest.raises(UnreadableError):
        read_bytes(make(page(table(rows))), "plan")


def drawn_as_boxes(rows: int, columns: int, extra: str) -> str:
    """A table of which each cell is a closed path."""
    wide, high = 40.0, 10.0
    box = f"M 0 0 L {wide} 0 L {wide} {high} L 0 {high} C"
    return "".join(
        making_ofd.path(box, (20 + wide * column, 40 + high * number, wide, high), extra)
        for number in range(rows)
        for column in range(columns)
    )


def test_the_paths_of_ofd_close_and_are_turned() -> None:
    words = "".join(making_ofd.text(word, x, 47, size=4) for word, x in (("甲乙丙丁戊", 22), ("己庚辛壬癸", 62)))
    for extra in ("", 'CTM="1 0 0 1 0 0"', 'CTM="0.5 0 0 0.5 0 0"'):
        found = shown(making_ofd.ofd(making_ofd.page(words + drawn_as_boxes(2, 2, extra))))
        assert (found == [["甲乙丙丁戊", "己庚辛壬癸"]]) is ("0.5" not in extra)


@pytest.mark.parametrize(
    ("data", "extra"),
    [
        ("M 0 0 Q 20 5 40 0", ""),
        ("M 0 0 B 5 5 9 9 40 0", ""),
        ("M 0 0 X 40 0", ""),
        ("M 0 0 L 40", ""),
        ("M 0 0 L nan 0", ""),
        ("M 0 0 L 40 0 L 40 10 L 0 10 C", 'Stroke="false" Fill="true"'),
    ],
)
def test_a_path_that_is_no_line_rules_nothing(data: str, extra: str) -> None:
    words = "".join(making_ofd.text(word, x, 47, size=4) for word, x in (("甲乙丙丁戊", 22), ("己庚辛壬癸", 62)))
    paths = "".join(making_ofd.path(data, (20 + 40 * at, 40, 40, 10), extra) for at in (0, 1))
    assert "\t" not in read_bytes(making_ofd.ofd(making_ofd.page(words + paths)), "plan")[1]


def with_heads(count: int, head: str = "某某省人民政府公报 2025年第{}期") -> list[Page]:
    """Pages of running text, each with a head."""
    body = "加强组织领导\uff0c健全协调机制\uff0c形成工作合力\uff0c确保各项任务落到实处。"
    return [
        page(lines(head.format(number), top=40), lines(f"\uff08{one}\uff09{body}", top=120))
        for number, one in zip(range(1, count + 1), "一二三四五六", strict=False)
    ]


@pytest.mark.parametrize(("count", "aside"), [(2, 0), (3, 3), (5, 5)])
def test_what_pages_repeat_at_their_head_is_aside(make: Make, count: int, aside: int) -> None:
    plan, source, text = plan_of(make(*with_heads(count)), "plan")
    assert sum(one.aside for one in source.places) == aside
    furniture = "".join(one.of(text) for one in plan.coverage.furniture)
    assert furniture.count("公报") == aside
    assert sum("公报" in clause.text for clause in plan.clauses) == 0 or not aside


def test_a_line_that_pages_repeat_elsewhere_is_text(make: Make) -> None:
    pages = [page(lines("责任单位\uff1a市发展改革委", top=400), one) for one in with_heads(4)]
    source, text = read_bytes(make(*pages), "plan")
    assert sum(one.aside for one in source.places) == 4
    assert not any(one.aside for one in source.places if text.startswith("责任单位", one.start))


def test_a_running_head_between_two_parts_of_a_table_does_not_part_them(make: Make) -> None:
    pages = [page(lines("某某市人民政府办公室文件", top=40), table([HEAD, row(number)])) for number in (1, 2, 3)]
    found = shown(make(*pages))
    assert [line[0] for line in found if line[1:]] == ["序号", "1", "2", "3"]


def test_both_formats_give_the_same_text() -> None:
    pages = [page(lines(HEADING, top=80), table([HEAD, row(1), row(2)])), page(table([HEAD, row(3)]))]
    assert shown(as_pdf(*pages)) == shown(as_ofd(*pages))
