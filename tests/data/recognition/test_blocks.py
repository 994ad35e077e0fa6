"""Tables are found by their headers, wherever and however they stand."""

from __future__ import annotations

import pytest

from data.checking.messages import message
from data.contracts import TABLES, fields
from data.loading import check, load
from data.recognition.block import Choice
from data.recognition.blocks import find_blocks
from tests.data.lists import TODAY, checked, codes, csv_of, drawn, reported, sheet, xls, xlsx

PUPIL_HEADERS = {
    "number": "№ личного дела; Личное дело №",
    "name": "ФИО; ФИО ребёнка; ФИО обучающегося; Ф.И.О.; Ученик",
    "birth": "Дата рождения; Родился; Д.р.; Год рождения",
    "class_name": "Класс; Номер и буква класса; Класс / группа",
    "sex": "Пол",
    "ovz": "ОВЗ; Статус ОВЗ; Вариант АООП; ПМПК",
    "disabled": "Инвалидность",
    "at_risk": "СОП; Персонифицированный учёт",
    "registers": "Вид учёта",
    "risk_group": "Группа риска",
    "vshu": "На ВШУ с",
    "vshu_until": "Снят с ВШУ",
    "kdn": "На учёте КДН с",
    "pdn": "На учёте ПДН с",
    "enrolled_on": "Дата зачисления",
    "left_on": "Выбыл; Дата выбытия",
    "consent": "Согласие",
}
TEACHER_HEADERS = {
    "number": "Табельный №; № личного дела; Личное дело №",
    "name": "ФИО; Сотрудник; Педагог",
    "position": "Должность",
    "birth": "Дата рождения",
    "experience": "Стаж; Педагогический стаж",
    "hired_on": "Дата приёма; Принят",
    "young_specialist": "Молодой специалист; МС",
    "category": "Категория",
    "consent": "Согласие",
}
PAIR_HEADERS = {
    "mentor_number": "№ наставника",
    "mentor": "Наставник; ФИО наставника",
    "mentee_number": "№ наставляемого",
    "mentee": "Наставляемый; ФИО наставляемого; Подопечный",
    "mentee_class": "Класс наставляемого",
    "form": "Форма наставничества; Модель; Вид",
    "start": "Дата начала; Дата закрепления; Дата вхождения в программу",
    "end": "Дата окончания; Дата завершения программы",
    "term": "Срок; Период; Срок действия",
    "mode": "Формат; ДОТ",
    "status": "Статус",
    "order": "Приказ",
    "request": "Запрос; Основной запрос",
    "outcome": "Результат; Результаты программы",
    "link": "Ссылка на кейс/отзыв",
    "mark": "Отметка о прохождении программы",
    "mentor_workplace": "Место работы/учёбы наставника; Место работы/учебы наставника",
    "competences": "Основные компетенции",
    "achievements": "Важные для программы достижения",
    "interests": "Интересы",
    "desired_age": "Желаемый возраст наставляемых",
    "time_resource": "Ресурс времени на программу",
    "mentor_consent": "Согласие наставника",
    "mentee_consent": "Согласие наставляемого",
}
USUAL = {  # columns beside which the header under test stands
    "students": {"name": "ФИО", "birth": "Дата рождения", "class_name": "Класс", "ovz": "ОВЗ"},
    "teachers": {"name": "ФИО", "position": "Должность"},
    "pairs": {"mentor": "Наставник", "mentee": "Наставляемый", "start": "Дата начала"},
}
ALIASES = [
    (table, key, header)
    for table, headers in (("students", PUPIL_HEADERS), ("teachers", TEACHER_HEADERS), ("pairs", PAIR_HEADERS))
    for key, told_headers in headers.items()
    for header in told_headers.split("; ")
]


def only_block(rows, name=None, choice=None, **more):
    blocks = find_blocks(sheet(rows, name, **more), choice)
    assert len(blocks) == 1
    return blocks[0]


def names(lists, table="students"):
    return list(getattr(lists.roster, table)["name"])


@pytest.mark.parametrize(("table", "key", "header"), ALIASES)
def test_every_header_seen_in_schools_is_recognised(table, key, header):
    headers = [other for field, other in USUAL[table].items() if field != key] + [header]
    block = only_block([headers, ["x"] * len(headers)])
    assert (block.table, block.columns[key]) == (table, [len(headers) - 1])


@pytest.mark.parametrize("table", TABLES)
def test_every_alias_of_a_contract_stands_for_its_field_or_for_one_before_it(table):
    keys = list(fields(table))
    for spec in fields(table).values():
        for alias in spec.aliases:
            headers = [other for field, other in USUAL[table].items() if field != spec.key] + [alias]
            found = only_block([headers, ["x"] * len(headers)])
            taken = next(key for key, columns in found.columns.items() if len(headers) - 1 in columns)
            assert keys.index(taken) <= keys.index(spec.key)


@pytest.mark.parametrize("header", ["ДАТА РОЖДЕНИЯ", "дата  рождения", "Дата\nрождения", "Дата рождения*", "Дата рождения:", "Дaтa poждeния", "Дата рождения (по паспорту)", " Дата\u00a0рождения "])  # fmt: skip
def test_dirt_in_a_header_does_not_matter(header):
    assert only_block([["ФИО", header, "Класс"]]).columns["birth"] == [1]


@pytest.mark.parametrize("header", ["№", "№ п/п", "N п/п", "№ пп"])
def test_a_row_count_is_no_number_and_no_ignored_column(header):
    block = only_block([[header, "ФИО", "Дата рождения", "Класс"], [1.0, "Иванова Анна", "2010", "5А"]])
    assert "number" not in block.columns
    assert block.unused == {}


@pytest.mark.parametrize("header", ["Классный руководитель / наставник", "Классный руководитель (наставник)", "Наставник, классный руководитель", "Кл. руководитель-наставник"])  # fmt: skip
def test_the_class_teacher_is_not_a_mentor_of_the_programme(header):
    lists = checked(f"ФИО | Дата рождения | Класс | {header}\nИванова Анна | 01.02.2012 | 6А | Петрова Мария")
    assert [block.table for block in lists.blocks] == ["students"]
    (finding,) = reported(lists)
    assert (finding.code, finding.cell) == ("ignored_column", "D1")
    assert "классный руководитель" in message(finding)


def test_names_and_births_of_parents_are_not_the_pupil_s():
    lists = checked("""
        Фамилия | Имя  | ФИО родителя   | Дата рождения | Дата рождения матери | Класс
        Иванова | Анна | Иванов Пётр    | 01.02.2012    | 01.02.1980           | 6А
    """)
    assert names(lists) == ["Иванова Анна"]
    assert codes(lists) == ["ignored_column"] * 2


def test_a_title_and_the_date_of_the_data_stand_above_the_header():
    lists = checked("""
        Список обучающихся МБОУ «СОШ № 7»
        по состоянию на 01.10.2024
        ~
        № | ФИО | Дата рождения | Класс
        1 | Иванова Анна | 01.02.2012 | 6А
    """)
    assert lists.blocks[0].header_row == 4
    assert (lists.as_of.isoformat(), lists.as_of_source, codes(lists)) == ("2024-10-01", "list", [])


def test_a_list_may_start_in_any_column():
    block = only_block([["", "", "ФИО", "Дата рождения", "Класс"], ["", "", "Иванова Анна", "2012", "6А"]])
    assert block.columns == {"name": [2], "birth": [3], "class_name": [4]}


def test_surname_name_and_patronymic_make_the_name():
    lists = checked("""
        Фамилия | Имя  | Отчество  | Дата рождения | Параллель | Литера
        Иванова | Анна | Сергеевна | 01.02.2012    | 6         | а
        Петров  | Иван | -         | 01.02.2012    | 6         |
    """)
    assert names(lists) == ["Иванова Анна Сергеевна", "Петров Иван"]
    assert list(lists.roster.students["class_name"]) == ["6А", "6"]
    assert codes(lists) == []


def test_a_class_and_a_letter_beside_it_make_the_class():
    lists = checked(
        "ФИО | Дата рождения | Класс | Литера\nИванова Анна | 01.02.2012 | 6 | А\nПетров Иван | 01.02.2012 | 6Б | Б"
    )
    assert list(lists.roster.students["class_name"]) == ["6А", "6Б"]


def test_a_grade_and_a_letter_called_class_make_the_class():
    lists = checked("ФИО | Дата рождения | Параллель | Класс\nИванова Анна | 01.02.2012 | 6 | а")
    assert list(lists.roster.students["class_name"]) == ["6А"]


def test_a_missing_surname_is_an_empty_name_at_its_cell():
    lists = checked("Фамилия | Имя | Дата рождения | Класс\n | Анна | 01.02.2012 | 6А")
    (finding,) = reported(lists)
    assert (finding.code, finding.cell, finding.field) == ("empty_required", "A2", "name")


# Headers of two lines


def test_a_group_stands_over_its_columns_also_without_merged_cells():
    lists = checked(
        pairs="""
        №  | Наставник   |       | Наставляемый |       |               | Форма           | Дата       |
           | ФИО         | Класс | ФИО          | Класс | Дата рождения |                 | начала     | окончания
        1  | Иванов Иван | 11А   | Петров Пётр  | 6А    | 2012          | ученик – ученик | 01.09.2024 | 31.05.2025
    """
    )
    (block,) = lists.blocks
    assert block.columns == {
        "mentor": [1], "mentor_class": [2], "mentee": [3], "mentee_class": [4], "mentee_birth": [5], "form": [6], "start": [7], "end": [8],
    }  # fmt: skip
    assert (block.header_row, block.header("start"), codes(lists)) == (2, "Дата начала", [])


@pytest.mark.parametrize("group", ["Данные наставника", "Сведения о наставнике", "НАСТАВНИК (педагог, ученик)"])
def test_under_a_group_of_the_mentor_the_class_and_birth_are_the_mentor_s(group):
    block = only_block(
        [
            [group, "", "", "Наставляемый", "Дата начала"],
            ["ФИО", "Класс", "Дата рождения", "", ""],
            ["Иванов Иван", "11А", "2007", "Петров Пётр", "01.09.2024"],
        ]
    )
    assert block.columns == {"mentor": [0], "mentor_class": [1], "mentor_birth": [2], "mentee": [3], "start": [4]}


def test_a_group_of_parents_gives_no_name():
    block = only_block(
        [
            ["№", "Родители", "", "Обучающийся", "", ""],
            ["", "ФИО", "Телефон", "ФИО", "Дата рождения", "Класс"],
            [1.0, "Иванов Пётр", "1", "Иванова Анна", "2012", "6А"],
        ]
    )
    assert block.columns == {"name": [3], "birth": [4], "class_name": [5]}


def test_registers_under_one_group_are_told_apart():
    block = only_block(
        [
            ["ФИО", "Дата", "", "Класс", "Учёт", "", ""],
            ["", "рождения", "зачисления", "", "СОП", "ВШУ", "КДН"],
            ["Иванова Анна", "01.02.2012", "01.09.2019", "6А", "", "", "да"],
        ]
    )
    assert {key: block.columns[key] for key in ("birth", "enrolled_on", "at_risk", "vshu", "kdn")} == {
        "birth": [1], "enrolled_on": [2], "at_risk": [4], "vshu": [5], "kdn": [6],
    }  # fmt: skip


@pytest.mark.parametrize("group", ["Категория (отметить)", "Категория, отметить знаком +"])
def test_what_stands_beside_the_title_of_a_group_says_nothing_of_its_columns(group):
    lists = checked(f"""
        ФИО                  | Дата рождения | Класс | {group} |
                             |               |       | ОВЗ     | СОП
        Осинкин Ясень Ивович | 01.02.2010    | 9А    | +       |
    """)
    assert lists.blocks[0].columns["ovz"] == [3]
    assert lists.roster.students["ovz"].tolist() == [True]


@pytest.mark.parametrize("write", [xlsx, xls])
def test_merged_headers_of_a_workbook_are_read_like_others(write):
    rows = drawn("""
        № | ФИО | Дата | | Класс
          |     | рождения | зачисления |
        1 | Иванова Анна | 01.02.2012 | 01.09.2019 | 6А
    """)
    content = (
        write({"Лист1": rows}, merged={"Лист1": ["A1:A2", "B1:B2", "C1:D1", "E1:E2"]})
        if write is xlsx
        else write({"Лист1": rows})
    )
    lists = load([("Список." + write.__name__, content)], today=TODAY)
    assert lists.blocks[0].columns == {"name": [1], "birth": [2], "enrolled_on": [3], "class_name": [4]}
    assert lists.counts["students"] == 1


def test_a_line_of_column_numbers_below_the_header_is_nobody():
    assert names(
        checked("""
        № | ФИО | Дата рождения | Класс
        1 | 2 | 3 | 4
        1 | Иванова Анна | 01.02.2012 | 6А
    """)
    ) == ["Иванова Анна"]


def test_a_title_over_the_header_is_not_its_group():
    block = only_block([["Класс 6А", "", ""], ["№", "ФИО", "Дата рождения"], [1.0, "Иванова Анна", "2012"]])
    assert (block.header_row, block.headers, block.class_name) == (2, {0: "№", 1: "ФИО", 2: "Дата рождения"}, "6А")


# What stands between and below the rows of people


def test_blank_rows_totals_and_signatures_are_nobody():
    lists = checked("""
        №  | ФИО          | Дата рождения | Класс
        1  | Иванова Анна | 01.02.2012    | 6А
        ~
        2  | Петров Иван  | 01.02.2012    | 6А
        3  |              |               |
        Итого | 2         |               |
           | Всего обучающихся: 2 | |
           | Мальчиков: 1  |               |
           | Девочек | 1 |
        Директор школы | Демаков С.Н. | |
           | Директор школы ________ Демаков С.Н. | |
           | М.П.         |               |
           | Исполнитель: | Петрова А.А.  |
    """)
    assert names(lists) == ["Иванова Анна", "Петров Иван"]
    assert codes(lists) == []


def test_a_surname_that_begins_like_a_total_is_a_surname():
    assert names(
        checked("""
        ФИО | Дата рождения | Класс
        Мальчиков Иван | 01.02.2012 | 6А
        Всеволодов Пётр | 01.02.2012 | 6А
        Итогова Анна | 01.02.2012 | 6А
    """)
    ) == ["Мальчиков Иван", "Всеволодов Пётр", "Итогова Анна"]


def test_a_head_teacher_in_the_list_of_teachers_is_a_teacher():
    assert names(
        checked(
            teachers="""
        Должность | ФИО | Дата рождения
        Директор | Демаков Сергей Николаевич | 01.02.1970
        Заместитель директора | Демакова Татьяна Викторовна |
    """
        ),
        "teachers",
    ) == ["Демаков Сергей Николаевич", "Демакова Татьяна Викторовна"]


def test_an_employer_who_is_a_director_is_a_mentor():
    lists = checked(
        pairs="""
        Наставник | Наставляемый | Дата начала
        Директор ООО «Ромашка» Петров П.П. | Иванова Анна | 01.09.2024
    """
    )
    assert lists.counts["pairs"] == 1


def test_a_lone_cell_that_is_no_name_is_left_out_with_an_information():
    lists = checked("""
        №  | ФИО          | Дата рождения           | Класс
        1  | Иванова Анна | 01.02.2012              | 6А
           |              | без выбывших за неделю  |
           | * список проверен 01.09.2024 |         |
    """)
    assert names(lists) == ["Иванова Анна"]
    assert [(finding.code, finding.row, finding.cell) for finding in reported(lists)] == [
        ("left_out_row", 3, "C3"),
        ("left_out_row", 4, "B4"),
    ]


def test_a_name_with_nothing_beside_it_is_a_person_with_empty_cells():
    lists = checked("ФИО | Дата рождения | Класс\nИванова Анна | |")
    assert codes(lists) == ["empty_required", "no_birth_date"]


def test_lines_that_name_a_class_give_the_class_of_the_rows_below():
    lists = checked("""
        №  | ФИО          | Дата рождения
        6А класс
        1  | Иванова Анна | 01.02.2012
        Класс: | 6 «Б»
        1  | Петров Иван  | 01.02.2012
           | 7В           |
        1  | Сидоров Иван | 01.02.2011
    """)
    assert list(lists.roster.students["class_name"]) == ["6А", "6Б", "7В"]
    assert codes(lists) == []


@pytest.mark.parametrize("name", ["6А", "6 а класс", "Класс 6А", '6 "А"'])
def test_a_sheet_per_class_gives_the_class_by_its_name(name):
    quoted = sheet("ФИО | Дата рождения\nИванова Анна | 01.02.2012", name)
    assert list(check([quoted], today=TODAY).roster.students["class_name"]) == ["6А"]


def test_a_class_in_the_title_comes_before_the_name_of_the_sheet():
    lists = check(
        [sheet("Список учащихся 6 «А» класса\nФИО | Дата рождения\nИванова Анна | 01.02.2012", "7Б")], today=TODAY
    )
    assert list(lists.roster.students["class_name"]) == ["6А"]


def test_the_header_repeated_on_every_printed_page_is_nobody():
    lists = checked("""
        № | ФИО | Дата рождения | Класс
        1 | Иванова Анна | 01.02.2012 | 6А
        № | ФИО | Дата рождения | Класс
        2 | Петров Иван | 01.02.2012 | 6А
    """)
    assert len(lists.blocks) == 1
    assert names(lists) == ["Иванова Анна", "Петров Иван"]


def test_tables_one_below_the_other_are_all_found():
    lists = checked("""
        Обучающиеся
        ФИО | Дата рождения | Класс | ОВЗ | СОП
        Иванова Анна | 01.02.2012 | 6А | ОВЗ | СОП
        ~
        Педагоги
        ФИО | Должность | Молодой специалист
        Петрова Мария | учитель | МС
        Пары
        Наставник | Наставляемый | Дата начала
        Петрова Мария | Иванова Анна | 01.09.2024
    """)
    assert [(block.table, block.header_row) for block in lists.blocks] == [
        ("students", 2),
        ("teachers", 6),
        ("pairs", 9),
    ]
    assert (lists.counts, codes(lists)) == ({"students": 1, "teachers": 1, "pairs": 1}, [])


def test_a_weaker_table_above_a_stronger_one_is_found_first():
    rows = "ФИО | Должность\nПетрова Мария | учитель\n~\nФИО | Дата рождения | Класс | ОВЗ | СОП\nИванова Анна | 01.02.2012 | 6А | |"
    assert [block.table for block in checked(rows).blocks] == ["teachers", "students"]


def test_lists_of_classes_one_below_the_other_have_their_own_classes():
    lists = checked("""
        Класс 6А
        № | ФИО | Дата рождения
        1 | Иванова Анна | 01.02.2012
        Класс 6Б
        № | ФИО | Дата рождения | ОВЗ
        1 | Петров Иван | 01.02.2012 |
    """)
    assert list(lists.roster.students["class_name"]) == ["6А", "6Б"]


def test_a_row_of_people_with_words_that_are_headers_is_no_header():
    lists = checked(teachers="ФИО | Должность | МС\nПетрова Мария | Учитель | МС\nИванов Иван | Учитель | МС")
    assert names(lists, "teachers") == ["Петрова Мария", "Иванов Иван"]


def test_a_mentor_merged_over_several_mentees_is_the_mentor_of_each():
    rows = drawn("""
        Наставник | Наставляемый | Дата начала
        Петрова Мария | Иванова Анна | 01.09.2024
                      | Петров Иван | 01.09.2024
                      | Сидоров Иван | 01.09.2024
    """)
    lists = load([("Пары.xlsx", xlsx({"Пары": rows}, merged={"Пары": ["A2:A4"]}))], today=TODAY)
    assert list(lists.roster.pairs["mentor"]) == ["Петрова Мария"] * 3


def test_without_merged_cells_nobody_guesses_the_mentor():
    lists = checked(
        pairs="Наставник | Наставляемый | Дата начала\nПетрова Мария | Иванова Анна | 01.09.2024\n | Петров Иван | 01.09.2024"
    )
    (finding,) = reported(lists)
    assert (finding.code, finding.cell, finding.field) == ("empty_required", "A3", "mentor")


def test_the_municipal_base_of_mentees_is_a_list_of_pairs():
    header = [
        "№",
        "ФИО наставляемого",
        "Контактные данные для связи",
        "Год рождения",
        "Основной запрос",
        "Дата вхождения в программу",
        "ФИО наставника",
        "Форма наставничества",
        "Место работы/учёбы наставника",
        "Дата завершения программы",
        "Результаты программы",
        "Ссылка на кейс/отзыв",
        "Отметка о прохождении программы",
    ]
    row = [
        1.0,
        "Иванова Анна",
        "8 900",
        2012.0,
        "проект",
        "01.09.2024",
        "Петров Пётр",
        "студент – ученик",
        "вуз",
        "",
        "",
        "",
        "",
    ]
    block = only_block([["База наставляемых"], header, row])
    assert {key: block.headers[columns[0]] for key, columns in block.columns.items()} == {
        "mentee": "ФИО наставляемого", "mentee_birth": "Год рождения", "request": "Основной запрос",
        "start": "Дата вхождения в программу", "mentor": "ФИО наставника", "form": "Форма наставничества",
        "end": "Дата завершения программы", "outcome": "Результаты программы",
        "mentee_contact": "Контактные данные для связи", "mentor_workplace": "Место работы/учёбы наставника",
        "link": "Ссылка на кейс/отзыв", "mark": "Отметка о прохождении программы",
    }  # fmt: skip


def test_contacts_are_of_the_person_named_to_their_left():
    headers = ["ФИО наставника", "Контактные данные для связи", "Подопечный", "Телефон (мобильный)", "Дата начала"]
    block = only_block([headers, ["Петров Пётр", "1", "Иванова Анна", "2", "01.09.2024"]])
    assert (block.columns["mentor_contact"], block.columns["mentee_contact"]) == ([1], [3])
    block = only_block([[*headers[2:4], *headers[:2], headers[4]], ["Иванова Анна", "2", "Петров Пётр", "1", ""]])
    assert (block.columns["mentor_contact"], block.columns["mentee_contact"]) == ([3], [1])


@pytest.mark.parametrize(
    "headers",
    [
        ["Контактные данные", "ФИО наставника", "Подопечный", "Дата начала"],
        ["Классный руководитель (наставник)", "Телефон", "ФИО наставника", "Подопечный", "Дата начала"],
        ["ФИО наставника", "Телефон родителя", "Подопечный", "Дата начала"],
    ],
)
def test_contacts_of_nobody_known_are_not_taken(headers):
    block = only_block([headers])
    assert not {"mentor_contact", "mentee_contact"} & set(block.columns)
    assert any("онтакт" in text or "елефон" in text for text in block.unused.values())


def test_under_a_group_of_the_mentor_the_contacts_are_the_mentor_s():
    block = only_block(
        [
            ["Наставник", "", "", "Наставляемый", "", "Дата начала"],
            ["ФИО", "Контактные данные", "Место работы/учёбы", "ФИО", "Телефон", ""],
            ["Петров Пётр", "1", "завод", "Иванова Анна", "2", "01.09.2024"],
        ]
    )
    assert [block.columns[key] for key in ("mentor_contact", "mentor_workplace", "mentee_contact")] == [[1], [2], [4]]


@pytest.mark.parametrize("table", ["students", "teachers"])
def test_a_telephone_beside_a_person_of_a_list_is_not_kept(table):
    name = {"students": "Обучающиеся", "teachers": "Педагоги"}[table]
    block = only_block([["ФИО", "Телефон", "Контакты", "Дата рождения", "Класс", "Должность"]], name)
    assert {1, 2} <= set(block.unused)


def test_a_summary_by_class_is_not_a_list_of_pupils():
    summary = sheet("Класс | Количество | ОВЗ | СОП\n6А | 20 | 1 | 2", "Сводная")
    assert find_blocks(summary) == []


def test_a_list_of_names_alone_is_known_by_the_name_of_its_sheet():
    assert only_block([["ФИО"], ["Петрова Мария"]], "Педагоги").table == "teachers"
    assert find_blocks(sheet([["ФИО"], ["Петрова Мария"]], "Лист1")) == []


# What the person says comes before any guess

ODD = [["Список", "", ""], ["Кто", "Когда", "Где"], ["Иванова Анна", "01.02.2012", "6А"]]


def test_a_person_may_name_the_table_the_header_row_and_the_columns():
    block = only_block(ODD, choice=Choice("students", 2, {0: "name", 1: "birth", 2: "class_name"}))
    assert (block.columns, block.missing, len(block.rows)) == ({"name": [0], "birth": [1], "class_name": [2]}, [], 1)
    assert block.header("birth") == "Когда"


def test_a_person_may_say_that_there_is_no_header():
    block = only_block(ODD[2:], choice=Choice("students", 0, {0: "name", 1: "birth", 2: "class_name"}))
    assert len(block.rows) == 1


def test_a_person_may_leave_a_sheet_out_and_then_nothing_is_said_of_it():
    sheets = [
        sheet("ФИО | Дата рождения | Класс\nИванова Анна | 01.02.2012 | 6А", "Обучающиеся"),
        sheet(ODD, "Черновик"),
    ]
    assert codes(check(sheets, today=TODAY)) == ["left_out_row"]
    assert codes(check(sheets, today=TODAY, choices={("Списки.xlsx", "Черновик"): Choice(None)})) == []


def test_what_the_person_left_open_is_recognised_as_usual():
    rows = [["ФИО", "Дата рождения", "Класс", "Особенность"], ["Иванова Анна", "2012", "6А", "да"]]
    assert only_block(rows, choice=Choice("students", None, {3: "ovz"})).columns["ovz"] == [3]


@pytest.mark.parametrize("row", [1, 2])
def test_either_line_of_a_two_line_header_may_be_named(row):
    rows = [
        ["Наставник", "", "Наставляемый", "Дата начала"],
        ["ФИО", "Класс", "", ""],
        ["Иванов Иван", "11А", "Петров Пётр", "01.09.2024"],
    ]
    assert only_block(rows, choice=Choice("pairs", row)).columns == {
        "mentor": [0],
        "mentor_class": [1],
        "mentee": [2],
        "start": [3],
    }


@pytest.mark.parametrize("table", [*TABLES, "никакая"])
@pytest.mark.parametrize("row", [None, -5, 0, 3, 99])
@pytest.mark.parametrize("columns", [{0: None, 1: "нет такого поля"}, {99: "name", -1: "name"}, {0: "name", 1: "name"}])
def test_an_odd_choice_never_raises(table, row, columns):
    choices = {("Списки.xlsx", "Лист1"): Choice(table, row, columns)}
    lists = check([sheet(ODD, "Лист1")], today=TODAY, choices=choices)
    assert lists.counts["pairs"] == 0


def test_a_choice_that_names_no_column_is_answered_by_the_columns_that_are_missing():
    lists = check([sheet(ODD, "Лист1")], today=TODAY, choices={("Списки.xlsx", "Лист1"): Choice("students", 1)})
    assert {finding.field for finding in reported(lists, "missing_column")} == {"name", "birth", "class_name"}


# Files


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_of_every_encoding_and_separator_is_read(encoding, separator):
    rows = drawn("ФИО | Дата рождения | Класс\nИванова Анна | 01.02.2012 | 6А\nСемёнов Пётр | 01.03.2012 | 6 «Б»")
    lists = load([("Обучающиеся.csv", csv_of(rows, encoding, separator))], today=TODAY)
    assert names(lists) == ["Иванова Анна", "Семёнов Пётр"]
    assert codes(lists) == []
