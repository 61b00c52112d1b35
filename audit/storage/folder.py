"""The folder of this person's data on this computer."""

from pathlib import Path

import platformdirs

APPLICATION = "peer-rights-audit"
DATABASE = "audits.db"


def data_folder() -> Path:
    """Return the folder of this person's data on this computer."""
    return platformdirs.user_data_path(APPLICATION, appauthor=False)
