"""The chart of the report workbook: the numbers of its table, told to everyone."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from exports.documents import DOCUMENTS, no_seal
from exports.record import AuditRecord
from exports.workbook.figures_tables import summary_table
from exports.workbook.words import Words
from rubrics.text import Language
from tests.exports.file_checks import CHECKS, Made
from tests.exports.hostile_audits import HOSTILE
from tests.exports.page_reading import Page
from tests.exports.sample_record import empty_record, sample_record, six_level_record
from tests.exports.workbook_reading import parts

CHART, DRAWING = "xl/charts/chart1.xml", "xl/drawings/drawing1.xml"
SIX = six_level_record()


def made(record: AuditRecord, language: Language = "en") -> bytes:
    return DOCUMENTS["xlsx"].build(record, language, no_seal)


def series_of(content: bytes) -> list[str]:
    return re.findall("<c:ser>.*?</c:ser>", parts(content)[CHART], re.DOTALL)


def kept(series: str, part: str) -> list[str]:
    (held,) = re.findall(f"<c:{part}>.*?</c:{part}>", series, re.DOTALL)
    return re.findall("<c:v>(.*?)</c:v>", held)


def test_a_standard_with_one_of_ten_rated_does_not_look_complete() -> None:
    record = sample_record()
    first = record.standards[0]
    figures = first.figures.model_copy(
        update={"applicable": 10, "rated": 1, "counts": (0, 0, 1, 0)}
    )
    standards = (first.model_copy(update={"figures": figures}), *record.standards[1:])
    series = series_of(made(record.model_copy(update={"standards": standards})))
    at = kept(series[0], "cat").index(first.title.en)
    assert [kept(one, "val")[at] for one in series] == ["0", "1", "0", "0", "9"]
    assert kept(series[-1], "tx") == ["Not rated"]
    white, border = re.findall('srgbClr val="([0-9A-F]{6})"', series[-1])[:2]
    assert white == "FFFFFF"
    assert border != white


@pytest.mark.parametrize(
    ("record", "besides"),
    [(sample_record(), ["unrated"]), (SIX, [])],
    ids=["four levels", "six levels, all rated"],
)
def test_each_level_is_a_series_of_the_counts_in_the_summary(
    record: AuditRecord, besides: list[str]
) -> None:
    content, table = made(record), summary_table(Words(record, "en"))
    series = series_of(content)
    ranks = reversed(range(len(record.instrument.levels)))
    keys = [*(f"count_{rank}" for rank in ranks), *besides]
    for one, key in zip(series, keys, strict=True):
        place = table.position(key)
        assert kept(one, "tx") == [table.columns[place - 1].title]
        assert kept(one, "val") == [str(row[place - 1]) for row in table.rows]
    titles = [row[table.position("title") - 1] for row in table.rows]
    assert kept(series[0], "cat") == titles


def test_what_the_chart_refers_to_holds_what_it_keeps() -> None:
    content = made(sample_record(), "fr")
    book = load_workbook(BytesIO(content))
    for one in series_of(content):
        for part in ("tx", "val"):
            found = re.search(rf"<c:{part}>.*?<c:f>'(.*?)'!(.*?)</c:f>", one)
            assert found
            area = book[found[1]][found[2].replace("$", "")]
            rows = area if isinstance(area, tuple) else ((area,),)
            assert [str(row[0].value) for row in rows] == kept(one, part)


def test_a_piece_that_is_not_there_has_no_number() -> None:
    for one in series_of(made(sample_record())):
        bare = re.findall('<c:dLbl><c:idx val="([0-9]+)"/><c:delete val="1"/>', one)
        assert bare == [str(at) for at, value in enumerate(kept(one, "val")) if value == "0"]


def test_every_series_has_a_colour_of_its_own_and_all_but_one_a_hatching() -> None:
    series = series_of(made(SIX))
    colours = [
        re.findall('srgbClr val="([0-9A-F]{6})"', one.split("<c:dLbls>")[0]) for one in series
    ]
    assert len({tuple(each) for each in colours}) == len(series)
    assert ["pattFill" in one for one in series] == [False, True, True, True, True, True]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_chart_is_told_in_the_language_of_the_reader(language: Language) -> None:
    record = sample_record()
    words = Words(record, language)
    told = re.findall('descr="([^"]*)"', parts(made(record, language))[DRAWING])
    assert len(told) == 1
    assert told[0].startswith(words.say("workbook.profile.title"))
    for count, label in zip(record.overall.figures.counts, words.labels, strict=True):
        assert words.say("workbook.profile.count", n=count, level=label) in told[0]
    assert {"en": "1 not rated", "fr": "non cotés\N{NO-BREAK SPACE}: 1"}[language] in told[0]
    assert words.say("workbook.sheet.summary") in told[0]


def test_without_ratings_there_is_nothing_to_draw() -> None:
    for record in (empty_record(), HOSTILE["not applicable"]):
        assert CHART not in parts(made(record))


def test_the_checker_misses_a_chart_that_is_not_told() -> None:
    content, other = made(sample_record()), BytesIO()
    with ZipFile(BytesIO(content)) as archive, ZipFile(other, "w", ZIP_DEFLATED) as changed:
        for name in archive.namelist():
            held = archive.read(name)
            changed.writestr(name, re.sub(rb' descr="[^"]*"', b"", held))

    def faults(file: bytes) -> list[str]:
        return list(CHECKS["xlsx"](Made(file, sample_record(), "en", lambda: Page(b""))))

    assert faults(content) == []
    assert faults(other.getvalue()) == [f"{DRAWING} has no text in place of a picture"]
