"""What the status of a pair says of its end."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from data.checking.messages import message
from data.corrections.spellings import SpellingDecision, spelling_choices
from data.findings import Finding
from data.loading import Lists
from tests.data.lists import checked, reported

PUPILS = """
    ФИО             | Дата рождения | Класс
    Кедров Ясень    | 01.02.2012    | 6А
    Ромашкина Астра | 01.02.2008    | 10Б
"""
AS_OF = dt.date(2026, 11, 20)


def with_status(status: str, end: str = "") -> Lists:
    pairs = f"""
        Наставник       | Наставляемый | Форма           | Дата начала | Дата окончания | Статус
        Ромашкина Астра | Кедров Ясень | ученик – ученик | 01.09.2024  | {end}          | {status}
    """
    return checked(PUPILS, "", pairs, as_of=AS_OF)


def ends(lists: Lists) -> list[object]:
    return [None if pd.isna(end) else end.date() for end in lists.roster.pairs["end"]]


def of_status(lists: Lists) -> list[Finding]:
    return reported(lists, "no_end_date", "end_in_status")


@pytest.mark.parametrize("status", ["расторгнута 15.10.2025", "прекращено 15.10.2025 г.", "Завершена (15.10.2025)"])
def test_the_only_day_of_a_status_that_says_so_is_the_end_and_it_is_told(status: str):
    lists = with_status(status)
    assert ends(lists) == [dt.date(2025, 10, 15)]
    assert [finding.code for finding in of_status(lists)] == ["end_in_status"]


@pytest.mark.parametrize(
    "status",
    [
        "расторгнута",
        "прервана",
        "заверш.",
        "прекращена",
        "закончена в мае 2025",
        "наставляемый выбыл",
        "пара не действует",
    ],
)
def test_a_pair_that_is_over_by_its_status_is_warned_of_where_no_day_is_told(status: str):
    lists = with_status(status)
    assert ends(lists) == [None]
    assert [finding.code for finding in of_status(lists)] == ["no_end_date"]


@pytest.mark.parametrize("status", ["отменена", "не состоялась", "аннулирована"])
def test_a_pair_that_never_was_counts_nowhere_and_needs_no_end(status: str):
    lists = with_status(status)
    assert lists.roster.pairs["cancelled"].tolist() == [True]
    assert not of_status(lists)


@pytest.mark.parametrize(
    "status",
    [
        "действует",
        "действ.",
        "продлена 15.10.2025",
        "не расторгнута",
        "не завершена",
        "расторгнута 15.10.2025 или 16.10.2025",
    ],
)
def test_a_day_of_another_status_or_of_two_ends_nothing(status: str):
    assert ends(with_status(status)) == [None]


def test_a_day_of_the_status_ends_a_pair_whose_planned_end_is_to_come():
    lists = with_status("прекращена 15.10.2025 (выбыл)", "31.05.2027")
    assert ends(lists) == [dt.date(2025, 10, 15)]
    assert [finding.code for finding in of_status(lists)] == ["end_in_status"]


def test_a_pair_that_is_over_by_its_status_is_warned_of_where_its_planned_end_is_to_come():
    lists = with_status("прекращено, выбыл", "31.05.2027")
    assert ends(lists) == [dt.date(2027, 5, 31)]
    assert [finding.code for finding in of_status(lists)] == ["no_end_date"]


def test_an_end_of_its_own_wins_over_the_day_of_the_status():
    lists = with_status("расторгнута 15.10.2025", "01.06.2025")
    assert ends(lists) == [dt.date(2025, 6, 1)]
    assert not of_status(lists)


@pytest.mark.parametrize("end", ["", "01.06.2025"])
def test_a_status_that_extends_the_pair_is_its_end_and_it_is_told(end: str):
    lists = with_status("продлено до 31.05.2026", end)
    assert ends(lists) == [dt.date(2026, 5, 31)]
    assert [finding.code for finding in of_status(lists)] == ["end_in_status"]


@pytest.mark.parametrize(
    "status",
    [
        "продлена до 31.05.2025", "продлена 15.10.2025", "не продлена до 31.05.2027", "планируется продление до 31.05.2027",
        "не будет продлена до 31.05.2027", "просят продлить до 31.05.2027", "отказ от продления до 31.05.2027",
    ],
)  # fmt: skip
def test_a_status_that_extends_nothing_leaves_the_end(status: str):
    lists = with_status(status, "01.06.2025")
    assert ends(lists) == [dt.date(2025, 6, 1)]
    assert not of_status(lists)


def with_notes(*notes: str) -> Lists:
    rows = "\n".join(
        f"Ромашкина Астра | Кедров Ясень | ученик – ученик | 0{n}.09.2024 | {note}" for n, note in enumerate(notes, 1)
    )
    return checked(PUPILS, "", f"Наставник | Наставляемый | Форма | Дата начала | Примечание\n{rows}", as_of=AS_OF)


def test_a_note_of_a_refusal_is_asked_about_and_other_notes_beside_it_are_not():
    lists = with_notes("занятия по вторникам", "отказ наставляемого")
    assert [finding.value for finding in reported(lists, "unknown_status")] == ["отказ наставляемого"]


@pytest.mark.parametrize(
    "note",
    [
        "не приступила", "на паузе", "наставник в декретном отпуске с 01.03.2026", "академический отпуск", "замена наставника",
        "с 01.02.2026 – Галкина М. Л.", "приостановлено",
    ],
)  # fmt: skip
def test_a_note_that_somebody_is_away_or_was_replaced_is_asked_about(note):
    assert [finding.value for finding in reported(with_notes(note), "unknown_status")] == [note]


@pytest.mark.parametrize(
    "note", ["занимаются с 12.09.2024 математикой и физикой", "начата подготовка к олимпиаде", "отпуск летом"]
)
def test_a_note_of_the_work_itself_is_not(note):
    assert reported(with_notes(note), "unknown_status") == []


def test_a_note_that_extends_the_pair_is_read_as_its_status():
    assert ends(with_notes("любит шахматы", "продлено до 31.05.2026")) == [None, dt.date(2026, 5, 31)]


@pytest.mark.parametrize("note", ["отказ от питания", "не отказывался", "без отказов"])
def test_a_note_of_another_refusal_says_nothing_of_the_pair(note: str):
    assert not reported(with_notes("любит шахматы", note), "unknown_status", "assumed_column")


def of_statuses(*statuses: str, **more: object) -> Lists:
    rows = "\n".join(
        f"Ромашкина Астра | Кедров Ясень | ученик – ученик | {number:02}.09.2024 | {number:02}.10.2024 | {status}"
        for number, status in enumerate(statuses, 1)
    )
    header = "Наставник | Наставляемый | Форма | Дата начала | Дата окончания | Статус\n"
    return checked(PUPILS, "", header + rows, as_of=AS_OF, **more)


def test_a_status_that_says_nothing_of_the_pair_is_asked_about_once_and_narrows_nothing():
    lists = of_statuses("действует", "на паузе", "На паузе ", "завершена", "")
    assert [(finding.cell, finding.count) for finding in reported(lists, "unknown_status")] == [("F3", 2)]
    assert lists.roster.pairs["cancelled"].tolist() == [False] * 5
    choices = spelling_choices(reported(lists, "unknown_status")[0])
    assert [meaning.text for meaning in choices.meanings] == ["действует", "завершена", "отменена"]
    assert choices.proposal is None


def test_a_pair_that_is_not_begun_is_not_taken_for_one_that_works():
    (finding,) = reported(of_statuses("действует", "ещё не создана"), "unknown_status")
    assert finding.value == "ещё не создана"


@pytest.mark.parametrize(("meaning", "cancelled"), [("действует", False), ("отменена", True)])
def test_what_a_status_means_is_said_once_for_all_its_cells(meaning: str, cancelled: bool):
    lists = of_statuses(
        "действует", "на паузе", "На паузе", spellings=[SpellingDecision("pairs", "status", "на паузе", meaning)]
    )
    assert not reported(lists, "unknown_status")
    assert lists.roster.pairs["cancelled"].tolist() == [False, cancelled, cancelled]


@pytest.mark.parametrize(
    "cells",
    [
        ("учитель физики", "молодой специалист", "окончил вуз 30.06.2023", "учитель химии"),
        ("ученик", "ученица", "отчислен из кружка", "ученик"),
        ("7А", "8Б", "выбыл", "9В"),
        ("ОВЗ", "ВШУ", "снят с учёта, закрыт", "норма"),
        ("01.09.2024", "02.09.2024", "03.09.2024", "закрыт"),
        ("любит шахматы", "помогает с алгеброй", "ходит в музей", "рисует", "поёт", "танцует", "учит стихи"),
    ],
)
def test_a_column_of_that_title_which_tells_of_people_ends_and_narrows_nothing(cells: tuple[str, ...]):
    lists = of_statuses(*cells)
    assert not reported(lists, "unknown_status", "no_end_date", "end_in_status")
    assert [finding.header for finding in reported(lists, "ignored_column")] == ["Статус"]
    assert lists.roster.pairs["cancelled"].tolist() == [False] * len(cells)


@pytest.mark.parametrize("status", ["окончил вуз 30.06.2023", "закончила 9 класс", "завершил обучение 30.06.2023"])
def test_what_somebody_has_finished_is_no_end_of_the_pair(status: str):
    assert ends(with_status(status)) == [None]
    assert not of_status(with_status(status))


def of_notes(header: str, *notes: str) -> Lists:
    rows = "\n".join(
        f"Ромашкина Астра | Кедров Ясень | ученик – ученик | {number:02}.09.2024 | {note}"
        for number, note in enumerate(notes, 1)
    )
    return checked(PUPILS, pairs=f"Наставник | Наставляемый | Форма | Дата начала | {header}\n{rows}")


@pytest.mark.parametrize("header", ["Примечание", "Комментарий", "Отметки"])
def test_a_note_that_a_pair_is_over_is_read_as_its_status_and_told(header: str):
    lists = of_notes(header, "завершена 12.10.2024", "приказ № 12", "")
    assert ends(lists) == [dt.date(2024, 10, 12), None, None]
    assert [(finding.field, finding.header) for finding in reported(lists, "assumed_column")] == [("status", header)]
    assert not reported(lists, "unknown_status")


@pytest.mark.parametrize("note", ["отмена встречи 12.10", "отменили одно занятие", "отменена встреча"])
def test_a_note_that_something_was_called_off_takes_no_pair_out_and_is_told(note: str):
    lists = of_notes("Примечание", note, "")
    assert lists.roster.pairs["cancelled"].tolist() == [False, False]
    assert [finding.value for finding in reported(lists, "no_end_date")] == [note]


def test_a_note_that_says_alone_that_the_pair_was_called_off_is_its_status():
    lists = of_notes("Примечание", "пара отменена", "Не состоялась.", "")
    assert lists.roster.pairs["cancelled"].tolist() == [True, True, False]


def test_notes_that_say_nothing_of_the_pairs_are_no_status():
    assert "status" not in of_notes("Примечание", "приказ № 12", "окончил школу").blocks[-1].columns


@pytest.mark.parametrize(
    "status",
    ["встречи отменены", "отменено решение о расторжении", "карантин, занятия отменены", "отмена приказа отменена"],
)
def test_a_status_of_something_else_that_was_called_off_takes_no_pair_out_and_is_told(status: str):
    lists = with_status(status)
    assert lists.roster.pairs["cancelled"].tolist() == [False]
    assert [finding.code for finding in of_status(lists)] == ["no_end_date"]


@pytest.mark.parametrize("status", ["отменена приказом № 5", "пара отменена по заявлению", "не состоялось"])
def test_a_status_of_the_pair_called_off_with_more_beside_it_takes_it_out(status: str):
    assert with_status(status).roster.pairs["cancelled"].tolist() == [True]


@pytest.mark.parametrize("status", ["завершена?", "возможно, отменена", "действует?", "будет создана", "была активна"])
def test_a_status_in_doubt_or_of_another_time_is_asked_about(status: str):
    lists = of_statuses("действует", status)
    assert [finding.value for finding in reported(lists, "unknown_status")] == [status]
    assert lists.roster.pairs["cancelled"].tolist() == [False, False]


def test_a_pupil_who_stood_on_no_register_is_no_pair_that_never_was():
    assert of_statuses("действует", "не состоял на учёте").roster.pairs["cancelled"].tolist() == [False, False]


@pytest.mark.parametrize("start", ["", "планируется", "31.09.2024"])
@pytest.mark.parametrize("status", ["отменена", "не состоялась"])
def test_a_pair_that_never_was_needs_no_first_day_and_is_told_to_be_left_out(start, status):
    row = "Ромашкина Астра | Кедров Ясень | ученик – ученик"
    pairs = f"Наставник | Наставляемый | Форма | Дата начала | Статус\n{row} | {start} | {status}\n{row} | 01.09.2024 |"
    lists = checked(PUPILS, "", pairs)
    assert not lists.has_errors
    (finding,) = reported(lists, "left_out_row")
    assert (finding.cell, finding.value, len(lists.roster.pairs)) == ("E2", status, 1)
    assert "пары не было, она не учтена" in message(finding)
