"""The help in Chinese: texts by their English wording on one line, and the words that typer puts around them."""

import re

HELP = {
    # plan-extract
    "Read Chinese government plans: tasks, responsible units, deadlines, targets. With every command: --lang zh|en "
    "chooses the language of messages and help (else the locale does), --debug shows the traceback of an error.": (
        "读取政府计划、方案：任务、责任单位、时限、目标。\n\n各命令通用：--lang zh|en 选择提示和帮助的语言（不给则依系统区域设置），"
        "--debug 出错时显示调用栈。"
    ),
    "Print the version and exit.": "显示版本后退出。",
    "Install completion for the current shell.": "为当前 shell 安装命令补全。",
    "Show completion for the current shell, to copy it or customize the installation.": "显示命令补全脚本，以便自行安装。",
    "Show this message and exit.": "显示本帮助后退出。",
    # parse
    "Parse plans into records (JSON, JSON Lines, YAML), a ledger (Excel, CSV, Markdown, Word, web page, calendar), or data "
    "for other systems (SQLite, Parquet, chunks of JSON Lines). Several files give JSON Lines, a stream of YAML documents, one "
    "CSV table or one database, or with -o DIR/ a file each.": (
        "把计划解析成记录（JSON、JSON Lines、YAML）、台账（Excel、CSV、Markdown、Word、网页、日历）或供其他系统使用的数据（SQLite、"
        "Parquet、条款 JSON Lines）。\n\n多个文件输出为 JSON Lines、YAML 多文档流、一张 CSV 表或一个数据库；用 -o 目录/ 则各存一个文件。"
    ),
    "Files of plans; - for standard input.": "计划文件；- 为标准输入。",
    "Encoding of text files and web pages; found out if not given.": "文本和网页的编码，不给则自动判定。",
    "What becomes of tracked changes; accept if not given.": "修订标记：accept 接受（默认）或 reject 拒绝。",
    "Largest file, and most that it may unpack to, like 50M; 200M.": "文件及其解压后的大小上限，如 50M，默认 200M。",
    "Format of the output; without it the ending of the output file decides, else json.": (
        "输出格式；不给则依输出文件的后缀，否则为 json。"
    ),
    "What csv has a row for; tasks if not given.": "CSV 每行是什么：tasks 任务（默认）、units 单位、deadlines 时限、targets 目标。",
    "Leave out the byte order mark of csv.": "CSV 不写 BOM。",
    "Write there instead of standard output; DIR/ takes a file each.": "写到文件；以 / 结尾的目录各存一个文件。",
    "Put the whole source text into the record.": "把原文全文放进记录。",
    "Issuing body, in place of what the text says.": "指定发文机关，不取文中所写。",
    "Issue date, in place of what the text says.": "指定成文日期，不取文中所写。",
    "YAML file of bodies you know; they go before the built-in ones.": "自备单位名录（YAML），优先于内置名录。",
    # batch
    "Parse many plans into a dataset (JSON Lines, Parquet or SQLite), with an account of every input. DIR gets the dataset, "
    "report.jsonl with a line an input, and manifest.json. One bad input does not stop the others.": (
        "批量解析计划，生成数据集（JSON Lines、Parquet 或 SQLite），并逐个交代每个输入的结果。\n\n"
        "输出文件夹内有数据集、report.jsonl（每个输入一行）和 manifest.json。个别输入有误不影响其余。"
    ),
    "Files, folders, patterns of names, zip and tar archives.": "文件、文件夹、文件名通配、zip 和 tar 压缩包。",
    "Folder of the dataset and its account.": "数据集及其报告所在的文件夹。",
    "Format of the dataset; jsonl if not given.": "数据集格式，默认 jsonl。",
    "Inputs named in a file, or on standard input, one a line.": "从文件或标准输入读取输入名单，一行一个。",
    "Column of texts: .jsonl, .csv and .parquet are tables, a plan a row.": (
        "文本所在的列：.jsonl、.csv、.parquet 作为表格，一行一个计划。"
    ),
    "Column of the names of texts; rows are counted if not given.": "文本名称所在的列；不给则按行编号。",
    "Column of issuing bodies.": "发文机关所在的列。",
    "Column of issue dates.": "成文日期所在的列。",
    "Worker processes; one a processor.": "工作进程数，默认每个处理器一个。",
    "Where the work is done; local if not given.": "在何处运行：local 本机（默认）或 dask 集群。",
    "Scheduler of a Dask cluster; without it one is started here.": "Dask 集群的调度器地址；不给则在本机启动一个。",
    "Go on where a run was interrupted.": "从中断处继续。",
    "Keep what was read, and read again only what has changed.": "保留已读结果，只重读有变化的输入。",
    "Most that a document may take; 300.": "每个文件的时限（秒），默认 300。",
    "No progress and no summary.": "不显示进度和汇总。",
    # stats
    "Count what a dataset has: tasks by unit and role, by the month they are due, diagnostics by code, documents by kind.": (
        "统计数据集：各单位各角色的任务数、各月到期的任务数、各类疑点数、各文种文件数。"
    ),
    "Folder that batch made, or a .jsonl or .sqlite file of plans.": "batch 生成的文件夹，或 .jsonl、.sqlite 文件。",
    "Format of the output; without it the ending of the output file decides, else table.": (
        "输出格式；不给则依输出文件的后缀，否则为 table。"
    ),
    "Write there instead of standard output.": "写到文件，不输出到标准输出。",
    # show
    "Show plans: document, clauses, tasks (number, task, units by role, due), and what is doubtful.": (
        "显示计划：公文要素、条款、任务表（序号、任务、责任单位、完成时限）和疑点。"
    ),
    # explain
    "Explain a task: the words, place, rule and basis of each of its values.": "说明一项任务各个值的由来：原文、位置、规则、依据。",
    "File of a plan; - for standard input.": "计划文件；- 为标准输入。",
    "Id of a task, like 二/(一)/1.": "任务编号，如 二/(一)/1。",
    # validate
    "Check records against the schema and the guarantees. Exit code 1 where a record is invalid, 3 where a file cannot "
    "be read as records.": "按模式和各项保证校验记录。\n\n记录无效时退出码为 1，文件读不成记录时为 3。",
    "Records as JSON, JSON Lines or YAML; - for standard input.": "JSON、JSON Lines 或 YAML 记录；- 为标准输入。",
    "The file that the records were made from.": "生成记录所用的文件。",
    # check
    "Look for what is missing, doubtful or wrong in plans before they are issued. `plan-extract rule CODE` explains a "
    "finding. Exit code 1 where there is one that is grave enough.": (
        "印发之前检查计划：缺漏、存疑、错误。\n\n`plan-extract rule 代码` 说明一项提示；有够严重的问题时退出码为 1。"
    ),
    "Checks to make: codes, their beginnings (PE4), or names.": "只做哪些检查：代码、代码开头（PE4）或名称。",
    "Checks to leave out.": "不做哪些检查。",
    "The least severity that gives exit code 1; warning.": "达到哪一级即以退出码 1 结束，默认 warning。",
    "Leave out the findings that this file knows.": "不报基线文件中已有的问题。",
    "Write all findings to the baseline instead of reporting them.": "把全部问题写入基线文件，不作报告。",
    "Settings, in place of the nearest plan-extract.toml or pyproject.toml.": (
        "设置文件，不给则取最近的 plan-extract.toml 或 pyproject.toml。"
    ),
    # rule
    "Explain a check: what it means, an example, how to mend it.": "说明一项检查：含义、例子、如何改正。",
    "Code or name of a check; without it all are listed.": "检查的代码或名称；不给则全部列出。",
    "All rules as a page in Markdown.": "以 Markdown 输出全部规则。",
    # validate and other reports
    "Format of the report; without it the ending of the output file decides, else text.": (
        "报告格式；不给则依输出文件的后缀，否则为 text。"
    ),
    "Write the report there instead of standard output.": "把报告写到文件。",
    # schema
    "Print the JSON Schema (2020-12) of the record.": "输出记录的 JSON Schema（2020-12）。",
}

HEADINGS = (
    ("Usage: ", "用法："),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 [参数]..."),
    ("Arguments:", "参数："),
    ("Options:", "选项："),
    ("Commands:", "命令："),
    ("[required]", "[必填]"),
    ("[default: ", "[默认 "),
)

# What typer says of a wrong command line, as patterns and what stands for them.
REASONS = (
    (r"Missing argument '(.+)'", r"缺少参数 \1"),
    (r"No such option: (\S+) \(Possible options: (.+)\)", r"没有选项 \1，可能是 \2"),
    (r"No such option: (\S+)", r"没有选项 \1"),
    (r"No such command '(.+)'\. Did you mean (.+)\?", r"没有命令 \1，可能是 \2"),
    (r"No such command '(.+)'", r"没有命令 \1"),
    (r"Option '(.+)' requires an argument", r"选项 \1 须有取值"),
    (r"Got unexpected extra argument(?:\(s\)|s)? \((.+)\)", r"多余的参数 \1"),
)


def in_chinese(text: str) -> str:
    """A help text in Chinese; one without a translation stays as it is."""
    return HELP.get(" ".join(text.split()), text)


def reason_in_chinese(reason: str) -> str:
    """What is wrong with a command line, in Chinese; a reason without a translation stays as it is.

    >>> reason_in_chinese("No such command 'prase'")
    '没有命令 prase'
    """
    for pattern, chinese in REASONS:
        if found := re.fullmatch(pattern, reason):
            return found.expand(chinese)
    return reason
