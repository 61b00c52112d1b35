"""The plan workbook: the record's actions, lists in the reader's language, formulas with values."""

from datetime import date, datetime

import pytest

from exports.canonical import digest
from exports.record import ActionRecord, AuditRecord
from exports.workbook.plan import SCHEMA, plan_workbook
from exports.workbook.plan_summaries import by_owner, by_standard
from exports.workbook.plan_table import alert, plan_table
from exports.workbook.words import Words
from rubrics.text import LANGUAGES, Language
from tests.exports.sample_record import sample_record
from tests.exports.workbook_reading import RECORDS, by_key, opened, title

EVERY = [(name, language) for name in RECORDS for language in LANGUAGES]


def with_actions(*actions: ActionRecord) -> AuditRecord:
    return sample_record(actions=actions)


def action(name: str, **fields: object) -> ActionRecord:
    return ActionRecord.model_validate({"id": name, "chosen": True, "text": name} | fields)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_is_there_in_words(language: Language) -> None:
    record = sample_record()
    words = Words(record, language)
    rows = by_key(opened(plan_workbook(record, language)), plan_table(words))
    found = {row["action_id"]: row for row in rows if row["action_id"]}
    assert set(found) == {a.id for a in record.actions}
    for one in record.actions:
        row = found[one.id]
        assert row["status"] == words.say(f"common.status.{one.status}")
        assert row["chosen"] == words.yes(one.chosen)
        assert row["criterion"] == one.criterion
        assert row["severity"] == one.severity
        assert row["owner"] == (one.owner or None)
        assert row["due"] == (datetime.fromisoformat(one.due) if one.due else None)
        assert row["priority"] == (words.one_of("priority", one.priority) or None)
        assert row["in_power"] == (words.one_of("in_power", one.in_power) or None)
        assert row["cost"] == (words.one_of("cost", one.cost) or None)
        assert row["alert"] == (alert(words, one) or None)
        proposed = one.proposal.in_language(language) if one.proposal else None
        assert row["proposal"] == proposed
        assert row["action"] == (one.text or proposed)


def test_chosen_actions_come_first_and_breaches_before_others() -> None:
    record = with_actions(
        action("later", chosen=False, breach=True, severity=9),
        action("light", severity=1),
        action("grave", severity=8),
        action("breach", breach=True, severity=2),
    )
    rows = plan_table(Words(record, "en")).rows
    assert [row[0] for row in rows if row[0]] == ["breach", "grave", "light", "later"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"due": "2027-03-08"}, "Late"),
        ({"due": "2027-03-09"}, "Within 30 days"),
        ({"due": "2027-04-08"}, "Within 30 days"),
        ({"due": "2027-04-09"}, ""),
        ({"due": ""}, "No due date"),
        ({"due": "soon"}, "No due date"),
        ({"due": "2027-03-08", "chosen": False}, ""),
        ({"due": "2027-03-08", "status": "done"}, ""),
        ({"due": "2027-03-08", "status": "verified"}, ""),
        ({"due": "2027-03-08", "status": "dropped"}, ""),
        ({"due": "2027-03-08", "status": "in_progress"}, "Late"),
    ],
)
def test_alerts_are_counted_from_the_day_of_the_record(
    fields: dict[str, object], expected: str
) -> None:
    record = with_actions(action("a1", **fields))
    assert alert(Words(record, "en"), record.actions[0]) == expected


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_tallies_count_the_chosen_actions(name: str, language: Language) -> None:
    record = RECORDS[name]()
    words = Words(record, language)
    book = opened(plan_workbook(record, language))
    chosen = [a for a in record.actions if a.chosen]
    for tally in (by_owner(words), by_standard(words)):
        rows = by_key(book, tally.table)
        assert sum(row["in_plan"] for row in rows) == len(chosen)
        for status in ("proposed", "agreed", "in_progress", "done", "verified", "dropped"):
            count = sum(a.status == status for a in chosen)
            assert sum(row[f"in_{status}"] for row in rows) == count
        for kind in ("late", "soon"):
            word = words.say(f"workbook.alert.{kind}")
            count = sum(alert(words, a) == word for a in chosen)
            assert sum(row[f"in_{kind}"] for row in rows) == count


def test_the_share_done_is_a_number_and_a_bar() -> None:
    statuses = ("done", "verified", "agreed", "dropped", "in_progress", "proposed")
    actions = [action(f"a{n}", owner="Ana", status=status) for n, status in enumerate(statuses)]
    actions += [action("b1", owner="Bo", chosen=False, status="done")]
    record = with_actions(*actions)
    tally = by_owner(Words(record, "en"))
    book = opened(plan_workbook(record, "en"))
    rows = {row["owner"]: row["finished"] for row in by_key(book, tally.table)}
    assert rows["Ana"] == 0.333
    assert rows["Bo"] == "–"
    sheet = book[title(record, "en", "owners")]
    (rules,) = (each.rules for each in sheet.conditional_formatting)
    assert [rule.type for rule in rules] == ["dataBar"]
    assert [(end.type, end.val) for end in rules[0].dataBar.cfvo] == [("num", 0), ("num", 1)]


def test_no_cell_is_merged_and_every_table_begins_in_the_corner() -> None:
    book = opened(plan_workbook(sample_record(), "fr"))
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges
        assert all(native.ref.startswith("A1:") for native in sheet.tables.values())
        if sheet.tables:
            assert sheet.freeze_panes is not None
            assert sheet.print_title_rows == "$1:$1"
            assert sheet.page_setup.fitToHeight == 0


def test_owners_are_told_apart_whatever_their_names() -> None:
    names = ["*", ">5", "Nobody yet", "", "ada", "Ada", "=1+1"]
    actions = [action(f"a{n}", owner=name) for n, name in enumerate(names)]
    tally = by_owner(Words(with_actions(*actions), "en"))
    assert sorted(tally.keys) == sorted(names)
    assert {row[1] for row in tally.table.rows} == {1}


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_no_formula_is_without_its_value(name: str, language: Language) -> None:
    content = plan_workbook(RECORDS[name](), language)
    formulas, values = opened(content, values=False), opened(content)
    words = Words(RECORDS[name](), language)
    blank = {words.say("workbook.sheet.plan")}  # an alert that has nothing to say is empty text
    count = 0
    for sheet in formulas.worksheets:
        for row in sheet:
            for cell in row:
                if cell.data_type == "f":
                    count += 1
                    value = values[sheet.title][cell.coordinate].value
                    assert value is not None or sheet.title in blank
    assert count > 0


def test_the_reference_date_is_a_named_cell() -> None:
    book = opened(plan_workbook(sample_record(), "fr"))
    sheet, place = next(book.defined_names["ReferenceDate"].destinations)
    assert book[sheet][place].value.date() == date(2027, 3, 9)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_offer_the_words_of_the_reader(language: Language) -> None:
    record = sample_record()
    book = opened(plan_workbook(record, language))
    plan = book[title(record, language, "plan")]
    lists = {rule.formula1 for rule in plan.data_validations.dataValidation if rule.type == "list"}
    assert lists == {"YesNo", "Statuses", "Priorities", "Powers", "Costs"}
    words = Words(record, language)
    sheet, area = next(book.defined_names["Statuses"].destinations)
    offered = [row[0].value for row in book[sheet][area]]
    assert offered[0] == words.say("common.status.proposed")
    assert len(offered) == 6
    assert book[sheet].sheet_state == "hidden"


def test_codes_are_locked_and_decisions_are_open() -> None:
    record = sample_record()
    made = plan_table(Words(record, "en"))
    plan = opened(plan_workbook(record, "en"))[made.title]
    assert plan.protection.sheet
    for column, head in enumerate(made.columns, 1):
        assert plan.cell(2, column).protection.locked == (not head.answer)
    answers = {column.key for column in made.columns if column.answer}
    assert {"owner", "due", "status", "priority", "action"} <= answers
    assert not {"action_id", "criterion", "standard_id", "alert", "proposal"} & answers


def test_the_file_knows_which_audit_it_came_from() -> None:
    record = sample_record("facility")
    sheet = opened(plan_workbook(record, "fr"))["_audit"]
    identity = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert identity["schema"] == SCHEMA
    assert identity["audit"] == record.id
    assert identity["language"] == "fr"
    assert identity["audience"] == "facility"
    assert identity["digest"] == digest(record)
    assert sheet.sheet_state == "veryHidden"


def test_the_public_plan_has_no_column_for_what_it_may_not_tell() -> None:
    record = sample_record("public")
    made = plan_table(Words(record, "en"))
    keys = {column.key for column in made.columns}
    assert not {"owner", "action_notes", "shaped_by", "completion_evidence"} & keys
    assert len(made.rows) == len(record.actions)
    assert title(record, "en", "owners") not in opened(plan_workbook(record, "en")).sheetnames


def test_a_date_no_workbook_can_hold_stays_text() -> None:
    record = sample_record(
        as_of="someday", actions=(action("a1", due="1066-10-14"), action("a2", due="2027-01-01"))
    )
    words = Words(record, "en")
    rows = by_key(opened(plan_workbook(record, "en")), plan_table(words))
    assert [row["due"] for row in rows[:2]] == ["1066-10-14", datetime(2027, 1, 1)]  # noqa: DTZ001
    assert [row["alert"] for row in rows[:2]] == ["No due date", None]
