"""`peer-audit score`: levels from judgements alone, without a database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from audit.cli.faults import CommandFault, Fault
from rubrics.loader import find
from rubrics.model import Form, Rubric
from rubrics.scoring import JudgedStandard, Judgement, NotApplicable, as_json, score

_FIELDS = {"rubric", "version", "form", "judgements", "standards"}


def scores_of(said: Any, file: str) -> dict[str, object]:
    """Return the scores of a judgement file, or stop with everything at fault in it."""
    sheet = _Reading(file)
    top = sheet.object(said, "", _FIELDS, {"rubric", "version", "judgements"})
    names = [sheet.text(top.get(name), name) for name in ("rubric", "version") if name in top]
    form = sheet.form(top.get("form", "full"))
    sheet.stop_at_faults()
    rubric = find(*names)
    judgements = dict(sheet.judgements(top["judgements"], rubric))
    standards = dict(sheet.standards(top.get("standards", {}), rubric))
    sheet.stop_at_faults()
    return as_json(score(rubric, form, judgements, standards))


@dataclass(slots=True)
class _Reading:
    """Reads a judgement file part by part and notes each fault with its place."""

    file: str
    faults: list[Fault] = field(default_factory=list)

    def stop_at_faults(self) -> None:
        if self.faults:
            raise CommandFault(self.faults)

    def fault(self, key: str, where: str, **values: str | int) -> None:
        place = f"{self.file}: {where}" if where else self.file
        self.faults.append(Fault(f"cli.score.{key}", place, tuple(values.items())))

    def object(
        self, said: Any, where: str, known: set[str] | None, needed: set[str]
    ) -> Mapping[str, Any]:
        if not isinstance(said, dict):
            self.fault("not_an_object", where)
            return {}
        for name in sorted(needed - set(said)):
            self.fault("missing", where, field=name)
        for name in said:
            if known is not None and name not in known:
                self.fault("unknown_field", where, field=name, known=", ".join(sorted(known)))
        return said

    def text(self, said: Any, where: str) -> str:
        if isinstance(said, str) and said.strip():
            return said
        self.fault("no_text", where)
        return ""

    def form(self, said: Any) -> Form:
        if said not in ("short", "full"):
            self.fault("unknown_form", "form")
        return "short" if said == "short" else "full"

    def judgements(self, said: Any, rubric: Rubric) -> Iterator[tuple[str, Judgement]]:
        known = {criterion.id for criterion in rubric.criteria("full")}
        for name, value in self.object(said, "judgements", None, set()).items():
            where = f"judgements.{name}"
            if name not in known:
                self.fault("unknown_criterion", where, rubric=rubric.id)
            elif isinstance(value, dict):
                told = self.object(value, where, {"not_applicable"}, {"not_applicable"})
                yield name, NotApplicable(self.reason(told, "not_applicable", where))
            else:
                yield name, self.rank(value, where, rubric)

    def standards(self, said: Any, rubric: Rubric) -> Iterator[tuple[str, JudgedStandard]]:
        known = {standard.id for standard in rubric.standards}
        fields = {"level", "reason"}
        for name, value in self.object(said, "standards", None, set()).items():
            where = f"standards.{name}"
            if name not in known:
                self.fault("unknown_standard", where, rubric=rubric.id)
                continue
            told = self.object(value, where, fields, fields)
            level = self.rank(told["level"], f"{where}.level", rubric) if "level" in told else 0
            yield name, JudgedStandard(level, self.reason(told, "reason", where))

    def reason(self, told: Mapping[str, Any], name: str, where: str) -> str:
        said = told.get(name, "-")
        if isinstance(said, str) and said.strip():
            return said
        self.fault("empty_reason", f"{where}.{name}")
        return ""

    def rank(self, said: Any, where: str, rubric: Rubric) -> int:
        top = rubric.scale.top
        if isinstance(said, int) and not isinstance(said, bool) and 0 <= said <= top:
            return said
        self.fault("unknown_rank", where, top=top)
        return 0
