"""A list of young specialists with their mentors is a list of pairs."""

from __future__ import annotations

import pytest

from data.loading import load
from data.recognition.block import Choice
from data.recognition.blocks import find_blocks
from tests.data.lists import TODAY, drawn, files, reported, sheet

TEACHERS = """
    ФИО                    | Должность       | Стаж
    Вербина Ива Тополевна  | учитель физики  | 28 лет
    Ольхина Липа Сосновна  | учитель химии   | 1 год
    Берёзов Дуб Кедрович   | учитель музыки  | 2 года
"""
YOUNG = """
    Закрепление наставников за молодыми специалистами
    № | Молодой специалист    | Должность      | Дата рождения | Стаж   | Наставник             | Должность наставника | Дата начала
    1 | Ольхина Липа Сосновна | учитель химии  | 01.02.2001    | 1 год  | Вербина Ива Тополевна | учитель физики       | 01.09.2024
    2 | Берёзов Д. К.         | учитель музыки | 01.02.2002    | 2 года | Вербина Ива Тополевна | учитель физики       | 02.09.2024
"""
PAIRS = [("Вербина Ива Тополевна", "Ольхина Липа Сосновна"), ("Вербина Ива Тополевна", "Берёзов Дуб Кедрович")]
KINDS = pytest.mark.parametrize("kind", ["xlsx", "csv"])


def loaded(kind: str, young: str):
    return load(files({"Педагоги": drawn(TEACHERS), "Молодые специалисты": drawn(young)}, kind), today=TODAY)


@KINDS
@pytest.mark.parametrize(
    "header", ["Молодой специалист", "ФИО молодого специалиста", "Молодой педагог", "Молодые специалисты"]
)
def test_young_specialists_named_beside_their_mentors_are_the_mentees(kind, header):
    lists = loaded(kind, YOUNG.replace("Молодой специалист", header))
    assert lists.counts == {"students": 0, "teachers": 3, "pairs": 2}
    frame = lists.roster.pairs
    assert list(frame[["mentor", "mentee"]].itertuples(index=False, name=None)) == PAIRS
    assert (frame["mentor_teacher"].tolist(), frame["mentee_teacher"].tolist()) == ([0, 0], [1, 2])
    assert frame["start"].dt.day.tolist() == [1, 2]


@KINDS
def test_a_list_of_young_specialists_without_days_lacks_only_its_days(kind):
    lists = loaded(kind, YOUNG.replace("Дата начала", "Дата встречи"))
    assert [finding.field for finding in reported(lists, "missing_column")] == ["start"]
    assert lists.counts["teachers"] == 3


@KINDS
def test_marks_of_young_specialists_stay_marks_beside_a_mentor(kind):
    staff = drawn("""
        ФИО                   | Должность      | Молодой специалист | Наставник             | Дата начала
        Вербина Ива Тополевна | учитель физики | нет                |                       |
        Клёнова Ольха Ивовна  | учитель химии  | да                 | Вербина Ива Тополевна | 01.09.2024
        Рябинин Ясень Ивович  | учитель ИЗО    | молодой специалист | Вербина Ива Тополевна | 02.09.2024
    """)
    lists = load(files({"Лист1": staff}, kind), today=TODAY)
    assert lists.roster.teachers["young_specialist"].tolist() == [False, True, True]
    assert lists.counts == {"students": 0, "teachers": 3, "pairs": 2}


@KINDS
def test_marks_of_young_specialists_without_their_names_name_no_mentee(kind):
    lists = loaded(kind, "Молодой специалист | Наставник | Дата начала\nда | Вербина Ива Тополевна | 01.09.2024")
    assert lists.counts["pairs"] == 0
    assert [finding.field for finding in reported(lists, "missing_column")] == ["mentee"]


def test_the_header_of_the_file_stands_in_what_is_said_of_the_column():
    block = find_blocks(sheet(YOUNG))[0]
    assert block.header("mentee") == "Молодой специалист"


def test_a_header_that_a_person_points_at_is_read_the_same():
    young = sheet(YOUNG)
    assert find_blocks(young, Choice("pairs", 2))[0].columns == find_blocks(young)[0].columns
