"""One list on a sheet a month: the newest is taken, the older ones are left out with one message."""

from __future__ import annotations

import datetime as dt

import pytest

from data.checking.messages import message
from data.checking.older_copies import LEAST_SHARED
from data.loading import Lists, check, load
from data.recognition.block import Choice
from data.recognition.reduced_sheets import reduced
from tests.data.lists import TODAY, Rows, codes, csv_of, drawn, ods, reported, sheet, xls, xlsx

HEADER = "ФИО | Дата рождения | Класс"
TREES = ["Осина", "Рябина", "Клён", "Кедр", "Тополь", "Ольха", "Липа", "Сосна", "Вяз", "Дуб"]


def list_of(trees: list[str], title: str = "") -> Rows:
    """Pupils by their trees; the class tells from which list a row is."""
    rows = "\n".join(f"{tree} Ива Вербовна | {TREES.index(tree) + 1:02}.02.2011 | 8А" for tree in trees)
    return drawn("\n".join(filter(None, (title, HEADER, rows))))


FIRST, SECOND, LAST = list_of(TREES[:8]), list_of(TREES[1:9]), list_of(TREES[2:10])


def names(lists: Lists) -> list[str]:
    return [name.split()[0] for name in lists.roster.students["name"]]


@pytest.mark.parametrize(("kind", "write"), [("xlsx", xlsx), ("xls", xls), ("ods", ods)])
def test_the_newest_of_monthly_sheets_is_taken_and_the_others_are_named_once(kind, write):
    book = {"Сентябрь": FIRST, "Октябрь": SECOND, "Ноябрь": LAST}
    lists = load([(f"Контингент.{kind}", write(book))], today=TODAY)
    assert names(lists) == TREES[2:10]
    (finding,) = reported(lists)
    assert (finding.code, finding.sheet) == ("conflicting_as_of", "Ноябрь")
    assert "лист «Сентябрь», лист «Октябрь»" in message(finding)


def test_monthly_files_are_copies_as_sheets_are():
    files = [("Контингент октябрь.csv", csv_of(SECOND)), ("Контингент сентябрь.csv", csv_of(FIRST))]
    lists = load(files, today=TODAY)
    assert (names(lists), codes(lists)) == (TREES[1:9], ["conflicting_as_of"])
    assert "файл «Контингент сентябрь.csv»" in message(reported(lists)[0])


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("на 01.09", "на 01.10"), ("на 01.09.2024", "на 01.10.2024"), ("01.09.2024", "01.10.2024"), ("Сентябрь", "Январь"),
        ("декабрь 2023", "январь 2024"), ("2024 сентябрь", "2024 октябрь"), ("8А сент.", "8А окт."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_turned", [False, True])
def test_the_names_of_sheets_tell_which_is_newer_wherever_they_stand(older, newer, is_turned):
    sheets = [sheet(FIRST, older), sheet(LAST, newer)]
    lists = check(sheets[::-1] if is_turned and older != "Сентябрь" else sheets, today=TODAY)
    assert (names(lists), codes(lists)) == (TREES[2:10], ["conflicting_as_of"])


def test_months_without_a_year_go_from_january_where_the_sheets_do():
    lists = check([sheet(FIRST, "Май"), sheet(LAST, "Сентябрь")], today=TODAY)
    assert names(lists) == TREES[2:10]


def test_class_sheets_of_two_files_by_day_are_left_out_together():
    older, newer = "Контингент на 01.09.2024.xlsx", "Контингент на 01.10.2024.xlsx"
    sheets = [
        sheet(list_of(TREES[:4]), "8А", older), sheet(list_of(TREES[4:8]), "8Б", older),
        sheet(list_of(TREES[1:4]), "8А", newer), sheet(list_of(TREES[4:9]), "8Б", newer),
    ]  # fmt: skip
    lists = check(sheets, today=TODAY)
    assert (codes(lists), names(lists)) == (["conflicting_as_of"], TREES[1:9])
    assert f"лист «8А» файла «{older}», лист «8Б» файла «{older}»" in message(reported(lists)[0])


def test_dates_in_titles_tell_the_newer_list_and_the_date_of_the_data():
    sheets = [
        sheet(list_of(TREES[2:10], "Контингент на 01.10.2024"), "Лист1"),
        sheet(list_of(TREES[:8], "Контингент на 01.09.2024"), "Лист2"),
    ]
    lists = check(sheets, today=TODAY)
    assert (names(lists), codes(lists), lists.as_of) == (TREES[2:10], ["conflicting_as_of"], dt.date(2024, 10, 1))


def test_pairs_by_month_are_copies_too():
    pairs = [f"{tree} Ива Вербовна | Вяз Ива Вербовна | ученик – ученик | 01.09.2024" for tree in TREES[1:4]]
    header = "Наставник | Наставляемый | Форма | Дата начала\n"
    sheets = [
        sheet(list_of(TREES), "Обучающиеся"), sheet(header + "\n".join(pairs[:2]), "Сентябрь"),
        sheet(header + "\n".join(pairs), "Октябрь"),
    ]  # fmt: skip
    lists = check(sheets, today=TODAY)
    assert (lists.counts["pairs"], codes(lists)) == (3, ["conflicting_as_of"])


def test_another_copy_may_be_chosen():
    sheets = [sheet(FIRST, "Сентябрь"), sheet(SECOND, "Октябрь"), sheet(LAST, "Ноябрь")]
    left_out = {(sheets[2].file, "Ноябрь"): Choice(None)}
    assert names(check(sheets, today=TODAY, choices=left_out)) == TREES[1:9]
    also = {(sheets[0].file, "Сентябрь"): Choice("students")}
    assert {block.sheet for block in check(sheets, today=TODAY, choices=also).blocks} == {"Сентябрь", "Ноябрь"}


def test_the_copies_of_a_draft_are_left_out_alike():
    sheets = [sheet(FIRST, "Сентябрь"), sheet(LAST, "Октябрь")]
    before, after = check(sheets, today=TODAY), check([reduced(page) for page in sheets], today=TODAY)
    assert (before.findings, names(before)) == (after.findings, names(after))


# Neighbours


@pytest.mark.parametrize("titles", [("8А", "8Б"), ("Майоров", "Сентябрьская"), ("сентябрь – май", "октябрь – май")])
def test_sheets_whose_names_tell_no_time_are_no_copies(titles):
    lists = check([sheet(FIRST, titles[0]), sheet(LAST, titles[1])], today=TODAY)
    assert {block.sheet for block in lists.blocks} == set(titles)
    assert "conflicting_as_of" not in codes(lists)


@pytest.mark.parametrize("shared", range(4))
def test_lists_by_month_of_other_people_are_no_copies(shared):
    first, second = TREES[:4], TREES[4 - shared : 8 - shared]
    lists = check([sheet(list_of(first), "Сентябрь"), sheet(list_of(second), "Октябрь")], today=TODAY)
    is_copy = shared >= LEAST_SHARED * len(second) and shared > 0
    assert ({block.sheet for block in lists.blocks} == {"Октябрь"}) is is_copy


def test_lists_of_different_tables_by_day_are_all_read():
    teachers = "ФИО | Должность\nБуков Граб Ивович | учитель"
    lists = check([sheet(FIRST, "Ученики на 01.09.2024"), sheet(teachers, "Учителя на 01.10.2024")], today=TODAY)
    assert (lists.counts["students"], lists.counts["teachers"]) == (8, 1)


@pytest.mark.parametrize(("kind", "write"), [("xlsx", xlsx), ("xls", xls), ("ods", ods)])
@pytest.mark.parametrize(
    ("names_of_sheets", "words"),
    [
        (("2024-2025", "2023-2024"), ("", "")),
        (("Лист1", "Лист2"), ("Контингент на 2024/25 учебный год", "Контингент на 2023/24 учебный год")),
    ],
)
def test_of_the_lists_of_two_school_years_the_newer_is_taken_and_the_other_is_named(
    kind, write, names_of_sheets, words
):
    book = dict(zip(names_of_sheets, (list_of(TREES[2:10], words[0]), list_of(TREES[:8], words[1])), strict=True))
    lists = load([(f"Контингент.{kind}", write(book))], today=TODAY)
    assert names(lists) == TREES[2:10]
    assert [(finding.code, finding.others) for finding in reported(lists)] == [
        ("conflicting_as_of", (names_of_sheets[1],))
    ]


def test_files_of_two_school_years_are_two_times_of_one_list():
    dropped = [("Контингент 2023-2024.csv", csv_of(list_of(TREES[:8]))), ("Контингент 2024-2025.csv", csv_of(LAST))]
    lists = load(dropped, today=TODAY)
    assert names(lists) == TREES[2:10]
    assert codes(lists) == ["conflicting_as_of"]


def test_pairs_of_two_school_years_are_no_copies():
    pupils = list_of(TREES)
    header = "Наставник | Наставляемый | Форма | Дата начала | Дата окончания"
    pair = "{} Ива Вербовна | {} Ива Вербовна | ученик – ученик | {} | {}"
    earlier = drawn("\n".join((
        header, pair.format("Осина", "Дуб", "01.09.2023", "25.05.2024"), pair.format("Осина", "Вяз", "01.09.2023", ""),
    )))  # fmt: skip
    later = drawn("\n".join((header, pair.format("Осина", "Вяз", "01.09.2023", ""))))
    lists = load([("Пары.xlsx", xlsx({"Ученики": pupils, "2023-2024": earlier, "2024-2025": later}))], today=TODAY)
    assert {name.split()[0] for name in lists.roster.pairs["mentee"]} == {"Дуб", "Вяз"}


def test_a_draft_takes_the_newer_of_two_school_years_too():
    pages = [
        sheet(list_of(TREES[2:10], "Контингент на 2024/25 учебный год"), "Лист1"),
        sheet(list_of(TREES[:8], "Контингент на 2023/24 учебный год"), "Лист2"),
    ]
    lists = check(list(map(reduced, pages)), today=TODAY)
    assert names(lists) == TREES[2:10]
    assert codes(lists) == ["conflicting_as_of"]
