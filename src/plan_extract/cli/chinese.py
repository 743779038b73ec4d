"""The help texts in Chinese, by their English wording."""

HELP = {
    "Read Chinese government plans: tasks, responsible units, deadlines, targets.": "读取政府计划、方案：任务、责任单位、时限、目标。",
    "Print the version and exit.": "显示版本后退出。",
    "Language of messages and help; else by locale.": "提示和帮助的语言；不给则依系统区域设置。",
    "Show the traceback of an error.": "出错时显示调用栈。",
    "Install completion for the current shell.": "为当前 shell 安装命令补全。",
    "Show completion for the current shell, to copy it or customize the installation.": "显示当前 shell 的命令补全脚本，以便复制或自行安装。",
    "Show this message and exit.": "显示本帮助后退出。",
}
