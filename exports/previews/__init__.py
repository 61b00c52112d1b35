"""How a document looks before it is opened: a first view of it, true to the very file."""

from exports.previews.parts import Preview
from exports.previews.plain import archive, first_lines, indented
from exports.previews.tables import separated


def preview(data: bytes, suffix: str) -> Preview:
    """Return what can be shown of a document of ours; of an unknown kind there is nothing."""
    # The libraries that read are slow to import, and most documents need none of them.
    match suffix:
        case "pdf":
            from exports.previews.pages import pages  # noqa: PLC0415

            return pages(data)
        case "xlsx":
            from exports.previews.tables import sheets  # noqa: PLC0415

            return Preview(parts=tuple(sheets(data)))
        case "docx":
            from exports.previews.word import word_sections  # noqa: PLC0415

            return Preview(parts=word_sections(data))
        case "html":
            from exports.previews.web import web_sections  # noqa: PLC0415

            return Preview(parts=web_sections(data))
        case _:
            return _plain(data, suffix)


def _plain(data: bytes, suffix: str) -> Preview:
    match suffix:
        case "csv":
            return Preview(parts=separated(data))
        case "zip":
            return archive(data)
        case "json":
            return Preview(lines=indented(data))
        case "bib" | "ris" | "ics":
            return Preview(lines=first_lines(data))
        case _:
            return Preview()
