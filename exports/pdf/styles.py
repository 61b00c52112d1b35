"""The look of our documents: a few quiet colours and the styles of paragraphs."""

from typing import cast

from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

INK, MUTED, RULE = HexColor("#1c2430"), HexColor("#53606b"), HexColor("#c9d1d6")
ACCENT, GROUND = HexColor("#14425a"), HexColor("#f3f6f8")
ALARM, ALARM_GROUND = HexColor("#8f2416"), HexColor("#fbeeeb")
NOTICE, NOTICE_GROUND = HexColor("#7a5200"), HexColor("#fdf4df")

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 20 * mm
WIDTH = PAGE_WIDTH - 2 * MARGIN
LABEL_WIDTH = 27 * mm

BODY = ParagraphStyle(
    "body",
    fontName="Sans",
    bulletFontName="Sans",
    bulletColor=INK,
    fontSize=9.5,
    leading=13.5,
    textColor=INK,
    spaceAfter=4,
)
SMALL = ParagraphStyle("small", BODY, fontSize=8, leading=11, textColor=MUTED, spaceAfter=3)
STRONG = ParagraphStyle("strong", BODY, fontName="Sans-Bold")
# What is found stands close below the name of its standard.
FOUND_NAME = ParagraphStyle("found name", STRONG, spaceAfter=0)
CHART_NAME = ParagraphStyle("chart name", STRONG, spaceBefore=10)
LEAD = ParagraphStyle("lead", BODY, fontSize=11, leading=16, spaceAfter=6)

KICKER = ParagraphStyle("kicker", BODY, fontName="Sans-Bold", fontSize=9, textColor=ACCENT)
TITLE = ParagraphStyle(
    "title", BODY, fontName="Sans-Bold", fontSize=25, leading=32, textColor=ACCENT, spaceAfter=6
)
SUBTITLE = ParagraphStyle("subtitle", BODY, fontSize=14, leading=20, textColor=INK, spaceAfter=4)
SECTION = ParagraphStyle(
    "section",
    BODY,
    fontName="Sans-Bold",
    fontSize=17,
    leading=22,
    textColor=ACCENT,
    spaceAfter=7,
)
# A section that begins where another ends, on the same page if there is room.
FOLLOWING = ParagraphStyle("following section", SECTION, spaceBefore=8 * mm)
PART = ParagraphStyle("part", SECTION, fontSize=12.5, leading=16, spaceBefore=8.5, spaceAfter=3)
ENTRY = ParagraphStyle(
    "entry", BODY, fontName="Sans-Bold", fontSize=9.8, leading=13.5, spaceBefore=10, spaceAfter=2
)

# A fact with its name in the margin.
FACT = ParagraphStyle(
    "fact",
    BODY,
    fontSize=9,
    leading=12.5,
    leftIndent=LABEL_WIDTH,
    bulletIndent=0,
    bulletFontName="Sans",
    bulletFontSize=8,
    bulletColor=MUTED,
    spaceAfter=2.5,
)
QUIET_FACT = ParagraphStyle("quiet fact", FACT, fontSize=8, leading=11, textColor=MUTED)
FACT_STRONG = ParagraphStyle("strong fact", FACT, fontName="Sans-Bold")
ITEM = ParagraphStyle(
    "item",
    BODY,
    fontSize=9,
    leading=12,
    leftIndent=13.5,
    bulletIndent=1,
    bulletFontName="Sans",
    bulletFontSize=9,
    spaceAfter=1.5,
)

_BOX = ParagraphStyle(
    "box",
    STRONG,
    borderPadding=cast("float", (5, 8, 6, 8)),
    leftIndent=8,
    rightIndent=8,
    spaceBefore=7,
    spaceAfter=9,
)
ALARM_BOX = ParagraphStyle("alarm", _BOX, textColor=ALARM, backColor=ALARM_GROUND)
NOTICE_BOX = ParagraphStyle("notice", _BOX, textColor=NOTICE, backColor=NOTICE_GROUND)

CELL = ParagraphStyle("cell", BODY, fontSize=8.5, leading=11.5, spaceAfter=0)
CELL_STRONG = ParagraphStyle("strong cell", CELL, fontName="Sans-Bold")
CELL_NUMBER = ParagraphStyle("number cell", CELL, alignment=TA_RIGHT)
CELL_HEAD = ParagraphStyle(
    "head cell", CELL, fontName="Sans-Bold", fontSize=7.5, leading=9.5, textColor=white
)
CELL_HEAD_NUMBER = ParagraphStyle("head number", CELL_HEAD, alignment=TA_RIGHT)
FOOT = ParagraphStyle("foot", BODY, fontSize=7.5, leading=9, textColor=MUTED, spaceAfter=0)
FOOT_NOTICE = ParagraphStyle("foot notice", FOOT, fontName="Sans-Bold", textColor=NOTICE)
