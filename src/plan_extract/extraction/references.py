"""References to other documents: what stands in 《》, its number, and what the plan does with it (field guide 8)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from plan_extract.extraction.context import Context
from plan_extract.model import DocumentNumber, Reference, Relation
from plan_extract.text import Stretch, Text


class Form(NamedTuple):
    """What stands before or behind a title and says the relation; each example is read by it and by none before it."""

    name: Relation
    before: str | None
    behind: str | None
    examples: tuple[str, ...]


_NO_VERB = r"(?!后?的|[与后]|情况)"  # 修订后的《…》, 与《…》相配套: the word says nothing of what is done now
_AGREED = r"(?:等\w{0,15})?(?:(?:已|经).{1,60}(?:同意|通过|批准|审定))?\W?"

# Order matters: 为贯彻落实《…》,制定本方案 names a basis, though 落实 stands there.
FORMS = (
    Form(
        "issue",
        r"现将|关于(?:印发|发布)|转发|现(?:予以?)?(?:印发|发布|公布)",
        rf"{_AGREED}现(?:予以?)?(?:印发|转发|发布|公布)|印发给?你们",
        ("现将《甲》印发给你们", "《甲》等2个方案已经市政府同意,现印发给你们", "关于印发《甲》的通知"),
    ),
    Form(
        "repeal",
        r"废止|停止执行",
        r"(?:等\w{0,15})?(?:自\w{1,30}起)?(?:同时|即行|自行|予以|一并)?(?:停止执行|废止|失效)",
        ("《甲》同时废止", "《甲》等文件自印发之日起停止执行", "废止《甲》"),
    ),
    Form(
        "suspend",
        r"(?:暂停|不再执行|暂时调整)(?:实施|执行)?",
        r"暂停(?:实施|执行)",
        ("不再执行《甲》", "《甲》暂停执行"),
    ),
    Form(
        "amend",
        rf"(?:修订|修改|修编|完善)(?:完善|并?(?:印发|发布|出台|实施))?+了?+{_NO_VERB}",
        r"进行(?:动态)?(?:修订|修改|调整|完善)|的制?(?:修订|修改)|制?(?:修订|修改)工作",
        ("修订《甲》", "对《甲》进行修订", "修订印发《甲》", "推进《甲》的制修订"),
    ),
    Form(
        "produce",
        r"(?:制定|制订|出台|编制|起草|拟订|拟定|印发|发布|颁布)(?:并?(?:实施|出台|印发|发布))?+了?+"
        rf"{_NO_VERB}|(?:完成|形成)$",
        None,
        ("编制《甲》", "制定出台《甲》", "颁布实施《甲》", "形成《甲》"),
    ),
    Form(
        "basis",
        r"根据|依据|按照|依照|遵照|(?<![成作])为.{0,10}?(?:贯彻|落实|执行|实施)+好?",
        None,
        ("根据《甲》", "为进一步贯彻落实《甲》", "为深入实施《甲》"),
    ),
    Form(
        "implement",
        rf"(?:贯彻|落实|执行|实施|遵守)++好?+{_NO_VERB}",
        None,
        ("认真落实《甲》", "实施《甲》"),
    ),
    Form("mention", r"参照|结合|对标|符合|纳入|列入|获得", "以来", ("根据实际参照《甲》", "印发《甲》以来")),
)
_BEFORE = re.compile("|".join(f"(?P<{form.name}>{form.before})" for form in FORMS))
_BEHIND = re.compile("|".join(f"(?P<{form.name}>{form.behind})" for form in FORMS if form.behind))
_CALLED = ("简称", "统称", "下称")
_ALIAS = rf"称(?<={'|'.join(_CALLED)})为?[:\"]*(?P<alias>《[^》]{{1,20}}》|\w{{1,20}}(?=[,;)\"]))"
_BRACKET = r"\((?:[^()\n]|\([^()\n]*\)){0,200}\)"
_FRAME = re.compile(rf"《[^《》\n]*》|{_BRACKET}")
_BRACKET_BEHIND = re.compile(rf"(?:的(?:通知|函|意见|决定|批复))?(?P<bracket>{_BRACKET}|\([^)\n]{{0,60}}\))")
_BY_OTHERS = r"(?:部|委|厅|局|院|办|署|会|政府|部门|办公室)(?:联合)?(?:印发|发布|颁布|出台)$"
_PHRASE_BREAKS = "(,。;:\n)》"
_JOINERS = frozenset("、和与及以或")
_FARTHEST = 60  # how far before a title its governing word may stand, other titles and brackets not counted
_LOOK_BACK = 400  # and with them


_Cited = tuple[Stretch, Stretch, str]  # a title, the bracket that belongs to it (empty where none does), its clause


def find_references(context: Context) -> list[Reference]:
    """The titles in clauses, in order; a title that only defines a short name is no second document."""
    found: list[Reference] = []
    called: dict[str, str] = {}  # the document that a short name stands for
    number = 0
    for listed in _lists(context):
        relation = _relation(context.text.folded, listed)
        for cited in listed:
            number = number + 1 if found and found[-1].clause == cited[2] else 1
            one = _reference(context.text, cited, number, relation)
            found.append(one.model_copy(update={"same_as": called[one.title]}) if one.title in called else one)
            if one.alias:
                called[one.alias.strip("《》〈〉")] = one.id
    return found


def _lists(context: Context) -> Iterator[list[_Cited]]:
    """The titles that are joined by 和, 、 or nothing: what is done with one is done with all."""
    folded = context.text.folded
    listed: list[_Cited] = []
    end = 0
    for title in context.frames.titles:
        clause = context.owner(title.start)
        if clause is None or title.end - title.start < 3 or _is_short_name(folded, title.start):
            continue
        if listed and not _JOINERS.issuperset(folded[end : title.start]):
            yield listed
            listed = []
        behind = _BRACKET_BEHIND.match(folded, title.end)
        end = behind.end() if behind else title.end
        listed.append((title, Stretch(behind.start("bracket") if behind else end, end), clause.id))
    if listed:
        yield listed


def _is_short_name(folded: str, place: int) -> bool:
    return folded[max(0, place - 6) : place].rstrip(':"为').endswith(_CALLED)


def _relation(folded: str, listed: Sequence[_Cited]) -> Relation:
    """The relation that the nearest governing word gives; what stands behind a list is nearer than what is before."""
    if found := _BEHIND.match(folded, listed[-1][1].end):
        return cast(Relation, found.lastgroup)
    before = _phrase_before(folded, listed[0][0].start)
    words = list(_BEFORE.finditer(before))
    if (
        len(words) > 1
        and words[-2].lastgroup == "basis"
        and re.search(_BY_OTHERS, before[words[-2].end() : words[-1].end()])
    ):
        return "basis"  # 根据住房城乡建设部印发《甲》
    return cast(Relation, words[-1].lastgroup) if words else "mention"


def _phrase_before(folded: str, place: int) -> str:
    """What stands in the same phrase before a title, other titles and brackets left out."""
    before = _FRAME.sub("", folded[max(0, place - _LOOK_BACK) : place])[-_FARTHEST:]
    return before[1 + max(map(before.rfind, _PHRASE_BREAKS)) :]


def _reference(text: Text, cited: _Cited, number: int, relation: Relation) -> Reference:
    title, bracket, clause = cited
    return Reference(
        id=f"{clause}^{number}",
        title=_title(text.words(title.start + 1, title.end - 1)),
        document_number=_document_number(text, title, bracket),
        relation=relation,
        alias=_alias(text, bracket),
        same_as=None,
        span=text.span(*title),
        clause=clause,
        rule="title",
    )


def _alias(text: Text, bracket: Stretch) -> str | None:
    """The short name that the bracket behind a title gives it."""
    words = bracket.of(text.folded)
    found = re.search(_ALIAS, words) if "称" in words else None
    return text.words(*Stretch(*found.span("alias")).shift(bracket.start)) if found else None


def _document_number(text: Text, title: Stretch, bracket: Stretch) -> str | None:
    """The normal form of the first number in the bracket behind a title, or else of the number right before it."""
    if "号" in bracket.of(text.folded):
        numbers = _numbers(text, bracket)
        return numbers[0].norm if numbers else None
    if text.folded.endswith("号", 0, title.start):
        numbers = _numbers(text, Stretch(max(0, title.start - _FARTHEST), title.start))
        return numbers[-1].norm if numbers and text.bounds(numbers[-1].span).end == title.start else None
    return None


def _numbers(text: Text, where: Stretch) -> list[DocumentNumber]:
    from plan_extract.structure.docnumbers import find_document_numbers  # brings regex

    return list(find_document_numbers(text, *where))


def _title(words: str) -> str:
    """The words between the outer marks, with inner marks as 〈 〉 whatever the page made of them."""
    for mark in "《<":
        words = words.replace(mark, "〈")
    for mark in "》>":
        words = words.replace(mark, "〉")
    return words
