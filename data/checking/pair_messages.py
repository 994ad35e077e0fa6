"""The sentences of findings about the sides of a pair; descriptions of namesakes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from data.checking.message_parts import WHOSE, Sentence, shown
from data.findings import Candidate, Finding
from data.parsing import names_a_class
from data.russian import date_text, listed

IN_LIST = {"students": "обучающийся", "teachers": "педагог"}
MOST_ALIKE = 2  # names suggested at a time


def _self_pair(finding: Finding) -> Sentence:
    return Sentence("это и наставник, и наставляемый", "Впишите второго участника пары.", shown(finding))


def _shown_side(finding: Finding) -> str:
    """Returns «Иванова О. П.» – what stands in the cell of a side, or in the line above the pairs that names it."""
    name = finding.mentor if finding.side == "mentor" else finding.mentee
    return shown(finding if finding.value else replace(finding, value=name))


def _absent(finding: Finding) -> str:
    """Returns «в списке обучающихся нет такого человека, есть Ивонова Анна»."""
    lists = " и ".join(WHOSE[table] for table in finding.names)
    where = f"в {'списке' if len(finding.names) == 1 else 'списках'} {lists}"
    if finding.is_of_number:
        return f"{where} нет такого номера"
    alike = listed([candidate.name for candidate in finding.candidates], MOST_ALIKE)
    renamed = " – возможно, сменил(а) фамилию" if finding.renamed else ""
    return f"{where} нет такого человека{f', есть {alike}{renamed}' if alike else ''}"


def _unknown(finding: Finding) -> Sentence:
    if not finding.is_of_number and names_a_class(finding.value or ""):
        return Sentence("это класс, а не человек", "Впишите поимённо, кто из класса в паре.", shown(finding))
    what = "номер" if finding.is_of_number else "имя"
    return Sentence(_absent(finding), f"Исправьте {what} или добавьте человека в список.", _shown_side(finding))


def _ended_unknown(finding: Finding) -> Sentence:
    advice = "Проверьте, верно ли он записан."
    return Sentence(_absent(finding), advice, _shown_side(finding), aside="; пара уже завершена")


def _ambiguous(finding: Finding) -> Sentence:
    advice = "Впишите номер, класс или дату рождения того, кто нужен."
    how = "Впишите класс или дату рождения"
    if (finding.column or "").endswith("number"):  # the side is given by a number alone
        how = "Выберите ниже, в «Уточнить имена»"
    short, whole = (
        f"таких людей несколько: {'; '.join(described(finding.candidates, in_brief=in_brief))}"
        for in_brief in (True, False)
    )
    return Sentence(whole, advice, _shown_side(finding), brief=f"{short}. {how}")


def described(namesakes: Sequence[Candidate], *, in_brief: bool = False) -> list[str]:
    """Returns people by what tells them apart: «обучающийся, 5А, 01.09.2010».

    Those else alike with their numbers. Names are given where they differ; in brief the commonest list, that of
    pupils, goes without saying.
    """
    is_one_name = len({candidate.name for candidate in namesakes}) == 1
    all_traits = [
        ("" if is_one_name else candidate.name, candidate.table, mark_of(candidate)) for candidate in namesakes
    ]
    descriptions = []
    for candidate, traits in zip(namesakes, all_traits, strict=True):
        name, table, mark = traits
        number = f"№ {candidate.number.upper()}" if candidate.number and all_traits.count(traits) > 1 else ""
        is_unsaid = in_brief and table == "students" and any((name, mark, number))
        parts = (name, "" if is_unsaid else IN_LIST[table], mark, number)
        descriptions.append(", ".join(filter(None, parts)))
    return descriptions


def mark_of(candidate: Candidate) -> str:
    """Returns «5А, 01.09.2010», by which a list distinguishes namesakes.

    A list may hold it after the name.
    """
    first, last = candidate.birth, candidate.birth_latest
    born = "" if first is None else date_text(first) if first == last else str(first.year)
    return ", ".join(filter(None, (candidate.class_name, born)))


def _mismatch(finding: Finding) -> Sentence:
    owner, (_, name) = finding.candidates[0].name, finding.beside
    wrong = f"в списке под этим номером {owner}, а не {name}"
    brief = f"{wrong.removesuffix('.')}. Впишите верный номер или верное имя"
    return Sentence(wrong, "Исправьте номер или имя.", shown(finding), brief=brief)


def _mentee_older(finding: Finding) -> Sentence:
    advice = "Проверьте, не перепутаны ли они и верны ли даты рождения."
    return Sentence("наставляемый старше наставника", advice, shown(finding))


PAIR_SENTENCES: dict[str, Callable[[Finding], Sentence]] = {
    "self_pair": _self_pair,
    "unknown_person": _unknown,
    "ended_unknown_person": _ended_unknown,
    "ambiguous_person": _ambiguous,
    "number_name_mismatch": _mismatch,
    "mentee_older": _mentee_older,
}
