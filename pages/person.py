"""«Карточка человека»: all that the store knows of a pupil or teacher, found by any part of the name."""

from __future__ import annotations

import streamlit as st

from access.rights import Action
from data.people.person_search import ErasureTarget
from data.periods import year_to_date
from data.russian import date_text
from metrics.pairs.pair_rows import PairRow
from metrics.people import Person
from metrics.sensitive import special_marks, special_numbers, special_titles
from pages.components.links import page_link
from pages.components.parts import badge, show_outcome
from pages.components.plain_text import plain
from pages.components.tables import table
from pages.indicator_sections.person import answers
from pages.pair_sections.contacts import contact_texts
from pages.state import added_pairs, pairs, records, rights, session, stored
from pages.state.new_version import is_possible
from pages.state.pairs import pair_state
from pages.version_sections.erasure import begin_with


def main() -> None:
    st.title("Карточка человека", anchor=False)
    show_outcome()
    badge(f"{session.school()} · данные от {date_text(session.lists().as_of)}")
    people = {person.id: person for person in pairs.people_on(session.lists().as_of)}
    who = st.selectbox(
        "Кто",
        list(people),
        index=None,
        format_func=lambda who: people[who].title,
        key="person_of_card",
        placeholder="Начните вводить любую часть имени",
    )
    if who is None:
        st.caption("Здесь всё, что списки и сохранённые версии говорят об одном обучающемся или педагоге.")
        return
    person = people[who]
    special = about(person)
    st.header("Где учтён и почему нет", anchor=False)
    period = year_to_date(session.lists().as_of)
    st.caption(f"С {date_text(period.since)} по {date_text(period.on)}.")
    hidden = set() if special else set(map(str, special_numbers(stored.declarations())))
    shown = [row for row in answers(*who, period) if row["№"] not in hidden]
    rows_or(shown, "Показатели без закрытых сведений этого человека не считают.")
    rows = [row for row in pairs.rows_on(session.lists().as_of) if who in (row.mentor.key, row.mentee.key)]
    pairs_of(rows)
    contacts_of(rows)
    if rights.may(Action.READ_STORE):
        versions_of(person)
    ways(person, rows)


def about(person: Person) -> bool:
    """Says who it is; returns whether what tells of health or registers is asked for, which is told then."""
    birth = person.birth
    if birth is None:
        born = "нет в списке"
    else:
        born = date_text(birth) if birth == person.birth_latest else f"{birth.year} год"
    consent = {True: "есть", False: "нет", None: "не указано"}[person.consent]
    place = ("Класс", person.class_name) if person.is_student else ("Должность", person.position)
    st.header(plain(person.name), anchor=False)
    st.markdown(plain(f"{place[0]}: {place[1] or 'не указано'} · дата рождения: {born} · согласие: {consent}"))
    declared = stored.declarations()
    special = st.toggle("Показать закрытые сведения", key=f"card_special_{person.id}", help=special_titles(declared))
    if special:
        lists = session.lists()
        marks = special_marks(lists.roster, year_to_date(lists.as_of), person.id[0], declared)
        titles = [title for title, marked in marks.items() if person.id[1] in marked]
        st.markdown(plain("; ".join(titles) or "Отметок нет."))
    return special


def rows_or(rows: list[dict[str, str]], empty: str) -> None:
    """Shows rows as a table, or says why there are none."""
    if rows:
        table(rows)
    else:
        st.caption(empty)


def pairs_of(rows: list[PairRow]) -> None:
    """Shows the pairs of the person now and before, the last first."""
    st.header("Пары", anchor=False)
    rows_or(
        [
            {
                "Наставник": row.mentor.title,
                "Наставляемый": row.mentee.title,
                "Форма, формат": row.form_and_mode,
                "С": date_text(row.start),
                "По": date_text(row.end) if row.end else "",
                "Статус": row.phase.value,
                "Результат": row.outcome,
            }
            for row in sorted(rows, key=lambda row: row.start, reverse=True)
        ],
        "Пар не было и нет.",
    )


def contacts_of(rows: list[PairRow]) -> None:
    """Shows the contacts of the person's pairs, the last first."""
    found = pairs.contacts_of_rows(rows)
    if found:
        st.header("Встречи", anchor=False)
        table([contact_texts(noted) for noted in found])


def versions_of(person: Person) -> None:
    """Shows how each stored version has the person."""
    target = ErasureTarget(person.name, person.birth, person.birth_latest)
    history = records.person_history(target)
    if history:
        st.header("Что говорят сохранённые версии", anchor=False)
        table(history)


def ways(person: Person, rows: list[PairRow]) -> None:
    """Leads to where something is done about the person; who it is goes along in the session, not in the address."""
    with st.container(horizontal=True):
        changing = "Изменить или завершить пару" if rights.may(Action.CHANGE_PAIRS) else "Пары и встречи"
        if rows and st.button(changing, icon=":material/group:"):
            pair_state.name = person.name
            st.switch_page("pairs.py")
        if is_possible() and rights.may(Action.CHANGE_PAIRS):
            if st.button("Добавить наставника", icon=":material/person_add:"):
                added_pairs.begin(mentee=person.id)
                st.switch_page("pairs.py")
            if st.button("Добавить наставляемого", icon=":material/person_add:"):
                added_pairs.begin(mentor=person.id)
                st.switch_page("pairs.py")
        if is_possible() and rights.may(Action.DESTROY) and st.button("Уничтожить данные…", icon=":material/delete:"):
            begin_with(ErasureTarget(person.name, person.birth, person.birth_latest))
            st.switch_page("versions.py")
        page_link("matching.py", label="Подобрать новую пару", icon=":material/join_inner:")


main()
