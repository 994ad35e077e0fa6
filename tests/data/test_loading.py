"""The road from files to the roster: the date of the data, what is known, what is accepted, the schools' own samples."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from data.checking.messages import message, text_of
from data.contracts import MODELS
from data.loading import check, load
from data.periods import Period
from data.vocabulary import REGISTERS
from metrics.results import results
from tests.data.lists import KNOWN, TODAY, checked, codes, csv_of, drawn, files, reported, required_columns, sheet, xlsx
from tests.metrics.rosters import numbered
from tests.sample_files import EXPECTED, roster_files

PUPIL = "ФИО | Дата рождения | Класс | ОВЗ | СОП\nИванова Анна | 01.02.2012 | 6А | |"


# The date of the data


@pytest.mark.parametrize(
    "title",
    [
        "по состоянию на 01.10.2024", "Контингент обучающихся по состоянию на 01.10.2024 г.", "Список обучающихся на 01.10.2024",
        "на 1 октября 2024 г.", "Дата выгрузки: 01.10.2024", "Сформировано 2024-10-01", "01.10.2024", "Дата | 01.10.2024",
        "по состоянию на | 01.10.2024", "По состоянию на «1» октября 2024 года",
    ],
)  # fmt: skip
def test_the_date_of_the_data_stands_above_the_list(title):
    lists = checked(f"{title}\n~\n{PUPIL}")
    assert (lists.as_of, lists.as_of_source) == (dt.date(2024, 10, 1), "list")


@pytest.mark.parametrize("title", ["Список на 2024/2025 учебный год", "Утверждено приказом от 01.10.2024 № 5", "МБОУ «СОШ № 7»", "тел. 01-10-20"])  # fmt: skip
def test_other_titles_say_nothing_of_the_date(title):
    assert checked(f"{title}\n{PUPIL}").as_of_source == "today"


def test_a_date_beside_the_list_is_not_the_date_of_the_data():
    assert checked(PUPIL + "\n~\nпо состоянию на 01.10.2024").as_of_source == "today"


def test_the_person_comes_before_the_list_and_the_list_before_today():
    given = dt.date(2024, 11, 11)
    assert (checked(PUPIL).as_of, checked(PUPIL).as_of_source) == (TODAY, "today")
    assert (checked(PUPIL, as_of=given).as_of, checked(PUPIL, as_of=given).as_of_source) == (given, "person")
    lists = checked(f"на 01.10.2024\n{PUPIL}", as_of=given)
    assert (lists.as_of, lists.as_of_source, codes(lists)) == (given, "person", ["conflicting_as_of"])


def test_of_several_dates_the_latest_is_taken_with_a_warning_for_each_other():
    teachers = "на 30.09.2024\nФИО | Должность\nПетрова Мария | учитель"
    lists = checked(f"на 01.10.2024\n{PUPIL}", teachers)
    assert lists.as_of == dt.date(2024, 10, 1)
    assert [(finding.code, finding.sheet, finding.cell, finding.value) for finding in reported(lists)] == [
        ("conflicting_as_of", "Педагоги", "A1", "30.09.2024")
    ]


# Ages


def school(year, count=30):
    """So many pupils of the right age for the school year that begins in that September."""
    rows = [
        f"Обучающийся {chr(1040 + number)}а | {number % 28 + 1:02}.03.{year - 6 - grade} | {grade}А"
        for number in range(count)
        for grade in [number % 11 + 1]
    ]
    return "ФИО | Дата рождения | Класс\n" + "\n".join(rows)


def test_a_list_of_years_ago_without_a_date_is_not_all_unusual():
    lists = checked(school(2015) + "\nЛандышев Кедр | 01.03.1998 | 5А")
    assert [(finding.code, finding.person) for finding in reported(lists)] == [("odd_age", "Ландышев Кедр")]


def test_a_list_that_says_its_date_is_taken_at_its_word():
    assert len(reported(checked("на 01.10.2024\n" + school(2015)), "odd_age")) == 30


@pytest.mark.parametrize(("birth", "class_name", "odd"), [("31.12.2011", "7А", False), ("31.12.2008", "7А", False), ("31.12.2007", "7А", True), ("31.12.2014", "7А", False), ("01.01.2015", "7А", True), ("2015", "7А", True), ("2008", "7А", False), ("31.12.2002", "класс", True), ("01.01.2003", "класс", False), ("01.01.2020", "1А", True)])  # fmt: skip
def test_an_age_is_odd_for_the_class_by_more_than_three_years_or_outside_5_to_21(birth, class_name, odd):
    assert (
        bool(
            reported(
                checked(f"на 31.12.2024\nФИО | Дата рождения | Класс\nИванова Анна | {birth} | {class_name}"), "odd_age"
            )
        )
        is odd
    )


def test_who_may_not_be_born_yet_on_the_date_of_the_data_is_of_an_odd_age():
    lists = checked("на 01.10.2024\nФИО | Дата рождения | Класс\nИванова Анна | 2024 | 7А")
    assert [finding.age for finding in reported(lists, "odd_age")] == [0]


# What is known


def missing(lists):
    """The numbers of the known shares that are without data."""
    return {finding.value for finding in reported(lists, "no_data_for_indicator")} & set(map(str, KNOWN))


TEACHERS = "ФИО | МС\nПетрова Мария | да"
PAIRS = "Наставник | Наставляемый | Дата начала\nПетрова Мария | Иванова Анна | 01.09.2024"


@pytest.mark.parametrize(
    ("students", "teachers", "pairs", "numbers"),
    [
        (PUPIL, TEACHERS, PAIRS, ""), (PUPIL, "", PAIRS, "3"), (PUPIL, TEACHERS, "", "12345"), ("", TEACHERS, PAIRS, "1245"),
        (PUPIL.replace("ОВЗ", "Пол"), TEACHERS, PAIRS, "4"), (PUPIL.replace("СОП", "Пол"), TEACHERS, PAIRS, "5"),
        (PUPIL, TEACHERS.replace("МС", "Должность"), PAIRS, "3"), (PUPIL, TEACHERS.replace("МС", "Стаж").replace("| да", "| 2"), PAIRS, "3"),
    ],
)  # fmt: skip
def test_a_missing_table_or_column_is_no_data_for_its_indicators_with_a_finding_each(
    students, teachers, pairs, numbers
):
    lists = checked(students, teachers, pairs)
    assert missing(lists) == set(numbers)
    period = Period(dt.date(2024, 1, 1), TODAY)
    shares = numbered(results(lists.roster, period))
    assert {number for number in KNOWN if shares[number].headline.part is None} == set(map(int, numbers))


def test_a_table_with_a_broken_header_or_an_unreadable_file_is_not_called_absent():
    assert missing(checked(PUPIL.replace("ФИО", "Кто"), TEACHERS, PAIRS)) == set()
    lists = load(
        [("Обучающиеся.csv", csv_of(drawn(PUPIL))), ("Педагоги.csv", csv_of(drawn(TEACHERS))), ("Пары.csv", b"")],
        today=TODAY,
    )
    assert (codes(lists), missing(lists), lists.unreadable) == (["unreadable_file"], set(), ["Пары.csv"])


YOUNG = """
    ФИО                   | Должность | Категория
    Петрова Мария Юрьевна | учитель   | высшая
    Осина Ива Кедровна    | учитель   | {}
    Липа Ива Кедровна     | учитель   | б/к
"""


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
@pytest.mark.parametrize("category", ["молодой специалист", "первая, МС", "б/к (молодой специалист)"])
def test_a_category_may_say_who_is_a_young_specialist(kind, category):
    lists = load(files({"Педагоги": drawn(YOUNG.format(category))}, kind), today=TODAY)
    assert lists.roster.teachers["young_specialist"].tolist() == [False, True, False]
    assert [(finding.code, finding.field) for finding in reported(lists)] == [("assumed_column", "young_specialist")]


@pytest.mark.parametrize("category", ["не молодой специалист", "молодой специалист?", "бывший молодой специалист"])
def test_a_doubtful_word_of_youth_in_a_category_is_asked(category):
    lists = checked(teachers=YOUNG.format(category))
    assert [finding.person for finding in reported(lists, "bad_flag")] == ["Осина Ива Кедровна"]


@pytest.mark.parametrize("category", ["первая", "молодёжный лидер", "МСУ"])
def test_other_categories_tell_nothing_of_youth(category):
    lists = checked(teachers=YOUNG.format(category))
    assert ("young_specialist" in lists.roster.teachers, codes(lists)) == (False, [])


def test_the_column_of_young_specialists_wins_over_a_category():
    rows = YOUNG.format("молодой специалист").strip().splitlines()
    lists = checked(teachers="\n".join(f"{row} | {cell}" for row, cell in zip(rows, ("МС", "", "", "да"), strict=True)))
    assert lists.roster.teachers["young_specialist"].tolist() == [False, False, True]


def test_young_specialists_are_computed_from_experience_and_birth_and_it_is_said():
    lists = checked(PUPIL, "ФИО | Стаж | Дата рождения\nПетрова Мария | 2 | 01.02.1999", PAIRS)
    assert [(finding.code, finding.field) for finding in reported(lists)] == [("assumed_column", "young_specialist")]
    assert missing(lists) == set()
    (finding,) = reported(lists)
    assert text_of(finding).endswith("Проверьте, кто это: страница «Показатели подробно», № 3.")


def test_a_teacher_without_a_birth_date_matters_only_where_youth_is_computed():
    assert codes(checked(teachers="ФИО | Дата рождения | МС\nПетрова Мария | | да")) == []
    assert codes(checked(teachers="ФИО | Дата рождения | Стаж\nПетрова Мария | | 2")) == [
        "no_birth_date",
        "assumed_column",
    ]


def per_class(*headers):
    return [
        sheet(
            f"ФИО | Дата рождения | {header}\nОбучающийся {chr(1040 + number) * 2} | 01.02.2012 |", f"6{'АБВГ'[number]}"
        )
        for number, header in enumerate(headers)
    ]


def test_a_column_that_only_some_sheets_carry_is_withdrawn_and_the_others_are_named():
    lists = check(per_class("ОВЗ", "ОВЗ", "Пол"), today=TODAY, required=required_columns())
    assert "ovz" not in lists.roster.students
    finding = next(finding for finding in lists.findings if finding.value == "4")
    assert "«6В»" in message(finding)
    assert "«6А»" not in message(finding)


def test_two_columns_of_one_register_carry_it_on_their_sheets_together():
    lists = check(per_class("СОП", "Вид учёта", "Группа риска"), today=TODAY)
    assert "at_risk" in lists.roster.students


def test_the_same_header_on_many_sheets_of_a_file_is_told_once():
    lists = check(
        per_class("На учёте КДН с", "На учёте КДН с", "На учёте КДН с", "на учете КДН с"),
        today=TODAY,
        required=required_columns(),
    )
    assert [(finding.code, finding.sheet, finding.cell) for finding in reported(lists)] == [
        ("registers_not_counted", "6А", "C1")
    ]
    lists = check(per_class("Телефон", "Телефон", "Адрес"), today=TODAY)
    assert [(finding.code, finding.sheet) for finding in reported(lists)] == [
        ("ignored_column", "6А"),
        ("ignored_column", "6В"),
    ]


@pytest.mark.parametrize(("header", "cell"), [("На учёте КДН с", "01.09.2023"), ("КДН", "да"), ("Вид учёта", "КДН"), ("СОП", "КДН"), ("Соц. статус", "многодетная, КДН")])  # fmt: skip
def test_registers_that_the_school_counts_are_data_and_no_finding(header, cell):
    students = f"ФИО | Дата рождения | Класс | {header}\nИванова Анна | 01.02.2012 | 6А | {cell}"
    assert reported(checked(students, TEACHERS, PAIRS), "registers_not_counted")
    counted = checked(students, TEACHERS, PAIRS, required=required_columns("kdn"))
    assert not reported(counted, "registers_not_counted")
    assert "5" not in missing(counted)
    assert list(counted.roster.students["kdn"]) == [True]


def test_a_column_of_categories_tells_of_the_registers_in_it_alone():
    students = "ФИО | Дата рождения | Класс | Соц. статус\nИванова Анна | 01.02.2012 | 6А | {}"
    told = reported(checked(students.format("полная, ПДН, ВШУ, СОП"), TEACHERS, PAIRS), "registers_not_counted")
    assert [set(finding.names) for finding in told] == [{"pdn", "vshu"}]
    assert not reported(checked(students.format("многодетная, СОП"), TEACHERS, PAIRS), "registers_not_counted")


def test_a_register_that_is_never_named_is_not_spoken_of():
    assert codes(checked("ФИО | Дата рождения | Класс | Вид учёта\nИванова Анна | 01.02.2012 | 6А | СОП")) == []


def test_a_day_of_no_register_in_particular_is_of_the_one_that_the_row_names():
    rows = """
        ФИО          | Дата рождения | Класс | Вид учёта | Дата постановки на учёт | Снят с учёта
        Иванова Анна | 01.02.2012    | 6А    | ВШУ       | 12.10.2023              | 01.12.2024
        Петров Пётр  | 01.02.2011    | 7А    | СОП, ПДН  | 15.11.2023              |
    """
    pupils = checked(rows).roster.students
    assert pupils["vshu_since"].dt.date.tolist()[0] == dt.date(2023, 10, 12)
    assert pupils["vshu_until"].dt.date.tolist()[0] == dt.date(2024, 12, 1)
    assert pupils[["at_risk", "pdn"]].to_numpy().tolist() == [[False, False], [True, True]]
    assert pupils[["at_risk_since", "pdn_since"]].isna().to_numpy().all()
    assert "registered_on" not in pupils


def test_entry_and_removal_days_of_a_register_are_kept():
    lists = checked("""
        ФИО | Дата рождения | Класс | На учёте ПДН с | Снят с ПДН | СОП
        Иванова Анна | 01.02.2012 | 6А | 01.09.2022 | 01.02.2023 | да
        Петров Иван | 01.02.2012 | 6А | 01.09.2023 | 01.02.2023 | нет
        Сидоров Иван | 01.02.2012 | 6А | | |
    """)
    frame = lists.roster.students
    assert list(frame["pdn"]) == [True, True, False]
    assert list(frame["at_risk"]) == [True, False, False]
    assert [str(day)[:10] for day in frame["pdn_since"]] == ["2022-09-01", "2023-09-01", "NaT"]
    assert [str(day)[:10] for day in frame["pdn_until"]] == ["2023-02-01", "NaT", "NaT"]


def test_several_columns_of_ovz_say_yes_together():
    lists = checked(
        "ФИО | Дата рождения | Класс | ОВЗ | Вариант АООП\nИванова Анна | 01.02.2012 | 6А | нет | 7.1\nПетров Иван | 01.02.2012 | 6А | | -"
    )
    assert list(lists.roster.students["ovz"]) == [True, False]


def test_a_fault_in_the_second_of_two_columns_is_at_its_own_cell():
    lists = checked("ФИО | Дата рождения | Класс | ОВЗ | Вариант АООП\nИванова Анна | 01.02.2012 | 6А | нет | ???")
    assert [(finding.code, finding.cell, finding.value) for finding in reported(lists)] == [("bad_flag", "E2", "???")]


# What is accepted


def test_with_errors_passed_over_faulty_rows_go_and_with_a_person_the_pairs_that_need_him():
    lists = checked(
        """
        ФИО | Дата рождения | Класс
        Иванова Анна | 31.02.2012 | 6А
        Петров Иван | 01.02.2012 | 6А
        Петров Иван | 01.02.2012 | 6А
        """,
        "ФИО | МС\nПетрова Мария | да",
        """
        Наставник | Наставляемый | Форма | Дата начала
        Петрова Мария | Иванова Анна | учитель – ученик | 01.09.2024
        Петрова Мария | Петров Иван | учитель – ученик | 01.09.2024
        Петрова Мария | Чужой Пётр | учитель – ученик | 01.09.2024
        """,
    )
    assert lists.counts == {"students": 1, "teachers": 1, "pairs": 1}
    assert lists.left_out == {"students": 2, "teachers": 0, "pairs": 2}
    assert list(lists.roster.pairs["mentee"]) == ["Петров Иван"]


def test_the_roster_carries_no_column_of_the_checks():
    lists = checked(PUPIL, TEACHERS, PAIRS)
    assert set(lists.roster.students) == {
        "person",
        "name",
        "birth",
        "birth_latest",
        "class_name",
        "grade",
        "ovz",
        "at_risk",
        "at_risk_since",
    }
    assert set(lists.roster.pairs) == {
        "mentor", "mentee", "start", "mentor_student", "mentor_teacher", "mentee_student", "mentee_teacher", "mentor_role", "cancelled",
    }  # fmt: skip


def test_every_typed_frame_fits_its_contract():
    lists = checked(PUPIL, TEACHERS, PAIRS)
    assert codes(lists) == []  # a frame of other types would not have passed
    assert set(MODELS) == {"students", "teachers", "pairs"}
    assert str(lists.roster.students["birth"].dtype) == "datetime64[us]"


def test_the_dates_of_a_roster_are_midnights_and_absent_ones_are_null():
    frame = checked(PUPIL).roster.students
    assert frame["birth"].iloc[0] == pd.Timestamp(2012, 2, 1)
    assert list(frame["at_risk"]) == [False]
    assert set(REGISTERS) & set(frame) == {"at_risk"}


def test_loading_twice_gives_the_same():
    content = [("Списки.xlsx", xlsx({"Обучающиеся": drawn(PUPIL), "Пары": drawn(PAIRS)}))]
    first, second = (load(content, today=TODAY) for _ in range(2))
    assert first.findings == second.findings
    pd.testing.assert_frame_equal(first.roster.students, second.roster.students)


# The samples


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items(), ids=EXPECTED)
def test_the_samples_give_the_counts_and_shares_that_are_known(name, expected):
    lists = load(roster_files(name))
    assert not lists.has_errors
    assert lists.counts == expected["counts"]
    period = Period(*(dt.date.fromisoformat(expected[key]) for key in ("since", "on")))
    shares = {}
    for one in results(lists.roster, period):
        shares[str(one.indicator.number)] = [one.headline.part, one.headline.whole]
        shares |= {f"{one.indicator.number} literal": [other.part, other.whole] for other in one.other_readings}
    assert {key: shares[key] for key in expected["shares"]} == expected["shares"]
    assert all(counted == [None, None] for key, counted in shares.items() if key not in expected["shares"])
