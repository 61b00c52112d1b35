"""`peer-audit verify`: whether files are what they claim to be, said in plain words.

A citation number alone is never proof: a possible one is vouched for by nobody (3), and one that is
impossible is not one of ours (2); beside a file that has it, the file decides.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from audit.cli.databases import told
from audit.cli.faults import CommandFault, Fault, WrongUsage, one_line
from audit.cli.files import read_bytes
from audit.cli.json_file import read_json
from audit.signing_key import own_keys
from exports.known_keys import BadKeysError, KnownKeys, read_keys, together
from exports.verification import verify
from exports.verification.number import TypedNumber, is_meant, typed_number
from exports.verification.verdict import Outcome, Remark, Verdict, worst
from rubrics.text import Translator

# The codes as scripts know them; the worst outcome of all files decides.
CODES: dict[Outcome, int] = {
    "genuine": 0,
    "altered": 1,
    "foreign": 2,
    "unknown_key": 3,
    "unsealed": 3,  # nobody vouches for it either
    "saved_again": 4,  # another program made these bytes, if not another version
    "other_version": 4,
}


def verify_files(
    given: Sequence[str], keys_file: str | None, t: Translator
) -> tuple[list[str], int]:
    """Return what is said of files and citation numbers, and the exit code.

    Stops where a file cannot be read, or the list of keys.
    """
    numbers = [one for one in given if is_meant(one) and not _is_there(one)]
    keys = _keys(keys_file)
    files = _all_read([one for one in given if one not in numbers])
    verdicts = [(file, verify(data, keys)) for file, data in files]
    lines = [line for file, verdict in verdicts for line in _lines(file, verdict, t)]
    outcomes = [verdict.outcome for _, verdict in verdicts]
    for number in numbers:
        found = typed_number(number)
        lines.extend(_of_number(number, found, verdicts, t))
        outcomes.extend(_outcome(found, verdicts))
    return lines, CODES[worst(outcomes)]


def _is_there(name: str) -> bool:
    """Tell whether there is a file of this name; one too long for a name is none."""
    try:
        return Path(name).exists()
    except OSError:
        return False


def _outcome(found: TypedNumber, verdicts: Sequence[tuple[str, Verdict]]) -> Iterator[Outcome]:
    """Yield what a number comes to: one that is possible is vouched for by its file alone."""
    if not found.citation:
        yield "foreign"
    elif not _with_number(found, verdicts):
        yield "unknown_key"


def _with_number(found: TypedNumber, verdicts: Sequence[tuple[str, Verdict]]) -> list[str]:
    return [file for file, verdict in verdicts if verdict.citation == found.citation]


def _of_number(
    number: str, found: TypedNumber, verdicts: Sequence[tuple[str, Verdict]], t: Translator
) -> Iterator[str]:
    said = t(f"verify.number.{'possible' if found.citation else 'impossible'}")
    yield one_line(f"{number}: {said}")
    files = _with_number(found, verdicts) if found.citation else []
    for file in files:
        yield Fault("verify.number.matched", number, (("file", file),)).say(t)
    if found.citation and verdicts and not files:
        yield Fault("verify.number.unmatched", number).say(t)
    for each in found.remarks:
        yield _line(number, each, t)


def _all_read(files: Sequence[str]) -> list[tuple[str, bytes]]:
    """Return the content of files; where one cannot be read nothing can be said, nor accused."""
    found: list[tuple[str, bytes]] = []
    faults: list[Fault] = []
    for file in files:
        try:
            found.append((file, read_bytes(file)))
        except CommandFault as fault:
            faults.extend(fault.faults)
    if faults:
        raise WrongUsage(faults)
    return found


def _keys(file: str | None) -> KnownKeys:
    """Return the keys the reader knows: of their list, and of this installation."""
    try:
        with told():
            own = own_keys()
        return own if file is None else together(own, _listed(file))
    except CommandFault as fault:
        raise WrongUsage(fault.faults) from fault


def _listed(file: str) -> KnownKeys:
    try:
        return read_keys(read_json(file))
    except BadKeysError as error:
        kind = "bad_key" if error.where else "not_a_list"
        place = f"{file}: {error.where}" if error.where else file
        raise CommandFault([Fault(f"verify.keys.{kind}", place)]) from error


def _lines(file: str, verdict: Verdict, t: Translator) -> Iterator[str]:
    said = t(f"verify.outcome.{verdict.outcome}")
    if verdict.citation:
        said = t("verify.cited", outcome=said, citation=verdict.citation)
    yield one_line(f"{file}: {said}")
    for each in verdict.remarks:
        yield _line(file, each, t)


def _line(file: str, found: Remark, t: Translator) -> str:
    place = f"{file}: {found.where}" if found.where else file
    return Fault(f"verify.remark.{found.kind}", place, found.values).say(t)
