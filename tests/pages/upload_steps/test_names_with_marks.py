"""Step 3 of an upload: a misspelt name is settled by a press whatever stands beside it or in its cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data.store.location import place
from data.store.settings import save_settings
from data.store.versions import Store
from pages.upload_steps.kinds import kinds_of
from tests.pages.test_uploads import DAY, SCHOOL, Start, draft, drop, press, signed, workbook

PUPILS = [
    ["ФИО", "Дата рождения", "Класс"],
    ["Ромашкина Астра Лесовна", "01.02.2010", "9А"],
    ["Кленов Агат Борович", "05.06.2010", "9А"],
    ["Рябинкин Тополь Ивович", "07.08.2010", "9Б"],
]
TEACHERS = [
    ["ФИО", "Должность", "Дата рождения"],
    ["Сосновая Весна Ивовна", "учитель физики", "01.02.1980"],
    ["Липина Мята Юрьевна", "педагог-психолог", "03.04.1985"],
]
HEADERS = ["Наставник", "Наставляемый", "Форма наставничества", "Дата начала", "Дата окончания"]
IN_FORCE, OVER = ("01.09.2024", ""), ("01.01.2024", "31.05.2024")
TEACHER = "Сосновая Весна Ивовна"
KINDS = ("unknown_person", "ended_unknown_person")


@pytest.fixture
def dropped(app: Start) -> Callable[..., AppTest]:
    save_settings(Store(place()), {"school": SCHOOL}, "Директор")
    return lambda *pairs: drop(app("uploads"), book(*pairs))


def book(*pairs: list[str]) -> bytes:
    return workbook(Дети=[DAY, *PUPILS], Педагоги=TEACHERS, Пары=[HEADERS, *pairs])


def pair(mentor: str, mentee: str, days: tuple[str, str] = IN_FORCE) -> list[str]:
    return [mentor, mentee, "учитель – ученик", *days]


def names(test: AppTest, column: str) -> list[str]:
    """Returns whom the lists know on a side of the pairs, in the order of these."""
    current = draft(test).checked
    assert current is not None
    roster = current[1].roster
    people = roster.students if column == "mentee_student" else roster.teachers
    assert roster.pairs is not None and people is not None
    known = dict(zip(people["person"], people["name"], strict=True))
    return [known[person] for person in roster.pairs[column].dropna()]


def codes(test: AppTest) -> set[str]:
    current = draft(test).checked
    assert current is not None
    return {finding.code for finding in current[1].findings} & set(KINDS)


@pytest.mark.parametrize(("days", "code"), [(IN_FORCE, KINDS[0]), (OVER, KINDS[1])])
@pytest.mark.parametrize(
    "written",
    [
        "Ромшакина Астра",
        "Ромшакина Астра, 9А",
        "Ромшакина Астра (9А)",
        "Ромшакина Астра 9А",
        "Ромшакина А.Л., 9А",
        "Ромшакина Астра Лесовна",
        "Ромшакина Астра Лесовна, 9А",
        "Ромшакина Астра Лесовна (01.02.2010)",
    ],
)
def test_a_misspelt_mentee_is_settled_by_one_press_and_not_asked_about_in_the_next_lists(
    app: Start, dropped: Callable[..., AppTest], written: str, days: tuple[str, str], code: str
):
    rows = [pair("Липина Мята Юрьевна", "Кленов Агат Борович"), pair(TEACHER, written, days)]
    test = dropped(*rows)
    assert codes(test) == {code}
    press(test, f"press_{code}")
    assert codes(test) == set()
    assert "Ромашкина Астра Лесовна" in names(test, "mentee_student")
    assert len(draft(test).settled[code]) == 1
    press(signed(test), "save")
    again = drop(app("uploads"), book(*rows))
    assert codes(again) == set()
    assert "Ромашкина Астра Лесовна" in names(again, "mentee_student")


@pytest.mark.parametrize(
    "written",
    [
        "Сосонвая В.И., учитель физики",
        "Сосонвая В.И.,учитель физики",
        "Сосонвая Весна Ивовна, учитель физики",
        "учитель физики Сосонвая Весна Ивовна",
    ],
)
def test_a_misspelt_mentor_with_a_position_is_settled_and_keeps_the_position(
    app: Start, dropped: Callable[..., AppTest], written: str
):
    rows = [pair(written, "Кленов Агат Борович")]
    test = dropped(*rows)
    press(test, "press_unknown_person")
    assert (codes(test), names(test, "mentor_teacher")) == (set(), [TEACHER])
    assert all("учитель физики" in text and TEACHER in text for text in draft(test).cells.values())
    press(signed(test), "save")
    assert names(drop(app("uploads"), book(*rows)), "mentor_teacher") == [TEACHER]


@pytest.mark.parametrize(
    "written",
    [
        "Ромшакина Астра 9А; Кленов Агат 9А",
        "Кленов Агат, Ромшакина Астра (9А)",
        "Ромшакина Астра Лесовна, 9А\nКленов Агат Борович, 9А",
        "Ромшакина Астра\n9А; Кленов Агат",
        "9А: Ромшакина Астра, Кленов Агат",
    ],
)
@pytest.mark.parametrize("mentor", [TEACHER, f"{TEACHER}; Липина Мята Юрьевна"])
def test_a_misspelt_name_of_a_group_is_settled_and_the_others_of_its_cell_stay(
    dropped: Callable[..., AppTest], written: str, mentor: str
):
    test = dropped(pair(mentor, written))
    press(test, "press_unknown_person")
    assert codes(test) == set()
    assert sorted(names(test, "mentee_student")) == sorted(
        ["Ромашкина Астра Лесовна", "Кленов Агат Борович"] * len(mentor.split("; "))
    )


def test_one_misspelling_of_two_pupils_is_told_apart_by_the_class_beside_it(
    app: Start, dropped: Callable[..., AppTest]
):
    twins = [["Осинкин Дуб Ивович", "01.02.2010", "9А"], ["Осинкин Дуб Юрьевич", "01.03.2010", "9Б"]]
    content = workbook(
        Дети=[DAY, *PUPILS, *twins],
        Педагоги=TEACHERS,
        Пары=[HEADERS, pair(TEACHER, "Осикнин Дуб, 9А"), pair(TEACHER, "Осикнин Дуб, 9Б")],
    )
    test = drop(app("uploads"), content)
    press(test, "press_unknown_person")
    assert names(test, "mentee_student") == [twin[0] for twin in twins]


def test_a_lone_surname_is_no_surer_for_the_class_beside_it(dropped: Callable[..., AppTest]):
    test = dropped(pair(TEACHER, "Ромшакина, 9А"))
    current = draft(test)
    assert current.checked is not None
    kind = next(each for each in kinds_of(current, current.checked[1]) if each.code == "unknown_person")
    assert [line.is_sure for line in kind.lines] == [False]


def test_what_was_accepted_beside_a_class_is_taken_back_whole(dropped: Callable[..., AppTest]):
    test = dropped(pair(TEACHER, "Ромшакина Астра Лесовна, 9А"))
    press(test, "press_unknown_person")
    press(test, "press_unknown_person")
    assert (codes(test), draft(test).cells, draft(test).decisions) == ({"unknown_person"}, {}, {})
