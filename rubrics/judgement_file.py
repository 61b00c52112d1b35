"""The file that `peer-audit score` reads: a rubric, a form, and what a team judged."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple, TypeGuard, get_args

from rubrics import loader
from rubrics.faults import Fault, FaultsError
from rubrics.model import Rubric
from rubrics.reasons import says_something
from rubrics.scoring import JudgedStandard, Judgement, NotApplicable
from rubrics.vocabulary import Form

_FIELDS = {"rubric", "version", "form", "judgements", "standards"}
_SHAPES = {
    "": '{"rubric": …, "version": …, "judgements": {…}}',
    "judgements": '{"A1": 2, "A2": {"not_applicable": …}}',
    "standards": '{"A": {"level": 2, "reason": …}}',
}


class Judged(NamedTuple):
    """A judgement file understood: everything `scoring.score` takes, in its order."""

    rubric: Rubric
    form: Form
    judgements: dict[str, Judgement]
    standards: dict[str, JudgedStandard]


Find = Callable[[str, str], Rubric]


def parse_judgements(document: object, *, file: str = "", find: Find = loader.find) -> Judged:
    """Understand a judgement document, or raise `FaultsError` with everything wrong in it."""
    reading = _Reading(file)
    fields = reading.mapping(document, "")
    for name in fields.keys() - _FIELDS:
        reading.add("unknown_field", name, field=name)
    rubric = reading.rubric(fields, find)
    form: Form = "short" if fields.get("form") == "short" else "full"
    if fields.get("form", "full") not in get_args(Form):
        reading.add("not_a_choice", "form", choices=", ".join(get_args(Form)))
    if rubric is None:
        raise FaultsError(reading.faults)
    judgements = dict(reading.judgements(rubric, fields))
    standards = dict(reading.standards(rubric, fields))
    if reading.faults:
        raise FaultsError(reading.faults)
    return Judged(rubric, form, judgements, standards)


class _Reading:
    """Goes through a document and keeps what is wrong with it."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.faults: list[Fault] = []

    def add(self, key: str, where: str, **values: str) -> None:
        fault = Fault(key=key, file=self._file, where=where, values=tuple(values.items()))
        self.faults.append(fault)

    def mapping(self, value: object, where: str) -> dict[str, object]:
        if isinstance(value, dict):
            return {str(key): item for key, item in value.items()}
        self.add("not_an_object", where, shape=_SHAPES[where])
        return {}

    def rubric(self, fields: dict[str, object], find: Find) -> Rubric | None:
        rubric_id, version = (self._name(fields, field) for field in ("rubric", "version"))
        if rubric_id is None or version is None:
            return None
        try:
            return find(rubric_id, version)
        except FaultsError as error:
            self.faults += [replace(fault, file=self._file) for fault in error.faults]
        return None

    def _name(self, fields: dict[str, object], field: str) -> str | None:
        name = fields.get(field)
        if isinstance(name, str):
            return name
        self.add("wrong_shape" if field in fields else "missing", field, field=field)
        return None

    def judgements(
        self, rubric: Rubric, fields: dict[str, object]
    ) -> Iterator[tuple[str, Judgement]]:
        if "judgements" not in fields:
            self.add("missing", "judgements", field="judgements")
            return
        known = {criterion.id for criterion in rubric.criteria("full")}
        for name, value in self.mapping(fields["judgements"], "judgements").items():
            where = f"judgements.{name}"
            if name not in known:
                self.add("unknown_criterion", where, id=name)
            elif (judgement := self._judgement(value, where, rubric.scale.top)) is not None:
                yield name, judgement

    def _judgement(self, value: object, where: str, top: int) -> Judgement | None:
        if isinstance(value, dict) and set(value) == {"not_applicable"}:
            reason = self._reason(value["not_applicable"], f"{where}.not_applicable")
            return NotApplicable(reason) if reason else None
        if _is_rank(value, top):
            return value
        self.add("unknown_rank", where, last=str(top))
        return None

    def standards(
        self, rubric: Rubric, fields: dict[str, object]
    ) -> Iterator[tuple[str, JudgedStandard]]:
        known = {standard.id for standard in rubric.standards}
        for name, value in self.mapping(fields.get("standards", {}), "standards").items():
            where = f"standards.{name}"
            if name not in known:
                self.add("unknown_standard", where, id=name)
            elif judged := self._judged(value, where, rubric.scale.top):
                yield name, judged

    def _judged(self, value: object, where: str, top: int) -> JudgedStandard | None:
        if not isinstance(value, dict) or not set(value) <= {"level", "reason"}:
            self.add("not_an_object", where, shape=_SHAPES["standards"])
            return None
        level = value.get("level")
        if not _is_rank(level, top):
            self.add("unknown_level", f"{where}.level", last=str(top))
        reason = self._reason(value.get("reason"), f"{where}.reason")
        return JudgedStandard(level, reason) if _is_rank(level, top) and reason else None

    def _reason(self, value: object, where: str) -> str:
        if isinstance(value, str) and says_something(value):
            return value.strip()
        self.add("no_reason", where)
        return ""


def _is_rank(value: object, top: int) -> TypeGuard[int]:
    # For Python, true is 1; for a person who wrote it, it is not a rank.
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= top
