"""The records: what a plan becomes, and the contract with other systems.

Frozen, no extra fields, every field described; the descriptions are those of the published JSON Schema and are
Chinese because its readers are. Field names are stable. A `span` is a place in the decoded file (see `text.Span`);
a `text` is what stands there without layout white space and without page furniture inside it.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from plan_extract.text import Span

SchemaVersion = Literal["1.0"]
SCHEMA_VERSION: SchemaVersion = "1.0"

Role = Literal["lead", "responsible", "support", "guide", "supervise"]
PersonRole = Literal["leader", "person"]
Basis = Literal["explicit", "convention", "directive", "inherited", "sentence", "table"]
ClauseRole = Literal["guideline", "goal", "principle", "task", "guarantee", "phase", "other"]
MarkerFamily = Literal[
    "zhang", "jie", "tiao", "cn", "cnp", "ar", "arp", "circ", "dec", "dash", "let", "zl", "fj", "none"
]
DeadlineKind = Literal["by", "in", "from", "interval", "recurring", "relative", "until", "duration", "ongoing", "vague"]
TaskKind = Literal["task", "guarantee", "phase"]
Precision = Literal["day", "xun", "month", "quarter", "half", "year", "decade"]
Level = Literal["central", "province", "city", "county", "township"]
Severity = Literal["error", "warning", "info"]
Operator = Literal["reach", ">=", "<=", ">", "<", "~", "keep", "range"]
Relation = Literal["basis", "implement", "issue", "produce", "amend", "repeal", "suspend", "mention"]

SourceNote = Literal["revisions", "two_columns", "paths", "converted"]

ClauseId = Annotated[str, Field(title="条款编号", description="印刷层级路径，半角，如 二/(一)/1")]


class Record(BaseModel):
    """What all records share."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Generator(Record):
    """生成工具。"""

    name: str = Field(title="工具名称", description="生成本记录的工具")
    version: str = Field(title="工具版本", description="同一输入、同一版本，输出逐字节相同")


class Place(Record):
    """原始文件中的一处：从某个字符起，到下一处为止。"""

    start: int = Field(title="起", description="该处第一个字符在全文中的位置，Unicode 码点", ge=0)
    page: int | None = Field(title="页", description="页码，从 1 起；没有固定页面的格式为空")
    box: tuple[float, float, float, float] | None = Field(
        title="方框", description="左、上、右、下，自页面左上角起，单位为点（1/72 英寸）"
    )
    paragraph: int | None = Field(title="段", description="正文第几段，从 1 起，表格内的段落也计；没有段落的格式为空")
    cell: str | None = Field(title="单元格", description="表、行、列，从 1 起，如 1:2:3；不在表中为空")
    aside: bool = Field(default=False, title="页眉页脚", description="每页重复、不属正文的页眉或页脚")


class Source(Record):
    """原始文件。"""

    name: str | None = Field(title="文件名", description="读入的文件名；文本直接传入且未命名时为空")
    media_type: str = Field(title="媒体类型", description="按内容判定，如 text/plain、application/pdf")
    encoding: str | None = Field(title="编码", description="解码所用的编码；文本直接传入或格式自带编码时为空")
    sha256: str = Field(
        title="摘要", description="文件字节的 SHA-256；文本直接传入时按 UTF-8 计算", pattern=r"^[0-9a-f]{64}$"
    )
    characters: int = Field(title="字符数", description="全文的 Unicode 码点数，\\r\\n 计两个", ge=0)
    text: str | None = Field(title="全文", description="解码后的全文，仅在要求嵌入时提供")
    notes: tuple[SourceNote, ...] = Field(
        default=(),
        title="读取情况",
        description="revisions 含修订标记 two_columns 分栏排版 paths 有以路径绘出的文字 converted 经 LibreOffice 转换",
    )
    places: tuple[Place, ...] = Field(
        default=(), title="原处", description="全文各行在原始文件中的位置，按次序；纯文本为空，以行、列为准"
    )


class Period(Record):
    """规划期。"""

    start: date = Field(title="起始日", description="规划期第一天")
    end: date = Field(title="截止日", description="规划期最后一天")


class Conflict(Record):
    """同一要素在文中的另一种写法，与所取的不一致。"""

    element: Literal["issued_on", "document_number"] = Field(title="要素", description="哪个要素")
    text: str = Field(title="原文", description="未取的写法")
    span: Span = Field(title="位置", description="未取的写法在原文中的位置")


class Document(Record):
    """公文要素（GB/T 9704-2012）。值取自原文，spans 指明各要素所在位置。"""

    title: str | None = Field(title="标题", description="公文标题（印发通知的标题优先）；文中没有则为空")
    plan_title: str | None = Field(title="计划标题", description="所印发的计划、方案本身的标题")
    kind: str | None = Field(title="文种", description="计划本身的文种，如 行动计划、实施方案、工作要点")
    cover_kind: str | None = Field(title="印发文种", description="印发该计划的公文的文种，如 通知")
    document_number: str | None = Field(title="发文字号", description="本文件自己的字号，不含所引文件的字号")
    issuers: tuple[str, ...] = Field(title="发文机关", description="署名所列，逐个列出")
    recipients: tuple[str, ...] = Field(title="主送机关", description="按印刷次序逐个列出")
    issued_on: date | None = Field(title="成文日期", description="署名处的日期；不取网页发布日期和印发日期")
    period: Period | None = Field(title="规划期", description="计划标题所写的起止年份，或其“十四五”一类的五年")
    release_note: str | None = Field(title="附注", description="如 此件公开发布")
    region: str | None = Field(title="地区", description="发文机关所在的省级或市县级地区")
    level: Level | None = Field(title="层级", description="发文机关的层级")
    inferred: tuple[str, ...] = Field(title="推断要素", description="并非按公文格式印出、而由别处推得的要素名")
    conflicts: tuple[Conflict, ...] = Field(title="不一致", description="网页信息表或眉首与所取要素不一致之处")
    spans: dict[str, Span] = Field(
        title="要素位置", description="要素名到原文位置；文种、规划期出自标题，地区、层级出自发文机关，不另列"
    )


class Marker(Record):
    """条款序号。"""

    text: str = Field(title="序号", description="如 一、（一）1.")
    family: MarkerFamily = Field(
        title="序号类型",
        description="cn 一、 cnp（一） ar 1. arp（1） circ ① dec 1.1 dash —— zhang 章 jie 节 tiao 条 等",
    )
    number: int | None = Field(title="序数", description="序号的数值；项目符号为空")


class Clause(Record):
    """条款：带序号的条目，或不在任何条目之下的段落。"""

    id: ClauseId
    part: str = Field(title="所属部分", description="cover 印发通知 | body 正文 | plan-2 第二个计划 | annex-1 附件")
    parent: str | None = Field(title="上级条款", description="上级条款的编号；顶层为空")
    depth: int = Field(title="层级", description="按出现次序嵌套的深度，从 1 起", ge=1)
    marker: Marker | None = Field(title="序号", description="无序号的段落为空")
    heading: str | None = Field(title="小标题", description="不含序号和句末句号；条目为整句时为空")
    text: str = Field(title="条文", description="本条自己的文字，含小标题和括注，不含序号和下级条款")
    span: Span = Field(title="位置", description="从序号到本条自己文字的末尾")
    role: ClauseRole = Field(title="性质", description="指导思想、目标、原则、任务、保障、阶段、其他")


class UnitMention(Record):
    """责任单位的一次出现。"""

    text: str = Field(title="单位", description="原文写法")
    name: str = Field(title="补全名称", description="补出省略的省、市等前缀；未省略时同原文")
    role: Role = Field(title="角色", description="lead 牵头 responsible 责任 support 配合 guide 指导 supervise 督导")
    collective: bool = Field(title="集合", description="指一类单位而非一个单位")
    canonical: str | None = Field(title="规范名称", description="成文日期时的法定名称；不能确定则为空，不作猜测")
    alias: str | None = Field(title="加挂牌子", description="括注中的第二块牌子，如 省市场监管局（省知识产权局）")
    span: Span = Field(title="位置", description="单位名称在原文中的位置")
    basis: Basis = Field(
        title="依据",
        description="explicit 标签或动词 convention 惯例 directive 文中约定 inherited 上级条款 sentence 句子主语 table 表格",
    )
    rule: str = Field(title="规则", description="据以定角色的规则名")


class PersonMention(Record):
    """责任人的一次出现。"""

    text: str = Field(title="责任人", description="原文写法，姓名或职务，不含括注的职务和联系电话")
    role: PersonRole = Field(title="角色", description="leader 牵头、责任、分管、包抓领导 person 责任人、负责人")
    span: Span = Field(title="位置", description="姓名或职务在原文中的位置")
    basis: Basis = Field(title="依据", description="explicit 标签或小标题 inherited 上级条款 table 表格")
    rule: str = Field(
        title="规则",
        description="label 标签 heading 小标题点名，如 省长主抓重点工作 verb 括注中的动词，如 分管副省长负责",
    )


class Assignment(Record):
    """责任标注：一处写明由谁负责的文字。"""

    id: str = Field(title="标注编号", description="条款编号加 @ 和次序，如 二/(一)/1@1")
    clause: str | None = Field(
        title="所属条款", description="标注所管条款的编号；列于末项之后而统管上级条款的，为上级条款"
    )
    span: Span = Field(title="位置", description="标注在原文中的位置，含括号")
    scope: Span | None = Field(title="范围", description="该标注所管的文字")
    label: str | None = Field(title="标签", description="如 责任单位；无标签为空")
    mode: Literal["by_duty"] | None = Field(title="分工方式", description="by_duty 按职责分工负责")
    open_ended: bool = Field(title="未列全", description="单位之后有“等”")
    units: tuple[UnitMention, ...] = Field(title="单位", description="按原文次序，含集合单位")
    persons: tuple[PersonMention, ...] = Field(title="责任人", description="按原文次序；联系人不列")
    rule: str = Field(title="规则", description="据以认定为责任标注的规则名")


class Deadline(Record):
    """时限。"""

    clause: str | None = Field(title="所属条款", description="时限所在条款的编号")
    text: str = Field(title="原文", description="时间词语，不含“力争”等语气词")
    span: Span = Field(title="位置", description="时间词语在原文中的位置")
    kind: DeadlineKind = Field(
        title="类型",
        description="by 之前完成 in 期间内 from 起始 interval 起止 recurring 周期 relative 相对 until 有效至 duration 时长 ongoing 长期 vague 不明确",
    )
    start: date | None = Field(title="起始日", description="期间或起始类的第一天")
    end: date | None = Field(title="截止日", description="最迟的一天；无法定日则为空")
    precision: Precision | None = Field(title="精度", description="原文写到日、旬、月、季度、半年、年或年代")
    freq: str | None = Field(title="周期", description="ISO 8601 时长，如 P1Y、P3M")
    hedge: str | None = Field(title="语气", description="如 力争、原则上")
    basis: Literal["explicit", "year_inferred", "issue_date"] = Field(
        title="依据", description="日期写明，或年份由成文日期、标题、文中所定的期间推得，或自成文日期起算"
    )
    rule: str = Field(title="规则", description="据以读出时限的规则名")


class Target(Record):
    """量化目标。"""

    metric: str = Field(title="指标", description="原文中的指标名称")
    op: Operator = Field(
        title="关系", description="reach 达到 >= 不低于 <= 不超过 > 超过 < 低于 ~ 左右 keep 保持 range 区间"
    )
    value: int | float | tuple[int | float, int | float] | None = Field(
        title="数值", description="万、亿已乘出；区间为两个数"
    )
    unit: str = Field(title="计量单位", description="计量单位或量词；没有则为空串")
    change: Literal["increase", "decrease", "multiply"] | None = Field(
        title="变化", description="increase 增 decrease 减 multiply 倍增；写明绝对值的为空"
    )
    baseline: str | None = Field(title="比较基准", description="与何时相比，如 2020年、上年同期；没有写明为空")
    by: date | None = Field(
        title="达到日期", description="同一句中在前的时限的截止日；目标条款中也取前文或上级条款的时限，直到另一年份"
    )
    per: str | None = Field(title="周期", description="每一周期各达到一次：ISO 8601 时长，如 每年 为 P1Y；总量为空")
    hedge: str | None = Field(title="语气", description="如 力争、原则上、初步")
    text: str = Field(title="原文", description="数值连同比较词")
    span: Span = Field(title="位置", description="数值在原文中的位置")
    rule: str = Field(title="规则", description="据以读出目标的规则名")


class Reference(Record):
    """引用的文件。"""

    id: str = Field(title="引用编号", description="条款编号加 ^ 和次序")
    title: str = Field(title="文件标题", description="书名号内的文字，内层书名号一律为〈〉")
    document_number: str | None = Field(title="发文字号", description="标题之后括注中的字号，规范写法")
    relation: Relation = Field(
        title="关系",
        description="basis 依据 implement 落实 issue 印发 produce 制定 amend 修订 repeal 废止 suspend 暂停 mention 提及",
    )
    alias: str | None = Field(title="简称", description="以下简称的名称")
    same_as: str | None = Field(title="同一文件", description="以简称引用的：给出该简称的引用编号")
    span: Span = Field(title="位置", description="书名号连同其内的文字")
    clause: str | None = Field(title="所属条款", description="引用所在条款的编号")
    rule: str = Field(title="规则", description="据以读出引用的规则名")


class Deliverable(Record):
    """成果：要制定的文件、要建立的平台机制。"""

    text: str = Field(title="成果", description="原文")
    weak: bool = Field(
        title="弱", description="难以据以验收：完善、健全一类动词所带的，或建立而非制定的机制、制度、体系"
    )
    span: Span = Field(title="位置", description="成果名称在原文中的位置")
    rule: str = Field(title="规则", description="据以读出成果的规则名：起草类动词或建立类动词")


class Measure(Record):
    """分项举措：条款内的分句或“一是、二是”。"""

    marker: str | None = Field(title="序号", description="一是、(1)、①；无序号为空")
    text: str = Field(title="举措", description="分句文字，不含序号和句末标点")
    span: Span = Field(title="位置", description="分句在原文中的位置")


class Task(Record):
    """任务台账的一行。"""

    id: str = Field(title="任务编号", description="条款编号；一条分属多处标注时加 #1、#2")
    fingerprint: str = Field(title="指纹", description="任务文字的摘要，序号变动不影响")
    clause: str = Field(title="条款", description="任务所在条款的编号")
    path: tuple[str, ...] = Field(
        title="上级标题",
        description="从顶层起各级条款的小标题；一个文件有几个计划时以计划标题起首，一条分成几项任务时以本条小标题收尾",
    )
    title: str = Field(title="任务", description="小标题；没有小标题时为首句")
    text: str = Field(title="主要内容", description="不含序号、小标题和末尾的责任标注")
    span: Span = Field(title="位置", description="主要内容在原文中的位置")
    kind: TaskKind = Field(title="类别", description="task 任务 guarantee 保障措施 phase 阶段工作")
    assignments: tuple[str, ...] = Field(title="责任标注", description="标注编号")
    units: tuple[UnitMention, ...] = Field(title="责任单位", description="自有的或由上级条款、文中约定得来的，见 basis")
    persons: tuple[PersonMention, ...] = Field(title="责任人", description="自有的或由上级条款得来的，见 basis")
    deadlines: tuple[Deadline, ...] = Field(title="时限", description="本任务文字及其标注中的时限")
    due: date | None = Field(title="完成日期", description="最早的“之前完成”日期；没有时取最早的期间、阶段末日")
    targets: tuple[Target, ...] = Field(title="目标指标", description="本任务文字中的量化目标")
    deliverables: tuple[Deliverable, ...] = Field(title="成果", description="要制定的文件、要建立的平台和机制")
    measures: tuple[Measure, ...] = Field(title="分项举措", description="分句或文内列举；全文只有一句时为空")
    references: tuple[str, ...] = Field(title="引用文件", description="引用编号")


class Goal(Record):
    """目标条款。"""

    clause: str = Field(title="条款", description="目标所在条款的编号")
    text: str = Field(title="目标", description="目标条款的文字，不含小标题")
    span: Span = Field(title="位置", description="目标文字在原文中的位置")
    deadlines: tuple[Deadline, ...] = Field(title="时限", description="目标文字中的时限")
    targets: tuple[Target, ...] = Field(title="目标指标", description="目标文字中的量化目标")


class Attachment(Record):
    """附件。"""

    number: int | None = Field(title="附件序号", description="附件序号；未编号为空")
    title: str = Field(title="附件名称", description="附件说明所写的名称")
    status: Literal["present", "omitted", "linked", "missing"] = Field(
        title="状态", description="present 在文中 omitted 略 linked 仅有链接 missing 未见"
    )
    span: Span = Field(title="位置", description="名称在原文中的位置")


class Diagnostic(Record):
    """问题提示。"""

    code: str = Field(
        title="代码",
        description="首位数字分组：1 文本 2 公文要素 3 序号 4 单位 5 时限 6 指标与引用 7 任务",
        pattern=r"^PE[1-7][0-9]{2}$",
    )
    name: str = Field(title="名称", description="稳定的英文名称，如 TASK_WITHOUT_UNIT")
    severity: Severity = Field(title="级别", description="error 错误 warning 警告 info 提示")
    message: str = Field(title="说明", description="给人看的说明，引述原文")
    span: Span | None = Field(title="位置", description="所指文字在原文中的位置；针对全文的为空")
    clause: str | None = Field(title="条款", description="所涉条款的编号")


class Coverage(Record):
    """字符去向：每个可见字符恰属一类。"""

    characters: int = Field(title="可见字符数", description="原文中除空白和不可见字符外的字符数", ge=0)
    by_kind: dict[str, int] = Field(
        title="各类字符数",
        description="heading 标题 body 正文 annotation 责任标注 cover 印发通知 title 标题行 attachment 附件说明 furniture 版面杂项 annex 附件",
    )
    unclaimed: int = Field(title="未归类字符数", description="必须为 0")
    furniture: tuple[Span, ...] = Field(
        title="版面杂项", description="页码、页眉等，不属正文，位置之内的 text 不含它们"
    )


class Plan(Record):
    """一份计划的完整记录。"""

    schema_version: SchemaVersion = Field(title="模式版本", description="本记录所遵循的模式的版本")
    generator: Generator = Field(title="生成工具", description="生成本记录的工具及版本")
    source: Source = Field(title="原始文件", description="读入的文件")
    document: Document = Field(title="公文要素", description="公文要素")
    clauses: tuple[Clause, ...] = Field(title="条款", description="全部条款，按原文次序")
    assignments: tuple[Assignment, ...] = Field(title="责任标注", description="原文中的全部责任标注，各在其处")
    deadlines: tuple[Deadline, ...] = Field(title="时限", description="原文中的全部时限，各在其处")
    tasks: tuple[Task, ...] = Field(title="任务", description="任务台账，每个最低一级条款一行")
    goals: tuple[Goal, ...] = Field(title="目标", description="目标条款")
    references: tuple[Reference, ...] = Field(title="引用文件", description="原文中引用的全部文件")
    attachments: tuple[Attachment, ...] = Field(title="附件", description="附件说明和附件链接")
    diagnostics: tuple[Diagnostic, ...] = Field(title="问题提示", description="存疑之处，先按代码、再按原文次序")
    coverage: Coverage = Field(title="字符去向", description="每个可见字符归于何处")


class DocumentNumber(Record):
    """文中的发文字号。"""

    text: str = Field(title="原文", description="字号的原文写法")
    org: str = Field(title="机关代字", description="如 浙政发")
    year: int | None = Field(title="年份", description="字号中的年份")
    number: int = Field(title="序号", description="字号中的序号")
    norm: str = Field(title="规范写法", description="如 浙政发〔2018〕4号")
    span: Span = Field(title="位置", description="字号在原文中的位置")


class Facts(Record):
    """一段文字中的事实（extract 的结果）。"""

    assignments: tuple[Assignment, ...] = Field(title="责任标注", description="责任标注，按原文次序")
    deadlines: tuple[Deadline, ...] = Field(title="时限", description="时限，按原文次序")
    targets: tuple[Target, ...] = Field(title="量化目标", description="量化目标，按原文次序")
    references: tuple[Reference, ...] = Field(title="引用文件", description="引用的文件，按原文次序")
    document_numbers: tuple[DocumentNumber, ...] = Field(title="发文字号", description="发文字号，按原文次序")
