"""The way from a file to a plan, as a table of contents."""

import contextlib
import gc
import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plan_extract.assemble import assemble, assemble_facts
from plan_extract.diagnostics import check
from plan_extract.errors import MisuseError, UnreadableError
from plan_extract.extraction.context import Context
from plan_extract.extraction.facts import read_clauses
from plan_extract.extraction.gazetteer import gazetteer
from plan_extract.model import Facts, Plan, Source
from plan_extract.readers import read, read_file_bytes
from plan_extract.readers.options import Options, Revisions
from plan_extract.structure.clauses import parse_clauses, parse_fragment
from plan_extract.structure.header import read_header
from plan_extract.structure.issuers import locate
from plan_extract.structure.segments import split_segments
from plan_extract.text import Text

if TYPE_CHECKING:
    from plan_extract.extraction.own import OwnBody


def parse_file(
    path: Path | str,
    *,
    issuer: str | None = None,
    issued_on: date | None = None,
    units: Path | str | None = None,
    encoding: str | None = None,
    revisions: Revisions = "accept",
) -> Plan:
    """Read the plan in a file; raises UnreadableError where there is none to be read, MisuseError for a missing extra.

    `encoding` is that of a text or a web page, where it is not to be found out; `revisions` says what becomes of tracked
    changes.
    """
    options = Options(encoding, revisions)
    return parse_source(*read(Path(path), options), issuer=issuer, issued_on=issued_on, own=read_own(units))


def parse(
    text: str,
    *,
    name: str | None = None,
    issuer: str | None = None,
    issued_on: date | None = None,
    units: Path | str | None = None,
) -> Plan:
    r"""Read a plan from its text.

    `name` is kept as the name of the source; `issuer` and `issued_on` override what the text says; `units` is a YAML
    file of bodies that go before the built-in ones (`readers.bodies`). Any text gives a plan, if one without tasks;
    only lone surrogates, which no file can hold, raise UnreadableError.

    >>> plan = parse("一、主要任务\n(一)健全制度。2025年底前制定办法。(责任单位:市司法局)", name="plan.txt")
    >>> [(task.title, task.units[0].text, task.due.isoformat()) for task in plan.tasks]
    [('健全制度', '市司法局', '2025-12-31')]
    """
    digest = hashlib.sha256(_encode(text, name)).hexdigest()
    name = name and name.encode(errors="replace").decode()
    source = Source(name=name, media_type="text/plain", encoding=None, sha256=digest, characters=len(text), text=None)
    return parse_source(source, text, issuer=issuer, issued_on=issued_on, own=read_own(units))


def parse_source(
    source: Source,
    raw: str,
    *,
    issuer: str | None = None,
    issued_on: date | None = None,
    own: Sequence["OwnBody"] = (),
    advice: bool = False,
) -> Plan:
    """Read one decoded document; raises MisuseError for an issuer or an issue date that no plan can have.

    With `advice`, its diagnostics hold what the authors of a plan should know too, besides the doubts about its reading.
    """
    _check(issuer, issued_on)
    with _uncollected():
        return _read(source, raw, issuer, issued_on, own, advice)


def _read(
    source: Source, raw: str, issuer: str | None, issued_on: date | None, own: Sequence["OwnBody"], advice: bool
) -> Plan:
    """The whole way from the text to the plan."""
    segments = split_segments(Text(raw), {place.start for place in source.places if place.aside})
    header = read_header(segments, issuer=issuer, issued_on=issued_on)
    clauses = parse_clauses(segments, header)
    bodies = gazetteer(header.document.region, header.document.level, header.document.issued_on, own)
    facts = read_clauses(Context.of(segments.text, clauses, header.document, bodies))
    plan = assemble(source, segments, header, clauses, facts)
    return check(plan, segments, bodies, advice=advice)


def extract(
    text: str,
    *,
    issuer: str | None = None,
    issued_on: date | None = None,
    column: str | None = None,
    units: Path | str | None = None,
) -> Facts:
    """Read the facts of a fragment: a sentence, a clause with its label lines, a bracket, or a bare table cell.

    `issuer` and `issued_on` are those of its document, if they are known; `column` is the header of the cell's column;
    `units` as in `parse`.

    >>> facts = extract("(责任单位:省编办、省发展改革委)", issuer="浙江省人民政府", issued_on=date(2018, 4, 28))
    >>> [unit.canonical for unit in facts.assignments[0].units]
    ['浙江省机构编制委员会办公室', '浙江省发展和改革委员会']
    """
    _check(issuer, issued_on)
    _encode(text, None)
    segments = split_segments(Text(text))
    bodies = gazetteer(*(locate(issuer) if issuer else (None, None)), issued_on, read_own(units))
    context = Context.bare(segments.text, parse_fragment(segments), issued_on, bodies)
    facts = read_clauses(context, column)
    return assemble_facts(context.text, facts)


def read_own(units: Path | str | None) -> tuple["OwnBody", ...]:
    """The bodies of a user's file; none without one. Raises MisuseError for a missing or bad file."""
    if not units:
        return ()
    from plan_extract.readers.bodies import read_bodies  # brings yaml

    try:
        data = read_file_bytes(Path(units))
    except UnreadableError as error:
        raise MisuseError(error.key, **error.details) from None
    return read_bodies(data, str(units))


def _encode(text: str, name: str | None) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise UnreadableError("surrogate", path=name or "text", offset=error.start) from None


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles while a plan is made: there are none, and every search looks at all its records again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _check(issuer: str | None, issued_on: date | None) -> None:
    if issuer and not issuer.isprintable():
        raise MisuseError("bad_issuer", value=ascii(issuer))
    if issued_on and not 1900 <= issued_on.year < 2100:
        raise MisuseError("bad_date", value=issued_on)
