"""Cards, a form a person or a pair, are read as the list that they are; cards that differ are one error."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from data.checking.messages import message
from data.corrections.questions import questions_of
from data.loading import check, load
from data.recognition.card_tables import NOT_FILLED_IN, as_list
from data.recognition.reduced_sheets import reduced
from data.store.draft_content import StoredSheet, content_of
from data.workbooks.annotated_copy import corrected_copy, lost_in_copy
from tests.data.lists import TODAY, codes, drawn, files, reported, required_columns, sheet, xlsx

STUDENTS = """
    ФИО                  | Дата рождения | Класс
    Осинкин Ясень Ивович | 01.02.2008    | 11А
    Рябинкин Клён Ивович | 07.07.2014    | 5А
    Ивина Верба Ивовна   | 07.07.2013    | 6А
"""
BESIDE = """
    Карточки пар |
    Наставник: | Осинкин Ясень Ивович
    Наставляемый: | {}
    Форма: | ученик – ученик
    Начало: | {}
"""
WITHOUT_COLONS = """
    Наставник | Осинкин Ясень Ивович
    Наставляемый | {}
    Цель | Подтянуть чтение
    Форма | ученик – ученик
    Дата начала | {}
"""
INSIDE = """
    Наставник: Осинкин Ясень Ивович
    Наставляемый: {}
    Форма: ученик – ученик
    Дата начала: {}
"""
ABOVE = """
    Наставник | Класс
    Осинкин Ясень Ивович | 11А
    Наставляемый | Класс
    {} |
    Форма | Дата начала
    ученик – ученик | {}
"""
TWO_A_LINE = """
    Наставник: | Осинкин Ясень Ивович | | Наставляемый: | {}
    Форма: | ученик – ученик | | Дата начала: | {}
"""
ONE_LINE = "Наставник: | Осинкин Ясень Ивович | Наставляемый: | {} | Начало: | {}\n"
LAYOUTS = (BESIDE, WITHOUT_COLONS, INSIDE, ABOVE, TWO_A_LINE, ONE_LINE)
PAIRS = [("Рябинкин Клён Ивович", "14.09.2024"), ("Ивина Верба Ивовна", "15.09.2024")]
PUPIL = """
    ФИО: | {}
    Дата рождения: | 01.02.2010
    Класс: | 9А
    ОВЗ: | {}
"""


def cards(layout: str, *pairs: tuple[str, str], between: str = "~\n") -> str:
    """The cards of these mentees and days, one below the other; the heading of the first is that of the sheet."""
    first, *others = [layout.format(*pair) for pair in pairs or PAIRS]
    return first + between + between.join(other.replace("Карточки пар |\n", "") for other in others)


def checked(*pictures: str, students: str = STUDENTS, **more):
    sheets = [sheet(students, "Обучающиеся")] if students else []
    sheets += [as_list(sheet(picture, f"Карточки {place}")) for place, picture in enumerate(pictures, 1)]
    return check(sheets, today=TODAY, required=required_columns(), **more)


def read(lists) -> list[tuple[str, str]]:
    return [(mentee, f"{day:%d.%m.%Y}") for mentee, day in zip(lists.roster.pairs["mentee"], lists.roster.pairs["start"], strict=True)]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_cards_of_pairs_are_read_wherever_the_values_stand(layout):
    lists = checked(cards(layout))
    assert read(lists) == PAIRS
    assert not lists.has_errors
    (finding,) = reported(lists, "assumed_column")
    assert "карточки прочитаны как таблица" in message(finding)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_cards_are_read_in_every_format(layout, kind):
    lists = load(files({"Обучающиеся": drawn(STUDENTS), "Карточки": drawn(cards(layout))}, kind), today=TODAY)
    assert (read(lists), lists.has_errors) == (PAIRS, False)


@pytest.mark.parametrize("between", ["~\nКарточка № 2 |\n", "~\n~\n~\n", ""])
def test_lines_that_head_cards_and_blank_lines_are_no_part_of_them(between):
    assert read(checked("Карточка № 1 |\n" + cards(INSIDE, between=between))) == PAIRS


@pytest.mark.parametrize(
    "layout",
    [
        "Карточка пары |\nО наставнике |\nНаставник | Осинкин Ясень Ивович\nО наставляемом |\nНаставляемый | {}\nДата начала | {}\n",
        "1. | Наставник | Осинкин Ясень Ивович\n2. | Наставляемый | {}\n3. | Дата начала | {}\n",
        "1. Наставник: | Осинкин Ясень Ивович\n2. Наставляемый: | {}\n3. Дата начала: | {}\n",
        "Наставник: | Осинкин Ясень Ивович\nНаставляемый: | {}\nДата начала: | {}\nПодпись ________ |\n",
    ],
)
def test_headings_numbers_and_signatures_that_every_card_has_are_no_part_of_it(layout):
    assert read(checked(cards(layout))) == PAIRS


def test_cards_side_by_side_are_a_card_each():
    lists = checked("""
        Наставник: | Осинкин Ясень Ивович | | Наставник: | Осинкин Ясень Ивович
        Наставляемый: | Рябинкин Клён Ивович | | Наставляемый: | Ивина Верба Ивовна
        Дата начала: | 14.09.2024 | | Дата начала: | 15.09.2024
    """)
    assert (read(lists), lists.has_errors) == (PAIRS, False)


def test_a_value_that_has_no_title_of_its_own_is_never_passed_over():
    lists = checked(cards(BESIDE).replace("Начало: | 15.09.2024", "Начало: | 15.09.2024\n | Рябинкин Клён Ивович"))
    assert reported(lists, "no_table")


@pytest.mark.parametrize("line", ["Дети с ОВЗ", "Состоит на учёте в ПДН"])
def test_a_line_that_may_tell_of_health_or_registers_is_never_passed_over(line):
    card = f"{line} |\n" + PUPIL
    lists = checked("~\n" + PUPIL.format("Осинкин Ясень", "да") + "~\n" + card.format("Ивина Верба", "да") + card.format("Дубов Граб", "да"), students="")  # fmt: skip
    assert lists.roster.students is None
    assert lists.has_errors


def test_a_title_without_a_value_is_one_where_another_card_has_a_value_there():
    filled = cards(WITHOUT_COLONS)
    for empty in (
        filled.replace("Цель | Подтянуть чтение", "Цель |", 1),
        "".join(filled.rpartition("Подтянуть чтение")[::2]),
    ):
        assert read(checked(empty)) == PAIRS


def test_a_first_card_that_names_nobody_yet_hides_no_other():
    lists = checked(cards(BESIDE, ("", "14.09.2024"), PAIRS[1]))
    assert read(lists) == PAIRS[1:]
    assert [finding.address for finding in reported(lists, "empty_required")] == ["B3"]


def test_two_titles_that_may_be_one_field_are_no_two_cards():
    kinds = BESIDE.replace("    Форма:", "    Вид наставничества: | традиционное\n    Форма наставничества:")
    assert read(checked(cards(kinds))) == PAIRS


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_people_in_the_lines_of_a_cell_are_told_by_them(kind):
    rows = drawn(INSIDE.format("X", "14.09.2024"))
    rows[1][0] = "Наставляемый: Рябинкин Клён\nИвина Верба"
    lists = load(files({"Обучающиеся": drawn(STUDENTS), "Карточки": rows}, kind), today=TODAY)
    assert [name.split()[0] for name in lists.roster.pairs["mentee"]] == ["Рябинкин", "Ивина"]


def test_what_stands_once_above_several_pairs_makes_no_card_of_them_all():
    common = "Форма: ученик – ученик\n" + cards(INSIDE.replace("    Форма: ученик – ученик\n", ""))
    assert checked(common).roster.pairs is None
    assert checked(common + "~\n" + common).roster.pairs is None


def test_several_mentees_of_a_card_are_a_pair_each():
    group = "Наставник: Осинкин Ясень Ивович\nНаставляемый: {}\nНаставляемый: {}\nДата начала: 14.09.2024\n"
    students = STUDENTS + "Липина Ольха Ивовна | 07.07.2012 | 7А\nДубов Граб Ивович | 07.07.2011 | 8А"
    names = ["Рябинкин Клён", "Ивина Верба", "Липина Ольха", "Дубов Граб"]
    lists = checked(group.format(*names[:2]) + group.format(*names[2:]), students=students)
    assert sorted(name.split()[0] for name in lists.roster.pairs["mentee"]) == sorted(name.split()[0] for name in names)


@pytest.mark.parametrize("layout", [BESIDE, WITHOUT_COLONS, INSIDE, ABOVE, TWO_A_LINE])
def test_a_card_a_sheet_is_read_where_it_has_all_that_is_asked_for(layout):
    lists = checked(*(layout.format(*pair) for pair in PAIRS))
    assert (read(lists), lists.has_errors) == (PAIRS, False)
    assert [finding.count for finding in reported(lists, "assumed_column")] == [2]


@pytest.mark.parametrize(
    "changed",
    [
        ("    Форма: | ученик – ученик\n    Начало: | 15.09.2024", "    Начало: | 15.09.2024"),
        ("Начало: | 15.09.2024", "Начало: | 15.09.2024\n    Заметка | и | ещё"),
        ("Начало: | 15.09.2024", "Начало: | 15.09.2024 | или позже"),
        ("Начало: | 15.09.2024", "Окончание: | 15.09.2024"),
        ("Начало: | 14.09.2024", "Начало: | 14.09.2024\n    До мая"),
    ],
)
def test_cards_that_differ_or_hold_something_else_are_one_error_that_says_what_to_do(changed):
    picture = cards(BESIDE)
    assert changed[0] in picture
    lists = checked(picture.replace(*changed))
    (finding,) = reported(lists, "no_table")
    assert "карточками" in message(finding)
    assert "«Дата начала»" in message(finding)
    assert [block.table for block in lists.blocks] == ["students"]


def test_a_fault_is_told_at_its_cell_on_the_persons_own_sheet():
    lists = checked(cards(BESIDE, PAIRS[0], ("Никто Никтов", "31.09.2024")))
    found = reported(lists, "unknown_person", "bad_date")
    assert [(finding.address, finding.line) for finding in found] == [("B8", 8), ("B10", 10)]
    assert "строка 10, столбец B «Начало»" in message(found[1])
    assert found[1].stored("").cell == "B10"


def test_an_empty_field_of_a_form_about_health_is_asked_about_once_and_never_a_no():
    lists = checked(PUPIL.format("Осинкин Ясень", "") + "~\n" + PUPIL.format("Ивина Верба", "нет"), students="")
    (finding,) = reported(lists, "bad_flag")
    assert (finding.value, finding.address) == (NOT_FILLED_IN, "B4")
    (question,), _ = questions_of([finding])
    assert question.proposal is None
    settled = checked(
        PUPIL.format("Осинкин Ясень", "") + "~\n" + PUPIL.format("Ивина Верба", "да"),
        students="",
        spellings=question.decisions("нет"),
    )
    assert settled.roster.students["ovz"].tolist() == [False, True]


@pytest.mark.parametrize("lacking", ["    ОВЗ: | да\n", "    Класс: | 9А\n"])
def test_pupils_of_whom_some_cards_lack_a_title_are_not_read(lacking):
    picture = PUPIL.format("Осинкин Ясень", "да") + "~\n" + PUPIL.format("Ивина Верба", "да").replace(lacking, "")
    lists = checked(picture, students="")
    assert (codes(lists), lists.roster.students) == (["no_table"], None)
    beside_others = check([sheet("ФИО\nДубов Граб", "Педагоги"), as_list(sheet(picture, "Карточки"))], today=TODAY)
    assert "обучающиеся записаны карточками" in message(reported(beside_others, "no_table")[0])


def test_a_card_of_a_teacher_is_one():
    card = (
        "Карточка педагога |\nФИО | Дубов Граб Ивович\nДолжность | учитель\nДата рождения | 01.02.1995\nСтаж | 2 года"
    )
    lists = checked(card)
    assert lists.roster.teachers["name"].tolist() == ["Дубов Граб Ивович"]


@pytest.mark.parametrize(
    "picture",
    [
        "ФИО | Телефон | Дата рождения | Прим. | Класс\nДубов Граб | 1 | 01.02.2010 | нет | 9А",
        "ФИО | Класс | Дата рождения\nДубов Граб | 9А | 01.02.2010",
        "Поле | Описание\nФИО | Фамилия, имя и отчество\nДата рождения | ДД.ММ.ГГГГ\nКласс | Номер и буква",
        "Наставник: Осинкин Ясень Ивович | |\n№ | Наставляемый | Дата начала\n1 | Рябинкин Клён | 14.09.2024",
        "ФИО | Телефон\n" + "".join(f"Дубов Граб{'и' * place} | {place}\n" for place in range(80)),
    ],
)
def test_a_table_and_a_description_of_one_are_no_cards(picture):
    table = sheet(picture, "Лист")
    assert as_list(table) is table


@pytest.mark.parametrize("layout", [BESIDE, INSIDE])
def test_a_draft_keeps_the_list_that_was_made_of_cards_and_where_its_cells_stood(layout):
    faulty = as_list(sheet(cards(layout, PAIRS[0], ("Никто Никтов", "15.09.2024")), "Карточки"))
    kept = TypeAdapter(StoredSheet).validate_python(content_of(reduced(faulty)))
    students = sheet(STUDENTS, "Обучающиеся")
    before, after = (check([students, each], today=TODAY) for each in (faulty, kept))
    assert after.findings == before.findings
    assert reported(after, "unknown_person")[0].address == reported(before, "unknown_person")[0].address


@pytest.mark.parametrize("card", [BESIDE, INSIDE])
def test_a_draft_keeps_of_cards_that_differ_their_titles_alone(card):
    differing = cards(card).replace("    Форма", "    Формат", 1)
    kept = reduced(as_list(sheet(differing, "Карточки")))
    assert not any("Осинкин" in str(cell) for row in kept.rows for cell in row)
    lists = check([sheet(STUDENTS, "Обучающиеся"), kept], today=TODAY)
    assert len(reported(lists, "no_table")) == 1


def test_the_marked_copy_holds_the_list_and_can_be_read_again():
    content = xlsx(
        {"Обучающиеся": drawn(STUDENTS), "Карточки": drawn(cards(BESIDE, PAIRS[0], ("Ивина", "15.09.2024")))}
    )
    lists = load([("Списки.xlsx", content)], today=TODAY)
    assert "карточек – вместо них таблица" in lost_in_copy("Списки.xlsx", content, lists.sheets)
    (wrong,) = reported(lists, "unknown_person")
    assert wrong.cell == "B4"
    typed = {("Карточки", 3, 1): "Ивина Верба Ивовна"}
    name, copy = corrected_copy("Списки.xlsx", content, lists.sheets, lists.findings, typed)
    assert read(load([(name, copy)], today=TODAY)) == PAIRS


def test_a_mentor_named_above_each_of_several_lists_is_no_card():
    part = (
        "Наставник: Осинкин Ясень Ивович | |\n№ | Наставляемый | Дата начала\n1 | Рябинкин Клён Ивович | 14.09.2024\n"
    )
    lists = checked(part + "~\n" + part)
    assert not reported(lists, "no_table")
    assert lists.blocks[-1].sections == ["Осинкин Ясень Ивович"] * 2
