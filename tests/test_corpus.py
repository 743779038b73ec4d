"""The reviewers' tool: what it finds missed, what it reports of a folder, what it says a revision gained and lost."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tools.corpus.compare import RevisionError, checked_out, compare, read_with
from tools.corpus.missed import Missed, find_missed
from tools.corpus.reading import read_document
from tools.corpus.summary import is_sound

from plan_extract import parse
from support import ROOT

PLAN = """某市数据共享工作方案

一、主要任务
(一)建设平台。2030年底前建成共享平台。(责任单位:市数据局,市石榴办)
(二)开放数据。每年公布目录,到2031年开放一百项。
"""
GIT = shutil.which("git")
needs_git = pytest.mark.skipif(GIT is None, reason="no git")
needs_repository = pytest.mark.skipif(
    GIT is None
    or subprocess.run([GIT, "-C", ROOT, "rev-parse", "HEAD"], capture_output=True, check=False).returncode != 0,
    reason="no revision of this project to compare with",
)


def unread(words: str) -> Missed:
    """What is sighted in a task of which nothing was read, whatever the rules read of it today."""
    raw = f"某市工作方案\n\n一、主要任务\n(一)推进改革。{words}\n(二)加强监管。加强日常巡查。\n"
    plan = parse(raw)
    return find_missed(plan.model_copy(update={"assignments": (), "deadlines": ()}), raw)


@pytest.mark.parametrize(
    "bracket",
    [
        "(市财政局)",
        "（市财政局、市教育局按职责分工负责）",
        "〔各县区负责〕",
        "(市财政局牵头,列第一位者为牵头单位,下同)",
        "(市财政局、市农业局(市林业局))",
        "(市财政局、市教育局",
    ],
)
def test_a_bracket_that_closes_a_sentence_is_sighted(bracket: str) -> None:
    assert [seen.words for seen in unread(f"完善制度。{bracket}").brackets] == [bracket]


@pytest.mark.parametrize("bracket", ["(市财政局)", "(市财政局、市教育局)", "(各县区负责)"])
def test_so_is_one_right_before_the_stop(bracket: str) -> None:
    assert [seen.words for seen in unread(f"完善制度{bracket}。").brackets] == [bracket]


@pytest.mark.parametrize(
    "gloss",
    [
        "县(市、区)政府负责落实。",
        "由主管部门(市财政局)审核办法。",
        "报市市场监管局(市知识产权局)。",
        "报市数据局(以下简称主管部门)。",
        "按有关办法(某财办〔2030〕1号)。",
        "印发名单。(此件公开发布)",
    ],
)
def test_a_gloss_is_not(gloss: str) -> None:
    assert unread(gloss).brackets == ()


def test_a_bracket_that_was_read_is_not(tmp_path: Path) -> None:
    assert find_missed(parse(PLAN), PLAN) == Missed()


def test_a_bracket_over_a_stray_line_end_is_sighted_whole() -> None:
    seen = unread("完善覆盖全市各类主体的信用制度,健全守信激励和失信惩戒机制。(市财政\n局、市教育局负责)").brackets
    assert [(one.before[-3:], one.words) for one in seen] == [("机制。", "(市财政局、市教育局负责)")]


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("完善制度。\n责任单位:市财政局", "责任单位:"),
        ("完善制度。牵头、配合单位：市财政局", "牵头、配合单位："),
        ("完善制度。\n市级主要负责部门(单位):市财政局", "市级主要负责部门(单位):"),
        ("完善制度。\n牵头单位\n市财政局", "牵头单位"),
    ],
)
def test_a_label_is_sighted(words: str, label: str) -> None:
    assert [seen.words for seen in unread(words).labels] == [label]


@pytest.mark.parametrize("words", ["落实主体责任,配合市财政局做好工作。", "实施日期:另行通知", "责任人:张三"])
def test_prose_and_other_fields_are_no_labels(words: str) -> None:
    assert unread(words).labels == ()


def test_a_line_of_bodies_is_sighted() -> None:
    assert [seen.words for seen in unread("完善制度。\n市财政局、市教育局、各区").lines] == ["市财政局、市教育局、各区"]


@pytest.mark.parametrize(
    "limit",
    ["2030年6月底前", "年底前", "三季度", "上半年", "到2030年", "“十四五”期末", "30日内", "6月5日", "2030年起"],
)
def test_a_time_word_that_limits_is_sighted(limit: str) -> None:
    assert [seen.words for seen in unread(f"全市{limit}完善制度。").limits] == [limit]


def test_other_time_words_stand_apart() -> None:
    seen = unread("总结2030年经验,比2029年增长,见《2028年规划》。")
    assert [one.words for one in seen.times] == ["2030年"]
    assert seen.limits == ()


def test_a_year_before_the_issue_limits_nothing() -> None:
    raw = "某市工作方案\n\n一、主要任务\n(一)推进改革。2015年底全市已有制度,2031年底办法。\n\n某市人民政府\n2030年1月5日\n"
    plan = parse(raw).model_copy(update={"deadlines": ()})
    assert [one.words for one in find_missed(plan, raw).limits] == ["2031年底"]


@pytest.mark.parametrize("text", ["", "\n", "\u200b \ufeff", "(", "无题"])
def test_any_text_can_be_looked_at(text: str) -> None:
    assert find_missed(parse(text), text) == Missed()


def report(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "tools.corpus", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def place(words: str) -> str:
    """Line and column of words of the plan."""
    before = PLAN[: PLAN.index(words)].split("\n")
    return f"{len(before)}:{len(before[-1]) + 1}"


def sections(output: str) -> dict[str, list[str]]:
    """The lines of each section of a report by its title."""
    parts = [part.splitlines() for part in output.removeprefix("== ").split("\n\n== ")]
    return {title: [line for line in lines if line] for title, *lines in parts}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "plan.txt").write_text(PLAN, "utf-8")
    (folder / "prose.txt").write_text("关于天气的通知\n今天天气很好。\n", "utf-8")
    return folder


def test_the_report_counts_and_names(folder: Path) -> None:
    done = report(folder)
    assert (done.returncode, done.stderr) == (0, "")
    found = sections(done.stdout)
    counts = {line[:28].strip(): line[28:].strip() for line in found["totals"]}
    assert counts["documents read"] == "2"
    assert (counts["tasks"], counts["tasks without unit"]) == ("2", "1 (50.0%)")
    assert (counts["units"], counts["single units"]) == ("2", "2")
    assert found["documents with no task: 1"] == [f"{folder}/prose.txt"]
    assert found["documents with most tasks without unit: 0"] == []
    assert f"{folder}/plan.txt: number, issuer, date" in found["documents that lack title, number, issuer or date: 2"]
    assert f"    1  市石榴办  {folder}/plan.txt:{place('市石榴办')}" in next(
        lines for title, lines in found.items() if title.startswith("unrecognised units")
    )
    assert "PE205 NOT_A_PLAN                   1" in found["diagnostics"]
    assert found["seconds of a document"][0].startswith("median ")


def test_a_list_is_cut_and_says_so(folder: Path) -> None:
    title = "documents that lack title, number, issuer or date: 2"
    assert sections(report(folder, "--top", "1").stdout)[title][1:] == ["... and 1 more"]
    assert len(sections(report(folder, "--top", "0").stdout)[title]) == 2


def test_a_document_that_fails_is_named_and_the_others_are_read(folder: Path) -> None:
    (folder / "broken.txt").write_bytes(b"\x00\xff\x00\xfe\x00")
    done = report(folder)
    assert done.returncode == 1
    found = sections(done.stdout)
    assert found["failed: 1"][0].startswith(f"{folder}/broken.txt: UnreadableError: ")
    assert "documents read              2" in found["totals"]


def test_a_broken_guarantee_is_no_sound_reading(folder: Path) -> None:
    document = read_document(folder / "plan.txt")
    assert is_sound([document])
    assert not is_sound([document, document._replace(broken=("coverage: does not add up",))])


def test_a_folder_without_texts_is_misuse(tmp_path: Path) -> None:
    done = report(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no .txt file" in done.stderr


OLD_VERSION = """
class Record:
    def __init__(self, path):
        if "prose" in path:
            raise ValueError("prose")
    def model_dump(self, mode):
        return {
            "document": {"title": "某市数据共享方案"},
            "clauses": [],
            "assignments": [{"units": [{"text": "市数据局", "role": "lead", "span": {"start": START, "end": START + 4}}]}],
        }

parse_file = Record
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository that holds an old version of the package, which knows less than this one."""
    package = tmp_path / "repository" / "src" / "plan_extract"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(OLD_VERSION.replace("START", str(PLAN.index("市数据局"))), "utf-8")
    root = package.parents[1]
    git = ["git", "-C", str(root), "-c", "user.name=n", "-c", "user.email=e"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "old"]):
        subprocess.run([*git, *command], check=True, capture_output=True)
    return root


@needs_git
def test_an_older_version_is_compared_layer_by_layer(repository: Path, folder: Path) -> None:
    paths = sorted(folder.iterdir())
    with checked_out("HEAD", repository) as tree:
        before = read_with(tree, paths)
    assert before[1] == "ValueError: prose"
    documents = [read_document(path) for path in paths]
    found = {
        section.title.removeprefix("against the other revision: "): section.lines
        for section in compare(documents, before)
    }
    assert found["failed in one of the two"] == [f"{folder}/prose.txt: ValueError: prose > read now"]
    path = f"{folder}/plan.txt"
    assert found["units +2 -1"][:2] == [
        f"- units {path}:{place('市数据局')}: lead 市数据局",
        f"+ units {path}:{place('市数据局')}: responsible 市数据局",
    ]
    assert f"+ deadlines {path}:{place('2030年底前')}: by ..2030-12-31 2030年底前" in next(
        lines for title, lines in found.items() if title.startswith("deadlines +")
    )
    assert f"- document fields {path}:1:1: title = 某市数据共享方案" in next(
        lines for title, lines in found.items() if title.startswith("document fields")
    )


@needs_git
def test_the_worktree_is_gone_whatever_happens(repository: Path, folder: Path) -> None:
    def raising(tree: Path) -> None:
        assert (tree / "src" / "plan_extract").is_dir()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), checked_out("HEAD", repository) as tree:
        raising(tree)
    assert not tree.parent.exists()
    left = subprocess.run(["git", "-C", repository, "worktree", "list"], check=True, capture_output=True)
    assert len(left.stdout.splitlines()) == 1
    with pytest.raises(RevisionError, match="no-such-revision"), checked_out("no-such-revision", repository):
        pass


@needs_git
def test_a_revision_without_the_package_is_refused(repository: Path, folder: Path) -> None:
    with pytest.raises(RevisionError, match="not the revision asked for"):
        read_with(repository / "src", sorted(folder.iterdir()))


@needs_repository
def test_the_report_compares_with_a_revision_of_this_project(folder: Path) -> None:
    done = report(folder, "--base", "HEAD")
    assert (done.returncode, done.stderr) == (0, "")
    assert "== against the other revision: totals" in done.stdout
    wrong = report(folder, "--base", "no-such-revision")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "no-such-revision" in wrong.stderr
