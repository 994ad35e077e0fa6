"""The sentences of findings about whole lists: the people and pairs that they give, what indicators lack in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.checking.message_parts import WHOSE, Sentence
from data.contracts import fields
from data.findings import Finding
from data.parsing import RISK_GROUP
from data.russian import counted, date_text, listed, numbered
from data.vocabulary import REGISTER_TITLES

MOST_NAMED = 5  # in one sentence; the page shows all that would change


def _same_file(finding: Finding) -> Sentence:
    earlier = finding.earlier
    assert earlier is not None
    where = f"в файле «{earlier.file}»" if earlier.sheet is None else f"на листе «{earlier.sheet}»"
    if earlier.sheet is not None and earlier.file != finding.file:
        where += f" файла «{earlier.file}»"
    if finding.count:
        pairs = counted(finding.count, "пара записана", "пары записаны", "пар записано")
        return Sentence(f"{pairs} и {where}: каждая учтена один раз")
    return Sentence(f"то же содержимое, что {where}, поэтому второй раз не учитывается")


def _assumed_person(finding: Finding) -> Sentence:
    names = zip(finding.names, finding.candidates, finding.others, strict=True)
    listing = "; ".join(f"«{written}» → {candidate.name} ({cell})" for written, candidate, cell in names)
    people = counted(finding.count, "имя записано", "имени записаны", "имён записаны")
    whom = "ему" if finding.count == 1 else "каждому"
    wrong = f"{people} не так, как в списках, и {whom} подходит один человек"
    return Sentence(wrong, f"Просмотрите: {listing}.")


def _outside_person(finding: Finding) -> Sentence:
    listing = "; ".join(f"«{written}» ({cell})" for written, cell in zip(finding.names, finding.others, strict=True))
    people = counted(finding.count, "человека", "человек", "человек")
    wrong = f"{people} нет в списках, а форма пары не указана: они приняты за пришедших извне"
    return Sentence(wrong, f"Впишите форму, исправьте имя или добавьте человека в список: {listing}.")


def _marked_by_list(finding: Finding) -> Sentence:
    title = fields("students")[finding.field or ""].title
    risk_group = " (группа риска принята за неё)" if RISK_GROUP in finding.names else ""
    known = f"в общем списке её не было у {finding.numbers[0]}"
    wrong = f"обучающимся этого списка ({finding.count}) поставлена отметка «{title}»{risk_group}, {known}"
    if unnamed := list(finding.names[1:]):
        wrong += f"; в нём нет и без отметки остались: {listed(unnamed, MOST_NAMED)}"
    return Sentence(wrong, "Проверьте, тех ли людей он называет.")


def _split_cell(finding: Finding) -> Sentence:
    cells = counted(int(finding.value or 0), "ячейке", "ячейках", "ячейках")
    whose = "каждый – отдельная пара" if finding.table == "pairs" else "каждый учтён"
    wrong = f"в {cells} записано несколько человек ({finding.count}): {whose}"
    return Sentence(wrong, f"Строки: {', '.join(map(str, finding.numbers))}.")


def _filled_down(finding: Finding) -> Sentence:
    rows = counted(finding.count, "строке", "строках", "строках")
    wrong = f"наставник записан один раз, в {rows} ниже взят тот, что стоит над ними"
    numbers = ", ".join(map(str, finding.numbers))
    return Sentence(wrong, f"Строки: {numbers}. Если наставник там другой, впишите его.")


def _mixed_classes(finding: Finding) -> Sentence:
    of_numbers, of_letters = (listed(list(names)) for names in (finding.names, finding.others))
    wrong = f"классы одной параллели записаны и с цифрой ({of_numbers}), и с буквой ({of_letters}) – это разные классы"
    return Sentence(wrong, "Проверьте: если это одни и те же классы, запишите их одинаково.")


def _undated_pairs(finding: Finding) -> Sentence:
    pairs = counted(finding.count, "пары этого списка", "пар этого списка", "пар этого списка")
    beside = f", но рядом с ними есть даты (у {finding.numbers[0]})" if finding.numbers[0] else ""
    wrong = f"у {pairs} нет даты начала{beside}"
    advice = "Укажите на странице загрузки, с какого числа они действуют, или впишите даты в столбец «Дата начала»."
    return Sentence(wrong, advice)


def _older(finding: Finding) -> Sentence:
    """Returns the sentence of older lists: what would be lost, by names and counts."""
    assert finding.day is not None
    wrong = f"списки на {finding.value} старше сохранённых на {date_text(finding.day)} (версия № {finding.numbers[0]})"
    lost = [
        f"{words} ({len(names)}): {_first(names)}"
        for words, names in (("исчезнут записи", finding.names), ("вернутся к прежнему", finding.others))
        if names
    ]
    advice = "Сохраняйте их, только если так и нужно."
    return Sentence("; ".join([wrong, *lost]), advice)


def _first(names: Sequence[str]) -> str:
    more = f" и ещё {len(names) - MOST_NAMED}" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


def _registers(finding: Finding) -> Sentence:
    read, counting = (", ".join(REGISTER_TITLES[key] for key in keys) for keys in (finding.names, finding.others))
    indicators = numbered("показателе", "показателях", list(finding.numbers))
    return Sentence(f"учёт {read} прочитан, но в {indicators} не учитывается", f"Учитываются: {counting}.")


def _no_data(finding: Finding) -> Sentence:
    whose = WHOSE[finding.table or ""]
    if finding.column is None:
        return Sentence(f"нет данных – нет списка {whose}")
    sheets = listed([f"«{sheet}»" for sheet in finding.names])
    lack = f"{finding.reason} нет на листах {sheets}" if sheets else f"в списке {whose} нет {finding.reason}"
    wrong = f"нет данных – {lack}"
    if not finding.proposal:
        return Sentence(wrong)
    where = f"на листе «{finding.sheet}»" if finding.sheet else f"в файле «{finding.file}»"
    letters = (finding.address or "").rstrip("0123456789")
    title = fields(finding.table or "")[finding.field or ""].title
    likeness = f"но {where} столбец {letters} «{finding.proposal}» похож на него"
    advice = f"Если это он, укажите на странице загрузки, что это «{title}»."
    return Sentence(f"{wrong}, {likeness}", advice)


LIST_SENTENCES: dict[str, Callable[[Finding], Sentence]] = {
    "same_file": _same_file,
    "assumed_person": _assumed_person,
    "outside_person": _outside_person,
    "marked_by_list": _marked_by_list,
    "split_cell": _split_cell,
    "filled_down": _filled_down,
    "mixed_classes": _mixed_classes,
    "undated_pairs": _undated_pairs,
    "older_lists": _older,
    "registers_not_counted": _registers,
    "no_data_for_indicator": _no_data,
}
