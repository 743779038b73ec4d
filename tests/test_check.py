"""`check` and `rule`: what is reported, what is left out, and when a run fails."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from plan_extract.diagnostics import CHECKS
from plan_extract.errors import MisuseError
from plan_extract.settings import CheckSettings, find_settings
from support import COMMAND

TEXT = "一、推进改革。抓好落实。\n三、加强监管。2024年底前抓好宣传。(责任单位:市财政局)\n"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    (tmp_path / "plan.txt").write_text(TEXT, "utf-8")

    def work(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [COMMAND, *arguments, "--lang", "en"]
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, env=environment
        )

    return work


def codes(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [one["code"] for one in json.loads(done.stdout)["results"]]


def test_findings_are_told_with_their_places_and_fail_the_run(run: Run) -> None:
    done = run("check", "plan.txt")
    assert done.returncode == 1
    assert "plan.txt:2:1: PE301 NUMBERING_GAP a number is missing before 三、" in done.stdout.splitlines()
    assert "plan.txt:1:8: PE702 TASK_WITHOUT_OUTCOME" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("looked at 1 file: ")


def test_only_what_is_selected_and_not_ignored_is_reported(run: Run) -> None:
    assert codes(run("check", "plan.txt", "--select", "PE3,TASK_WITHOUT_UNIT", "-f", "json")) == ["PE401", "PE301"]
    assert codes(run("check", "plan.txt", "--select", "PE3", "--select", "PE4", "--ignore", "PE40", "-f", "json")) == [
        "PE301"
    ]


@pytest.mark.parametrize(
    ("limit", "selected", "code"),
    [("error", "PE301", 0), ("warning", "PE301", 1), ("warning", "PE501", 0), ("info", "PE501", 1), ("info", "PE1", 0)],
)
def test_a_run_fails_from_a_severity_on(run: Run, limit: str, selected: str, code: int) -> None:
    assert run("check", "plan.txt", "--select", selected, "--fail-on", limit).returncode == code


def test_a_baseline_holds_back_what_is_known_wherever_it_stands(run: Run, tmp_path: Path) -> None:
    assert run("check", "plan.txt", "--baseline", "known.json", "--write-baseline").returncode == 0
    done = run("check", "plan.txt", "--baseline", "known.json", "-f", "json", "--fail-on", "info")
    assert (done.returncode, codes(done)) == (0, [])
    (tmp_path / "plan.txt").write_text("\n\n" + TEXT + "三、推进公开。抓好落实。\n", "utf-8")
    done = run("check", "plan.txt", "--baseline", "known.json", "-f", "json")
    assert "PE302" in codes(done)
    assert "PE301" not in codes(done)
    assert done.returncode == 1


def test_settings_come_from_the_nearest_file(run: Run, tmp_path: Path) -> None:
    settings = '[check]\nselect = ["PE3", "PE4"]\nfail-on = "error"\n[check.severity]\nPE401 = "error"\n'
    (tmp_path / "plan-extract.toml").write_text(settings, "utf-8")
    done = run("check", "plan.txt", "-f", "json")
    assert [(one["code"], one["severity"]) for one in json.loads(done.stdout)["results"] if one["code"] != "PE405"] == [
        ("PE401", "error"),
        ("PE301", "warning"),
    ]
    assert done.returncode == 1
    assert run("check", "plan.txt", "--select", "PE301").returncode == 0


def test_settings_may_stand_in_pyproject(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.plan-extract.check]\nselect = ["PE3"]\n[tool.plan-extract.check.per-file-ignores]\n"plan.*" = ["PE301"]\n',
        "utf-8",
    )
    assert codes(run("check", "plan.txt", "-f", "json")) == []


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("[check]\nselct = []\n", "check.selct"),
        ('[check]\nselect = ["PE9"]\n', "PE9: is no check"),
        ('[check]\nfail-on = "never"\n', "check.fail-on"),
        ("[check\n", "is no TOML"),
    ],
)
def test_bad_settings_are_misuse(run: Run, tmp_path: Path, settings: str, said: str) -> None:
    (tmp_path / "plan-extract.toml").write_text(settings, "utf-8")
    done = run("check", "plan.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("--select", "PE999"),
        ("--fail-on", "never"),
        ("--format", "xml"),
        ("--baseline", "missing.json"),
        ("--baseline", "plan.txt"),
        ("--write-baseline",),
        ("--config", "missing.toml"),
    ],
)
def test_what_makes_no_sense_is_misuse(run: Run, arguments: tuple[str, ...]) -> None:
    done = run("check", "plan.txt", *arguments)
    assert (done.returncode, done.stdout) == (2, "")


def test_a_file_that_cannot_be_read_does_not_stop_the_others(run: Run) -> None:
    done = run("check", "missing.txt", "plan.txt", "-f", "json")
    assert done.returncode == 3
    assert "PE301" in codes(done)


def test_the_most_specific_selector_decides() -> None:
    settings = CheckSettings.model_validate({"select": ["PE401"], "ignore": ["PE4"], "severity": {"PE4": "info"}})
    assert settings.wants("PE401", "TASK_WITHOUT_UNIT", "plan.txt")
    assert not settings.wants("PE402", "UNITS_COLLECTIVE_ONLY", "plan.txt")
    assert settings.severity_of("PE401", "TASK_WITHOUT_UNIT", "warning") == "info"


def test_paths_of_settings_count_from_their_file(tmp_path: Path) -> None:
    (tmp_path / "plan-extract.toml").write_text('[check]\nbaseline = "known.json"\n', "utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    settings = find_settings("", inner)
    assert settings.path(settings.baseline) == tmp_path / "known.json"
    with pytest.raises(MisuseError):
        find_settings(str(tmp_path / "other.toml"), inner)


def test_a_rule_is_explained(run: Run) -> None:
    done = run("rule", "PE401")
    assert done.stdout.startswith("PE401 TASK_WITHOUT_UNIT (warning)\n")
    assert run("rule", "task_without_unit").stdout == done.stdout
    listed = run("rule").stdout
    assert all(f"  {one.code} {one.name} ({one.severity})" in listed for one in CHECKS)
    assert run("rule", "PE999").returncode == 2
