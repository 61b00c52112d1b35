"""The look of the short documents: larger than a report, and nothing smaller than it must be."""

from typing import cast

from reportlab.lib.styles import ParagraphStyle

from exports.pdf.styles import (
    ALARM,
    ALARM_BOX,
    BODY,
    CELL,
    ITEM,
    KICKER,
    MUTED,
    NOTICE_BOX,
    PART,
    SUBTITLE,
    TITLE,
)

PLAIN = ParagraphStyle("plain", BODY, fontSize=12.5, leading=17.5, spaceAfter=4)
PLAIN_STRONG = ParagraphStyle("strong plain", PLAIN, fontName="Sans-Bold")
PLAIN_ITEM = ParagraphStyle(
    "plain item", ITEM, fontSize=12.5, leading=17, leftIndent=16, bulletIndent=3, spaceAfter=3
)
PLAIN_HEAD = ParagraphStyle("plain head", PART, fontSize=16, leading=21, spaceBefore=9)
PLAIN_ALARM_HEAD = ParagraphStyle("plain alarm head", PLAIN_HEAD, textColor=ALARM)
PLAIN_ALARM = ParagraphStyle(
    "plain alarm", ALARM_BOX, fontSize=12.5, leading=17, spaceBefore=8, spaceAfter=12
)
PLAIN_NOTICE = ParagraphStyle(
    "plain notice",
    NOTICE_BOX,
    fontSize=11,
    leading=14.5,
    borderPadding=cast("float", (4, 8, 5, 8)),
    spaceBefore=8,
    spaceAfter=11,
)
PLAIN_KICKER = ParagraphStyle("plain kicker", KICKER, fontSize=10, leading=14, spaceAfter=1)
PLAIN_TITLE = ParagraphStyle("plain title", TITLE, fontSize=28, leading=34, spaceAfter=2)
PLAIN_PLACE = ParagraphStyle("plain place", SUBTITLE, fontSize=15, leading=20, spaceAfter=1)

# The sheet of the exit meeting has one page for everything.
SHEET = ParagraphStyle("sheet", PLAIN, fontSize=11, leading=15, spaceAfter=3)
SHEET_QUIET = ParagraphStyle("quiet sheet", SHEET, textColor=MUTED)
SHEET_ITEM = ParagraphStyle("sheet item", PLAIN_ITEM, fontSize=11, leading=14.5, spaceAfter=2)
SHEET_HEAD = ParagraphStyle("sheet head", PLAIN_HEAD, fontSize=14, leading=18, spaceAfter=3)
SHEET_ALARM_HEAD = ParagraphStyle("sheet alarm head", SHEET_HEAD, textColor=ALARM)
SHEET_ALARM = ParagraphStyle("sheet alarm", PLAIN_ALARM, fontSize=11, leading=14.5)
SHEET_CELL = ParagraphStyle("sheet cell", CELL, fontSize=11, leading=18)
