"""`peer-audit verify`: whether files are what they claim to be, said in plain words."""

from collections.abc import Iterator, Sequence

from audit.cli.databases import told
from audit.cli.faults import CommandFault, Fault, WrongUsage, one_line
from audit.cli.files import read_bytes
from audit.cli.json_file import read_json
from audit.signing_key import own_keys
from exports.known_keys import BadKeysError, KnownKeys, read_keys
from exports.verification import verify
from exports.verification.verdict import Outcome, Remark, Verdict, worst
from rubrics.text import Translator

# The codes as scripts know them; the worst outcome of all files decides.
CODES: dict[Outcome, int] = {
    "genuine": 0,
    "altered": 1,
    "foreign": 2,
    "unknown_key": 3,
    "other_version": 4,
}


def verify_files(
    files: Sequence[str], keys_file: str | None, t: Translator
) -> tuple[list[str], int]:
    """Return what is said of files, and the exit code; or stop where one cannot be read."""
    keys = _keys(keys_file)
    verdicts = [(file, verify(data, keys)) for file, data in _all_read(files)]
    lines = [line for file, verdict in verdicts for line in _lines(file, verdict, t)]
    return lines, CODES[worst(verdict.outcome for _, verdict in verdicts)]


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
        return own if file is None else {**own, **_listed(file)}
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
