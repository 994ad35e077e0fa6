"""The fields of the rules for new pairs, as «Настройки» and «Подбор новых пар» ask for them."""

from __future__ import annotations

import streamlit as st

from metrics.pairing import ANY_GRADES, Pairing


def ask_pairing(now: Pairing, key: str) -> Pairing:
    """Asks for the rules; returns what the fields hold. `key` tells the fields of one page from those of another."""
    left, right = st.columns(2)
    most = left.number_input(
        "Пар у одного наставника, не больше",
        1,
        30,
        now.most_pairs,
        key=f"{key}_most",
        help="Вместе с парами, которые уже работают.",
    )
    least, widest = right.slider(
        "На сколько параллелей наставник-ученик старше",
        *ANY_GRADES,
        now.grades_apart,
        key=f"{key}_apart",
        help="0–11 – не ограничено.",
    )
    own_class = left.toggle("Можно наставлять в своём классе", now.own_class, key=f"{key}_own_class")
    siblings = right.toggle(
        "Можно братьям и сёстрам", now.siblings, key=f"{key}_siblings", help="Одна фамилия и одно отчество."
    )
    from_years = right.number_input(
        "Ученика на учёте наставляет ученик не моложе, лет",
        0,
        18,
        now.register_mentors_from,
        key=f"{key}_register",
        help="Любой учёт: СОП, ВШУ, ПДН, КДН и ЗП. 0 – не ограничено; взрослых это не касается.",
    )
    registered = left.toggle(
        "Ученик на учёте может быть наставником",
        now.registered_mentors,
        key=f"{key}_registered",
        help="Любой учёт: СОП, ВШУ, ПДН, КДН и ЗП.",
    )
    grades = left.multiselect(
        "Выпускные параллели",
        list(range(1, 13)),
        list(now.leaving_grades),
        key=f"{key}_grades",
        select_all=False,
        placeholder="Никто не выпускается",
        help="После последнего дня учебного года эти ученики не учитываются.",
    )
    month, day = now.leaving_after
    right.caption(f"Последний день выпускных параллелей – {day:02d}.{month:02d}.")
    return Pairing(
        most_pairs=most,
        grades_apart=(least, widest),
        register_mentors_from=from_years,
        registered_mentors=registered,
        own_class=own_class,
        siblings=siblings,
        leaving_grades=tuple(sorted(grades)),
        leaving_after=now.leaving_after,
    )
