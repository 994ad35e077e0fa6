"""Step 2 says which shares will have no data, for want of what, and offers the column that may give it."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from pages.upload_steps.steps import Step
from tests.pages.test_uploads import DAY, PAIRS, draft, dropped, go, press, step, steps, workbook

__all__ = ["dropped"]
PUPILS = [
    ["ФИО", "Дата рождения", "Класс", "Примечание"],
    ["Ромашкина Астра", "01.02.2010", "8А", "ОВЗ, многодетная"],
    ["Кленов Агат", "05.06.2010", "8Б", "СОП"],
]
TEACHERS = [["ФИО", "Молодой специалист"], ["Сосновая Весна", "да"]]


def keys(test: AppTest, beginning: str) -> list[str]:
    return [button.key for button in test.button if button.key and button.key.startswith(beginning)]


def test_a_column_that_speaks_of_ovz_and_registers_is_one_press_from_its_shares(dropped: Callable[..., AppTest]):
    test = dropped(workbook(Обучающиеся=[DAY, *PUPILS], Педагоги=TEACHERS, Пары=PAIRS))
    assert step(test) is Step.RECOGNISED
    assert steps(test)[Step.RECOGNISED - 1].endswith("без № 4, 5")
    shown = " ".join(warning.value for warning in test.warning)
    assert "Показатель № 4" in shown and "Показатель № 5" in shown and "столбец D «Примечание»" in shown
    (take,) = keys(test, "take_")
    press(test, take)
    students = draft(test).checked[1].roster.students  # type: ignore[index]
    assert (students["ovz"].tolist(), students["at_risk"].tolist()) == ([True, False], [False, True])
    assert steps(test)[Step.RECOGNISED - 1].endswith("✓")
    assert not keys(test, "take_") and not keys(test, "leave_")


def test_a_column_left_unused_is_asked_about_no_more_and_the_shares_stay_named(dropped: Callable[..., AppTest]):
    test = dropped(workbook(Обучающиеся=[DAY, *PUPILS], Педагоги=TEACHERS, Пары=PAIRS))
    (leave,) = keys(test, "leave_")
    press(test, leave)
    assert not keys(test, "take_")
    assert steps(test)[Step.RECOGNISED - 1].endswith("без № 4, 5")
    assert any("Показатель № 5" in warning.value for warning in go(test, Step.RECOGNISED).warning)


def test_a_share_that_no_column_can_give_is_named_and_asks_for_no_hand(dropped: Callable[..., AppTest]):
    pupils = [[*row[:3], "да" if row[0].startswith("Ромаш") else "нет"] for row in PUPILS]
    pupils[0][3] = "ОВЗ"
    test = dropped(workbook(Обучающиеся=[DAY, *pupils], Педагоги=TEACHERS, Пары=PAIRS))
    assert step(test) is not Step.RECOGNISED
    assert steps(test)[Step.RECOGNISED - 1].endswith("без № 5")
