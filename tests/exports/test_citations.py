"""Citations: what they say, that no program obeys a word of them, and that they name nobody."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.canonical import digest
from exports.citation_files import bibtex, csl_json, in_latex, ris
from exports.citation_id import citation_id
from exports.citations import (
    STYLES,
    Style,
    citations,
    cite_audit,
    cite_finding,
    cited_audit,
    plain,
)
from exports.privacy import edition
from exports.record import Audience, AuditRecord, Facility
from rubrics.text import LANGUAGES, Language, Text
from tests.exports.sample_record import hostile_record, sample_record
from tests.exports.test_privacy import planted
from tests.house.floors import ROOT

FILES: tuple[Callable[[AuditRecord, Language], bytes], ...] = (bibtex, ris, csl_json)
TAGS = ["TY", "ID", "AU", "TI", "M3", "PY", "DA", "SN", "LA", "N1", "ER"]
# Of a finding: in which audit it is comes after its title.
PART_TAGS = [*TAGS[:4], "T2", *TAGS[4:]]
SPECIAL = r"Café ~ 100 % {A} \b^ #1 & $x_y$ <i>|"
LATEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    r"\,": "\u202f",
    "~": "\u00a0",
    **{rf"\{special}": special for special in "#$%&_"},
}


def printed(latex: str) -> str:
    """Return what LaTeX prints for a text; a command it would obey is a fault."""
    known = "|".join(re.escape(command) for command in sorted(LATEX, key=len, reverse=True))
    assert not re.search(r"[\\{}#$%&_^~<>|]", re.sub(known, "", latex))
    return re.sub(known, lambda found: LATEX[found[0]], latex)


def entries(content: bytes) -> list[dict[str, str]]:
    """Read BibTeX entries; each value stands on one line, and a bare line between two entries."""
    *others, last = content.decode().split("\n\n")
    return [entry(one.encode()) for one in (*(f"{other}\n" for other in others), last)]


def entry(content: bytes) -> dict[str, str]:
    """Read one BibTeX entry the way BibTeX does: by counting braces."""
    kind, rest = content.decode().split("{", 1)
    assert kind == "@misc"
    key, rest = rest.split(",", 1)
    fields, depth, start = {"key": key}, 0, 0
    for at, character in enumerate(rest):
        depth += (character == "{") - (character == "}")
        if depth < 0:
            assert rest[at:] == "}\n"
            break
        if character == "," and depth == 0:
            name, value = rest[start:at].split(" = ", 1)
            fields[name.strip()], start = value, at + 1
    return fields


def tags(content: bytes) -> list[tuple[str, str]]:
    *lines, rest = content.decode().split("\r\n")
    assert rest == ""
    return [(line[:2], line[6:]) for line in lines if re.match(r"[A-Z][A-Z0-9]  - ", line)]


def references(content: bytes) -> list[list[tuple[str, str]]]:
    """Return the references of a RIS file, each from its type to its end."""
    found: list[list[tuple[str, str]]] = []
    for tag, value in tags(content):
        found += [[]] if tag == "TY" else []
        found[-1].append((tag, value))
    return found


def final(**changes: object) -> AuditRecord:
    return sample_record("public", state="final", invented=False, **changes)


def named(name: str) -> AuditRecord:
    return final(facility=Facility(id="f1", name=name))


TEXTS: dict[tuple[Language, Style], str] = {
    ("en", "apa"): (
        "Assessment team. (2027, March 9). Integration of peer workers: audit of Centre de santé "
        "mentale de l’Exemple (No. {number}) [Audit report]."
    ),
    ("en", "chicago"): (
        "Assessment team. 2027. Integration of peer workers: audit of Centre de santé mentale de "
        "l’Exemple. Audit report, March 9, 2027 (No. {number})."
    ),
    ("en", "nf"): (
        "ASSESSMENT TEAM. Integration of peer workers: audit of Centre de santé mentale de "
        "l’Exemple [Audit report]. [s.l.]: [s.n.], March 9, 2027 (No. {number})."
    ),
    ("fr", "apa"): (
        "Équipe d’évaluation. (2027, 9 mars). Intégration des pair-aidants : audit de la structure "
        "« Centre de santé mentale de l’Exemple » (n° {number}) [Rapport d’audit]."
    ),
    ("fr", "chicago"): (
        "Équipe d’évaluation. 2027. Intégration des pair-aidants : audit de la structure « Centre "
        "de santé mentale de l’Exemple ». Rapport d’audit, 9 mars 2027 (n° {number})."
    ),
    ("fr", "nf"): (
        "ÉQUIPE D’ÉVALUATION. Intégration des pair-aidants : audit de la structure « Centre de "
        "santé mentale de l’Exemple » [Rapport d’audit]. [s.l.] : [s.n.], 9 mars 2027 "
        "(n° {number})."
    ),
}
FINDINGS: dict[tuple[Language, Style], str] = {
    ("en", "apa"): "Finding on standard D: Free to speak. In Integration",
    ("en", "chicago"): "“Finding on standard D: Free to speak.” In Integration",
    ("en", "nf"): "Finding on standard D: Free to speak. In Integration",
    ("fr", "apa"): "Constat sur le standard D : La liberté de parler. Dans Intégration",
    ("fr", "chicago"): "« Constat sur le standard D : La liberté de parler ». Dans Intégration",
    ("fr", "nf"): "Constat sur le standard D : La liberté de parler. In Intégration",
}


def breaking(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("language", "style"), TEXTS)
def test_an_audit_is_cited_as_the_style_asks(language: Language, style: Style) -> None:
    record = final()
    expected = TEXTS[language, style].format(number=citation_id(digest(record)))
    assert breaking(cite_audit(record, style, language)) == expected


@pytest.mark.parametrize(("language", "style"), FINDINGS)
def test_a_finding_is_cited_within_its_audit(language: Language, style: Style) -> None:
    record = final()
    cited = breaking(cite_finding(record, "D", style, language))
    title = "Integration" if language == "en" else "Intégration"
    before, after = cited.split(FINDINGS[language, style])
    whole = breaking(cite_audit(record, style, language))
    assert (before, after) == tuple(whole.split(title))
    assert record.standards[3].finding not in cited


@pytest.mark.parametrize("standard", ["B", "F", "nope"])
def test_a_finding_that_this_edition_does_not_hold_cannot_be_cited(standard: str) -> None:
    with pytest.raises(KeyError):
        cite_finding(final(), standard, "apa", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_given_the_audit_and_each_finding_in_every_style(language: Language) -> None:
    record = final()
    whole, *findings = citations(record, language)
    assert [text for _, text in whole.texts] == [
        cite_audit(record, style, language) for style in STYLES
    ]
    assert len({name for name, _ in whole.texts}) == len(STYLES)
    assert [[text for _, text in finding.texts] for finding in findings] == [
        [cite_finding(record, standard, style, language) for style in STYLES]
        for standard in ("A", "C", "D")
    ]
    assert all(finding.about in text for finding in findings for _, text in finding.texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_an_invention_and_a_withdrawal_are_said_wherever_it_is_cited(
    language: Language,
) -> None:
    for state in ("agreeing", "withdrawn"):
        record = sample_record("public", state=state)
        said = json.loads(csl_json(record, language))[0]["status"]
        assert len(re.findall(r"\.( |$)", said)) == 2
        assert all(cite_audit(record, style, language).endswith(f" {said}") for style in STYLES)
        assert cite_finding(record, "D", "apa", language).endswith(f" {said}")
        assert printed(entries(bibtex(record, language))[0]["note"][1:-1]).endswith(f" {said}")
        assert dict(tags(ris(record, language)))["N1"].endswith(f" {said}")
    assert "status" not in json.loads(csl_json(final(), language))[0]


def test_a_facility_without_a_name_is_said_to_have_none() -> None:
    assert "audit of a facility not named yet" in cite_audit(named(" "), "apa", "en")
    assert "audit d’une structure encore sans nom" in cite_audit(named(""), "nf", "fr")


BIBTEX = """\
@misc{{{key},
  author = {{{{Assessment team}}}},
  title = {{{{Integration of peer workers: audit of Caf\u00e9 \\textasciitilde{{}} 100 \\% \
\\textbraceleft{{}}A\\textbraceright{{}} \\textbackslash{{}}b\\textasciicircum{{}} \
\\#1 \\& \\$x\\_y\\$ \\textless{{}}i\\textgreater{{}}\\textbar{{}}}}}},
  howpublished = {{Audit report}},
  year = {{2027}},
  month = mar,
  number = {{{number}}},
  langid = {{english}},
  note = {{{note}}},
}}
"""
RIS = """\
TY  - RPRT
ID  - {key}
AU  - Équipe d’évaluation
TI  - Intégration des pair-aidants\u00a0: audit de la structure «\u00a0A ; B\u00a0»
M3  - Rapport d’audit
PY  - 2027
DA  - 2027/03/09/
SN  - {number}
LA  - fr
N1  - {note}
ER\x20\x20-\x20
"""


def told(record: AuditRecord) -> dict[str, str]:
    sealed = digest(record)
    return {
        "sealed": sealed,
        "key": f"peer-rights-audit-2027-{sealed[:8]}",
        "number": citation_id(sealed),
    }


def test_the_bibtex_entry_letter_for_letter() -> None:
    record = named(SPECIAL)
    about = told(record)
    note = (
        "Instrument: Integration of peer workers, version 1.2.0. As of 9 March 2027. "
        f"For the public. Record 2027-0001. SHA-256 of the record: {about['sealed']}."
    )
    entry_of_audit, *findings = bibtex(record, "en").decode().split("\n\n")
    assert f"{entry_of_audit}\n" == BIBTEX.format(**about, note=note)
    assert len(findings) == 3


def test_the_ris_reference_letter_for_letter() -> None:
    record = final(facility=Facility(id="f1", name="A ;\r\nB", country="MA", region="Rabat"))
    about = told(record)
    note = (
        "Référentiel\u00a0: Intégration des pair-aidants, version 1.2.0. Lieu\u00a0: Rabat, Maroc. "
        "État au 9 mars 2027. Pour le public. Dossier 2027-0001. "
        f"SHA-256 du dossier\u00a0: {about['sealed']}."
    )
    expected = RIS.format(**about, note=note)
    assert ris(record, "fr").decode().startswith(expected.replace("\n", "\r\n") + "TY  - CHAP")


def test_the_csl_item_value_for_value() -> None:
    record = final()
    about = told(record)
    item, *_ = json.loads(csl_json(record, "en"))
    assert item.pop("note").endswith(f"SHA-256 of the record: {about['sealed']}.")
    assert item == {
        "id": about["key"],
        "type": "report",
        "author": [{"literal": "Assessment team"}],
        "title": "Integration of peer workers: audit of Centre de santé mentale de l’Exemple",
        "genre": "Audit report",
        "issued": {"date-parts": [[2027, 3, 9]]},
        "number": about["number"],
        "language": "en",
    }
    assert "santé mentale de l’Exemple".encode() in csl_json(record, "en")


READ = ("A", "C", "D")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", ["team", "facility", "public"])
def test_each_finding_that_all_may_read_is_cited_as_a_part_of_the_audit(
    audience: Audience, language: Language
) -> None:
    record = edition(sample_record(), audience)
    keys = [f"{cited_audit(record, language).key}-{standard}" for standard in READ]
    whole, *items = json.loads(csl_json(record, language))
    _, *lines = (dict(one) for one in references(ris(record, language)))
    _, *fields = entries(bibtex(record, language))
    assert [one["id"] for one in items] == keys
    assert [one["ID"] for one in lines] == keys
    assert [one["key"] for one in fields] == keys
    titles = [one["title"] for one in items]
    assert [one["TI"] for one in lines] == titles
    assert [printed(one["title"][2:-2]) for one in fields] == titles
    last = {"en": "Finding on standard D: Free", "fr": "Constat sur le standard D : La liberté"}
    assert breaking(titles[-1]).startswith(last[language])
    for item, line, field in zip(items, lines, fields, strict=True):
        assert (item["type"], line["TY"]) == ("chapter", "CHAP")
        assert item["container-title"] == line["T2"] == whole["title"]
        before = {"en": "In ", "fr": "Dans "}[language]
        within = f"{before}{whole['title']} [{whole['genre']}]"
        assert printed(field["howpublished"][1:-1]) == within
        same = ("author", "genre", "issued", "number", "language", "note", "status")
        assert all(item[name] == whole[name] for name in same)


def test_a_key_holds_no_letter_that_bibtex_would_obey() -> None:
    record = final()
    odd = record.standards[0].model_copy(update={"id": "S2.5, {b}\\é"})
    record = record.model_copy(update={"standards": (odd,)})
    _, finding = entries(bibtex(record, "en"))
    assert finding["key"].endswith("-S2.5b")


@given(st.text())
def test_any_text_is_printed_as_it_is_and_obeyed_by_nobody(text: str) -> None:
    assert printed(in_latex(plain(text))) == plain(text)


@given(st.text())
def test_a_plain_text_is_one_line_and_stays_plain(text: str) -> None:
    made = plain(text)
    assert plain(made) == made
    assert not made or len(made.splitlines()) == 1
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|^ | $|  ", made)


def test_plain_text_keeps_the_letters_and_the_spaces_that_do_not_break() -> None:
    assert plain(" a\t\r\nb\u2028c\u00a0; ﷽\u202eمركز\x07 ") == "a b c\u00a0; ﷽مركز"


@pytest.mark.parametrize("name", [SPECIAL, "", "F.", "{", "}}", "ER  - \r\nTY  - BOOK", "a, b"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_holds_the_same_title_whatever_the_facility_is_called(
    name: str, language: Language
) -> None:
    record = named(name)
    title = json.loads(csl_json(record, language))[0]["title"]
    assert plain(name) in title
    fields, lines = entries(bibtex(record, language))[0], references(ris(record, language))[0]
    assert printed(fields["title"][2:-2]) == title
    assert [tag for tag, _ in lines] == TAGS
    assert dict(lines)["TI"] == title
    assert "," not in dict(lines)["AU"]
    assert ".." not in cite_audit(record, "chicago", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_stay_in_their_field(language: Language) -> None:
    record = hostile_record()
    assert {len(one) for one in entries(bibtex(record, language))} == {9}
    assert len(tags(ris(record, language))) == ris(record, language).count(b"\r\n")
    found = [[tag for tag, _ in one] for one in references(ris(record, language))]
    assert found == [TAGS] + [PART_TAGS] * (len(found) - 1)
    assert all("\u202e" not in text for one in citations(record, language) for _, text in one.texts)


def test_a_standard_that_ends_with_a_stop_gets_no_second_one() -> None:
    record = final()
    first = record.standards[0].model_copy(update={"title": Text(en="Ready.", fr="Prêt.")})
    record = record.model_copy(update={"standards": (first,)})
    assert "Ready. In" in cite_finding(record, "A", "apa", "en")
    assert "“Finding on standard A: Ready.” In" in cite_finding(record, "A", "chicago", "en")


@pytest.mark.parametrize("audience", ["team", "facility", "public"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_citation_tells_more_than_the_public_may_read(
    audience: Audience, language: Language
) -> None:
    record = edition(planted(sample_record(), "public", "canary-4242"), audience)
    made = [file(record, language).decode() for file in FILES]
    made += [text for one in citations(record, language) for _, text in one.texts]
    assert [text for text in made if "canary" in text] == []
    allowed = named("canary-4242")
    assert all(b"canary-4242" in file(allowed, language) for file in FILES)


def test_the_number_is_that_of_the_edition_which_is_cited() -> None:
    record = sample_record()
    for audience in ("team", "facility", "public"):
        given = edition(record, audience)
        assert citation_id(digest(given)) in cite_audit(given, "apa", "en")


CITE = """
import sys
from exports.citation_files import bibtex, csl_json, ris
from exports.citations import citations
from tests.exports.sample_record import sample_record
record = sample_record()
for made in (bibtex, ris, csl_json):
    sys.stdout.buffer.write(made(record, "fr"))
sys.stdout.buffer.write(repr(citations(record, "en")).encode())
"""


def test_the_same_record_gives_the_same_citations_anywhere() -> None:
    record = sample_record()
    here = b"".join(made(record, "fr") for made in FILES) + repr(citations(record, "en")).encode()
    for seed, zone in (("1", "Pacific/Auckland"), ("2", "America/St_Johns")):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        command = [sys.executable, "-c", CITE]
        done = subprocess.run(command, env=surroundings, cwd=ROOT, capture_output=True, check=True)
        assert done.stdout == here
