"""Labels before a colon that say who or by when: their shape, and what they announce (field guide 4.1)."""

from typing import Literal, cast

from plan_extract.model import PersonRole, Role
from plan_extract.text import HAN
from plan_extract.vocab import alternatives, table, words

LabelRole = Role | PersonRole | Literal["time", "contact", "other"]
LABELS = cast(dict[str, LabelRole], {row["stem"]: row["role"] for row in table("labels")})
# Without a head: 牵头:市司法局;配合:市财政局
BARE_LABELS = ("牵头", "主办", "承办", "责任", "负责", "配合", "协办", "参与")
LABEL = (
    rf"(?P<label>(?:{HAN}|/){{0,8}}{alternatives(words('label_heads'))}(?:\([^()]{{1,8}}\))?|{'|'.join(BARE_LABELS)}):"
)
LABEL_AT_START = rf"(?<![^(),;.。、\n]){LABEL}"
OF_BODIES = ("单位", "部门", "处室", "科室", "股室")
PERSONS = ("leader", "person")
ROLES_OF_UNITS = ("lead", "responsible", "support", "guide", "supervise")


def label_role(label: str) -> LabelRole | None:
    """What a label announces: a role of units or of persons, or `time`, `contact`, `other`; None if it says nothing.

    >>> label_role("第一责任单位"), label_role("协同责任单位"), label_role("完成时限")
    ('lead', 'support', 'time')
    """
    return next((role for stem, role in LABELS.items() if stem in label), None)


def names_bodies(label: str) -> bool:
    """Whether what stands behind a label or under it can be a body; what a role means, `read_duties` knows."""
    return label_role(label) is not None or label.endswith(OF_BODIES)
