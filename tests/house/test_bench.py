"""The measurements still run. No time is compared here: that is what `make bench` is for."""

import importlib
import pkgutil

import pytest

import bench
from bench.__main__ import main
from bench.page import page
from bench.results import Line


def test_every_module_of_the_measurements_can_be_imported() -> None:
    names = {module.name for module in pkgutil.iter_modules(bench.__path__)}

    assert {"clicks", "people", "watched", "servers"} <= names
    for name in names:
        importlib.import_module(f"bench.{name}")


def test_the_cheapest_measurement_prints_its_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    main(["scoring", "--times", "1"])

    first, second = capsys.readouterr().out.splitlines()
    assert "Score 90 criteria" in first
    assert "linear" in second


def test_a_measurement_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["speed-of-light"])

    assert "unknown: speed-of-light" in capsys.readouterr().err


def test_the_page_says_what_is_over_budget_in_words() -> None:
    lines = [
        Line(work="Jump", measured="2 s", floor="1 s", ratio=2.0, budget="≤ 1.5 ×", holds=False),
        Line(work="Sit", measured="1 s"),
    ]

    text = page("2 cores", "1 May 2027", 0.5, {"any": lines})
    assert "| Jump | 2 s | 1 s | 2.00 | ≤ 1.5 × | **over** |" in text
    assert "| Sit | 1 s |  |  |  | no budget |" in text
    assert "**busy**" in text
