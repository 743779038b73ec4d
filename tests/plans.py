"""Plans as hypothesis builds them, from the markers, labels and words of real ones."""

from hypothesis import strategies as st

UNITS = [
    "市财政局",
    "市发展改革委",
    "各县(市、区)政府",
    "市级有关部门",
    "市公安局和平分局",
    "省市场监管局(省知识产权局)",
    "团市委",
    "市科协",
]
LABELS = ["责任单位", "牵头单位", "配合单位", "完成时限", "责任部门"]
VERBS = ["负责", "牵头", "配合", "按职责分工负责", "指导", ""]
DATES = [
    "2025年底前",
    "到2027年",
    "6月底前",
    "每年",
    "2026年上半年",
    "印发之日起30日内",
    "2024-2026年",
    "“十五五”期间",
    "适时",
    "2025年2月30日前",
]
ACTIONS = [
    "制定管理办法", "建立联席会议制度", "建设数据平台", "新增10个示范点", "覆盖率达到95%以上", "落实《实施意见》(某发〔2024〕3号)",
    "加强组织领导", "各区政府要按时完成", "推进\"互联网+\"", "一是摸底;二是整改", "完善乡镇(街道)机制",
]  # fmt: skip
MARKERS = [
    "一、",
    "二、",
    "三、",
    "(一)",
    "(二)",
    "1.",
    "2.",
    "3.",
    "(1)",
    "①",
    "——",
    "第一章",
    "第二条",
    "1.1",
    "专栏1",
    "",
]
HEADINGS = [
    "总体要求",
    "主要目标",
    "重点任务",
    "保障措施",
    "基本原则。",
    "组织实施",
    "健全制度。",
    "加强监管,优化服务。",
]

units = st.lists(st.sampled_from(UNITS), min_size=1, max_size=4).map("、".join)
annotation = st.one_of(
    st.builds("({}:{})".format, st.sampled_from(LABELS), units),
    st.builds("({}{})".format, units, st.sampled_from(VERBS)),
    st.builds("({}牵头,{}配合)".format, units, units),
    st.builds("\n{}:{}".format, st.sampled_from(LABELS), units),
    st.just(""),
)
sentence = st.builds("{},{}。".format, st.sampled_from(DATES), st.sampled_from(ACTIONS)) | st.sampled_from(ACTIONS).map(
    "{}。".format
)
item = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(MARKERS),
    st.sampled_from([*HEADINGS, ""]),
    st.lists(sentence, max_size=3).map("".join),
    annotation,
)
head = st.sampled_from(
    [
        "",
        "某市关于印发《行动计划(2024-2026年)》的通知\n某政发〔2024〕3号\n各县(市、区)人民政府:\n现将《行动计划》印发给你们,请认真执行。\n"
        "某市人民政府\n2024年3月5日\n(此件公开发布)\n行动计划(2024-2026年)",
        "2024年工作要点",
    ]
)
tail = st.sampled_from(["", "附件:任务清单\n略", "附件:1.清单\n2.表", "某市人民政府\n2024年3月5日"])
plans = st.builds(
    lambda *parts: "\n".join(part for part in parts if part), head, st.lists(item, max_size=12).map("\n".join), tail
)

SIGNS = (
    "()（）〔〕《》〈〉\"“”'、，,。；;：: \u3000\n\r\t\x0b\x0c\x85\u2028\u200b\ufeff一二十百1290年月日%-—附件略①⑳#\x14"
)
# Pieces of which no plan consists in this order: what a reader must survive.
scraps = st.lists(
    st.sampled_from([*UNITS, *LABELS, *VERBS, *DATES, *ACTIONS, *MARKERS, *HEADINGS])
    | st.sampled_from([*SIGNS, "**", "|", "</p>", "&nbsp;", "【责任单位】", "\uff08牵头单位\uff09"])
    | st.text(max_size=4),
    max_size=60,
).map("".join)
