"""Where most rows of a list fall out the common cause comes first, and a save without them is asked for expressly."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from data.store.location import place
from data.store.versions import Store
from pages.state.state import SessionState, state
from pages.upload_steps.lost_rows import lost_rows
from pages.upload_steps.steps import Step
from tests.data.lists import checked as checked_lists
from tests.pages.test_uploads import DAY, draft, dropped, go, press, saving_label, signed, step, workbook

__all__ = ["dropped"]
HEAD = ["ФИО", "Дата рождения", "Класс", "ОВЗ", "СОП"]
NAMES = ("Липа", "Клён", "Рябина", "Ясень", "Астра", "Ива", "Дуб", "Бук", "Вяз", "Тис")


def pupils(wrong: int) -> list[list[str]]:
    days = [f"31.02.20{10 + place}" if place < wrong else f"0{place}.03.2010" for place in range(len(NAMES))]
    return [DAY, HEAD, *([f"Осинкин{name} {name}", day, "8А", "", ""] for name, day in zip(NAMES, days, strict=True))]


def warnings(test: AppTest) -> str:
    return " ".join(warning.value for warning in test.warning).replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")


def test_a_list_that_loses_most_rows_is_told_with_how_many_and_why(dropped: Callable[..., AppTest]):
    test = go(dropped(workbook(Обучающиеся=pupils(8))), Step.FINDINGS)
    assert "Из списка «Обучающиеся» не войдут 8 строк из 10. Общая причина – «Непонятная дата»: 8." in warnings(test)
    assert next(block.proto.popover.label for block in test.get("popover")).startswith("Сохранить без строк: 8 из 10")
    assert saving_label(test) == "Да, сохранить без этих строк (8)"
    press(go(test, Step.SAVE), "mend_save_students")
    assert step(test) is Step.FINDINGS
    assert draft(test).opened["bad_date"]


def test_a_list_that_loses_few_rows_is_saved_as_before(dropped: Callable[..., AppTest]):
    test = go(dropped(workbook(Обучающиеся=pupils(3))), Step.FINDINGS)
    assert "Общая причина" not in warnings(test)
    assert saving_label(test) == "Сохранить без этих строк (3)"


def test_rows_that_a_person_removed_count_with_those_that_fall_out(dropped: Callable[..., AppTest]):
    test = go(dropped(workbook(Обучающиеся=pupils(8))), Step.FINDINGS)
    press(test, "press_bad_date")
    assert "не войдут 8 строк из 10. Убрано вами – 8." in warnings(test)


def test_pairs_that_go_with_their_people_say_so():
    rows = "\n".join(f"Осинкин{name} {name} | 31.02.2010 | 8А" for name in NAMES)
    pairs = "\n".join(f"Осинкин{name} {name} | Иванов Иван | иная | 01.09.2024" for name in NAMES)
    lists = checked_lists(
        f"ФИО | Дата рождения | Класс\n{rows}\nИванов Иван | 01.02.2010 | 8А",
        pairs=f"Наставник | Наставляемый | Форма | Дата начала\n{pairs}",
    )
    assert [(each.table, each.gone, each.code) for each in lost_rows(lists)] == [
        ("students", 10, "bad_date"), ("pairs", 10, ""),
    ]  # fmt: skip


def test_all_that_a_save_lacks_is_said_at_once(dropped: Callable[..., AppTest]):
    test = press(dropped(workbook(Обучающиеся=pupils(0)[1:])), "save")
    (words,) = (error.value for error in test.error)
    assert "Укажите дату данных" in words and "кто вы" in words
    assert Store(place()).versions() == []


def test_the_schools_name_is_asked_for_without_reproach_where_its_field_was_not_shown(app: Callable[..., AppTest]):
    from tests.pages.test_uploads import drop

    test = go(drop(app("uploads"), workbook(Обучающиеся=pupils(0))), Step.FINDINGS)
    press(signed(test), "save")
    assert step(test) is Step.SAVE
    assert not test.error
    assert any("название школы" in info.value for info in test.info)
    press(test, "save")
    assert any("название школы" in error.value for error in test.error)


def test_who_is_typed_once_for_all_pages_of_a_session(dropped: Callable[..., AppTest]):
    test = signed(dropped(workbook(Обучающиеся=pupils(0))))
    assert test.session_state[state.key(SessionState.who)] == "Завуч"
