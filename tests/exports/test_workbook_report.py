"""The report workbook says what the record says, in both languages, on scales of any length."""

import pytest

from exports import changes_words
from exports.record import Figures, Group, StandardResult
from exports.workbook.changes_tables import changes_lines, in_short
from exports.workbook.criteria_tables import criteria_table, highlights_table, ratings_table
from exports.workbook.figures_tables import cross_section, summary_table
from exports.workbook.report import report_tables, report_workbook
from exports.workbook.words import Words, fill_of
from rubrics.text import LANGUAGES, Language
from tests.exports.changed_record import changed_record, comparison
from tests.exports.sample_record import empty_record, sample_record, six_level_record
from tests.exports.workbook_reading import RECORDS, by_key, opened, readable, title

EVERY = [(name, language) for name in RECORDS for language in LANGUAGES]


def shown(figures: Figures) -> dict[str, object]:
    counts = {f"count_{rank}": count for rank, count in enumerate(figures.counts)}
    return counts | {
        "applicable": figures.applicable,
        "rated": figures.rated,
        "coverage": figures.coverage,
        "breaches": len(figures.breaches),
        "breach_ids": ", ".join(figures.breaches) or None,
    }


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_figure_of_the_summary_is_the_record_s(name: str, language: Language) -> None:
    record = RECORDS[name]()
    words = Words(record, language)
    rows = by_key(opened(report_workbook(record, language)), summary_table(words))
    found = {row["id"]: row for row in rows}
    groups: list[Group | StandardResult] = [record.overall, *record.themes, *record.standards]
    assert len(rows) == len(groups)
    for group in groups:
        row, figures = found[group.id], group.figures
        low, high = figures.bounds or (None, None)
        expected = shown(figures) | {"index": figures.index, "low": low, "high": high}
        assert {key: row[key] for key in expected} == expected
        assert row["unrated"] == figures.applicable - figures.rated
        assert row["title"] == group.title.in_language(language)
        assert row["proposed"] == (words.level(figures.proposed) or None)
        if figures.level is None:
            assert row["level"] == words.say("common.figure.no_level")
            assert row["no_level"] == words.say(f"common.reason.{figures.reason}")
        else:
            assert row["level"] == words.labels[figures.level]


@pytest.mark.parametrize(("name", "language"), EVERY)
@pytest.mark.parametrize("key", ["rights", "qualityrights"])
def test_rights_show_counts_and_breaches_but_never_a_level(
    key: str, name: str, language: Language
) -> None:
    record = RECORDS[name]()
    groups = getattr(record, key)
    words = Words(record, language)
    made = cross_section(words, key, groups)
    rows = by_key(opened(report_workbook(record, language)), made)
    assert [row["id"] for row in rows] == [group.id for group in groups]
    for row, group in zip(rows, groups, strict=True):
        expected = shown(group.figures)
        assert {field: row[field] for field in expected} == expected
        assert not {str(value) for value in row.values()} & set(words.labels)
    assert not {"level", "index", "proposed"} & {column.key for column in made.columns}


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_criterion_has_its_level_in_words_and_its_rank(name: str, language: Language) -> None:
    record = RECORDS[name]()
    words = Words(record, language)
    rows = by_key(opened(report_workbook(record, language)), criteria_table(words))
    assert [row["id"] for row in rows] == [criterion.id for criterion in record.criteria]
    for row, criterion in zip(rows, record.criteria, strict=True):
        assert row["rank"] == criterion.rank
        assert row["level"] == words.judgement(criterion)
        assert row["statement"] == criterion.statement.in_language(language)
        assert (row["breach"] is not None) == (criterion.red_line and criterion.rank == 0)
        assert (row["provisional"] is not None) == criterion.provisional
        if criterion.rank is not None:
            assert row["anchor"] == criterion.anchors[criterion.rank].in_language(language)


def test_breaches_come_first_and_strengths_are_there() -> None:
    record = sample_record()
    words = Words(record, "en")
    rows = by_key(opened(report_workbook(record, "en")), highlights_table(words))
    kinds = [row["highlight"] for row in rows]
    assert kinds == sorted(kinds, key=["Breach", "Red line not rated", "Strength"].index)
    breached = [row["id"] for row in rows if row["highlight"] == "Breach"]
    assert breached == list(record.overall.figures.breaches)
    assert kinds.count("Strength") == record.overall.figures.counts[3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_says_so_on_the_first_sheet_and_on_every_printed_page(language: Language) -> None:
    record = sample_record()
    book = opened(report_workbook(record, language))
    draft, invented = Words(record, language).banners()
    first = [cell.value for cell in book.worksheets[0]["A"]]
    assert draft in first
    assert invented in first
    for sheet in book.worksheets:
        assert sheet.oddHeader is not None
        assert draft in (sheet.oddHeader.center.text or "")


@pytest.mark.parametrize("state", ["final", "published"])
def test_a_final_report_is_no_draft(state: str) -> None:
    record = sample_record(state=state, invented=False)
    content = report_workbook(record, "en")
    assert "Draft" not in readable(content)
    assert "Invented" not in readable(content)


def test_the_first_sheet_leads_to_every_other() -> None:
    book = opened(report_workbook(sample_record(), "fr"))
    cover, *others = book.worksheets
    links = {cell.hyperlink.location for row in cover for cell in row if cell.hyperlink}
    assert links == {f"'{sheet.title}'!A1" for sheet in others}


def test_ratings_and_notes_are_shown_only_where_the_edition_has_them() -> None:
    ratings = title(sample_record(), "en", "ratings")
    assert ratings in opened(report_workbook(sample_record(), "en")).sheetnames
    facility = opened(report_workbook(sample_record("facility"), "en"))
    assert ratings not in facility.sheetnames
    table = ratings_table(Words(sample_record(), "fr"))
    assert table is not None
    shown = [table.position(f"shown_{line}") - 1 for line in ("documents", "observation")]
    first, second = ([row[place] for place in shown] for row in table.rows[:2])
    assert (first, second) == (["Non démarré", "Pleinement"], ["", ""])


@pytest.mark.parametrize("name", RECORDS)
def test_every_sheet_is_a_table_at_a1_with_its_head_frozen_and_nothing_merged(name: str) -> None:
    record, language = RECORDS[name](), LANGUAGES[-1]
    book = opened(report_workbook(record, language))
    tables = report_tables(Words(record, language))
    drawn = int(record.overall.figures.rated > 0)
    assert len(book.worksheets) == 1 + drawn + len(tables)
    for made, sheet in zip(tables, book.worksheets[1 + drawn :], strict=True):
        (native,) = sheet.tables.values()
        assert native.ref.startswith("A1:")
        assert len(sheet[native.ref]) == max(len(made.rows), 1) + 1
        heads = [column.name for column in native.tableColumns]
        assert heads == [cell.value for cell in sheet[1]]
        assert len(set(heads)) == len(heads)
        assert str(sheet.freeze_panes).endswith("2")
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.fitToHeight == 0
    assert all(not sheet.merged_cells.ranges for sheet in book.worksheets)
    assert all(len(sheet.title) <= 31 for sheet in book.worksheets)
    assert len({sheet.title.casefold() for sheet in book.worksheets}) == len(book.worksheets)


def test_no_letter_is_smaller_than_eleven_points() -> None:
    for sheet in opened(report_workbook(sample_record(), "en")).worksheets:
        assert all(cell.font.sz >= 11 for row in sheet for cell in row)


def test_the_dictionary_explains_every_column() -> None:
    record = sample_record()
    tables = report_tables(Words(record, "fr"))
    *others, dictionary = tables
    explained = {(row[0], row[1]) for row in dictionary.rows}
    assert explained == {(t.title, column.title) for t in others for column in t.columns}
    assert all(row[2] for row in dictionary.rows)


def test_columns_follow_the_scale() -> None:
    columns = [column.key for column in summary_table(Words(six_level_record(), "en")).columns]
    assert [key for key in columns if key.startswith("count_")] == [f"count_{n}" for n in range(6)]
    assert len({fill_of(rank, 5) for rank in range(6)}) == 6
    assert fill_of(0, 1) == fill_of(0, 3)
    assert fill_of(1, 1) == fill_of(3, 3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changed_since_the_audit_before_has_its_sheets(language: Language) -> None:
    record = changed_record()
    words, book = Words(record, language), opened(report_workbook(record, language))
    by_criterion, in_words = changes_lines(words)
    rows = {row["id"]: row for row in by_key(book, by_criterion)}
    comparison = record.comparison
    assert comparison is not None
    assert list(rows) == [c.id for c in comparison.criteria]
    assert {c.id: c.after - c.before for c in comparison.criteria} == {
        name: row["moved"] for name, row in rows.items()
    }
    labels = words.labels
    assert [rows["B1"][key] for key in ("level_before", "level_now", "rank_now")] == [
        *(labels[1], labels[0], 0)
    ]
    told = [row["told"] for row in by_key(book, in_words)]
    assert set(changes_words.told(comparison, words.top, words.say)) <= set(told)
    first = {(row[0].value, row[1].value) for row in book.worksheets[0].iter_rows()}
    assert (words.say("changes.title"), in_short(words)) in first
    assert {(table.title, table.about) for table in (by_criterion, in_words)} <= first


def test_the_smallest_detectable_change_stands_beside_its_sentence() -> None:
    found = comparison().model_copy(
        update={"joint": (24, 30), "sem": 0.101, "smallest": 0.28, "verdict": "distinguishable"}
    )
    record = changed_record().model_copy(update={"comparison": found})
    _, in_words = changes_lines(Words(record, "en"))
    figures = {row[0]: row[2] for row in in_words.rows}
    assert figures["Smallest detectable change"] == 0.28
    assert figures["Change of the mean level"] == found.change
    assert any("1.96 · √2 · 0.101 = 0.280" in str(row[1]) for row in in_words.rows)


def test_without_an_audit_before_no_sheet_says_that_anything_changed() -> None:
    titles = {table.key for table in report_tables(Words(sample_record(), "en"))}
    assert not titles & {"comparison", "comparison_told"}


def test_an_empty_audit_gives_a_workbook_that_says_so() -> None:
    book = opened(report_workbook(empty_record(), "en"))
    cover = {row[0].value: row[1].value for row in book.worksheets[0].iter_rows()}
    assert cover["Level"] == "No level"
    assert cover["Breaches"] == "No red line crossed among the criteria rated"
