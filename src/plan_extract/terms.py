"""What the values of a record are called in tables, pages and on terminals, in English and Chinese."""

from plan_extract.messages import Language

ROLES: dict[Language, dict[str, str]] = {
    "en": {
        "lead": "lead",
        "responsible": "responsible",
        "support": "support",
        "guide": "guide",
        "supervise": "supervise",
    },
    "zh": {"lead": "牵头", "responsible": "责任", "support": "配合", "guide": "指导", "supervise": "督导"},
}
PERSONS: dict[Language, dict[str, str]] = {
    "en": {"leader": "leader", "person": "person"},
    "zh": {"leader": "领导", "person": "责任人"},
}
SEVERITIES: dict[Language, dict[str, str]] = {
    "en": {"error": "error", "warning": "warning", "info": "info"},
    "zh": {"error": "错误", "warning": "警告", "info": "提示"},
}
