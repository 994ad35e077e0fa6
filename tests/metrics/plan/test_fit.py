"""Who suits whom, and why: from what the lists have, and from nothing else."""

from __future__ import annotations

import datetime as dt

from metrics.indicators import load
from metrics.plan.planning import Planner
from tests.metrics.rosters import lists

STUDENTS = """
    ФИО                  | Дата рождения | Класс | ОВЗ | СОП | Запрос               | Компетенции      | Интересы      | Желаемый возраст | Ресурс времени
    Липа Анна Ивановна   | 01.02.2008    | 11А   | нет | нет |                      | физика, химия    | шахматы       | 10–11 лет        | 2 часа в неделю
    Ива Инна Павловна    | 01.02.2009    | 10А   | нет | нет |                      | математика       | театр         | 13-15            |
    Клён Олег Петрович   | 01.02.2012    | 6А    | да  | нет | Подтянуть математику; ОВЗ | | Шахматы, лыжи |                  |
"""
TEACHERS = """
    ФИО                   | Должность          | Стаж | Молодой специалист
    Сосна Мария Ильинична | учитель химии      | 20   | нет
    Бук Лев Львович       | учитель математики | 10   | нет
    Ель Ольга Львовна     | учитель математики | 1    | да
"""
PAIRS = (
    "Наставник | Наставляемый | Форма наставничества | Дата начала\nВнешний А | Липа Анна Ивановна | иная | 01.09.2019"
)


def planner_of(students: str) -> Planner:
    return Planner(lists(students, PAIRS, TEACHERS).roster, 2024, dt.date(2024, 12, 31), load())


def reasons(planner: Planner, mentor: str, mentee: str) -> tuple[str, ...]:
    place = {person.name.split()[0]: at for at, person in enumerate(planner.pool.people)}
    return planner.fit.reasons(place[mentor], place[mentee])


def test_requests_meet_competences_and_subjects_in_any_form_of_their_words():
    planner = planner_of(STUDENTS)
    assert "запрос и компетенции: математика" in reasons(planner, "Ива", "Клён")
    assert "запрос и компетенции: математики" in reasons(planner, "Бук", "Клён")
    assert "общий предмет: учитель математики" in reasons(planner, "Бук", "Ель")
    assert not [words for words in reasons(planner, "Сосна", "Ель") if "предмет" in words]


def test_interests_wished_ages_time_and_grades_apart_are_reasons():
    said = reasons(planner_of(STUDENTS), "Липа", "Клён")
    assert "общие интересы: шахматы" in said
    assert "старше на 5 параллелей" in said
    assert "ресурс времени: 2 часа в неделю" in said
    assert not [words for words in said if "желает" in words]  # the pupil is 12
    younger = planner_of(STUDENTS.replace("01.02.2012    | 6А", "01.02.2014    | 4А"))
    assert "возраст, который желает наставник" in reasons(younger, "Липа", "Клён")


def test_the_one_who_suits_best_is_proposed():
    pairs = {(one.mentor.name.split()[0], one.mentee.name.split()[0]) for one in planner_of(STUDENTS).plan().proposals}
    assert pairs == {("Ива", "Клён"), ("Бук", "Ель")}


def test_no_reason_tells_of_health_or_registers():
    students = STUDENTS.replace("физика, химия", "работа с ОВЗ").replace("2 часа в неделю", "час, на учёте ПДН")
    said = " ".join(reasons(planner_of(students), "Липа", "Клён"))
    assert "ОВЗ" not in said
    assert "овз" not in said
    assert "ПДН" not in said


def test_the_fit_says_what_it_knows():
    assert "запросу, компетенциям, интересам" in planner_of(STUDENTS).fit.knows
    bare = "\n".join(" | ".join(line.split("|")[:5]) for line in STUDENTS.splitlines() if line.strip())
    assert planner_of(bare).fit.knows.startswith("Подбор знает только возраст, класс и должность")


def test_what_the_list_of_pairs_tells_of_its_people_feeds_the_fit_too():
    pairs = "Наставник | Наставляемый | Форма наставничества | Дата начала | Основной запрос | Компетенции\nСосна Мария Ильинична | Клён Олег Петрович | учитель – ученик | 01.09.2019 | химия | робототехника"
    bare = "\n".join("|".join(line.split("|")[:5]) for line in STUDENTS.splitlines() if line.strip())
    planner = Planner(lists(bare, pairs, TEACHERS).roster, 2024, dt.date(2024, 12, 31), load())
    texts = {person.name.split()[0]: person.texts for person in planner.pool.people}
    assert texts["Клён"] == {"request": "химия"}
    assert texts["Сосна"] == {"competences": "робототехника"}


def test_words_that_say_nothing_of_the_subject_are_no_reason():
    teachers = TEACHERS.replace("учитель химии      ", "учитель английского языка").replace("1    | да", "1 | да")
    teachers = teachers.replace(
        "Ель Ольга Львовна     | учитель математики", "Ель Ольга Львовна | учитель русского языка"
    )
    planner = Planner(lists(STUDENTS, PAIRS, teachers).roster, 2024, dt.date(2024, 12, 31), load())
    assert not [words for words in reasons(planner, "Сосна", "Ель") if "предмет" in words]
