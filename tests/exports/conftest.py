"""What several tests of exported files begin with."""

import pytest

from exports import documents
from exports.canonical import canonical
from exports.record import AuditRecord
from exports.seal import Seal
from exports.verification import pdf as pdf_verification
from exports.verification import workbook as workbook_verification
from rubrics.text import Language


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make each document once: what is verified many times is then rendered once."""

    def remember(document: documents.Document) -> documents.Document:
        kept: dict[tuple[bytes, str, Seal | None], bytes] = {}

        def made(record: AuditRecord, language: Language, sealer: documents.Sealer) -> bytes:
            of = (canonical(record), language, sealer(canonical(record)))
            if of not in kept:
                kept[of] = document.build(record, language, sealer)
            return kept[of]

        return documents.Document(document.kind, document.suffix, document.media_type, made)

    known = {kind: remember(document) for kind, document in documents.DOCUMENTS.items()}
    for module in (pdf_verification, workbook_verification):
        monkeypatch.setattr(module, "DOCUMENTS", known)
