"""What the page says of its own, in Chinese and English: one row a text, `key: (zh, en)`.

The page holds the whole table, so that its language can be changed while it is read.
"""

from dataclasses import dataclass, field

from plan_extract.messages import Language
from plan_extract.terms import PERSONS, ROLES
from plan_extract.writers.page.markup import Markup, element

STRINGS: dict[str, tuple[str, str]] = {
    # the frame
    "skip_text": ("跳到原文", "Skip to the source text"),
    "skip_ledger": ("跳到台账", "Skip to the ledger"),
    "views": ("各部分", "Parts"),
    "source": ("原文", "Source text"),
    "ledger": ("任务台账", "Ledger"),
    "record": ("读出的内容", "What was read"),
    "findings": ("疑点", "Doubts"),
    "loose": ("未归入任务的文字", "Text in no task"),
    "loose_short": ("未归入", "In no task"),
    "goals": ("目标", "Goals"),
    "units": ("单位", "Units"),
    "times": ("时限", "Dates"),
    "document": ("公文", "Document"),
    "other_language": ("English", "中文"),
    "help": ("帮助", "Help"),
    "print": ("打印", "Print"),
    "legend": ("图例", "Legend"),
    "close": ("关闭", "Close"),
    "checked_by": ("核对人", "Checked by"),
    "checked_on": ("核对日期", "Date"),
    # the glance
    "tasks_count": ("项任务", "tasks"),
    "without_unit": ("项没有责任单位", "without a unit"),
    "without_date": ("项没有完成日期", "without a due date"),
    "graves_count": ("处错误或警告", "errors and warnings"),
    "loose_count": ("字未归入任务", "characters in no task"),
    # the filters
    "filters": ("筛选", "Filters"),
    "search": ("搜索任务和原文", "Search tasks and text"),
    "previous_hit": ("上一处", "Previous place"),
    "next_hit": ("下一处", "Next place"),
    "unit": ("单位", "Unit"),
    "role": ("角色", "Role"),
    "from": ("完成日期自", "Due from"),
    "to": ("至", "to"),
    "undated": ("没有完成日期的", "Without a due date"),
    "doubt": ("疑点", "Doubt"),
    "all": ("全部", "All"),
    "any_doubt": ("有任何疑点", "With any doubt"),
    "by_severity": ("按级别", "By severity"),
    "by_code": ("按代码", "By code"),
    "single_units": ("点名的单位", "Named bodies"),
    "collective_units": ("泛指的单位", "Sets of bodies"),
    "clear": ("清除筛选", "Clear filters"),
    "only_loose": ("只看未归入任务的文字", "Only text in no task"),
    # what the script says
    "shown": ("显示 {shown} / {all} 项任务", "{shown} of {all} tasks shown"),
    "hits": ("原文 {at} / {all} 处", "text: place {at} of {all}"),
    "no_hit": ("原文中没有", "not in the text"),
    "shared": ("这些文字用于 {all} 处，此为第 {at} 处；再按一次到下一处", "These words serve {all} entries, this is {at}; again for the next"),
    "unfiltered": ("该任务被筛选隐藏，已清除筛选", "The task was hidden by the filters; they are cleared"),
    "today": ("今天", "today"),
    # regions of the text
    "region_task": ("归入任务", "In a task"),
    "region_goal": ("目标", "Goals"),
    "region_head": ("公文要素", "Parts of the document"),
    "region_furniture": ("版面杂项", "Page furniture"),
    "region_loose": ("未归入任务", "In no task"),
    "characters": ("字", "characters"),
    # marks
    "collective": ("泛指", "set of bodies"),
    "person": ("责任人", "Person"),
    "deadline": ("时限", "Time limit"),
    "target": ("目标指标", "Target"),
    "reference": ("引用文件", "Reference"),
    "deliverable": ("成果", "Deliverable"),
    "unused": ("读出但不属任何任务", "Read, but of no task"),
    "persons": ("责任人", "Persons"),
    "deadlines": ("时限", "Time limits"),
    "targets": ("目标指标", "Targets"),
    "references": ("引用文件", "References"),
    "deliverables": ("成果", "Deliverables"),
    "due": ("完成日期", "Due"),
    "by_duty": ("按职责分工负责", "each by its duties"),
    "open_ended": ("原文有“等”，未列全", "list left open (等)"),
    "weak": ("难以验收", "hard to verify"),
    "no_place": ("针对全文", "about the whole"),
    # severities
    "error": ("错误", "Error"),
    "warning": ("警告", "Warning"),
    "info": ("提示", "Note"),
    # bases
    "basis_convention": ("依惯例", "by convention"),
    "basis_directive": ("依文中约定", "by a rule in the text"),
    "basis_inherited": ("承上级条款", "from the clause above"),
    "basis_sentence": ("句子主语", "subject of a sentence"),
    "basis_table": ("表格", "from a table"),
    "basis_year_inferred": ("年份为推定", "year inferred"),
    "basis_issue_date": ("自成文日期起算", "from the issue date"),
    # kinds of tasks and clauses
    "kind_task": ("任务", "task"),
    "kind_guarantee": ("保障措施", "guarantee"),
    "kind_phase": ("阶段工作", "phase"),
    "clause_guideline": ("指导思想", "guideline"),
    "clause_goal": ("目标", "goal"),
    "clause_principle": ("基本原则", "principle"),
    "clause_task": ("任务", "task"),
    "clause_guarantee": ("保障", "guarantee"),
    "clause_phase": ("阶段", "phase"),
    "clause_other": ("其他", "other"),
    "clause_none": ("条款之外", "outside all clauses"),
    # kinds of time limits
    "time_by": ("截至", "by"),
    "time_in": ("期间", "in"),
    "time_from": ("起于", "from"),
    "time_interval": ("起止", "from\u2013to"),
    "time_recurring": ("周期", "recurring"),
    "time_relative": ("相对", "relative"),
    "time_until": ("有效至", "valid until"),
    "time_duration": ("时长", "for"),
    "time_ongoing": ("长期", "ongoing"),
    "time_vague": ("不明确", "vague"),
    "timeline": ("时间线", "Time line"),
    "period": ("规划期", "Period"),
    "freq_P1Y": ("每年", "every year"),
    "freq_P6M": ("每半年", "every half year"),
    "freq_P3M": ("每季度", "every quarter"),
    "freq_P1M": ("每月", "every month"),
    "freq_P1W": ("每周", "every week"),
    "freq_P1D": ("每天", "every day"),
    # targets and references
    "op_reach": ("达到", "reach"),
    "op_keep": ("保持", "keep"),
    "op_range": ("区间", "range"),
    "change_increase": ("增", "increase"),
    "change_decrease": ("减", "decrease"),
    "change_multiply": ("倍增", "multiply"),
    "relation_basis": ("依据", "basis"),
    "relation_implement": ("落实", "implement"),
    "relation_issue": ("印发", "issue"),
    "relation_produce": ("制定", "produce"),
    "relation_amend": ("修订", "amend"),
    "relation_repeal": ("废止", "repeal"),
    "relation_suspend": ("暂停", "suspend"),
    "relation_mention": ("提及", "mention"),
    # units
    "matrix": ("单位 × 任务", "Units × tasks"),
    "matrix_note": ("行为单位，列为任务；下表为同一内容", "Rows are units, columns are tasks; the table below says the same"),
    "canonical": ("规范名称", "Official name"),
    "task": ("任务", "Task"),
    "words": ("原文", "Words"),
    "date": ("日期", "Date"),
    # the document
    "title": ("标题", "Title"),
    "plan_title": ("计划标题", "Title of the plan"),
    "document_number": ("发文字号", "Document number"),
    "issuers": ("发文机关", "Issued by"),
    "recipients": ("主送机关", "Addressed to"),
    "issued_on": ("成文日期", "Issued on"),
    "kind": ("文种", "Kind"),
    "region": ("地区", "Region"),
    "release_note": ("附注", "Note on release"),
    "inferred": ("推得，并非按格式印出", "inferred, not printed as such"),
    "attachments": ("附件", "Attachments"),
    "attachment_present": ("在文中", "present"),
    "attachment_omitted": ("从略", "omitted"),
    "attachment_linked": ("仅有链接", "link only"),
    "attachment_missing": ("未见", "missing"),
    "file": ("文件", "File"),
    "sha256": ("SHA-256", "SHA-256"),
    "encoding": ("编码", "Encoding"),
    "code_points": ("字符数", "Characters"),
    "visible": ("可见字符", "visible"),
    "generator": ("生成工具", "Made by"),
    "none": ("无", "none"),
    # the keys
    "keys": ("键盘", "Keyboard"),
    "key_search": ("搜索", "search"),
    "key_next": ("下一项、上一项任务", "next, previous task"),
    "key_words": ("到任务的原文；在原文的标记上则回到台账", "to the words of the task; on a mark, back to the ledger"),
    "key_hit": ("在搜索框中：下一处、上一处", "in the search field: next, previous place"),
    "key_clear": ("关闭，或清除筛选和搜索", "close, or clear filters and search"),
    "key_help": ("本帮助", "this help"),
}  # fmt: skip
STRINGS |= {f"role_{role}": (ROLES["zh"][role], name) for role, name in ROLES["en"].items()}
STRINGS |= {f"person_{role}": (PERSONS["zh"][role], name) for role, name in PERSONS["en"].items()}


@dataclass(frozen=True, slots=True)
class Words:
    """The texts in the language that the page opens with; `own` has the keys of those that only this page has."""

    language: Language
    own: dict[tuple[str, str], str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> str:
        """One text, plain."""
        return STRINGS[key][self.language == "en"]

    def own_text(self, zh: str, en: str) -> Markup:
        """A text that only this page has, in an element of its own."""
        key = self.own.setdefault((zh, en), f"own_{len(self.own)}")
        return self._spoken("span", (zh, en), data_t=key)

    def say(self, key: str, name: str = "span", **attributes: str | int | bool | None) -> Markup:
        """One text in an element of its own, which the script can put into the other language."""
        return self._spoken(name, STRINGS[key], data_t=key, **attributes)

    def _spoken(self, name: str, texts: tuple[str, str], **attributes: str | int | bool | None) -> Markup:
        english = self.language == "en"
        return element(name, texts[english], lang="en" if english else None, **attributes)  # most stand among Chinese
