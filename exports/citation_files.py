"""The audit and its findings for programs that keep references: BibTeX, RIS, CSL-JSON; UTF-8."""

import json
from collections.abc import Mapping

from exports.citations import CitedAudit, cited_audit, cited_findings
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
    """Return an edition and its findings as BibTeX entries; LaTeX obeys none of their words."""
    cited = cited_audit(record, language)
    entries = [_entry(cited, cited.key, cited.title, cited.kind)]
    entries += [
        _entry(cited, one.key, one.title, one.within)
        for one in cited_findings(record, cited, language)
    ]
    return "\n".join(entries).encode()


def _entry(cited: CitedAudit, key: str, title: str, published: str) -> str:
    # Double braces: a body is not split into names, a title keeps its capitals.
    fields = {
        "author": f"{{{{{in_latex(cited.author)}}}}}",
        "title": f"{{{{{in_latex(title)}}}}}",
        "howpublished": f"{{{in_latex(published)}}}",
        "year": f"{{{cited.day.year}}}",
        "month": _MONTHS[cited.day.month - 1],
        "number": f"{{{cited.number}}}",
        "langid": f"{{{_LANGUAGES[cited.language]}}}",
        "note": f"{{{in_latex(_note(cited))}}}",
    }
    lines = (f"  {name} = {value}," for name, value in fields.items())
    return "\n".join((f"@misc{{{key},", *lines, "}\n"))


def in_latex(text: str) -> str:
    """Return text of which LaTeX and BibTeX obey nothing."""
    return text.translate(_IN_LATEX)


def ris(record: AuditRecord, language: Language) -> bytes:
    """Return an edition as a RIS report, its findings as parts; lines end in CR LF."""
    cited = cited_audit(record, language)
    lines = _reference(cited, "RPRT", cited.key, (("TI", cited.title),))
    for one in cited_findings(record, cited, language):
        lines += _reference(cited, "CHAP", one.key, (("TI", one.title), ("T2", cited.title)))
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines).encode()


def _reference(
    cited: CitedAudit, kind: str, key: str, titles: tuple[tuple[str, str], ...]
) -> list[tuple[str, str]]:
    day = cited.day
    return [
        ("TY", kind),
        ("ID", key),
        ("AU", cited.author),
        *titles,
        ("M3", cited.kind),
        ("PY", f"{day.year:04}"),
        ("DA", f"{day.year:04}/{day.month:02}/{day.day:02}/"),
        ("SN", cited.number),
        ("LA", cited.language),
        ("N1", _note(cited)),
        ("ER", ""),
    ]


def csl_json(record: AuditRecord, language: Language) -> bytes:
    """Return an edition as a CSL-JSON item, followed by its findings as parts of it."""
    cited = cited_audit(record, language)
    items = [_item(cited, {"id": cited.key, "type": "report", "title": cited.title})]
    for one in cited_findings(record, cited, language):
        part = {"id": one.key, "type": "chapter", "title": one.title}
        items.append(_item(cited, {**part, "container-title": cited.title}))
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode()


def _item(cited: CitedAudit, named: Mapping[str, str]) -> dict[str, object]:
    day = cited.day
    return {
        **named,
        "author": [{"literal": cited.author}],
        "genre": cited.kind,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "number": cited.number,
        "language": cited.language,
        "note": _note(cited),
        **({"status": " ".join(cited.standing)} if cited.standing else {}),
    }


def _note(cited: CitedAudit) -> str:
    return " ".join((*cited.notes, *cited.standing))
