"""`plan-extract check`: plans looked at before they are issued."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from plan_extract.cli.parse import UNITS_HELP
from plan_extract.cli.reading import Encoding, MaxSize, Revisions, reading
from plan_extract.cli.reporting import ReportFormat, ReportOutput
from plan_extract.errors import MisuseError
from plan_extract.messages import Language

if TYPE_CHECKING:
    from plan_extract.model import Plan
    from plan_extract.reports.result import Region, Result
    from plan_extract.settings import CheckSettings
    from plan_extract.text import Span
    from plan_extract.whereabouts import Whereabouts

_CODES = "CODE,..."


def command(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files of plans; - for standard input.")],
    select: Annotated[
        list[str] | None, typer.Option(metavar=_CODES, help="Checks to make: codes, their beginnings (PE4), or names.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar=_CODES, help="Checks to leave out.")] = None,
    fail_on: Annotated[
        str, typer.Option(metavar="error|warning|info", help="The least severity that gives exit code 1; warning.")
    ] = "",
    baseline: Annotated[str, typer.Option(metavar="FILE", help="Leave out the findings that this file knows.")] = "",
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write all findings to the baseline instead of reporting them.")
    ] = False,
    config: Annotated[
        str,
        typer.Option(metavar="FILE", help="Settings, in place of the nearest plan-extract.toml or pyproject.toml."),
    ] = "",
    units: Annotated[str, typer.Option(metavar="FILE", help=UNITS_HELP)] = "",
    encoding: Encoding = "",
    revisions: Revisions = "",
    max_size: MaxSize = "",
    form: ReportFormat = "",
    output: ReportOutput = "",
) -> None:
    """Look for what is missing, doubtful or wrong in plans before they are issued.

    `plan-extract rule CODE` explains a finding. Exit code 1 where there is one that is grave enough.
    """
    from plan_extract.cli.inputs import for_each, load
    from plan_extract.cli.reporting import choose_format, deliver
    from plan_extract.pipeline import parse_source, read_own
    from plan_extract.reports.result import Report
    from plan_extract.settings import at_least

    form = choose_format(form, output, files)
    settings = _settings(config, select, ignore, fail_on, baseline)
    options = reading(encoding, revisions, max_size)
    own = read_own(units or settings.path(settings.units))
    results: list[Result] = []
    read: list[str] = []

    def work(name: str) -> None:
        source, raw = load(name, options)
        results.extend(
            _results(name, raw, parse_source(source, raw, own=own, advice=True), settings, context.obj.language)
        )
        read.append(name)

    code = for_each(files, context.obj, work)
    report = Report(tuple(read), tuple(results), context.obj.language)
    known = settings.path(settings.baseline)
    if write_baseline:
        _write(report, known)
        raise typer.Exit(code)
    if known:
        from plan_extract.baseline import read_baseline, without_known

        report = without_known(report, read_baseline(known), known.parent)
    deliver(report, form, output)
    failed = any(at_least(one.rule.severity, settings.fail_on) for one in report.results)
    raise typer.Exit(max(code, int(failed)))


def _settings(
    config: str, select: Sequence[str] | None, ignore: Sequence[str] | None, fail_on: str, baseline: str
) -> "CheckSettings":
    """The settings of the file, those of the command line in their place."""
    from plan_extract.model import Severity
    from plan_extract.settings import check_selectors, find_settings

    settings = find_settings(config, Path.cwd())
    given: dict[str, object] = {}
    for name, lists in (("select", select), ("ignore", ignore)):
        if lists:
            given[name] = tuple(code.strip() for one in lists for code in one.split(",") if code.strip())
            check_selectors(cast(tuple[str, ...], given[name]), f"--{name}")
    if fail_on:
        if fail_on not in get_args(Severity):
            raise MisuseError("bad_severity", value=fail_on, known=", ".join(get_args(Severity)))
        given["fail_on"] = fail_on
    if baseline:
        given["baseline"] = str(Path(baseline).absolute())
    return settings.model_copy(update=given)


def _results(name: str, raw: str, plan: "Plan", settings: "CheckSettings", language: Language) -> Iterator["Result"]:
    """The findings about one plan, in order of the text; what is about the whole of it goes first."""
    from plan_extract.reports.result import Result, Rule
    from plan_extract.rules import explanations, told
    from plan_extract.text import Text
    from plan_extract.whereabouts import Whereabouts

    there, text = Whereabouts(plan.source, raw), Text(raw)
    for one in sorted(plan.diagnostics, key=lambda one: (one.span.start if one.span else -1, one.code)):
        if settings.wants(one.code, one.name, name):
            region, place = _stands(one.span, there)
            severity = settings.severity_of(one.code, one.name, one.severity)
            rule = Rule(one.code, one.name, severity, explanations()[one.code].means[language])
            content = text.squeezed(one.span, plan.coverage.furniture) if one.span else one.message
            yield Result(name, rule, told(one, language), region, content, place)


def _stands(span: "Span | None", there: "Whereabouts") -> tuple["Region | None", str]:
    """The region of a text file, or the place in another."""
    from plan_extract.reports.result import Region

    if span is None:
        return None, ""
    if not there.in_lines:
        return None, there.place(span.start)
    return Region(*there.line_and_column(span.start), *there.line_and_column(span.end)), ""


def _write(report: "object", path: Path | None) -> None:
    from plan_extract.baseline import write_baseline
    from plan_extract.reports.result import Report
    from plan_extract.writers.files import write_file

    if path is None:
        raise MisuseError("no_baseline")
    write_file(path, write_baseline(cast(Report, report), path.parent))
