"""The school's own roadmap from a file: what was read, what is asked, and its save as an edition."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from access.rights import Action
from data.findings import ListError
from data.parsing.cells import clean
from data.periods import school_year_to_date
from data.roadmap.model import KINDS, NOBODY, ONCE, Roadmap, sample
from data.roadmap.new_edition import DAY, activities_in_use, next_edition, replaced_edition
from data.roadmap.reading.deadline_words import Deadline, hint_of, proposed_for
from data.roadmap.reading.files import OwnRoadmap, is_whole, read_roadmap, roadmap_of
from data.roadmap.reading.responsible import people_of
from data.roadmap.records import Edition, editions, save_editions
from data.roadmap.standing import ACTIVITIES
from data.russian import counted, date_text, listed, month_name
from pages.components.date_fields import date_field, months_field
from pages.components.plain_text import plain
from pages.components.tables import table
from pages.state import actions, session, stored
from pages.state.forms import DeadlineForm, OwnRoadmapFile, OwnRoadmapForm
from pages.state.state import state

FORMATS = "docx, xlsx, xlsm, xls, xlsb, ods, csv"
DIRECTIONS = ("направление", "направления", "направлений")
DEADLINES = ("срок", "срока", "сроков")
SHOWN = 3  # activities beside a question
INSTEAD = {
    True: "вместо действующей: в ней нет ни отметок, ни записей журнала",
    False: "следующей: действующая кончается накануне",
}


def own_roadmap(now: Edition) -> None:
    """Shows the place for the file, then what was read of it."""
    place = OwnRoadmapFile(state.own_round)
    with st.expander(
        "Загрузить свою дорожную карту (Word или Excel)",
        icon=":material/upload_file:",
        expanded=now.roadmap.is_awaited or state.own_roadmap is not None,
    ):
        st.file_uploader(
            f"Файл с таблицей: №, направление, мероприятие, срок, ответственный ({FORMATS})",
            key=place.key(OwnRoadmapFile.file),
            on_change=_read,
            args=(place,),
            help="Сам файл не хранится. Ничего не сохраняется, пока вы не посмотрите, что прочитано.",
        )
        if own := state.own_roadmap:
            _show(own, now, OwnRoadmapForm(state.own_reading))


def sample_instead(now: Edition) -> None:
    """Offers the sample to a school that awaits a roadmap of its own."""
    st.button("Начать по образцу вместо своей", icon=":material/edit_note:", on_click=_take_sample, args=(now,))


@actions.reporting_refusal
def _take_sample(now: Edition) -> None:
    by, since = actions.person(), now.roadmap.since
    _adopt(sample(session.school(), since), now, by, "По образцу", replaces=True)
    actions.report_success("Дорожная карта начата по образцу: мероприятия общие, ответственные не назначены.")


@actions.reporting_refusal
def _read(place: OwnRoadmapFile) -> None:
    file = place.file
    state.own_roadmap = None
    state.own_reading += 1  # what was answered of another file is no answer to this one
    if file is not None:
        state.own_roadmap = read_roadmap(file.name, file.getvalue())


def _drop() -> None:
    """Empties the place for the file and forgets what was read."""
    state.own_roadmap = None
    state.own_round += 1


def _show(own: OwnRoadmap, now: Edition, fields: OwnRoadmapForm) -> None:
    directions = len({row.direction for row in own.rows})
    st.markdown(
        f"Прочитано из файла «{plain(own.file)}»: **{counted(len(own.rows), *ACTIVITIES)}, "
        f"{counted(directions, *DIRECTIONS)}**."
    )
    if own.unread:
        st.warning(plain(f"Не похоже на мероприятия и не войдёт: {listed([f'«{row}»' for row in own.unread])}."))
    if own.school_year is not None and any(map(own.is_assumed, own.rows)):
        st.info(
            f"Сроки без года приняты по {own.school_year}/{own.school_year % 100 + 1:02} учебному году, месяцы без "
            "года – каждый год; в таблице они помечены «принято». Проверьте их; изменить можно после сохранения."
        )
    answers = _questions(own)
    table(_rows(own, answers))
    st.caption("Ответственные показаны по одному, как их можно будет отобрать; слова документа сохраняются тоже.")
    _save_fields(own, now, fields, answers)


def _questions(own: OwnRoadmap) -> dict[str, Deadline]:
    """Asks what the words mean that do not say it, once for all their rows; returns the whole answers."""
    answers = {}
    questions = own.questions()
    if questions:
        st.markdown(f"**Что значат эти сроки?** Сами слова этого не говорят: {counted(len(questions), *DEADLINES)}.")
    for place, (words, numbers) in enumerate(questions.items()):
        activities = [f"№ {number} {own.rows[number - 1].title}" for number in numbers]
        deadline = _question(DeadlineForm(state.own_reading, place), words, listed(activities, SHOWN))
        if is_whole(deadline):
            answers[words] = deadline
    return answers


def _question(fields: DeadlineForm, words: str, activities: str) -> Deadline:
    guess = proposed_for(words)
    with st.container(border=True):
        left, middle, right = st.columns([0.4, 0.35, 0.25], vertical_alignment="bottom")
        title = plain(f"«{words}»") if words else "срок не указан"
        left.markdown(f"{title}  \n:small[:gray[{plain(activities)}]]")
        if hint := hint_of(words):
            st.caption(hint)
        kinds = list(KINDS)
        kind = middle.selectbox(
            "Вид срока",
            kinds,
            kinds.index(guess.kind) if guess.kind else None,
            format_func=KINDS.__getitem__,
            key=fields.key(DeadlineForm.kind),
            placeholder="выберите",
            filter_mode=None,
            persist_state="session",
        )
        if kind == "in_months":
            with right:
                months = months_field("Месяцы", guess.months, fields.key(DeadlineForm.months), persist_state="session")
            return Deadline(kind, months=months)
        with right:
            due = date_field(
                "Дата",
                None,
                fields.key(DeadlineForm.due),
                disabled=kind is not None and kind not in ONCE,
                persist_state="session",
            )
    return Deadline(kind, due if kind in ONCE else None)


def _rows(own: OwnRoadmap, answers: dict[str, Deadline]) -> list[dict[str, str]]:
    rows = []
    for number, row in enumerate(own.rows, 1):
        deadline = own.deadline(row, answers)
        rows.append(
            {
                "№": str(number),
                "Направление": row.direction,
                "Мероприятие": row.title,
                "Срок": row.deadline,
                "Вид срока": _kind(deadline, is_assumed=own.is_assumed(row)),
                "Дата": _day(deadline),
                "Ответственные": "; ".join(people_of(row.responsible)) or NOBODY,
            }
        )
    return rows


def _kind(deadline: Deadline, *, is_assumed: bool) -> str:
    if deadline.kind is None or not is_whole(deadline):
        return "? ответьте выше"
    return f"{KINDS[deadline.kind]} (принято)" if is_assumed else KINDS[deadline.kind]


def _day(deadline: Deadline) -> str:
    """Returns «01.10.2026», «до 10 числа после периода», «май, сентябрь, до 10 числа»."""
    if deadline.months:
        months = ", ".join(map(month_name, deadline.months))
        return f"{months}, до {deadline.day} числа" if deadline.day else months
    if deadline.day:
        return f"до {deadline.day} числа после периода"
    return date_text(deadline.due) if deadline.due else ""


def _save_fields(own: OwnRoadmap, now: Edition, fields: OwnRoadmapForm, answers: dict[str, Deadline]) -> None:
    left, right = st.columns([0.7, 0.3])
    is_untouched = _is_untouched(now)
    left.text_input(
        "Название дорожной карты",
        own.title,
        max_chars=300,
        key=fields.key(OwnRoadmapForm.title),
        persist_state="session",
    )
    with right:
        date_field(
            "Действует с",
            _since() if is_untouched else max(_since(), now.roadmap.since + DAY),
            fields.key(OwnRoadmapForm.since),
            persist_state="session",
        )
    if is_untouched and not now.roadmap.is_awaited:
        st.radio(
            "Какой редакцией сохранить",
            list(INSTEAD),
            format_func=INSTEAD.__getitem__,
            key=fields.key(OwnRoadmapForm.instead),
            persist_state="session",
        )
    elif not is_untouched:
        st.caption(
            f"Станет редакцией № {now.number + 1}. У действующей уже есть отметки или записи журнала: она остаётся "
            "со всеми ними и кончается накануне."
        )
    st.text_input(
        "Основание: приказ",
        own.order,
        max_chars=300,
        key=fields.key(OwnRoadmapForm.note),
        persist_state="session",
        help="Встанет под «УТВЕРЖДАЮ» в дорожной карте в Word.",
    )
    open_questions = len(own.questions()) - len(answers)
    if open_questions:
        st.caption(f"Ещё без ответа: {counted(open_questions, *DEADLINES)}.")
    with st.container(horizontal=True):
        st.button(
            "Сохранить как дорожную карту школы",
            icon=":material/save:",
            type="primary",
            on_click=_save,
            args=(own, now, fields, answers),
        )
        st.button("Не сохранять", icon=":material/close:", on_click=_drop)


def _since() -> dt.date:
    settings = stored.declarations().settings
    return settings.records_from or school_year_to_date(dt.date.today()).since


def _is_untouched(now: Edition) -> bool:
    """Returns whether nobody has marked or written anything of the edition."""
    store = stored.store_or_none(Action.READ_ROADMAP)
    return store is None or not activities_in_use(store, now.number)


@actions.reporting_refusal
def _save(own: OwnRoadmap, now: Edition, fields: OwnRoadmapForm, answers: dict[str, Deadline]) -> None:
    by, title, order = actions.person(), clean(fields.title), clean(fields.note)
    if own.questions().keys() - answers.keys():
        raise ListError("Ответьте, что значат сроки без ответа. Дорожная карта ещё не сохранена.")
    if not title or fields.since is None:
        raise ListError(
            "Впишите название дорожной карты и день, с которого она действует. Дорожная карта ещё не сохранена."
        )
    roadmap = roadmap_of(own, answers, title, fields.since, now.roadmap, order)
    number = _adopt(
        roadmap, now, by, f"Из файла «{own.file}». {order}".strip(), replaces=fields.instead or now.roadmap.is_awaited
    )
    _drop()
    actions.report_success(
        f"Дорожная карта сохранена: редакция № {number} с {date_text(fields.since)}, "
        f"{counted(len(own.rows), *ACTIVITIES)}."
    )


def _adopt(roadmap: Roadmap, now: Edition, by: str, note: str, *, replaces: bool) -> int:
    """Saves the roadmap as an edition and returns its number."""
    takes_its_place = replaces and _is_untouched(now)  # somebody may have marked something meanwhile
    put = replaced_edition if takes_its_place else next_edition
    saved = put(editions(stored.store_or_none(Action.READ_ROADMAP)), roadmap)
    save_editions(stored.store(Action.KEEP_ROADMAP), saved, by, note)
    return max(saved)
