"""The database of many plans."""

import sqlite3
from pathlib import Path

import pytest

from ledgers import PLAN, embedded
from plan_extract import Plan, parse
from plan_extract.dataset import TABLES
from plan_extract.errors import MisuseError, UnwritableError
from plan_extract.writers import sqlite as sqlite_writer
from plan_extract.writers.sqlite import Store

OTHER = "一、主要任务\n(一)优化营商环境。2025年底前出台办法。(责任单位:市商务局)\n"


def store(path: Path, *plans: Plan) -> sqlite3.Connection:
    with Store(path) as made:
        for plan in plans:
            made.add(plan)
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.execute("INSERT INTO tasks_fts(tasks_fts) VALUES ('integrity-check')")
    database.rollback()
    return database


def counts(database: sqlite3.Connection) -> dict[str, int]:
    names = [{"references": "task_references"}.get(table.name, table.name) for table in TABLES]
    return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plans.sqlite"


def test_the_tables_are_those_that_are_promised(path: Path) -> None:
    found = counts(store(path, embedded(PLAN)))
    assert {"documents", "clauses", "tasks", "units", "deadlines", "targets", "task_references", "diagnostics"} <= set(
        found
    )
    assert (found["documents"], found["tasks"], found["units"]) == (1, 6, 10)


def test_what_stands_at_a_span_of_the_text_is_the_value(path: Path) -> None:
    database = store(path, embedded(PLAN))
    query = "SELECT substr(documents.text, span_start + 1, span_end - span_start), units.text FROM units JOIN documents USING (document)"
    found = database.execute(query).fetchall()
    assert len(found) == 10
    assert all(there == text for there, text in found)


def test_tables_are_joined_by_names_of_the_record(path: Path) -> None:
    database = store(path, embedded(PLAN))
    query = """
        SELECT tasks.title, units.name FROM units JOIN tasks USING (document, task)
        JOIN deadlines USING (document, task) WHERE role = 'lead' AND end_date <= '2024-12-31'
    """
    assert database.execute(query).fetchall() == [("健全制度", "市司法局")]


def test_cells_are_what_sqlite_has_for_them(path: Path) -> None:
    database = store(path, embedded(PLAN))
    assert database.execute("SELECT issuers, issued_on FROM documents").fetchone() == ('["某市人民政府"]', "2024-03-01")
    assert database.execute("SELECT value FROM documents, json_each(issuers)").fetchone() == ("某市人民政府",)
    assert {one for (one,) in database.execute("SELECT collective FROM units")} == {0, 1}


def test_tasks_are_found_by_their_words(path: Path) -> None:
    database = store(path, embedded(PLAN), embedded(OTHER, name="other.txt"))
    query = "SELECT document, title FROM tasks WHERE id IN (SELECT rowid FROM tasks_fts WHERE tasks_fts MATCH ?)"
    assert database.execute(query, ("营商环境",)).fetchall() == [("other.txt", "优化营商环境")]
    assert database.execute(query, ('"管理办法"',)).fetchall() == [("plan.txt", "健全制度")]
    like = "SELECT document FROM tasks WHERE text LIKE '%办法%'"  # the search knows no words of two characters
    assert database.execute(like).fetchall() == [("plan.txt",), ("other.txt",)]


def test_a_changed_file_takes_the_place_of_what_it_was(path: Path) -> None:
    store(path, embedded(PLAN), embedded(OTHER, name="other.txt"))
    database = store(path, embedded(OTHER.replace("营商", "投资")))
    assert database.execute("SELECT document, title FROM tasks ORDER BY document").fetchall() == [
        ("other.txt", "优化营商环境"),
        ("plan.txt", "优化投资环境"),
    ]
    assert database.execute("SELECT count(*) FROM tasks_fts WHERE tasks_fts MATCH '管理办法'").fetchone() == (0,)
    fresh = store(path.with_name("fresh.sqlite"), embedded(OTHER), embedded(OTHER, name="other.txt"))
    assert counts(database) == counts(fresh)


def test_a_plan_goes_in_as_a_whole_or_not_at_all(path: Path) -> None:
    store(path, embedded(PLAN))
    broken = embedded(OTHER)
    limit = broken.tasks[0].deadlines[0].model_copy(update={"clause": "九"})  # no such clause: found out at the end
    task = broken.tasks[0].model_copy(update={"deadlines": (limit,)})
    with pytest.raises(UnwritableError, match="FOREIGN KEY"):
        store(path, broken.model_copy(update={"tasks": (task,)}))
    assert counts(store(path))["tasks"] == 6


def test_without_a_text_nothing_changes(path: Path) -> None:
    store(path, embedded(PLAN))
    with pytest.raises(MisuseError, match="--embed-text"):
        store(path, parse(OTHER, name="plan.txt"))
    assert counts(store(path))["tasks"] == 6


def test_deleting_a_document_deletes_its_rows(path: Path) -> None:
    database = store(path, embedded(PLAN), embedded(OTHER, name="other.txt"))
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("DELETE FROM documents WHERE document = 'plan.txt'")
    database.commit()
    fresh = store(path.with_name("fresh.sqlite"), embedded(OTHER, name="other.txt"))
    assert counts(database) == counts(fresh)
    assert database.execute("SELECT count(*) FROM tasks_fts WHERE tasks_fts MATCH '管理办法'").fetchone() == (0,)


def test_what_is_sought_has_an_index(path: Path) -> None:
    database = store(path, embedded(PLAN))
    for query in (
        "SELECT * FROM units WHERE name = 'x'",
        "SELECT * FROM deadlines WHERE end_date < 'x'",
        "SELECT * FROM tasks JOIN units USING (document, task) WHERE tasks.document = 'x'",
    ):
        plan = [detail for *_, detail in database.execute(f"EXPLAIN QUERY PLAN {query}")]
        assert all(" USING INDEX " in step for step in plan), plan


def test_the_same_plans_give_the_same_bytes(path: Path) -> None:
    store(path, embedded(PLAN)).close()
    store(path.with_name("again.sqlite"), embedded(PLAN)).close()
    assert path.read_bytes() == path.with_name("again.sqlite").read_bytes()


def test_two_runs_may_make_one_database(path: Path) -> None:
    first, second = Store(path), Store(path)
    with first, second:
        first.add(embedded(PLAN))
        second.add(embedded(OTHER, name="other.txt"))
    assert counts(store(path))["documents"] == 2


def test_a_database_that_another_run_makes_meanwhile_is_taken(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def is_ours(database: sqlite3.Connection) -> bool:
        asked.append(database)
        return len(asked) > 1

    monkeypatch.setattr(sqlite_writer, "_is_ours", is_ours)
    with Store(path) as made, pytest.raises(UnwritableError, match="no such table"):
        made.add(embedded(PLAN))  # nothing was made a second time


def test_two_plans_of_one_name_in_a_run_are_refused(path: Path) -> None:
    with Store(path) as made:
        made.add(embedded(PLAN))
        with pytest.raises(MisuseError, match="two inputs have this name"):
            made.add(embedded(OTHER))
    assert counts(store(path))["tasks"] == 6


def test_a_database_that_is_refused_stays_refused(path: Path) -> None:
    with Store(path) as made:
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE tasks (a)")
        other.close()
        for plan in (embedded(PLAN), embedded(OTHER, name="other.txt")):
            with pytest.raises(UnwritableError, match="is no database of this version"):
                made.add(plan)


def test_what_is_no_database_of_ours_is_left_alone(path: Path) -> None:
    path.write_text("not a database at all, but long enough to be read as the head of one" * 20)
    with pytest.raises(UnwritableError, match="is no database"):
        Store(path)
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE tasks (a)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(UnwritableError, match="is no database of this version"):
        Store(path)
    assert path.read_bytes() == before


def test_the_database_of_another_version_is_left_alone(path: Path) -> None:
    store(path, embedded(PLAN)).execute("PRAGMA user_version = 99").connection.close()
    with pytest.raises(UnwritableError, match="is no database of this version"):
        Store(path)


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.touch()
    assert counts(store(path, embedded(PLAN)))["tasks"] == 6


def test_a_store_that_takes_nothing_makes_nothing(path: Path) -> None:
    with Store(path):
        pass
    assert not path.exists()


def test_a_database_in_use_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = store(path, embedded(PLAN))
    database.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr("plan_extract.writers.sqlite._PATIENCE", 0)
    with pytest.raises(UnwritableError, match="locked"), Store(path) as made:
        made.add(embedded(OTHER))


def test_a_task_that_is_changed_by_hand_is_found_by_its_new_words(path: Path) -> None:
    database = store(path, embedded(PLAN))
    database.execute("UPDATE tasks SET title = '数据要素市场' WHERE task = '二/(一)'")
    query = "SELECT count(*) FROM tasks_fts WHERE tasks_fts MATCH ?"
    assert database.execute(query, ("数据要素市场",)).fetchone() == (1,)
    assert database.execute(query, ("健全制度",)).fetchone() == (0,)
    database.rollback()


def test_every_column_that_is_sought_has_an_index(path: Path) -> None:
    database = store(path, embedded(PLAN))
    for table in TABLES:
        name = {"references": "task_references"}.get(table.name, table.name)
        indexed = {index[1] for index in database.execute(f"PRAGMA index_list({name})")}
        assert {f"{name}_{column}" for column in table.looked_up} <= indexed


def test_folders_that_are_missing_are_made(tmp_path: Path) -> None:
    assert counts(store(tmp_path / "a" / "b" / "plans.sqlite", embedded(PLAN)))["documents"] == 1
