"""Lines of a list that are nobody, that repeat what stands above, or whose sheet says that all have left."""

from __future__ import annotations

import pytest

from data.findings import Severity
from data.loading import Lists, check, load
from data.recognition import row_kinds, signatures
from data.recognition.row_signs import filled_columns
from tests.data.lists import TODAY, checked, codes, drawn, files, reported, required_columns, sheet

STUDENTS = """
    ФИО                    | Дата рождения | Класс | ОВЗ
    Осинкин Ясень Ивович   | 01.02.2010    | 9А    | да
    Рябинкин Клён Ивович   | 07.07.2014    | 6А    | нет
"""
TEACHERS = """
    ФИО                  | Должность
    Берёзова Липа Ивовна | учитель
"""


@pytest.mark.parametrize("vacancy", ["Вакансия", "вакантно", "Вакансия (учитель физики)", "—"])
def test_a_vacancy_is_nobody_and_is_reported(vacancy):
    lists = checked(teachers=TEACHERS + f"    {vacancy} | учитель\n")
    assert lists.counts["teachers"] == 1
    assert [finding.row for finding in reported(lists, "left_out_row")] == [3]


def test_a_surname_like_a_vacancy_is_somebody():
    assert checked(teachers=TEACHERS + "    Вакантов Ясень Ивович | учитель\n").counts["teachers"] == 2


@pytest.mark.parametrize(
    "title", ["Учитель математики", "Педагог-психолог", "Учителя начальных классов", "Администрация"]
)
def test_a_line_that_names_a_position_is_nobody(title):
    lists = checked(teachers=TEACHERS + f"    {title} |\n    Пнёв Дуб Ивович | завхоз\n")
    assert lists.roster.teachers["name"].tolist() == ["Берёзова Липа Ивовна", "Пнёв Дуб Ивович"]
    assert [finding.value for finding in reported(lists, "left_out_row")] == [title]


def test_a_teacher_of_a_surname_like_a_position_is_somebody():
    assert checked(teachers=TEACHERS + "    Педагогова Верба Ивовна |\n").counts["teachers"] == 2


@pytest.mark.parametrize("ditto", ["-//-", "то же", '"', "—//—"])
def test_a_ditto_means_what_stands_above(ditto):
    lists = checked(STUDENTS, pairs=f"""
        Наставник | Наставляемый | Форма | Дата начала
        Осинкин Ясень Ивович | Рябинкин Клён Ивович | ученик – ученик | 14.09.2024
        {ditto} | Клёнова Ольха Ивовна | {ditto} | {ditto}
    """)  # fmt: skip
    assert lists.blocks[-1].rows[1][0] == "Осинкин Ясень Ивович"
    assert [finding.cell for finding in reported(lists, "unknown_person")] == ["B3"]


def test_a_ditto_says_nothing_of_health():
    lists = checked(STUDENTS + "    Клёнова Ольха Ивовна | 07.07.2014 | 6А | -//-\n")
    assert codes(lists) == ["bad_flag"]


def test_a_line_that_continues_a_printed_table_is_nobody():
    lists = checked(STUDENTS.replace("Рябинкин", "Продолжение таблицы |||\n    Рябинкин"))
    assert (lists.counts["students"], codes(lists)) == (2, [])


def test_a_sheet_of_those_who_left_is_left_out_and_counted():
    left = sheet("ФИО | Дата рождения | Класс\nКлёнова Ольха Ивовна | 07.07.2014 | 6А", "Выбывшие")
    lists = check([sheet(STUDENTS, "Обучающиеся"), left], today=TODAY, required=required_columns())
    assert lists.counts["students"] == 2
    assert [(finding.sheet, finding.count) for finding in reported(lists, "left_out_section")] == [("Выбывшие", 1)]
    assert "ovz" in lists.roster.students


def test_a_sheet_of_people_who_all_stand_in_the_list_takes_no_column_from_it():
    trip = sheet("ФИО | Дата рождения | Класс\nРябинкин Клён Ивович | 07.07.2014 | 6А", "Экскурсия")
    lists = check([sheet(STUDENTS, "Обучающиеся"), trip], today=TODAY, required=required_columns())
    assert "ovz" in lists.roster.students


def test_a_sheet_with_somebody_else_takes_its_lacking_column_from_the_list():
    others = sheet("ФИО | Дата рождения | Класс\nКлёнова Ольха Ивовна | 07.07.2014 | 6А", "Ещё")
    lists = check([sheet(STUDENTS, "Обучающиеся"), others], today=TODAY, required=required_columns())
    assert "ovz" not in lists.roster.students


def test_a_sheet_that_cannot_be_read_takes_no_pair_from_the_people_of_the_others():
    pairs = (
        "Наставник | Наставляемый | Форма | Дата начала\n"
        "Осинкин Ясень Ивович | Рябинкин Клён Ивович | ученик – ученик | 14.09.2024"
    )
    broken = sheet("ФИО | Класс\nКлёнова Ольха Ивовна | 8Б", "8Б")
    lists = check(
        [sheet(STUDENTS, "Обучающиеся"), broken, sheet(pairs, "Пары")], today=TODAY, required=required_columns()
    )
    assert lists.left_out == {"students": 1, "teachers": 0, "pairs": 0}
    assert lists.roster.pairs["mentee_student"].tolist() == [1]


def test_a_shorter_name_is_not_assumed_where_a_sheet_of_the_list_could_not_be_read():
    pairs = "Наставник | Наставляемый | Форма | Дата начала\nОсинкин Ясень Ивович | Рябинкин К. И. | ученик – ученик | 14.09.2024"
    broken = sheet("ФИО | Класс\nРябинкин Куст Ивович | 8Б", "8Б")
    lists = check(
        [sheet(STUDENTS, "Обучающиеся"), broken, sheet(pairs, "Пары")], today=TODAY, required=required_columns()
    )
    assert reported(lists, "assumed_person") == []
    assert lists.roster.pairs["mentee_student"].isna().all()


@pytest.mark.parametrize("column", ["№ личного дела", "Дата зачисления"])
def test_a_sheet_of_namesakes_or_later_stays_takes_its_lacking_column_from_the_list(column):
    number = column.startswith("№")
    rows = STUDENTS.replace("ФИО ", f"{column} | ФИО ").replace(
        "Осинкин", f"{'1' if number else '01.09.2020'} | Осинкин"
    )
    rows = rows.replace("Рябинкин", f"{'2' if number else '01.09.2020'} | Рябинкин")
    if not number:
        rows = rows.replace("| ОВЗ", "| ОВЗ | Дата выбытия").replace("| нет", "| нет | 01.09.2022")
    later = sheet(
        f"{column} | ФИО | Дата рождения | Класс\n{'9' if number else '01.09.2023'} | Рябинкин Клён Ивович | 07.07.2014 | 6А",
        "Ещё",
    )
    lists = check([sheet(rows, "Обучающиеся"), later], today=TODAY, required=required_columns())
    assert "ovz" not in lists.roster.students


FORMLESS = "Наставник | Наставляемый | Дата начала"
FIRST = "Берёзова Липа Ивовна | Рябинкин Клён Ивович | 14.09.2024"
SECOND = "Осинкин Ясень Ивович | Рябинкин Клён Ивович | 14.09.2024"


def forms_of(*lines):
    """The pairs of these lines, checked, with the form of each."""
    lists = checked(STUDENTS, TEACHERS, "\n".join(lines))
    pairs = lists.roster.pairs
    return lists, [None] * len(pairs) if "form" not in pairs else [form or None for form in pairs["form"].fillna("")]


def forms_on_sheet(name, *lines):
    """The forms of the pairs of these lines on a sheet of this name."""
    sheets = [sheet(STUDENTS, "Обучающиеся"), sheet(TEACHERS, "Педагоги"), sheet("\n".join(lines), name)]
    pairs = check(sheets, today=TODAY).roster.pairs
    return [None] * len(pairs) if "form" not in pairs else [form or None for form in pairs["form"].fillna("")]


@pytest.mark.parametrize(
    "title",
    [
        "Учитель – ученик", "Форма: учитель – ученик", "Форма: | Учитель – ученик", "2. Педагог – обучающийся",
        "Форма наставничества «учитель – ученик»", "Учитель – ученик | Учитель – ученик | Учитель – ученик",
    ],
)  # fmt: skip
def test_a_form_on_a_line_of_its_own_is_the_form_of_the_rows_below_it(title):
    lists, forms = forms_of(FORMLESS, title, FIRST, "Ученик – ученик", SECOND)
    assert (forms, codes(lists)) == (["teacher_student", "student_student"], [])


def test_a_form_above_the_header_is_the_form_of_the_rows_below_it():
    lists, forms = forms_of("Учитель – ученик", FORMLESS, FIRST, "Ученик – ученик", FORMLESS, SECOND)
    assert (forms, codes(lists)) == (["teacher_student", "student_student"], [])


@pytest.mark.parametrize(
    "title",
    [
        "Шефство «ученик – ученик»", 'Шефство "ученик-ученик" на 2024 год', "Наставнические пары ученик – ученик",
        "Наставничество, форма: ученик – ученик, 2024/2025 уч. год", "Список пар по форме «ученик – ученик»",
    ],
)  # fmt: skip
def test_a_form_within_a_longer_title_or_the_name_of_the_sheet_is_the_form_of_the_pairs_below(title):
    assert forms_of(title, "2024/2025 учебный год", FORMLESS, SECOND)[1] == ["student_student"]
    assert forms_of(FORMLESS, title, SECOND)[1] == ["student_student"]
    assert forms_on_sheet(title, FORMLESS, SECOND) == ["student_student"]


def test_a_title_above_a_list_comes_before_the_name_of_its_sheet():
    assert forms_on_sheet("Ученик – ученик", "Учитель – ученик", FORMLESS, FIRST) == ["teacher_student"]


@pytest.mark.parametrize(
    "title",
    [
        "Пары «учитель – ученик» и «ученик – ученик»", "Форма: учитель – ученик, ученик – ученик",
        "Все пары, кроме «ученик – ученик»", "Пары бывший ученик – ученик", "МБОУ «Школа № 3»", "Другое",
    ],
)  # fmt: skip
def test_a_title_of_several_forms_or_of_one_that_it_denies_or_of_none_gives_no_form(title):
    assert forms_on_sheet(title, FORMLESS, SECOND) == [None]
    if title != "Другое":  # on a line of its own it is a form
        assert forms_of(title, FORMLESS, SECOND)[1] == [None]


def test_a_mentee_alone_on_a_line_that_names_a_form_is_no_section():
    forms = forms_of(FORMLESS, SECOND, " | Рябинкин Клён Ивович, форма «учитель – ученик» |", SECOND)[1]
    assert "teacher_student" not in forms


MENTORLESS = "Наставляемый | Дата начала"
MENTEE = "Рябинкин Клён Ивович | 14.09.2024"
OF_TEACHER = "Наставник: Берёзова Липа Ивовна (учитель), форма «учитель – ученик»"
OF_PUPIL = "Наставник: Осинкин Ясень Ивович, форма «ученик – ученик»"


def test_a_form_in_the_line_of_a_mentor_is_the_form_of_the_mentees_below_it():
    lists, forms = forms_of(MENTORLESS, OF_TEACHER, MENTEE, OF_PUPIL, MENTEE)
    assert (forms, codes(lists)) == (["teacher_student", "student_student"], [])
    assert list(lists.roster.pairs["mentor"]) == ["Берёзова Липа Ивовна", "Осинкин Ясень Ивович"]
    assert forms_of(OF_PUPIL, MENTORLESS, MENTEE)[1] == ["student_student"]


@pytest.mark.parametrize("lines", [(MENTORLESS, OF_TEACHER), (OF_TEACHER, MENTORLESS)])
def test_a_mentor_whose_line_names_no_form_has_not_that_of_the_mentor_above(lines):
    other = OF_PUPIL.partition(",")[0]
    assert forms_of(*lines, MENTEE, other, MENTEE)[1] == ["teacher_student", None]
    assert forms_of(MENTORLESS, "Ученик – ученик", OF_TEACHER, MENTEE, other, MENTEE)[1] == [
        "teacher_student", "student_student",
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["6А", "Итого | 3", "Берёзовая роща"])
def test_a_line_that_speaks_of_no_form_gives_none_and_ends_none(title):
    assert forms_of(FORMLESS, title, FIRST)[1] == [None]
    assert forms_of(FORMLESS, "Учитель – ученик", title, FIRST)[1] == ["teacher_student"]


@pytest.mark.parametrize("title", ["Ученики – ученикам", "Форма: шефство"])
def test_a_line_that_speaks_of_a_form_that_is_none_ends_the_form_above_and_is_told(title):
    lists, forms = forms_of(FORMLESS, "Учитель – ученик", FIRST, title, SECOND)
    assert forms == ["teacher_student", None]
    assert [finding.row for finding in reported(lists, "left_out_row")] == [4]


def test_the_form_in_the_row_comes_before_that_of_its_section():
    header = f"{FORMLESS} | Форма"
    lists, forms = forms_of(header, "Учитель – ученик", f"{FIRST} |", f"{SECOND} | ученик – ученик")
    assert (forms, codes(lists)) == (["teacher_student", "student_student"], [])
    assert codes(forms_of(header, "Учитель – ученик", f"{FIRST} | шефство")[0]) == ["unknown_form"]


def test_a_form_in_the_column_of_forms_beside_nobody_is_no_section():
    lists, forms = forms_of(f"{FORMLESS} | Форма", " | | | учитель – ученик", f"{FIRST} |")
    assert forms == [None]
    assert [finding.row for finding in reported(lists, "left_out_row")] == [2]


ORDER = """
    № | Наставник             | Статус  | Наставляемый          | Дата начала
    1 | Осинкин Ясень Ивович  | ученик  | Рябинкин Клён Ивович  | 14.09.2024
    2 | Берёзова Липа Ивовна  | учитель | Рябинкин Клён Ивович  | 15.09.2024
"""


def of_order(kind: str, *lines: str) -> Lists:
    pairs = drawn("\n".join([ORDER, *lines]))
    return load(
        files({"Обучающиеся": drawn(STUDENTS), "Педагоги": drawn(TEACHERS), "Приказ": pairs}, kind), today=TODAY
    )


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize(
    "signature",
    [
        " | Директор гимназии | | Чернышёв В.В. |",
        " | Директор МБОУ СОШ № 5 | | В. В. Чернышёв |",
        " | Заместитель директора по ВР | | (подпись) | Чернышёва В.В.",
        " | | | Куратор | Чернышёва В.В.",
        "Ответственный | | | Чернышёва В.В. |",
        " | Директор | | Чернышёв В.В. |\n~\n | Завуч | | Чернышёва А.А. |\n | М.П. | | |",
    ],
)
def test_a_signature_below_the_pairs_is_no_pair(kind, signature):
    lists = of_order(kind, signature)
    assert lists.counts["pairs"] == 2
    assert not [finding for finding in lists.findings if finding.severity is not Severity.INFORMATION]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize(
    "pair",
    [
        " | Директор ООО «Ромашка» Петров П.П. | | Рябинкин Клён Ивович |",
        " | Завуч Берёзова Л. И. | | Рябинкин Клён Ивович |",
        " | Директор завода | | Рябинкин Клён Ивович | 14.09.2024",
        " | Директор завода | | Рябинкин Клён Ивович |\n3 | Осинкин Ясень Ивович | | Рябинкин К. И. | 16.09.2025",
        " | Берёзова Липа Ивовна | директор | Рябинкин Клён Ивович |",
        " | Берёзова Липа Ивовна | директор | |",
        "3 | Директор завода | | Рябинкин Клён Ивович |",
    ],
)
def test_a_row_that_tells_more_than_a_signature_is_a_pair(kind, pair):
    lists = of_order(kind, pair)
    assert len(lists.blocks[-1].rows) == 2 + len(pair.splitlines())


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_mentor_whose_position_is_head_teacher_is_a_mentor(kind):
    pairs = drawn("""
        Должность наставника | Наставник            | Наставляемый         | Дата начала
        учитель              | Берёзова Липа Ивовна | Осинкин Ясень Ивович | 14.09.2024
        директор             | Берёзова Липа Ивовна | Рябинкин Клён Ивович |
        директор             | Берёзова Липа Ивовна |                      |
    """)
    lists = load(files({"Обучающиеся": drawn(STUDENTS), "Педагоги": drawn(TEACHERS), "Пары": pairs}, kind), today=TODAY)
    assert [(finding.row, finding.field) for finding in reported(lists, "empty_required")] == [
        (3, "start"), (4, "mentee"), (4, "start"),
    ]  # fmt: skip


def test_a_beginning_in_place_of_an_experience_takes_nobody_out_beside_a_column_of_young_specialists():
    lists = checked(
        teachers="""
        ФИО                  | Стаж   | Молодой специалист
        Берёзова Липа Ивовна | с 2022 | да
        Пнёв Дуб Ивович      | 1992 г. |
        Осинкин Ясень Ивович | более 2 лет |
    """
    )
    assert lists.counts["teachers"] == 3
    assert [(finding.field, finding.count) for finding in reported(lists, "ignored_column")] == [("experience", 3)]
    assert not lists.has_errors


def test_an_experience_that_is_not_understood_is_asked_about_also_there():
    lists = checked(teachers="ФИО | Стаж | Молодой специалист\nБерёзова Липа Ивовна | давно | да")
    assert [finding.code for finding in lists.findings if finding.field == "experience"] == ["bad_number"]


def test_a_beginning_is_asked_about_where_the_experience_tells_who_is_young():
    assert codes(checked(teachers=TEACHERS.replace("Должность", "Стаж").replace("учитель", "с 2022"))) == ["bad_number"]


@pytest.mark.parametrize(
    "title", ["Класс 6 Б | | Кл. руководитель | Липина В. И.", "6Б | Классный руководитель: Липина В. И. | |"]
)
def test_a_class_teacher_beside_a_class_leaves_the_line_a_title(title):
    lists = checked(f"""
        № | Фамилия имя    | Дата рождения | ОВЗ
        Класс 5 А | | Кл. руководитель | Пнёв И. И.
        1 | Осинкин Ясень  | 01.02.2013    |
        {title}
        1 | Рябинкин Клён  | 07.07.2012    | да
    """)
    assert lists.roster.students["class_name"].tolist() == ["5А", "6Б"]


NUMBERED = """
    № | ФИО                  | Дата рождения | Класс | ОВЗ   | СОП
    1 | Осинкин Ясень Ивович | 01.02.2010    | 9А    | ИСТИНА | ЛОЖЬ
"""


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_a_row_count_beside_boxes_that_nobody_ticked_is_nobody(kind):
    book = {"Обучающиеся": drawn(NUMBERED + "    2 | | | | ЛОЖЬ | ЛОЖЬ\n    3 | | | | 0 |\n")}
    if kind != "csv":
        book["Обучающиеся"] = [[{"ИСТИНА": True, "ЛОЖЬ": False}.get(str(cell), cell) for cell in row] for row in book["Обучающиеся"]]  # fmt: skip
    lists = load(files(book, kind), today=TODAY, required=required_columns())
    assert codes(lists) == []
    assert lists.counts["students"] == 1


def test_a_row_count_beside_a_mark_of_somebody_is_asked_about():
    assert "empty_required" in codes(checked(NUMBERED + "    2 | | | | ИСТИНА | ЛОЖЬ\n"))


@pytest.mark.parametrize("line", ["из них с ОВЗ | 2", "в том числе мальчиков | 11", "в т. ч. на учёте: 3 |"])
def test_a_line_that_counts_a_part_of_the_people_is_nobody(line):
    lists = checked(STUDENTS + f"    {line} | |\n")
    assert codes(lists) == []
    assert lists.counts["students"] == 2


def test_a_line_that_heads_a_part_of_the_people_is_told():
    lists = checked(
        STUDENTS + "    В том числе прибывшие из других школ | | |\n    Пнёв Дуб Ивович | 01.02.2010 | 9А | нет\n"
    )
    assert codes(lists) == ["left_out_row"]
    assert lists.counts["students"] == 3


@pytest.mark.parametrize(
    "title", ["9А, кл. рук. Берёзова Л. И.", "9А класс – классный руководитель Берёзова Липа Ивовна"]
)
def test_a_class_teacher_in_the_cell_of_a_class_leaves_it_a_title(title):
    lists = checked(f"""
        ФИО                  | Дата рождения | ОВЗ
        {title}              |               |
        Осинкин Ясень Ивович | 01.02.2010    | да
    """)
    assert lists.roster.students["class_name"].tolist() == ["9А"]
    assert codes(lists) == []


@pytest.mark.parametrize("header", ["Класс | Всего | ОВЗ | СОП", "Класс | Количество обучающихся | ОВЗ | СОП"])
def test_a_table_of_counts_below_a_list_is_nobody_and_is_told(header):
    lists = checked(STUDENTS + f"    ~\n    {header}\n    9А | 1 | 1 | 0\n    6А | 1 | 0 | 0\n")
    assert [(finding.code, finding.row) for finding in reported(lists)] == [("left_out_row", 5)]
    assert lists.counts["students"] == 2


def test_people_below_a_line_of_counts_are_people():
    lists = checked(STUDENTS + "    Класс | Всего | ОВЗ | СОП\n    Пнёв Дуб Ивович | 01.02.2010 | 9А | нет\n")
    assert lists.counts["students"] == 3


def test_a_table_that_counts_mentees_is_no_list_of_pairs():
    counts = "Класс | Количество обучающихся | Наставники | Наставляемые\n9А | 25 | 1 | 2\n6А | 24 | 0 | 3\n"
    pages = [sheet(STUDENTS, "Обучающиеся"), sheet(counts, "Сводная")]
    assert codes(check(pages, today=TODAY, required=required_columns())) == ["left_out_row"]


def test_numbers_in_place_of_the_people_of_pairs_with_days_are_asked_about():
    lists = checked(
        STUDENTS,
        pairs="""
        Наставник | Наставляемый | Форма | Дата начала
        501       | 17           | ученик – ученик | 14.09.2024
    """,
    )
    assert "empty_required" in codes(lists)


BELOW_A_LIST = {
    "students": ("№ | ФИО | Дата рождения | Класс\n1 | Осинкин Ясень Ивович | 01.02.2010 | 9А\n", "Справка выдана |"),
    "pairs": (
        "Наставник | Наставляемый | Форма | Дата начала\n"
        "Осинкин Ясень Ивович | Рябинкин Клён Ивович | ученик – ученик | 14.09.2024\n",
        "Директор | Пнёв Д. И.",
    ),
}


@pytest.mark.parametrize("table", BELOW_A_LIST)
def test_lines_below_a_list_are_looked_at_as_often_however_many_follow(table, monkeypatch):
    top, line = BELOW_A_LIST[table]

    def looks(count):
        seen = []
        for module in (row_kinds, signatures):
            monkeypatch.setattr(module, "filled_columns", lambda row: seen.append(row) or filled_columns(row))
        checked(**{table: top + f"{line}\n" * count})
        return len(seen) / count

    few, many = looks(40), looks(80)
    assert 0 < many <= 1.5 * few
