"""Step 3 of an upload: an assumption about a spelling counts its cells once and offers no rows to remove."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data.russian import CELLS, counted
from data.store.location import place
from data.store.settings import save_settings
from data.store.versions import Store
from pages.upload_steps.kinds import FindingKind, kinds_of
from tests.pages.test_uploads import CLEAN, SCHOOL, Start, draft, drop, workbook

MENTOR, FORM = "Сосновая Весна", "работодатель – ученик"
GROUP = "Ромашкина Астра, Кленов Агат"
YEAR, MONTHS = "2024-2025 уч. год", "сентябрь 2024 г. – май 2025 г."


@pytest.fixture
def dropped(app: Start) -> Callable[..., AppTest]:
    save_settings(Store(place()), {"school": SCHOOL}, "Директор")
    return lambda *rows: drop(app("uploads"), workbook(Дети=CLEAN, Пары=list(rows)))


def kind(test: AppTest, code: str) -> FindingKind:
    current = draft(test)
    assert current.checked is not None
    return next(kind for kind in kinds_of(current, current.checked[1]) if kind.code == code)


def pair(mentee: str, *more: str) -> list[str]:
    return [MENTOR, mentee, FORM, *more]


def test_a_term_in_place_of_days_offers_no_rows_to_remove(dropped: Callable[..., AppTest]):
    rows = [pair("Ромашкина Астра", YEAR), pair("Кленов Агат", YEAR), pair(GROUP, MONTHS)]
    test = dropped(["Наставник", "Наставляемый", "Форма", "Срок"], *rows)
    terms = kind(test, "assumed_date")
    assert len(terms.questions) == len({YEAR, MONTHS})
    assert (terms.rows, terms.removal) == (frozenset(), "")
    assert "remove_assumed_date" not in {button.key for button in test.button}


def test_a_term_of_a_group_is_one_cell_however_many_pairs_and_ends_it_gives(dropped: Callable[..., AppTest]):
    rows = [pair(GROUP, MONTHS), [f"{MENTOR}; Липа Калина", *pair(GROUP, YEAR)[1:]], pair("Кленов Агат", YEAR)]
    terms = kind(dropped(["Наставник", "Наставляемый", "Форма", "Срок"], *rows), "assumed_date")
    assert terms.title.endswith(counted(len(rows), *CELLS))
    assert {question.choices.spelling: question.choices.count for question in terms.questions} == {MONTHS: 1, YEAR: 2}
    assert {finding.count for question in terms.questions for finding in question.findings} == {1, 2}


def test_an_unclear_status_counts_a_cell_of_a_group_once_and_offers_no_rows_to_remove(
    dropped: Callable[..., AppTest],
):
    rows = [pair(GROUP, "01.09.2024", "в раздумьях"), pair("Кленов Агат", "01.10.2024", "в раздумьях")]
    statuses = kind(dropped(["Наставник", "Наставляемый", "Форма", "Дата начала", "Статус"], *rows), "unknown_status")
    assert [question.choices.count for question in statuses.questions] == [len(rows)]
    assert statuses.removal == ""


def test_rows_of_a_spelling_are_removed_all_or_not_at_all(dropped: Callable[..., AppTest]):
    header = ["Наставник", "Наставляемый", "Форма", "Дата начала"]
    alone = [pair("Ромашкина Астра", "осенью"), pair("Кленов Агат", "осенью")]
    days = kind(dropped(header, *alone), "bad_date")
    assert len(days.rows) == len(alone)
    days = kind(dropped(header, *alone, pair(GROUP, "осенью")), "bad_date")
    assert [question.choices.count for question in days.questions] == [len(alone) + 1]
    assert days.removal == ""


def test_a_day_in_a_title_is_no_row_to_remove(app: Start):
    save_settings(Store(place()), {"school": SCHOOL}, "Директор")
    pupils = [["по состоянию на 31.12.2099"], *CLEAN[1:]]
    test = drop(app("uploads"), workbook(Дети=pupils, Пары=[["Наставник", "Наставляемый", "Форма", "Дата начала"]]))
    assert kind(test, "future_date").removal == ""
