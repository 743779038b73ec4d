"""The folder of tables for data frames."""

import sys
from datetime import date
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from ledgers import PLAN, embedded
from plan_extract import Plan, parse
from plan_extract.dataset import TABLES
from plan_extract.errors import MisuseError, UnwritableError
from plan_extract.writers import open_store
from plan_extract.writers import parquet as writer

OTHER = "一、主要任务\n(一)优化服务。2025年底前出台办法。(责任单位:市商务局)\n"


def store(path: Path, *plans: Plan) -> dict[str, pyarrow.Table]:
    with open_store(path, "parquet") as made:
        for plan in plans:
            made.add(plan)
    return {file.stem: parquet.read_table(file) for file in path.iterdir()}


def test_a_file_a_table_and_nothing_besides(tmp_path: Path) -> None:
    found = store(tmp_path / "out", embedded(PLAN), embedded(OTHER, name="other.txt"))
    assert set(found) == {table.name for table in TABLES}
    assert found["tasks"].column("document").to_pylist() == ["plan.txt"] * 6 + ["other.txt"]
    assert found["persons"].column("text").to_pylist() == ["张明"]


def test_columns_have_their_types(tmp_path: Path) -> None:
    found = store(tmp_path, embedded(PLAN))
    types = {field.name: field.type for field in found["documents"].schema}
    assert (types["issued_on"], types["issuers"], types["characters"]) == (
        pyarrow.date32(),
        pyarrow.list_(pyarrow.string()),
        pyarrow.int64(),
    )
    assert found["units"].schema.field("collective").type == pyarrow.bool_()
    assert not found["units"].schema.field("name").nullable
    assert found["units"].schema.field("task").nullable
    assert found["targets"].schema.field("value").type == pyarrow.float64()


def test_values_come_back_as_they_were(tmp_path: Path) -> None:
    found = store(tmp_path, embedded(PLAN))
    (document,) = found["documents"].to_pylist()
    assert (document["issued_on"], document["issuers"], document["text"]) == (date(2024, 3, 1), ["某市人民政府"], PLAN)
    assert found["units"].to_pylist()[0]["collective"] is False


def test_the_types_do_not_depend_on_what_is_there(tmp_path: Path) -> None:
    full = store(tmp_path / "full", embedded(PLAN))
    bare = store(tmp_path / "bare", embedded("没有编号的文字。"))
    for name, table in full.items():
        assert table.schema == bare[name].schema
        assert table.schema.metadata == {b"plan_extract.dataset": b"1"}


def test_rows_are_written_as_they_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_BATCH", 1)
    store(tmp_path, embedded(PLAN), embedded(OTHER, name="other.txt"))
    assert parquet.ParquetFile(tmp_path / "documents.parquet").num_row_groups >= 2
    assert parquet.read_table(tmp_path / "documents.parquet").num_rows == 2


def test_a_later_run_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    store(tmp_path, embedded(PLAN), embedded(OTHER, name="other.txt"))
    assert store(tmp_path, embedded(OTHER))["tasks"].column("document").to_pylist() == ["plan.txt"]


def test_a_run_without_a_plan_changes_nothing(tmp_path: Path) -> None:
    assert store(tmp_path / "new") == {}
    store(tmp_path, embedded(PLAN))
    assert store(tmp_path)["tasks"].num_rows == 6


def test_files_are_whole_before_the_first_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store(tmp_path, embedded(PLAN))
    close = parquet.ParquetWriter.close

    failed: list[object] = []

    def failing(file: parquet.ParquetWriter) -> None:
        if "units" in str(file.where) and not failed:
            failed.append(file)
            raise OSError(28, "No space left on device")
        close(file)

    monkeypatch.setattr(parquet.ParquetWriter, "close", failing)
    with pytest.raises(UnwritableError, match="No space left"):
        store(tmp_path, embedded(OTHER))
    monkeypatch.undo()
    assert {table.num_rows for table in (parquet.read_table(path) for path in tmp_path.glob("tasks.parquet"))} == {6}
    assert {path.suffix for path in tmp_path.iterdir()} == {".parquet"}


def test_two_plans_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="two inputs have this name"):
        store(tmp_path, embedded(PLAN), embedded(OTHER))


def test_a_run_that_ends_early_changes_nothing(tmp_path: Path) -> None:
    store(tmp_path, embedded(PLAN))
    with pytest.raises(MisuseError, match="--embed-text"):
        store(tmp_path, embedded(OTHER), parse(PLAN))
    assert {path.suffix for path in tmp_path.iterdir()} == {".parquet"}
    assert parquet.read_table(tmp_path / "tasks.parquet").num_rows == 6


def test_the_same_plans_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        store(tmp_path / name, embedded(PLAN))
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(UnwritableError, match="cannot be written"):
            open_store(path, "parquet")


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "plan_extract.writers.parquet", raising=False)
    with pytest.raises(MisuseError, match=r"needs the package pyarrow; pip install 'plan-extract\[parquet\]'"):
        open_store(tmp_path, "parquet")
