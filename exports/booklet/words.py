"""An instrument in the reader's language: messages, and names looked up by id."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby

from exports.booklet.parts import Fact, Facts, Step
from rubrics.model import Citation, Criterion, Reference, Rubric
from rubrics.text import Language, Messages, Text, Translator, load_messages
from rubrics.vocabulary import InformantGroup

_UNDATED = "n.d."


@cache
def messages() -> Messages:
    """Return the words of booklets, and those every document shares; they are read once."""
    folder = files("exports") / "messages"
    return load_messages(folder / "common.yaml", folder / "booklet.yaml")


class Instrument(Translator):
    """Says things about one instrument in one language."""

    def __init__(self, rubric: Rubric, digest: str, language: Language) -> None:
        super().__init__(language, messages())
        self.rubric, self.digest = rubric, digest
        self.rights = {right.id: right for right in rubric.rights}
        self.crosswalk = {part.id: part for part in rubric.qualityrights}
        self.works = {reference.id: reference for reference in rubric.references}
        self.criteria: Sequence[Criterion] = tuple(rubric.criteria("full"))
        self.core: Sequence[Criterion] = tuple(rubric.criteria("short"))

    def listed(self, names: Iterable[str]) -> str:
        """Return names as a list on one line."""
        return self("booklet.comma").join(names)

    def numbered(self, part_id: str, title: Text) -> str:
        """Return the title of a part after its id."""
        return self("booklet.criterion.heading", id=part_id, statement=self.text(title))

    def joined(self, names: Iterable[str]) -> str:
        """Return names that may hold commas as a list on one line."""
        return " · ".join(names)

    def groups(self, groups: Iterable[InformantGroup]) -> str:
        """Return the names of informant groups on one line."""
        return self.listed(self(f"booklet.group.{group}") for group in groups)

    def step(self, rank: int) -> Step:
        """Return a level by its rank."""
        name = self("booklet.criterion.rank", rank=rank, level=self.level(rank))
        return Step(rank, self.rubric.scale.top, name)

    def level(self, rank: int) -> str:
        """Return the name of a level."""
        return self.text(self.rubric.scale.level(rank).label)

    def right(self, right_id: str) -> str:
        """Return an article of the Convention with its name."""
        right = self.rights[right_id]
        return self("booklet.criterion.right", article=right.article, name=self.text(right.name))

    def counterpart(self, part_id: str) -> str:
        """Return a numbered theme or standard of another instrument, with our name for it."""
        part = self.crosswalk[part_id]
        kind = "theme" if part.number == part.theme else "standard"
        name = self.text(part.name)
        return self(f"booklet.criterion.{kind}", number=part.number, name=name)

    def cite(self, citation: Citation) -> str:
        """Return a citation: the work and where in it."""
        work = self.works[citation.ref]
        return self(
            "booklet.criterion.cite",
            authors=work.authors,
            year=self.year(work),
            locator=self.text(citation.locator),
        )

    def year(self, work: Reference) -> str:
        """Return the year of a work, or that it has none."""
        return self("booklet.criterion.undated") if work.year == _UNDATED else work.year

    def lenses(self, ids: Sequence[str]) -> list[str]:
        """Return the lenses of these ids by name, those of one kind on one line."""
        found = [lens for lens in self.rubric.lenses if lens.id in ids]
        return [
            self(f"booklet.lens.{kind}", names=self.listed(self.text(one.name) for one in lenses))
            for kind, lenses in groupby(found, lambda lens: lens.kind)
        ]


def facts(*rows: tuple[str, Iterable[str]], quiet: bool = False) -> Facts:
    """Return the facts that have a value, each under its name."""
    told = ((name, tuple(filter(None, values))) for name, values in rows)
    return Facts(tuple(Fact(name, values) for name, values in told if values), quiet)
