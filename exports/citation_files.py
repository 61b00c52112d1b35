"""The audit as programs for references read it: BibTeX, RIS and CSL-JSON, all of them UTF-8."""

import json

from exports.citations import CitedAudit, cited_audit
from exports.record import AuditRecord
from rubrics.text import Language

# What LaTeX or BibTeX would obey. Braces are named, since BibTeX counts even escaped ones.
_IN_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{special: f"\\{special}" for special in "#$%&_"},
        "\u00a0": "~",
        "\u202f": r"\,",
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LANGUAGES = {"en": "english", "fr": "french"}


def bibtex(record: AuditRecord, language: Language) -> bytes:
    """Return an edition as one BibTeX entry; LaTeX obeys none of its words."""
    cited = cited_audit(record, language)
    # Double braces: a body is not split into names, a title keeps its capitals.
    fields = {
        "author": f"{{{{{in_latex(cited.author)}}}}}",
        "title": f"{{{{{in_latex(cited.title)}}}}}",
        "howpublished": f"{{{in_latex(cited.kind)}}}",
        "year": f"{{{cited.day.year}}}",
        "month": _MONTHS[cited.day.month - 1],
        "number": f"{{{cited.number}}}",
        "langid": f"{{{_LANGUAGES[language]}}}",
        "note": f"{{{in_latex(_note(cited))}}}",
    }
    lines = (f"  {name} = {value}," for name, value in fields.items())
    return "\n".join((f"@misc{{{cited.key},", *lines, "}\n")).encode()


def in_latex(text: str) -> str:
    """Return text of which LaTeX and BibTeX obey nothing."""
    return text.translate(_IN_LATEX)


def ris(record: AuditRecord, language: Language) -> bytes:
    """Return an edition as one RIS report: a tag and a value a line, lines end in CR LF."""
    cited = cited_audit(record, language)
    day = cited.day
    lines = (
        ("TY", "RPRT"),
        ("ID", cited.key),
        ("AU", cited.author),
        ("TI", cited.title),
        ("M3", cited.kind),
        ("PY", f"{day.year:04}"),
        ("DA", f"{day.year:04}/{day.month:02}/{day.day:02}/"),
        ("SN", cited.number),
        ("LA", language),
        ("N1", _note(cited)),
        ("ER", ""),
    )
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines).encode()


def csl_json(record: AuditRecord, language: Language) -> bytes:
    """Return an edition as a list of one CSL-JSON item."""
    cited = cited_audit(record, language)
    day = cited.day
    item = {
        "id": cited.key,
        "type": "report",
        "author": [{"literal": cited.author}],
        "title": cited.title,
        "genre": cited.kind,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "number": cited.number,
        "language": language,
        "note": _note(cited),
        **({"status": " ".join(cited.standing)} if cited.standing else {}),
    }
    return (json.dumps([item], ensure_ascii=False, indent=2) + "\n").encode()


def _note(cited: CitedAudit) -> str:
    return " ".join((*cited.notes, *cited.standing))
