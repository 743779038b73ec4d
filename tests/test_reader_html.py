"""Web pages: the document, in the lines that a browser shows, without the web site."""

import time
from base64 import b64encode
from quopri import encodestring

import pytest

from making_html import body, page
from plan_extract import Plan
from plan_extract.errors import UnreadableError
from plan_extract.readers import read_bytes
from plan_extract.readers.kinds import kind_of
from plan_extract.readers.options import Options
from reading import essence, flipped, plan_of, prefixes, survives

TITLE = "浙江省人民政府关于印发政府建设行动计划的通知"
SENTENCE = "推进政务服务改革\uff0c健全工作机制\uff0c完善配套措施\uff0c确保各项任务落到实处。"
FURTHER = "加强督促检查和跟踪问效\uff0c定期通报工作进展\uff0c对落实不力的予以问责。"


def lines_of(raw: str) -> list[str]:
    return [line.strip() for line in raw.split("\n") if line.strip()]


def shown(words: str) -> list[str]:
    """The lines of a page that is nothing but this."""
    return read_bytes(body(words).encode(), "page.html")[1].splitlines()


def test_the_plan_as_a_page_reads_as_its_text(raw: str, plan: Plan) -> None:
    found, source, text = plan_of(page(lines_of(raw), title=TITLE).encode(), "plan.html")
    assert essence(found) == essence(plan)
    assert (source.media_type, source.encoding, source.notes) == ("text/html", "utf-8", ())
    assert text.splitlines() == [f"标题\uff1a{TITLE}", "来源\uff1a甲市政府网", *lines_of(raw)]
    assert [place.paragraph for place in source.places] == [None, None, *range(1, len(lines_of(raw)) + 1)]
    assert all(text[place.start - 1 : place.start] in ("", "\n") for place in source.places)


@pytest.mark.parametrize(
    ("told", "encoding", "read_as"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("GBK", "gb18030", "gb18030"),
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "utf-8-sig", "utf-8-sig"),
        ("gb2312", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("iso-8859-1", "gb18030", "gb18030"),
        ("nonsense", "utf-16", "utf-16"),
    ],
)
def test_the_encoding_of_a_page(raw: str, told: str, encoding: str, read_as: str) -> None:
    source, text = read_bytes(page(lines_of(raw), charset=told).encode(encoding), "plan.htm")
    assert source.encoding == read_as
    assert text.splitlines()[1:] == lines_of(raw)


def test_the_user_knows_the_encoding_better() -> None:
    data = body("<p>推进改革</p>").encode("gb18030")
    source, text = read_bytes(data, "page.html", Options(encoding="gbk"))
    assert (source.encoding, text) == ("gbk", "推进改革\n")
    with pytest.raises(UnreadableError, match="tried utf-8"):
        read_bytes(data, "page.html", Options(encoding="utf-8"))


def test_lines_are_those_of_a_browser() -> None:
    assert shown("甲<b>乙\n  丙</b><br>丁&nbsp;&emsp;戊&amp;<p>己<span>庚</span><div>辛</div>壬<h2>癸</h2>") == [
        "甲乙 丙",
        "丁\xa0\u2003戊&",
        "己庚",
        "辛",
        "壬",
        "癸",
    ]
    assert shown("<pre>甲\n  乙\n丙</pre>") == ["甲", "乙", "丙"]
    assert shown("甲</p>乙") == ["甲", "乙"]
    assert shown("<p>甲<table><tr><td>乙</table>丙") == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>document.write('<p>甲</p>')</script>",
        "<style>p { color: red }</style>",
        "<noscript>请启用脚本</noscript>",
        "<template><p>甲</p></template>",
        "<p hidden>甲</p>",
        '<p style="color:red; DISPLAY : none">甲<b>乙</b></p>',
        "<span style='visibility:hidden'>甲</span>",
        "<select><option>甲</select>",
        "<!-- 甲 <p>乙</p> -->",
        "<!--[if gte mso 9]><xml>甲</xml><![endif]-->",
        "<![if !supportLists]><![endif]>",
        "<p hidden>甲<div hidden>乙<table><tr><td>丙</table></div>",
    ],
)
def test_what_a_page_does_not_show(hidden: str) -> None:
    assert shown(f"<p>子</p>{hidden}<p>丑</p>") == ["子", "丑"]


@pytest.mark.parametrize(
    ("sloppy", "lines"),
    [
        ("<p class='x'y\">甲<p>乙", ["甲", "乙"]),
        ('<p title="a>b">甲</p>3<5 & 6>4', ["甲", "3<5 & 6>4"]),
        ("<!-- 甲<p>乙", ["甲", "乙"]),
        ("<script>甲<p>乙", ["甲", "乙"]),
        ("<div>甲</span></div></table>乙", ["甲", "乙"]),
        ("<b><p>甲</b>乙</p>丙", ["甲乙", "丙"]),
        ("<p>甲&#20009;&#x4e59;&#99999999999999999999;&nosuch;</p>", ["甲丩乙\ufffd&nosuch;"]),
        ("<a href='x>甲</p>乙</p>", ["甲", "乙"]),
    ],
)
def test_a_sloppy_page_loses_nothing(sloppy: str, lines: list[str]) -> None:
    assert shown(sloppy) == lines


@pytest.mark.parametrize(
    ("listed", "lines"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
        ("<ol start=3><li><p>甲</p><p>丙</p></li><li>乙</ol>", ["3. 甲", "丙", "4. 乙"]),
        ("<ol><li>甲<li value=7>乙<li>丙</ol>", ["1. 甲", "7. 乙", "8. 丙"]),
        ("<ol reversed><li>甲<li>乙</ol>", ["2. 甲", "1. 乙"]),
        ("<ol type=a start=26><li>甲<li>乙</ol>", ["z. 甲", "aa. 乙"]),
        ("<ol type=I start=4><li>甲</ol>", ["IV. 甲"]),
        ("<ol style='list-style-type: cjk-ideographic'><li value=1>甲<li value=21>乙</ol>", ["一、 甲", "二十一、 乙"]),
        ("<ol style='list-style:none'><li>甲</ol>", ["甲"]),
        ("<ol><li>1.甲<li>\uff082\uff09乙</ol>", ["1.甲", "\uff082\uff09乙"]),
        ("<ol><li>甲<ol><li>乙</ol><li>丙</ol>", ["1. 甲", "1. 乙", "2. 丙"]),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
        ("<ol><li><li>甲</ol>丙", ["2. 甲", "丙"]),
    ],
)
def test_the_numbers_of_lists(listed: str, lines: list[str]) -> None:
    assert shown(listed) == lines


def test_a_table_is_rows_with_merged_cells_filled_down() -> None:
    table = (
        "<table><caption>任务分工</caption><tr><th>序号<th>重点任务<th>责任单位"
        "<tr><td rowspan=2>1<td><p>健全制度。</p><p>完善规则。</p><td>市司法局<tr><td>推进改革。<td>市财政局"
        "<tr><td colspan=3>以下为延续项目<tr><td>2<td><td>市教育局</table>"
    )
    source, text = read_bytes(body(f"<p>甲</p>{table}").encode(), "page.html")
    assert text.splitlines() == [
        "甲",
        "任务分工",
        "序号\t重点任务\t责任单位",
        "1\t健全制度。 完善规则。\t市司法局",
        "1\t推进改革。\t市财政局",
        "以下为延续项目",
        "2\t\t市教育局",
    ]
    places = {text[place.start :].split("\t")[0].split("\n")[0]: place for place in source.places}
    assert (places["推进改革。"].cell, places["市教育局"].cell) == ("1:3:2", "1:5:3")
    assert [place.paragraph for place in source.places] == list(range(1, len(source.places) + 1))


def test_the_rows_of_a_table_of_tasks_are_tasks() -> None:
    rows = "".join(f"<tr><td>{at}<td>推进第{at}项改革任务落实。<td>市财政局<td>2025年6月底前" for at in (1, 2, 3))
    table = f"<table><tr><th>序号<th>重点任务<th>责任单位<th>完成时限{rows}</table>"
    plan, *_ = plan_of(body(f"<p>甲市2025年工作方案</p><p>一、主要任务</p><p>{SENTENCE}</p>{table}").encode(), "a.html")
    found = [task for task in plan.tasks if task.units]
    assert [(task.units[0].text, task.due and task.due.isoformat()) for task in found] == [
        ("市财政局", "2025-06-30")
    ] * 3


@pytest.mark.parametrize(
    "layout",
    [
        "<table><tr><td><p>{}</p><p>{}</p></table>",
        "<table><tr><td>{}<tr><td>{}</table>",
        "<table><tr><td><table><tr><td>{}</table><td>{}</table>",
        "<table role=presentation><tr><td>{}<td>{}<tr><td><td></table>",
        "<table><tr><td>{}<td>{}</table>",
        "<table><tr><td>{}</td></tr>{}</table>",
    ],
)
def test_a_table_that_lays_out_the_page_is_paragraphs(layout: str) -> None:
    assert shown(layout.format(SENTENCE, FURTHER)) == [SENTENCE, FURTHER]


def test_what_the_page_says_of_the_document() -> None:
    table = (
        "<table><tr><td>索 引 号\uff1a<td>0001/2024-5<td>主题分类\uff1a<td>财政"
        "<tr><td>发文机关\uff1a<td>甲市人民政府<td>成文日期\uff1a<td>2024年03月01日"
        "<tr><td>标　　题\uff1a<td colspan=3>甲市行动计划<tr><td>发文字号\uff1a<td>甲政发\u30142024\u30155号<td>发布日期<td></table>"
    )
    text = f"<p>一、主要任务</p><p>1.健全制度。{SENTENCE}</p>"
    plan, _, read = plan_of(body(f"{table}<div id=UCAP-CONTENT>{text}</div>").encode(), "a.html")
    assert read.splitlines()[:8] == [
        "索 引 号\uff1a0001/2024-5",
        "主题分类\uff1a财政",
        "发文机关\uff1a甲市人民政府",
        "成文日期\uff1a2024年03月01日",
        "标　　题\uff1a甲市行动计划",
        "发文字号\uff1a甲政发\u30142024\u30155号",
        "发布日期\uff1a",
        "一、主要任务",
    ]
    document = plan.document
    assert (document.title, document.document_number) == ("甲市行动计划", "甲政发\u30142024\u30155号")
    assert (document.issuers, str(document.issued_on)) == (("甲市人民政府",), "2024-03-01")


def test_a_list_of_documents_is_no_table_about_one() -> None:
    table = "<table><tr><td>文件名称<td>发文字号<td>发文机关<tr><td>甲办法<td>1号<td>甲市<tr><td>乙办法<td>2号<td>乙市</table>"
    assert shown(table) == ["文件名称\t发文字号\t发文机关", "甲办法\t1号\t甲市", "乙办法\t2号\t乙市"]


MENU = "<div class=nav><a href=/>首页</a><a href=/zw>政务公开</a></div>"
SIDE = "<div><ul><li><a href=/1>关于甲的通知</a><li><a href=/2>关于乙的通知</a></ul></div>"
TEXT = f"<p>一、主要任务</p><p>{SENTENCE}</p><p>{FURTHER}</p>"


@pytest.mark.parametrize(
    ("site", "lines"),
    [
        (f"{MENU}<div>{TEXT}</div>{SIDE}", []),
        (f"{MENU}{TEXT}{SIDE}", []),
        (f"<table><tr><td>{MENU}<td>{TEXT}<td>{SIDE}</table>", []),
        (f"{MENU}<div>{TEXT}</div><div class=foot>主办\uff1a甲市人民政府办公室。未经许可不得转载本站内容。</div>", []),
        (f"{MENU}<div><p>甲市行动计划</p>{TEXT}</div>{SIDE}", ["甲市行动计划"]),
        (
            f"{MENU}<article>{TEXT}<div class=share>分享到</div></article>{SIDE}<p>您是今天第九位访问本站的用户\uff0c谢谢您的支持。</p>",
            [],
        ),
    ],
)
def test_the_web_site_around_the_document_is_left_out(site: str, lines: list[str]) -> None:
    assert shown(site) == [*lines, "一、主要任务", SENTENCE, FURTHER]


def test_nothing_of_the_document_is_lost() -> None:
    parts = f"{MENU}<div>{TEXT}</div><div class=bdshare>分享</div><div><p>附表</p><p>{SENTENCE}</p></div>{SIDE}"
    assert shown(parts) == ["一、主要任务", SENTENCE, FURTHER, "附表", SENTENCE], "in several parts of the page"
    linked = f"<p>一、主要任务</p><p><a href=/x>《甲办法》</a>{SENTENCE}</p><p><a href=/y>{FURTHER}</a></p>"
    assert shown(linked) == ["一、主要任务", f"《甲办法》{SENTENCE}", FURTHER], "in links"
    signed = f"{MENU}<div>{TEXT}</div><p>甲市人民政府</p><p>2024年3月1日</p>{SIDE}"
    assert shown(signed)[-2:] == ["甲市人民政府", "2024年3月1日"], "beside its part of the page"
    print_ = f"<div class='share print'>{TEXT}</div>"
    assert shown(print_) == ["一、主要任务", SENTENCE, FURTHER], "in a part with the name of something else"
    words = "".join(f"<p>{at}档</p>" for at in range(200))
    assert len(shown(f"<div>{words}</div><div><p>{SENTENCE}</p></div>")) == 201, "without a sentence"
    assert shown(f"{MENU}<div>{words}</div><div class=footer>主办\uff1a甲市。{SENTENCE}</div>{SIDE}")[-1] == "199档"
    assert shown("<p>附件一</p><p>甲</p>") == ["附件一", "甲"], "too little to tell"
    assert shown("") == []


def test_an_attachment_is_the_words_of_its_link() -> None:
    files = "<p>附件\uff1a<a href='/files/a.docx'>1.任务清单</a></p><p><a href='/files/b.pdf'>2.责任分工表</a></p>"
    assert shown(f"{MENU}<div>{TEXT}{files}</div>{SIDE}")[-2:] == ["附件\uff1a1.任务清单", "2.责任分工表"]
    apart = f"{MENU}<div>{TEXT}</div>{SIDE}<div><a href='/files/a.docx'>附件1任务清单.docx</a></div>"
    assert shown(apart)[-1] == "附件1任务清单.docx"


def test_the_page_of_a_word_processor() -> None:
    word = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=gb2312><style><!-- p.MsoNormal {} --></style>'
        "<!--[if gte mso 9]><xml><o:p>甲</o:p></xml><![endif]--></head><body lang=ZH-CN><div class=WordSection1>"
        "<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><![if !supportLists]><span>一、<span style='font:7pt'>&nbsp;"
        "</span></span><![endif]><span lang=EN-US>2025</span>年<o:p></o:p></p><p class=MsoNormal><span style='mso-hide:all'>甲</span>推进"
        "<del>旧</del><ins>新</ins>政</p></div></body></html>"
    ).encode("gb18030")
    assert kind_of(word, "plan.doc") == "html"
    source, text = read_bytes(word, "plan.doc")
    assert text.splitlines() == ["一、\xa02025年", "推进新政"]
    assert (source.notes, source.media_type) == (("revisions",), "text/html")
    assert read_bytes(word, "plan.doc", Options(revisions="reject"))[1].splitlines()[-1] == "推进旧政"


MAIL = (
    "From: <Saved by a browser>\r\nSubject: =?utf-8?B?55Sy?=\r\n {filler}\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n'
    "----b\r\nContent-Type: text/css\r\n\r\np {{}}\r\n----b\r\nContent-Type: text/html{charset}\r\n"
    "Content-Transfer-Encoding: {way}\r\n\r\n{page}\r\n----b--\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("way", ["base64", "quoted-printable"])
@pytest.mark.parametrize("charset", ["", '; charset="{}"'])
def test_a_page_saved_with_all_that_belongs_to_it(raw: str, plan: Plan, encoding: str, way: str, charset: str) -> None:
    content = page(lines_of(raw), charset=encoding).encode(encoding)
    coded = b64encode(content) if way == "base64" else encodestring(content)
    mail = MAIL.format(filler="x", way=way, page=coded.decode(), charset=charset.format(encoding)).encode()
    assert kind_of(mail, "plan.mht") == kind_of(mail, "plan.doc") == "html"
    found, source, _ = plan_of(mail, "plan.mht")
    assert essence(found) == essence(plan)
    assert (source.media_type, source.encoding) == ("multipart/related", encoding)


def test_a_mail_without_a_page() -> None:
    with pytest.raises(UnreadableError, match="text/html"):
        read_bytes(b"MIME-Version: 1.0\nContent-Type: text/css\n\np {}", "plan.mht")


@pytest.mark.parametrize(
    "hostile",
    [
        "".join(f'Content-Type: multipart/mixed; boundary="b{at}"\n\n--b{at}\n' for at in range(3000)),
        "Content-Type: message/rfc822\n\n" * 3000,
        f"Content-Type: text/html; {'a=b;' * 300_000}\n\n<p>",
        f"Content-Type: text/html;{chr(10)} a=b;" * 2 + "\n a=b;" * 100_000 + "\n\n<p>",
    ],
)
def test_a_hostile_mail_is_refused(hostile: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(UnreadableError):
        read_bytes(f"MIME-Version: 1.0\n{hostile}".encode(), "plan.mht")
    assert time.perf_counter() - begin < 30


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 1_000_000 + "甲",
        "<div><p><span><b>" * 100_000 + "甲",
        "<table><tr><td>" * 100_000 + "甲",
        "<ul><li>" * 100_000 + "甲",
        "甲" + "<a '" * 500_000,
        "甲" + '<a b="' * 500_001,
        "<!--" * 500_000 + "甲",
        "<script>" * 200_000 + "甲",
        "</div>" * 300_000 + "甲",
        "<p " + " ".join(f"a{at}=1" for at in range(200_000)) + ">甲",
        "".join(f"<p><font color={at}>甲" for at in range(50_000)),
        "&#" + "1" * 1_000_000 + "甲",
        "<ol>" + "<li>甲" * 100_000,
    ],
)
def test_a_hostile_page_takes_bounded_time(hostile: str) -> None:
    begin = time.perf_counter()
    assert "甲" in read_bytes(body(hostile).encode(), "page.html")[1]
    assert time.perf_counter() - begin < 60


def test_merged_cells_that_would_never_end() -> None:
    rows = "<tr>" + "<td rowspan=65534>" * 100 + "甲" * 5000 + "<tr><td>乙" * 2_000
    with pytest.raises(UnreadableError, match="too large"):
        read_bytes(body(f"<table>{rows}</table>").encode(), "page.html")


def test_any_damage_is_read_or_refused(raw: str) -> None:
    data = page(lines_of(raw)[:20]).encode()
    mail = MAIL.format(filler="x", way="base64", page=b64encode(data).decode(), charset="").encode()
    for whole, name in ((data, "plan.html"), (mail, "plan.mht")):
        assert survives(whole, name)
        assert [survives(part, name) for part in (*prefixes(whole), *flipped(whole))]
