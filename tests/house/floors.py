"""The source of the house, read as a program reads it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("audit", "exports", "rubrics")


def sources(*floors: str) -> Iterator[Path]:
    """Yield the Python files of floors; of all of them and the door when none is named."""
    if not floors:
        yield ROOT / "streamlit_app.py"
    for floor in floors or FLOORS:
        yield from sorted((ROOT / floor).rglob("*.py"))


def tree(file: Path) -> ast.Module:
    """Parse a file."""
    return ast.parse(file.read_text("utf-8"), str(file))


def strings(file: Path) -> Iterator[tuple[str, int]]:
    """Yield the texts of a file that are not docstrings, each with its line."""
    parsed = tree(file)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(parsed)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(parsed):
        is_text = isinstance(node, ast.Constant) and id(node) not in docstrings
        if is_text and isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, node.lineno
