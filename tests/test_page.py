"""The page in a browser: headless Chromium with its driver, where they are installed.

PLAN_EXTRACT_BROWSER=required makes a missing browser a failure; CI sets it.
"""

import base64
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from pages import PLAN, embedded, long_plan, page
from plan_extract.messages import Language
from plan_extract.text import without_layout

pytestmark = pytest.mark.xdist_group("browser")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
WIDE, NARROW = (1400, 900), (400, 800)


def installed() -> tuple[str, str]:
    """Where the browser and its driver are; without them the test is skipped, or fails where they are required."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = shutil.which("chromedriver")
    if browser and driver:
        return browser, driver
    missing = "no browser: install chromium and chromium-driver to test the page in one"
    if os.environ.get("PLAN_EXTRACT_BROWSER") == "required":
        pytest.fail(missing)
    pytest.skip(missing)


class Reader:
    """A browser with one page open, and what a reader does with it."""

    def __init__(self, driver: webdriver.Chrome, folder: Path) -> None:
        self.driver = driver
        self.file = folder / "plan.html"

    def open(
        self, text: str = PLAN, fragment: str = "", size: tuple[int, int] = WIDE, language: Language = "zh"
    ) -> "Reader":
        self.file.write_text(page(embedded(text), language), "utf-8")
        self.resize(size)
        return self.go(fragment)

    def go(self, fragment: str) -> "Reader":
        self.driver.get("about:blank")
        self.driver.get(self.file.as_uri() + fragment)
        return self

    def resize(self, size: tuple[int, int]) -> None:
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def run(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(f"return {script}", *arguments)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        return str(self.one(selector).text)

    def click(self, selector: str) -> None:
        self.run("document.querySelector(arguments[0]).click()", selector)

    def press(self, *keys: str) -> None:
        self.driver.switch_to.active_element.send_keys(*keys)

    def focused(self) -> str:
        """Where the focus is: the id of the element, else its words."""
        return str(self.run("document.activeElement.id || document.activeElement.textContent"))

    def until(self, holds: Callable[[], object]) -> None:
        try:
            WebDriverWait(self.driver, 5, poll_frequency=0.05).until(lambda _: holds())
        except TimeoutException:
            assert holds()

    @property
    def shown(self) -> list[str]:
        """The titles of the tasks that are shown."""
        return list(
            self.run("[...document.querySelectorAll('.task[id^=t]:not([hidden]) h3 > span')].map((e) => e.innerText)")
        )

    @property
    def hash(self) -> str:
        return str(self.run("decodeURIComponent(location.hash)"))

    def piece(self, words: str) -> str:
        """The id of the mark in the text that has these words."""
        script = "[...document.querySelectorAll('#text [id]')].find((e) => e.textContent === arguments[0]).id"
        return str(self.run(script, words))

    def in_sight(self, name: str) -> bool:
        script = """(() => { const e = document.getElementById(arguments[0]), b = e.getBoundingClientRect();
        const p = e.closest('.pane').getBoundingClientRect();
        return b.width > 0 && b.top >= Math.max(p.top, 0) && b.bottom <= Math.min(p.bottom, innerHeight); })()"""
        return bool(self.run(script, name))


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    browser, path = installed()
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('browser')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = webdriver.Chrome(options=options, service=Service(executable_path=path))
    yield started
    started.quit()


@pytest.fixture
def reader(driver: webdriver.Chrome, tmp_path: Path) -> Iterator[Reader]:
    """A reader whose browser must have nothing to complain about at the end."""
    driver.get_log("browser")  # type: ignore[no-untyped-call]
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"media": "", "features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
    )
    yield Reader(driver, tmp_path)
    assert [one["message"] for one in driver.get_log("browser")] == []  # type: ignore[no-untyped-call]


def test_the_page_asks_nobody_for_anything(reader: Reader) -> None:
    reader.driver.get_log("performance")  # type: ignore[no-untyped-call]
    reader.open()
    messages = [json.loads(one["message"])["message"] for one in reader.driver.get_log("performance")]  # type: ignore[no-untyped-call]
    asked = {one["params"]["request"]["url"] for one in messages if one["method"] == "Network.requestWillBeSent"}
    assert {url for url in asked if not url.startswith(("data:", "about:"))} == {reader.file.as_uri()}


def test_a_script_in_the_plan_is_text(reader: Reader) -> None:
    reader.open()
    assert 'document.title = "broken"' in reader.text("#text")
    assert reader.driver.title.startswith("某市人民政府")
    assert without_layout(str(reader.run("document.getElementById('text').textContent"))) == without_layout(PLAN)


def test_no_foreign_script_runs(reader: Reader) -> None:
    reader.open()
    reader.run(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); })()"
    )
    assert reader.run("window.ran === undefined")
    (refused,) = reader.driver.get_log("browser")  # type: ignore[no-untyped-call]
    assert "Content Security Policy" in refused["message"]


def test_what_is_copied_is_the_plan(reader: Reader) -> None:
    reader.open()
    reader.run("getSelection().selectAllChildren(document.getElementById('text'))")
    assert str(reader.run("getSelection().toString()")).strip() == PLAN.strip()


def test_a_value_goes_to_its_words_and_back(reader: Reader) -> None:
    reader.open()
    reader.click("#t2 a.deadline")
    words = reader.piece("2024年1月至2025年6月")
    assert reader.focused() == words
    assert "on" in (reader.one(f"#{words}").get_attribute("class") or "").split()
    reader.until(lambda: reader.in_sight(words))
    reader.press(Keys.ENTER)
    assert reader.run("document.activeElement.matches('#t2 a.deadline.on')")
    assert reader.one("#t2").get_attribute("aria-current") == "true"


def test_words_that_serve_several_tasks_go_to_each_in_turn(reader: Reader) -> None:
    reader.open()
    piece = reader.piece("市司法局")
    for task, told in (("t1", "第 1 处"), ("t2", "第 2 处"), ("t1", "第 1 处")):
        reader.click(f"#{piece}")
        assert reader.run("document.activeElement.closest('.task').id") == task
        assert told in str(reader.run("document.getElementById('told').textContent"))


def test_back_leads_to_the_task_that_one_came_from(reader: Reader) -> None:
    reader.open()
    reader.click("#t2 a.lead")
    reader.press(Keys.ENTER)
    assert reader.run("document.activeElement.closest('.task').id") == "t2"


def test_text_that_is_no_value_goes_to_its_task(reader: Reader) -> None:
    reader.open()
    reader.click(f"#{reader.piece('加强宣传。')}")
    assert reader.focused() == "t4"


def test_a_doubt_goes_to_its_words(reader: Reader) -> None:
    reader.open(fragment="#view=findings")
    reader.run(
        "[...document.querySelectorAll('#findings a.doubt')].find((e) => e.textContent.includes('附件未见')).click()"
    )
    assert reader.focused() == reader.piece("任务清单")


@pytest.mark.parametrize(
    ("field", "value", "titles"),
    [
        ("unit", "市司法局 (2)", ["完善办法", "建设平台"]),
        ("role", "责任", ["推广应用", "加强督查"]),
        ("doubt", "有任何疑点", ["推广应用", "宣传引导"]),
        ("doubt", "警告", ["宣传引导"]),
        ("doubt", "PE402 UNITS_COLLECTIVE_ONLY (1)", ["推广应用"]),
    ],
)
def test_a_choice_leaves_the_tasks_that_fit(reader: Reader, field: str, value: str, titles: list[str]) -> None:
    reader.open()
    Select(reader.one(f"#{field}")).select_by_visible_text(value)
    assert reader.shown == titles
    assert reader.text("#shown") == f"显示 {len(titles)} / 5 项任务"
    reader.go(reader.hash)  # what is in the address is there again
    assert reader.shown == titles
    reader.click("#clear")
    assert len(reader.shown) == 5
    assert reader.hash in ("", "#")


@pytest.mark.parametrize(
    ("state", "titles"),
    [
        ("#from=2025-01-01", ["建设平台", "加强督查"]),
        ("#to=2024-12-31", ["完善办法"]),
        ("#from=2024-12-31&to=2024-12-31", ["完善办法"]),
        ("#undated=1", ["推广应用", "宣传引导"]),
        ("#to=2024-12-31&undated=1", ["完善办法", "推广应用", "宣传引导"]),
        ("#unit=1&role=support", []),  # the unit leads, another supports
        ("#role=lead&to=2024-12-31", ["完善办法"]),
        ("#q=张某某", ["推广应用"]),
    ],
)
def test_dates_and_what_goes_with_them(reader: Reader, state: str, titles: list[str]) -> None:
    reader.open(fragment=state)
    assert reader.shown == titles


@pytest.mark.parametrize("fragment", ["#%", "#unit=999&role=x&view=x&lang=x&from=x", "#t999", "#constructor", "#="])
def test_an_address_that_means_nothing_shows_everything(reader: Reader, fragment: str) -> None:
    reader.open(fragment=fragment)
    assert len(reader.shown) == 5
    assert reader.one("#ledger").is_displayed()


@pytest.mark.parametrize(("fragment", "focus"), [("#t2", "t2"), ("#s3", "s3")])
def test_an_address_leads_to_a_task_or_to_words(reader: Reader, fragment: str, focus: str) -> None:
    reader.open(fragment=fragment)
    assert reader.focused() == focus


def test_a_date_is_typed(reader: Reader) -> None:
    reader.open()
    script = "(() => { const e = document.getElementById('to'); e.value = '2024-12-31'; e.dispatchEvent(new Event('change')); })()"
    reader.run(script)
    assert reader.shown == ["完善办法"]


def test_search_reads_tasks_and_text(reader: Reader) -> None:
    reader.open()
    reader.press("/")
    assert reader.focused() == "q"
    reader.press("数据 管理\uff21")  # spaced, and a letter in full width: nothing has it
    reader.until(lambda: reader.shown == [])
    assert reader.text("#hits") == "原文中没有"
    reader.press(Keys.BACKSPACE)
    reader.until(lambda: reader.shown == ["完善办法"])
    assert reader.text("#hits") == "原文 1 / 1 处"
    reader.press(Keys.ESCAPE)
    reader.until(lambda: len(reader.shown) == 5)
    assert reader.text("#hits") == ""


def test_enter_goes_from_place_to_place(reader: Reader) -> None:
    reader.open()
    reader.press("/")
    reader.press("数据")
    reader.until(lambda: reader.text("#hits").startswith("原文 1 / "))
    places = PLAN.count("数据")
    assert reader.text("#hits") == f"原文 1 / {places} 处"
    reader.press(Keys.ENTER)
    assert reader.text("#hits") == f"原文 2 / {places} 处"
    reader.press(Keys.SHIFT, Keys.ENTER)
    assert reader.text("#hits") == f"原文 1 / {places} 处"
    assert reader.run("CSS.highlights.get('hits').size") == places


def test_the_keys(reader: Reader) -> None:
    reader.open()
    reader.press("j")
    assert reader.focused() == "t1"
    reader.press("j")
    assert reader.focused() == "t2"
    reader.press(Keys.ARROW_DOWN)
    assert reader.focused() == "t3"
    reader.press("k")
    assert reader.focused() == "t2"
    reader.press(Keys.ENTER)
    assert reader.focused() == reader.piece("2.建设平台。")
    reader.press(Keys.ENTER)
    assert reader.run("document.activeElement.closest('.task').id") == "t2"
    reader.press("?")
    assert reader.run("document.getElementById('keys').open")
    reader.press(Keys.ESCAPE)
    assert not reader.run("document.getElementById('keys').open")


def test_keys_typed_into_a_field_are_letters(reader: Reader) -> None:
    reader.open()
    reader.press("/")
    reader.press("jk/?")
    assert reader.one("#q").get_attribute("value") == "jk/?"
    assert not reader.run("document.getElementById('keys').open")


def test_the_keys_pass_over_what_is_filtered_out(reader: Reader) -> None:
    reader.open(fragment="#role=responsible")
    reader.press("j")
    reader.press("j")
    assert reader.focused() == "t5"


def test_tab_reaches_everything_and_leaves_it_again(reader: Reader) -> None:
    reader.open()
    seen = []
    for _ in range(400):
        reader.press(Keys.TAB)
        seen.append(
            reader.run(
                "document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
            )
        )
        if seen[-1] == "BODY" or (
            len(seen) > 5 and seen[-1] == seen[0] and reader.run("document.activeElement.hash === '#source'")
        ):
            break
    assert {"print", "language", "help", "q", "unit", "from", "doubt", "clear", "source", "record"} <= set(seen)
    assert len(seen) < 400


def test_a_mark_of_a_hidden_task_brings_it_back(reader: Reader) -> None:
    reader.open(fragment="#role=lead")
    reader.click(f"#{reader.piece('各有关部门')}")
    assert len(reader.shown) == 5
    assert reader.run("document.activeElement.closest('.task').id") == "t3"
    assert "已清除筛选" in str(reader.run("document.getElementById('told').textContent"))


def test_the_language_changes_while_it_is_read(reader: Reader) -> None:
    reader.open(fragment="#view=units")
    reader.click("#language")
    assert reader.run("document.documentElement.lang") == "en"
    assert reader.text("#units-title") == "Units"
    assert reader.text("#shown") == "5 of 5 tasks shown"
    assert reader.one("#q").get_attribute("placeholder") == "Search tasks and text"
    assert reader.hash == "#view=units&lang=en"
    assert reader.run("getComputedStyle(document.querySelector('#text [data-k=lead]'), '::before').content")[1] == "L"
    reader.go(reader.hash)
    assert reader.text("#units-title") == "Units"
    reader.click("#language")
    assert reader.text("#units-title") == "单位"


def test_each_language_switched_to_is_the_page_made_in_it(reader: Reader) -> None:
    words = "document.body.textContent.replace(/\\s+/g, '')"
    english = reader.open(language="en").run(words)
    assert reader.open(fragment="#lang=en").run(words) == english


def test_only_what_became_no_task(reader: Reader) -> None:
    reader.open()
    reader.click("#only")
    left = reader.text("#text")
    assert "本部分各项任务分步实施" in left
    assert "完善办法" not in left
    assert "到2026年" not in left  # a goal
    reader.click("#t1 a.deadline")  # words that are hidden come back to be seen
    assert not reader.one("#only").is_selected()
    assert reader.one(f"#{reader.piece('2024年底前')}").is_displayed()


@pytest.mark.parametrize("view", ["source", "ledger", "findings", "loose", "goals", "units", "times", "document"])
def test_nothing_is_wider_than_a_telephone(reader: Reader, view: str) -> None:
    reader.open(fragment=f"#view={view}", size=NARROW)
    assert reader.one(f"#{view}").is_displayed()
    assert reader.run("document.documentElement.scrollWidth") <= NARROW[0]
    reader.click("#language")
    assert reader.run("document.documentElement.scrollWidth") <= NARROW[0]


def test_a_telephone_shows_words_and_entry_in_turn(reader: Reader) -> None:
    reader.open(size=NARROW)
    assert not reader.one("#source").is_displayed()
    reader.click("#t2 a.deadline")
    piece = reader.piece("2024年1月至2025年6月")
    assert not reader.one("#record").is_displayed()
    reader.until(lambda: reader.in_sight(piece))
    reader.press(Keys.ENTER)
    assert reader.one("#t2").is_displayed()
    assert not reader.one("#source").is_displayed()


def test_drawings_lead_to_tasks_and_units(reader: Reader) -> None:
    reader.open(fragment="#view=units")
    cell = "#matrix .cells [data-task='2']"
    reader.run("document.querySelector(arguments[0]).dispatchEvent(new MouseEvent('click', {bubbles: true}))", cell)
    assert reader.focused() == "t2"
    reader.click("button.pick")
    assert reader.shown == ["完善办法", "建设平台"]


def test_today_is_drawn_by_the_browser(reader: Reader) -> None:
    plan = "一、任务\n(一)建设平台。2001年1月至2098年6月建设平台。(责任单位:市司法局)\n"
    assert "today-name" not in page(embedded(plan)).split("</style>")[1].split("<script>")[0]
    reader.open(plan, "#view=times")
    assert reader.text("#timeline .today-name") == "今天"


def test_the_page_is_there_without_its_script(reader: Reader) -> None:
    reader.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        reader.open()
        assert all(reader.one(f"#{name}").is_displayed() for name in ("text", "ledger", "findings", "units"))
        assert not reader.one("#filters").is_displayed()
    finally:
        reader.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_it_prints_on_paper(reader: Reader) -> None:
    reader.open(fragment="#view=document")
    printed = reader.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    assert base64.b64decode(printed["data"]).startswith(b"%PDF")
    reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert all(reader.one(f"#{name}").is_displayed() for name in ("text", "ledger", "findings", "document"))
    assert not any(reader.one(f"#{name}").is_displayed() for name in ("print", "q", "matrix"))
    assert reader.one(".signature").is_displayed()


def test_sixty_thousand_characters_within_two_seconds(reader: Reader) -> None:
    text = long_plan(60_000)
    reader.open(text)
    tasks = len(reader.shown)
    assert tasks > 300

    reader.driver.execute_cdp_cmd(
        "Performance.enable", {"timeDomain": "threadTicks"}
    )  # other tests have the machine too

    def loads() -> float:
        reader.go("")
        measured = reader.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
        return float(next(one["value"] for one in measured if one["name"] == "TaskDuration"))

    assert any(0 < loads() < 2 for _ in range(8))
    measure = """(() => { const e = document.getElementById('q'), t = performance.now(); e.value = arguments[0];
    document.getElementById('unit').dispatchEvent(new Event('change')); document.body.offsetHeight; return performance.now() - t; })()"""
    assert min(reader.run(measure, f"第{number}号条例") for number in (7, 8, 9)) < 1000
    assert reader.shown == ["推进第9项工作"]
    jump = """(() => { const t = performance.now(); document.querySelector('#t300 a.deadline').click(); return performance.now() - t; })()"""
    assert any(reader.run(jump) < 500 for _ in range(8))
