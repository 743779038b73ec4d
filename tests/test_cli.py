"""The command line as its users meet it: results, languages, exit codes, edges."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from plan_extract import Plan, __version__
from plan_extract.cli.chinese import HELP
from plan_extract.text import Text
from support import COMMAND, ZHEJIANG


def run(
    *arguments: str | Path, stdin: bytes = b"", lang: str = "C.UTF-8", cwd: Path | None = None
) -> tuple[int, bytes, str]:
    """Exit code, standard output and standard error of one run."""
    environment = {**os.environ, "LC_ALL": lang, "COLUMNS": "100"}
    done = subprocess.run(
        [COMMAND, *map(str, arguments)], input=stdin, capture_output=True, env=environment, cwd=cwd, check=False
    )
    return done.returncode, done.stdout, done.stderr.decode()


def tasks(output: bytes) -> int:
    return len(json.loads(output)["tasks"])


@pytest.fixture
def copies(tmp_path: Path) -> list[Path]:
    """Two copies of the plan under different names."""
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in paths:
        path.write_bytes(ZHEJIANG.read_bytes())
    return paths


def test_parse_prints_json() -> None:
    code, output, error = run("parse", ZHEJIANG)
    assert (code, error) == (0, "")
    assert tasks(output) == 46
    assert Plan.model_validate_json(output, strict=True).source.name == "zhejiang-2018.txt"


def test_the_same_bytes_every_time() -> None:
    assert run("parse", ZHEJIANG)[1] == run("parse", ZHEJIANG, lang="zh_CN.UTF-8")[1]


def test_several_files_give_json_lines(copies: list[Path]) -> None:
    code, output, _ = run("parse", *copies)
    assert code == 0
    assert [json.loads(line)["source"]["name"] for line in output.splitlines()] == ["a.txt", "b.txt"]


def test_several_files_give_a_yaml_stream(copies: list[Path]) -> None:
    _, output, _ = run("parse", *copies, "-f", "yaml")
    assert [one["source"]["name"] for one in yaml.load_all(output, yaml.CSafeLoader)] == ["a.txt", "b.txt"]


def test_a_folder_takes_a_file_each(copies: list[Path], tmp_path: Path) -> None:
    assert run("parse", *copies, "-o", f"{tmp_path}/out/") == (0, b"", "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "b.json"]
    assert run("parse", copies[0], "-f", "yaml", "-o", tmp_path / "out")[0] == 0
    assert (tmp_path / "out" / "a.yaml").exists()


def test_one_file_takes_all_as_json_lines(copies: list[Path], tmp_path: Path) -> None:
    assert run("parse", *copies, "-o", tmp_path / "all.jsonl")[0] == 0
    assert len((tmp_path / "all.jsonl").read_bytes().splitlines()) == 2


def test_standard_input_and_embedded_text(raw: str) -> None:
    code, output, _ = run("parse", "-", "--embed-text", stdin=ZHEJIANG.read_bytes())
    assert code == 0
    assert json.loads(output)["source"]["text"] == raw


def test_issuer_and_date_override_the_text() -> None:
    _, output, _ = run("parse", ZHEJIANG, "--issuer", "宁波市人民政府", "--issued-on", "2019-05-01")
    document = json.loads(output)["document"]
    assert (document["issuers"], document["issued_on"], document["region"]) == (
        ["宁波市人民政府"],
        "2019-05-01",
        "宁波市",
    )


@pytest.mark.parametrize("command", [("parse", ZHEJIANG), ("show", ZHEJIANG), ("explain", ZHEJIANG, "二/(四)/5")])
def test_own_units_go_before_the_built_in_ones(command: tuple[str | Path, ...], tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text("- name: 省编办\n  canonical: 浙江省编办公室\n", "utf-8")
    bad.write_text("- name: 省编办\n  canonical: 12\n", "utf-8")
    code, output, _ = run(*command, "--units", good)
    assert code == 0
    assert command[0] != "parse" or "浙江省编办公室" in output.decode()
    assert run(*command, "--units", bad) == (2, b"", f"plan-extract: {bad}:2: 12: is no name; give text\n")
    missing = tmp_path / "none.yaml"
    assert run(*command, "--units", missing) == (2, b"", f"plan-extract: {missing}: no such file; check the name\n")


def test_validate_accepts_what_parse_writes(tmp_path: Path) -> None:
    for form in ("json", "jsonl", "yaml"):
        record = tmp_path / f"plan.{form}"
        assert run("parse", ZHEJIANG, "-f", form, "-o", record)[0] == 0
        code, output, _ = run("validate", record, "--source", ZHEJIANG)
        assert (code, output.decode()) == (0, "looked at 1 file with 1 record: no findings\n")


def test_an_invalid_record_is_a_finding_a_broken_file_is_unreadable(tmp_path: Path) -> None:
    record = tmp_path / "plan.json"
    run("parse", ZHEJIANG, "-o", record)
    invalid, broken, empty = tmp_path / "invalid.json", tmp_path / "broken.json", tmp_path / "empty.jsonl"
    invalid.write_bytes(record.read_bytes().replace(b'"lead"', b'"boss"'))
    broken.write_bytes(record.read_bytes()[:1000])
    empty.write_bytes(b"")
    code, output, error = run("validate", invalid)
    assert code == 1
    assert "assignments[42].units[0].role" in output.decode()
    code, _, error = run("validate", broken)
    assert code == 3
    assert error.count("\n") == 1
    assert run("validate", empty)[0] == 3
    assert run("validate", invalid, broken, record)[0] == 3


def test_schema_prints_the_schema() -> None:
    code, output, _ = run("schema")
    assert code == 0
    assert json.loads(output)["title"] == "一份计划的完整记录"


def test_explain_says_where_each_value_comes_from() -> None:
    code, output, _ = run("explain", ZHEJIANG, "二/（四）/5")
    text = output.decode()
    assert code == 0
    for part in ("推广移动政务", "77:5", "省级有关部门", "77:72", "label", "2018-12-31", "at_end", "coverage"):
        assert part in text
    code, _, error = run("explain", ZHEJIANG, "九")
    assert code == 2
    assert "二/(四)/5" in error


def test_show_prints_a_table_of_the_tasks() -> None:
    code, output, _ = run("show", ZHEJIANG)
    text = output.decode()
    assert code == 0
    assert text.count("│ 二/(") == 41
    for part in ("推广移动政务", "2018-12-31", "省质监局", "46 tasks, 44 with units, 6 with a due date"):
        assert part in text
    doubts = [line for line in text.splitlines() if line.startswith(str(ZHEJIANG))]
    assert [line.split()[1] for line in doubts] == ["PE203", "PE401", "PE401", "PE403", "PE701", "PE701"]
    assert doubts[0].startswith(f"{ZHEJIANG}:151:6: PE203 ATTACHMENT_UNRESOLVED ")
    assert "46 项任务" in run("--lang", "zh", "show", ZHEJIANG)[1].decode()


def test_a_gbk_terminal_is_no_obstacle() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "gbk"}
    done = subprocess.run([COMMAND, "show", str(ZHEJIANG)], capture_output=True, env=environment, check=False)
    assert done.returncode == 0
    assert "推广移动政务" in done.stdout.decode("gbk")


def test_the_version() -> None:
    for arguments in (["--version"], ["--version", "parse"]):
        assert run(*arguments) == (0, f"plan-extract {__version__}\n".encode(), "")
    module = subprocess.run([sys.executable, "-m", "plan_extract", "--version"], capture_output=True, check=True)
    assert module.stdout.decode() == f"plan-extract {__version__}\n"


@pytest.mark.parametrize("command", ["parse", "show", "explain", "validate", "schema"])
def test_help_speaks_both_languages(command: str) -> None:
    english = run(command, "--help")
    chinese = run(command, "--help", "--lang", "zh")
    assert english[0] == chinese[0] == 0
    assert english[1] != chinese[1]
    assert run(command, "--help", lang="zh_CN.UTF-8")[1] == chinese[1]
    leftover = [
        line for line in chinese[1].decode().splitlines() if any(line.strip().startswith(text[:20]) for text in HELP)
    ]
    assert leftover == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nope"],
        ["nope"],
        ["prase"],
        ["parse"],
        ["parse", "x", "--forma", "json"],
        ["parse", "x", "-o"],
        ["explain", *"abc"],
    ],
)
def test_misuse_is_told_in_chinese(arguments: list[str]) -> None:
    assert not re.search(r"[A-Za-z ]{12}", run("--lang", "zh", *arguments)[2].replace("plan-extract", ""))


def test_help_names_no_types_of_programmers() -> None:
    for language in ("en", "zh"):
        assert not re.search(r"[<{]", run("parse", "--help", "--lang", language)[1].decode())


def test_every_help_text_has_a_translation() -> None:
    import typer

    from plan_extract.cli.app import app

    group = typer.main.get_command(app)
    commands = [group, *group.commands.values()]  # type: ignore[attr-defined]
    texts = {
        text
        for one in commands
        for text in (one.help, *(getattr(parameter, "help", None) for parameter in one.params))
        if text
    }
    assert {" ".join(text.split()) for text in texts} - set(HELP) == set()


def test_completion_is_offered() -> None:
    environment = {
        **os.environ,
        "_PLAN_EXTRACT_COMPLETE": "complete_bash",
        "COMP_WORDS": "plan-extract pa",
        "COMP_CWORD": "1",
    }
    done = subprocess.run([COMMAND], capture_output=True, env=environment, check=False)
    assert "parse" in done.stdout.decode()


# -- input at the edges: read --------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_are_read_and_reported(tmp_path: Path, raw: str, encoding: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(raw.encode(encoding))
    code, output, error = run("parse", path)
    source = json.loads(output)["source"]
    assert (code, error, source["encoding"], source["characters"]) == (0, "", encoding, len(raw))
    assert tasks(output) == 46


def test_big5_is_told_from_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes("一、主要任務\n(一)加強監督管理,推進制度建設。(責任單位:市政府辦公廳)\n".encode("big5"))
    assert json.loads(run("parse", path)[1])["source"]["encoding"] == "big5"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_change_nothing(tmp_path: Path, raw: str, end: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(raw.replace("\n", end).encode())
    assert tasks(run("parse", path)[1]) == 46


def test_a_line_of_twenty_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes("加强监管、优化服务,".encode() * 700_000)
    code, output, _ = run("parse", path)
    record = json.loads(output)
    assert (code, record["coverage"]["unclaimed"], record["source"]["characters"]) == (0, 0, 7_000_000)


@pytest.mark.parametrize("text", ["", "没有编号的文字。\n\n只有段落。", "\n \n"])
def test_a_text_without_tasks_says_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(text, "utf-8")
    code, output, _ = run("parse", path)
    assert code == 0
    assert "NOT_A_PLAN" in {one["name"] for one in json.loads(output)["diagnostics"]}


# -- input at the edges: refused in one line -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("missing.txt", None, "no such file"),
        (".", None, "is a folder"),
        ("binary.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\xff\xfe\0\x03", "is no text file"),
        ("broken.txt", "制定方案".encode() + b"\xff\xfe\xfa" + "落实责任".encode(), "is in no known encoding"),
        ("latin.txt", bytes(range(128, 256)) * 20, "is in no known encoding"),
    ],
)
def test_an_unreadable_input_is_refused_in_one_line(tmp_path: Path, name: str, data: bytes | None, words: str) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    code, output, error = run("parse", path)
    assert (code, output) == (3, b"")
    assert words in error
    assert str(path) in error
    assert error.count("\n") == 1
    assert run("parse", path, "--lang", "zh")[2] != error


def test_of_several_inputs_with_one_bad_the_others_are_written(copies: list[Path], tmp_path: Path) -> None:
    code, output, error = run("parse", copies[0], tmp_path / "missing.txt", copies[1])
    assert code == 3
    assert len(output.splitlines()) == 2
    assert error.count("\n") == 1
    code, _, _ = run("parse", copies[0], tmp_path / "missing.txt", copies[1], "-o", f"{tmp_path}/out/")
    assert code == 3
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "b.json"]


def test_an_unwritable_output_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    code, output, error = run("parse", ZHEJIANG, "-o", tmp_path / "file" / "plan.json")
    assert (code, output) == (4, b"")
    assert error.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert run("parse", ZHEJIANG, "-o", "/dev/full")[0] == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["parse", "--nonsense", "x"],
        ["parse"],
        ["parse", str(ZHEJIANG), "-f", "xml"],
        ["parse", str(ZHEJIANG), "--issued-on", "yesterday"],
        ["parse", str(ZHEJIANG), "--lang", "fr"],
        ["parse", str(ZHEJIANG), str(ZHEJIANG), "-o", "out/"],
        ["nonsense"],
    ],
)
def test_misuse_is_told_in_one_line(arguments: list[str], tmp_path: Path) -> None:
    code, output, error = run(*arguments, cwd=tmp_path)
    assert (code, output) == (2, b"")
    assert error.startswith("plan-extract: ")
    assert error.count("\n") == 1


def test_a_broken_pipe_ends_silently(tmp_path: Path) -> None:
    paths = []
    for number in range(12):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_bytes(ZHEJIANG.read_bytes())
    with subprocess.Popen(
        [COMMAND, "parse", *map(str, paths)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in (0, -signal.SIGPIPE)


def test_a_fault_of_ours_costs_one_file_only(
    copies: list[Path], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from plan_extract.cli.app import run as run_here
    from plan_extract.structure.segments import split_segments as real

    calls: list[int] = []

    def faulty(text: Text, aside: set[int]) -> object:
        calls.append(1)
        return real(text, aside) if len(calls) > 1 else 1 / 0

    monkeypatch.setattr("plan_extract.pipeline.split_segments", faulty)
    assert run_here(["parse", *map(str, copies)]) == 5
    output, error = capfd.readouterr()
    assert len(output.splitlines()) == 1
    assert "ZeroDivisionError" in error
    assert error.count("\n") == 1


def test_debug_shows_the_traceback(
    copies: list[Path], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from plan_extract.cli.app import run as run_here

    assert "Traceback" in run("explain", ZHEJIANG, "九", "--debug")[2]
    monkeypatch.setattr("plan_extract.pipeline.split_segments", lambda _: 1 / 0)
    assert run_here(["parse", str(copies[0]), "--debug"]) == 5
    assert "Traceback" in capfd.readouterr().err


# -- streams that are closed, full or links, and names that are no text ---------------------------------------------


def shell(line: str, cwd: Path) -> tuple[int, str, str]:
    """Exit code and streams of the command `$PE` in a shell; the code is the first one of a pipe."""
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        capture_output=True,
        text=True,
        env={**os.environ, "PE": COMMAND, "PLAN": str(ZHEJIANG)},
        cwd=cwd,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("$PE --version > /dev/full", 4, 1),
        ("$PE --help > /dev/full", 4, 1),
        ("$PE parse $PLAN $PLAN > /dev/full", 4, 1),
        ("$PE show $PLAN > /dev/full", 4, 1),
        ("$PE parse $PLAN >&-", 4, 1),
        ("$PE parse - <&-", 3, 1),
        ("$PE validate - <&-", 3, 1),
        ("$PE parse missing 2>&-", 3, 0),
        ("$PE parse missing 2> /dev/full", 3, 0),
        ("$PE --version | true", 0, 0),
        ("$PE --help | true", 0, 0),
        ("$PE parse missing $PLAN | true", 3, 1),
        ("echo '{}' > bad.json; $PE validate bad.json | true", 1, 0),
        ("$PE parse - - < /dev/null", 2, 1),
        ("$PE validate - --source - < /dev/null", 2, 1),
        ("$PE parse", 2, 1),
        ("$PE parse $PLAN -o /dev/stdout | head -c 10", 0, 0),
        ("$PE parse $PLAN --issued-on 20180428", 2, 1),
        ("$PE parse $PLAN --issuer $'\\xff'", 2, 1),
        ("$PE parse -- --lang", 3, 1),
        ("PYTHONIOENCODING=ascii $PE --help --lang zh > /dev/null", 0, 0),
        ("$PE", 2, 0),
    ],
)
def test_streams_that_are_closed_or_full(line: str, code: int, told: int, tmp_path: Path) -> None:
    found, _, error = shell(line, tmp_path)
    assert found == code
    assert len(error.splitlines()) == told


def test_errors_never_get_into_the_output(tmp_path: Path) -> None:
    assert shell("$PE parse missing 2>&-", tmp_path)[1] == ""


def test_an_output_that_cannot_be_told_of_is_still_written(tmp_path: Path) -> None:
    assert shell("$PE parse missing $PLAN -o out/ 2> /dev/full", tmp_path)[0] == 3
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["zhejiang-2018.json"]


def test_no_output_overwrites_an_input(copies: list[Path]) -> None:
    before = copies[0].read_bytes()
    copies[0].with_name("link.txt").symlink_to(copies[0])
    for output in (copies[0], copies[0].with_name("link.txt")):
        assert run("parse", copies[0], "-o", output)[0] == 2
    notes = copies[0].with_suffix(".json")
    notes.write_bytes(before)
    assert run("parse", notes, "-o", f"{notes.parent}/")[0] == 2
    assert copies[0].read_bytes() == notes.read_bytes() == before


def test_what_a_link_leads_to_is_written(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to("plan.json")
    assert run("parse", ZHEJIANG, "-o", link)[0] == 0
    assert link.is_symlink()
    assert tasks((tmp_path / "plan.json").read_bytes()) == 46
    assert tasks(run("parse", ZHEJIANG, "-o", "/dev/stdout")[1]) == 46


def test_json_lines_are_not_called_json(copies: list[Path], tmp_path: Path) -> None:
    code, _, error = run("parse", *copies, "-o", tmp_path / "all.json")
    assert code == 2
    assert ".jsonl" in error


def test_a_name_in_another_encoding_or_with_control_characters(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + "/计划.txt".encode("gb18030")
    with open(path, "wb") as file:
        file.write(ZHEJIANG.read_bytes())
    done = subprocess.run([COMMAND, "parse", path], capture_output=True, check=True)
    assert tasks(done.stdout) == 46
    assert run("parse", "a\nb\x1b[31m")[2].count("\n") == 1
    odd = tmp_path / "e\x1b[31m\n.txt"
    odd.write_text("一、主要任务\n1.推进\x1b[31m改革。抓好落实。", "utf-8")
    for command in (("show", odd), ("explain", odd, "一/1"), ("validate", odd)):
        assert b"\x1b" not in run(*command)[1]


def test_words_that_look_like_markup_are_shown_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("一、主要任务\n1.建设[red]平台[/b]和:smile:系统。抓好落实。", "utf-8")
    assert "[red]平台[/b]和:smile:系统" in run("show", path)[1].decode()
    assert "[red]平台[/b]和:smile:系统" in run("explain", path, "一/1")[1].decode()


def test_control_characters_of_word_are_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("一、主要任务\n1.推进\x07改革。抓好落实。\0及时报告进展情况,接受社会监督。", "utf-8")
    code, output, _ = run("parse", path)
    assert (code, tasks(output)) == (0, 1)
