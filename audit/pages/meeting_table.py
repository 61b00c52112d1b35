"""What lies on the table in a meeting: each rating with its notes, what was told, what was seen.

What was told is what the figures rest on: of who agreed to no finding without a name, the table
says that they spoke, and nothing else.
"""

from collections.abc import Iterator

from audit.consensus import finished_together
from audit.fields import LINES_OF_EVIDENCE
from audit.hearing import beyond_use, usable
from audit.judgements import Outcome
from audit.listening import gathered
from audit.pages.figures import Html, square, tag, together, typed
from audit.pages.session import Desk
from audit.ratings import Rating
from audit.sheets.judging import assessor_name, level_name
from audit.sheets.sheet import Filler
from audit.voices import GROUPS, Gathered, Told, told
from rubrics.scoring import lower_median

SEEN = ("documents", "observation")


def on_the_table(at: Desk, found: Outcome, criterion: str) -> Html:
    """Return all that a team needs to see of a criterion before it agrees on a level."""
    t = at.t
    heard = gathered(at.entries, at.rubric, at.form)
    cards = [_card(at, rating) for rating in finished_together(at.entries, criterion, found)]
    return tag(
        "div",
        tag("h3", t("meeting.ratings")),
        tag("div", *cards, class_="pra-two"),
        tag(
            "div",
            _points(
                t("meeting.told"), [*_told(at, heard, criterion)] or [t("meeting.nobody_told")]
            ),
            _points(t("meeting.seen"), _seen(at, heard, criterion)),
            class_="pra-two",
        ),
        class_="pra",
    )


def _card(at: Desk, rating: Rating) -> Html:
    """Return one assessor's level, reason and notes, word for word."""
    t, fill = at.t, Filler(at.entries, at.t, at.person, at.zone)
    name = assessor_name(fill, rating.assessor)
    notes = [_note(at, line, rating) for line in LINES_OF_EVIDENCE if getattr(rating.notes, line)]
    return tag(
        "div",
        tag("h4", name, dir="auto"),
        tag("p", _level(at, rating), class_="pra-weighty"),
        typed(rating.reason) if rating.not_applicable else Html(""),
        *(notes or [tag("p", t("meeting.no_note"), class_="pra-quiet")]),
        class_="pra-rule",
    )


def _level(at: Desk, rating: Rating) -> Html:
    said = level_name(at.t, at.rubric, rating.rank, not_applicable=rating.not_applicable)
    if rating.rank is None:
        return Html(tag("span", said))
    return together(square(rating.rank, at.rubric.scale.top + 1), " ", said)


def _note(at: Desk, line: str, rating: Rating) -> Html:
    words = tag("span", at.t(f"rate.note.{line}"), class_="pra-quiet pra-block")
    return together(words, typed(getattr(rating.notes, line)))


def _points(title: str, points: list[str]) -> Html:
    listed = (tag("li", point) for point in points)
    return tag("div", tag("h3", title), tag("ul", *listed, class_="pra-points"))


def _told(at: Desk, heard: Gathered, criterion: str) -> Iterator[str]:
    """Yield what each group told as figures have it, and how many more of it spoke."""
    known, more = usable(at.entries, heard), beyond_use(at.entries, heard, criterion)
    for group in GROUPS:
        if criterion in known.asked[group]:
            yield _of_group(at, told(known, group, criterion))
        if n := more.get(group):
            yield at.t("meeting.told_beyond_use", group=at.t(f"rate.group.{group}"), n=n)


def _of_group(at: Desk, said: Told) -> str:
    t, group = at.t, at.t(f"rate.group.{said.group}")
    if said.level is None:
        first = t("meeting.told_silent", group=group)
    else:
        level = level_name(t, at.rubric, said.level, not_applicable=False)
        first = t("meeting.told_level", group=group, level=level, n=said.n)
    silent = (("dont_know", said.dont_know), ("refused", said.refused))
    return "; ".join([first, *(t(f"meeting.{why}", n=n) for why, n in silent if n)])


def _seen(at: Desk, heard: Gathered, criterion: str) -> list[str]:
    """Return what documents and observation each show, as far as somebody said."""
    return [_line(at, line, getattr(heard, line).get(criterion)) for line in SEEN]


def _line(at: Desk, line: str, levels: tuple[int, ...] | None) -> str:
    t, name = at.t, at.t(f"rate.note.{line}")
    if levels is None:
        return t("meeting.not_seen", line=name)
    if not levels:
        return t("meeting.noted", line=name)
    level = level_name(t, at.rubric, lower_median(levels), not_applicable=False)
    return t("meeting.shown", line=name, level=level)
