"""The rules of the house, so that they stay true: floors, sizes, words as data, rules with examples, what a run loads."""

import ast
import importlib
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from typing import Protocol, TypeVar

import pytest

import plan_extract
from plan_extract.extraction import annotations, binding, closings, directives, measurements, references, timeforms
from plan_extract.structure import docnumbers
from plan_extract.vocab import table, words
from support import ROOT, ZHEJIANG

SOURCE = ROOT / "src" / "plan_extract"
MODULES = sorted(SOURCE.rglob("*.py"))

# A module imports only from floors below its own, and from its own package.
FLOORS = (
    ("plan_extract.version", "plan_extract.messages", "plan_extract.oneline", "plan_extract.vocab"),
    ("plan_extract.problems", "plan_extract.terms"),
    ("plan_extract.folding",),
    ("plan_extract.text",),
    ("plan_extract.errors",),
    ("plan_extract.model",),
    ("plan_extract.structure",),
    ("plan_extract.whereabouts",),
    ("plan_extract.extraction",),
    (
        "plan_extract.coverage",
        "plan_extract.guarantees",
        "plan_extract.inheritance",
        "plan_extract.ledger",
        "plan_extract.portions",
        "plan_extract.schema",
        "plan_extract.yamlish",
    ),
    ("plan_extract.dataset", "plan_extract.readers.word"),
    (
        "plan_extract.assemble",
        "plan_extract.diagnostics",
        "plan_extract.readers",
        "plan_extract.reports",
        "plan_extract.writers",
        "plan_extract.records",
    ),
    (
        "plan_extract.baseline",
        "plan_extract.pipeline",
        "plan_extract.rules",
        "plan_extract.settings",
        "plan_extract.validation",
    ),
    ("plan_extract.batch", "plan_extract.statistics"),
    ("plan_extract.cli",),
    ("plan_extract.__main__",),
)


def floor(module: str) -> int:
    found = [
        level
        for level, names in enumerate(FLOORS)
        if any(module == name or module.startswith(f"{name}.") for name in names)
    ]
    assert found, f"{module} has no floor"
    return found[0]


def name_of(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("plan_extract"):
            folder = SOURCE.parent.joinpath(*node.module.split("."))
            names = [alias.name for alias in node.names if (folder / f"{alias.name}.py").exists()]
            found.update(f"{node.module}.{name}" for name in names) if names else found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names if alias.name.startswith("plan_extract"))
    return found


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.parent != SOURCE or path.stem != "__init__"], ids=name_of
)
def test_a_module_imports_only_from_below(path: Path) -> None:
    own = floor(name_of(path))
    for imported in imports_of(path):
        same_package = name_of(path).rsplit(".", 1)[0] == imported.rsplit(".", 1)[0] and imported.count(".") > 1
        allowed = floor(imported) < own or (
            floor(imported) == own and (same_package or imported.startswith(name_of(path)))
        )
        allowed = allowed or (imported.startswith("plan_extract.cli") and own == floor("plan_extract.cli"))
        assert allowed, f"{name_of(path)} imports {imported}"


def test_no_module_imports_itself_around_a_corner() -> None:
    graph = {name_of(path): imports_of(path) for path in MODULES}
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, f"import circle: {' > '.join((*above, module))}"
        if module not in done:
            for imported in graph.get(module, ()):
                visit(imported, (*above, module))
            done.add(module)

    for module in graph:
        visit(module, ())


@pytest.mark.parametrize("package", ["typer", "rich"])
def test_only_the_command_line_knows(package: str) -> None:
    knowing = [
        path for path in MODULES if re.search(rf"^\s*(?:import|from) {package}\b", path.read_text("utf-8"), re.M)
    ]
    assert {path.parent.name for path in knowing} <= {"cli"}


def functions() -> list[tuple[str, int]]:
    """Every function and the lines of its body without the docstring."""
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                found.append((f"{name_of(path)}.{node.name}", lines))
    return found


def test_functions_stay_short() -> None:
    sizes = [lines for _, lines in functions()]
    assert [name for name, lines in functions() if lines > 40] == []
    assert median(sizes) <= 8
    assert quantiles(sizes, n=10)[-1] <= 25


def test_modules_stay_small() -> None:
    large = {name_of(path): count for path in MODULES if (count := len(path.read_text("utf-8").splitlines())) > 250}
    assert set(large) <= {"plan_extract.model"}, large


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_everything_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        inner = isinstance(node, ast.FunctionDef) and node.name in ("work", "translated_help")
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not inner:
            assert ast.get_docstring(node), f"{name_of(path)}.{node.name}"


@pytest.mark.parametrize("name", [path.stem for path in sorted((SOURCE / "vocab").glob("*.txt"))])
def test_a_word_list_has_no_doubles(name: str) -> None:
    assert sorted(set(words(name))) == sorted(words(name))
    assert all(word == word.strip() for word in words(name))


@pytest.mark.parametrize("name", [path.stem for path in sorted((SOURCE / "vocab").glob("*.tsv"))])
def test_a_table_has_no_doubles(name: str) -> None:
    rows = [tuple(row.values()) for row in table(name)]
    assert sorted(set(rows)) == sorted(rows)


def test_followers_make_words_of_the_dictionary() -> None:
    """What is said to make a longer word of an action or a head does so in jieba's dictionary or is a known suffix."""
    import jieba

    known = [line.split(" ")[0] for line in Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines()]
    for row in table("deliverables"):
        for char in row["followers"]:
            assert any(word.startswith(row["word"] + char) for word in known), row["word"] + char


class Named(Protocol):
    @property
    def name(self) -> str: ...


AForm = TypeVar("AForm", bound=Named)


def first_that_reads(forms: Iterable[AForm], reads: Callable[[AForm, str], object], text: str) -> str:
    return next(form.name for form in forms if reads(form, text))


@pytest.mark.parametrize(("form", "sample"), [(one.name, text) for one in closings.CLOSINGS for text in one.examples])
def test_an_example_of_a_closing_verb_is_read_by_its_own_rule(form: str, sample: str) -> None:
    assert first_that_reads(closings.CLOSINGS, lambda one, text: re.fullmatch(one.pattern, text), sample) == form


@pytest.mark.parametrize(("style", "sample"), [(one.name, text) for one in annotations.STYLES for text in one.examples])
def test_an_example_of_a_style_is_read_by_its_own_rule(style: str, sample: str) -> None:
    assert first_that_reads(annotations.STYLES, lambda one, text: re.search(one.pattern, text), sample) == style
    found = plan_extract.extract(f"推进工作。({sample})").assignments
    assert [one.rule for one in found] == [style]


@pytest.mark.parametrize(
    ("form", "sample"), [(one.name, text) for one in directives.DIRECTIVES for text in one.examples]
)
def test_an_example_of_a_directive_is_read_by_its_own_rule(form: str, sample: str) -> None:
    assert first_that_reads(directives.DIRECTIVES, lambda one, text: re.match(one.pattern, text), sample) == form
    assert directives.cut_directives(f"市财政局负责,下同,{sample}").words.rstrip("。,") == "市财政局负责"


@pytest.mark.parametrize(("form", "sample"), [(one.name, text) for one in docnumbers.FORMS for text in one.examples])
def test_an_example_of_a_document_number_is_read_by_its_own_rule(form: str, sample: str) -> None:
    import regex

    assert first_that_reads(docnumbers.FORMS, lambda one, text: regex.fullmatch(one.pattern, text), sample) == form


@pytest.mark.parametrize(("form", "sample"), [(one.name, text) for one in timeforms.FORMS for text in one.examples])
def test_an_example_of_a_deadline_is_read_by_its_own_rule(form: str, sample: str) -> None:
    found = plan_extract.extract(f"{sample}完成改造", issuer="国务院", issued_on=date(2012, 1, 1)).deadlines
    assert [one.rule for one in found] == [form]


@pytest.mark.parametrize("sample", [text for one in binding.EXCLUSIONS for text in one.examples])
def test_an_example_of_an_exclusion_is_no_deadline_for_that_reason_alone(
    sample: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reason = next(one for one in binding.EXCLUSIONS if sample in one.examples)
    assert not plan_extract.extract(sample).deadlines
    monkeypatch.setattr(binding, "EXCLUSIONS", tuple(one for one in binding.EXCLUSIONS if one != reason))
    assert plan_extract.extract(sample).deadlines


@pytest.mark.parametrize(("form", "sample"), [(one.name, text) for one in measurements.FORMS for text in one.examples])
def test_an_example_of_a_target_is_read_by_its_own_rule(form: str, sample: str) -> None:
    assert [one.rule for one in plan_extract.extract(sample).targets] == [form]


@pytest.mark.parametrize(
    ("relation", "sample"), [(one.name, text) for one in references.FORMS for text in one.examples]
)
def test_an_example_of_a_relation_is_read_by_its_own_rule(relation: str, sample: str) -> None:
    assert [one.relation for one in plan_extract.extract(sample).references] == [relation]


LOADED = """
import json, sys
sys.argv = {argv!r}
from plan_extract.cli import main
main()
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def loaded_after(*argv: str) -> set[str]:
    """The top-level modules that a run of the command line has imported."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(argv=["plan-extract", *argv])],
        capture_output=True,
        check=True,
        env={**os.environ, "LANG": "C"},
    )
    return {name.split(".")[0] for name in json.loads(done.stderr.decode().splitlines()[-1])}


def test_a_parse_of_the_plan_loads_only_what_it_needs() -> None:
    assert loaded_after("parse", str(ZHEJIANG)).isdisjoint(
        {"jieba", "rich", "yaml", "asyncio", "pkg_resources", "regex", "email", "zipfile"}
    )


@pytest.mark.parametrize("argv", [("--help",), ("schema",)])
def test_commands_that_read_no_plan_load_no_dictionary(argv: tuple[str, ...]) -> None:
    assert loaded_after(*argv).isdisjoint({"jieba", "rich", "asyncio", "pkg_resources"})


def test_help_loads_no_model() -> None:
    assert loaded_after("--help").isdisjoint({"pydantic_core", "yaml"})


def test_validation_loads_no_dictionary(tmp_path: Path) -> None:
    record = tmp_path / "plan.json"
    record.write_text(plan_extract.parse_file(ZHEJIANG).model_dump_json(), "utf-8")
    assert loaded_after("validate", str(record)).isdisjoint({"jieba", "rich", "yaml", "asyncio", "pkg_resources"})


def test_the_version_loads_next_to_nothing() -> None:
    assert loaded_after("--version").isdisjoint({"typer", "pydantic", "re", "typing"} - {"re"})


def test_importing_the_package_costs_next_to_nothing() -> None:
    code = "import sys, plan_extract; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True, text=True)
    assert {"pydantic", "typing", "re"}.isdisjoint(done.stdout.split())


def test_every_public_name_is_there() -> None:
    for name in plan_extract.__all__:
        assert getattr(plan_extract, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        plan_extract.nonsense  # noqa: B018


def test_the_version_is_one() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["version"]["path"].endswith(
        "version.py"
    )
    assert importlib.import_module("importlib.metadata").version("plan-extract") == plan_extract.__version__
