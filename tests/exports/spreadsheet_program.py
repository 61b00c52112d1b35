"""Workbooks as another program writes them: LibreOffice opens each and saves it again."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path


def saved_by_another_program(workbooks: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return each workbook as LibreOffice Calc saves it, formulas computed where no value stands.

    `folder` is empty and the test's own; names are without an ending.
    """
    office = shutil.which("soffice")
    assert office, "This test needs LibreOffice: install the package libreoffice-calc."
    given = [folder / f"{name}.xlsx" for name in workbooks]
    for path, content in zip(given, workbooks.values(), strict=True):
        path.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "xlsx", "--outdir", str(folder / "again")]
    command = [office, profile, *convert, *map(str, given)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {path.stem: (folder / "again" / path.name).read_bytes() for path in given}
