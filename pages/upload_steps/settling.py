"""What a press on a kind of findings does to the draft, and how it is taken back."""

from __future__ import annotations

import datetime as dt

from data.corrections.cells import contradicting_columns, corrections, place_of, with_name
from data.corrections.days_of_leaving import day_of_leaving
from data.corrections.month_first import turned_days
from data.corrections.names import name_in, written_name
from data.corrections.questions import Decision, Question
from data.findings import NAMELESS, Finding
from data.loading import Lists
from data.parsing import Context, clean, name_key, people_in
from data.people.name_decisions import ConfirmedPerson, DifferentPeople, SamePerson
from data.recognition.column_readability import A_DAY
from data.russian import CELLS, counted
from data.store.decisions import key_of
from pages.state import actions
from pages.state.upload import CellKey, Draft, Settlement, Typed
from pages.upload_steps.kinds import Action, FindingKind
from pages.upload_steps.lines import FindingLine, Row, sheet_of

WORDS_OF_FULL_NAME = 3


def press(current: Draft, lists: Lists, kind: FindingKind) -> None:
    """Does what the button of the kind says."""
    match kind.action:
        case Action.UNDO:
            undo(current, kind.code)
        case Action.TURN_DAYS:
            _turn_days(current, lists, kind)
        case Action.SETTLE:
            _settle(current, lists, kind)
        case Action.REMOVE:
            remove(current, kind)
        case Action.LEAVE:
            _leave(current, kind)


def _settle(current: Draft, lists: Lists, kind: FindingKind) -> None:
    """Applies what is ready: proposals that are ticked, texts that were typed, rows to remove."""
    made = Settlement()
    for line in kind.lines:
        if line.key in kind.ready:
            _settle_line(current, lists, made, line, kind.ready[line.key])
    for question in kind.proposed:
        _answer(current, made, question, question.proposal or "")
    current.settled.setdefault(kind.code, []).append(made)


def _turn_days(current: Draft, lists: Lists, kind: FindingKind) -> None:
    """Writes the days of a column that can only be read month first as they are written here."""
    made = Settlement()
    for line in kind.lines:
        finding = line.first
        days = turned_days(finding, sheet_of(finding, current), lists.blocks)
        for (row, column), day in days.items():
            _write(current, made, (finding.file or "", finding.sheet, row, column), day)
        made.words.append(
            (line.where, finding.header or "", f"сначала месяц, потом день: {counted(len(days), *CELLS)}")
        )
    current.settled.setdefault(kind.code, []).append(made)


def remove(current: Draft, kind: FindingKind) -> None:
    """Removes the rows of everything that is open."""
    made = Settlement()
    for line in kind.lines:
        if line.rows:
            made.words.append((line.where, line.what, "строка убрана"))
    _remove(current, made, kind.rows)
    current.settled.setdefault(kind.code, []).append(made)


def _leave(current: Draft, kind: FindingKind) -> None:
    """Leaves everything as it is: the person has looked at it."""
    made = Settlement(words=[(line.where, line.what, "оставлено") for line in kind.lines])
    made.seen = {line.key for line in kind.lines} | {question.key for question in kind.questions}
    current.seen |= made.seen
    current.settled.setdefault(kind.code, []).append(made)


def _settle_line(current: Draft, lists: Lists, made: Settlement, line: FindingLine, typed: Typed) -> None:
    finding = line.first
    text = clean(typed.text)
    if typed.is_removed:
        _remove(current, made, line.rows)
        made.words.append((line.where, line.what, "строка убрана"))
    elif line.can_be_two_people and typed.is_ticked:
        _decide(current, made, DifferentPeople(name_in(finding), _born(finding, lists)))
        made.words.append((line.where, name_in(finding), "разные люди"))
    elif line.people is not None and text == line.people[1]:
        _decide(current, made, ConfirmedPerson(*line.people))
        made.words.append((line.where, line.now, text))
    elif line.people is not None or _names_somebody(line, text):
        _decide(current, made, SamePerson(line.people[0] if line.people else written_name(finding), text))
        made.words.append((line.where, line.now, text))
    elif leaving := day_of_leaving(finding, text):
        _decide(current, made, leaving)
        made.words.append((line.where, line.now, leaving.words))
    else:
        for finding in _by_cell(line, current):
            _correct(current, lists, made, finding, text)
        if finding.code in NAMELESS and not finding.is_of_number and _is_listed(text, lists):
            _decide(current, made, ConfirmedPerson(written_name(finding), text))  # the next list is spelt so too
        made.words.append((line.where, line.now, text))


def _names_somebody(line: FindingLine, text: str) -> bool:
    """Returns whether a full name that nobody bears was settled by another: that holds for all cells and later lists.

    Initials may fit somebody else elsewhere, so that they are corrected in their cells alone; so may a name beside
    which a class or a position tells whose it is.
    """
    finding = line.first
    name = name_key(finding.value or "")
    is_full = len(name.split()) >= WORDS_OF_FULL_NAME and "." not in name and name == name_key(written_name(finding))
    return finding.code in NAMELESS and not finding.is_of_number and is_full and not _is_marked(text)


def _is_listed(text: str, lists: Lists) -> bool:
    """Returns whether a text is somebody's name in the lists."""
    frames = (lists.roster.students, lists.roster.teachers)
    return any(name_key(text) in set(frame["name"].dropna().map(name_key)) for frame in frames if frame is not None)


def _is_marked(text: str) -> bool:
    """Returns whether a class or a day stands beside the name."""
    return any(letter.isdigit() for letter in text)


def _by_cell(line: FindingLine, current: Draft) -> list[Finding]:
    """Returns a finding for each cell of a line: one of a group, or merged over rows, is told at each of its rows."""
    cells: dict[tuple[str | None, str | None, tuple[int, int]], Finding] = {}
    for finding in line.findings:
        cells.setdefault((finding.file, finding.sheet, place_of(finding, sheet_of(finding, current))), finding)
    return list(cells.values())


def _correct(current: Draft, lists: Lists, made: Settlement, finding: Finding, text: str) -> None:
    """Writes a text into the cell; of several people in a cell only the name at fault is replaced.

    Of columns that contradict each other it goes into all, and into no other of the field.
    """
    sheet = sheet_of(finding, current)
    if finding.code == "contradicting_flags" and finding.row:
        for column in contradicting_columns(finding, lists.blocks):
            _write(current, made, (finding.file or "", finding.sheet, finding.row - 1, column), text)
        return
    (row, column), words = corrections(finding, text, sheet, lists.blocks)
    place = (finding.file or "", finding.sheet, row, column)
    whole = current.cells.get(place, clean(sheet.rows[row][column]))
    value = finding.value or ""
    if value and value != whole and (row, column) == place_of(finding, sheet):
        one_of_several = whole.replace(value, words, 1) if value in whole else with_name(finding, whole, text)
        if one_of_several is None and finding.code in NAMELESS and len(people_in(whole, Context(A_DAY))) > 1:
            _decide(current, made, SamePerson(written_name(finding), text))  # the others stay in their cell
            return
        words = one_of_several or words
    _write(current, made, place, words)


def _write(current: Draft, made: Settlement, place: CellKey, text: str) -> None:
    """Puts a text into a cell of the draft; what stood there before can be put back."""
    made.cells.setdefault(place, current.cells.get(place))
    current.cells[place] = text


def _remove(current: Draft, made: Settlement, rows: frozenset[Row]) -> None:
    for key, number in rows:
        if number not in current.removed_rows.setdefault(key, set()):
            made.rows.add((key, number))
            current.removed_rows[key].add(number)


def _decide(current: Draft, made: Settlement, decision: Decision) -> None:
    key = key_of(decision)
    made.decisions.setdefault(key, current.decisions.get(key))
    current.decisions[key] = decision


def _answer(current: Draft, made: Settlement, question: Question, settle_answer: str) -> None:
    for decision in question.decisions(settle_answer):
        _decide(current, made, decision)
    current.answers[question.key] = settle_answer


@actions.reporting_refusal
def settle_answer(current: Draft, question: Question, text: str | None) -> None:
    """Takes an answer in place of the one before, or only takes that back."""
    decisions = question.decisions(text) if text else []
    take_back(current, question)
    if text:
        current.answers[question.key] = text
    for decision in decisions:
        current.decide(decision)


def take_back(current: Draft, question: Question) -> None:
    """Takes back the answer to a question, and to its parts."""
    for part in (question, *question.parts()):
        before = current.answers.pop(part.key, None)
        for decision in part.decisions(before) if before else ():
            current.decisions.pop(key_of(decision), None)


def undo(current: Draft, code: str) -> None:
    """Takes back all that was settled of a kind; what was typed stands in its lines again."""
    for made in reversed(current.settled.pop(code, [])):
        for place, before in made.cells.items():
            if before is None:
                current.cells.pop(place, None)
            else:
                current.cells[place] = before
        for key, number in made.rows:
            current.removed_rows[key].discard(number)
        for key_of_decision, earlier in made.decisions.items():
            current.decisions.pop(key_of_decision, None)
            if earlier is not None:
                current.decisions[key_of_decision] = earlier
        current.seen -= made.seen
    for question in current.questions.get(code, {}).values():
        take_back(current, question)


def _born(finding: Finding, lists: Lists) -> dt.date | None:
    """Returns the day on which both bearers of a name were born, as the row that stays in the list tells it."""
    if finding.code != "duplicate_person":
        return None
    for frame in (lists.roster.students, lists.roster.teachers):
        if frame is not None and "birth" in frame:
            births = frame.loc[frame["name"].map(name_key, na_action="ignore") == name_key(name_in(finding)), "birth"]
            if len(births.dropna()):
                born: dt.date = births.dropna().iloc[0].date()
                return born
    return None
