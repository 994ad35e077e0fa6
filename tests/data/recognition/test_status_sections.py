"""A title or the name of a sheet that tells a status of pairs tells it of all pairs below."""

from __future__ import annotations

import io

import docx
import pytest

from data.loading import Lists, check, load
from tests.data.lists import TODAY, checked, codes, drawn, files, reported, required_columns, sheet, wide

STUDENTS = """
    ФИО         | Дата рождения | Класс
    Липа Калина | 01.02.2010    | 9А
    Клён Осин   | 31.03.2008    | 11Б
    Ясень Ивин  | 05.06.2010    | 9Б
"""
HEADER = ["№", "Наставник", "Наставляемый", "Форма", "Дата начала"]
FIRST = ["1", "Клён Осин", "Липа Калина", "ученик – ученик", "01.09.2022"]
SECOND = ["2", "Клён Осин", "Ясень Ивин", "ученик – ученик", "01.09.2022"]
OVER = ["Завершённые пары", "Архив", "Расторгнуты досрочно", "Пары, завершившие работу", "Прекращены (по заявлению)"]
NEVER = ["Отменённые пары", "Не состоялись", "Несостоявшиеся"]


def lists_of(rows: list[list[str]], kind: str) -> Lists:
    book = {"Обучающиеся": drawn(STUDENTS), "Пары": wide(rows)}
    dropped = [("Списки.docx", word(*book.values()))] if kind == "docx" else files(book, kind)
    return load(dropped, today=TODAY, required=required_columns())


def word(*tables: list[list[str]]) -> bytes:
    """The tables of a Word document, a line of one text merged across."""
    document = docx.Document()
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in enumerate(rows):
            if not any(cells[1:]):
                table.cell(row, 0).merge(table.cell(row, len(cells) - 1)).text = cells[0]
                continue
            for column, text in enumerate(cells):
                table.cell(row, column).text = text
        document.add_paragraph()
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv", "docx"])
@pytest.mark.parametrize("title", OVER)
def test_pairs_below_a_title_that_says_they_are_over_are_asked_for_their_ends(title, kind):
    lists = lists_of([HEADER, FIRST, [title], SECOND], kind)
    findings = reported(lists, "no_end_date")
    assert [finding.row for finding in findings] == [4]
    assert all(finding.value for finding in findings)
    assert lists.counts["pairs"] == 2


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv", "docx"])
@pytest.mark.parametrize("title", NEVER)
def test_pairs_below_a_title_that_says_they_never_were_are_left_out_and_counted(title, kind):
    lists = lists_of([HEADER, FIRST, [title], SECOND], kind)
    assert [(finding.value, finding.count) for finding in reported(lists, "left_out_section")] == [(title, 1)]
    assert lists.roster.pairs["mentee"].tolist() == ["Липа Калина"]


def test_such_a_title_ends_with_the_next_one():
    rows = [HEADER, ["Завершённые пары"], FIRST, ["Действующие пары"], SECOND]
    assert [finding.row for finding in reported(lists_of(rows, "xlsx"), "no_end_date")] == [3]


def test_a_title_that_tells_a_year_alone_does_not_end_it():
    rows = [HEADER, ["Завершённые пары"], ["2021/22 учебный год"], FIRST, ["2022/23 учебный год"], SECOND]
    assert [finding.row for finding in reported(lists_of(rows, "xlsx"), "no_end_date")] == [4, 6]


def test_an_end_of_its_own_answers_the_title():
    rows = [[*HEADER, "Дата окончания"], ["Завершённые пары"], [*FIRST, "25.05.2023"]]
    assert codes(lists_of(rows, "xlsx")) == []


def test_the_day_in_the_title_is_the_end_and_is_told():
    lists = lists_of([HEADER, ["Завершены 25.05.2023"], FIRST], "xlsx")
    assert [finding.value for finding in reported(lists, "end_in_status")] == ["Завершены 25.05.2023"]


def test_a_status_of_its_own_comes_before_the_title():
    rows = [[*HEADER, "Статус"], ["Завершённые пары"], [*FIRST, "действует"]]
    assert codes(lists_of(rows, "xlsx")) == []


@pytest.mark.parametrize("title", [*OVER, "Завершённые в 2023 году"])
def test_such_a_title_above_the_header_or_as_the_name_of_a_sheet_tells_it_of_all(title):
    for rows, name in (([[title], HEADER, FIRST], "Пары"), ([HEADER, FIRST], title)):
        lists = check([sheet(STUDENTS, "Обучающиеся"), sheet(rows, name)], today=TODAY, required=required_columns())
        assert "no_end_date" in codes(lists)


def test_a_sheet_of_pairs_that_never_were_is_left_out_and_counted():
    pages = [sheet(STUDENTS, "Обучающиеся"), sheet([HEADER, FIRST], "Пары"), sheet([HEADER, SECOND], "Отменённые")]
    lists = check(pages, today=TODAY, required=required_columns())
    assert lists.counts["pairs"] == 1
    assert [finding.count for finding in reported(lists, "left_out_section")] == [1]


@pytest.mark.parametrize("title", ["Наставнические пары", "Действующие пары", "План 2025", "Новые пары", "Активисты"])
def test_a_title_that_tells_no_end_ends_nothing(title):
    lists = lists_of([HEADER, FIRST, [title], SECOND], "xlsx")
    assert not reported(lists, "no_end_date", "left_out_section")
    assert lists.counts["pairs"] == 2


LEFT = ["Переведены в другие школы", "Убыли", "Ушли в СПО", "Окончили школу", "Выбывшие учащиеся за 2023/24 уч. год"]
STAYED = ["Прибыли в 2024 году", "Переведены из других школ", "Переведены в нашу школу", "На домашнем обучении",
          "Переведены в кадетский класс", "Перешли в другую группу"]  # fmt: skip


@pytest.mark.parametrize("title", LEFT)
def test_pupils_below_a_title_that_says_they_have_gone_are_left_out_and_counted(title):
    lists = checked(STUDENTS + f"    {title} | |\n    Дуб Пнёв | 05.06.2010 | 9Б\n")
    assert [(finding.value, finding.count) for finding in reported(lists, "left_out_section")] == [(title, 1)]
    assert lists.counts["students"] == 3


@pytest.mark.parametrize("title", STAYED)
def test_pupils_below_a_title_that_says_they_are_there_count(title):
    lists = checked(STUDENTS + f"    {title} | |\n    Дуб Пнёв | 05.06.2010 | 9Б\n")
    assert codes(lists) == ["left_out_row"]
    assert lists.counts["students"] == 4


def test_a_title_above_one_of_two_lists_side_by_side_leaves_out_that_list_alone():
    lists = check([sheet("""
        Учатся      |               |       | | Выбыли    |               |
        ФИО         | Дата рождения | Класс | | ФИО       | Дата рождения | Класс
        Липа Калина | 01.02.2010    | 9А    | | Дуб Пнёв  | 05.06.2010    | 9Б
        Клён Осин   | 31.03.2008    | 11Б   | |           |               |
    """)], today=TODAY, required=required_columns())  # fmt: skip
    assert lists.counts["students"] == 2
    assert [(finding.value, finding.cell) for finding in reported(lists, "left_out_section")] == [("Выбыли", "E1")]


def test_a_name_alone_in_the_column_of_the_row_count_is_told_and_not_kept():
    lists = lists_of([HEADER, FIRST, ["Берёзова Липа Ивовна"], SECOND], "xlsx")
    assert [(finding.cell, finding.value) for finding in reported(lists, "left_out_row")] == [("A3", "…")]


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_any_text_merged_across_pairs_is_told_and_is_no_pair(kind):
    lists = lists_of([HEADER, FIRST, ["Второе полугодие"], SECOND], kind)
    assert codes(lists) == ["left_out_row"]
    assert lists.counts["pairs"] == 2


def of_years(*lines: list[str]) -> Lists:
    return lists_of([HEADER, *lines], "xlsx")


@pytest.mark.parametrize(
    "title", ["2022/2023 учебный год", "2022-2023 уч. г.", "Пары на 2022/23 учебный год", "2022-2023"]
)
def test_a_pair_below_a_school_year_that_is_over_is_asked_for_its_end(title: str):
    lists = of_years([title], FIRST, ["2024/2025 учебный год"], [*SECOND[:4], "01.09.2024"])
    assert codes(lists) == ["no_end_date"]
    (finding,) = reported(lists, "no_end_date")
    assert (finding.row, finding.value, len(lists.roster.pairs)) == (3, title, 2)


def test_a_school_year_within_a_section_or_beside_an_end_of_its_own_asks_nothing():
    ended = [[*row, "31.05.2023"] for row in (FIRST, SECOND)]
    lists = lists_of(
        [[*HEADER, "Дата окончания"], ["2022/2023 учебный год"], ended[0], ["2023/2024"], ended[1]], "xlsx"
    )
    assert codes(lists) == []
    assert codes(of_years(["Действующие"], ["2022/2023 учебный год"], FIRST, SECOND)) == []


def test_of_pairs_without_days_the_school_year_above_them_begins_is_a_candidate():
    lists = of_years(["2022/2023 учебный год"], FIRST[:4], ["2024/2025 учебный год"], SECOND[:4])
    (finding,) = reported(lists, "undated_pairs")
    assert "по датам в самом списке" in finding.names


def test_a_school_year_above_the_header_is_that_of_the_list_whose_pairs_last():
    assert codes(lists_of([["2022/2023 учебный год"], HEADER, FIRST, SECOND], "xlsx")) == []
