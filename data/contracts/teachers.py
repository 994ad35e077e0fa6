"""The list of teachers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.contracts.field import Columns, Day, Flag, PersonContract, Text, Whole, field, in_order, not_later, rule
from data.contracts.fit_fields import fit_field

NO_NAME = (
    r"(?!.*(?:дат[аы]\b|рожд|год\b|возраст|телефон|контакт|адрес|номер|№|стаж|пол\b|согласи|образован|категор|должн|предмет|молод"
    r"|наград|курс|класс|нагрузк|совместит))"
)


class Teachers(PersonContract):
    """Teachers: one row a person."""

    class Config:
        name = "teachers"

    number: Text | None = field(
        "Табельный №", "number", "Табельный номер", "Таб. №", "№ табельный", "Таб. номер", "Номер сотрудника",
        "№ личного дела", "Личное дело №",
        hint="Если номера ведутся: он надёжнее имени",
        words=r"\bтаб\w*\b.*(?:№|номер|\bn\b)|(?:№|номер).*\bтаб",
    )  # fmt: skip
    name: Text = field(
        "ФИО", "name", "Сотрудник", "Педагог", "Ф.И.О.", "ФИО педагога", "ФИО учителя", "ФИО сотрудника", "Учитель",
        "Фамилия, имя, отчество", "Фамилия имя отчество", "ФИО полностью", "ФИО работника", "Работник",
        "ФИО педагогического работника", "Педагогический работник",
        hint="Фамилия, имя и отчество полностью", required=True,
        words=rf"^{NO_NAME}.*(?:\bфи ?о?\b|фамили|педагог|учител|сотрудник|работник|преподават)",
    )  # fmt: skip
    position: Text | None = field(
        "Должность",
        "text",
        "Занимаемая должность",
        "Должность, предмет",
        "Предмет",
        special=False,
        words=r"^(?!.*(?:дат[аы]\b|стаж|приказ)).*(?:должност|\bпредмет|преподает)",
    )
    birth: Day | None = field(
        "Дата рождения", "birth", "Родился", "Д.р.", "Д/р", "Год рождения", "Дата рожд.", "Г.р.", "ДР",
        hint="ДД.ММ.ГГГГ; нужна, если нет столбца «Молодой специалист»",
        words=r"рожд|\bродил|\bрод\b",
    )  # fmt: skip
    experience: Whole | None = field(
        "Педагогический стаж", "experience", "Стаж", "Пед. стаж", "Стаж педагогической работы", "Стаж работы",
        "Стаж педагогический", "Общий стаж / пед. стаж", "Стаж общий/педагогический", "Общий/педагогический стаж",
        "Стаж (общий/пед.)", "Общий педагогический стаж", "Стаж, лет", "Педстаж",
        "В т.ч. педагогический", "В том числе педагогический", "Из них педагогический", "В т.ч. пед.",
        hint="Полных лет или «2 года 5 месяцев»; нужен, если нет столбца «Молодой специалист»",
        words=r"^(?!.*(?:общ(?:ий|его)|категор|школе|учрежд|организац|должност)(?!.*пед)).*\bстаж",
    )  # fmt: skip
    hired_on: Day | None = field(
        "Дата приёма",
        "date",
        "Принят",
        "Дата приёма на работу",
        "Принята",
        "Дата трудоустройства",
        hint="ДД.ММ.ГГГГ",
        special=False,
        words=r"^(?!.*приказ).*(?:\bприем|\bпринят|трудоустр|работает с\b|в школе с\b)",
    )
    left_on: Day | None = field(
        "Дата увольнения",
        "date",
        "Уволен",
        "Дата выбытия",
        "Уволена",
        "Выбыл",
        hint="ДД.ММ.ГГГГ",
        special=False,
        words=r"^(?!.*(?:приказ|причин)).*(?:увол|выбы)",
    )
    young_specialist: Flag | None = field(
        "Молодой специалист", "flag", "МС", "Статус молодого специалиста", "Молодые специалисты", "Мол. специалист",
        "Мол. спец.", "Молодой спец.",
        hint="«да» или пусто; пустая ячейка значит «нет»", special=False,
        words=r"\bмолод\w* ?(?:спец|педагог|учител)|\bмс\b|^статус$",
    )  # fmt: skip
    category: Text | None = field("Категория", "text", "Квалификационная категория", special=False)
    request: Text | None = fit_field("request", "педагога")
    competences: Text | None = fit_field("competences", "педагога")
    interests: Text | None = fit_field("interests", "педагога")
    desired_age: Text | None = fit_field("desired_age", "педагога")
    time_resource: Text | None = fit_field("time_resource", "педагога")
    consent: Flag | None = field(
        "Согласие", "presence", "Согласие на обработку данных", "Согласие на обработку ПДн",
        hint="«да», если согласие на обработку персональных данных подписано: нужно для муниципальной базы",
        special=False, judged=False,
    )  # fmt: skip

    @rule("left_before_enrolled", "left_on")
    @classmethod
    def left_after_hiring(cls, frame: Columns) -> Any:
        return in_order(frame, "hired_on", "left_on")

    @rule("future_date", "hired_on")
    @classmethod
    def hired_by_now(cls, frame: Columns) -> Any:
        return not_later(frame, "hired_on")

    @rule("no_birth_date", "birth")
    @classmethod
    def born_if_youth_is_computed(cls, frame: Columns) -> Any:
        needed = "experience" in frame and "young_specialist" not in frame and "birth" in frame
        return pd.notna(frame["birth"]) if needed else True
