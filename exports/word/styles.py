"""The look of a Word file, in styles that its readers can change: Word's own where it has one."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor

from rubrics.text import Language

TABLE = "report"
BULLET = "ListBullet"
LABEL = Mm(32)
WIDTH = Mm(170)
_FONT = "Arial"
_INK, _MUTED, _ACCENT = "1C2430", "4A5661", "14425A"
_ALARM, _NOTICE = "8F2416", "6B4700"
_LANGUAGES = {"en": "en-GB", "fr": "fr-FR"}
_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
# By the id of each style: size in points, colour, bold, room before and after in points.
_Look = tuple[float, str, bool, float, float]
_LOOKS: dict[str, _Look] = {
    "Title": (25, _ACCENT, True, 4, 6),
    "Subtitle": (14, _INK, False, 0, 4),
    "Heading1": (17, _ACCENT, True, 14, 6),
    "Heading2": (13, _ACCENT, True, 12, 4),
    "Heading3": (10.5, _INK, True, 10, 3),
    "Caption": (8.5, _MUTED, False, 6, 3),
    "Header": (8, _NOTICE, True, 0, 0),
    "Footer": (8, _MUTED, False, 0, 0),
    BULLET: (10, _INK, False, 0, 3),
    "kicker": (9, _ACCENT, True, 40, 0),
    "lead": (11.5, _INK, True, 4, 6),
    "small": (8.5, _MUTED, False, 0, 4),
    "entry": (10, _INK, True, 8, 2),
    "notice": (10, _NOTICE, True, 6, 6),
    "alarm": (10, _ALARM, True, 6, 6),
    "fact": (9.5, _INK, False, 0, 3),
    "quiet": (8.5, _MUTED, False, 0, 3),
    "label": (9, _INK, True, 1, 1),
    "cell": (9, _INK, False, 1, 1),
    "number": (9, _INK, False, 1, 1),
    "head": (8, "FFFFFF", True, 1, 1),
    "toc1": (10, _INK, True, 3, 1),
    "toc2": (9.5, _INK, False, 0, 1),
}
_GROUNDS = {"notice": "FDF4DF", "alarm": "FBEEEB"}
_TABLE_STYLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE}">
<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>
<w:bottom w:val="single" w:sz="4" w:color="C9D1D6"/>
<w:insideH w:val="single" w:sz="4" w:color="C9D1D6"/></w:tblBorders>
<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>
</w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>
<w:shd w:val="clear" w:color="auto" w:fill="{_ACCENT}"/></w:tcPr></w:tblStylePr></w:style>"""


def dress(document: Document, language: Language) -> None:
    """Give a new document its page, its language and its styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    _remove_what_nobody_uses(document)
    _set_defaults(document, language)
    for name, look in _LOOKS.items():
        _set_style(document, name, look)
    document.styles.element.append(parse_xml(_TABLE_STYLE))


def _remove_what_nobody_uses(document: Document) -> None:
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.style_id != "TableNormal":
            style.delete()


def _set_defaults(document: Document, language: Language) -> None:
    (defaults,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    _set_font(defaults)
    for tongue in (*defaults.findall(qn("w:lang")), *_of_settings(document, "themeFontLang")):
        tongue.attrib.clear()
        tongue.set(qn("w:val"), _LANGUAGES[language])
        tongue.set(qn("w:bidi"), "ar-SA")


def _of_settings(document: Document, name: str) -> Sequence[Any]:
    found: list[Any] = document.settings.element.findall(qn(f"w:{name}"))
    return found


def _set_style(document: Document, name: str, look: _Look) -> None:
    size, colour, bold, before, after = look
    styles: Any = document.styles
    style = next((known for known in styles if known.style_id == name), None)
    if style is None:
        builtin = name[-1].isdigit()  # Word knows the lines of a table of contents as "toc 1"
        said = f"{name[:-1]} {name[-1]}" if builtin else name
        style = styles.add_style(said, WD_STYLE_TYPE.PARAGRAPH, builtin)
        style.base_style = styles.default(WD_STYLE_TYPE.PARAGRAPH)
    _set_font(style.element.get_or_add_rPr())
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    _set_complex_scripts(style, bold=bold)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.2
    _set_place(name, style)


def _set_complex_scripts(style: Any, *, bold: bool) -> None:
    """Give Arabic, Nepali and their like the size and weight of other letters."""
    properties = style.element.rPr
    for known in properties.findall(qn("w:szCs")):
        properties.remove(known)
    size = properties.find(qn("w:sz"))
    size.addnext(OxmlElement("w:szCs", attrs={qn("w:val"): size.get(qn("w:val"))}))
    style.font.cs_bold = bold


def _set_font(properties: Any) -> None:
    """Set the font of every script, in place of the themes of the template."""
    fonts = properties.get_or_add_rFonts()
    for themed in _THEMED:
        fonts.attrib.pop(qn(f"w:{themed}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _set_place(name: str, style: Any) -> None:
    """Set what only some styles have: a margin for labels, a ground, figures to the right."""
    form = style.paragraph_format
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
    if name in ("fact", "quiet"):
        form.left_indent, form.first_line_indent = LABEL, -LABEL
        form.tab_stops.add_tab_stop(LABEL)
    elif name in _GROUNDS:
        ground = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_GROUNDS[name]}"/>'
        style.element.pPr.insert_element_before(
            parse_xml(ground), "w:tabs", "w:spacing", "w:ind", "w:jc"
        )
    elif name == "number":
        form.alignment = 2
    elif name == "toc2":
        form.left_indent = Mm(6)
