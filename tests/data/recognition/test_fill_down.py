"""A mentor who is written once over several mentees is the mentor of each of them; a cell left out is nobody's."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from data.loading import check, load
from data.recognition.reduced_sheets import reduced
from tests.data.lists import TODAY, checked, drawn, files, reported, sheet

PUPILS = """
    ФИО                   | Дата рождения | Класс
    Рябинкин Клён Ивович  | 01.02.2012    | 6А
    Вербина Ива Львовна   | 03.04.2012    | 6А
    Ольхина Липа Яновна   | 03.05.2012    | 6Б
    Берёзов Дуб Кедрович  | 03.05.2013    | 5Б
"""
TEACHERS = "ФИО\nКозлова Мария Львовна\nТополева Вера Ильинична"
PAIRS = """
    № | Наставник               | Наставляемый          | Форма            | Дата начала
    1 | Козлова Мария Львовна   | Рябинкин Клён Ивович  | учитель – ученик | 01.09.2024
      |                         | Вербина Ива Львовна   |                  |
      |                         | Ольхина Л. Я., 6Б     |                  | 01.10.2024
    2 | Тополева Вера Ильинична | Берёзов Дуб Кедрович  | учитель – ученик | 02.09.2024
"""
TOLD = [
    ("Козлова Мария Львовна", "Рябинкин Клён Ивович", "01.09.2024"),
    ("Козлова Мария Львовна", "Вербина Ива Львовна", "01.09.2024"),
    ("Козлова Мария Львовна", "Ольхина Липа Яновна", "01.10.2024"),
    ("Тополева Вера Ильинична", "Берёзов Дуб Кедрович", "02.09.2024"),
]
BLANK = "                         "


def told(lists):
    frame = lists.roster.pairs
    return list(zip(frame["mentor"], frame["mentee"], frame["start"].dt.strftime("%d.%m.%Y"), strict=True))


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_the_rows_below_a_mentor_are_his_and_are_told_with_their_count(kind):
    book = {"Обучающиеся": drawn(PUPILS), "Педагоги": drawn(TEACHERS), "Пары": drawn(PAIRS)}
    lists = load(files(book, kind), today=TODAY)
    assert told(lists) == TOLD
    assert set(lists.roster.pairs["form"]) == {"teacher_student"}
    assert not lists.has_errors
    (finding,) = reported(lists, "filled_down")
    assert finding.numbers == (3, 4)
    assert "2" in message(finding)


def test_a_mentee_alone_in_his_row_is_a_pair_of_the_mentor_above():
    rows = PAIRS.replace("Ольхина Л. Я., 6Б     |                  | 01.10.2024", "Ольхина Л. Я., 6Б |  |")
    assert [mentee for _, mentee, _ in told(checked(PUPILS, TEACHERS, rows))][2] == "Ольхина Липа Яновна"


def test_an_end_goes_with_its_start_and_an_open_end_stays_open():
    rows = PAIRS.replace("Дата начала", "Дата начала | Дата окончания").replace("01.09.2024", "01.09.2024 | 31.12.2024")
    ends = checked(PUPILS, TEACHERS, rows).roster.pairs["end"].dt.strftime("%d.%m.%Y").fillna("")
    assert ends.tolist() == ["31.12.2024", "31.12.2024", "", ""]


def test_one_cell_left_out_of_a_list_that_names_every_mentor_is_an_error():
    numbered = PAIRS.replace(f"      |{BLANK}| Вербина", "    3 | Козлова Мария Львовна   | Вербина").replace(
        f"      |{BLANK}| Ольхина", f"    4 |{BLANK}| Ольхина"
    )
    lists = checked(PUPILS, TEACHERS, numbered.replace("|                  |\n", "| учитель – ученик | 01.09.2024\n"))
    assert [(finding.cell, finding.field) for finding in reported(lists, "empty_required")] == [("B4", "mentor")]
    assert reported(lists, "filled_down") == []
    assert lists.counts["pairs"] == 3


def test_a_blank_row_or_a_title_ends_what_is_of_one_mentor():
    rows = PAIRS.replace(f"      |{BLANK}| Ольхина", f"    ~\n      |{BLANK}| Ольхина")
    lists = checked(PUPILS, TEACHERS, rows)
    assert [finding.cell for finding in reported(lists, "empty_required")] == ["B5"]
    assert reported(lists, "filled_down")[0].numbers == (3,)


@pytest.mark.parametrize("mentee", ["О. Я. Липина", "М. П. Липина", "М.П. Липина (6Б)", "М.П.Липина"])
def test_a_mentee_alone_is_one_whatever_the_initials(mentee):
    pupils = f"{PUPILS}Липина {'Ольга Яновна' if mentee[0] == 'О' else 'Мария Петровна'} | 03.05.2012 | 6Б\n"
    lists = checked(pupils, TEACHERS, f"{PAIRS} | | {mentee} | |\n3 | Тополева В. И. | Вербина И. Л. | | 01.09.2024")
    assert len(lists.roster.pairs) == len(TOLD) + 2


def test_a_vacancy_is_not_the_mentor_above():
    lists = checked(PUPILS, TEACHERS, PAIRS.replace(f"      |{BLANK}| Вербина", "      | вакансия | Вербина"))
    assert [mentee for _, mentee, _ in told(lists)] == ["Рябинкин Клён Ивович", "Берёзов Дуб Кедрович"]


def test_a_reduced_sheet_keeps_whose_the_rows_are():
    sheets = [sheet(PUPILS, "Обучающиеся"), sheet(TEACHERS, "Педагоги"), sheet(PAIRS, "Пары")]
    assert told(check([reduced(each) for each in sheets], today=TODAY)) == TOLD


def test_mentees_who_have_no_mentor_yet_are_not_of_the_one_above():
    rows = """
        № | Наставник               | Наставляемый          | Форма            | Дата начала
        1 | Козлова Мария Львовна   | Рябинкин Клён Ивович  | учитель – ученик | 01.09.2024
        2 |                         | Вербина Ива Львовна   |                  |
        3 |                         | Ольхина Липа Яновна   | учитель – ученик |
    """
    lists = checked(PUPILS, TEACHERS, rows)
    assert {finding.cell for finding in reported(lists, "empty_required")} >= {"B3", "B4"}
    assert (lists.counts["pairs"], reported(lists, "filled_down")) == (1, [])


def test_counted_rows_with_days_of_their_own_are_of_the_mentor_above():
    rows = """
        № | Наставник               | Наставляемый          | Форма            | Дата начала
        1 | Козлова Мария Львовна   | Рябинкин Клён Ивович  | учитель – ученик | 01.09.2024
        2 |                         | Вербина Ива Львовна   | учитель – ученик | 02.09.2024
        3 |                         | Ольхина Липа Яновна   | учитель – ученик | 03.09.2024
    """
    lists = checked(PUPILS, TEACHERS, rows)
    assert [mentor for mentor, _, _ in told(lists)] == ["Козлова Мария Львовна"] * 3
