"""What the tool says to people, in English and Chinese: one row a message, filled with `str.format`."""

from typing import Literal

Language = Literal["en", "zh"]

MESSAGES: dict[str, tuple[str, str]] = {
    "missing": ("{path}: no such file; check the name", "{path}：没有这个文件，请核对文件名"),
    "directory": ("{path}: is a folder; name the files in it", "{path}：是文件夹，请指明其中的文件"),
    "unreadable": ("{path}: cannot be read: {reason}", "{path}：无法读取：{reason}"),
    "too_large": (
        "{path}: is too large, or unpacks to too much; --max-size sets the limit",
        "{path}：文件过大，或解压后过大；可用 --max-size 调整上限",
    ),
    "damaged": ("{path}: is damaged, or not what it seems: {reason}", "{path}：文件损坏或名不副实：{reason}"),
    "encrypted": ("{path}: is encrypted; save it without a password", "{path}：文件已加密，请去除密码后再试"),
    "unknown_archive": (
        "{path}: is an archive, but no document of a known kind; unpack it first",
        "{path}：是压缩包而非可识别的文档，请先解压",
    ),
    "scanned": (
        "{path}: is a scan, pages of pictures without text; have its text recognised first",
        "{path}：是扫描件，页面只有图像而无文字，请先作文字识别",
    ),
    "needs_reader": (
        "{path}: needs the package {package}; pip install 'plan-extract[{extra}]'",
        "{path}：需要软件包 {package}，请运行 pip install 'plan-extract[{extra}]'",
    ),
    "needs_libreoffice": (
        "{path}: needs LibreOffice (soffice) to be read; install it, or save the file as .docx",
        "{path}：读取此格式需要 LibreOffice（soffice），请安装，或另存为 .docx",
    ),
    "unconverted": (
        "{path}: LibreOffice could not read it: {reason}",
        "{path}：LibreOffice 未能读取：{reason}",
    ),
    "binary": (
        "{path}: is no text file (binary data); convert it to text first",
        "{path}：不是文本文件（二进制数据），请先转成文本",
    ),
    "undecodable": (
        "{path}: is in no known encoding (tried {tried}; no UTF-8 from byte {offset} on); save it as UTF-8",
        "{path}：编码无法识别（已试 {tried}；自第 {offset} 字节起不是 UTF-8），请另存为 UTF-8",
    ),
    "surrogate": (
        "{path}: holds half a character (a lone surrogate) at offset {offset}; mend the text",
        "{path}：第 {offset} 个字符是残缺的半个字符（孤立代理），请修正文本",
    ),
    "unwritable": ("{path}: cannot be written: {reason}", "{path}：无法写入：{reason}"),
    "several_records": (
        "{path}: several files give JSON Lines; name it .jsonl, or give a folder, -o DIR/",
        "{path}：多个输入文件输出为 JSON Lines，请以 .jsonl 为后缀，或用 -o 文件夹/",
    ),
    "same_output": (
        "{path}: two inputs would be written to this file; parse them apart",
        "{path}：有两个输入会写到这个文件，请分开处理",
    ),
    "output_is_input": ("{path}: is an input; name another output", "{path}：是输入文件，请另定输出文件"),
    "standard_input_twice": ("-: standard input can be read only once", "-：标准输入只能读一次"),
    "not_a_record": (
        "{path}:{line}:{column}: cannot be read as {form}: {reason}",
        "{path}:{line}:{column}：不能按 {form} 读取：{reason}",
    ),
    "no_record": (
        "{path}: holds no record; give it the output of plan-extract parse",
        "{path}：没有记录，应为 plan-extract parse 的输出",
    ),
    "no_task": ("{path}: there is no task {task}; the tasks are {known}", "{path}：没有任务 {task}；现有任务：{known}"),
    "bad_language": ("--lang {value}: give zh or en", "--lang {value}：请用 zh 或 en"),
    "bad_format": ("--format {value}: give one of {known}", "--format {value}：可用的有 {known}"),
    "bad_severity": ("--fail-on {value}: give one of {known}", "--fail-on {value}：可用的有 {known}"),
    "bad_code": (
        "{path}: {value}: is no check; plan-extract rule lists them",
        "{path}：{value}：没有这项检查，可用 plan-extract rule 查看",
    ),
    "bad_toml": ("{path}: is no TOML: {reason}", "{path}：不是 TOML：{reason}"),
    "bad_setting": ("{path}: {setting}: {reason}", "{path}：{setting}：{reason}"),
    "bad_baseline": (
        "{path}: is no baseline; make one with plan-extract check --write-baseline",
        "{path}：不是基线文件，请用 plan-extract check --write-baseline 生成",
    ),
    "no_baseline": (
        "--write-baseline: name the file, --baseline FILE",
        "--write-baseline：请用 --baseline 指明文件",
    ),
    "bad_encoding": (
        "--encoding {value}: is no encoding of text; give a name like gb18030",
        "--encoding {value}：不是文本编码，请给出 gb18030 一类的名称",
    ),
    "bad_revisions": ("--revisions {value}: give accept or reject", "--revisions {value}：请用 accept 或 reject"),
    "bad_size": ("--max-size {value}: give a size like 50M", "--max-size {value}：请写成 50M 的样子"),
    "bad_table": ("--table {value}: give one of {known}", "--table {value}：可用的有 {known}"),
    "option_of_csv": ("{option}: goes with --format csv only", "{option}：只用于 --format csv"),
    "needs_output": (
        "--format {form}: is nothing for a terminal; name a file, -o FILE",
        "--format {form}：不能显示在终端，请用 -o 指明文件",
    ),
    "needs_file": (
        "--format {form}: puts all plans into one file; name it, -o FILE",
        "--format {form}：所有计划写入一个文件，请用 -o 指明文件",
    ),
    "needs_folder": (
        "--format {form}: puts all plans into the files of a folder; name it, -o DIR/",
        "--format {form}：所有计划写入一个文件夹中的若干文件，请用 -o 文件夹/ 指明",
    ),
    "same_name": (
        "{path}: two inputs have this name, by which the rows of a plan are known; rename one",
        "{path}：有两个输入同名，而各计划的行以文件名区分，请将其中一个改名",
    ),
    "foreign_database": (
        "{path}: is no database of this version of plan-extract; name another file",
        "{path}：不是本版本 plan-extract 的数据库，请另定文件",
    ),
    "one_plan_a_file": (
        "--format {form}: holds one plan a file; give a folder, -o DIR/",
        "--format {form}：一个文件只存一个计划，多个输入请用 -o 文件夹/",
    ),
    "missing_extra": (
        "--format {form}: needs the package {package}; pip install 'plan-extract[{extra}]'",
        "--format {form}：需要软件包 {package}，请运行 pip install 'plan-extract[{extra}]'",
    ),
    "no_text": (
        "{name}: the record does not hold its source text; parse it with --embed-text",
        "{name}：记录不含原文全文，请解析时加 --embed-text",
    ),
    "misuse": ("{reason} (see {program} --help)", "{reason}（见 {program} --help）"),
    "bad_issuer": ("{value}: is no name; give it as plain text", "{value}：不是机关名称，请用普通文字"),
    "bad_date": (
        "{value}: is no date from 1900 to 2099; write it like 2018-04-28",
        "{value}：不是 1900 至 2099 年间的日期，请写成 2018-04-28 的样子",
    ),
    "units_yaml": ("{path}:{line}: is no YAML: {reason}", "{path}:{line}：不是 YAML：{reason}"),
    "units_list": (
        "{path}:{line}: give a list of bodies, each with its fields: - name: 市大数据中心",
        "{path}:{line}：应为单位的列表，每个单位列出各项，如 - name: 市大数据中心",
    ),
    "units_field": (
        "{path}:{line}: {field}: is unknown or given twice; the fields are {known}",
        "{path}:{line}：{field}：没有这一项，或重复给出；可用的有 {known}",
    ),
    "units_name": ("{path}:{line}: a body needs a name", "{path}:{line}：单位缺 name"),
    "units_aliases": (
        "{path}:{line}: aliases: give a list, like [市大数据局]",
        "{path}:{line}：aliases：应为列表，如 [市大数据局]",
    ),
    "units_text": ("{path}:{line}: {value}: is no name; give text", "{path}:{line}：{value}：不是名称，请用文字"),
    "units_level": (
        "{path}:{line}: level: {value}: give one of {known}",
        "{path}:{line}：level：{value}：可用的有 {known}",
    ),
    "units_day": (
        "{path}:{line}: {value}: is no date; write it like 2018-04-28",
        "{path}:{line}：{value}：不是日期，请写成 2018-04-28 的样子",
    ),
    "interrupted": (
        "{path}: a run was interrupted here; --resume goes on with it, or remove the file",
        "{path}：此处有中断的运行，请用 --resume 继续，或删除该文件",
    ),
    "busy": ("{path}: another run is at work here", "{path}：另有一个运行正在使用"),
    "foreign_journal": (
        "{path}: is no journal of plan-extract; name another file",
        "{path}：不是 plan-extract 的运行记录，请另定文件",
    ),
    "overdue": (
        "{path}: was given up after {seconds} seconds; --timeout sets the limit",
        "{path}：{seconds} 秒内未能读完，已放弃；可用 --timeout 调整时限",
    ),
    "worker_lost": (
        "{path}: ended the process that read it ({reason}); is there enough memory?",
        "{path}：读取该文件的进程意外结束（{reason}），内存是否足够？",
    ),
    "no_cluster": (
        "--scheduler {value}: no worker there: {reason}",
        "--scheduler {value}：没有可用的工作进程：{reason}",
    ),
    "other_version": (
        "--scheduler {value}: its workers have plan-extract {found}, here it is {own}; install the same everywhere",
        "--scheduler {value}：工作进程的 plan-extract 版本为 {found}，此处为 {own}，请安装同一版本",
    ),
    "needs_engine": (
        "--engine {engine}: needs the package {package}; pip install 'plan-extract[{extra}]'",
        "--engine {engine}：需要软件包 {package}，请运行 pip install 'plan-extract[{extra}]'",
    ),
    "bad_engine": (
        "--engine {value}: give one of {known}; --scheduler goes with dask",
        "--engine {value}：可用的有 {known}；--scheduler 只用于 dask",
    ),
    "batch_needs": (
        "{option}: is missing; say what to read, and where to put it",
        "缺少 {option}：请指明输入和输出文件夹",
    ),
    "needs_text_column": (
        "--text-column: name the column of texts, too",
        "--text-column：请同时指明文本所在的列",
    ),
    "no_column": ("{path}: has no text in a column {column}", "{path}：{column} 列没有文本"),
    "table_is_shown": (
        "--output: takes csv, json or html; name the file so, or give --format",
        "--output：可存 csv、json、html，请以此为后缀，或用 --format 指明",
    ),
    "no_dataset": (
        "{path}: is no dataset; give the folder of plan-extract batch, or a .jsonl or .sqlite file",
        "{path}：不是数据集，应为 plan-extract batch 的文件夹，或 .jsonl、.sqlite 文件",
    ),
    "fault": (
        "{path}: a fault of plan-extract itself ({reason}); please report it, with --debug for the details",
        "{path}：程序自身出错（{reason}），请反馈；加 --debug 可见详情",
    ),
}


def say(key: str, language: Language, **details: object) -> str:
    """A message in one language.

    >>> say("missing", "en", path="plan.txt")
    'plan.txt: no such file; check the name'
    """
    return MESSAGES[key][language == "zh"].format(**details)
