"""The whole record of the example plan, as it was last read and approved; `make golden` renews it."""

import os

from plan_extract import Plan
from plan_extract.version import __version__
from support import ROOT

RENEW = bool(os.environ.get("PLAN_EXTRACT_RENEW"))
GOLDEN = ROOT / "tests" / "golden" / "zhejiang-2018.json"


def test_nothing_is_renewed_unseen() -> None:
    assert not RENEW, "PLAN_EXTRACT_RENEW is set: the golden file was written, not compared"


def test_the_record_of_the_example_plan(plan: Plan) -> None:
    found = plan.model_dump_json(indent=1).replace(f'"version": "{__version__}"', '"version": "*"') + "\n"
    if RENEW:
        GOLDEN.write_text(found, "utf-8")
    assert GOLDEN.read_text("utf-8") == found
