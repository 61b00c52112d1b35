"""What the short documents say of a record: a choice of what matters most, cut to the room."""

from collections.abc import Callable, Iterator, Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from exports.pdf.brief_steps import ENDED, can_be_read, chosen
from exports.pdf.brief_styles import (
    PLAIN_ALARM,
    PLAIN_ITEM,
    PLAIN_KICKER,
    PLAIN_NOTICE,
    PLAIN_PLACE,
    PLAIN_TITLE,
)
from exports.pdf.paragraph import heading, item, paragraph
from exports.pdf.plain_text import one_line
from exports.pdf.styles import PAGE_HEIGHT, WIDTH
from exports.record import ActionRecord, CriterionResult
from exports.report.found import shortened
from exports.report.typed import beginning
from exports.words import Words

# What a page holds between its margins, with a little to spare.
ROOM = PAGE_HEIGHT - 40 * mm
MOST = 9
_LONGEST_NAME = 80


def opening(words: Words, title: str) -> Iterator[Flowable]:
    """Yield which document this is, of which place, and what a reader must know first."""
    subject = shortened(words.text(words.record.instrument.title))
    yield paragraph(f"{words('pdf.product')} · {subject}", PLAIN_KICKER)
    yield heading(title, PLAIN_TITLE, 1, key="brief")
    name = one_line(words.record.facility.name)
    yield paragraph(beginning(name, _LONGEST_NAME), PLAIN_PLACE)
    yield paragraph(words.visited(), PLAIN_KICKER)
    if said := " · ".join(words.banners()):
        yield paragraph(said, PLAIN_NOTICE)


def nothing_to_say(words: Words) -> str:
    """Return why nothing can be said, where nothing can."""
    figures = words.record.overall.figures
    if not figures.applicable:
        return words("pdf.brief.no_concern")
    return "" if figures.rated else words("pdf.brief.nothing")


def strengths(words: Words) -> list[CriterionResult]:
    """Return the criteria at the highest level."""
    return [c for c in words.record.criteria if c.rank == words.top]


def gaps(words: Words) -> list[CriterionResult]:
    """Return the criteria below the highest level, the furthest behind first, without breaches."""
    named = words.record.overall.figures.breaches
    behind = [c for c in words.record.criteria if c.rank is not None and c.rank < words.top]
    return sorted((c for c in behind if c.id not in named), key=lambda c: c.rank or 0)


def breaches(words: Words) -> list[CriterionResult]:
    """Return the red lines that are breached."""
    return [words.criteria[one] for one in words.record.overall.figures.breaches]


def first_actions(words: Words) -> list[ActionRecord]:
    """Return the chosen actions that are still open and whose words may be read, breaches first."""
    readable = [a for a in chosen(words) if a.status not in ENDED and can_be_read(a)]
    return sorted(readable, key=lambda action: (not action.breach, action.due or "~"))


def statements(words: Words, criteria: Sequence[CriterionResult]) -> list[str]:
    """Return what the criteria say."""
    return [shortened(words.text(criterion.statement)) for criterion in criteria]


def contrary_practice(words: Words, criteria: Sequence[CriterionResult]) -> list[str]:
    """Return what was seen or told against each red line, and the rights it touches."""
    return [_contrary(words, criterion) for criterion in criteria]


def _contrary(words: Words, criterion: CriterionResult) -> str:
    what = shortened(words.text(criterion.anchors[0]))
    if not criterion.rights:
        return what
    rights = shortened(words.names(criterion.rights, words.rights))
    return words("pdf.brief.breach", what=what, rights=rights)


def steps(words: Words, actions: Sequence[ActionRecord]) -> list[str]:
    """Return what actions say and by when."""
    return [_step(words, action) for action in actions]


def _step(words: Words, action: ActionRecord) -> str:
    says = shortened(one_line(words.action(action)))
    if not action.due:
        return says
    return words("pdf.brief.by", action=says, day=words.day(action.due))


def listed(
    words: Words, says: Sequence[str], most: int, look: ParagraphStyle = PLAIN_ITEM
) -> Iterator[Flowable]:
    """Yield the first texts as a list, and how many more there are."""
    yield from (item(text, look) for text in says[:most])
    yield from _more(words, len(says) - most, look)


def boxed(
    words: Words,
    says: Sequence[str],
    most: int,
    look: ParagraphStyle = PLAIN_ALARM,
    look_of_more: ParagraphStyle = PLAIN_ITEM,
) -> Iterator[Flowable]:
    """Yield the first texts, each in a box, and how many more there are."""
    yield from (paragraph(text, look) for text in says[:most])
    yield from _more(words, len(says) - most, look_of_more)


def _more(words: Words, n: int, look: ParagraphStyle) -> Iterator[Flowable]:
    if n > 0:
        yield item(words("pdf.brief.more", n=n), look)


def as_much_as_fits(
    page: Callable[[Sequence[int]], list[Flowable]], sizes: Sequence[int]
) -> list[Flowable]:
    """Return a page whose lists, each in its turn, got one thing more as long as the page held it.

    Sizes say how many things there are for each list. Where the page cannot hold one of each, the
    last list has none.
    """
    most = [1] * len(sizes)
    made, growing = page(most), True
    while growing:
        growing = False
        for place, size in enumerate(sizes):
            more = [*most[:place], most[place] + 1, *most[place + 1 :]]
            if most[place] < min(size, MOST) and _height(longer := page(more)) <= ROOM:
                most, made, growing = more, longer, True
    return made if _height(made) <= ROOM else page([*most[:-1], 0])


def _height(story: Sequence[Flowable]) -> float:
    """Return an upper bound: spaces that meet on the page count only once."""
    return sum(
        one.wrap(WIDTH, PAGE_HEIGHT)[1] + one.getSpaceBefore() + one.getSpaceAfter()
        for one in story
    )
