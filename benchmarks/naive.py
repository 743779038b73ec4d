"""What a practitioner writes instead of using a tool: a marker pattern, a bracket pattern, a split. A yardstick, no reader."""

import json
import re
import sys
from typing import Any

ITEM = re.compile(r"^[ \u3000]*(?:([一二三四五六七八九十]+)、|[(（]([一二三四五六七八九十]+)[)）]|(\d+)[.．])(.*)$")
UNITS = re.compile(r"[(（](?:责任单位[:：])?([^()（）]*(?:[(（〔][^()（）]*[)）〕][^()（）]*)*)[)）]\s*$")
DATE = re.compile(r"20\d\d年(?:\d{1,2}月)?(?:底|底前|前|起)?")


def parse(text: str) -> list[dict[str, Any]]:
    """The numbered lines with what looks like units and dates."""
    tasks = []
    chapter = section = ""
    for line in text.splitlines():
        found = ITEM.match(line)
        if not found:
            continue
        if found[1]:
            chapter = found[1]
        elif found[2]:
            section = found[2]
        title, _, body = found[4].partition("。")
        units = UNITS.search(body)
        tasks.append(
            {
                "id": f"{chapter}/{section}/{found[3] or ''}",
                "title": title,
                "text": body,
                "units": re.split("[、,，]", units[1]) if units else [],
                "dates": DATE.findall(body),
            }
        )
    return tasks


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        print(json.dumps(parse(file.read()), ensure_ascii=False))
