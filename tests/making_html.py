"""Web pages made of the lines of a text, for the tests of their reader."""

from collections.abc import Sequence
from html import escape

META = '<meta charset="{charset}"><meta name="ArticleTitle" content="{title}"><meta name="ContentSource" content="甲市政府网">'
NAVIGATION = (
    '<div class="top"><a href="/">首页</a><a href="/zw/">政务公开</a><a href="/hd/">互动交流</a></div>'
    '<div class="bread">当前位置\uff1a<a href="/">首页</a> &gt; <a href="/zw/">政务公开</a> &gt; 正文</div>'
)
SHARING = (
    '<div class="bdsharebuttonbox">分享到\uff1a<a href="#">微信</a></div><script>var x = "<p>一、脚本。</p>";</script>'
)
FOOT = (
    '<div class="related"><h3>相关阅读</h3><ul><li><a href="/1">关于甲市重点工作的通知</a></li>'
    '<li><a href="/2">关于乙市重点工作的通知</a></li></ul></div>'
    '<div class="footer">主办单位\uff1a甲市人民政府办公室。网站标识码\uff1a3300000001。</div>'
)


def page(lines: Sequence[str], *, charset: str = "utf-8", title: str = "") -> str:
    """A page of a government's web site around a paragraph a line."""
    paragraphs = "\n".join(f'<p style="text-indent:2em"><span>{escape(line)}</span></p>' for line in lines)
    return (
        f"<!DOCTYPE html><html><head>{META.format(charset=charset, title=escape(title))}<title>{escape(title)}</title></head>"
        f'<body>{NAVIGATION}<div class="wrap">{SHARING}<div class="TRS_Editor">\n{paragraphs}\n</div></div>{FOOT}</body></html>'
    )


def body(words: str) -> str:
    """A page of nothing but these elements."""
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{words}</body></html>"
