"""The page as it is made: complete, escaped, linked both ways, free of everything from elsewhere."""

import base64
import hashlib
import os
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings

import plans
from pages import PLAN, embedded, page
from plan_extract import Plan
from plan_extract.terms import ROLES
from plan_extract.text import without_layout
from plan_extract.writers import render
from plan_extract.writers.page.regions import LOOSE, REGIONS, loose_passages, paint
from plan_extract.writers.page.strings import STRINGS
from support import COMMAND, ROOT, ZHEJIANG

FOLDER = ROOT / "src" / "plan_extract" / "writers" / "page"
VOID = {"meta", "link", "input", "br"}


class Page(HTMLParser):
    """A page taken apart: every element with its attributes, and the text of those with an id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, str] = {}
        self.open: list[tuple[str, str | None]] = []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("id")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, name in self.open:
            if name:
                self.words[name] = self.words.get(name, "") + data

    @property
    def ids(self) -> list[str]:
        return [str(attributes["id"]) for _, attributes in self.elements if "id" in attributes]

    def classed(self, name: str) -> list[dict[str, str | None]]:
        return [one for _, one in self.elements if name in (one.get("class") or "").split()]


@pytest.fixture(scope="module")
def made() -> Plan:
    return embedded(PLAN, 'a "plan" & <b>.txt')


@pytest.fixture(scope="module")
def html(made: Plan) -> str:
    return page(made)


@pytest.fixture(scope="module")
def taken(html: str) -> Page:
    return Page(html)


def read(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


def test_the_page_has_the_whole_source_in_order(taken: Page) -> None:
    assert taken.words["text"].rstrip("\n") == PLAN.rstrip("\n")


def test_the_page_has_the_whole_source_of_a_real_plan(raw: str) -> None:
    assert without_layout(Page(page(embedded(raw))).words["text"]) == without_layout(raw)


@given(plans.plans | plans.scraps)
@settings(deadline=None, max_examples=60)
def test_any_text_is_there_as_it_is_and_every_link_leads_somewhere(text: str) -> None:
    made = Page(page(embedded(text)))
    assert without_layout(made.words["text"]) == without_layout(text)
    ids = made.ids
    assert len(set(ids)) == len(ids)
    for _, attributes in made.elements:
        href = attributes.get("href") or ""
        assert not href.startswith("#") or href[1:] in ids


def test_line_ends_of_any_kind_are_line_ends() -> None:
    lines = PLAN.split("\n")
    for end in ("\n", "\r\n", "\r"):
        made = Page(page(embedded(end.join(lines))))
        assert len(made.classed("line")) == len(lines)
        assert made.words["text"].split("\n")[:-1] == lines


def test_what_looks_like_markup_stays_text(html: str, taken: Page) -> None:
    assert "&lt;script&gt;document.title" in html
    assert [tag for tag, _ in taken.elements].count("script") == 2  # the texts of the page, and its script
    assert "a &quot;plan&quot; &amp; &lt;b&gt;.txt" in html
    assert 'a "plan" & <b>.txt' in taken.words["document"]


def test_hostile_values_stay_text(made: Plan) -> None:
    evil = "</script></style></title></textarea><script>x</script><img src=x onerror=y>\"' href='javascript:z' & -->"
    units = tuple(
        unit.model_copy(update={"name": evil, "text": evil, "canonical": evil}) for unit in made.tasks[0].units
    )
    task = made.tasks[0].model_copy(update={"title": evil, "text": evil, "path": (evil,), "units": units})
    document = made.document.model_copy(update={"title": evil, "issuers": (evil,)})
    found = made.diagnostics[0].model_copy(update={"message": evil})
    changed = {"tasks": (task, *made.tasks[1:]), "document": document, "diagnostics": (found, *made.diagnostics[1:])}
    for language in ("zh", "en"):
        taken = Page(page(made.model_copy(update=changed), language))
        tags = [tag for tag, _ in taken.elements]
        assert tags.count("script") == 2
        assert "img" not in tags
        assert all(not name.startswith("on") for _, attributes in taken.elements for name in attributes)
        assert evil in taken.words["t1"]


def test_nothing_comes_from_elsewhere(taken: Page, html: str) -> None:
    for tag, attributes in taken.elements:
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        for name in ("src", "srcset", "action", "formaction", "poster", "data", "xlink:href"):
            assert name not in attributes, tag
        href = attributes.get("href")
        assert href is None or href.startswith("#") or (tag == "link" and href == "data:,")
    assert "@import" not in html
    assert "url(" not in html
    assert re.findall(r"https?://", html.replace(PLAN, "")) == []


def test_the_policy_lets_only_its_own_style_and_script_run(html: str, taken: Page) -> None:
    policy = next(
        one["content"] or "" for _, one in taken.elements if one.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        content = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.S)
        assert len(content) == 1
        digest = base64.b64encode(hashlib.sha256(content[0].encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}';" in policy


def test_the_same_plan_gives_the_same_bytes(made: Plan, html: str) -> None:
    assert page(made) == html
    assert page(embedded(PLAN, 'a "plan" & <b>.txt')) == html


def test_every_task_and_every_value_leads_to_its_words_and_back(made: Plan, taken: Page) -> None:
    pieces = {one["id"]: one for _, one in taken.elements if re.fullmatch(r"s\d+", one.get("id") or "")}
    assert [one["id"] for one in taken.classed("task") if one.get("id")] == [
        f"t{n}" for n, _ in enumerate(made.tasks, 1)
    ]
    links = [(tag, one) for tag, one in taken.elements if "v" in (one.get("class") or "").split()]
    assert all(tag == "a" and (one["href"] or "")[1:] in pieces for tag, one in links)
    values = sum(
        1 + len(task.units) + len(task.persons) + len(task.deadlines) + len(task.targets) + len(task.deliverables)
        + len(task.references)
        for task in made.tasks
    )  # fmt: skip
    assert len(links) >= values
    targets = {one.get("href") for one in pieces.values()}
    assert {f"#t{number}" for number, _ in enumerate(made.tasks, 1)} <= targets


def test_a_value_has_the_words_of_its_place(made: Plan, taken: Page) -> None:
    number = next(n for n, task in enumerate(made.tasks, 1) if task.due and task.deadlines[0].kind == "by")
    entry = next(one for one in taken.classed("deadline") if one.get("data-k") and one.get("href") == f"#t{number}")
    assert taken.words[str(entry["id"])] == made.tasks[number - 1].deadlines[0].text


def test_roles_look_different_without_colour() -> None:
    css = read("page.css")
    signs = [re.search(rf'\[data-k={role}\]::before {{ content: "(.)', css) for role in ROLES["zh"]]
    assert len({sign[1] for sign in signs if sign}) == len(ROLES["zh"])
    lines = [re.search(rf"^\.{role} {{.*border-bottom: (\d+px \w+)", css, re.M) for role in ROLES["zh"]]
    assert len({line[1] for line in lines if line}) == len(ROLES["zh"])


def test_an_inherited_unit_says_where_from(taken: Page) -> None:
    assert "承上级条款 二/(一)" in taken.words["t1"]


def test_a_doubt_stands_in_its_task_and_in_the_list(made: Plan, taken: Page) -> None:
    number = next(n for n, task in enumerate(made.tasks, 1) if task.title == "宣传引导")
    entry = next(one for one in taken.classed("task") if one.get("id") == f"t{number}")
    assert "PE401:warning" in (entry["data-doubts"] or "").split()
    assert "PE401 任务没有责任单位" in taken.words[f"t{number}"]
    for one in made.diagnostics:
        assert one.message in taken.words["findings"]


def test_doubts_are_told_in_the_language_of_the_page(made: Plan) -> None:
    taken = Page(page(made, "en"))
    number = next(n for n, task in enumerate(made.tasks, 1) if task.title == "宣传引导")
    assert "PE401 the task has no responsible unit" in taken.words[f"t{number}"]
    assert not any(one.message in taken.words["findings"] for one in made.diagnostics)
    recorded = Page(render(made, "html", language="en").decode())
    assert all(one.message in recorded.words["findings"] for one in made.diagnostics)


def test_words_of_a_doubt_are_underlined_and_a_doubt_about_a_task_stands_at_the_edge(made: Plan, taken: Page) -> None:
    assert any("warning" in (one["class"] or "") for one in taken.classed("doubt") if one.get("id"))
    assert [one["class"] for one in taken.classed("edge")] == ["line task edge info", "line task edge warning"]


def region_of(made: Plan, words: str) -> str:
    text = made.source.text or ""
    regions = {paint(made, text)[at] for at in range(text.index(words), text.index(words) + len(words))}
    assert len(regions) == 1, words
    return REGIONS[regions.pop()]


@pytest.mark.parametrize(
    ("words", "region"),
    [
        ("二、重点任务", "task"),  # a heading above tasks
        ("(一)健全制度", "task"),
        ("1.完善办法。2024年底前制定数据管理办法", "task"),
        ("(市司法局牵头,市财政局、市教育局配合)", "task"),
        ("本部分各项任务分步实施", "loose"),  # the words of a clause above tasks that no task has
        ("一、总体要求", "goal"),
        ("到2026年,数据共享率达到95%以上。", "goal"),
        ("(一)指导思想。全面贯彻", "loose"),
        ("<script>", "furniture"),
        ("现将", "loose"),
        ("某政发〔2024〕3号", "head"),
        ("任务清单", "head"),
    ],
)
def test_what_became_of_the_words(made: Plan, words: str, region: str) -> None:
    assert region_of(made, words) == region


def test_words_of_no_task_are_hatched_and_listed(made: Plan, taken: Page) -> None:
    text = made.source.text or ""
    painted = paint(made, text)
    listed = loose_passages(made, text, painted)
    assert {one.clause.role for one in listed if one.clause} >= {"guideline", "other"}
    covered = {at for one in listed for at in range(one.span.start, one.span.end)}
    assert all(at in covered for at, region in enumerate(painted) if region == LOOSE and text[at].isalnum())
    assert taken.classed("loose")
    assert "本部分各项任务分步实施" in taken.words["loose"]


def test_cells_of_a_lost_table_are_one_passage() -> None:
    text = f"{PLAN}附件1\n任务清单\n序号\n项目\n港湾\n√\n福鼎\n√\n"
    plan = embedded(text)
    passage = loose_passages(plan, text, paint(plan, text))[-1].span.of(text)
    assert passage.endswith("序号\n项目\n港湾\n√\n福鼎\n√")


def test_both_languages_say_everything() -> None:
    used = set(re.findall(r"\$t_(\w+)", read("page.html"))) | set(
        re.findall(r'data-t(?:-[\w-]+)?="(\w+)"', read("page.html"))
    )
    assert used <= set(STRINGS)
    assert set(re.findall(r'(?:say|tell)\("(\w+)"', read("page.js"))) <= set(STRINGS)
    for key, (chinese, english) in STRINGS.items():
        assert chinese, key
        assert english, key
        assert set(re.findall(r"{\w+}", chinese)) == set(re.findall(r"{\w+}", english))


def test_each_text_of_the_page_has_a_reader() -> None:
    files = [path for path in FOLDER.iterdir() if path.suffix in (".py", ".js", ".html") and path.name != "strings.py"]
    sources = "".join(path.read_text("utf-8") for path in files)
    composed = ("role_", "person_", "basis_", "kind_", "clause_", "time_", "op_", "change_", "relation_", "freq_", "region_",
                "attachment_")  # fmt: skip
    for key in STRINGS:
        assert key.startswith(composed) or re.search(rf"\b(?:t_)?{key}\b", sources), key


def test_the_language_is_the_readers(made: Plan) -> None:
    assert '<html lang="zh-Hans">' in page(made)
    english = page(made, "en")
    assert '<html lang="en">' in english
    assert ">Ledger</span>" in english
    assert 'lang="zh-Hans"' in english


def test_drawings_say_what_they_are(taken: Page) -> None:
    drawings = [one for tag, one in taken.elements if tag == "svg"]
    assert [one["id"] for one in drawings] == ["matrix", "timeline"]
    assert all(one["role"] == "img" and one["aria-labelledby"] in taken.words for one in drawings)
    assert "\u25cf" in taken.words["matrix"]
    assert "二/(一)/1" in taken.words["timeline"]


def test_a_text_without_tasks_has_a_page() -> None:
    taken = Page(page(embedded("没有编号的文字。")))
    assert taken.words["text"] == "没有编号的文字。\n"
    assert "matrix" not in taken.ids
    assert taken.classed("loose")


def test_the_page_is_not_much_larger_than_its_source(raw: str) -> None:
    fixed = len(page(embedded("")).encode())
    assert fixed < 80_000
    assert len(page(embedded(raw)).encode()) - fixed < 10 * len(raw.encode())


def test_the_command_line_writes_a_page(tmp_path: Path) -> None:
    target = tmp_path / "plan.html"
    subprocess.run(
        [COMMAND, "parse", str(ZHEJIANG), "-o", str(target), "--lang", "zh"],
        check=True,
        env={**os.environ, "LANG": "C"},
    )
    assert "加强政治建设" in Page(target.read_text("utf-8")).words["t1"]
