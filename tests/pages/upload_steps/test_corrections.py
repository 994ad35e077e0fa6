"""«Загрузка списков»: what is unclear is proposed, settled by a press, and told with what is saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data.store.location import place
from data.store.versions import Store
from pages.state.draft import DRAFT
from pages.state.state import State, state
from tests.pages.test_uploads import PAIRS, PUPILS, Start, workbook
from tests.pages.test_versions import press

DAY = ["по состоянию на 31.12.2024"]
NAMESAKES = [
    DAY,
    PUPILS[0],
    ["Ромашкина Астра", "01.02.2010", "8А", "да", ""],
    ["Ромашкина Астра", "05.06.2011", "7Б", "", "да"],
]
ODD_TEACHERS = [["Кто", "Кем работает"], ["Сосновая Весна", "учитель"], ["Кедрова Мята", "педагог-психолог"]]
ODD_PAIRS = [["Кто наставляет", "Кого наставляют", "С"], ["Сосновая Весна", "Кленов Агат", "01.09.2024"]]


@pytest.fixture
def dropped(app: Start) -> Callable[..., AppTest]:
    def drop(**sheets: list[list[str]]) -> AppTest:
        test = app("uploads")
        test.file_uploader(key="files").upload("Списки.xlsx", workbook(**sheets)).run()
        assert not test.exception
        return test

    return drop


def labels(test: AppTest) -> list[str]:
    return [button.label for button in test.button]


def counts(test: AppTest) -> str:
    return next(one.value for one in test.subheader if "обучающ" in one.value).replace("\u00a0", " ")


def box(test: AppTest, label: str) -> str:
    return str(next(one for one in test.selectbox if label in one.label).value)


def test_a_press_settles_which_of_the_namesakes_is_in_the_pair_and_is_remembered(dropped: Callable[..., AppTest]):
    test = dropped(Дети=NAMESAKES, Пары=PAIRS)
    assert counts(test).endswith("0 пар")
    press(test, "7Б, 05.06.2011")
    assert counts(test).endswith("1 пара")
    again = dropped(Дети=NAMESAKES, Пары=PAIRS)
    assert counts(again).endswith("1 пара")
    press(again, "Забыть")
    assert counts(again).endswith("0 пар")


def test_an_unknown_sheet_is_proposed_by_its_cells_and_the_next_one_follows(dropped: Callable[..., AppTest]):
    test = dropped(Дети=[DAY, *PUPILS[:1], PUPILS[3]], Учителя=ODD_TEACHERS, Пары=ODD_PAIRS)
    assert (box(test, "Что на листе"), box(test, "«Кто»"), box(test, "«Кем работает»")) == (
        "teachers", "name", "position",
    )  # fmt: skip
    assert "0 педагогов, 0 пар" in counts(test)
    press(test, "Применить")
    assert "2 педагога, 0 пар" in counts(test)
    assert (box(test, "Что на листе"), box(test, "«Кого наставляют»"), box(test, "«С»")) == ("pairs", "mentee", "start")
    press(test, "Применить")
    assert counts(test) == "1 обучающийся, 2 педагога, 1 пара"


def test_a_column_is_offered_only_what_no_other_column_is(dropped: Callable[..., AppTest]):
    test = dropped(Дети=[DAY, *PUPILS[:1], PUPILS[3]], Пары=PAIRS)
    offered = next(one for one in test.selectbox if "«Класс»" in one.label).options
    assert "Класс" in offered
    assert not {"ФИО", "Дата рождения"} & set(offered)


def test_likely_days_of_the_data_are_offered_to_press(dropped: Callable[..., AppTest]):
    test = dropped(Дети=[PUPILS[0], PUPILS[1]], Пары=PAIRS)
    press(test, "30.09.2024")  # the end of the quarter in which the pair began
    assert test.session_state[DRAFT].as_of == dt.date(2024, 9, 30)
    assert test.main.date_input[0].value == dt.date(2024, 9, 30)


def test_removed_rows_are_counted_with_the_version_and_told(dropped: Callable[..., AppTest]):
    test = dropped(Дети=[DAY, *PUPILS], Пары=PAIRS)
    test.session_state[DRAFT].removed_rows["Списки.xlsx", "Дети"] = {4}
    test.run()
    assert any("Убрано вами: 1" in one.value for one in test.caption)
    assert "Исправлено: 1" in [one.label for one in test.expander]
    test.text_input(key=state.key(State.who_typed)).set_value("Завуч")
    press(test, "Сохранить")
    version = Store(place()).versions()[0]
    assert version.left_out["students"] == 1
    assert [one.person for one in version.findings if one.code == "left_out_row"] == ["Кедров Ясень"]


def test_a_correction_and_a_removed_row_are_each_taken_back(dropped: Callable[..., AppTest]):
    test = dropped(Дети=[DAY, *PUPILS], Пары=PAIRS)
    draft = test.session_state[DRAFT]
    draft.cells["Списки.xlsx", "Дети", 3, 1] = "03.02.2010"
    draft.removed_rows["Списки.xlsx", "Дети"] = {5}
    test.run()
    assert counts(test).startswith("2 обучающихся")
    assert labels(test).count("Отменить") == 2
    press(press(test, "Отменить"), "Отменить")
    assert counts(test).startswith("2 обучающихся")
    assert not draft.cells
    assert labels(test).count("Отменить") == 0


@pytest.mark.parametrize(("wrong", "kind"), [(1, "primary"), (6, "secondary")])
def test_a_save_that_loses_much_is_not_the_next_thing_to_do(dropped: Callable[..., AppTest], wrong: int, kind: str):
    pupils = [[f"Кедров Ясень {'и' * place}", "31.02.2010", "8А", "", ""] for place in range(1, wrong + 1)]
    test = dropped(Дети=[DAY, *PUPILS[:2], *pupils], Пары=PAIRS)
    save = next(button for button in test.button if button.label == f"Сохранить без этих строк ({wrong})")
    assert save.proto.type == kind


def test_a_save_that_loses_all_pairs_is_not_the_next_thing_to_do(dropped: Callable[..., AppTest]):
    pairs = [PAIRS[0], [*PAIRS[1][:3], "осенью"]]
    test = dropped(Дети=[DAY, *PUPILS[:2]], Пары=pairs)
    assert next(button for button in test.button if button.label.startswith("Сохранить без")).proto.type == "secondary"


def test_of_a_workbook_in_which_nothing_is_known_the_sheet_that_looks_like_a_list_comes_up(
    dropped: Callable[..., AppTest],
):
    test = dropped(Титул=[["Школа", "Год"], ["Лесная", "2024"]], Люди=ODD_TEACHERS)
    assert (box(test, "Что на листе"), box(test, "«Кто»")) == ("teachers", "name")
    press(test, "Применить")
    assert "2 педагога" in counts(test)
