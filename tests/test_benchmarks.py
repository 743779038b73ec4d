"""What the benchmarks measure beside their goals: the documents of a folder."""

from pathlib import Path

from benchmarks import corpus
from benchmarks.report import Row, table


def test_the_documents_of_a_folder_are_measured_without_goals(tmp_path: Path) -> None:
    short, long = "一、任务\n(一)开放数据。\n", "一、任务\n(一)开放数据。2030年底前完成。(责任单位:市数据局)\n"
    (tmp_path / "short.txt").write_text(short, "utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "long.txt").write_text(long * 20, "utf-8")
    rows = corpus.rows(tmp_path)
    assert [row.name.split(",")[0] for row in rows[:3]] == [
        "median of 2 documents (short.txt",
        "p95 of 2 documents (more/long.txt",
        "worst of 2 documents (more/long.txt",
    ]
    assert f"{len(long * 20)} characters" in rows[2].name
    assert rows[3].name.startswith("slowest for its length (")
    assert 0 < rows[0].value < rows[2].value
    assert all(row.reached for row in rows)
    assert table(rows).endswith("|  |  |  |")


def test_a_goal_is_the_most_or_the_least() -> None:
    rows = [Row("a", "", 2, 3, 1), Row("b", "", 4, 3), Row("c", "", 2, 3, more=True), Row("d", "", 4, 3, more=True)]
    assert [row.reached for row in rows] == [True, False, False, True]
    lines = table(rows).splitlines()[2:]
    assert [line.split("| ", 4)[4] for line in lines] == [
        "3 | 1 | reached |",
        "3 |  | MISSED |",
        "at least 3 |  | MISSED |",
        "at least 3 |  | reached |",
    ]
