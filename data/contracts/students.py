"""The list of pupils."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.contracts.field import (
    Columns,
    Day,
    Flag,
    PersonContract,
    Text,
    Whole,
    field,
    filled,
    in_order,
    not_later,
    rule,
)
from data.contracts.fit_fields import fit_field

CHILD = r"(?:ребен|обучающ|учащ|\bуч-?ся\b|учени(?:к|ц)|школьник|воспитанник|\bдет(?:и|ей|ям)\b|лицеист|кадет)"
NO_NAME = (
    r"(?!.*(?:класс|дат[аы]\b|рожд|год\b|возраст|телефон|контакт|адрес|номер|№|пол\b|согласи|овз|инвалид|учет|статус|категор|наставник"
    r"|здоров|снилс|полис|паспорт|документ|сведен|откуда|куда))"
)

YOUNGEST, OLDEST = 5, 21  # `odd_age`, docs/domain.md, «Findings»: ages outside are unusual for a school
AGE_BEFORE_GRADE = 6  # a pupil of grade 1 is about 7, of grade 11 about 17
AGE_TOLERANCE = 3  # `odd_age`, docs/domain.md, «Findings»: years from the usual age of the grade


def usual_age(frame: Columns) -> Any:
    """Returns rows whose age on the date of the data is usual for a school and for the class, or not known.

    Where only the year of birth is known, `age` is the highest possible and `least_age` the lowest: one must be usual.
    """

    grade = frame["grade"].to_numpy("float64", na_value=float("nan"))

    def usual(age: Any) -> Any:
        fits_class = pd.isna(grade) | (abs(age - AGE_BEFORE_GRADE - grade) <= AGE_TOLERANCE)
        return (age >= YOUNGEST) & (age <= OLDEST) & fits_class

    return pd.isna(frame["age"]) | usual(frame["age"]) | usual(frame["least_age"])


class Students(PersonContract):
    """Pupils: one row a person."""

    class Config:
        name = "students"

    number: Text | None = field(
        "№ личного дела", "number", "Личное дело №", "Личное дело", "Номер личного дела", "№ дела", "№ л/д", "Л/д",
        "№ обучающегося", "Номер обучающегося", "Лицевой счёт",
        hint="Если номера ведутся: он надёжнее имени",
        words=r"(?:№|номер)\b.*\bдел[ао]?\b",
    )  # fmt: skip
    name: Text = field(
        "ФИО", "name", "ФИО ребёнка", "ФИО обучающегося", "ФИО учащегося", "ФИО ученика", "Ф.И.О.", "Ученик",
        "Обучающийся", "Учащийся", "Фамилия, имя, отчество", "Фамилия имя отчество", "Фамилия, имя", "Фамилия имя",
        "ФИО полностью", "ФИ", "ФИ ребёнка", "ФИ обучающегося", "ФИ учащегося", "Ф.И.", "Фамилия и имя",
        "Фамилия, имя, отчество обучающегося", "Фамилия, имя, отчество ребёнка",
        hint="Фамилия, имя и отчество полностью, как в документах", required=True,
        words=rf"^{NO_NAME}.*(?:\bфи ?о?\b|фамили|{CHILD})",
    )  # fmt: skip
    birth: Day | None = field(
        "Дата рождения", "birth", "Родился", "Д.р.", "Год рождения", "Дата рожд.", "Дата рождения ребёнка", "Г.р.",
        "Дата рождения обучающегося", "День рождения", "Число, месяц, год рождения", "Родилась", "Дата рожд", "ДР",
        "Д/р",
        hint="ДД.ММ.ГГГГ; если известен только год – четыре цифры", required=True,
        words=r"рожд|\bродил|\bрод\b",
    )  # fmt: skip
    class_name: Text | None = field(
        "Класс", "class", "Номер и буква класса", "Класс / группа", "Класс/группа", "Класс обучения", "Учебный класс",
        "Класс, литера", "Кл.", "Кл", "Класс (группа)", "Группа", "Класс обучающегося", "Класс с литерой",
        hint="Номер и буква: 5А", required=True,
        words=r"^(?!.*(?:руковод|воспитат|комнат|кабинет|смен)).*(?:\bкласс[ае]?\b|\bучится в|\bобучается в)",
    )  # fmt: skip
    grade: Whole | None = field("Параллель", "grade", "Номер класса", "Год обучения")
    letter: Text | None = field("Литера", "letter", "Буква", "Буква класса", "Литер", "Литера класса")
    sex: Text | None = field("Пол", "text", special=False)
    ovz: Flag | None = field(
        "ОВЗ", "ovz", "Статус ОВЗ", "Вариант АООП", "ПМПК", "АООП", "Заключение ПМПК", "Обучающийся с ОВЗ",
        "Дети с ОВЗ", "Ребёнок с ОВЗ", "Наличие ОВЗ", "Вид ОВЗ", "Ограниченные возможности здоровья",
        "Адаптированная программа",
        hint="«да», если есть заключение ПМПК; можно указать вариант программы («7.1»)",
        signs=r"\bовз\b|ограниченн\w+ возможн|\bограничени\w+ здоров|\bпмпк\b|\bаооп\b|\bзпр\b|\bтнр\b",
    )  # fmt: skip
    disabled: Flag | None = field(
        "Инвалидность", "presence", "Инвалид", "Ребёнок-инвалид", hint="На показатели не влияет: это не ОВЗ",
        judged=False,
    )  # fmt: skip
    at_risk: Flag | None = field(
        "СОП", "register", "Персонифицированный учёт", "Состоит на персонифицированном учёте", "На учёте СОП с",
        "СОП с", "На персонифицированном учёте с", "Социально опасное положение", "Находится в СОП", "Семья СОП",
        "Учёт СОП", "На персонифицированном учёте", "Банк данных СОП", "На учёте СОП",
        hint="«да», если ребёнок внесён в муниципальный банк данных (СОП, персонифицированный учёт)",
    )  # fmt: skip
    at_risk_until: Day | None = field(
        "Снят с персонифицированного учёта", "date", "Снят с учёта СОП", "Снят с СОП", "Дата снятия с учёта СОП",
        special=True,
    )  # fmt: skip
    registers: Text | None = field(
        "Вид учёта", "registers", "Виды учёта", "Учёт", "Состоит на учёте", "Профилактический учёт", "На учёте",
        "Профучёт", "Проф. учёт", "Проф учёт", "Проф-учёт", "Профилактический учёт (вид)",
        "Категория учёта", "Тип учёта", "Форма учёта", "Вид профилактического учёта", "Где состоит на учёте",
        signs=r"\bсоп\b|персонифицир|\bвш[ук]\b|\bпдн\b|\bкдн\b|группа риска|на учете|\bучета?\b",
    )  # fmt: skip
    risk_group: Flag | None = field("Группа риска", "register")
    vshu: Flag | None = field(
        "ВШУ", "register", "На ВШУ с", "На ВШУ", "На учёте ВШУ с", "На учёте ВШУ", "Внутришкольный учёт",
        "ВШК", "На ВШК с", "На ВШК", "На учёте ВШК с", "На учёте ВШК", "Внутришкольный контроль", "Учёт ВШУ",
        "Учёт ВШК", "На внутришкольном учёте", "На внутришкольном контроле", "Внутришкольный профилактический учёт",
    )  # fmt: skip
    vshu_until: Day | None = field("Снят с ВШУ", "date", "Снят с учёта ВШУ", "Дата снятия с ВШУ", special=True)
    pdn: Flag | None = field("ПДН", "register", "На учёте ПДН с", "На учёте ПДН", "На ПДН с", "ПДН с", "Учёт ПДН")
    pdn_until: Day | None = field("Снят с ПДН", "date", "Снят с учёта ПДН", "Дата снятия с учёта ПДН", special=True)
    kdn: Flag | None = field(
        "КДН", "register", "На учёте КДН с", "КДН и ЗП", "На учёте КДН", "На КДН с", "КДН с", "КДНиЗП", "Учёт КДН",
        "На учёте КДН и ЗП с", "На учёте КДН и ЗП",
    )  # fmt: skip
    kdn_until: Day | None = field(
        "Снят с КДН", "date", "Снят с учёта КДН", "Снят с учёта КДН и ЗП", "Снят с КДН и ЗП", "Дата снятия с учёта КДН",
        special=True,
    )  # fmt: skip
    # Of whatever register the row names; a column of that register alone comes first.
    registered_on: Day | None = field(
        "Дата постановки на учёт", "date", "Поставлен на учёт", "На учёте с", "Состоит на учёте с",
        "Дата постановки на профилактический учёт", "Дата постановки на проф. учёт", special=True,
    )  # fmt: skip
    removed_on: Day | None = field(
        "Снят с учёта", "date", "Дата снятия с учёта", "Снята с учёта", "Дата снятия с профилактического учёта",
        special=True,
    )  # fmt: skip
    categories: Text | None = field(
        "Социальная категория", "categories", "Соц. категория", "Социальный статус", "Соц. статус", "Категория",
        "Категории", "Категория обучающегося", "Категория семьи", "Категория ребёнка", "Особая категория",
        "Статус ребёнка", "Статус обучающегося", "Статус ученика", "Льготная категория", special=True, judged=False,
    )  # fmt: skip
    enrolled_on: Day | None = field(
        "Дата зачисления", "date", "Зачислен", "Прибыл", "Дата поступления", "Дата прибытия", "Зачислена",
        "Принят в школу",
        hint="ДД.ММ.ГГГГ; пусто – учится с начала", special=False,
        words=r"^(?!.*(?:приказ|выб|откуда)).*(?:зачислен|прибы|поступ|\bпринят)",
    )  # fmt: skip
    left_on: Day | None = field(
        "Дата выбытия", "date", "Выбыл", "Отчислен", "Дата отчисления", "Выбыла", "Дата выбытия из школы",
        hint="ДД.ММ.ГГГГ; с этого дня человек не учитывается", special=False,
        words=r"^(?!.*(?:приказ|зачисл|прибы|куда|причин)).*(?:выбы|отчисл|\bубы)",
    )  # fmt: skip
    request: Text | None = fit_field("request", "обучающегося")
    competences: Text | None = fit_field("competences", "обучающегося")
    interests: Text | None = fit_field("interests", "обучающегося")
    desired_age: Text | None = fit_field("desired_age", "обучающегося")
    time_resource: Text | None = fit_field("time_resource", "обучающегося")
    consent: Flag | None = field(
        "Согласие", "presence", "Согласие на обработку данных", "Согласие на обработку ПДн",
        hint="«да», если согласие на обработку персональных данных подписано: нужно для муниципальной базы",
        special=False, judged=False,
    )  # fmt: skip

    @filled("no_birth_date", "birth")
    @classmethod
    def born(cls, birth: Any) -> Any:
        return pd.notna(birth)

    @filled("empty_required", "class_name")
    @classmethod
    def in_a_class(cls, names: Any) -> Any:
        return pd.notna(names)

    @rule("odd_class", "class_name")
    @classmethod
    def class_is_understood(cls, frame: Columns) -> Any:
        return pd.notna(frame["grade"]) | pd.isna(frame["class_name"])

    @rule("left_before_enrolled", "left_on")
    @classmethod
    def left_after_enrolment(cls, frame: Columns) -> Any:
        return in_order(frame, "enrolled_on", "left_on")

    @rule("odd_age", "birth")
    @classmethod
    def age_fits_school_and_class(cls, frame: Columns) -> Any:
        return usual_age(frame)

    @rule("future_date", "enrolled_on")
    @classmethod
    def enrolled_by_now(cls, frame: Columns) -> Any:
        return not_later(frame, "enrolled_on")
