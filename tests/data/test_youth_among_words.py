"""A column of other words that says who is a young specialist is read for that alone, and it is told."""

from __future__ import annotations

import pytest

from data.recognition.block import Choice
from tests.data.lists import checked, codes, reported

TEACHERS = """
    ФИО                    | Должность | {header}
    Роза Миндаль Ильинична | учитель   | наставник
    Ива Тополь Ильинична   | учитель   | молодой специалист, 1 год
    Кедр Сосна Ильич       | учитель   | МС до 31.08.2025
    Дуб Сухов Ильич        | учитель   | уволен 31.08.2024
"""


@pytest.mark.parametrize("header", ["Статус", "Примечание", "Дополнительные сведения", "Отметки"])
def test_it_is_read_and_other_words_in_it_are_a_no_but_for_notes_of_leaving(header):
    lists = checked(teachers=TEACHERS.format(header=header))
    assert not lists.has_errors
    assert lists.roster.teachers["young_specialist"].tolist() == [False, True, True, False]
    assert [finding.field for finding in reported(lists, "assumed_column")] == ["young_specialist"]
    assert [finding.value for finding in reported(lists, "left_by_note")] == ["уволен 31.08.2024"]


def test_beside_a_column_of_young_specialists_it_is_not():
    lists = checked(
        teachers=TEACHERS.format(header="Статус | Молодой специалист").replace("учитель   | н", "учитель | н")
    )
    assert "assumed_column" not in codes(lists)


def test_a_person_who_leaves_the_column_out_is_heeded():
    choices = {("Списки.xlsx", "Педагоги"): Choice("teachers", columns={2: None})}
    lists = checked(teachers=TEACHERS.format(header="Статус"), choices=choices)
    assert "assumed_column" not in codes(lists)
    assert "young_specialist" not in lists.roster.teachers
