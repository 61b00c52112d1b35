"""The joint statement of peer workers: one text, and who of them agreed to exactly this one.

Where so few peer workers were heard that their figures stay hidden, their view leaves in no other
form. Whoever agreed to a finding without a name is asked, each by themselves. An answer carries a
mark of what it was given to: the wording and the people it speaks for. Once a word is changed,
somebody joins or somebody withdraws, the mark is another one, and everybody is asked anew.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from audit.informants import informants
from audit.questions import PLAN
from audit.trail import Entries

Answer = Literal["yes", "no"]
ANSWERS: tuple[Answer, ...] = ("yes", "no")
WORDING, ANSWERED = "joint_statement", "joint_answer"
# What one person says is a quote, with a consent of its own, and no statement of several.
FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class JointStatement:
    """A wording, its mark, and what each person it speaks for answered to it, by code.

    `None`: not asked yet, or asked about another wording or with other people. `settled`: nobody
    has to choose between two wordings, or between two answers of one person.
    """

    wording: str
    mark: str
    answers: Mapping[str, Answer | None]
    settled: bool = True

    @property
    def agreed(self) -> bool:
        """Tell whether there are words, several people, and each agrees to exactly these."""
        everybody = all(answer == "yes" for answer in self.answers.values())
        enough = len(self.answers) >= FEWEST
        return self.settled and enough and everybody and bool(self.wording)

    def given(self, answer: Answer) -> str:
        """Return an answer as it is kept, with the mark of what it was given to."""
        return f"{answer}:{self.mark}"


def joint_statement(entries: Entries) -> JointStatement:
    """Return the joint statement as it stands, agreed to or not."""
    people = _speaking(entries)
    wording = entries.value(PLAN, WORDING).strip()
    mark = _mark(wording, people)
    kept = {f"{answer}:{mark}": answer for answer in ANSWERS}
    rivals = (
        entries.rivals(PLAN, WORDING),
        *(entries.rivals(f"informant/{code}", ANSWERED) for code in people),
    )
    return JointStatement(
        wording=wording,
        mark=mark,
        answers={c: kept.get(entries.value(f"informant/{c}", ANSWERED)) for c in people},
        settled=not any(rivals),
    )


def _speaking(entries: Entries) -> tuple[str, ...]:
    """Return whom it speaks for: peer workers who agreed to a finding without a name."""
    return tuple(
        each.code
        for each in informants(entries)
        if each.group == "peer_workers" and each.agreed and each.agrees_to("anonymous_finding")
    )


def _mark(wording: str, people: tuple[str, ...]) -> str:
    said = "\n".join((*people, wording))
    return hashlib.sha256(said.encode()).hexdigest()[:32]
