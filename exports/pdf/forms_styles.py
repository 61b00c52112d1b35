"""The look of paper forms: close-set, to be read at arm's length and written on."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from exports.pdf.booklet_styles import CELLS, LOOKS
from exports.pdf.styles import BODY, ENTRY, FACT, ITEM, LABEL_WIDTH, MUTED, PART, SMALL

FORM_LEAD = ParagraphStyle("form lead", BODY, fontSize=10.5, leading=15, spaceAfter=6)
ALOUD = ParagraphStyle("form aloud", LOOKS["aloud"], fontSize=10, leading=14)
STANDARD_HEAD = ParagraphStyle("form standard", PART, fontSize=13, leading=17, spaceBefore=4)
CRITERION_HEAD = ParagraphStyle("form criterion", ENTRY, fontSize=10.5, leading=14, spaceBefore=6)
TICK = ParagraphStyle(
    "tick",
    ITEM,
    fontSize=9.2,
    leading=12.2,
    leftIndent=20,
    bulletIndent=1,
    bulletFontName="Symbols",
    bulletFontSize=12,
    spaceAfter=2,
)
NOTE_NAME = ParagraphStyle("note name", FACT, fontSize=8.5, leftIndent=0, spaceAfter=0)
LOOK_FOR = ParagraphStyle("look for", SMALL, fontSize=7.8, leading=10.2, spaceAfter=0)
ANSWER_CELL = ParagraphStyle("answer cell", CELLS, fontSize=9.2, leading=15)
QUIET_CELL = ParagraphStyle("quiet form cell", CELLS, textColor=MUTED)
NOTE_INDENT = LABEL_WIDTH - 2
BECAUSE_INDENT = 52 * mm
