"""The user's own bodies: a YAML list, one mapping a body, checked line by line.

- name: 市大数据中心           # as plans write it; may stand for several bodies at several times
  aliases: [市大数据局]
  canonical: 杭州市大数据管理服务中心
  level: city                  # only in documents of issuers of this level,
  region: 杭州市               # of this region,
  valid_from: 2019-01-01       # and of these days
  valid_to: 2023-12-31
"""

from datetime import date
from typing import Any, get_args

import yaml

from plan_extract.errors import MisuseError
from plan_extract.extraction.own import OwnBody
from plan_extract.model import Level
from plan_extract.yamlish import compose

_FIELDS = ("name", "aliases", "canonical", "level", "region", "valid_from", "valid_to")
_TEXT = "tag:yaml.org,2002:str"


def read_bodies(data: bytes, path: str) -> tuple[OwnBody, ...]:
    """The bodies of a file, in its order; raises MisuseError, which names the line, for a bad one."""
    try:
        root = compose(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise MisuseError("undecodable", path=path, tried="utf-8", offset=error.start) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise MisuseError("units_yaml", path=path, line=mark.line + 1 if mark else 1, reason=reason) from None
    if root is None:
        return ()
    if not isinstance(root, yaml.SequenceNode):
        raise _wrong(path, root, "units_list")
    return tuple(_body(path, node) for node in root.value)


def _body(path: str, node: Any) -> OwnBody:
    if not isinstance(node, yaml.MappingNode):
        raise _wrong(path, node, "units_list")
    fields: dict[str, Any] = {}
    for key, value in node.value:
        if key.value not in _FIELDS or key.value in fields:
            raise _wrong(path, key, "units_field", field=_shown(key), known=", ".join(_FIELDS))
        fields[key.value] = value
    if "name" not in fields:
        raise _wrong(path, node, "units_name")
    aliases = fields.get("aliases")
    if aliases and not isinstance(aliases, yaml.SequenceNode):
        raise _wrong(path, aliases, "units_aliases")
    return OwnBody(
        names=tuple(_text(path, one) for one in (fields["name"], *(aliases.value if aliases else ()))),
        canonical=_text(path, fields["canonical"]) if "canonical" in fields else None,
        level=_level(path, fields["level"]) if "level" in fields else None,
        region=_text(path, fields["region"]) if "region" in fields else None,
        valid_from=_day(path, fields["valid_from"]) if "valid_from" in fields else None,
        valid_to=_day(path, fields["valid_to"]) if "valid_to" in fields else None,
    )


def _text(path: str, node: Any) -> str:
    if node.tag != _TEXT or not node.value.strip():
        raise _wrong(path, node, "units_text", value=_shown(node))
    return str(node.value).strip()


def _level(path: str, node: Any) -> Level:
    levels: tuple[Level, ...] = get_args(Level)
    for level in levels:
        if node.value == level:
            return level
    raise _wrong(path, node, "units_level", value=_shown(node), known=", ".join(levels))


def _day(path: str, node: Any) -> date:
    try:
        day = date.fromisoformat(node.value)
    except (TypeError, ValueError):
        raise _wrong(path, node, "units_day", value=_shown(node)) from None
    return day


def _shown(node: Any) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else f"<{node.id}>"


def _wrong(path: str, node: Any, key: str, **details: object) -> MisuseError:
    return MisuseError(key, path=path, line=node.start_mark.line + 1, **details)
