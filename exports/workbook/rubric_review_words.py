"""What each text of a rubric is, in the words of whoever reviews it."""

from rubrics.draft import Place
from rubrics.interviews import Consent, OpenQuestion, Question
from rubrics.model import Citation, Level, Rubric
from rubrics.text import Translator
from rubrics.whereabouts import parts

_HEADS = ("criteria", "standards", "themes")


def kind(place: Place) -> str:
    """Return where a text stands in the model: `criteria.anchors`, whichever the criterion."""
    names = [step for step in place if not step.isdigit()]
    head = next((names.index(name) for name in _HEADS if name in names), 0)
    return ".".join(names[head:])


def what(say: Translator, rubric: Rubric, place: Place) -> str:
    """Say what a text is: "Anchor, level 2 · Partial"."""
    values = {"id": "", "n": _position(place)}
    for part in parts(rubric, place):
        values |= _told_by(say, part)
    if place[-2:-1] in (("anchors",), ("next_steps",)):
        levels = {str(level.rank): level for level in rubric.scale.levels}
        known = levels.get(place[-1])
        values["level"] = _level(say, known) if known else place[-1]
    return say(f"review.what.{kind(place)}", **values)


def _told_by(say: Translator, part: object) -> dict[str, str]:
    """Return what a part on the way tells of the text inside it."""
    match part:
        case Level():
            return {"rank": str(part.rank), "level": _level(say, part)}
        case Question():
            return {"group": say(f"review.group.{part.group}")}
        case OpenQuestion():
            return {"group": ", ".join(say(f"review.group.{group}") for group in part.groups)}
        case Consent():
            return {"use": say(f"review.use.{part.use}")}
        case Citation():
            return {"id": part.ref}
        case _:
            return {"id": str(part.id)} if hasattr(part, "id") else {}


def _level(say: Translator, level: Level) -> str:
    return f"{level.rank} · {say.text(level.label)}"


def _position(place: Place) -> str:
    return str(int(place[-1]) + 1) if place[-1].isdigit() else ""
