"""A pupil who left only by a note is a warning, not a guess."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.checking.messages import message
from data.findings import Severity
from data.parsing.leaver_notes import leaver_note, without_leaver_note
from tests.data.lists import checked, codes, reported

GONE = [
    "выбыл 12.10",
    "Выбыла",
    "выбыл 12.10.2024 г.",
    "ВЫБЫЛ",
    "отчислен по заявлению",
    "отчислена с 01.10",
    "переведён",
    "переведена, приказ № 5",
    "перевёлся 12.10",
    "переведен в школу № 5",
    "перешла в гимназию",
    "переведён 12.10 в СОШ № 3",
    "ушёл в другую школу",
    "переехала в другой город",
    "забрали документы",
    "убыл 03.11.2024",
    "многодетная; выбыла 12.10",
    "переведена по приказу",
    "больше не обучается с 12.10.2024",
    "в школе не обучается",
    "уехали в другой город",
    "переехала",
    "перевод в гимназию № 4",
    "ушла в СПО",
    "поступил в колледж",
    "исключён из школы",
    "умер",
    "учится в другой школе",
    "документы забрали",
    "семейное образование",
    "Экстернат с 01.09.2024",
    "на семейном обучении",
    "переведена на семейную форму обучения",
    "перешёл 12.10.2024 на самообразование",
]
STAYS = [
    "не выбыл",
    "прибыл 12.10",
    "прибыла из школы № 5",
    "переведён из школы № 5",
    "перешла из гимназии",
    "переведён в 9А",
    "переведён условно",
    "условно переведён",
    "переведена на домашнее обучение",
    "выбыл 12.10, вернулся 01.11",
    "восстановлен, был отчислен",
    "отчислен из кружка",
    "переводчик",
    "зачислен 12.10",
    "ушёл в поход",
    "выбывает из строя",
    "переведён на индивидуальный план",
    "перевод",
    "перевод в 6Б",
    "не обучается музыке",
    "уехал на соревнования",
    "поступил в лицей",
    "исключён из списка кружка",
    "семейные обстоятельства",
    "вернулся с семейного обучения",
    "не экстернат",
    "переведена на надомное обучение",
    "брат учится в другой школе",
    "",
]


def noted(note: str, header: str = "Примечание", **more: object):
    return checked(
        f"""
        ФИО                      | Дата рождения | Класс | {header}
        Ромашкина Верба Кедровна | 01.02.2010    | 8А    |
        Клевер Ясень Тополевич   | 02.02.2010    | 8А    | {note}
        """,
        **more,
    )


@pytest.mark.parametrize("note", GONE)
def test_a_note_of_leaving_is_warned_of_and_the_pupil_counts(note):
    lists = noted(note)
    (finding,) = reported(lists, "left_by_note")
    assert (finding.severity, finding.person, finding.cell) == (Severity.WARNING, "Клевер Ясень Тополевич", "D3")
    assert lists.counts["students"] == 2
    assert lists.roster.students.get("left_on") is None


@pytest.mark.parametrize("note", STAYS)
def test_a_note_of_something_else_is_not(note):
    assert not reported(noted(note), "left_by_note")


def test_the_warning_says_where_and_what_to_do_and_nothing_else_of_the_cell():
    assert message(reported(noted("выбыл 12.10, диагноз F70"), "left_by_note")[0]) == (
        "Лист «Обучающиеся», строка 3, столбец D «Примечание» (Клевер Ясень Тополевич): «выбыл 12.10» – похоже, "
        "человек выбыл, но в столбце «Дата выбытия» дня нет, и он учитывается. Впишите день выбытия: до него человек "
        "учитывается."
    )


@pytest.mark.parametrize(
    ("name", "class_name", "class_read"),
    [
        ("Клевер Ясень Тополевич (выбыл 12.10)", "8А", "8А"),
        ("Клевер Ясень Тополевич, переведён", "8А", "8А"),
        ("Клевер Ясень Тополевич", "8А выбыл", "8А"),
        ("Клевер Ясень Тополевич", "8А (выбыл 12.10)", "8А"),
        ("Клевер Ясень Тополевич", "выбыл 12.10", "выбыл 12.10"),
    ],
)
def test_a_note_beside_the_name_or_the_class_is_warned_of_once(name, class_name, class_read):
    lists = checked(f"ФИО | Дата рождения | Класс\n{name} | 02.02.2010 | {class_name}")
    assert codes(lists) == ["left_by_note"]
    assert list(lists.roster.students["class_name"]) == [class_read]
    assert list(lists.roster.students["name"]) == ["Клевер Ясень Тополевич"]


def test_a_note_in_a_column_without_a_header_is_seen():
    assert codes(noted("выбыл 12.10", header="")) == ["left_by_note"]


def test_who_has_a_day_of_leaving_needs_no_warning():
    students = """
        ФИО                      | Дата рождения | Класс | Дата выбытия | Примечание
        Ромашкина Верба Кедровна | 01.02.2010    | 8А    | 12.10.2024   | выбыла 12.10
        Клевер Ясень Тополевич   | 02.02.2010    | 8А    |              | выбыл
        Осока Рябина Кленовна    | 03.02.2010    | 8А    | выбыла       | выбыла 12.10
    """
    lists = checked(students)
    assert [finding.person for finding in reported(lists, "left_by_note")] == ["Клевер Ясень Тополевич"]
    assert [finding.person for finding in reported(lists, "bad_date")] == ["Осока Рябина Кленовна"]
    assert lists.roster.students["left_on"].iloc[0].date() == dt.date(2024, 10, 12)


@pytest.mark.parametrize(
    ("header", "note"),
    [
        ("Статус", "уволена 31.08.2024"),
        ("Примечание", "уволилась"),
        ("Статус", "не работает"),
        ("Примечание", "больше не работает с 31.08.2024"),
        ("Статус", "ушла на пенсию"),
        ("Должность", "учитель физики (выбыла 01.09)"),
    ],
)
def test_a_note_of_a_teachers_leaving_is_warned_of_and_the_teacher_counts(header, note):
    lists = checked(teachers=f"ФИО | Молодой специалист | {header}\nЛипа Калина Дубравовна | да | {note}")
    (finding,) = reported(lists, "left_by_note")
    assert (finding.person, finding.cell) == ("Липа Калина Дубравовна", "C2")
    assert lists.counts["teachers"] == 1


@pytest.mark.parametrize(
    "note",
    [
        "не уволена",
        "декретный отпуск",
        "по субботам не работает",
        "компьютер не работает",
        "на пенсии",
        "принята вместо уволенной",
    ],
)
def test_a_note_of_a_teacher_who_stays_is_not(note):
    assert "left_by_note" not in codes(checked(teachers=f"ФИО | Примечание\nЛипа Калина Дубравовна | {note}"))


def test_that_a_parent_was_dismissed_says_nothing_of_a_pupil():
    assert not reported(noted("отец уволен 01.09.2024"), "left_by_note")


def test_a_note_in_a_neighbouring_list_is_of_nobody_here():
    side_by_side = """
        ФИО                      | Дата рождения | Класс | | ФИО                    | Дата рождения | Класс
        Ромашкина Верба Кедровна | 01.02.2010    | 8А    | | Клевер Ясень (выбыл)   | 02.02.2010    | 8Б
        Осока Рябина Кленовна    | 03.02.2010    | 8А    | | Пион Мак Лютикович     | 04.02.2010    | 8Б
    """
    assert [finding.cell for finding in reported(checked(side_by_side), "left_by_note")] == ["E2"]


@given(st.one_of(st.text(), st.sampled_from(GONE + STAYS), st.tuples(st.text(), st.sampled_from(GONE)).map(" ".join)))
def test_a_note_says_by_itself_what_it_says_in_its_text(text):
    note = leaver_note(text)
    assert leaver_note(note) == note
    assert without_leaver_note(text) or not text
