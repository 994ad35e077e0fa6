"""«Сохранённые версии»: what was saved when, what changed, what was reported, and destroying for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data import destroying, fixing
from data.period import Period, quarter_end, quarter_to_date, year_to_date
from data.place import cloud_warning, is_in_use
from data.roster import Roster
from data.russian import date_text, quarter_text
from data.sought import Person
from data.store import Version
from data.wording import counts_words
from metrics.kept_figures import content_of, results_of
from metrics.movement import movements
from metrics.results import course_periods, results, results_of_periods
from metrics.wording import out_of, share_text
from pages import kept, session
from pages.changes import COMPARED, compared, when
from pages.parts import ask_who, badge, plain, tell_outcome

QUARTERS_OFFERED = 8


def main() -> None:
    st.title("Сохранённые версии", anchor=False)
    if not is_in_use() or kept.current() is None:
        badge("Ничего ещё не сохранено.")
        st.page_link("uploads.py", label="Загрузить списки", icon=":material/upload_file:")
        return
    tell_outcome()
    if warning := cloud_warning(kept.store().place):
        st.warning(warning, icon=":material/cloud:")
    versions = kept.store().versions()
    table_of(versions)
    ask_who()
    st.subheader("Что сделать с версией", anchor=False)
    chosen = st.selectbox("Версия", versions, format_func=title, filter_mode=None, key="chosen_version")
    actions(versions, chosen)
    st.subheader("Отчётные периоды", anchor=False)
    periods(versions)
    with st.expander("Уничтожить данные навсегда", icon=":material/delete_forever:"):
        destroy(chosen)


def title(version: Version) -> str:
    note = f" – {version.note}" if version.note else ""
    return f"№ {version.id}, данные от {date_text(version.as_of)}{note}"


def table_of(versions: list[Version]) -> None:
    """The versions with their five shares, each on the date of its data."""
    found = kept.results_of_versions(versions)
    rows = [
        {
            "Версия": f"№ {one.id}" + (" – действующая" if place == 0 else ""),
            "Дата данных": date_text(one.as_of),
            **{f"Показатель {result.indicator.number}": share_text(result) for result in found[one.id]},
            "Сохранена": when(one.saved_at),
            "Кто (со слов)": one.saved_by,
            "Примечание": one.note + (f" (копия версии № {one.copy_of})" if one.copy_of else ""),
            "Списки": counts_words(one.counts),
            "Не вошло строк": str(sum(one.left_out.values())),
            "Файлы": ", ".join(file["name"] for file in one.files),
        }
        for place, one in enumerate(versions)
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", height=min(38 + 35 * len(rows), 280))


def actions(versions: list[Version], chosen: Version) -> None:
    """Open, make current, compare."""
    left, right = st.columns(2)
    left.button("Открыть эту версию", on_click=session.open_version, args=(chosen,), icon=":material/visibility:")
    is_current = chosen.id == versions[0].id
    right.button(
        "Сделать действующей", disabled=is_current, icon=":material/restore:", on_click=_make_current,
        args=(chosen, versions[0].id),
    )  # fmt: skip
    others = [one for one in versions if one.id != chosen.id]
    if others:
        older = next((one for one in others if one.id < chosen.id), others[0])
        other = st.selectbox(
            "Сравнить с версией", others, index=others.index(older), format_func=title, filter_mode=None,
            key=f"compared_with_{chosen.id}",
        )  # fmt: skip
        if st.toggle("Показать, что изменилось", key="compare"):
            first, second = sorted((chosen, other), key=lambda one: one.id)
            st.caption(f"Было: версия {title(first)}. Стало: версия {title(second)}.")
            compared(kept.lists_of((first.id, first.sha256)), kept.lists_of((second.id, second.sha256)))


@kept.telling
def _make_current(chosen: Version, current: int) -> None:
    made = kept.store().make_current(chosen.id, kept.who(), f"снова действует версия № {chosen.id}", current)
    kept.told("success", f"Версия № {chosen.id} снова действует: сохранена как версия № {made.id}.")
    kept.look()
    session.close_version()


def periods(versions: Sequence[Version]) -> None:
    """Fixed periods beside what the present data would give, and the form that fixes one."""
    st.caption(
        "Зафиксированные цифры – те, что сданы в отчёте: они не меняются. Рядом – что дали бы на ту же дату "
        "нынешние списки."
    )
    for one in fixing.fixed_periods(kept.store()):
        _fixed(one, versions)
    quarters = [quarter_to_date(one.on) for one in course_periods(session.FIRST_POINT, dt.date.today())]
    over = [one for one in reversed(quarters) if one.on == quarter_end(one.on) < dt.date.today()]
    years = [year_to_date(one.on) for one in over if one.on.month == 12]  # December
    with st.form("fix", border=False):
        left, right = st.columns(2, vertical_alignment="bottom")
        left.selectbox(
            "Период", [*over, *years], format_func=period_title, filter_mode=None, key="period_to_fix"
        )  # fmt: skip
        right.form_submit_button("Зафиксировать отчётный период", icon=":material/lock:", on_click=_fix)


def period_title(period: Period) -> str:
    return quarter_text(period.on) if period == quarter_to_date(period.on) else f"{period.on.year} год"


def _present() -> tuple[int, Roster]:
    """Number and lists of the current version, whichever is open."""
    current = kept.current()
    assert current is not None
    return current[0], kept.lists_of(current).roster


def _countings(period: Period) -> dict[str, tuple[str, Period]]:
    """How a period is counted: alone and from the start of the year, which for a year is the same."""
    from_start = year_to_date(period.on)
    alone = {"alone": ("за период", period)} if period != from_start else {}
    return {**alone, "from_start": ("с начала года", from_start)}


@kept.telling
def _fix() -> None:
    period: Period = st.session_state["period_to_fix"]
    number, roster = _present()
    counted = _countings(period)
    found = results_of_periods(roster, [since for _, since in counted.values()], declarations=kept.declarations())
    content = {name: content_of(results) for name, results in zip(counted, found, strict=True)}
    fixing.fix_period(kept.store(), period, number, kept.who(), content)
    kept.told("success", f"Цифры за {period_title(period)} зафиксированы по версии № {number}.")


def _fixed(one: fixing.FixedPeriod, versions: Sequence[Version]) -> None:
    """What was reported beside what the present lists give, and the people because of whom they differ."""
    told = kept.declarations()
    _, roster = _present()
    rows, why = [], []
    for name, (words, since) in _countings(one.period).items():
        reported = results_of(one.content[name], since, told)
        for was, would in zip(reported, results(roster, since, declarations=told), strict=True):
            differs = was.headline != would.headline
            title = f"{was.indicator.number}. {was.indicator.short}"
            rows.append(
                {
                    "Показатель": title,
                    "Считая": words,
                    "Сдано": f"{share_text(was)} ({out_of(was.headline) or 'нет данных'})",
                    "По нынешним спискам": f"{share_text(would)} ({out_of(would.headline) or 'нет данных'})",
                    "Разница": "есть" if differs else "нет",
                }
            )
            if differs:
                why.append((f"{title}, {words}", was.indicator.key, since))
    told_difference = (
        f"нынешние списки дают другое в {len(why)} из {len(rows)}" if why else "нынешние списки дают то же"
    )
    with st.expander(f"{period_title(one.period)}: зафиксирован {when(one.fixed_at)}, {told_difference}"):
        st.caption(f"По версии № {one.version}; зафиксировал(а) со слов: {one.fixed_by}.")
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
        if why:
            _explain(one, why, next((version for version in versions if version.id == one.version), None))


def _explain(one: fixing.FixedPeriod, why: Sequence[tuple[str, str, Period]], version: Version | None) -> None:
    if version is None:
        st.caption(f"Версия № {one.version} уничтожена, поэтому люди, из-за которых цифры разошлись, не названы.")
        return
    if not st.toggle("Почему цифры разошлись", key=f"why_{one.id}"):
        return
    old, (_, new) = kept.lists_of((version.id, version.sha256)).roster, _present()
    for title, key, since in why:
        moved = next(
            found for found in movements(old, new, since, declarations=kept.declarations())
            if found.after.indicator.key == key
        )  # fmt: skip
        causes = moved.reasons or ("списки дают то же, что тогда: изменились настройки или порядок расчёта",)
        st.markdown("\n".join([f"**{title}**", *(f"- {plain(cause)}" for cause in causes)]))


def destroy(chosen: Version) -> None:
    """A version or a person, for good, after a confirmation."""
    if found := destroying.copies(kept.store()):
        st.warning(
            "Уничтоженное останется в копиях базы, сделанных раньше; удалите их сами: " + "; ".join(found),
            icon=":material/content_copy:",
        )
    reason = st.text_input("Основание (останется в записи для акта)", max_chars=300, key="destroy_reason")
    what = st.radio("Что уничтожить", [f"версию № {chosen.id}", "всё об одном человеке"], key="destroy_what")
    person = _whom() if what == "всё об одном человеке" else None
    sure = st.checkbox("Понимаю, что вернуть будет нельзя", key="destroy_sure")
    ready = sure and (person is not None or what != "всё об одном человеке")
    st.button(
        "Уничтожить навсегда", type="primary", disabled=not ready, icon=":material/delete_forever:",
        on_click=_destroy, args=(chosen.id, person, reason),
    )  # fmt: skip
    _log()


@kept.telling
def _destroy(number: int, person: Person | None, reason: str) -> None:
    if person is None:
        destroying.destroy_version(kept.store(), number, kept.who(), reason)
    else:
        destroying.destroy_person(kept.store(), person, kept.who(), reason)
    kept.told("success", "Данные уничтожены; запись об этом – ниже, в том же разделе.")
    st.session_state["destroy_sure"] = False
    kept.forget_lists()
    st.session_state.pop(COMPARED, None)
    kept.look()
    session.close_version()


def _whom() -> Person | None:
    people = kept.people_of_versions()
    person = st.selectbox(
        "Человек", people, index=None, placeholder="Начните вводить фамилию", key="destroy_person",
        format_func=lambda one: f"{one.name}, {date_text(one.birth)}" if one.birth else one.name,
    )  # fmt: skip
    if person is not None:
        found = destroying.would_destroy(kept.store(), person)
        numbers = ", ".join(f"№ {number}" for number in found.versions)
        st.caption(f"Будет убрано строк: {found.rows}, в версиях {numbers}. Пары этого человека исчезнут тоже.")
    return person


def _log() -> None:
    """What was destroyed, ready for the act."""
    rows = [
        {
            "Когда": when(one.destroyed_at),
            "Что": "версия" if one.what == "version" else "данные одного человека",
            "Версии": ", ".join(f"№ {number}" for number in one.versions),
            "Строк": str(one.rows),
            "Основание": one.reason,
            "Кто (со слов)": one.destroyed_by,
        }
        for one in destroying.record(kept.store())
    ]
    if rows:
        st.caption("Записи об уничтожении – для акта")
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


main()
