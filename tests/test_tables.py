"""Tables of tasks whose rows are lines with tabs or bars between their cells, as Word files, pages and Markdown give them."""

import pytest

import plan_extract
from plan_extract import Plan
from plan_extract.guarantees import find_problems

HEAD = "\u67d0\u5e022025年重点工作任务分工表\n\n各县（区）人民政府：\n现将任务分工印发给你们。\n"
COLUMNS = ("序号", "工作任务", "牵头单位", "责任单位", "完成时限")
ROWS: tuple[tuple[str, ...], ...] = (
    ("1", "推进数据平台建设。", "市数据局", "市财政局、市住建局", "2025年6月底前"),
    ("2", "改造老旧小区120个。", "市住建局", "各县（区）人民政府", "2025年12月底前"),
)


def table(rows: tuple[tuple[str, ...], ...], mark: str, head: tuple[tuple[str, ...], ...] = (COLUMNS,)) -> Plan:
    lines = (mark.join(("", *row, "") if mark == "|" else row) for row in (*head, *rows))
    return plan_extract.parse(HEAD + "\n".join(lines) + "\n")


def ledger(plan: Plan) -> list[tuple[str, dict[str, str], str]]:
    """What each task says: its title, its units by name and role, its limits."""
    return [
        (
            task.title,
            {unit.name: unit.role for unit in task.units},
            "、".join(deadline.text for deadline in task.deadlines),
        )
        for task in plan.tasks
    ]


FIRST = (
    "推进数据平台建设",
    {"市数据局": "lead", "市财政局": "responsible", "市住建局": "responsible"},
    "2025年6月底前",
)
SECOND = ("改造老旧小区120个", {"市住建局": "lead", "各县（区）人民政府": "responsible"}, "2025年12月底前")
both = pytest.mark.parametrize("mark", ["\t", "|"])


@both
def test_each_row_is_a_task(mark: str) -> None:
    assert ledger(table(ROWS, mark)) == [FIRST, SECOND]


@both
def test_a_row_without_units_is_a_task_of_its_own(mark: str) -> None:
    bare = ("3", "完善政策体系。", "", "", "2025年9月底前")
    plan = table((ROWS[0], bare, ROWS[1]), mark)
    assert ledger(plan) == [FIRST, ("完善政策体系", {}, "2025年9月底前"), SECOND]
    assert [found.code for found in plan.diagnostics if found.code == "PE401"]


@both
@pytest.mark.parametrize("rest", [("",) * 4, ()])
def test_a_line_over_the_whole_table_parts_its_rows(mark: str, rest: tuple[str, ...]) -> None:
    plan = table((ROWS[0], ("二、强化保障措施", *rest), ROWS[1]), mark) if rest or mark == "\t" else None
    if plan:
        assert ledger(plan) == [FIRST, SECOND]
        assert [task.path[-1:] == ("二、强化保障措施",) for task in plan.tasks] == [False, True]


@both
def test_a_cell_that_reaches_down_goes_on_with_its_task(mark: str) -> None:
    below = ("", "", "", "市审计局", "")
    title, units, limit = FIRST
    assert ledger(table((ROWS[0], below, ROWS[1]), mark)) == [
        (title, {**units, "市审计局": "responsible"}, limit),
        SECOND,
    ]


@both
def test_a_head_of_two_rows(mark: str) -> None:
    head = (("序号", "工作任务", "责任单位", "", "完成时限"), ("", "", "牵头单位", "配合单位", ""))
    plan = table(ROWS, mark, head)
    assert ledger(plan)[0][1] == {"市数据局": "lead", "市财政局": "support", "市住建局": "support"}
    assert len(plan.tasks) == 2


@both
def test_a_head_that_is_said_again_is_no_row(mark: str) -> None:
    assert ledger(table((ROWS[0], COLUMNS, ROWS[1]), mark)) == [FIRST, SECOND]


@both
def test_a_column_of_kinds_is_no_part_of_the_task(mark: str) -> None:
    rows = tuple(("民生类", *row[1:]) for row in ROWS)
    assert ledger(table(rows, mark, (("类别", *COLUMNS[1:]),))) == [FIRST, SECOND]


def test_tabs_at_the_ends_of_lines_are_not_needed() -> None:
    assert ledger(table((ROWS[0], ("3", "完善政策体系。"), ROWS[1]), "\t")) == [FIRST, ("完善政策体系", {}, ""), SECOND]


def test_what_follows_the_table_is_text() -> None:
    text = (
        HEAD
        + "\n".join("\t".join(row) for row in (COLUMNS, *ROWS))
        + "\n各单位要抓好落实。\n二、强化保障\n（一）加强监督。市审计局负责。\n"
    )
    plan = plan_extract.parse(text)
    assert [clause.heading for clause in plan.clauses if clause.marker] == ["强化保障", "加强监督"]
    assert ledger(plan)[:2] == [FIRST, SECOND]


def test_tasks_before_the_units_are_told_from_those_behind() -> None:
    head = (("责任单位", "工作任务", "完成时限"),)
    rows = (("市数据局", "推进数据平台建设。", "2025年6月底前"), ("市住建局", "改造老旧小区120个。", "2025年12月底前"))
    assert [title for title, *_ in ledger(table(rows, "\t", head))] == [FIRST[0], SECOND[0]]


def test_bold_words_in_the_cells_of_markdown() -> None:
    text = (
        "| **序号** | **工作任务** | **责任单位** |\n|---|---|---|\n"
        "| 1 | 建设**示范**项目\uff0c推进改革 | **市财政局**、市教育局 |\n| 2 | **健全机制**。完善制度 | 市民政局 |\n"
    )
    plan = plan_extract.parse(text)
    assert [task.text for task in plan.tasks] == ["建设示范项目\uff0c推进改革", "健全机制。完善制度"]
    assert [[unit.name for unit in task.units] for task in plan.tasks] == [["市财政局", "市教育局"], ["市民政局"]]
    assert find_problems(plan, text) == []
    assert "PE102" not in {one.code for one in plan.diagnostics}  # marks of Markdown are nothing that a page repeats
