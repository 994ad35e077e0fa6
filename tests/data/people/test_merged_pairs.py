"""One pair that two lists tell, each from its side, is taken once."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from data.loading import Lists, check, load
from tests.data.lists import TODAY, Book, codes, drawn, files, reported, sheet

PUPILS = [
    f"{surname} {given} Ивович"
    for surname in ("Осинкин", "Рябинкин", "Клёнов")
    for given in ("Ясень", "Вяз", "Кедр", "Дуб")
]
TEACHERS = ["Вербина Ива Тополевна", "Ольхина Липа Сосновна", "Сосновская Туя Вязовна"]
MENTEES = [
    "№", "ФИО наставляемого", "Контактные данные для связи", "Год рождения", "Основной запрос",
    "Дата вхождения в программу", "ФИО наставника", "Форма наставничества", "Место работы/учёбы наставника",
    "Дата завершения программы", "Результаты программы", "Ссылка на кейс/отзыв", "Отметка о прохождении программы",
]  # fmt: skip
MENTORS = [
    "№", "ФИО наставника", "Контактные данные", "Место работы/учёбы", "Основные компетенции",
    "Важные для программы достижения", "Интересы", "Желаемый возраст наставляемых", "Ресурс времени на программу",
    "Дата вхождения в программу", "ФИО наставляемого (наставляемых)", "Форма наставничества",
    "Место работы/учёбы наставляемого", "Дата завершения программы", "Результаты программы", "Ссылка на кейс/отзыв",
]  # fmt: skip
FORM, START = "учитель – ученик", "01.09.2024"


def lists_of_people() -> Book:
    pupils = "\n".join(f"{name} | 0{number % 9 + 1}.02.2010 | 8А" for number, name in enumerate(PUPILS))
    teachers = "\n".join(f"{name} | учитель" for name in TEACHERS)
    return {
        "Обучающиеся": drawn(f"ФИО | Дата рождения | Класс\n{pupils}"),
        "Педагоги": drawn(f"ФИО | Должность\n{teachers}"),
    }


def mentor_of(number: int) -> str:
    return TEACHERS[number % len(TEACHERS)]


def of_mentees() -> list[list[str]]:
    return [MENTEES, *(
        [str(number + 1), name, "", "2010", "физика", START, mentor_of(number), FORM, "", "", "", "", ""]
        for number, name in enumerate(PUPILS)
    )]  # fmt: skip


def of_mentors(start: str = START) -> list[list[str]]:
    return [MENTORS, *(
        [str(number + 1), mentor_of(number), "", "", "олимпиады", "", "", "", "", start, name, FORM, "", "", "", ""]
        for number, name in enumerate(PUPILS)
    )]  # fmt: skip


def loaded(mentees: list[list[str]], mentors: list[list[str]]) -> Lists:
    book = {**lists_of_people(), "База наставляемых": mentees, "База наставников": mentors}
    return check([sheet(rows, name) for name, rows in book.items()], today=TODAY)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_both_official_forms_tell_each_pair_once(kind):
    book = {**lists_of_people(), "База наставляемых": of_mentees(), "База наставников": of_mentors()}
    lists = load(files(book, kind), today=TODAY)
    assert lists.counts["pairs"] == len(PUPILS)
    assert not reported(lists, "overlapping_pair")
    (finding,) = reported(lists, "same_file")
    assert finding.count == len(PUPILS)
    assert f"{len(PUPILS)}\u00a0пар записано и" in message(finding)


def test_what_only_one_of_them_tells_is_joined():
    frame = loaded(of_mentees(), of_mentors()).roster.pairs
    assert set(frame["request"]) == {"физика"}
    assert set(frame["competences"]) == {"олимпиады"}


def test_a_day_that_one_of_them_leaves_out_is_that_of_the_other():
    lists = loaded(of_mentees(), of_mentors(start=""))
    assert (lists.counts["pairs"], lists.has_errors) == (len(PUPILS), False)


def test_a_mentor_with_all_mentees_in_a_cell_is_told_once_with_each():
    rows = [[*row] for row in of_mentors()[: len(TEACHERS) + 1]]
    for number, row in enumerate(rows[1:]):
        row[10] = ", ".join(name for place, name in enumerate(PUPILS) if place % len(TEACHERS) == number)
    lists = loaded(of_mentees(), rows)
    assert (lists.counts["pairs"], reported(lists, "overlapping_pair")) == (len(PUPILS), [])


def test_initials_of_somebody_from_outside_are_the_same_person():
    mentees, mentors = of_mentees()[:2], of_mentors()[:2]
    mentees[1][6:8] = ["Громов Пётр Вязович", "работодатель – ученик"]
    mentors[1][1], mentors[1][11] = "Громов П. В.", "работодатель – ученик"
    assert loaded(mentees, mentors).counts["pairs"] == 1


def test_a_list_of_pairs_and_pupils_with_their_mentors_tell_each_pair_once():
    book = lists_of_people()
    rows = [[*row, cell] for row, cell in zip(book["Обучающиеся"], ["Наставник", *TEACHERS, *[""] * 9], strict=True)]
    pairs = "\n".join(f"{mentor_of(number)} | {name} | {START}" for number, name in enumerate(PUPILS))
    sheets = [
        sheet(rows, "Обучающиеся"), sheet(book["Педагоги"], "Педагоги"),
        sheet(f"Наставник | Наставляемый | Дата начала\n{pairs}", "Пары"),
    ]  # fmt: skip
    lists = check(sheets, today=TODAY)
    assert (codes(lists), lists.counts["pairs"]) == (["same_file"], len(PUPILS))
    lists = check(
        [sheets[0], sheets[1], sheet(f"Наставник | Наставляемый | Дата начала\n{pairs.partition(chr(10))[2]}", "Пары")],
        today=TODAY,
    )
    assert [(finding.code, finding.count) for finding in lists.findings if finding.severity == "error"] == [
        ("undated_pairs", 1)
    ]


# Neighbours


def test_different_days_of_one_pair_are_warned_of():
    lists = loaded(of_mentees(), of_mentors(start="02.09.2024"))
    assert len(reported(lists, "overlapping_pair")) == len(PUPILS)


def test_two_lists_of_one_side_that_repeat_a_pair_are_warned_of():
    lists = loaded(of_mentors(), of_mentors(start="01.09.2024 "))
    assert len(reported(lists, "overlapping_pair")) == len(PUPILS)


def test_a_cell_that_is_not_understood_is_reported_on_either_sheet():
    mentors = of_mentors()
    mentors[1][9] = "31.02.2024"
    (finding,) = reported(loaded(of_mentees(), mentors), "bad_date")
    assert (finding.sheet, finding.cell) == ("База наставников", "J2")
