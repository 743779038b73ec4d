"""jieba, where words decide: reached through one door, right with it, wrong without, and its cache in its place."""

import marshal
import subprocess
import sys
from pathlib import Path

import pytest

from plan_extract import extract, parse
from plan_extract.extraction import deliverables, duties, units, words

JOINED = "(天津市和平区财政局和河西区财政局负责)"


@pytest.fixture
def no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A door that knows no words: every place is an edge."""
    everywhere = staticmethod(lambda text: frozenset(range(len(text) + 1)))
    monkeypatch.setattr(units, "word_edges", everywhere)
    monkeypatch.setattr(deliverables, "word_edges", everywhere)
    for cached in (units.split_units, duties.read_duties):
        cached.cache_clear()


@pytest.fixture(autouse=True)
def fresh() -> object:
    yield None
    for cached in (units.split_units, duties.read_duties):
        cached.cache_clear()


def names(text: str) -> list[str]:
    return [unit.text for one in extract(text).assignments for unit in one.units]


def test_jieba_tells_a_name_from_a_join() -> None:
    assert names(JOINED) == ["天津市和平区财政局", "河西区财政局"]
    assert names("(市公安局和平分局负责)") == ["市公安局和平分局"]


@pytest.mark.usefixtures("no_words")
def test_without_it_the_name_is_cut() -> None:
    assert names("(市公安局和平分局负责)") == ["市公安局", "平分局"]


def things(text: str) -> list[str]:
    plan = parse(f"一、任务\n1.健全制度。{text}\n2.完善体系。推进工作。")
    return [thing.text for task in plan.tasks for thing in task.deliverables]


def test_jieba_tells_a_head_from_a_part_of_a_longer_word() -> None:
    assert things("制定实施方案推进任务落实。") == ["实施方案"]
    assert things("编制数据标准化管理实施办法。") == ["数据标准化管理实施办法"]
    assert things("建设用地管理制度不变。") == []


def test_further_verbs_are_no_part_of_a_deliverable() -> None:
    assert things("建立完善协调机制。制定并实施管理办法。制定实施方案。") == ["协调机制", "管理办法", "实施方案"]
    assert things("健全规划、建设、管理制度。") == ["规划、建设、管理制度"]


@pytest.mark.usefixtures("no_words")
def test_without_it_a_noun_is_taken_for_a_verb() -> None:
    assert things("建设用地管理规定,从严执行。") == ["用地管理规定"]


def test_with_it_a_noun_is_no_verb() -> None:
    assert things("建设性意见,予以采纳。") == []


def run(code: str, cache: Path) -> str:
    environment = {"XDG_CACHE_HOME": str(cache), "HOME": str(cache), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stderr == ""
    return done.stdout.strip()


ASK = "import sys\nfrom plan_extract.extraction.words import word_edges\nprint(sorted(word_edges('和平区财政局')), 'pkg_resources' in sys.modules)"
ANSWER = "[0, 3, 6] False"


def test_the_cache_lies_in_the_users_own_folder_and_serves_again(tmp_path: Path) -> None:
    assert run(ASK, tmp_path) == ANSWER
    (cache,) = tmp_path.rglob("*.marshal")
    assert cache.parent.stat().st_mode & 0o077 == 0
    assert marshal.loads(cache.read_bytes())[1] > 0
    before = cache.stat().st_mtime_ns
    assert run(ASK, tmp_path) == ANSWER
    assert cache.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"garbage",
        marshal.dumps(7),
        marshal.dumps(("a", "b", "c")),
        marshal.dumps(({"a": 1}, 0)),
        marshal.dumps((1, 2)),
    ],
)
def test_a_broken_cache_is_made_anew(tmp_path: Path, garbage: bytes) -> None:
    run(ASK, tmp_path)
    (cache,) = tmp_path.rglob("*.marshal")
    cache.write_bytes(garbage)
    assert run(ASK, tmp_path) == ANSWER
    assert cache.stat().st_size > len(garbage)


def test_many_threads_may_ask_at_once(tmp_path: Path) -> None:
    ask = "from concurrent.futures import ThreadPoolExecutor as Pool\nfrom plan_extract.extraction.words import word_edges"
    ask += "\nprint(set(Pool(16).map(lambda one: len(word_edges(one)), ['和平区财政局'] * 16)))"
    assert run(ask, tmp_path) == "{3}"


def test_a_cache_that_cannot_be_written_is_no_loss(tmp_path: Path) -> None:
    (tmp_path / "plan-extract").write_text("a file where the folder should be")
    assert run(ASK, tmp_path) == ANSWER


def test_a_dictionary_of_the_caller_stays_his(monkeypatch: pytest.MonkeyPatch) -> None:
    import jieba

    assert words._tokenizer() is not jieba.dt


def test_verbs_behind_what_they_rest_on() -> None:
    assert things("依托信用信息共享平台建设统一的评价系统。") == ["统一的评价系统"]
    assert things("推动主要消费区域建立储备基地。指导中介机构建立服务承诺制度。") == ["储备基地", "服务承诺制度"]
    assert things("按照住房城乡建设行业管理办法,对投资建设文化项目给予支持。") == []
    assert things("结合实际制定碳达峰方案。对建成区逐片区制定打通方案。") == ["碳达峰方案", "打通方案"]
    assert things("各地要按照本方案编制本地区行动计划,推动各领域编制年度计划。") == ["本地区行动计划", "年度计划"]
    assert things("通过编制的管理办法推进,加强机构编制管理办法执行。") == []


def test_what_a_list_is_called_together_is_no_part_of_it() -> None:
    assert things("出台节能监察管理办法、再制造管理办法等部门规章。") == ["节能监察管理办法、再制造管理办法"]
    assert things("建立自治区级保护名录和分布图。") == ["自治区级保护名录"]


def test_titles_are_what_is_drafted() -> None:
    assert things("制定《甲办法》《乙细则》,抓好落实。修订并发布《丙标准》(试行)。") == ["甲办法", "乙细则", "丙标准"]
    assert things("制定《甲办法》的配套措施。建设《乙》工程。") == []


def test_only_lists_and_guides_are_published() -> None:
    assert things("发布低碳技术目录,发布管理办法。") == ["低碳技术目录"]


def test_what_is_left_to_others_or_names_nothing() -> None:
    assert things("鼓励行业协会积极参与,共同制定国际标准。制定地方标准。") == ["地方标准"]
    assert things("制定本办法,建立相应工作机制,完善相关制度。制定本市管理办法。") == ["本市管理办法"]
