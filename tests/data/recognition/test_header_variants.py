"""Of columns that differ in a year the newest is read; of plan and fact of a day the fact, row by row."""

from __future__ import annotations

import datetime as dt

import pytest

from data.loading import Lists, check, load
from data.recognition.reduced_sheets import reduced
from tests.data.lists import TODAY, checked, codes, drawn, files, reported, required_columns, sheet

STUDENTS = """
    ФИО         | Дата рождения | Класс
    Липа Калина | 01.02.2010    | 9А
    Клён Осин   | 31.03.2008    | 11Б
"""
TWO_LINES = """
    Наставник | Наставляемый | Форма           | Дата начала | Дата окончания |
              |              |                 |             | план           | факт
    Клён Осин | Липа Калина  | ученик – ученик | 01.09.2022  | 31.05.2025     | {fact}
"""
KINDS = ["xlsx", "xls", "ods", "csv"]


def loaded(kind: str, **pictures: str) -> Lists:
    names = {"students": "Обучающиеся", "pairs": "Пары"}
    book = {names[key]: drawn(picture) for key, picture in pictures.items()}
    return load(files(book, kind), today=TODAY, required=required_columns())


def end_of(lists: Lists) -> dt.date:
    return lists.roster.pairs["end"].dt.date.tolist()[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("earlier", "latest"),
    [("{} 2023/24", "{} 2024/25"), ("{} (2023)", "{} (2024)"), ("{} на 01.09.2023", "{} на 01.09.2024")],
)
def test_of_columns_alike_but_for_the_year_the_newest_is_read_and_the_other_is_told(kind, earlier, latest):
    lists = loaded(kind, students=f"""
        ФИО         | Дата рождения | {earlier.format("Класс")} | {latest.format("Класс")} | {latest.format("ОВЗ")} | {earlier.format("ОВЗ")}
        Липа Калина | 01.02.2010    | 8А                        | 9А                       | да                     | нет
        Клён Осин   | 31.03.2008    | 10Б                       | 11Б                      | нет                    | да
    """)  # fmt: skip
    students = lists.roster.students
    assert students["class_name"].tolist() == ["9А", "11Б"]
    assert students["ovz"].tolist() == [True, False]
    assert [finding.header for finding in reported(lists, "ignored_column")] == [
        earlier.format("Класс"), earlier.format("ОВЗ"),
    ]  # fmt: skip


def test_a_paper_of_an_earlier_year_is_not_replaced_by_one_of_a_later():
    lists = checked("""
        ФИО         | Дата рождения | Класс | ОВЗ (заключение 2022) | ОВЗ (заключение 2024)
        Липа Калина | 01.02.2010    | 9А    | да                    |
        Клён Осин   | 31.03.2008    | 11Б   |                       | да
    """)
    assert lists.roster.students["ovz"].tolist() == [True, True]


def test_of_columns_told_by_their_words_the_newest_is_read_too():
    lists = checked("""
        ФИО         | Дата рождения | Класс | Состоит на учёте СОП 2023 | Состоит на учёте СОП 2024
        Липа Калина | 01.02.2010    | 9А    | да                        | нет
        Клён Осин   | 31.03.2008    | 11Б   | нет                       | да
    """)
    assert lists.roster.students["at_risk"].tolist() == [False, True]
    assert [finding.header for finding in reported(lists, "ignored_column")] == ["Состоит на учёте СОП 2023"]


def test_a_column_without_a_year_comes_before_those_with_one():
    lists = checked("""
        ФИО         | Дата рождения | Класс 2022/23 | Класс | Класс 2023/24
        Липа Калина | 01.02.2010    | 7А            | 9А    | 8А
    """)
    assert lists.roster.students["class_name"].tolist() == ["9А"]


def test_a_header_with_a_year_of_something_else_is_no_class():
    lists = checked("""
        ФИО         | Дата рождения | Класс | Класс выпуска 2025 | Класс выпуска 2026
        Липа Калина | 01.02.2010    | 9А    | 9                  | 11
    """)
    assert lists.roster.students["class_name"].tolist() == ["9А"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("fact", "end"), [("25.05.2023", dt.date(2023, 5, 25)), ("", dt.date(2025, 5, 31))])
def test_the_fact_of_an_end_comes_before_its_plan(kind, fact, end):
    lists = loaded(kind, students=STUDENTS, pairs=TWO_LINES.format(fact=fact))
    assert end_of(lists) == end
    assert codes(lists) == []


@pytest.mark.parametrize(
    ("plan", "fact"),
    [
        ("Дата окончания (план)", "Дата окончания (факт)"),
        ("Дата окончания", "Фактическая дата окончания"),
        ("Планируемая дата окончания", "Дата окончания фактическая"),
        ("Дата завершения по плану", "Дата завершения по факту"),
        ("Плановая дата окончания", "Дата окончания"),
        ("Дата окончания (план)", "Дата окончания"),
    ],
)
@pytest.mark.parametrize("fact_first", [True, False])
def test_the_words_of_the_headers_tell_the_fact_wherever_it_stands(plan, fact, fact_first):
    headers, days = (f"{fact} | {plan}", "25.05.2023 | 31.05.2025") if fact_first else (f"{plan} | {fact}", "31.05.2025 | 25.05.2023")  # fmt: skip
    lists = checked(
        STUDENTS,
        pairs=f"""
        Наставник | Наставляемый | Форма           | Дата начала | {headers}
        Клён Осин | Липа Калина  | ученик – ученик | 01.09.2022  | {days}
    """,
    )
    assert end_of(lists) == dt.date(2023, 5, 25)
    assert codes(lists) == []


def test_a_planned_end_alone_is_the_end():
    lists = checked(
        STUDENTS,
        pairs="""
        Наставник | Наставляемый | Форма           | Дата начала | Дата окончания (план)
        Клён Осин | Липа Калина  | ученик – ученик | 01.09.2022  | 31.05.2025
    """,
    )
    assert end_of(lists) == dt.date(2025, 5, 31)


def test_a_fact_that_is_no_day_is_asked_about_though_there_is_a_plan():
    lists = checked(
        STUDENTS,
        pairs="""
        Наставник | Наставляемый | Форма           | Дата начала | Дата окончания (план) | Дата окончания (факт)
        Клён Осин | Липа Калина  | ученик – ученик | 01.09.2022  | 31.05.2025            | 31.02.2023
    """,
    )
    assert [(finding.code, finding.cell) for finding in reported(lists)] == [("bad_date", "F2")]


def test_a_draft_keeps_the_plan_where_no_fact_is_told():
    pages = [sheet(STUDENTS, "Обучающиеся"), sheet(TWO_LINES.format(fact=""), "Пары")]
    assert end_of(check(list(map(reduced, pages)), today=TODAY, required=required_columns())) == dt.date(2025, 5, 31)


@pytest.mark.parametrize(
    "header", ["ОВЗ (пр. год)", "ОВЗ прошлого года", "ОВЗ (прошлый уч. год)", "ОВЗ за предыдущий год"]
)
def test_a_column_of_last_year_is_none_of_this_and_is_told(header):
    rows = STUDENTS.replace("Класс\n", f"Класс | {{}}{header}\n").replace("9А", "9А | {}да").replace("11Б", "11Б | {}")
    beside = checked(rows.replace("{}", "нет | ").replace("нет | ОВЗ", "ОВЗ | ОВЗ"))
    assert beside.roster.students["ovz"].tolist() == [False, False]
    assert header in {finding.value for finding in reported(beside, "ignored_column")}
    alone = checked(rows.replace("{}", ""))
    assert "ovz" not in alone.roster.students
