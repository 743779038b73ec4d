"""OFD: the lines of its pages by the places of the glyphs, in reading order."""

import pytest

from making_ofd import LEADING, LEFT, SIZE, TOP, archive, document, ofd, page, pages_of, root, text, wrapped
from plan_extract import Plan
from plan_extract.errors import UnreadableError
from plan_extract.readers import read_bytes
from plan_extract.readers.kinds import kind_of
from plan_extract.readers.options import Options
from reading import essence, flipped, plan_of, prefixes, survives

POINTS = 72 / 25.4
LONG = "推进政务服务改革\uff0c健全工作机制。"


def lines_of(raw: str) -> list[str]:
    return [line.strip() for line in raw.split("\n") if line.strip()]


def shown(*pages: str) -> list[str]:
    return read_bytes(ofd(*pages), "plan.ofd")[1].splitlines()


def test_the_plan_on_pages_reads_as_its_text(raw: str, plan: Plan) -> None:
    pages = pages_of(lines_of(raw))
    data = ofd(*pages)
    assert kind_of(data, "plan") == "ofd"
    found, source, read = plan_of(data, "plan.ofd")
    assert essence(found) == essence(plan)
    assert (source.media_type, source.encoding, source.notes) == ("application/ofd", None, ())
    begins = [0, *(at + 1 for at, char in enumerate(read[:-1]) if char == "\n")]
    assert set(begins) <= {place.start for place in source.places}
    assert len(source.places) == sum(len(wrapped([line])) for line in lines_of(raw)) + len(pages)
    assert sorted({place.page or 0 for place in source.places}) == list(range(1, len(pages) + 1))
    second = source.places[1]
    (_, words) = wrapped(lines_of(raw))[1]
    baseline = (TOP + LEADING) * POINTS
    assert second.box == pytest.approx(
        (
            (LEFT + 2 * SIZE) * POINTS,
            baseline - 0.88 * SIZE * POINTS,
            (LEFT + (2 + len(words)) * SIZE) * POINTS,
            baseline + 0.12 * SIZE * POINTS,
        ),
        abs=0.1,
    )


def test_lines_are_in_reading_order_whatever_the_order_of_the_objects() -> None:
    objects = text("丙", 30, 60) + text("乙", 60, 40) + text("甲", 30, 40) + text("丁", 30, 80)
    assert shown(page(objects + text(LONG, 30, 100))) == ["甲         乙", "丙", "丁", LONG]


@pytest.mark.parametrize(
    ("deltas", "line"),
    [
        ("g 3 5.64", "甲乙丙丁"),
        ("5.64 5.64 5.64", "甲乙丙丁"),
        ("5.64 g 2 5.64", "甲乙丙丁"),
        ("5.64 11.28 5.64", "甲乙  丙丁"),
        ("", "甲乙丙丁"),
        ("g 1 5.64", "甲乙丙丁"),
        ("g 9 5.64", "甲乙丙丁"),
    ],
)
def test_the_distances_between_glyphs(deltas: str, line: str) -> None:
    assert shown(page(text("甲乙丙丁", 30, 40, deltas=deltas) + text(LONG, 30, 60)))[0] == line


def test_glyphs_that_go_down_are_lines() -> None:
    down = (
        '<ofd:TextObject ID="1" Font="1" Size="5" Boundary="30 30 10 40"><ofd:TextCode X="0" Y="5" DeltaY="g 2 8">甲乙丙'
        '</ofd:TextCode><ofd:TextCode Y="33">丁</ofd:TextCode></ofd:TextObject>'
    )
    assert shown(page(down + text(LONG, 30, 100)))[:4] == ["甲", "乙", "丙", "丁"]


def test_a_matrix_places_and_sizes_the_glyphs() -> None:
    large = text("甲乙", 30, 40, size=1, extra='CTM="5 0 0 5 10 20"')
    source, read = read_bytes(ofd(page(large + text(LONG, 30, 100))), "plan.ofd")
    assert read.splitlines()[0] == "甲乙"
    box = source.places[0].box
    assert box == pytest.approx([one * POINTS for one in (40, 64 - 4.4, 50, 64 + 0.6)], abs=0.1)


def test_a_line_that_leans_is_a_line_of_its_own() -> None:
    mark = text("内部资料", 60, 45, size=20, extra='CTM="0.7 0.7 -0.7 0.7 0 0"')
    assert shown(page(mark + text(LONG, 30, 40) + text(LONG, 30, 60))) == [LONG, LONG, "内部资料"]


def test_bold_by_printing_twice_and_raised_signs() -> None:
    bold = text("甲乙", 30, 40) + text("甲乙", 30.2, 40)
    raised = text("10m", 30, 60) + text("2", 44.5, 58, size=3)
    assert shown(page(bold + raised + text(LONG, 30, 100)))[:2] == ["甲乙", "10m2"]


def test_running_heads_of_templates_are_furniture() -> None:
    lines = [f"{at}.{LONG}" for at in range(1, 61)]
    pages = [one.replace("<ofd:Content>", '<ofd:Template TemplateID="9"/><ofd:Content>') for one in pages_of(lines)]
    templates = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml" ZOrder="Background"/>'
    head = {"Doc_0/Tpls/Tpl_0/Content.xml": page(text("甲市人民政府文件", 60, 268))}
    plan, _, read = plan_of(ofd(*pages, templates=templates, further=head), "plan.ofd")
    assert read.count("甲市人民政府文件") == len(pages) > 2
    assert plan.coverage.by_kind["furniture"] == len(pages) * len("甲市人民政府文件") + sum(
        len(f"\u2014{at}\u2014") for at in range(1, len(pages) + 1)
    )
    assert all("甲市" not in clause.text for clause in plan.clauses)


@pytest.mark.parametrize("place", ["/Doc_0/Pages/{}.xml", "Pages\\{}.xml", "./Pages/../Pages/{}.xml", "Pages/{}.xml"])
@pytest.mark.parametrize("stroke", ["/", "\\"])
def test_parts_name_each_other_in_every_way(place: str, stroke: str) -> None:
    names = {
        "OFD.xml": root("/Doc_0/Document.xml"),
        "Doc_0/Document.xml": document(2, place=place),
        "Doc_0/Pages/0.xml": page(text(LONG, 30, 40)),
        "Doc_0/Pages/1.xml": page(text(LONG, 30, 40)),
    }
    data = archive({name.replace("/", stroke): content for name, content in names.items()})
    assert read_bytes(data, "plan.ofd")[1] == f"{LONG}\n{LONG}\n"


def test_several_documents_and_the_corner_of_a_page() -> None:
    area = "<ofd:Area><ofd:PhysicalBox>10 20 210 297</ofd:PhysicalBox></ofd:Area>"
    data = archive(
        {
            "OFD.xml": root("a/Document.xml", "b/Document.xml"),
            "a/Document.xml": document(1, place="{}.xml"),
            "a/0.xml": page(text(f"甲{LONG}", 30, 40)),
            "b/Document.xml": document(1, place="{}.xml"),
            "b/0.xml": page(text(f"乙{LONG}", 30, 40), area=area),
        }
    )
    source, read = read_bytes(data, "plan.ofd")
    assert read.splitlines() == [f"甲{LONG}", f"乙{LONG}"]
    assert [place.page for place in source.places] == [1, 2]
    boxes = [place.box or (0,) for place in source.places]
    assert [box[0] for box in boxes] == pytest.approx([30 * POINTS, 20 * POINTS], abs=0.1)


def test_what_is_not_shown() -> None:
    hidden = text("甲", 30, 40, extra='Visible="false"')
    glyphs = '<ofd:TextObject Boundary="0 0 9 9" Size="5"><ofd:CGTransform CodePosition="0"/></ofd:TextObject>'
    group = f'<ofd:PageBlock ID="7"><ofd:PageBlock>{text(LONG, 30, 60)}</ofd:PageBlock></ofd:PageBlock>'
    assert shown(page(hidden + glyphs + group)) == [LONG]


def test_pages_without_text() -> None:
    paths = "<ofd:PathObject/>" * 200
    with pytest.raises(UnreadableError, match="scan"):
        read_bytes(ofd(page('<ofd:ImageObject ID="3" ResourceID="4"/>'), page("")), "plan.ofd")
    with pytest.raises(UnreadableError, match="scan"):
        read_bytes(ofd(page(paths + text("1", 100, 270))), "plan.ofd")
    source, read = read_bytes(ofd(page(text(LONG, 30, 40) + text(LONG, 30, 60)), page(paths)), "plan.ofd")
    assert (read.splitlines(), source.notes) == ([LONG, LONG], ("paths",))


@pytest.mark.parametrize(
    "broken",
    [
        page(text(LONG, 30, 40).replace("Boundary", "Bound")),
        page(text(LONG, 30, 40, deltas="g x 5")),
        page(text(LONG, 30, 40, deltas="nan inf")),
        page(text(LONG, 30, 40, deltas="g")),
        page(text(LONG, 30, 40, extra='CTM="1 0 0"')),
        page(text(LONG, 1e9, 40)),
        page("", area="<ofd:Area><ofd:PhysicalBox>a</ofd:PhysicalBox></ofd:Area>"),
        "<!DOCTYPE a [<!ENTITY b 'c'>]>" + page(text(LONG, 30, 40)).partition("?>")[2],
        page(text(LONG, 30, 40)).replace("UTF-8", "UTF-0"),
        "<ofd:Page",
        "",
    ],
)
def test_a_broken_page_is_refused(broken: str) -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        read_bytes(ofd(broken), "plan.ofd")


@pytest.mark.parametrize("missing", ["Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"])
def test_a_missing_part_is_damage(missing: str) -> None:
    entries = {
        "OFD.xml": root("Doc_0/Document.xml"),
        "Doc_0/Document.xml": document(1),
        "Doc_0/Pages/Page_0/Content.xml": page(text(LONG, 30, 40)),
    }
    del entries[missing]
    with pytest.raises(UnreadableError, match="damaged"):
        read_bytes(archive(entries), "plan.ofd")
    with pytest.raises(UnreadableError, match="no pages"):
        read_bytes(archive({"OFD.xml": root()}), "plan.ofd")


def test_it_has_limits() -> None:
    far = page(text(LONG, 30, 40, size=0, deltas=f"g {10**12} 5") + text(LONG, 30, 60))
    assert read_bytes(ofd(far), "plan.ofd")[1].endswith(f"\u3002\n{LONG}\n")
    with pytest.raises(UnreadableError, match="too large"):
        read_bytes(ofd(page(text(LONG, 30, 40))), "plan.ofd", Options(largest=500))
    with pytest.raises(UnreadableError, match="damaged"):
        read_bytes(ofd(page("<ofd:PageBlock>" * 1000 + "</ofd:PageBlock>" * 1000)), "plan.ofd")


def test_any_damage_is_read_or_refused(raw: str) -> None:
    data = ofd(*pages_of(lines_of(raw)[:12]))
    assert survives(data, "plan.ofd")
    assert [survives(part, "plan.ofd") for part in (*prefixes(data), *flipped(data))]
    assert not survives(b"PK\x03\x04" + bytes(range(256)) * 9, "plan.ofd")
