"""A rubric as its files hold it: one tree read from many files, with the place of every part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rubrics import model, strict_yaml
from rubrics.faults import Fault, FaultsError
from rubrics.strict_yaml import Tree, YamlError

DATA = Path(str(resources.files("rubrics").joinpath("data")))

Place = tuple[str, ...]

# These parts of a rubric stand in files of their own.
_GATHERED = {"references", "rights", "qualityrights", "lenses", "interviews"}
_KEYS_OF_ERRORS = {
    "missing": "missing",
    "extra_forbidden": "unknown_field",
    "string_too_short": "empty",
    "too_short": "empty",
    "int_parsing": "not_a_number",
    "greater_than_equal": "not_a_number",
    "less_than_equal": "not_a_number",
    "bool_parsing": "not_true_or_false",
    "literal_error": "not_a_choice",
    "string_pattern_mismatch": "not_an_id",
}


@dataclass(slots=True)
class Draft:
    """The tree of a rubric and, for each path in it, the file and the line where it stands.

    `files` names a file for each part grafted, and how many steps of its path to say.
    """

    folder: Path
    tree: dict[str, Tree] = field(default_factory=dict)
    files: dict[Place, tuple[Path, int]] = field(default_factory=dict)
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def graft(self, place: Place, file: Path, document: strict_yaml.Document, at: Place) -> None:
        """Remember that the part of a document which stands at `at` has become `place` here."""
        self.files[place] = (file, len(place) - len(at))
        self.lines |= {
            (*place, *path[len(at) :]): line
            for path, line in document.lines.items()
            if path[: len(at)] == at
        }

    def fault(self, key: str, place: Place, **values: str) -> Fault:
        """Return a fault at a place of the tree, said as file, line and the ids on the way."""
        root = max((p for p in self.files if place[: len(p)] == p), key=len, default=())
        file, spoken = self.files.get(root, (self.folder, 0))
        known = place
        while known not in self.lines and len(known) > len(root):
            known = known[:-1]
        return Fault(
            key=key,
            file=self.name(file),
            line=self.lines.get(known),
            where=".".join(self._spoken(place, spoken)),
            values=tuple(values.items()),
        )

    def name(self, file: Path) -> str:
        """Return a file's name as seen from the folder of the rubric."""
        for home in (self.folder, DATA):
            if file.is_relative_to(home) and file != home:
                return file.relative_to(home).as_posix()
        return file.as_posix()

    def _spoken(self, place: Place, first: int) -> Iterator[str]:
        # An id says more to a person than a position: "criteria.A1.why" for "criteria.0.why".
        branch: Tree = self.tree
        for depth, step in enumerate(place):
            branch = _branch(branch, step)
            if depth >= first:
                named = branch.get("id") if isinstance(branch, dict) and step.isdigit() else None
                yield named if isinstance(named, str) and named else step

    def build(self) -> model.Rubric:
        """Return the rubric, or raise every fault of its shape."""
        if self.faults:
            raise FaultsError(self.faults)
        try:
            return model.Rubric.model_validate(self.tree)
        except ValidationError as error:
            details = _own_faults(error.errors(include_url=False))
            found = (self._shape_fault(detail) for detail in details)
            raise FaultsError(dict.fromkeys(found)) from error

    def _shape_fault(self, detail: ErrorDetails) -> Fault:
        place = tuple(str(step) for step in detail["loc"] if step != "[key]")
        key = _KEYS_OF_ERRORS.get(detail["type"], "wrong_shape")
        values = {"field": place[-1] if place else ""}
        if key == "not_a_choice":
            values["choices"] = str(detail.get("ctx", {}).get("expected", ""))
        return self.fault(key, place, **values)


def _own_faults(details: list[ErrorDetails]) -> list[ErrorDetails]:
    # A list whose item is at fault is reported as too short as well; the item is enough.
    places = {detail["loc"] for detail in details}
    inner = {place[:end] for place in places for end in range(len(place))}
    return [d for d in details if d["type"] != "too_short" or d["loc"] not in inner]


def _branch(tree: Tree, step: str) -> Tree:
    if isinstance(tree, dict):
        return tree.get(step, "")
    if isinstance(tree, list) and step.isdigit() and int(step) < len(tree):
        return tree[int(step)]
    return ""


def read_draft(folder: Path) -> Draft:
    """Read the files of a rubric into one tree; what cannot be read becomes faults."""
    draft = Draft(folder)
    if not folder.is_dir():
        draft.faults.append(Fault(key="no_folder", file=folder.as_posix()))
        return draft
    document = _read(draft, folder / "rubric.yaml")
    if document is None:
        return draft
    draft.graft((), folder / "rubric.yaml", document, ())
    if not isinstance(document.tree, dict):
        draft.faults.append(draft.fault("wrong_shape", ()))
        return draft
    draft.tree = document.tree
    for reserved in _GATHERED & set(draft.tree):
        draft.faults.append(draft.fault("unknown_field", (reserved,), field=reserved))
    _graft_standards(draft)
    _graft_lists(draft)
    return draft


def _read(draft: Draft, file: Path) -> strict_yaml.Document | None:
    try:
        return strict_yaml.read(file.read_bytes())
    except OSError:
        draft.faults.append(Fault(key="no_file", file=draft.name(file)))
    except YamlError as error:
        draft.faults.append(
            Fault(
                key=error.key,
                file=draft.name(file),
                line=error.line,
                where=".".join(error.where),
                values=tuple(error.values.items()),
            )
        )
    return None


def _graft_standards(draft: Draft) -> None:
    named: set[str] = set()
    for place, standards in _standard_lists(draft.tree):
        for index, name in enumerate(standards):
            here = (*place, str(index))
            if not isinstance(name, str) or not name.replace("-", "").replace(".", "").isalnum():
                draft.faults.append(draft.fault("not_an_id", here))
                continue
            named.add(name)
            file = draft.folder / "standards" / f"{name}.yaml"
            if (document := _read(draft, file)) is not None:
                draft.graft(here, file, document, ())
                standards[index] = document.tree
    for file in sorted((draft.folder / "standards").glob("*.yaml")):
        if file.stem not in named:
            draft.faults.append(Fault(key="stray_file", file=draft.name(file)))


def _standard_lists(tree: Mapping[str, Tree]) -> Iterator[tuple[Place, list[Tree]]]:
    themes = tree.get("themes")
    for index, theme in enumerate(themes if isinstance(themes, list) else []):
        standards = theme.get("standards") if isinstance(theme, dict) else None
        if isinstance(standards, list):
            yield ("themes", str(index), "standards"), standards


def _graft_lists(draft: Draft) -> None:
    criteria = list(_criteria(draft.tree))
    _graft_list(draft, "references", draft.folder / "references.yaml", "references", None)
    rights = _words(criteria, "rights")
    for file in sorted((DATA / "rights").glob("*.yaml")):
        _graft_list(draft, "rights", file, "rights", rights)
    used = _words(criteria, "crosswalk")
    # A theme of the other instrument is shown wherever one of its standards is.
    used |= {name.rpartition(".")[0] for name in used if "." in name}
    crosswalk = DATA / "crosswalks" / "qualityrights.yaml"
    for key in ("themes", "standards"):
        _graft_list(draft, "qualityrights", crosswalk, key, used)
    if (file := draft.folder / "lenses.yaml").exists():
        _graft_list(draft, "lenses", file, "lenses", None)
    file = draft.folder / "interviews.yaml"
    if file.exists() and (document := _read(draft, file)) is not None:
        draft.graft(("interviews",), file, document, ())
        draft.tree["interviews"] = document.tree


def _graft_list(draft: Draft, name: str, file: Path, key: str, used: set[str] | None) -> None:
    document = _read(draft, file)
    if document is None:
        return
    target = draft.tree.setdefault(name, [])
    entries = document.tree.get(key) if isinstance(document.tree, dict) else None
    if not isinstance(entries, list) or not isinstance(target, list):
        fault = Fault(key="missing", file=draft.name(file), line=1, values=(("field", key),))
        draft.faults.append(fault)
        return
    for index, entry in enumerate(entries):
        if used is None or (isinstance(entry, dict) and entry.get("id") in used):
            draft.graft((name, str(len(target))), file, document, (key, str(index)))
            target.append(entry)


def _criteria(tree: Mapping[str, Tree]) -> Iterator[dict[str, Tree]]:
    for _, standards in _standard_lists(tree):
        for standard in standards:
            criteria = standard.get("criteria") if isinstance(standard, dict) else None
            yield from (c for c in criteria or () if isinstance(c, dict))


def _words(criteria: list[dict[str, Tree]], key: str) -> set[str]:
    lists = (criterion.get(key) for criterion in criteria)
    return {
        word
        for words in lists
        if isinstance(words, list)
        for word in words
        if isinstance(word, str)
    }
