"""Reading rubrics: nothing guessed, nothing lost, each found by its id and version."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from rubrics.draft import DATA
from rubrics.faults import FaultsError
from rubrics.loader import RubricInfo, choose, digest, find, in_folder, installed, load_rubric
from rubrics.model import Applicability, Duration, Rubric
from rubrics.strict_yaml import LARGEST, YamlError, read
from rubrics.text import Text
from rubrics.vocabulary import FacilityKind
from tests.rubrics.builders import TINY, rubric_of, tiny

RELEASED = Path(__file__).with_name("released.json")


def test_scalars_are_text() -> None:
    document = read(b"a: no\nb: 1.10\nc: 12:30\nd: 2012-06-01\ne: [~, 0x1F]\nf:\n")
    assert document.tree == {
        "a": "no",
        "b": "1.10",
        "c": "12:30",
        "d": "2012-06-01",
        "e": ["~", "0x1F"],
        "f": "",
    }
    assert document.lines[("e", "1")] == 5


@pytest.mark.parametrize(
    ("data", "key", "line"),
    [
        (b"a: 1\nb: 2\na: 3\n", "repeated_key", 3),
        (b"a: &x 1\n", "alias", 1),
        (b"a: 1\nb: *x\n", "alias", 2),
        (b"a: !python/object x\n", "tag", 1),
        (b"a: [1\nb: 2\n", "not_yaml", 2),
        (b"a: b\nc: {en: Why, fr: Or}\nd: {en: Or? So, fr: Or}\n", "bare_question", 3),
        (b"a: [b, [Or?]]\n", "bare_question", 1),
        (b"a: \x00\n", "not_yaml", None),
        (b"ok: 1\na: \xff\n", "not_utf8", 2),
        (b"", "empty_file", 1),
        (b"a: 1\n---\nb: 2\n", "several_documents", 2),
        (b"? [a]\n: 1\n", "key_not_text", 1),
        (b"[" * 500 + b"]" * 500, "too_deep", 1),
        (b"a" * (LARGEST + 1), "too_large", None),
    ],
)
def test_what_is_not_strict_yaml_is_refused(data: bytes, key: str, line: int | None) -> None:
    with pytest.raises(YamlError) as caught:
        read(data)
    assert (caught.value.key, caught.value.line) == (key, line)


def test_the_tiny_rubric_reads_as_written() -> None:
    rubric = tiny()
    assert (rubric.id, rubric.version, rubric.scale.top, rubric.scale.breach_cap) == (
        "tiny",
        "1.0.0",
        2,
        0,
    )
    assert [standard.id for standard in rubric.standards] == ["S", "T", "U"]
    assert [c.id for c in rubric.criteria("short")] == ["S1", "S2", "T1", "T2", "U1", "U2"]
    assert rubric.criterion("S1").red_line is True
    assert rubric.criterion("S3").core is False
    question = rubric.criterion("U1").questions[1]
    assert (question.group, question.core, question.ranks) == ("service_users", True, (0, 2))
    assert rubric.standard("T").title.fr == "Les allées"


def test_interviews_and_lenses_are_read_from_their_own_files() -> None:
    rubric = tiny()
    assert rubric.interviews is not None
    assert [lens.id for lens in rubric.lenses] == ["book:gate", "book:people", "joy"]
    assert [question.id for question in rubric.interviews.unscored] == ["glad", "wish"]
    yes_no = rubric.interviews.answers("yes_no")
    assert yes_no is not None
    assert [choice.id for choice in yes_no.choices] == ["no", "yes"]
    assert rubric.interviews.answers("perhaps") is None


def test_a_rubric_needs_neither_interviews_nor_lenses() -> None:
    rubric = find("peer-integration", "0.1.0")
    assert (rubric.interviews, rubric.lenses, rubric.kind) == (None, (), "audit")


def test_only_the_lists_that_are_used_are_kept() -> None:
    assert [right.id for right in tiny().rights] == ["crpd:9", "crpd:19", "crpd:29"]
    assert [part.id for part in tiny().qualityrights] == [
        *("qualityrights:1", "qualityrights:4", "qualityrights:5"),
        *("qualityrights:1.1", "qualityrights:1.2", "qualityrights:4.1", "qualityrights:5.1"),
    ]


def test_a_rubric_survives_its_own_json() -> None:
    assert Rubric.model_validate_json(tiny().model_dump_json()) == tiny()


def test_every_fault_of_shape_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "rubric.yaml").write_text("id: a b\ncolour: red\n", encoding="utf-8")
    (tmp_path / "references.yaml").write_text("references: []\n", encoding="utf-8")
    with pytest.raises(FaultsError) as caught:
        load_rubric(tmp_path)
    said = {(fault.key, fault.where) for fault in caught.value.faults}
    assert {("not_an_id", "id"), ("unknown_field", "colour"), ("missing", "scale")} <= said
    assert "rubric.yaml:1: id:" in str(caught.value)


def test_the_digest_follows_the_words_and_not_the_status() -> None:
    rubric = tiny()
    assert digest(rubric) == digest(rubric.model_copy(update={"status": "released"}))
    assert digest(rubric) != digest(rubric.model_copy(update={"version": "1.0.1"}))
    assert digest(rubric) != digest(rubric.model_copy(update={"title": rubric.summary}))


@pytest.mark.parametrize(
    "younger",
    [
        {"kind": "screening"},
        {"validation": Text(en="Tried out.", fr="Mis à l’essai.")},
        {"time": {"short": Duration(checklist=60, interview=15)}},
        {"time_basis": Text(en="Guessed.", fr="Deviné.")},
        {"lenses": ()},
        {"interviews": None},
    ],
    ids=lambda younger: next(iter(younger)),
)
def test_the_digest_follows_what_the_model_learned_later(younger: dict[str, object]) -> None:
    assert digest(tiny().model_copy(update=younger)) != digest(tiny())


def test_a_silent_rubric_keeps_its_digest_when_the_model_learns() -> None:
    silent = rubric_of({"t": {"A": "A1 A2"}})
    assert digest(silent) == "ec10804fd0be07d9d7f279b1adaf0cbcfc23b80700d9aea77f76fc522ddbabe0"


def test_facilities_count_in_the_digest_only_where_they_are_limited() -> None:
    reason = {"en": "No ward.", "fr": "Pas de service."}
    found = {
        digest(_with_applies(Applicability.model_validate(applies | {"reason": reason})))
        for applies in (
            {},
            {"facilities": get_args(FacilityKind)},
            {"facilities": ["prison"]},
        )
    }
    assert len(found) == 2


def _with_applies(applies: Applicability) -> Rubric:
    content = rubric_of({"t": {"A": "A1 A2"}}).model_dump()
    content["themes"][0]["standards"][0]["criteria"][0]["applies"] = applies.model_dump()
    return Rubric.model_validate(content)


def test_the_digest_is_the_same_in_another_process() -> None:
    code = (
        "from pathlib import Path; from rubrics.loader import digest, load_rubric;"
        f"print(digest(load_rubric(Path({str(TINY)!r}))))"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(DATA.parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == digest(tiny())


def test_released_rubrics_have_not_changed() -> None:
    guarded: dict[str, str] = json.loads(RELEASED.read_text(encoding="utf-8"))
    released = [info for info in installed() if info.status == "released"]
    found = {f"{i.id} {i.version}": digest(find(i.id, i.version)) for i in released}
    assert found == guarded


def test_installed_rubrics_lie_where_they_say() -> None:
    assert [(i.folder.parent.name, i.folder.name) for i in installed()] == [
        (i.id, i.version) for i in installed()
    ]
    assert "peer-integration" in {info.id for info in installed()}


def test_the_instrument_is_found_and_kept() -> None:
    rubric = find("peer-integration")
    assert rubric is find("peer-integration", rubric.version)
    assert [s.id for s in rubric.standards] == list("ALCDEFBGHIJKMN")


def test_rubrics_are_found_in_a_folder() -> None:
    assert in_folder(TINY.parent.parent) == (
        RubricInfo(id="tiny", version="1.0.0", status="draft", folder=TINY),
    )


@pytest.mark.parametrize(
    ("states", "version", "chosen"),
    [
        ({"0.9.0": "draft", "0.10.0": "draft"}, None, "0.10.0"),
        ({"1.0.0": "released", "1.1.0": "draft"}, None, "1.0.0"),
        ({"1.0.0": "released", "2.0.0": "withdrawn"}, None, "1.0.0"),
        ({"1.0.0": "released", "2.0.0": "withdrawn"}, "2.0.0", "2.0.0"),
    ],
)
def test_the_latest_released_version_is_meant(
    states: dict[str, str], version: str | None, chosen: str
) -> None:
    infos = [RubricInfo(id="x", version=v, status=s, folder=TINY) for v, s in states.items()]
    assert choose(infos, "x", version).version == chosen


def test_an_unknown_rubric_is_said_with_the_choices() -> None:
    with pytest.raises(FaultsError) as caught:
        find("peer-integration", "9.9.9")
    (fault,) = caught.value.faults
    assert fault.message("en") == "There is no rubric “peer-integration” in version 9.9.9."
    assert "peer-integration 0.1.0" in fault.remedy("en")
