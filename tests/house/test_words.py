"""Every text a person reads is data, in both languages, and none is left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit import words as audit_words
from exports.workbook import words as exports_words
from rubrics import faults as rubrics_faults
from rubrics.text import Messages, load_messages
from tests.house.floors import ROOT, sources, strings, tree

CATALOGUES: dict[str, Messages] = {
    "audit": audit_words.messages(),
    "exports": exports_words.messages(),
    "rubrics": rubrics_faults.messages(),
}
LABELS = load_messages(ROOT / "audit" / "messages" / "labels.yaml")
KEY = re.compile(r"[a-zA-Z_]+(\.[a-zA-Z0-9_-]+)+")
# Two words with a space between them, the first with a capital: that is how sentences begin.
SENTENCE = re.compile(r"^[A-ZÀ-Ý][\w’'-]*[a-zà-ÿ] [\w’'(]+")
# Names, licences and languages are themselves in every language.
SAME_EVERYWHERE = {
    # The name of the program that wrote a file, and a word of PostScript.
    "Peer Rights Audit",
    "CMapName currentdict /CMap defineresource pop",
    "English",
    "Français",
    # Streamlit and the argument parser say these by themselves; we look for them to replace them.
    "Usage:",
}
# Calls whose words a developer reads, or a program.
FOR_DEVELOPERS = {"ValueError", "KeyError", "TypeError", "RuntimeError", "CheckConstraint"}


@pytest.mark.parametrize("file", list(sources()), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_sentence_stands_in_the_code(file: Path) -> None:
    found = {
        text: line
        for text, line in strings(file)
        if SENTENCE.match(text) and text not in SAME_EVERYWHERE
    }
    told = {
        each.value
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in FOR_DEVELOPERS
        for each in ast.walk(node)
        if isinstance(each, ast.Constant)
    }
    spdx = re.compile(r"^[\w.-]+( (AND|OR|WITH) [\w.-]+)+$")  # a licence, as machines name it
    sql = re.compile(r"^(BEGIN|SELECT|CREATE|PRAGMA|INSERT|UPDATE|DELETE|ALTER|DROP|SQLite) ")
    assert {
        text: line
        for text, line in found.items()
        if text not in told and not sql.match(text) and not spdx.match(text)
    } == {}


def is_label(key: str) -> bool:
    return key in LABELS or key.split(".", maxsplit=1)[0] in audit_words.SHARED


def patterns(floor: str) -> Iterator[re.Pattern[str]]:
    """Yield what a floor may ask for: its keys, and its keys with a part worked out at run time."""
    for file in sources(floor):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.compile(re.escape(node.value))
            if isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[^ ]+"
                    for part in node.values
                ]
                yield re.compile("".join(parts))


def stop_keys() -> set[str]:
    """Return the keys that the command line asks for by the name of a fault."""
    return {
        f"cli.{node.args[0].value!s}"
        for file in sources("audit")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] in ("stop", "fault")
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


@pytest.mark.parametrize("floor", ["audit", "exports"])
def test_every_message_is_used(floor: str) -> None:
    asked = [p for p in patterns(floor) if re.match(r"[a-z_]+\\.", p.pattern)]
    known = stop_keys() if floor == "audit" else set()
    # A family of labels (`access.full`) is asked for by its name and a value of a record.
    families = {p.pattern for p in patterns(floor) if re.fullmatch("[a-z_]+", p.pattern)}
    unused = [
        key
        for key in CATALOGUES[floor]
        if key not in known
        and not any(pattern.fullmatch(key) for pattern in asked)
        and not (is_label(key) and key.split(".")[0] in families)
    ]
    assert unused == []


@pytest.mark.parametrize("floor", ["audit", "exports"])
def test_every_message_asked_for_exists(floor: str) -> None:
    # The messages of every file: a catalogue holds those of some documents only.
    files = (ROOT / floor / "messages").glob("*.yaml")
    known = set(CATALOGUES[floor]).union(*map(load_messages, files))
    heads = {key.split(".")[0] for key in known}
    missing = {
        str(node.args[0].value)
        for file in sources(floor)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] in ("t", "words", "say", "_say")
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and KEY.fullmatch(str(node.args[0].value))
        and str(node.args[0].value).split(".")[0] in heads
        and node.args[0].value not in known
    }
    assert missing == set()


@pytest.mark.parametrize("floor", sorted(CATALOGUES))
def test_french_is_set_as_french(floor: str) -> None:
    wrong = [
        key
        for key, message in CATALOGUES[floor].items()
        for text in message.fr.values()
        if re.search(r"[^\u00a0\u202f\s][?!;»](\s|$)| [:;?!»]|« ", text)
        or re.search(r"\w'\w", text)
    ]
    assert wrong == []


def test_opd_and_informants_are_named_as_the_glossary_says() -> None:
    text = "\n".join(
        form
        for messages in CATALOGUES.values()
        for message in messages.values()
        for form in (*message.en.values(), *message.fr.values())
    )
    assert re.findall(r"\bDPO\b|\bsource of information\b", text) == []


def test_what_audits_and_documents_both_say_is_said_in_one_place() -> None:
    documents = list(load_messages(ROOT / "exports" / "messages" / "common.yaml").values())
    twice = [key for key, said in LABELS.items() if said in documents]
    assert twice == []
    assert CATALOGUES["audit"]["state.final"] == CATALOGUES["exports"]["common.state.final"]
