"""The forms of quantified targets: what a run of quantities means between the words around it (field guide 7)."""

from plan_extract.extraction.counts import is_attribute, read_amount, read_count
from plan_extract.extraction.metrics import HEADS, Change, find_comparator, read_metric
from plan_extract.extraction.parts import Form, Part, Reading, operator
from plan_extract.text import Stretch
from plan_extract.vocab import words

_ACHIEVED = ("实现", "达到", "做到")  # 全覆盖 is a target only as what is to be achieved, not in a slogan
_DONE = words("share_verbs")
_EVERYWHERE = ("", "全省", "全市", "全区", "全县", "全国")
_DURATIONS = ("时间", "时限", "时长", "周期")
_TO_SHORTEN = ("压", "缩", "减", "降", "控制")
_ASSURED = ("确保", "力争", "争取")
_SUMS = ("就业", "量", "额", "人数", "播种面积", "装机", "装机容量", "产能", "能力")  # measured in no percentage
_TO_DO = (
    "执行",
    "达到",
    "实现",
    "采用",
    "使用",
    "安装",
    "纳入",
    "完成",
    "开展",
    "建立",
    "配备",
    "应用",
    "按照",
    "通过",
)
_RATIOS = ("系数", "效率", "值", "比", "指数", "率", "PUE", "度", "得分", "强度")  # that have no unit
_TO_RAISE = ("提升", "提高", "降低", "扩大", "增加", "压减")
_SHORTEST = 2
_LONGEST_BASE = 24


def _achievement(part: Part) -> Reading | None:
    """实现…全覆盖, …实现零增长: what stands behind the verb, else before it."""
    quantity, before = part.run[0], part.before
    if quantity.word not in ("覆盖", "零增长") or before.endswith("、") or not part.closes:
        return None
    place, verb = max((before.rfind(verb), verb) for verb in _ACHIEVED)
    if place < 0:
        return None
    start = part.start + place + len(verb)
    said = read_metric(part.folded, start, quantity.start - before.endswith("的"), part.times)
    if len(said.metric.of(part.folded).rstrip("0123456789%")) < _SHORTEST:
        said = read_metric(part.folded, part.start, start - len(verb), part.times)
    change: Change = "increase" if quantity.word == "零增长" else None
    return Reading(said.metric, quantity.start, "reach", change, said.hedge)


def _freeze(part: Part) -> Reading | None:
    """…原则上不得增加."""
    if part.run[0].word != "不得":
        return None
    said = read_metric(part.folded, part.start, part.run[0].start, part.times)
    return Reading(said.metric, said.metric.start, "<=", "increase", said.hedge)


def _multiple(part: Part) -> Reading | None:
    """…比2020年翻一番."""
    if not part.run[0].word.startswith("翻"):
        return None
    said = read_metric(part.folded, part.start, part.run[0].start, part.times)
    return Reading(said.metric, part.run[0].start, "reach", "multiply", said.hedge)


def _in_step(part: Part) -> Reading | None:
    """居民收入增长与经济增长基本同步: without a number."""
    if part.run[0].word != "同步" or not part.closes:
        return None
    start = part.run[0].start
    said = read_metric(part.folded, part.start, start, part.times)
    metric, _, other = said.metric.of(part.folded).partition("与")
    if not other.endswith("增长"):
        return None
    return Reading(Stretch(said.metric.start, said.metric.start + len(metric)), start, "~", None, said.hedge)


def _raise_to(part: Part) -> Reading | None:
    """提升设计标准至72%: the verb before the metric, the level behind it."""
    start = part.run[0].start
    if not part.before.endswith(("至", "到")) or not part.closes:
        return None
    said = read_metric(part.folded, part.start, start - 1, part.times, part.passed)
    words_ = said.metric.of(part.folded)
    verb = next((verb for verb in _TO_RAISE if words_.startswith(verb)), None)
    if verb is None or len(words_) - len(verb) < _SHORTEST:
        return None
    metric = Stretch(said.metric.start + len(verb), said.metric.end)
    return Reading(metric, start - 1, operator("reach", part.run[0]), None, said.hedge)


def _measure(part: Part) -> Reading | None:
    """…率达到75%以上: a comparator right before the number."""
    compared = find_comparator(part.folded, part.start, part.run[0].start)
    if compared is None or not part.closes or is_attribute(part):
        return None
    said = read_metric(part.folded, part.start, compared.start, part.times, part.passed)
    shortens = part.folded.startswith(_TO_SHORTEN, compared.start)
    metric = said.metric.of(part.folded)
    if part.run[0].times and not shortens and not metric.endswith(_DURATIONS):
        return None
    if not part.run[0].unit and not metric.rstrip(")").endswith(_RATIOS):
        return None
    return Reading(said.metric, compared.start, operator(compared.op, part.run[0]), compared.change, said.hedge)


def _base(part: Part) -> Reading | None:
    """…不少于本单位执法人员总数的5%: the value is a share of something named between."""
    if part.run[0].unit != "%" or not part.before.endswith("的") or not part.closes:
        return None
    start = part.run[0].start
    for place in range(start - _SHORTEST, max(part.start, start - _LONGEST_BASE), -1):
        compared = find_comparator(part.folded, part.start, place)
        if compared and not compared.change:
            said = read_metric(part.folded, part.start, compared.start, part.times)
            return Reading(said.metric, compared.start, operator(compared.op, part.run[0]), None, said.hedge)
    return None


def _level(part: Part) -> Reading | None:
    """城镇调查失业率6%左右: a measure that its name shows to be one."""
    quantity = part.run[0]
    bound = quantity.bound or part.before.startswith(_ASSURED)
    if quantity.word or not part.closes or not (bound or quantity.unit == "%"):
        return None
    said = read_metric(part.folded, part.start, quantity.start, part.times)
    metric = said.metric.of(part.folded)
    if not (quantity.unit == "%" or metric.endswith(_SUMS)):
        return None
    if not (metric.endswith("率") or (bound and (HEADS.longest(metric) or metric.endswith(_SUMS) or "占" in metric))):
        return None
    return Reading(said.metric, quantity.start, operator("reach", quantity), None, said.hedge)


def _share(part: Part) -> Reading | None:
    """65%以上的城乡家庭达到创建要求: whose share is to do something stands behind the number."""
    quantity, behind = part.run[0], part.behind.removeprefix("的")
    if quantity.unit != "%" or len(part.run) > 1 or not behind[:1].isalpha():
        return None
    compared = find_comparator(part.folded, part.start, quantity.start)
    start = compared.start if compared else quantity.start
    said = read_metric(part.folded, part.start, start, part.times)
    if said.metric.of(part.folded) not in _EVERYWHERE or not any(verb in behind[_SHORTEST:] for verb in _DONE):
        return None
    op = operator(compared.op if compared else "reach", quantity)
    return Reading(Stretch(part.end - len(behind), part.end), start, op, None, said.hedge)


def _share_of(part: Part) -> Reading | None:
    """城镇新建建筑100%执行绿色建筑标准: whose share stands before the number, what it is to do behind."""
    quantity, behind = part.run[0], part.behind
    if quantity.unit != "%" or len(part.run) > 1 or not behind.startswith(_TO_DO) or part.before.endswith("的"):
        return None
    said = read_metric(part.folded, part.start, quantity.start, part.times)
    compared = find_comparator(part.folded, part.start, quantity.start)
    if compared or said.metric.end - said.metric.start < _SHORTEST:
        return None
    end = Stretch(part.end - len(behind), part.end)
    return Reading(said.metric, quantity.start, operator("reach", quantity), None, said.hedge, further=end)


# Order matters: what is counted stands behind the number, what is measured before it.
FORMS = (
    Form("coverage", _achievement, ("实现政务钉钉全覆盖", "用地总量实现零增长")),
    Form("freeze", _freeze, ("各级政府文件和会议数量原则上不得增加",)),
    Form("multiple", _multiple, ("人均收入比2020年翻一番",)),
    Form("in_step", _in_step, ("居民收入增长与经济增长基本同步",)),
    Form("count", read_count, ("确定10个左右重点课题", "推出100项具有较大知名度的体育精品赛事")),
    Form("amount", read_amount, ("完成植树造林90万亩", "新建充电桩不少于2万个")),
    Form("raise_to", _raise_to, ("提升新建建筑节能设计标准至72%", "提高覆盖率到80%")),
    Form("measure", _measure, ("畜禽粪污综合利用率达到75%以上", "全国农机总动力超过10亿千瓦")),
    Form("base", _base, ("法制审核人员不少于本单位执法人员总数的5%",)),
    Form("level", _level, ("城镇调查失业率6%左右", "居民消费价格涨幅3.5%左右")),
    Form("share", _share, ("力争70%的党政机关建成节约型机关",)),
    Form("share_of", _share_of, ("城镇新建建筑100%执行绿色建筑标准",)),
)
