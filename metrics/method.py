"""How every number is computed, in Russian words made from the declarations."""

from __future__ import annotations

from typing import assert_never

from data.russian import date_text, numbered
from data.vocabulary import REGISTER_TITLES
from metrics.explain import ROLE_WORDS, band_words
from metrics.indicators import Declarations, Indicator, Settings
from metrics.pairing import ANY_GRADES
from metrics.settings import goals_are_its_own
from metrics.wording import percent


def definition(indicator: Indicator, declarations: Declarations) -> list[str]:
    """Returns the part, whole, other readings, goals and note of an indicator."""
    main, *others = (declarations.wholes[key] for key in indicator.readings)
    goals = ", ".join(f"{year} год – {percent(goal)}" for year, goal in indicator.goals.items())
    lines = [
        f"Числитель: {_part_words(indicator, declarations)}. Каждый человек считается один раз.",
        f"Знаменатель: {main.title}.",
        *(f"Второе чтение – {whole.of}: показано рядом." for whole in others),
        f"Целевые значения: {goals}.",
        indicator.note,
    ]
    return [line for line in lines if line]


def _part_words(indicator: Indicator, declarations: Declarations) -> str:
    """Returns who is counted in the part."""
    part = indicator.part
    words = ["обучающиеся" if declarations.people(indicator) == "students" else "педагоги"]
    if part.group:
        words.append(declarations.groups[part.group].described)
    if part.ages:
        words.append(f"{band_words(part.ages)} (полных)")
    words.append(f"с действующей парой в роли {ROLE_WORDS[part.role]}")
    return ", ".join(words)


def who_counts(declarations: Declarations) -> tuple[str, ...]:
    """Returns the rules on people and pairs, with what the school has set."""
    return (
        "Возраст – полных лет на дату отчёта; оба края возрастной группы входят в неё. "
        "Родившийся 29 февраля становится на год старше 1 марта обычного года.",
        "Обучается на дату: зачислен не позже неё и не выбыл. Выбывший в день отчёта уже не учитывается. "
        "Так же с педагогами.",
        "Пара участвует, если она действует хотя бы один день отчётного периода и не отменена. "
        "Сколько бы пар ни было у человека, он считается один раз.",
        "Без даты рождения человек входит только в доли без возраста. Если известен только год – в возрастную группу, "
        "когда в неё попадает любой день этого года.",
        "«Вне ОО», группы детского сада и ГКП – не обучающиеся: строки не учитываются, об этом сказано в замечаниях.",
        *filter(None, (_group_rule(key, declarations) for key in declarations.groups)),
        "Дистанционный и смешанный форматы – «с использованием дистанционных образовательных технологий».",
        "Нет списка или столбца – это не «нет»: показатель остаётся без данных.",
        "Отбор по категориям, классу и возрасту сужает и числитель, и знаменатель; "
        "отбор по форме, формату и наставнику – только числитель.",
    )


def _group_rule(key: str, declarations: Declarations) -> str:
    """Returns how a group is read where its column alone does not tell, else ""."""
    group, settings = declarations.groups[key], declarations.settings
    match group.rule:
        case "column":
            return group.note
        case "registers":
            others = ", ".join(title for register, title in REGISTER_TITLES.items() if register != group.column)
            counted = ", ".join(REGISTER_TITLES[register] for register in settings.counted_registers)
            where = f"в {numbered('показателе', 'показателях', declarations.numbers_of(key))}"
            rule = f"учитываются только: {counted}" if counted else "не учитываются"
            return f"{group.note} {others} читаются, но {where} {rule}.".strip()
        case "young_specialists":
            return (
                "Молодой специалист – по столбцу школы; без него – стаж менее "
                f"{settings.young_specialist_experience} лет и возраст не старше "
                f"{settings.young_specialist_oldest} лет. {group.note}".strip()
            )
        case _:
            assert_never(group.rule)


def goal_rules(declarations: Declarations) -> tuple[str, ...]:
    """Returns how goals of years, the line of the plan and roundings are taken."""
    return (
        _whose_goals(declarations.settings),
        f"Линия плана идёт от нуля {date_text(declarations.line_starts)} "
        "через целевое значение каждого года на 31 декабря, дальше ровно.",
        *_between_goals(declarations),
        "«До целевого значения – N чел.»: сколько ещё людей нужно охватить. "
        "Потолок – доля, если бы были охвачены все, кто может.",
        "Доли сравниваются точно, без округления; на экране – одна цифра после запятой, больше – "
        "если иначе недостигнутое казалось бы достигнутым.",
    )


def _whose_goals(settings: Settings) -> str:
    """Returns whether the goals in force are the school's own, confirmed or only declared."""
    if settings.own_goals:
        return "Целевые значения – свои, установлены школой."
    if settings.goals_confirmed:
        return "Целевые значения – как в целевой модели, подтверждены школой."
    if goals_are_its_own(settings):
        return "Целевые значения – из дорожной карты."
    return "Целевые значения – как в целевой модели; школа их ещё не подтвердила."


def _between_goals(declarations: Declarations) -> list[str]:
    """Returns what the goal is in the years between those that have one, if there are any."""
    between = set()
    for indicator in declarations.indicators:
        between |= set(range(min(indicator.goals), max(indicator.goals))) - set(indicator.goals)
    if not between:
        return []
    *first, last = map(str, sorted(between))
    years = f"{', '.join(first)} и {last}" if first else last
    return [
        f"В годы между целевыми ({years}) целевым служит значение линии на 31 декабря – «промежуточное значение».",
    ]


def pairing_rules(declarations: Declarations) -> tuple[str, ...]:
    """Returns how new pairs are proposed, with what the school has set."""
    rules = declarations.settings.pairing
    least, most = rules.grades_apart
    month, day = rules.leaving_after
    grades = ", ".join(map(str, rules.leaving_grades))
    return (
        "План – самое меньшее число новых пар, с которыми на выбранный день достигаются сразу все целевые значения "
        "года: меньше нельзя, это доказывает решатель. При равном числе – меньше пар у самого загруженного наставника, "
        "потом те, кто больше подходит друг другу. Человек считается в каждой доле один раз.",
        f"У одного наставника не больше {rules.most_pairs} пар вместе с теми, что уже работают; наставляемому "
        "предлагается один новый наставник. Оба в школе и в начале пары, и в этот день.",
        "Наставник-ученик не младше наставляемого; без даты рождения ученик ученику не предлагается."
        + ("" if (least, most) == ANY_GRADES else f" Он старше на {least}–{most} параллелей."),
        f"Ученика на учёте наставляет ученик не моложе {rules.register_mentors_from} лет или взрослый."
        if rules.register_mentors_from
        else "",
        "" if rules.registered_mentors else "Ученик на учёте не предлагается как наставник.",
        f"В своём классе наставник-ученик {'может' if rules.own_class else 'не может'} быть наставником; "
        f"братьям и сёстрам (одна фамилия, одно отчество) – {'может' if rules.siblings else 'не может'}.",
        "Молодому специалисту нужен педагог, который сам не молодой специалист.",
        "Где в списке есть столбец «Согласие», без согласия никто не предлагается.",
        f"Ученики параллелей {grades} не учитываются после {day:02d}.{month:02d}." if grades else "",
        "Кто кому больше подходит, решают запрос и компетенции, предмет, интересы, желаемый возраст и время – если они "
        "есть в списках, – и разница в классах. Это подсказка, а не прогноз.",
    )
