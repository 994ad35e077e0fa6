"""The sentences of findings about the layout of files: sheets, headers, columns, lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from data.checking.message_parts import LEAVER_NOTES, WHOSE, Sentence, shown
from data.contracts import TABLES, fields
from data.findings import Finding
from data.parsing import even
from data.recognition.header_fields import INSTEAD
from data.russian import CARDS, CELLS, ROWS, counted, date_text, listed
from data.spreadsheets.oddities import Oddity

CLASS_TEACHER = re.compile(r"\bкл(асс\w*|\.)?\s*рук")

MOST_CELLS = 8  # whose addresses a sentence holds

INSTEAD_WHEN = {
    "mentor_number": "пары ведутся по номерам",
    "mentee_number": "пары ведутся по номерам",
    "term": "начало и конец стоят в одном столбце",
}
ENCODING_TITLES = {
    "cp866": "DOS (866)",
    "koi8-r": "КОИ-8",
    "mac-cyrillic": "Mac (кириллица)",
    "utf-16-le": "Юникод UTF-16",
    "utf-16-be": "Юникод UTF-16",
    "utf-32-le": "Юникод UTF-32",
    "utf-32-be": "Юникод UTF-32",
}
DAMAGED_LINES = {
    Oddity.UNDECODABLE: Sentence("часть букв повреждена, вместо них стоит знак «\ufffd»", "Впишите их заново."),
    Oddity.STRAY_QUOTE: Sentence("лишняя кавычка, она оставлена в тексте", "Проверьте строку и уберите кавычку."),
    Oddity.EXTRA_CELLS: Sentence(
        "значений больше, чем столбцов в заголовке, – лишний разделитель", "Проверьте строку."
    ),
}


def _unreadable(finding: Finding) -> Sentence:
    """Returns a file's own sentence, or that of a sheet that the workbook lacks."""
    if finding.sheet is not None:
        return Sentence("содержимого листа в файле нет", "Проверьте лист в Excel и сохраните файл заново.")
    return Sentence(finding.reason)


def _encoding(finding: Finding) -> Sentence:
    title = ENCODING_TITLES[finding.names[0]]
    wrong = f"текст прочитан в кодировке {title}: в ней получаются русские слова"
    return Sentence(wrong, "Проверьте, верны ли буквы.")


def _damaged_line(finding: Finding) -> Sentence:
    return DAMAGED_LINES[Oddity(finding.names[0])]


def _left_out_section(finding: Finding) -> Sentence:
    rows = counted(finding.count, *ROWS)
    if finding.table == "pairs":
        advice = "Если они состоялись, уберите эту строку из файла и загрузите его снова."
        return Sentence(f"ниже {rows} о парах, которых не было: они не учтены", advice, shown(finding))
    advice = "Если эти люди учатся или работают, уберите эту строку из файла и загрузите его снова."
    return Sentence(f"ниже {rows} о тех, кто ушёл: они не учтены", advice, shown(finding))


def _applied(finding: Finding) -> Sentence:
    cells = counted(finding.count, *CELLS)
    wrong = f"применено ваше решение: «{finding.proposal}» ({cells})"
    return Sentence(wrong, "Решение можно изменить на странице загрузки.", shown(finding))


def _no_table(finding: Finding) -> Sentence:
    """Returns the sentence of a list without a header: the columns that it needs."""
    required = {
        TABLES[table]: ", ".join(f"«{spec.title}»" for spec in fields(table).values() if spec.required)
        for table in finding.names
    }
    if finding.reason:
        headers = required[TABLES[finding.names[0]]]
        row = "пара" if finding.names == ("pairs",) else "человек"
        return Sentence(finding.reason, f"Перенесите их в таблицу: строка – {row}, столбцы {headers}.")
    columns = "; ".join(f"для списка «{title}» – {headers}" for title, headers in required.items())
    return Sentence("список не узнан", f"Нужна строка заголовков: {columns}.")


def _missing_column(finding: Finding) -> Sentence:
    """Returns the sentence of a missing column, with the headers nobody understood."""
    table, key = finding.table or "", finding.field or ""
    spec = fields(table)[key]
    if key == "given_name":
        return Sentence(
            f"в списке {WHOSE[table]} имён нет: в столбце «Фамилия» стоит одно слово, а столбец «Имя» не найден",
            "Добавьте столбец «Имя» (и «Отчество») или укажите его на странице загрузки.",
        )
    guess = f"Не узнаны столбцы: {', '.join(f'«{header}»' for header in finding.names)}. " if finding.names else ""
    guess += f"Возможно, это «{finding.proposal}». " if finding.proposal else ""
    also = ", ".join(f"«{alias}»" for alias in spec.aliases[1:4])
    if key in INSTEAD:
        also += f", а если {INSTEAD_WHEN[INSTEAD[key]]} – «{fields(table)[INSTEAD[key]].title}»"
    advice = f"Назовите столбец «{spec.title}» (подойдёт и {also}) или укажите его на странице загрузки."
    advice = f"{advice} {finding.reason}".rstrip()
    return Sentence(f"в списке {WHOSE[table]} не найден столбец «{spec.title}»", advice, guess=guess)


def _month_first(finding: Finding) -> Sentence:
    examples = ", ".join(f"«{text}» – {day}" for text, day in zip(finding.names, finding.others, strict=True))
    cells = counted(finding.count, *CELLS)
    return Sentence(
        f"даты читаются только так, что месяц стоит перед днём ({cells}: {examples})",
        "Подтвердите это на странице загрузки или впишите даты: ДД.ММ.ГГГГ.",
    )


def _conflicting(finding: Finding) -> Sentence:
    if finding.others:
        copies = listed([_titled(*copy, finding) for copy in zip(finding.names, finding.others, strict=True)])
        advice = "Если нужны и они, укажите на странице загрузки, что в них стоит."
        return Sentence(f"учтён этот список, а тот же список на более раннее время не учтён: {copies}", advice)
    assert finding.day is not None
    used = date_text(finding.day)
    if "person" in finding.names:
        wrong = f"дата данных – {finding.value}, а указана {used}; взята указанная"
        return Sentence(wrong, "Проверьте, какая верна.")
    if finding.cell is None:
        return Sentence(f"в названии дата данных – {finding.value}, а взята {used}", "Проверьте, какая верна.")
    wrong = f"дата данных – {finding.value}, а в другом списке – {used}; взята поздняя"
    return Sentence(wrong, "Проверьте, об одном ли дне списки.")


def _titled(file: str, sheet: str, beside: Finding) -> str:
    if not sheet:
        return f"файл «{file}»"
    return f"лист «{sheet}»" if file == beside.file else f"лист «{sheet}» файла «{file}»"


def _left_out(finding: Finding) -> Sentence:
    """Returns the sentence of a row or sheet that is left out.

    A sheet, someone who is no pupil, a line that is nobody, or a row that the person removed.
    """
    if finding.row is None:
        advice = "Если это список, укажите таблицу и строку заголовков."
        return Sentence("лист не похож на список и не прочитан", advice)
    if finding.field == "status":
        return Sentence("пары не было, она не учтена", shown=shown(finding))
    if finding.field:
        what = "пара не учтена" if finding.table == "pairs" else "строка не учтена"
        return Sentence(f"не обучающийся школы, {what}", shown=shown(finding))
    if finding.cell:
        whom = "паре" if finding.table == "pairs" else "человеке"
        return Sentence(f"это не похоже на запись о {whom}, строка не учтена", shown=shown(finding))
    return Sentence("строка убрана при загрузке и не учтена")


def _struck_out(finding: Finding) -> Sentence:
    whom = "пара" if finding.table == "pairs" else "человек"
    left = "" if finding.table == "pairs" else " Если человек выбыл, впишите день выбытия: до него он учитывается."
    advice = f"Если строка больше не нужна, уберите её; если нужна, оставьте.{left}"
    return Sentence(f"зачёркнуто, но {whom} учитывается", advice, shown(finding))


def _unread_comments(finding: Finding) -> Sentence:
    cells = ", ".join(finding.others[:MOST_CELLS])
    cells += f" и другие, всего {finding.count}" if len(finding.others) > MOST_CELLS else ""
    advice = "Что в них сказано о человеке (категория, уход, срок пары), впишите в сами ячейки."
    return Sentence(f"примечания к ячейкам не прочитаны ({cells})", advice)


def _unread_colours(finding: Finding) -> Sentence:
    return Sentence("цвет ячеек не читается", "Кого он отмечает, впишите в ячейки.", shown(finding))


def _hidden(_finding: Finding) -> Sentence:
    return Sentence("лист скрыт и не прочитан", "Если он нужен, покажите его в Excel и загрузите файл снова.")


def _ignored(finding: Finding) -> Sentence:
    """Returns the sentence of a column, or of words in it, that is not used."""
    if finding.names:
        listing = ", ".join(f"«{word}» ({count})" for word, count in zip(finding.names, finding.numbers, strict=True))
        return Sentence(f"эти слова не говорят ни об ОВЗ, ни об учёте и не используются: {listing}")
    if finding.count:
        cells = counted(finding.count, *CELLS)
        if finding.field == "experience":
            youth = fields("teachers")["young_specialist"].title
            return Sentence(
                f"{cells}, где вместо стажа его начало или «более …»: он не нужен, "
                f"молодых специалистов называет «{youth}»"
            )
        return Sentence(f"{cells} с записью, которая никого не называет: пары по ней нет")
    if CLASS_TEACHER.search(even(finding.header or "")):
        return Sentence("это классный руководитель, а не наставник программы, столбец не используется")
    if finding.reason == LEAVER_NOTES:
        return Sentence(f"читаются только {finding.reason}, остальное не используется и не сохраняется")
    return Sentence("столбец не используется и не сохраняется")


def _who(numbers: Sequence[int]) -> str:
    """Returns where those of a computed category stand by name."""
    return f"Проверьте, кто это: страница «Показатели подробно», {', '.join(f'№ {number}' for number in numbers)}."


def _assumed(finding: Finding) -> Sentence:
    """Returns the sentence of an assumed column.

    Cards read as rows, a category that is computed, «Группа риска» read as СОП, a header that says more than a title.
    """
    if finding.table is None:
        cards = counted(finding.count, *CARDS)
        return Sentence(f"карточки прочитаны как таблица, строка – карточка ({cards})", "Проверьте, все ли они здесь.")
    title = fields(finding.table)[finding.field or ""].title
    if finding.cell is None:
        return Sentence(f"столбца «{title}» нет, поэтому {finding.reason}", _who(finding.numbers))
    if finding.field == "risk_group":
        return Sentence("столбец принят за СОП (персонифицированный учёт)", "Проверьте, тот ли это учёт.")
    return Sentence(f"столбец принят за «{title}»: так говорят его заголовок и ячейки", "Проверьте, так ли это.")


LAYOUT_SENTENCES: dict[str, Callable[[Finding], Sentence]] = {
    "unreadable_file": _unreadable,
    "assumed_encoding": _encoding,
    "damaged_line": _damaged_line,
    "left_out_section": _left_out_section,
    "applied_decision": _applied,
    "no_table": _no_table,
    "missing_column": _missing_column,
    "month_first": _month_first,
    "conflicting_as_of": _conflicting,
    "left_out_row": _left_out,
    "hidden_sheet": _hidden,
    "struck_out": _struck_out,
    "unread_comments": _unread_comments,
    "unread_colours": _unread_colours,
    "ignored_column": _ignored,
    "assumed_column": _assumed,
}
