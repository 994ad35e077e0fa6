"""What a spelling means is decided once by a person, applied to all its cells, reported, and remembered."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from data.checking.messages import message
from data.corrections.spellings import SpellingDecision, spelling_choices
from data.findings import CODES, ListError, Severity
from data.people.person_search import ErasureTarget
from data.recognition.block import Choice
from data.russian import date_text
from data.saving import checked_with_stored, earlier_decisions
from data.spreadsheets.sheet import CellError
from data.store.decisions import decide, forget, key_of, spelling_decisions
from data.store.erasure import erase_person
from data.store.versions import Store
from tests.data.lists import checked, codes, reported, sheet
from tests.data.store.saved import to_save

STUDENTS = """
    ФИО                      | Дата рождения | Класс | ОВЗ          | Вид учёта  | СОП
    Ромашкина Верба Кедровна | 01.02.2010    | 8А    | по заявлению | нет        | нет
    Клевер Ясень Тополевич   | 02.02.2010    | 8А    | По  заявлению | на контроле | может
    Осока Рябина Кленовна    | 03.03.2010    | восьмёрка | да        | нет        | нет
"""
TEACHERS = """
    ФИО                       | Молодой специалист
    Липа Калина Дубравовна    | нет
    Можжевельник Явор Лесович | совместитель
"""
PAIRS = """
    Наставник              | Наставляемый             | Форма наставничества | Формат | Дата начала | Дата окончания
    Липа Калина Дубравовна | Ромашкина Верба Кедровна | шефство              | редко  | сент. 2023  | май 2024
    Липа Калина Дубравовна | Клевер Ясень Тополевич   | Шефство              | очный  | Сент. 2023  |
    Липа Калина Дубравовна | Осока Рябина Кленовна    | учитель – ученик     | очный  | осенью      |
"""


def lists(**more: object):
    return checked(STUDENTS, TEACHERS, PAIRS, **more)


def choices(code: str, field: str):
    """The choices of the first finding of a code in a field."""
    findings = lists().findings
    finding = next(finding for finding in findings if (finding.code, finding.field) == (code, field))
    return spelling_choices(finding, findings)


def decided(table: str, field: str, spelling: str, meaning: str, **more: object):
    return lists(spellings=[SpellingDecision(table, field, spelling, meaning)], **more)


def test_of_health_nothing_is_proposed_and_nothing_but_yes_or_no_can_be_decided():
    choice = choices("bad_flag", "ovz")
    assert (choice.spelling, choice.count) == ("по заявлению", 2)
    assert [(meaning.text, meaning.title) for meaning in choice.meanings] == [("да", "есть ОВЗ"), ("нет", "нет ОВЗ")]
    assert (choice.proposal, choice.is_open) == (None, False)


@pytest.mark.parametrize(
    ("field", "meanings"),
    [
        ("registers", ["СОП", "ВШУ", "ПДН", "КДН и ЗП", "нет"]),
        ("at_risk", ["да", "нет"]),
        ("young_specialist", ["да", "нет"]),
        ("mode", ["очный", "дистанционный", "смешанный"]),
    ],
)
def test_a_mark_that_is_not_understood_can_mean_what_its_field_can_and_nothing_is_proposed(field, meanings):
    choice = choices("bad_flag", field)
    assert [meaning.text for meaning in choice.meanings] == meanings
    assert (choice.proposal, choice.count) == (None, 1)


def test_every_meaning_that_is_offered_is_understood():
    findings = lists().findings
    offered = [choice for finding in findings if (choice := spelling_choices(finding, findings))]
    assert {choice.field for choice in offered} == {
        "ovz",
        "registers",
        "at_risk",
        "young_specialist",
        "class_name",
        "form",
        "mode",
        "start",
        "end",
    }
    for choice in offered:
        assert choice.proposal in (None, *(finding.text for finding in choice.meanings))
        for meaning in choice.meanings:
            assert choice.decision(meaning.text).is_understood, (choice.field, meaning)


def test_a_month_is_proposed_as_the_day_that_is_assumed():
    start, end = choices("assumed_date", "start"), choices("assumed_date", "end")
    assert (start.spelling, start.count, start.proposal) == ("сент. 2023", 2, "01.09.2023")
    assert [meaning.title for meaning in start.meanings] == ["начало срока, 01.09.2023", "конец срока, 30.09.2023"]
    assert (end.proposal, end.is_open) == ("31.05.2024", True)


@pytest.mark.parametrize(
    ("term", "last"),
    [("2023/24 уч. год", dt.date(2024, 5, 31)), ("2 года с сентября 2023", dt.date(2025, 8, 31))],
)
def test_a_term_of_a_school_year_or_a_length_is_proposed_with_both_ends(term: str, last: dt.date):
    pairs = f"""
        Наставник              | Наставляемый             | Срок
        Липа Калина Дубравовна | Ромашкина Верба Кедровна | {term}
    """
    findings = checked(STUDENTS, TEACHERS, pairs).findings
    choice = spelling_choices(next(finding for finding in findings if finding.code == "assumed_date"), findings)
    assert choice.proposal == f"с 01.09.2023 по {date_text(last)}"
    healthy = STUDENTS.replace("по заявлению", "нет")
    settled = checked(healthy, TEACHERS, pairs, spellings=[choice.decision(choice.proposal)])
    assert "assumed_date" not in codes(settled)
    row = settled.roster.pairs.iloc[0]
    assert (row["start"].date(), row["end"].date()) == (dt.date(2023, 9, 1), last)


@pytest.mark.parametrize("term", ["сент. 2023 – по н.в.", "с сентября 2023"])
def test_a_term_that_names_its_start_alone_is_proposed_without_an_end(term: str):
    pairs = f"""
        Наставник              | Наставляемый             | Срок
        Липа Калина Дубравовна | Ромашкина Верба Кедровна | {term}
    """
    findings = checked(STUDENTS, TEACHERS, pairs).findings
    choice = spelling_choices(next(finding for finding in findings if finding.code == "assumed_date"), findings)
    assert ([meaning.text for meaning in choice.meanings], choice.proposal) == (["с 01.09.2023"], "с 01.09.2023")
    healthy = STUDENTS.replace("по заявлению", "нет")
    settled = checked(healthy, TEACHERS, pairs, spellings=[choice.decision("с 01.09.2023")])
    assert "assumed_date" not in codes(settled)
    row = settled.roster.pairs.iloc[0]
    assert row["start"].date() == dt.date(2023, 9, 1) and pd.isna(row["end"])


def test_a_form_near_to_a_known_one_is_proposed_and_a_strange_one_is_not():
    assert choices("unknown_form", "form").proposal is None
    findings = checked(STUDENTS, TEACHERS, PAIRS.replace("шефство ", "учитель-учинек ")).findings
    near = next(finding for finding in findings if finding.code == "unknown_form" and finding.value == "учитель-учинек")
    assert spelling_choices(near, findings).proposal == "учитель – ученик"


def test_what_no_spelling_settles_offers_none():
    broken = STUDENTS.replace("01.02.2010", "31.02.2010")
    for finding in checked(broken, TEACHERS, PAIRS.replace("Осока", "Полынь")).findings:
        if finding.code not in ("bad_flag", "unknown_form", "odd_class", "assumed_date") and finding.field != "start":
            assert spelling_choices(finding) is None, finding.code
    birth = next(finding for finding in checked(broken).findings if finding.code == "bad_date")
    assert birth.field == "birth" and spelling_choices(birth) is None


def test_the_error_of_a_formula_means_nothing():
    rows = [["ФИО", "Дата рождения", "Класс", "ОВЗ"], ["Клевер Ясень", "02.02.2010", "8А", CellError("#REF!")]]
    faulty = checked(rows)
    (fault,) = reported(faulty, "bad_flag")
    assert spelling_choices(fault) is None
    assert reported(checked(rows, spellings=[SpellingDecision("students", "ovz", "#REF!", "нет")]), "bad_flag")


def test_a_decision_holds_for_all_cells_of_the_spelling_and_for_no_other():
    settled = decided("students", "ovz", "по заявлению", "нет")
    assert settled.roster.students["ovz"].tolist() == [False, True]  # one more is out by «на контроле»
    assert not [finding for finding in reported(settled, "bad_flag") if finding.field == "ovz"]
    assert [finding.field for finding in reported(settled, "bad_flag")] == [
        "registers",
        "at_risk",
        "young_specialist",
        "mode",
    ]
    longer = checked(
        STUDENTS.replace("По  заявлению", "по заявлению матери"),
        TEACHERS,
        PAIRS,
        spellings=[SpellingDecision("students", "ovz", "по заявлению", "нет")],
    )
    assert [finding.value for finding in reported(longer, "bad_flag") if finding.field == "ovz"] == [
        "по заявлению матери"
    ]


def test_a_decision_is_of_its_own_field_and_list():
    assert codes(decided("students", "registers", "по заявлению", "нет")) == codes(lists())
    assert codes(decided("pairs", "ovz", "по заявлению", "нет")) == codes(lists())


def test_what_was_applied_is_reported_with_its_count():
    (finding,) = reported(decided("pairs", "form", "шефство", "учитель – ученик"), "applied_decision")
    assert (finding.severity, finding.count, finding.cell) == (Severity.INFORMATION, 2, "C2")
    assert message(finding) == (
        "Лист «Пары», строка 2, столбец C «Форма наставничества»: «шефство» – применено ваше решение: "
        "«учитель – ученик» (2\u00a0ячейки). Решение можно изменить на странице загрузки."
    )
    assert "applied_decision" in CODES


def test_forms_classes_and_days_are_settled_too():
    settled = lists(
        spellings=[
            SpellingDecision("students", "ovz", "по заявлению", "нет"),
            SpellingDecision("students", "registers", "на контроле", "ВШУ"),
            SpellingDecision("students", "at_risk", "может", "нет"),
            SpellingDecision("students", "class_name", "восьмёрка", "8Б"),
            SpellingDecision("teachers", "young_specialist", "совместитель", "нет"),
            SpellingDecision("pairs", "form", "шефство", "учитель – ученик"),
            SpellingDecision("pairs", "mode", "редко", "смешанный"),
            SpellingDecision("pairs", "start", "сент. 2023", "15.09.2023"),
            SpellingDecision("pairs", "start", "осенью", "01.10.2023"),
            SpellingDecision("pairs", "end", "май 2024", "25.05.2024"),
        ]
    )
    assert set(codes(settled)) == {"applied_decision", "registers_not_counted"}
    assert settled.roster.students["class_name"].tolist() == ["8А", "8А", "8Б"]
    assert settled.roster.students["vshu"].tolist() == [False, True, False]
    assert [day.date() for day in settled.roster.pairs["start"]] == [
        dt.date(2023, 9, 15),
        dt.date(2023, 9, 15),
        dt.date(2023, 10, 1),
    ]


@pytest.mark.parametrize(("field", "meaning"), [("ovz", "уточнить"), ("start", "31.02.2023"), ("class_name", "восемь")])
def test_a_meaning_that_cannot_be_read_is_refused_and_never_applied(field, meaning):
    table, spelling = {
        "ovz": ("students", "по заявлению"),
        "start": ("pairs", "осенью"),
        "class_name": ("students", "восьмёрка"),
    }[field]
    findings = lists().findings
    finding = next(finding for finding in findings if finding.field == field and finding.value == spelling)
    with pytest.raises(ListError, match=meaning):
        spelling_choices(finding).decision(meaning)
    assert lists(spellings=[SpellingDecision(table, field, spelling, meaning)]).findings == findings


def test_a_decision_of_a_field_that_is_no_more_does_nothing():
    gone = SpellingDecision("students", "former_column", "по заявлению", "нет")
    assert lists(spellings=[gone]).findings == lists().findings


def test_a_cell_of_a_column_that_is_left_out_is_not_changed():
    choices = {("Списки.xlsx", "Обучающиеся"): Choice("students", 1, {3: None})}
    settled = decided("students", "ovz", "по заявлению", "нет", choices=choices)
    assert not reported(settled, "applied_decision")


def test_a_decision_is_remembered_and_applied_to_the_next_lists(store_place):
    store = Store(store_place)
    decision = SpellingDecision("students", "ovz", "по заявлению", "нет")
    decide(store, decision)
    decide(store, SpellingDecision("students", "ovz", "По заявлению", "да"))  # the later one is in force
    assert spelling_decisions(store) == [SpellingDecision("students", "ovz", "По заявлению", "да")]
    sheets = [sheet(STUDENTS, "Обучающиеся")]
    settled, _ = checked_with_stored(store, sheets, **earlier_decisions(store, sheets))
    assert [finding.proposal for finding in reported(settled, "applied_decision")] == ["да"]
    forget(store, *key_of(decision))
    assert earlier_decisions(store, sheets)["spellings"] == []


def test_a_decision_whose_text_names_a_person_goes_with_him(store_place):
    store = Store(store_place)
    store.save(to_save(), None)
    named = SpellingDecision("students", "ovz", "справка Ромашкина В.", "да")
    nameless = SpellingDecision("students", "ovz", "по заявлению", "нет")
    decide(store, named)
    decide(store, nameless)
    erase_person(store, ErasureTarget("Ромашкина Верба Кедровна", dt.date(2010, 2, 1)), "Директор", "заявление")
    assert spelling_decisions(store) == [nameless]
