"""The libraries on the page about the tool: every one we need, with its licence."""

import re
import tomllib
from importlib.metadata import metadata, version

import pytest

from audit.pages.libraries import LIBRARIES, libraries
from audit.words import translator
from rubrics.text import LANGUAGES, Language
from tests.house.floors import ROOT

# Needed by one of those we name, and shipped with it.
BROUGHT_ALONG = {"lxml"}


def test_every_library_we_need_is_named_and_no_other() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[\[<>=~ ]", one)[0] for one in project["dependencies"]}
    assert set(LIBRARIES) == needed | BROUGHT_ALONG


@pytest.mark.parametrize("name", LIBRARIES)
def test_the_licence_is_what_the_library_says(name: str) -> None:
    said = metadata(name).get_all("License-Expression")
    assert said in (None, [LIBRARIES[name]])


def test_no_licence_binds_whoever_uses_the_tool() -> None:
    strict = {name for name, licence in LIBRARIES.items() if re.search("GPL", licence)}
    # Used unmodified, as the licence of libraries allows.
    assert strict == {"psycopg", "python-bidi"}
    assert all(LIBRARIES[name].startswith("LGPL") for name in strict)


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_are_told_with_their_versions(language: Language) -> None:
    told = libraries(translator(language))
    for name, licence in LIBRARIES.items():
        row = re.search(rf">{name}</span></th>(.*?)</tr>", told)
        assert row, name
        assert version(name) in row[1]
        assert licence in row[1]
