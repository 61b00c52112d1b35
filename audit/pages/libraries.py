"""The libraries the tool stands on, each with its licence, as they are installed here."""

from collections.abc import Mapping
from importlib.metadata import version

from audit.pages.figures import Html, fold, table, tag, typed
from rubrics.text import Translator

# Licences by their SPDX names; those without one that every program knows, as their files say.
LIBRARIES: Mapping[str, str] = {
    "alembic": "MIT",
    "babel": "BSD-3-Clause",
    "cryptography": "Apache-2.0 OR BSD-3-Clause",
    "lxml": "BSD-3-Clause",
    "openpyxl": "MIT",
    "pillow": "MIT-CMU",
    "platformdirs": "MIT",
    "psycopg": "LGPL-3.0-only",
    "pydantic": "MIT",
    "pypdfium2": "Apache-2.0, BSD-3-Clause",
    "python-bidi": "LGPL-3.0-only",
    "python-docx": "MIT",
    "pyyaml": "MIT",
    "reportlab": "BSD-3-Clause",
    "rfc8785": "Apache-2.0",
    "sqlalchemy": "MIT",
    "streamlit": "Apache-2.0",
    "typer": "MIT",
    "uharfbuzz": "Apache-2.0",
}


def libraries(t: Translator) -> Html:
    """Return the libraries with version and licence, folded away."""
    rows = [
        (typed(name, "span"), tag("span", version(name)), tag("span", licence))
        for name, licence in LIBRARIES.items()
    ]
    columns = tuple(t(f"about.libraries.{name}") for name in ("name", "version", "licence"))
    return fold(t("about.libraries.title"), table(t("about.libraries.caption"), columns, rows))
