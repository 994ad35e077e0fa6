"""«Доступ» and «Журнал действий»: what the head does there, and that it stands in the journal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from access import accounts, journal, sessions
from access.journal import Event
from access.model import Role
from data.store.location import place
from data.store.schema import ACTIONS
from data.store.versions import Store
from tests.pages.rights.canary_school import PASSWORD, School
from tests.pages.rights.emitted import found_in, frames_of
from tests.pages.shown import shown_tables
from tests.pages.test_plain_texts import TEXT, assert_plain, is_shown

Start = Callable[..., AppTest]
SignIn = Callable[[Role], None]


def press(test: AppTest, label: str) -> AppTest:
    next(button for button in test.button if button.label == label).click()
    test.run()
    assert not test.exception
    return test


def field(test: AppTest, label: str) -> object:
    return next(widget for widget in (*test.text_input, *test.selectbox, *test.multiselect) if widget.label == label)


def events(school: School) -> list[Event]:
    return [entry.event for entry in journal.entries(school.store)]


def account_of(school: School, role: Role) -> accounts.Account:
    number = school.accounts[role].id
    return next(account for account in accounts.accounts(school.store) if account.id == number)


def test_without_accounts_the_page_makes_the_first_one_of_a_head(app: Start) -> None:
    test = app("accounts")
    for label, text in (
        ("Фамилия, имя, отчество", "Дуб Главный"), ("Имя для входа", "direktor"),
        ("Пароль, не короче 12 знаков", PASSWORD), ("Пароль ещё раз", PASSWORD),
    ):  # fmt: skip
        field(test, label).set_value(text)
    press(test, "Включить вход по паролю")
    made = accounts.accounts(Store(place()))
    assert [(account.login, account.role) for account in made] == [("direktor", Role.HEAD)]


def test_two_different_passwords_make_no_account(app: Start) -> None:
    test = app("accounts")
    for label, text in (
        ("Фамилия, имя, отчество", "Дуб Главный"), ("Имя для входа", "direktor"),
        ("Пароль, не короче 12 знаков", PASSWORD), ("Пароль ещё раз", f"{PASSWORD}!"),
    ):  # fmt: skip
        field(test, label).set_value(text)
    press(test, "Включить вход по паролю")
    assert ["Пароли не совпадают" in error.value for error in test.error] == [True]
    assert accounts.accounts(Store(place())) == []


def test_a_class_teacher_is_made_with_classes_and_the_password_is_shown_once(
    school: School, sign_in: SignIn, app: Start
) -> None:
    sign_in(Role.HEAD)
    test = app("accounts")
    field(test, "Фамилия, имя, отчество").set_value("Ольха Новая")
    field(test, "Имя для входа").set_value("olha")
    field(test, "Роль").set_value(Role.CLASS_TEACHER)
    test.run()
    field(test, "Чьи классы").set_value(["8Б"])
    press(test, "Создать")
    made = next(account for account in accounts.accounts(school.store) if account.login == "olha")
    assert (made.role, made.classes, made.must_change_password) == (Role.CLASS_TEACHER, frozenset({"8Б"}), True)
    password = next(table for table in shown_tables(test) if "Одноразовый пароль" in table)["Одноразовый пароль"].iloc[
        0
    ]
    assert not found_in(frames_of(test.run()), {password})
    assert Event.ACCOUNT_MADE in events(school)


def test_an_account_is_locked_and_its_sessions_end(school: School, sign_in: SignIn, app: Start) -> None:
    sign_in(Role.HEAD)
    test = app("accounts")
    field(test, "Какая").set_value(school.accounts[Role.MENTOR].id)
    test.run()
    press(test, "Заблокировать")
    assert account_of(school, Role.MENTOR).locked
    assert sessions.find(school.store, school.tokens[Role.MENTOR]) is None
    press(test, "Разблокировать")
    assert not account_of(school, Role.MENTOR).locked
    assert events(school)[:2] == [Event.ACCOUNT_UNLOCKED, Event.ACCOUNT_LOCKED]


def test_the_last_head_is_not_locked_and_the_refusal_stands_in_the_journal(
    school: School, sign_in: SignIn, app: Start
) -> None:
    sign_in(Role.HEAD)
    test = app("accounts")
    field(test, "Какая").set_value(school.accounts[Role.HEAD].id)
    test.run()
    press(test, "Заблокировать")
    assert not account_of(school, Role.HEAD).locked
    assert events(school)[:2] == [Event.REFUSED, Event.ACCOUNT_LOCKED]


def test_a_session_is_ended_from_the_page(school: School, sign_in: SignIn, app: Start) -> None:
    sign_in(Role.HEAD)
    test = app("accounts")
    opened = sessions.open_sessions(school.store)
    number = next(place for place, one in enumerate(opened) if one.account_id == school.accounts[Role.VIEWER].id)
    field(test, "Какой завершить").set_value(number)
    test.run()
    press(test, "Завершить сеанс")
    assert sessions.find(school.store, school.tokens[Role.VIEWER]) is None


def test_teachers_without_an_account_get_one_each(school: School, sign_in: SignIn, app: Start) -> None:
    sign_in(Role.HEAD)
    test = app("accounts")
    chosen = field(test, "Кому")
    assert [option.split()[0] for option in chosen.options] == ["Зверобоева", "Истодов"]  # the other is the mentor
    people = [("teachers", number) for number in (1, 2)]
    chosen.set_value(people)
    press(test, "Создать учётные записи")
    made = {account.login: account for account in accounts.accounts(school.store)}
    assert {"зверобоева.о.в", "истодов.т.к"} <= made.keys()
    assert made["истодов.т.к"].person == ("teachers", "Истодов Тополь Кленович", "1975-03-03")


def test_the_journal_shows_what_was_done_and_that_nobody_changed_it(
    school: School, sign_in: SignIn, app: Start
) -> None:
    sign_in(Role.COORDINATOR)
    app("pairs")
    sign_in(Role.HEAD)
    test = app("journal")
    rows = shown_tables(test)[0]
    assert [what.rpartition(": ")[2] for what in rows["Что"]][::-1] == ["учётная запись № 1", "Пары", "Журнал действий"]
    assert [who.rpartition(", ")[2] for who in rows["Кто"]][::-1] == ["не вошёл", "ответственный", "руководитель"]
    assert ["сходятся" in said.value for said in test.success] == [True]
    assert not found_in(frames_of(test), {canary.text for canary in school.canaries})


def test_a_page_is_recorded_once_until_another_is_opened(school: School, sign_in: SignIn, app: Start) -> None:
    sign_in(Role.HEAD)
    app("pairs").run().run()
    assert events(school).count(Event.OPENED) == 1


def test_a_name_with_markup_stands_letter_for_letter_in_accounts(school: School, sign_in: SignIn, app: Start) -> None:
    mentor = school.accounts[Role.MENTOR]
    accounts.change(school.store, mentor.id, name=TEXT, role=Role.MENTOR)
    sign_in(Role.HEAD)
    test = app("accounts")
    assert_plain(test)
    field(test, "Какая").set_value(mentor.id)
    for button in ("Выдать одноразовый пароль", "Заблокировать", "Разблокировать", "Сохранить"):
        assert_plain(press(test.run(), button))
        assert is_shown(test), button


def test_a_name_with_markup_stands_letter_for_letter_beside_the_menu_and_in_the_journal_of_actions(
    school: School, sign_in: SignIn, app: Start
) -> None:
    accounts.change(school.store, school.accounts[Role.HEAD].id, name=TEXT, role=Role.HEAD)
    sign_in(Role.HEAD)
    test = app("journal")
    assert_plain(test)
    assert is_shown(test)  # beside the menu
    assert TEXT in shown_tables(test)[0]["Кто"].iloc[0]


def test_a_head_does_not_lock_oneself_out_by_a_password_for_one_sign_in(
    school: School, sign_in: SignIn, app: Start
) -> None:
    sign_in(Role.HEAD)
    test = app("accounts")
    for role, is_own in ((Role.HEAD, True), (Role.MENTOR, False)):
        field(test, "Какая").set_value(school.accounts[role].id)
        test.run()
        (button,) = (button for button in test.button if button.label == "Выдать одноразовый пароль")
        assert button.disabled is is_own


def test_the_journal_is_checked_whenever_it_is_opened_and_not_at_each_step_there(
    school: School, sign_in: SignIn, app: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks, check = [], journal.faults
    monkeypatch.setattr(journal, "faults", lambda store: checks.append(1) or check(store))
    sign_in(Role.HEAD)
    app("journal").run().run()
    assert len(checks) == 1
    with school.store.writing() as connection:
        connection.execute(update(ACTIONS).values(about="another"))
    test = app("journal")
    assert len(checks) == 2
    assert ["меняли в обход программы" in error.value for error in test.error] == [True]
