"""The sheets of interviews: one person's, a part at a time; one criterion's, of all; their plan."""

from dataclasses import replace

from audit.fields import CATALOGUE
from audit.informants import Informant, informant, informants
from audit.questions import GROUPS, PLAN, Asked, asked, unscored
from audit.sheets.aloud import Aloud
from audit.sheets.sheet import Badge, Filler, Item, Option, Sheet, SheetField
from rubrics.interviews import Consent, OpenQuestion
from rubrics.model import Rubric
from rubrics.overlays import Overlay
from rubrics.text import Translator
from rubrics.vocabulary import WITHOUT_RANK, Form

PARTS = ("about", "consent", "questions")
FILTERS = ("all", "unanswered")
# What is read aloud to somebody is drawn in large letters.
ALOUD = ("aloud",)


def interview_sheet(
    fill: Filler, rubric: Rubric, form: Form, code: str, part: str, overlay: Overlay | None = None
) -> Sheet:
    """Return one part of an interview; questions only once the informant has agreed to them.

    What is read aloud is said in the language of an overlay, where one is given and has it.
    """
    aloud = Aloud(fill.t, overlay)
    if part == "questions":
        items = _questions(fill, aloud, rubric, form, code)
    else:
        items = (_about(fill, code) if part == "about" else _consent(fill, aloud, rubric, code),)
    filters = FILTERS if part == "questions" else ()
    return Sheet(id=f"interview/{code}/{part}", items=items, filters=filters, words=_words(fill.t))


def criterion_sheet(fill: Filler, rubric: Rubric, form: Form, criterion_id: str) -> Sheet:
    """Return the answers of everybody who was asked about a criterion and agreed to be asked."""
    items = (
        _of_criterion(fill, rubric, each, question)
        for each in informants(fill.entries)
        for question in asked(rubric, form, each.code)
        if each.agreed and question.criterion.id == criterion_id
    )
    return Sheet(
        id=f"answers/{criterion_id}", items=tuple(items), filters=FILTERS, words=_words(fill.t)
    )


def planning_sheet(fill: Filler) -> Sheet:
    """Return how many interviews each group is to give, and what stands on the card they get."""
    t = fill.t
    numbers = (fill.field(PLAN, f"planned_{group}", t(f"rate.group.{group}")) for group in GROUPS)
    card = (
        fill.field(PLAN, name, t(f"interviews.plan.{name}"), help=t(f"interviews.plan.{name}_help"))
        for name in ("withdraw_with", "call")
    )
    return Sheet(
        id="interviews/plan",
        items=(Item(subject=PLAN, title=t("interviews.plan.title"), fields=(*numbers, *card)),),
    )


def _words(t: Translator) -> tuple[tuple[str, str], ...]:
    """Return what the bar of a sheet says where people answer instead of rating."""
    names = ("tally", "next", "filter_unanswered")
    return tuple((name, t(f"interviews.bar.{name}", n="{n}", done="{done}")) for name in names)


def _about(fill: Filler, code: str) -> Item:
    t, subject = fill.t, f"informant/{code}"
    return Item(
        subject=subject,
        title=t("interviews.about.title"),
        lines=(t("interviews.about.no_names"),),
        fields=(
            fill.field(subject, "language", t("interviews.about.language")),
            fill.field(subject, "date", t("interviews.about.date")),
            fill.choice(subject, "mode", t("interviews.about.mode"), "informant_mode"),
            fill.field(subject, "interpreter", t("interviews.about.interpreter")),
            fill.field(subject, "support_person", t("interviews.about.support_person")),
            fill.field(
                subject,
                "earshot",
                t("interviews.about.earshot"),
                help=t("interviews.about.earshot_help"),
            ),
        ),
    )


def _consent(fill: Filler, aloud: Aloud, rubric: Rubric, code: str) -> Item:
    """Return what is said first, word for word, then one question for each use."""
    t, subject, said = fill.t, f"informant/{code}", rubric.interviews
    known = informant(fill.entries, code)
    declined = known is not None and known.stage == "declined"
    return Item(
        subject=subject,
        title=t("interviews.consent.title"),
        lines=(aloud.opening(said),) if said else (),
        badges=(Badge("declined", t("interviews.consent.declined")),) if declined else (),
        fields=tuple(
            _agrees(fill, aloud, subject, each) for each in (said.consents if said else ())
        ),
        tags=ALOUD,
        answered_by=("consent_interview",),
    )


def _agrees(fill: Filler, aloud: Aloud, subject: str, asked_for: Consent) -> SheetField:
    """Return what is asked before one use, and its answers in the language it is read in."""
    name = f"consent_{asked_for.use}"
    choices = CATALOGUE["informant"][name].choices
    options = tuple(Option(value=c, label=aloud.phrase(f"consent_{c}")) for c in choices)
    return fill.field(subject, name, aloud.consent(asked_for), options=options)


def _questions(
    fill: Filler, aloud: Aloud, rubric: Rubric, form: Form, code: str
) -> tuple[Item, ...]:
    known = informant(fill.entries, code)
    if known is None or not known.agreed:
        return ()
    if known.stage == "stopped":
        return (_end(fill, aloud, rubric, known),)
    return (
        *(_answer(fill, aloud, rubric, known, each) for each in asked(rubric, form, code)),
        *(_unscored(fill, aloud, rubric, known, each) for each in unscored(rubric, form, code)),
        _end(fill, aloud, rubric, known),
    )


def _answer(fill: Filler, aloud: Aloud, rubric: Rubric, of: Informant, each: Asked) -> Item:
    return Item(
        subject=each.subject,
        title=aloud.question(each),
        fields=(_choice(fill, aloud, rubric, each.subject, of, each.question.answers),),
        tags=ALOUD,
        answered_by=("answer",),
    )


def _of_criterion(fill: Filler, rubric: Rubric, of: Informant, each: Asked) -> Item:
    """Return the same question where an assessor enters what several people answered."""
    asked_here = _answer(fill, Aloud(fill.t), rubric, of, each)
    group = Badge("group", fill.t(f"rate.group.{of.group}"))
    return replace(asked_here, code=of.code, badges=(group,), tags=())


def _unscored(
    fill: Filler, aloud: Aloud, rubric: Rubric, of: Informant, question: OpenQuestion
) -> Item:
    """Return a question that is never scored; what was chosen and what was said stand together."""
    t, subject = fill.t, f"said/{of.code}/{question.id}"
    words = fill.field(
        subject,
        "words",
        t("interviews.words"),
        help=t("interviews.words_help"),
        folded=question.answers is not None,
        rows=3,
    )
    chosen = _choice(fill, aloud, rubric, subject, of, question.answers)
    return Item(
        subject=subject,
        title=aloud.unscored(question),
        fields=(chosen, words) if question.answers else (words, chosen),
        tags=ALOUD,
        answered_by=("answer", "words"),
        more=t("interviews.words"),
    )


def _choice(
    fill: Filler, aloud: Aloud, rubric: Rubric, subject: str, of: Informant, set_id: str | None
) -> SheetField:
    """Return the answers of a set in their order, then the ways to give none."""
    t, known = fill.t, rubric.interviews
    named = known.answers(set_id) if known and set_id else None
    offered = [Option(value=v, label=said) for v, said in (aloud.answers(named) if named else ())]
    none = [Option(value=name, label=aloud.phrase(name)) for name in WITHOUT_RANK]
    label = t("interviews.answer", code=of.code)
    return fill.field(subject, "answer", label, options=(*offered, *none))


def _end(fill: Filler, aloud: Aloud, rubric: Rubric, of: Informant) -> Item:
    t, subject = fill.t, f"informant/{of.code}"
    closing = (aloud.closing(rubric.interviews),) if rubric.interviews else ()
    return Item(
        subject=subject,
        title=t("interviews.end.title"),
        lines=closing,
        fields=(fill.choice(subject, "ended", t("interviews.end.ended"), "interview_ended"),),
        tags=ALOUD,
        answered_by=("ended",),
    )
