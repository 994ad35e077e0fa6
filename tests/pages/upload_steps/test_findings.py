"""Step 3 of an upload: what is proposed is settled by a press, by kind or alone, and taken back by another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data.corrections.questions import SEPARATELY
from data.store.location import place
from data.store.settings import save_settings
from data.store.versions import Store
from pages.state.upload import Typed
from pages.upload_steps.kinds import FindingKind, kinds_of
from pages.upload_steps.steps import Step
from tests.pages.test_uploads import (
    CLEAN,
    DAY,
    PAIRS,
    PUPILS,
    SCHOOL,
    Start,
    draft,
    drop,
    go,
    press,
    recognised_words,
    saving_label,
    signed,
    step,
    workbook,
)

NAMESAKES = [
    DAY,
    PUPILS[0],
    ["Ромашкина Астра", "01.02.2010", "8А", "да", ""],
    ["Ромашкина Астра", "05.06.2011", "7Б", "", "да"],
]
ODD_TEACHERS = [["Кто", "Кем работает"], ["Сосновая Весна", "учитель"], ["Кедрова Мята", "педагог-психолог"]]
ODD_PAIRS = [["Первый", "Второй", "Отсчёт"], ["Сосновая Весна", "Кленов Агат", "01.09.2024"]]


@pytest.fixture
def dropped(app: Start) -> Callable[..., AppTest]:
    save_settings(Store(place()), {"school": SCHOOL}, "Директор")

    def dropped(**sheets: list[list[str]]) -> AppTest:
        return drop(app("uploads"), workbook(**sheets))

    return dropped


def pair(mentee: str, start: str = "01.09.2024", form: str = "работодатель – ученик") -> list[str]:
    return ["Сосновая Весна", mentee, form, start]


def kind(test: AppTest, code: str) -> FindingKind:
    current = draft(test)
    assert current.checked is not None
    return next(kind for kind in kinds_of(current, current.checked[1]) if kind.code == code)


def label(test: AppTest, key: str) -> str:
    return str(test.button(key=key).label)


def pairs(test: AppTest) -> int:
    current = draft(test).checked
    assert current is not None
    return current[1].counts["pairs"]


def pills(test: AppTest, title: str) -> list[str]:
    """The answers offered to a question."""
    return next(list(group.options) for group in test.button_group if title in group.label)


def answer(test: AppTest, title: str, option: str | None) -> AppTest:
    next(group for group in test.button_group if title in group.label).set_value(option).run()
    assert not test.exception
    return test


def type_in(test: AppTest, code: str, place: int, typed: Typed) -> AppTest:
    """What a person types or ticks in a line: tables cannot be driven here, so it is done while they are folded."""
    press(test, f"fold_{code}")
    draft(test).typed[kind(test, code).lines[place].key] = typed
    return press(test, f"fold_{code}")


def test_one_answer_about_a_namesake_is_for_all_pairs_of_the_name_and_is_remembered_with_the_save(
    app: Start, dropped: Callable[..., AppTest]
):
    rows = [PAIRS[0], pair("Ромашкина Астра"), ["Липа Калина", *pair("Ромашкина Астра")[1:]]]
    test = dropped(Дети=NAMESAKES, Пары=rows)
    assert (step(test), pairs(test)) == (Step.FINDINGS, 0)
    assert pills(test, "Ромашкина Астра") == ["8А, 01.02.2010", "7Б, 05.06.2011", SEPARATELY]
    answer(test, "Ромашкина Астра", "7Б, 05.06.2011")
    assert (pairs(test), saving_label(test)) == (2, "Сохранить")
    answer(test, "Ромашкина Астра", None)
    assert pairs(test) == 0
    press(signed(answer(test, "Ромашкина Астра", "7Б, 05.06.2011")), "save")
    again = drop(app("uploads"), workbook(Дети=NAMESAKES, Пары=rows))
    assert pairs(again) == 2
    next(button for button in go(again, Step.FINDINGS).button if button.label == "Забыть").click().run()
    assert pairs(again) == 1


def test_namesakes_may_be_different_people_in_different_pairs(dropped: Callable[..., AppTest]):
    rows = [PAIRS[0], pair("Ромашкина Астра"), ["Липа Калина", *pair("Ромашкина Астра")[1:]]]
    test = answer(dropped(Дети=NAMESAKES, Пары=rows), "Ромашкина Астра", SEPARATELY)
    assert pairs(test) == 0
    questions = [group for group in test.button_group if "Ромашкина Астра" in group.label]
    assert len(questions) == 3
    questions[1].set_value("8А, 01.02.2010").run()
    assert (list(test.exception), pairs(test)) == ([], 1)
    questions = [group for group in test.button_group if "Ромашкина Астра" in group.label]
    assert len(questions) == 3
    questions[2].set_value("7Б, 05.06.2011").run()
    assert (list(test.exception), pairs(test)) == ([], 2)


def test_a_kind_is_accepted_as_a_whole_and_taken_back_by_the_same_button(dropped: Callable[..., AppTest]):
    wrong = [pair("Ромашкана Астра Лесовна"), pair("Кленоф Агат Борович")]
    pupils = [CLEAN[0], PUPILS[0], ["Ромашкина Астра Лесовна", *PUPILS[1][1:]], ["Кленов Агат Борович", *PUPILS[3][1:]]]
    test = dropped(Дети=pupils, Пары=[PAIRS[0], *wrong])
    assert label(test, "press_unknown_person") == "Принять все 2\u00a0имени"
    assert pairs(test) == 0
    press(test, "press_unknown_person")
    assert pairs(test) == 2
    assert label(test, "press_unknown_person") == "Отменить"
    assert pairs(press(test, "press_unknown_person")) == 0


def test_of_a_kind_only_what_is_ticked_is_taken(dropped: Callable[..., AppTest]):
    wrong = [pair("Ромашкана Астра Лесовна"), pair("Кленоф Агат Борович")]
    pupils = [CLEAN[0], PUPILS[0], ["Ромашкина Астра Лесовна", *PUPILS[1][1:]], ["Кленов Агат Борович", *PUPILS[3][1:]]]
    test = dropped(Дети=pupils, Пары=[PAIRS[0], *wrong])
    line = kind(test, "unknown_person").lines[0]
    type_in(test, "unknown_person", 0, Typed(line.proposal, is_ticked=False))
    assert label(test, "press_unknown_person") == "Принять 1\u00a0имя из 2"
    press(test, "press_unknown_person")
    assert (pairs(test), kind(test, "unknown_person").open_count) == (1, 1)


def test_rows_of_a_kind_are_removed_as_a_whole_counted_with_the_version_and_named(dropped: Callable[..., AppTest]):
    test = dropped(Дети=[DAY, *PUPILS], Пары=PAIRS)
    assert label(test, "press_bad_date") == "Убрать 1\u00a0строку"
    press(test, "press_bad_date")
    assert label(test, "press_bad_date") == "Отменить"
    assert any("Убрано вами: 1" in element.value for element in go(test, Step.SAVE).caption)
    press(signed(test), "save")
    version = Store(place()).versions()[0]
    assert version.left_out["students"] == 1
    assert [finding.person for finding in version.findings if finding.code == "left_out_row"] == ["Кедров Ясень"]


def test_a_typed_correction_is_applied_by_the_press_and_stands_in_its_line_again_when_taken_back(
    dropped: Callable[..., AppTest],
):
    test = dropped(Дети=[DAY, *PUPILS], Пары=PAIRS)
    type_in(test, "bad_date", 0, Typed("03.02.2010"))
    assert label(test, "press_bad_date") == "Принять 1\u00a0исправление"
    assert saving_label(press(test, "press_bad_date")) == "Сохранить"
    assert saving_label(press(test, "press_bad_date")) == "Сохранить без этих строк (1)"
    assert label(test, "press_bad_date") == "Принять 1\u00a0исправление"


def test_what_is_typed_and_not_applied_yet_outlives_a_reload(app: Start, dropped: Callable[..., AppTest]):
    type_in(dropped(Дети=[DAY, *PUPILS], Пары=PAIRS), "bad_date", 0, Typed("03.02.2010"))
    assert label(app("uploads"), "press_bad_date") == "Принять 1\u00a0исправление"


def test_a_month_for_a_day_is_confirmed_for_all_its_cells_or_given_another_day(dropped: Callable[..., AppTest]):
    rows = [PAIRS[0], pair("Ромашкина Астра", "сент. 2024"), pair("Кленов Агат", "сент. 2024")]
    test = dropped(Дети=CLEAN, Пары=rows)
    assert step(test) is Step.FINDINGS
    assert kind(test, "assumed_date").title.endswith("Срок вместо дня: 2\u00a0ячейки")  # and not one spelling
    box = next(box for box in test.selectbox if "сент. 2024" in box.label)
    box.set_value("30.09.2024").run()
    lists = draft(test).checked[1]
    assert set(lists.roster.pairs["start"].dt.date) == {dt.date(2024, 9, 30)}
    press(test, "press_assumed_date")  # «Отменить»
    press(test, "press_assumed_date")  # «Принять 1 срок»
    assert set(draft(test).checked[1].roster.pairs["start"].dt.date) == {dt.date(2024, 9, 1)}
    assert not kind(test, "assumed_date").needs_a_hand


def test_nothing_is_proposed_about_health_or_registers(dropped: Callable[..., AppTest]):
    rows = [DAY, PUPILS[0], [*PUPILS[1][:3], "по заявлению", ""], [*PUPILS[3][:3], "", "почти"]]
    test = dropped(Дети=rows, Пары=PAIRS)
    flags = kind(test, "bad_flag")
    assert len(flags.questions) == 2
    assert not flags.proposed
    assert flags.ready_count == 0
    assert not flags.press.startswith("Принять")
    assert draft(answer(test, "по заявлению", "да")).checked[1].roster.students["ovz"].sum() == 1


def test_a_bare_mark_is_a_doubt_about_each_child_and_is_settled_child_by_child(dropped: Callable[..., AppTest]):
    rows = [DAY, PUPILS[0], [*PUPILS[1][:3], "?", ""], [*PUPILS[3][:3], "?", ""]]
    test = dropped(Дети=rows, Пары=PAIRS)
    assert [line.whose for line in kind(test, "bad_flag").lines] == ["Ромашкина Астра", "Кленов Агат"]
    type_in(test, "bad_flag", 0, Typed("да"))
    press(test, "press_bad_flag")
    assert (draft(test).checked[1].counts["students"], kind(test, "bad_flag").open_count) == (1, 1)


@pytest.mark.parametrize(("typed", "marked"), [("да", 1), ("нет", 0)])
def test_an_answer_to_columns_that_contradict_each_other_goes_into_all_of_them(
    dropped: Callable[..., AppTest], typed: str, marked: int
):
    headers, *others = PUPILS
    rows = [DAY, [*headers, "Статус ОВЗ", "Вариант АООП"], [*others[0][:3], "да", "", "нет", "-"], [*others[2], "", ""]]
    test = type_in(dropped(Дети=rows, Пары=PAIRS), "contradicting_flags", 0, Typed(typed))
    press(test, "press_contradicting_flags")
    assert {column for _, _, _, column in draft(test).cells} == {3, 5}  # what else tells of ОВЗ stays as it stands
    students = draft(test).checked[1].roster.students
    assert (len(students), students["ovz"].sum()) == (2, marked)


def test_initials_that_fit_one_person_are_accepted_together_and_not_asked_about_again(
    app: Start, dropped: Callable[..., AppTest]
):
    rows = [PAIRS[0], pair("Ромашкина А."), pair("Кленов А.")]
    test = dropped(Дети=CLEAN, Пары=rows)
    assert step(test) is Step.FINDINGS
    assert [line.people for line in kind(test, "assumed_person").lines] == [
        ("Ромашкина А.", "Ромашкина Астра"), ("Кленов А.", "Кленов Агат"),
    ]  # fmt: skip
    assert label(test, "press_assumed_person") == "Принять все 2\u00a0имени"
    press(test, "press_assumed_person")
    assert not kind(test, "assumed_person").needs_a_hand
    assert pairs(test) == 2
    press(signed(test), "save")
    again = drop(app("uploads"), workbook(Дети=CLEAN, Пары=[*rows, ["Липа Калина", *pair("Ромашкина А.")[1:]]]))
    assert pairs(again) == 3
    assert "assumed_person" not in {finding.code for finding in draft(again).checked[1].findings}


def test_a_day_for_all_pairs_without_one_is_taken_by_a_press_and_asked_about_again_next_time(
    app: Start, dropped: Callable[..., AppTest]
):
    undated = [PAIRS[0], pair("Ромашкина Астра", start="")]
    test = dropped(Дети=CLEAN, Пары=undated)
    assert (step(test), pairs(test)) == (Step.FINDINGS, 0)
    assert label(test, "press_undated_pairs") == "Принять 1\u00a0дату"
    press(test, "press_undated_pairs")
    assert pairs(test) == 1
    press(test, "press_undated_pairs")
    assert pairs(test) == 0
    press(signed(press(test, "press_undated_pairs")), "save")
    assert pairs(drop(app("uploads"), workbook(Дети=CLEAN, Пары=undated))) == 0


def test_one_of_several_names_in_a_cell_is_corrected_without_touching_the_others(dropped: Callable[..., AppTest]):
    rows = [PAIRS[0], pair("Ромашкина Астра, Кленоф А.")]
    test = dropped(Дети=CLEAN, Пары=rows)
    assert kind(test, "unknown_person").lines[0].rows == frozenset()  # its row holds a right pair too
    assert kind(test, "unknown_person").lines[0].proposal == "Кленов Агат"
    press(test, "press_unknown_person")
    assert list(draft(test).cells.values()) == ["Ромашкина Астра, Кленов Агат"]
    assert pairs(test) == 2


def test_two_people_of_one_name_are_left_apart_by_a_tick(dropped: Callable[..., AppTest]):
    rows = [DAY, PUPILS[0], PUPILS[1], PUPILS[1]]
    test = dropped(Дети=rows, Пары=[PAIRS[0], pair("Липа Калина")])
    assert kind(test, "duplicate_person").ready_count == 0
    type_in(test, "duplicate_person", 0, Typed(is_ticked=True))
    press(test, "press_duplicate_person")
    assert draft(test).checked[1].counts["students"] == 2


def test_all_lines_of_a_kind_are_in_its_table(dropped: Callable[..., AppTest]):
    pupils = [[f"Кедров Ясень {'и' * place}", "31.02.2010", "8А", "", ""] for place in range(1, 121)]
    test = dropped(Дети=[DAY, *PUPILS[:2], *pupils], Пары=PAIRS)
    assert kind(test, "bad_date").open_count == len(pupils)
    assert label(test, "press_bad_date") == "Убрать 120\u00a0строк"


@pytest.mark.parametrize(("wrong", "appearance"), [(1, "primary"), (6, "secondary")])
def test_a_save_that_loses_much_is_not_the_next_thing_to_do(
    dropped: Callable[..., AppTest], wrong: int, appearance: str
):
    days = ["31.02.2010"] * wrong + ["28.02.2010"] * wrong  # so many that fall out are not most of the list
    pupils = [[f"Кедров Ясень {'и' * place}", day, "8А", "", ""] for place, day in enumerate(days, 1)]
    test = dropped(Дети=[DAY, *PUPILS[:2], *pupils], Пары=PAIRS)
    assert saving_label(test) == f"Сохранить без этих строк ({wrong})"
    assert test.button(key="save").proto.type == appearance


def test_what_was_typed_and_not_accepted_is_not_passed_over_by_a_save(dropped: Callable[..., AppTest]):
    test = type_in(dropped(Дети=[DAY, *PUPILS], Пары=PAIRS), "bad_date", 0, Typed("03.03.2010"))
    press(signed(test), "save")
    assert step(test) is Step.FINDINGS
    assert any("не принято" in element.value for element in test.error)
    assert not Store(place()).versions()
    type_in(test, "bad_date", 0, Typed(""))
    press(test, "save")
    assert Store(place()).versions()


def test_a_save_that_loses_all_pairs_is_not_the_next_thing_to_do(dropped: Callable[..., AppTest]):
    test = dropped(Дети=[DAY, *PUPILS[:2]], Пары=[PAIRS[0], [*PAIRS[1][:3], "осенью"]])
    assert test.button(key="save").proto.type == "secondary"


def box(test: AppTest, title: str) -> str:
    return str(next(element for element in test.selectbox if title in element.label).value)


def test_an_unknown_sheet_is_proposed_by_its_cells_and_the_next_one_follows(dropped: Callable[..., AppTest]):
    test = dropped(Дети=[DAY, *PUPILS[:1], PUPILS[3]], Учителя=ODD_TEACHERS, Пары=ODD_PAIRS)
    assert (box(test, "Что на листе"), box(test, "«Кто»"), box(test, "«Кем работает»")) == (
        "teachers", "name", "position",
    )  # fmt: skip
    press(test, "apply_choice")
    assert (box(test, "Что на листе"), box(test, "«Второй»"), box(test, "«Отсчёт»")) == ("pairs", "mentee", "start")
    press(test, "apply_choice")
    assert recognised_words(test).replace("\u00a0", " ") == "Узнано: **1 обучающийся, 2 педагога, 1 пара**."


def test_a_column_is_offered_only_what_no_other_column_is(dropped: Callable[..., AppTest]):
    test = go(dropped(Дети=[DAY, *PUPILS[:1], PUPILS[3]], Пары=PAIRS), Step.RECOGNISED)
    offered = next(element for element in test.selectbox if "«Класс»" in element.label).options
    assert "Класс" in offered
    assert not {"ФИО", "Дата рождения"} & set(offered)


def test_likely_days_of_the_data_are_offered_to_press(dropped: Callable[..., AppTest]):
    test = dropped(Дети=[PUPILS[0], PUPILS[1]], Пары=PAIRS)
    next(button for button in test.button if button.label == "30.09.2024").click().run()  # the quarter the pair began
    assert draft(test).as_of == dt.date(2024, 9, 30)
    assert test.main.date_input[0].value == dt.date(2024, 9, 30)


def test_of_a_workbook_in_which_nothing_is_known_the_sheet_that_looks_like_a_list_comes_up(
    dropped: Callable[..., AppTest],
):
    test = dropped(Титул=[["Школа", "Год"], ["Лесная", "2024"]], Люди=ODD_TEACHERS)
    assert (box(test, "Что на листе"), box(test, "«Кто»")) == ("teachers", "name")
    press(test, "apply_choice")
    assert "2\u00a0педагога" in recognised_words(test)


def test_a_warning_that_is_right_is_left_as_it_is_and_nothing_is_removed(dropped: Callable[..., AppTest]):
    test = dropped(Дети=[*CLEAN, ["Выбыли"], ["Рябинкин Клён", "01.02.2011", "7А", "", ""]], Пары=PAIRS)
    assert label(test, "press_left_out_section") == "Всё верно (1)"
    press(test, "press_left_out_section")
    assert (kind(test, "left_out_section").open_count, draft(test).removed_rows) == (0, {})
    lists = draft(test).checked
    assert lists is not None and lists[1].counts["students"] == len(CLEAN) - 2


def test_days_that_can_only_be_read_month_first_are_turned_by_a_press_and_turned_back(dropped: Callable[..., AppTest]):
    american = [[row[0], day, *row[2:]] for row, day in zip(CLEAN[2:], ("02/13/2010", "06/25/2010"), strict=True)]
    test = dropped(Дети=[*CLEAN[:2], *american], Пары=PAIRS)
    assert kind(test, "month_first").open_count == 1
    press(test, "press_month_first")
    assert sorted(draft(test).cells.values()) == ["13.02.2010", "25.06.2010"]
    assert (kind(test, "month_first").open_count, saving_label(test)) == (0, "Сохранить")
    press(test, "press_month_first")
    assert (kind(test, "month_first").open_count, draft(test).cells) == (1, {})


def left_on(test: AppTest, name: str) -> dt.date | None:
    current = draft(test).checked
    assert current is not None and current[1].roster.students is not None
    pupils = current[1].roster.students.set_index("name")
    day = pupils["left_on"].get(name) if "left_on" in pupils else None
    return None if day is None or day != day else day.date()


def with_note(note: str) -> list[list[str]]:
    header, astra, agat = CLEAN[1:]
    return [DAY, [*header, "Примечание"], [*astra, note], [*agat, ""]]


def test_the_day_of_a_note_of_leaving_is_ticked_taken_by_a_press_and_kept_with_draft_and_version(
    app: Start, dropped: Callable[..., AppTest]
):
    test = go(dropped(Дети=with_note("выбыл(а) 14.10.2024, пр. № 87-у"), Пары=PAIRS), Step.FINDINGS)
    assert left_on(test, "Ромашкина Астра") is None
    assert [line.proposal for line in kind(test, "left_by_note").lines] == ["14.10.2024"]
    press(test, "press_left_by_note")
    assert (left_on(test, "Ромашкина Астра"), left_on(test, "Кленов Агат")) == (dt.date(2024, 10, 14), None)
    assert pairs(test) == 1
    press(test, "press_left_by_note")  # taken back
    assert left_on(test, "Ромашкина Астра") is None
    press(test, "press_left_by_note")
    again = app("uploads")
    assert left_on(again, "Ромашкина Астра") == dt.date(2024, 10, 14)
    press(signed(again), "save")
    store = Store(place())
    (version,) = store.versions()
    pupils = store.roster(version.id).students
    assert pupils is not None
    assert list(pupils.dropna(subset="left_on")["name"]) == ["Ромашкина Астра"]


def test_a_day_typed_for_a_note_of_leaving_is_the_day_and_what_is_none_is_not_taken(dropped: Callable[..., AppTest]):
    test = go(dropped(Дети=with_note("выбыла"), Пары=PAIRS), Step.FINDINGS)
    press(test, "fold_left_by_note")
    type_in(test, "left_by_note", 0, Typed("14.10"))
    assert not kind(test, "left_by_note").ready
    type_in(test, "left_by_note", 0, Typed("выбыла 14.10.2024"))
    press(test, "press_left_by_note")
    assert left_on(test, "Ромашкина Астра") == dt.date(2024, 10, 14)
    assert kind(test, "left_by_note").open_count == 0
