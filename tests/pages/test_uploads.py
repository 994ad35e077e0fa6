"""«Загрузка списков»: five steps from dropped files to a saved version, and the draft that outlives a reload."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import openpyxl
import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from data.periods import school_year_to_date
from data.roadmap.model import SEED_SCHOOL, seed
from data.roadmap.records import editions, standings_of_school
from data.roadmap.standing import overdue
from data.spreadsheets.sheet import Sheet
from data.store.drafts import stored_draft
from data.store.erasure import erase_person
from data.store.location import place
from data.store.person_history import everyone_named
from data.store.schema import DRAFTS
from data.store.settings import save_settings, settings_history
from data.store.versions import Store
from metrics.settings import in_force
from pages.components.plain_text import JOINER
from pages.state.forms import FirstSave
from pages.state.state import SessionState, state
from pages.state.upload import Draft
from pages.upload_steps.copies import own_columns
from pages.upload_steps.first_save import form
from pages.upload_steps.steps import Step
from tests.data.lists import xls
from tests.data.workbooks.packages import strict
from tests.pages.shown import shown_tables

Start = Callable[..., AppTest]
DAY = ["по состоянию на 31.12.2024"]
PUPILS = [
    ["ФИО", "Дата рождения", "Класс", "ОВЗ", "СОП"],
    ["Ромашкина Астра", "01.02.2010", "8А", "да", ""],
    ["Кедров Ясень", "31.02.2010", "8А", "", ""],
    ["Кленов Агат", "05.06.2010", "8Б", "", "да"],
]
CLEAN = [DAY, PUPILS[0], PUPILS[1], PUPILS[3]]
SCHOOL = "Школа под липами"
PAIRS = [
    ["Наставник", "Наставляемый", "Форма наставничества", "Дата начала"],
    ["Сосновая Весна", "Ромашкина Астра", "работодатель – ученик", "01.09.2024"],
]


def workbook(**sheets: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def drop(test: AppTest, content: bytes, name: str = "Списки.xlsx") -> AppTest:
    """Drops a workbook on the page."""
    uploader = next(element for element in test.file_uploader if element.key.startswith("files"))
    uploader.upload(name, content).run()
    assert not test.exception
    return test


@pytest.fixture
def dropped(app: Start) -> Callable[..., AppTest]:
    """The page of a school that has named itself, with a workbook dropped on it."""
    save_settings(Store(place()), {"school": SCHOOL}, "Директор")

    def dropped(content: bytes, name: str = "Списки.xlsx") -> AppTest:
        return drop(app("uploads"), content, name)

    return dropped


def step(test: AppTest) -> Step:
    """The step that the page shows."""
    return Step(test.session_state[state.key(SessionState.upload)].step)


def draft(test: AppTest) -> Draft:
    current = test.session_state[state.key(SessionState.upload)].draft
    assert current is not None
    return current


def go(test: AppTest, to: Step) -> AppTest:
    test.button_group(key="step").set_value(to).run()
    assert not test.exception
    return test


def steps(test: AppTest) -> list[str]:
    """The five steps as they are named on the page."""
    return list(test.button_group(key="step").options)


def saving_label(test: AppTest) -> str:
    return str(test.button(key="save").label)


def press(test: AppTest, key: str) -> AppTest:
    test.button(key=key).click().run()
    assert not test.exception
    return test


def signed(test: AppTest) -> AppTest:
    test.text_input(key=state.key(SessionState.who_typed)).set_value("Завуч").run()
    return test


def test_clean_lists_open_the_last_step_and_one_press_saves_them(dropped: Callable[..., AppTest]):
    test = dropped(workbook(Дети=CLEAN, Пары=PAIRS))
    assert step(test) is Step.SAVE
    assert steps(test)[Step.RECOGNISED - 1].endswith("без № 3")  # there is no list of teachers
    assert all("✓" in words for words in steps(test)[:4] if words != steps(test)[Step.RECOGNISED - 1])
    press(signed(test), "save")
    assert [version.counts["students"] for version in Store(place()).versions()] == [2]
    assert any("Сохранена версия № 1" in element.value for element in test.success)


@pytest.mark.parametrize(
    ("sheets", "opened"),
    [
        ({"Дети": [DAY, *PUPILS], "Пары": PAIRS}, Step.FINDINGS),
        ({"Дети": CLEAN[1:], "Пары": PAIRS}, Step.RECOGNISED),  # no date of the data
        ({"Дети": [DAY, ["ФИО", "Появление на свет", "Класс"], PUPILS[1]], "Пары": PAIRS}, Step.RECOGNISED),
    ],
)
def test_an_upload_opens_the_first_step_that_needs_a_hand(
    dropped: Callable[..., AppTest], sheets: dict[str, list[list[str]]], opened: Step
):
    test = dropped(workbook(**sheets))
    assert step(test) is opened
    assert "✓" not in steps(test)[opened - 1]


def test_an_unreadable_file_opens_the_first_step_and_stored_lists_stay(dropped: Callable[..., AppTest]):
    test = dropped(b"%PDF-1.7 not a list", "скан.pdf")
    assert step(test) is Step.FILES
    assert [element.value for element in test.error]
    assert test.button(key="save").disabled
    assert not Store(place()).versions()


def test_the_save_is_in_sight_in_every_step_and_says_how_many_rows_stay_out(dropped: Callable[..., AppTest]):
    test = dropped(workbook(Дети=[DAY, *PUPILS], Пары=PAIRS))
    for every in Step:
        assert saving_label(go(test, every)) == "Сохранить без этих строк (1)"


def test_a_file_of_which_nothing_was_recognised_is_not_passed_over_in_silence(dropped: Callable[..., AppTest]):
    unknown = [["Кто", "За кем", "Когда"], ["Громова Дарья", "Абрамов Илья", "осенью"]]
    test = dropped(workbook(Дети=CLEAN))
    assert saving_label(test) == "Сохранить"
    uploader = next(element for element in test.file_uploader if element.key.startswith("files"))
    uploader.upload("Пары.xlsx", workbook(Лист=unknown)).run()  # beside the first
    assert saving_label(test) == "Сохранить без непрочитанных файлов (1)"
    assert test.button(key="save").proto.type == "secondary"
    assert any(
        "«Пары.xlsx»" in element.value.replace("\\", "").replace(JOINER, "") for element in go(test, Step.SAVE).warning
    )


def test_a_save_without_a_name_or_a_date_says_what_is_lacking_and_saves_nothing(dropped: Callable[..., AppTest]):
    test = press(dropped(workbook(Дети=CLEAN, Пары=PAIRS)), "save")
    assert any("кто вы" in element.value for element in test.error)
    test = press(signed(dropped(workbook(Дети=CLEAN[1:], Пары=PAIRS))), "save")
    assert any("дату данных" in element.value for element in test.error)
    assert step(test) is Step.RECOGNISED
    assert not Store(place()).versions()


def test_the_first_save_asks_for_the_school_and_begins_its_own_roadmap(app: Start):
    test = go(drop(app("uploads"), workbook(Дети=CLEAN, Пары=PAIRS)), Step.FILES)
    press(signed(test), "save")
    assert step(test) is Step.SAVE
    assert any("название школы" in element.value for element in test.info)
    assert not Store(place()).versions()
    test.text_input(key=form.key(FirstSave.school)).set_value(f" {SCHOOL} ").run()
    test.text_input(key=form.key(FirstSave.director)).set_value("Липова А. А.").run()
    press(signed(test), "save")
    store = Store(place())
    settings = in_force(settings_history(store))
    assert (settings.school, settings.director) == (SCHOOL, "Липова А. А.")
    assert settings.records_from == school_year_to_date(dt.date.today()).since
    roadmap = editions(store)[-1].roadmap
    assert SCHOOL in roadmap.title
    assert not any(SEED_SCHOOL in activity.title or activity.people for activity in roadmap.activities)
    standings = standings_of_school(store, dt.date.today(), settings.working_days_after, settings.records_from)
    assert all(standing.instance.due >= settings.records_from for standing in overdue(standings))
    test = go(drop(app("uploads"), workbook(Дети=CLEAN[:3], Пары=PAIRS)), Step.SAVE)
    assert not [field for field in test.text_input if field.key == form.key(FirstSave.school)]


def test_where_nothing_else_is_left_to_do_the_first_save_takes_one_press_in_every_step(app: Start):
    test = go(drop(app("uploads"), workbook(Дети=CLEAN, Пары=PAIRS)), Step.RECOGNISED)
    test.text_input(key=form.key(FirstSave.school)).set_value(SCHOOL).run()
    press(signed(test), "save")
    assert in_force(settings_history(Store(place()))).school == SCHOOL
    assert len(Store(place()).versions()) == 1


def test_while_a_step_needs_a_hand_the_school_is_asked_about_in_the_last_one_alone(app: Start):
    test = drop(app("uploads"), workbook(Дети=[DAY, *PUPILS], Пары=PAIRS))
    assert step(test) is Step.FINDINGS
    assert not [field for field in test.text_input if field.key == form.key(FirstSave.school)]
    assert [field for field in go(test, Step.SAVE).text_input if field.key == form.key(FirstSave.school)]


def test_what_was_assumed_is_counted_apart_from_what_is_to_be_corrected(dropped: Callable[..., AppTest]):
    shorter = [PAIRS[0], ["Сосновая Весна", "Ромашкина А.", *PAIRS[1][2:]]]
    assert steps(dropped(workbook(Дети=CLEAN, Пары=shorter)))[Step.FINDINGS - 1] == "3 Замечания (к сведению 1)"
    both = workbook(Дети=[DAY, *PUPILS], Пары=shorter)
    assert steps(dropped(both))[Step.FINDINGS - 1] == "3 Замечания (1, к сведению 1)"


def test_the_roadmap_of_the_seed_s_school_is_taken_as_it_was_adopted(app: Start):
    test = go(drop(app("uploads"), workbook(Дети=CLEAN, Пары=PAIRS)), Step.SAVE)
    test.text_input(key=form.key(FirstSave.school)).set_value(SEED_SCHOOL).run()
    test.selectbox(key=form.key(FirstSave.roadmap)).set_value("seed").run()
    press(signed(test), "save")
    assert editions(Store(place()))[-1].roadmap == seed()


def test_the_roadmap_of_the_seed_s_school_is_offered_to_it_alone(app: Start):
    test = go(drop(app("uploads"), workbook(Дети=CLEAN, Пары=PAIRS)), Step.SAVE)
    for school, is_offered in (("", False), (SCHOOL, False), (SEED_SCHOOL, True), (SCHOOL, False)):
        test.text_input(key=form.key(FirstSave.school)).set_value(school).run()
        box = test.selectbox(key=form.key(FirstSave.roadmap))
        assert any(SEED_SCHOOL in option for option in box.options) is is_offered
        if is_offered:
            box.set_value("seed").run()
    press(signed(test), "save")
    assert SEED_SCHOOL not in str(editions(Store(place()))[-1].roadmap)


def test_until_a_school_s_own_roadmap_is_loaded_nothing_is_due_and_it_is_led_to_its_place(app: Start):
    test = go(drop(app("uploads"), workbook(Дети=CLEAN, Пары=PAIRS)), Step.SAVE)
    test.text_input(key=form.key(FirstSave.school)).set_value(SCHOOL).run()
    test.selectbox(key=form.key(FirstSave.roadmap)).set_value("own").run()
    press(signed(test), "save")
    assert editions(Store(place()))[-1].roadmap.is_awaited
    links = [link.proto.label for link in test.get("page_link")]
    assert "Загрузить свою дорожную карту" in links
    anew = app("overview")  # another session knows it too
    assert any("Загрузите дорожную карту" in link.proto.label for link in anew.get("page_link"))
    anew.switch_page("roadmap.py").run()
    assert [title.value for title in anew.title] == ["Загрузите дорожную карту школы"]
    where = next(box for box in anew.expander if box.label.startswith("Загрузить свою дорожную карту"))
    assert where.proto.expanded
    next(button for button in signed(anew).button if "по образцу" in button.label).click().run()
    assert SCHOOL in editions(Store(place()))[-1].roadmap.title


def test_lists_can_be_looked_at_without_a_save_and_leavers_are_not_counted_among_those_at_school(
    dropped: Callable[..., AppTest],
):
    left = [[*row, day] for row, day in zip(PUPILS, ["Дата выбытия", "", "", "01.12.2024"], strict=True)]
    test = go(dropped(workbook(Дети=[DAY, *left], Пары=PAIRS)), Step.SAVE)
    assert any(element.value.startswith("**1\u00a0обучающийся, ") for element in test.markdown)
    assert "Обучающиеся – 1" in captions(test)
    press(test, "use")
    assert test.session_state["lists"].counts == {"students": 2, "teachers": 0, "pairs": 1}


def test_the_draft_outlives_a_reload_with_what_was_corrected(app: Start, dropped: Callable[..., AppTest]):
    test = dropped(workbook(Дети=[DAY, *PUPILS], Пары=PAIRS))
    line = next(iter(draft(test).typed), None)
    assert line is None
    draft(test).cells["Списки.xlsx", "Дети", 3, 1] = "03.02.2010"
    test.run()
    assert saving_label(test) == "Сохранить"
    anew = app("uploads")  # another session: what the one before had in memory is gone
    assert step(anew) is Step.FINDINGS
    assert saving_label(anew) == "Сохранить"
    assert "Что сделано раньше с этими списками" in [one.label for one in anew.expander]
    next(button for button in anew.button if button.label == "Отменить").click().run()
    assert saving_label(anew) == "Сохранить без этих строк (1)"
    press(signed(anew), "save")
    assert stored_draft(Store(place())) is None


def test_the_day_of_lists_that_carry_none_stays_while_one_of_their_files_does(dropped: Callable[..., AppTest]):
    pupils, pairs = ("Дети.xlsx", workbook(Дети=CLEAN[1:]), ""), ("Пары.xlsx", workbook(Пары=PAIRS), "")
    test = dropped(*pupils[1::-1])
    day = draft(test).as_of = dt.date(2024, 12, 31)
    for files, kept in (([pupils, pairs], day), ([pairs], day), ([("Другие.xlsx", *pupils[1:])], None)):
        next(element for element in test.file_uploader if element.key.startswith("files")).set_value(files).run()
        assert draft(test).as_of == kept


def test_a_person_may_give_another_day_than_the_lists_carry(dropped: Callable[..., AppTest]):
    day = dt.date(2024, 11, 15)
    test = go(dropped(workbook(Дети=CLEAN, Пары=PAIRS)), Step.RECOGNISED)
    assert "31.12.2024: стоит в списках" in captions(test)
    (field,) = [field for field in test.date_input if field.label.startswith("Дата данных")]
    field.set_value(day).run()
    assert draft(test).as_of == day
    press(signed(go(test, Step.SAVE)), "save")
    assert Store(place()).roster(1).as_of == day


def test_a_draft_that_cannot_be_read_is_named_and_the_page_goes_on(app: Start, dropped: Callable[..., AppTest]):
    dropped(workbook(Дети=[DAY, *PUPILS], Пары=PAIRS))
    with Store(place()).writing() as connection:
        connection.execute(update(DRAFTS).values(content="{}"))
    test = app("uploads")
    assert any("Черновик загрузки не читается" in element.value for element in test.error)
    assert step(drop(test, workbook(Дети=CLEAN, Пары=PAIRS))) is Step.SAVE


def test_starting_anew_discards_the_draft(app: Start, dropped: Callable[..., AppTest]):
    test = press(dropped(workbook(Дети=[DAY, *PUPILS], Пары=PAIRS)), "anew")
    assert test.session_state[state.key(SessionState.upload)].draft is None
    assert stored_draft(Store(place())) is None
    assert app("uploads").session_state[state.key(SessionState.upload)].draft is None


def test_a_draft_ends_in_every_session_when_somebody_is_destroyed(dropped: Callable[..., AppTest]):
    press(signed(dropped(workbook(Дети=CLEAN, Пары=PAIRS))), "save")
    test = dropped(workbook(Дети=[*CLEAN, ["Кедров Ясень", "01.02.2010", "8А", "", ""]], Пары=PAIRS))
    store = Store(place())
    person = next(person for person in everyone_named(store) if person.name == "Кленов Агат")
    erase_person(store, person, "Директор", "заявление")
    test.run()
    assert test.session_state[state.key(SessionState.upload)].draft is None
    assert stored_draft(store) is None


def test_after_a_save_the_shares_before_and_after_are_shown_and_it_can_be_undone(dropped: Callable[..., AppTest]):
    press(signed(dropped(workbook(Дети=CLEAN, Пары=PAIRS))), "save")
    test = dropped(workbook(Дети=[*CLEAN, ["Кедров Ясень", "01.02.2010", "8А", "", ""]], Пары=PAIRS))
    assert step(test) is Step.SAVE
    press(signed(test), "save")
    assert any({"Было", "Стало"} <= set(frame.columns) for frame in shown_tables(test))
    press(test, "undo_save")
    versions = Store(place()).versions()
    assert [version.counts["students"] for version in versions] == [2, 3, 2]


def test_a_warning_about_what_is_lost_is_seen_before_a_save(dropped: Callable[..., AppTest]):
    many = [[f"Кленов Агат{letter * 2}", "05.06.2010", "8Б", "", ""] for letter in "абвгдеж"]
    press(signed(dropped(workbook(Дети=[*CLEAN, *many], Пары=PAIRS))), "save")
    test = dropped(workbook(Дети=CLEAN, Пары=PAIRS))
    assert step(test) is Step.CHANGES
    assert any("исчезнет 7\u00a0строк из 9. " in element.value for element in test.warning)
    go(test, Step.FILES)
    press(signed(test), "save")
    assert len(Store(place()).versions()) == 2


def test_a_column_named_otherwise_is_taken_after_the_person_says_what_it_is(dropped: Callable[..., AppTest]):
    renamed = [DAY, ["ФИО", "Появление на свет", "Класс", "ОВЗ", "СОП"], PUPILS[1], PUPILS[3]]
    test = dropped(workbook(Дети=renamed, Пары=PAIRS))
    box = next(box for box in test.selectbox if "Появление на свет" in box.label)
    box.set_value("birth").run()
    press(test, "apply_choice")
    assert saving_label(test) == "Сохранить"
    assert steps(test)[Step.RECOGNISED - 1].endswith("без № 3")  # there is no list of teachers


def test_a_sheet_can_be_left_out_and_taken_back(dropped: Callable[..., AppTest]):
    test = go(dropped(workbook(Дети=[DAY, *PUPILS[:2]], Пары=PAIRS)), Step.RECOGNISED)
    next(box for box in test.selectbox if box.label == "Что на листе").set_value("не читать этот лист").run()
    press(test, "apply_choice")
    assert "0\u00a0обучающихся" in recognised_words(test)
    press(go(test, Step.RECOGNISED), "reset_choice")
    assert "1\u00a0обучающийся" in recognised_words(test)


def recognised_words(test: AppTest) -> str:
    return next(element.value for element in go(test, Step.FILES).markdown if element.value.startswith("Узнано"))


def captions(test: AppTest) -> str:
    return "\n".join(caption.value.replace("\\", "") for caption in test.caption)


def copies(test: AppTest) -> list[str]:
    return [button.label for button in test.get("download_button") if "отметками" in button.label]


def test_what_a_copy_will_be_without_is_named_beside_its_button(dropped: Callable[..., AppTest]):
    sheets = {"Дети": [DAY, *PUPILS], "Пары": PAIRS}
    test = dropped(workbook(**sheets))
    assert len(copies(test)) == 1
    assert "не будет" not in captions(test)
    test = dropped(xls(sheets), "Списки.xls")
    assert len(copies(test)) == 1
    assert "В этой копии не будет: оформления, примечаний, рисунков и формул" in captions(test)


def test_where_there_can_be_no_copy_the_page_says_why_in_place_of_the_button(dropped: Callable[..., AppTest]):
    test = dropped(strict(workbook(Дети=[DAY, *PUPILS], Пары=PAIRS)))
    assert not copies(test)
    assert "сохранён как «Строгая книга Open XML»" in captions(test)


def test_after_a_reload_the_page_asks_for_the_file_that_a_copy_is_made_of(app: Start, dropped: Callable[..., AppTest]):
    dropped(workbook(Дети=[DAY, *PUPILS], Пары=PAIRS))
    anew = app("uploads")
    assert not copies(anew)
    assert "сами файлы не хранятся" in captions(anew)
    assert len(copies(drop(anew, workbook(Дети=[DAY, *PUPILS], Пары=PAIRS)))) == 1


def test_of_a_row_taken_out_a_merged_cell_that_holds_the_value_of_rows_below_stays():
    sheet = Sheet("Списки.xlsx", "Дети", [["ФИО", "Класс"], ["Осока", "5А"], ["Липа", ""]], [(1, 1, 2, 1)], False)
    assert own_columns(sheet, 1) == [0]
    assert own_columns(sheet, 2) == [0, 1]
