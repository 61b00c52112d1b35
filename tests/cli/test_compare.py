"""`peer-audit compare`: the two audits of the demonstration, for people and for programs."""

import json

from tests.cli.conftest import Run


def audits(run: Run, filled: str) -> list[str]:
    """Return the ids of the two audits, the earlier one first."""
    listed = json.loads(run("list", "--json", "--database", filled).out)
    return [audit["id"] for audit in sorted(listed, key=lambda audit: str(audit["date"]))]


def test_what_changed_is_said_with_a_line_for_each_standard(run: Run, filled: str) -> None:
    earlier, later = audits(run, filled)
    answer = run("compare", earlier, later, "--database", filled)
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0].startswith("Of ")
    assert " criteria compared, " in lines[0]
    assert sum(line.startswith("A · ") for line in lines) == 1


def test_for_a_program_it_is_json_and_the_other_way_round_its_mirror(run: Run, filled: str) -> None:
    earlier, later = audits(run, filled)
    found, turned = (
        json.loads(run("compare", *pair, "--json", "--database", filled).out)
        for pair in ((earlier, later), (later, earlier))
    )
    assert (found["up"], found["down"]) == (turned["down"], turned["up"])
    assert found["change"] == -turned["change"] > 0
    assert found["earlier"]["id"] == earlier


def test_an_audit_is_not_compared_with_itself(run: Run, filled: str) -> None:
    _, later = audits(run, filled)
    answer = run("compare", later, later, "--database", filled)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.strip() == (
        f"{later}: This is one and the same audit: there is nothing to compare."
    )
