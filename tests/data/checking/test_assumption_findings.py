"""What was assumed or left out is reported once, with a count, at its place."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from data.loading import check, load
from tests.data.lists import TODAY, checked, drawn, files, reported, sheet

ASSUMED = ("assumed_person", "split_cell", "assumed_date", "no_end_date", "left_out_section", "short_name")
PUPILS = """
    ФИО | Дата рождения | Класс
    Иванова Анна Петровна | 01.02.2012 | 6А
    Петров Олег Ильич | 03.04.2012 | 6А
    Петров Олег Егорович | 03.05.2012 | 6Б
"""
TEACHERS = "ФИО | Должность\nКозлова Мария Львовна | учитель"
HEAD = "Наставник | Наставляемый | Форма наставничества | Дата начала | Статус\n"


def pairs_of(*rows: str, pupils: str = PUPILS):
    return checked(pupils, TEACHERS, HEAD + "\n".join(rows))


def test_shorter_names_are_matched_to_the_only_person_they_fit_and_listed_once():
    lists = pairs_of(
        "Козлова М.Л. | Иванова А. | учитель – ученик | 01.09.2024 |",
        "М. Л. Козлова | Олег Ильич Петров | учитель – ученик | 01.09.2024 |",
    )
    (finding,) = reported(lists, "assumed_person")
    assert finding.value == "4"
    for words in ("«Козлова М.Л.» → Козлова Мария Львовна", "«Олег Ильич Петров» → Петров Олег Ильич"):
        assert words in message(finding)
    assert lists.counts["pairs"] == 2
    assert set(lists.roster.pairs["mentor"]) == {"Козлова Мария Львовна"}


def test_a_name_that_fits_two_people_is_matched_to_neither():
    lists = pairs_of("Козлова М.Л. | Петров О. | учитель – ученик | 01.09.2024 |")
    (finding,) = reported(lists, "ambiguous_person")
    assert "6А" in message(finding)
    assert "6Б" in message(finding)
    assert lists.counts["pairs"] == 0


def test_a_class_beside_the_name_tells_two_people_apart():
    lists = pairs_of("Козлова М.Л. | Петров О. (6Б) | учитель – ученик | 01.09.2024 |")
    assert list(lists.roster.pairs["mentee"]) == ["Петров Олег Егорович"]


def test_nobody_of_a_group_is_dropped_because_the_others_were_matched():
    lists = pairs_of("Козлова М.Л. | Иванова Анна, Сидоров Пётр, Петров Олег Ильич | учитель – ученик | 01.09.2024 |")
    (split,) = reported(lists, "split_cell")
    assert split.value == "1"
    assert "(3)" in message(split)
    assert [finding.value for finding in reported(lists, "unknown_person")] == ["Сидоров Пётр"]
    assert lists.counts["pairs"] == 2


def test_a_month_for_a_day_is_reported_once_a_spelling():
    lists = pairs_of(
        "Козлова М.Л. | Иванова Анна | учитель – ученик | сент. 2024 |",
        "Козлова М.Л. | Петров Олег Ильич | учитель – ученик | сент. 2024 |",
        "Козлова М.Л. | Петров Олег Егорович | учитель – ученик | 2023/24 уч. год |",
    )
    assert [(finding.cell, finding.value) for finding in reported(lists, "assumed_date")] == [
        ("D2", "сент. 2024"),
        ("D4", "2023/24 уч. год"),
    ]
    assert "2\u00a0ячейки" in message(reported(lists, "assumed_date")[0])
    assert [f"{day:%d.%m.%Y}" for day in lists.roster.pairs["start"]] == ["01.09.2024", "01.09.2024", "01.09.2023"]


def test_a_pair_marked_as_ended_without_a_day_counts_and_is_asked_about():
    lists = pairs_of("Козлова М.Л. | Иванова Анна | учитель – ученик | 01.09.2024 | завершена")
    assert [finding.cell for finding in reported(lists, "no_end_date")] == ["E2"]
    assert lists.counts["pairs"] == 1
    neighbour = pairs_of("Козлова М.Л. | Иванова Анна | учитель – ученик | 01.09.2024 | не завершена")
    assert not reported(neighbour, "no_end_date")


@pytest.mark.parametrize("line", ["Выбыли", "Отчислены:", "Архив", "Выбывшие обучающиеся", "ВЫБЫЛИ ИЗ ШКОЛЫ"])
def test_people_below_a_line_of_leavers_are_left_out_and_counted(line):
    lists = checked(PUPILS + f"{line} | |\nСидоров Пётр | 01.02.2012 | 6А\nЖуков Илья | 01.03.2012 | 6А")
    (finding,) = reported(lists, "left_out_section")
    assert finding.cell == "A5"
    assert "2\u00a0строки" in message(finding)
    assert lists.counts["students"] == 3


def test_a_class_below_the_leavers_ends_their_section():
    lists = checked(PUPILS + "Выбыли | |\nСидоров Пётр | 01.02.2012 | 6А\n7А класс | |\nЖуков Илья | 01.03.2011 | 7А")
    assert lists.counts["students"] == 4


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_a_name_of_one_word_is_asked_about_in_every_format(kind):
    book = {
        "Обучающиеся": drawn(PUPILS + "Сидоров | 01.02.2012 | 6А"),
        "Педагоги": drawn(TEACHERS + "\nЛисицына | учитель"),
    }
    lists = load(files(book, kind), today=TODAY)
    assert [(finding.cell, finding.value) for finding in reported(lists, "short_name")] == [
        ("A5", "Сидоров"),
        ("A3", "Лисицына"),
    ]
    assert lists.counts == {"students": 4, "teachers": 2, "pairs": 0}


def test_words_of_a_column_of_categories_that_are_nobodys_are_reported_with_their_count():
    lists = checked(
        """
        ФИО | Дата рождения | Класс | Соц. категория
        Иванова Анна Петровна | 01.02.2012 | 6А | ОВЗ, многодетная
        Петров Олег Ильич | 03.04.2012 | 6А | СОП; опека
        Петров Олег Егорович | 03.05.2012 | 6Б | многодетная
        """
    )
    (finding,) = reported(lists, "ignored_column")
    assert "«многодетная» (2), «опека» (1)" in message(finding)
    assert list(lists.roster.students["ovz"]) == [True, False, False]
    assert list(lists.roster.students["at_risk"]) == [False, True, False]


def test_a_column_of_categories_that_names_no_register_is_no_no():
    lists = checked("ФИО | Дата рождения | Класс | Соц. категория\nИванова Анна | 01.02.2012 | 6А | многодетная")
    assert not {"ovz", "at_risk"} & set(lists.roster.students)


def test_a_day_beneath_a_stamp_is_no_date_of_the_data():
    lists = checked(
        "УТВЕРЖДАЮ\nДиректор школы ______ И. И. Иванов\n«01» сентября 2024 г.\n~\nСписок обучающихся" + PUPILS
    )
    assert lists.as_of_source == "today"


def test_a_merged_cell_of_several_people_is_one_cell():
    rows = (
        "Козлова Мария Львовна, Дымов Пётр Ильич | Иванова Анна Петровна | учитель – ученик | 01.09.2024 |",
        " | Петров Олег Ильич, Петров Олег Егорович | учитель – ученик | 01.09.2024 |",
    )
    teachers = sheet(TEACHERS + "\nДымов Пётр Ильич | учитель", "Педагоги")
    for merged in ([(1, 0, 2, 0)], []):  # or written once
        pairs = sheet(
            HEAD + "\n".join([*rows, rows[1].replace("Олег Ильич, Петров Олег Егорович", "Олег Ильич")]),
            "Пары",
            merged=merged,
        )
        pairs.rows[3] = ["Дымов Пётр Ильич", *pairs.rows[3][1:]]
        lists = check([sheet(PUPILS, "Обучающиеся"), teachers, pairs], today=TODAY)
        (split,) = reported(lists, "split_cell")
        assert (split.value, split.count, split.numbers) == ("2", 4, (2, 3))
