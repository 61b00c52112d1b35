"""The look of a booklet: larger than a report, for a page that lies on a table."""

from collections.abc import Mapping
from typing import cast

from reportlab.lib.colors import HexColor, white
from reportlab.lib.styles import ParagraphStyle

from exports.pdf.styles import (
    ACCENT,
    ALARM,
    BODY,
    CELL,
    CELL_HEAD,
    ENTRY,
    FACT,
    GROUND,
    KICKER,
    LABEL_WIDTH,
    LEAD,
    MUTED,
    NOTICE_BOX,
    PART,
    SECTION,
    SMALL,
    TITLE,
)

_PALE = HexColor("#d5e3ea")

COVER_KICKER = ParagraphStyle("cover kicker", KICKER, fontSize=10, textColor=_PALE, spaceAfter=16)
COVER_TITLE = ParagraphStyle(
    "cover title", TITLE, fontSize=31, leading=38, textColor=white, spaceAfter=14
)
COVER_SUMMARY = ParagraphStyle("cover summary", LEAD, fontSize=12, leading=18, textColor=white)

THEME = ParagraphStyle("theme", SECTION, fontSize=21, leading=27, spaceAfter=8)
STANDARD = ParagraphStyle("standard", PART, fontSize=14, leading=19, spaceBefore=16, spaceAfter=4)
CRITERION = ParagraphStyle("criterion", ENTRY, fontSize=11, leading=15, spaceBefore=6, spaceAfter=4)
HEADINGS: Mapping[int, ParagraphStyle] = {2: THEME, 3: STANDARD, 4: CRITERION}

_ALOUD = ParagraphStyle(
    "aloud",
    LEAD,
    backColor=GROUND,
    borderPadding=cast("float", (7, 10, 9, 10)),
    leftIndent=10,
    rightIndent=10,
    spaceBefore=9,
    spaceAfter=14,
)
LOOKS: Mapping[str, ParagraphStyle] = {
    "lead": ParagraphStyle("theme lead", LEAD, fontSize=12, leading=18),
    "body": BODY,
    "intent": ParagraphStyle("intent", LEAD, textColor=MUTED, spaceAfter=8),
    "aloud": _ALOUD,
    "notice": NOTICE_BOX,
}

MARK = ParagraphStyle("mark", SMALL, fontName="Sans-Bold", textColor=ACCENT, spaceAfter=3)
MARK_ALARM = ParagraphStyle("alarm mark", MARK, textColor=ALARM)

CELLS = ParagraphStyle("booklet cell", CELL, fontSize=8.8, leading=11.8)
CELLS_STRONG = ParagraphStyle("strong booklet cell", CELLS, fontName="Sans-Bold")
CELLS_HEAD = ParagraphStyle("head booklet cell", CELL_HEAD, fontSize=8, leading=10)

_LABEL = ParagraphStyle("label", FACT, fontSize=8, leftIndent=0, textColor=MUTED, spaceAfter=0)
_VALUE = ParagraphStyle("value", FACT, fontSize=9.2, leading=12.4, leftIndent=0, spaceAfter=2)
_QUIET = ParagraphStyle("quiet value", SMALL, leading=10.5, spaceAfter=1)


class FactStyles:
    """How a fact is set: its name, its value, and its values where it has several."""

    def __init__(self, label: ParagraphStyle, value: ParagraphStyle) -> None:
        self.label, self.value = label, value
        self.item = ParagraphStyle(
            f"{value.name} item", value, leftIndent=12, bulletIndent=0, bulletColor=MUTED
        )


FACTS = FactStyles(_LABEL, _VALUE)
QUIET_FACTS = FactStyles(ParagraphStyle("quiet label", _LABEL, leading=10.5), _QUIET)
LABELS = LABEL_WIDTH - 4

_LINE = ParagraphStyle("line", BODY, fontSize=10, leading=13.5)
LINES: Mapping[int, ParagraphStyle] = {
    2: ParagraphStyle("theme line", _LINE, fontName="Sans-Bold", spaceBefore=5),
    3: ParagraphStyle("standard line", _LINE, leftIndent=12),
}
