"""The list of mentor pairs."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pandera.pandas as pa

from data.contracts.field import Columns, Day, Flag, Text, Whole, field, filled, in_order, not_later, rule
from data.contracts.fit_fields import fit_field

# Words by which a header speaks of one side of a pair.
MENTOR = r"(?:наставник|ментор|\bшеф(?:а|ы|ов)?\b|\bкто (?:наставляет|шефствует|закреплен|помогает))"
MENTEE = (
    r"(?:наставляем|подопечн|подшефн|\bменти\b|\b(?:за|над) кем\b|\bкого (?:наставля|сопровожд)|\bс кем\b|\bкому помога"
    r"|(?:закрепленн|прикрепленн)\w+ (?:ученик|учащ|обучающ|ребен|педагог|учител|специалист))"
)
# Both in one cell: «Наставническая пара».
BOTH = re.compile(r"^(?:фио )?(?:наставническ\w+ )?пар[аы]$|наставник\w* ?(?:-|/|и|,) ?(?:наставляем|подопечн)")
NO_NAME = (  # «ФИО и класс наставляемого» is of names all the same
    r"(?!.*(?:руковод|родител|законн|согласи|подпись|приказ))"
    r"(?!(?!.*(?:\bфио\b|фамили)).*(?:класс|должн|предмет|дат[аы]\b|рожд|год\b|возраст|телефон|контакт|стаж|место|школа"
    r"|номер|№))"
)
NO_FIO = r"(?!.*(?:\bфио\b|фамили))"


class Pairs(pa.DataFrameModel):
    """Mentor pairs: one row a mentor with a mentee; a group is several rows."""

    class Config:
        name = "pairs"

    mentor_number: Text | None = field(
        "№ наставника", "number", "Наставник №", "Номер наставника", "Табельный № наставника", "Наставник табельный №",
        "Наставник № личного дела", "Личное дело наставника", "Наставник номер", "№ личного дела наставника",
        "Табельный номер наставника",
        hint="Если номера ведутся: тогда имя может и повторяться",
        words=rf"(?:№|номер|\bтаб).*{MENTOR}|{MENTOR}.*(?:№|номер|\bтаб)",
    )  # fmt: skip
    mentor: Text = field(
        "Наставник", "name", "ФИО наставника", "Наставник ФИО", "Ф.И.О. наставника", "ФИО наставника полностью",
        "Фамилия, имя, отчество наставника",
        hint="Фамилия, имя и отчество, как в списке обучающихся или педагогов", required=True,
        words=rf"^{NO_NAME}.*{MENTOR}",
    )  # fmt: skip
    mentor_class: Text | None = field(
        "Класс наставника", "class", "Наставник класс", words=rf"^{NO_FIO}(?:.*класс.*{MENTOR}|.*{MENTOR}.*класс)"
    )
    mentor_birth: Day | None = field(
        "Дата рождения наставника", "birth", "Год рождения наставника", "Наставник дата рождения",
        "Наставник год рождения",
        words=rf"^{NO_FIO}(?:.*рожд.*{MENTOR}|.*{MENTOR}.*рожд)",
    )  # fmt: skip
    mentee_number: Text | None = field(
        "№ наставляемого", "number", "Наставляемый №", "Номер наставляемого", "Табельный № наставляемого",
        "Наставляемый № личного дела", "Личное дело наставляемого", "Наставляемый номер", "№ подопечного",
        "Наставляемый табельный №", "№ личного дела наставляемого", "Личное дело № наставляемого",
        hint="Если номера ведутся: тогда имя может и повторяться",
        words=rf"(?:№|номер|\bтаб).*{MENTEE}|{MENTEE}.*(?:№|номер|\bтаб)",
    )  # fmt: skip
    mentee: Text = field(
        "Наставляемый", "name", "ФИО наставляемого", "Подопечный", "Наставляемый ФИО", "ФИО подопечного",
        "Ф.И.О. наставляемого", "Фамилия, имя, отчество наставляемого", "Наставляемые", "Подопечный ФИО", "Подопечные",
        "Кого", "Кому",
        hint="Фамилия, имя и отчество, как в списке обучающихся или педагогов", required=True,
        words=rf"^{NO_NAME}.*{MENTEE}",
    )  # fmt: skip
    mentee_class: Text | None = field(
        "Класс наставляемого", "class", "Наставляемый класс", "Класс подопечного", "Подопечный класс", "Класс",
        hint="Решает, если в школе два человека с одним именем",
        words=rf"^{NO_FIO}(?:.*класс.*{MENTEE}|.*{MENTEE}.*класс)",
    )  # fmt: skip
    mentee_birth: Day | None = field(
        "Дата рождения наставляемого", "birth", "Год рождения наставляемого", "Год рождения", "Дата рождения",
        "Наставляемый дата рождения", "Наставляемый год рождения", "Дата рождения подопечного",
        words=rf"^{NO_FIO}(?:.*рожд.*{MENTEE}|.*{MENTEE}.*рожд)",
    )  # fmt: skip
    form: Text | None = field(
        "Форма наставничества", "form", "Модель", "Вид", "Форма", "Модель наставничества",
        "Вид наставничества", "Форма взаимодействия", "Тип (форма)", "Тип пары",
        hint="ученик – ученик, учитель – учитель, учитель – ученик, студент – ученик, работодатель – ученик, иная",
        words=r"^(?!.*(?:работы|отчет|контрол)).*\b(?:форма|вид|модель|тип|направлени[ея])\b",
    )  # fmt: skip
    mode: Text | None = field(
        "Формат", "mode", "ДОТ", "Формат взаимодействия", "Формат наставничества", "Формат работы", "С применением ДОТ",
        "Режим", "Применение ДОТ", "Использование ДОТ",
        hint="очный, дистанционный или смешанный",
        words=r"\bформат|\bрежим|дистанц|\bочно\b|\bонлайн",
    )  # fmt: skip
    start: Day | None = field(
        "Дата начала", "start", "Дата вхождения в программу", "Дата закрепления", "Начало", "Дата начала работы",
        "Срок начало", "Период начало", "Дата начала наставничества", "Дата создания пары", "Начало работы",
        "Дата вхождения", "Дата начала программы", "Период с", "Срок с",
        hint="ДД.ММ.ГГГГ", required=True, special=False,
        words=r"^(?!.*(?:рожд|оконч|заверш|кон(?:ец|ца)\b)).*(?:\bначал|\bначат|\bстарт|закреплен|прикреплен|назначен|вхожден|вступлен|создан|образован)"
        r"|^дата$|^с$|^с (?:какого|какой|даты|числа)\b|^дата с$|^действует с$|^работа(?:ет|ют) с$",
    )  # fmt: skip
    end: Day | None = field(
        "Дата окончания", "end", "Дата завершения программы", "Окончание", "Дата завершения", "Срок окончание",
        "Период окончание", "Дата окончания наставничества", "Завершение", "Срок до", "Дата окончания программы",
        "Период по", "Срок по", "Конец",
        hint="ДД.ММ.ГГГГ; пусто – пара работает",
        words=r"^(?!.*(?:рожд|начал|результат|отметка)).*(?:\bоконч|\bзаконч|\bзаверш|\bкон(?:ец|ца)\b|истеч|прекращ|расторж|снят|откреплен)"
        r"|^(?:по|до)$|^(?:по|до) (?:какого|какое|какую|какой|даты|дату|числа|число)\b|^(?:дата|действует) (?:по|до)$",
    )  # fmt: skip
    term: Text | None = field(
        "Срок", "term", "Срок действия", "Период", "Период работы", "Срок наставничества", "Период наставничества",
        "Сроки", "Срок реализации", "Срок программы", "Даты начала и окончания", "Дата начала и окончания",
        "Начало и окончание", "Начало – окончание", "Период действия", "Учебный год",
        words=r"^(?!.*рожд)(?:.*\b(?:срок|период)|с (?:какого|какое) .*(?:по|до) как|с.{0,3}по$"
        r"|.*начал.*(?:оконч|кон(?:ец|ца)\b|заверш))",
    )  # fmt: skip
    status: Text | None = field(
        "Статус",
        "status",
        "Статус пары",
        "Состояние",
        "Отметка о завершении",
        "Отметка о снятии",
        "Отметка о расторжении",
        "Статус наставничества",
        hint="«отменена», если пара не состоялась",
        special=False,
    )
    order: Text | None = field("Приказ", "text", "№ приказа", "Приказ о закреплении", "Основание", special=False)
    request: Text | None = fit_field("request", "наставляемого")
    outcome: Text | None = field(
        "Результат", "text", "Результаты", "Результаты программы", "Итог", "Итоги", special=False
    )
    # For the official bases (docs/domain.md, «The official bases»). Without a hint: the blank stays short.
    link: Text | None = field(
        "Ссылка на кейс/отзыв", "text", "Ссылка на кейс", "Ссылка на отзыв", "Ссылка на кейс, отзыв", "Кейс/отзыв",
        "Ссылка на кейс/отзыв наставляемого", "Ссылка на кейс/отзыв наставника", special=False,
    )  # fmt: skip
    mark: Text | None = field(
        "Отметка о прохождении программы",
        "text",
        "Отметка о прохождении",
        "Отметка о завершении программы",
        special=False,
    )
    mentee_contact: Text | None = field(
        "Контактные данные наставляемого", "text", "Контакты наставляемого", "Телефон наставляемого",
        "Наставляемый контактные данные", "Наставляемый контактные данные для связи", "Наставляемый контакты",
        "Наставляемый телефон", "Контактные данные наставляемого для связи", special=False,
    )  # fmt: skip
    mentor_contact: Text | None = field(
        "Контактные данные наставника", "text", "Контакты наставника", "Телефон наставника",
        "Наставник контактные данные", "Наставник контактные данные для связи", "Наставник контакты",
        "Наставник телефон", "Контактные данные наставника для связи", special=False,
    )  # fmt: skip
    mentor_workplace: Text | None = field(
        "Место работы/учёбы наставника", "text", "Место работы наставника", "Место учёбы наставника",
        "Наставник место работы/учёбы", "Наставник место работы", "Организация наставника", special=False,
    )  # fmt: skip
    competences: Text | None = fit_field("competences", "наставника")
    achievements: Text | None = field(
        "Важные для программы достижения", "text", "Достижения", "Достижения наставника",
        "Важные для программы достижения наставника", special=False,
    )  # fmt: skip
    interests: Text | None = fit_field("interests", "наставника")
    desired_age: Text | None = fit_field("desired_age", "наставника")
    time_resource: Text | None = fit_field("time_resource", "наставника")
    mentor_consent: Flag | None = field(
        "Согласие наставника", "presence", "Наставник согласие", special=False, judged=False
    )
    mentee_consent: Flag | None = field(
        "Согласие наставляемого", "presence", "Наставляемый согласие", special=False, judged=False
    )

    mentor_state: Text
    mentee_state: Text
    overlaps: Whole = pa.Field(nullable=True)

    @filled("empty_required", "mentor", "mentee", "start")
    @classmethod
    def complete(cls, values: Any) -> Any:
        return pd.notna(values)

    @rule("self_pair", "mentee")
    @classmethod
    def two_people(cls, frame: Columns) -> Any:
        return ~frame["self_pair"]

    @rule("ended_before_started", "end")
    @classmethod
    def ended_after_start(cls, frame: Columns) -> Any:
        return in_order(frame, "start", "end")

    @rule("started_before_birth", "start")
    @classmethod
    def started_after_birth(cls, frame: Columns) -> Any:
        return ~(frame["start"] < frame["born"]) if "start" in frame else True

    @rule("days_beside_name", "mentor")
    @classmethod
    def days_stand_not_beside_the_mentor(cls, frame: Columns) -> Any:
        return ~frame["mentor_days"]

    @rule("days_beside_name", "mentee")
    @classmethod
    def days_stand_not_beside_the_mentee(cls, frame: Columns) -> Any:
        return ~frame["mentee_days"]

    @rule("end_in_status", "status")
    @classmethod
    def end_has_its_own_cell(cls, frame: Columns) -> Any:
        return ~frame["end_in_status"]

    @rule("no_end_date", "status")
    @classmethod
    def finished_pair_has_an_end(cls, frame: Columns) -> Any:
        return ~frame["undated_end"]

    @pa.check("mentor_state", "mentee_state", error="unknown_person")
    @classmethod
    def person_is_listed(cls, states: Any) -> Any:
        return states != "unknown_person"

    @pa.check("mentor_state", "mentee_state", error="ended_unknown_person")
    @classmethod
    def person_of_an_ended_pair_is_listed(cls, states: Any) -> Any:
        return states != "ended_unknown_person"

    @pa.check("mentor_state", "mentee_state", error="ambiguous_person")
    @classmethod
    def person_is_one(cls, states: Any) -> Any:
        return states != "ambiguous_person"

    @pa.check("mentor_state", "mentee_state", error="number_name_mismatch")
    @classmethod
    def number_agrees_with_name(cls, states: Any) -> Any:
        return states != "number_name_mismatch"

    @rule("mentee_older", "mentee")
    @classmethod
    def mentor_is_older(cls, frame: Columns) -> Any:
        return ~(frame["mentee_born"] < frame["mentor_born"])

    @pa.check("overlaps", error="overlapping_pair:start", ignore_na=False)
    @classmethod
    def pair_is_listed_once(cls, earlier: Any) -> Any:
        return pd.isna(earlier)

    @rule("future_date", "start")
    @classmethod
    def started_by_now(cls, frame: Columns) -> Any:
        return not_later(frame, "start")
