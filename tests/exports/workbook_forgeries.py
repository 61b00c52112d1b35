"""What somebody may do to a workbook so that it reads otherwise than its cells hold."""

from typing import Any

from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.datavalidation import DataValidation

# The first sheet after the cover and the chart.
SUMMARY = 2


def another_figure(book: Any) -> None:
    book.worksheets[SUMMARY]["B2"].number_format = '"3"'


def white_on_white(book: Any) -> None:
    book.worksheets[SUMMARY]["B2"].font = Font(color="FFFFFF", sz=11)


def struck_out(book: Any) -> None:
    book.worksheets[SUMMARY]["B2"].font = Font(color="1F2933", sz=11, strike=True)


def hidden_row(book: Any) -> None:
    book.worksheets[SUMMARY].row_dimensions[2].hidden = True


def flat_row(book: Any) -> None:
    book.worksheets[SUMMARY].row_dimensions[2].height = 1


def narrow_column(book: Any) -> None:
    book.worksheets[SUMMARY].column_dimensions["B"].width = 0.1


def hidden_sheet(book: Any) -> None:
    book.worksheets[SUMMARY].sheet_state = "hidden"


def written_over(book: Any) -> None:
    book.worksheets[SUMMARY]["B2"].comment = Comment("The figure is 3", "forger")


def another_rule(book: Any) -> None:
    style = DifferentialStyle(font=Font(color="FFFFFF"))
    rule = Rule(type="expression", dxf=style, formula=["TRUE"])
    book.worksheets[SUMMARY].conditional_formatting.add("A1:Z99", rule)


def a_rule_that_says_three(book: Any) -> None:
    style = DifferentialStyle(numFmt=NumberFormat(numFmtId=200, formatCode='"3"'))
    rule = Rule(type="expression", dxf=style, formula=["TRUE"])
    book.worksheets[SUMMARY].conditional_formatting.add("A1:Z99", rule)


def merged(book: Any) -> None:
    book.worksheets[SUMMARY].merge_cells("S30:T31")


def without_zeros(book: Any) -> None:
    book.worksheets[SUMMARY].sheet_view.showZeros = False


def another_foot(book: Any) -> None:
    book.worksheets[SUMMARY].oddFooter.left.text = "Withdrawn"


def a_prompt(book: Any) -> None:
    prompt = DataValidation(type=None, sqref="A1:Z99", promptTitle="Audit", prompt="Withdrawn")
    book.worksheets[SUMMARY].add_data_validation(prompt)


def a_shorter_table(book: Any) -> None:
    (table,) = book.worksheets[SUMMARY].tables.values()
    table.ref = table.ref.split(":")[0] + ":C2"
