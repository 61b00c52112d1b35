"""A small sealed audit and its files, made once, to be verified whole, forged and damaged."""

import json
from functools import cache
from typing import Any

from exports.canonical import canonical
from exports.documents import Kind, build
from exports.known_keys import KnownKey
from exports.recompute import recomputed
from exports.record import AuditRecord
from exports.seal import Seal, sealed, sealed_json
from exports.verification.verdict import Verdict
from rubrics.text import Language
from tests.exports.sample_record import sample_record
from tests.exports.test_seal import KEY

OWN = sealed(b"", KEY).key
KEYS = {OWN: KnownKey(KEY.public_key().public_bytes_raw(), "Collectif")}
OTHER_VERSION = "Peer Rights Audit 9.9 (00000000)"
PDFS: tuple[Kind, ...] = ("pdf", "plan-pdf")
OTHER_PDFS: tuple[Kind, ...] = ("summary-pdf", "exit-pdf", "large-pdf")
WORKBOOKS: tuple[Kind, ...] = ("xlsx", "plan-xlsx")


def small_record() -> AuditRecord:
    """Return a sound record with one criterion."""
    whole = sample_record()
    first = whole.criteria[0].model_copy(update={"rights": (), "qualityrights": ()})
    changes = {
        "themes": whole.themes[:1],
        "standards": whole.standards[:1],
        "criteria": (first,),
        **dict.fromkeys(("rights", "qualityrights", "actions", "context", "ethics"), ()),
    }
    return recomputed(whole.model_copy(update=changes))


RECORD = small_record()
CANONICAL = canonical(RECORD)
SEALED = sealed_json(CANONICAL, sealed(CANONICAL, KEY))


def by_key(record: bytes) -> Seal:
    return sealed(record, KEY)


@cache
def made(kind: Kind, language: Language = "en") -> bytes:
    return build(kind, RECORD, "team", language, by_key)


@cache
def unsealed(kind: Kind) -> bytes:
    return build(kind, RECORD, "team", "en")


def said(verdict: Verdict) -> tuple[str, list[tuple[str, str]]]:
    return verdict.outcome, [(each.kind, each.where) for each in verdict.remarks]


def changed(*path: str | int, to: Any) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(SEALED)
    branch: Any = tree
    for step in path[:-1]:
        branch = branch[step]
    branch[path[-1]] = to
    return tree


def flipped(data: bytes, at: int, mask: int) -> bytes:
    return data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :]
