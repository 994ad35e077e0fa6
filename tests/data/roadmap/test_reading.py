"""`data.roadmap.reading`: a school's own table → its directions and activities, nothing lost and nothing guessed."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from data.findings import ListError
from data.roadmap.model import SEED_SCHOOL, sample, seed
from data.roadmap.reading.deadline_words import Deadline
from data.roadmap.reading.files import LONGEST_TEXT, OwnRoadmap, is_whole, read_roadmap, roadmap_of
from data.roadmap.reading.responsible import people_of
from data.roadmap.reading.tables import MOST_ACTIVITIES, NO_DIRECTION
from data.spreadsheets.detect import OLE_HEAD
from data.word_tables import reading as word_reading
from tests.data.roadmap.own_files import HEADER, as_the_school_wrote_it, word, workbook
from tests.data.spreadsheet_writers import saved
from tests.reports.word_files import changed

TITLE = "Дорожная карта наставничества Гимназии под липами"
SINCE = dt.date(2026, 9, 1)
FIRST, SECOND = ("Издание приказа", "до 01.10.2026", "Липа К. Д."), ("Слёт наставников", "ежегодно", "Клевер Я. Т.")
DIRECTIONS = ("Нормативное обеспечение", "Работа с наставниками")
NO_NUMBERS = [HEADER[1:], (DIRECTIONS[0], *FIRST), ("", *SECOND)]


def in_words(own: OwnRoadmap) -> list[tuple[str, str, str, str]]:
    return [(row.direction, row.title, row.deadline, row.responsible) for row in own.rows]


def of_word(*tables, **places) -> OwnRoadmap:
    return read_roadmap("карта.docx", word(*tables, **places))


def test_the_school_s_own_document_is_read_into_the_seed() -> None:
    own = read_roadmap("дорожная карта.docx", as_the_school_wrote_it(seed()))
    assert own.questions() == {}
    assert [words.split(" | ")[1] for words in own.unread] == ["Наименование показателя"]
    assert roadmap_of(own, {}, seed().title, seed().since, seed()) == seed()


def test_what_the_edition_in_force_has_too_keeps_its_key_and_its_shares() -> None:
    begun = sample("Гимназия под липами", SINCE)
    own = read_roadmap("карта.docx", as_the_school_wrote_it(begun))
    read = roadmap_of(own, {}, own.title, SINCE, begun)
    kept = [(activity.key, activity.title, activity.indicators) for activity in begun.activities]
    assert [(activity.key, activity.title, activity.indicators) for activity in read.activities] == kept
    assert SEED_SCHOOL not in str(read)


@pytest.mark.parametrize("school", ["МБОУ «СОШ № 7»", "Гимназия под липами"])
def test_the_title_is_proposed_from_the_words_above_the_table(school: str) -> None:
    above = ("УТВЕРЖДАЮ", "Директор", "План (дорожная карта)", f"внедрения наставничества в {school}")
    assert of_word(NO_NUMBERS, above=above).title == f"{above[2]} {above[3]}"
    rows = [(f"{above[2]} {above[3]}",), (), *NO_NUMBERS]
    assert read_roadmap("карта.xlsx", workbook(rows, ["A1:D1"])).title == f"{above[2]} {above[3]}"
    assert of_word(NO_NUMBERS, above=("Приложение 1",)).title == ""


EXPECTED = [(DIRECTIONS[0], *FIRST), (DIRECTIONS[1], *SECOND)]
SHORT = ("№", "Мероприятия", "Сроки", "Исполнители")
ACROSS = [SHORT, (DIRECTIONS[0], "", "", ""), ("1", *FIRST), (DIRECTIONS[1], "", "", ""), ("2", *SECOND)]
BY_LEVELS = [SHORT, ("1.", DIRECTIONS[0]), ("1.1.", *FIRST), ("2.", DIRECTIONS[1]), ("2.1.", *SECOND)]
WITHOUT_NUMBERS = [SHORT, ("", DIRECTIONS[0]), ("1", *FIRST), ("", DIRECTIONS[1]), ("2", *SECOND)]
IN_THE_TITLE = [SHORT, ("", f"1. {DIRECTIONS[0]}"), ("", f"1.1 {FIRST[0]}", *FIRST[1:]), ("", f"2. {DIRECTIONS[1]}"),
                ("", f"2.1 {SECOND[0]}", *SECOND[1:])]  # fmt: skip
COUNTED = [HEADER, tuple("12345"), ("I", DIRECTIONS[0], *FIRST), HEADER, ("II", DIRECTIONS[1], *SECOND)]
OTHER_ORDER = [
    ("Ответственные лица", "Ожидаемый результат", "Дата", "Этап", "Содержание работы"),
    *(("; ".join(row[3:]), "приказ", row[2], row[0], row[1]) for row in EXPECTED),
]
LAYOUTS = {
    "a column of directions": ([HEADER, ("1", *EXPECTED[0]), ("2", *EXPECTED[1])], []),
    "rows across": (ACROSS, [(1, 0, 1, 3), (3, 0, 3, 3)]),
    "rows in the first column": (ACROSS, []),
    "numbers of two levels": (BY_LEVELS, []),
    "numbers of two levels in the titles": (IN_THE_TITLE, []),
    "rows without a number": (WITHOUT_NUMBERS, []),
    "columns counted, the header repeated": (COUNTED, []),
    "another order": (OTHER_ORDER, []),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_directions_are_found_however_they_are_written(layout: str) -> None:
    rows, merged = LAYOUTS[layout]
    assert in_words(of_word(rows, merged=merged)) == EXPECTED
    width = max(map(len, rows))
    areas = [f"{'ABCDE'[left]}{top + 1}:{'ABCDE'[right]}{bottom + 1}" for top, left, bottom, right in merged]
    filled = [(*row, *[""] * (width - len(row))) for row in rows]
    assert in_words(read_roadmap("карта.xlsx", workbook(filled, areas))) == EXPECTED


def test_several_tables_are_a_direction_each_by_the_text_above_and_one_torn_by_a_page_goes_on() -> None:
    header, first, second = HEADER[2:], FIRST, SECOND
    torn = of_word([header, first], [second])
    assert [row.title for row in torn.rows] == [first[0], second[0]]
    assert {row.direction for row in torn.rows} == {NO_DIRECTION}
    body = word([header, first], above=[TITLE, DIRECTIONS[0]])
    with zipfile.ZipFile(BytesIO(body)) as archive:
        xml = archive.read("word/document.xml").decode()
    table = xml[xml.index("<w:tbl>") : xml.index("</w:tbl>") + len("</w:tbl>")]
    again = table
    for old, new in zip(first, second, strict=True):
        again = again.replace(old, new)
    paragraph = f"<w:p><w:r><w:t>{DIRECTIONS[1]}</w:t></w:r></w:p>"
    two = changed(body, {"word/document.xml": xml.replace(table, table + paragraph + again).encode()})
    assert in_words(read_roadmap("карта.docx", two)) == EXPECTED


def test_a_merged_deadline_holds_for_each_of_its_rows_and_a_blank_one_is_asked() -> None:
    rows = [HEADER, ("1", *EXPECTED[0]), ("2", DIRECTIONS[0], SECOND[0], "", "")]
    merged = of_word(rows, merged=[(1, 3, 2, 3)])
    assert [row.deadline for row in merged.rows] == [FIRST[1]] * 2
    assert [row.deadline for row in read_roadmap("к.xlsx", workbook(rows, ["D2:D3"])).rows] == [FIRST[1]] * 2
    blank = of_word(rows)
    assert blank.questions() == {"": [2]}
    answered = roadmap_of(blank, {"": Deadline("quarter", dt.date(2026, 12, 31))}, TITLE, SINCE, seed())
    assert [(activity.kind, activity.people) for activity in answered.activities][1] == ("quarter", ())
    assert "2026" in answered.activities[1].deadline


def test_two_columns_of_a_deadline_are_its_ends() -> None:
    rows = [("Мероприятие", "Дата начала", "Дата окончания"), ("Слёт", dt.date(2026, 9, 1), dt.date(2026, 9, 15))]
    own = read_roadmap("карта.xlsx", workbook(rows))
    assert own.deadline(own.rows[0], {}) == Deadline("date", dt.date(2026, 9, 15))


def test_words_that_say_no_deadline_are_asked_once_and_answered_for_all_their_rows() -> None:
    own = of_word([HEADER[2:], *((title, "по графику", "") for title in ("Слёт", "Сбор")), FIRST])
    assert own.questions() == {"по графику": [1, 2]}
    assert not is_whole(own.deadline(own.rows[0], {}))
    read = roadmap_of(own, {"по графику": Deadline("quarterly")}, TITLE, SINCE, seed())
    assert [activity.kind for activity in read.activities] == ["quarterly", "quarterly", "date"]
    assert read.activities[0].deadline == "по графику"


OF_2026 = ["до 25 сентября", "сентябрь, январь"]


@pytest.mark.parametrize(
    ("title", "name", "asked"),
    [
        (f"{TITLE} на 2026/27 учебный год", "карта", []),
        (TITLE, "Дорожная_карта_2026-2027", []),
        (TITLE, "карта", OF_2026),
        (f"{TITLE} на 2025/26 и 2026/27 учебные годы", "карта", OF_2026),
    ],
)
def test_the_school_year_is_taken_from_the_title_or_the_name_of_the_file(
    title: str, name: str, asked: list[str]
) -> None:
    rows = [HEADER[2:], *((f"Слёт {words}", words, "") for words in OF_2026), FIRST]
    own = read_roadmap(f"{name}.docx", word(rows, above=[title]))
    assert list(own.questions()) == asked
    assert [own.is_assumed(row) for row in own.rows] == [not asked, not asked, False]


ORDER = "Приказ от 28.08.2026 № 141-ОД"


@pytest.mark.parametrize(
    ("above", "order"),
    [
        ("УТВЕРЖДАЮ\nДиректор гимназии № 12 г. Липы\nПриказ от 28.08.2026 № 141-ОД", ORDER),
        ("Приложение к приказу № 141-ОД от 28.08.2026 г.", ORDER),
        ("утверждена приказом директора\nот «28» августа 2026 г. № 141-ОД", "Приказ от «28» августа 2026 № 141-ОД"),
        (f"ПРИНЯТО\nПротокол педсовета\n№ 1 от 27.08.2026\nУТВЕРЖДАЮ\n{ORDER}", ORDER),
        (f"{ORDER}\nВ соответствии с распоряжением Минпросвещения России от 25.12.2019 № Р-145", ORDER),
        ("Приказ от «___» ________ 20__ г. № ____", ""),
        (f"{ORDER}\nс изменениями: приказ от 01.10.2026 № 160-ОД", ""),
        ("Директор гимназии № 12", ""),
    ],
)
def test_the_order_above_the_table_is_proposed_and_nobody_else_s(above: str, order: str) -> None:
    assert of_word([HEADER[2:], FIRST], above=[*above.split("\n"), TITLE]).order == order
    stamp = [("СОГЛАСОВАНО", above)]
    assert of_word(stamp, [HEADER[2:], FIRST]).order == order
    assert read_roadmap("карта.xlsx", workbook([(above,), HEADER[2:], FIRST])).order == order


def test_a_number_of_a_day_after_a_quarter_is_kept_with_the_activity() -> None:
    own = of_word([HEADER[2:], ("Слёт", "ежеквартально, до 10 числа", "")])
    assert own.questions() == {}
    [activity] = roadmap_of(own, {}, TITLE, SINCE, seed()).activities
    assert (activity.kind, activity.due_day, activity.deadline) == ("quarterly", 10, "ежеквартально, до 10 числа")


def test_months_of_each_year_are_kept_with_the_activity_and_said_where_the_document_is_blank() -> None:
    own = of_word([HEADER[2:], ("Слёт", "два раза в год (сентябрь, май)", ""), ("Сбор", "", "")])
    assert own.questions() == {"": [2]}
    assert not is_whole(Deadline("in_months"))
    answer = Deadline("in_months", months=(3, 10))
    first, second = roadmap_of(own, {"": answer}, TITLE, SINCE, seed()).activities
    assert (first.kind, first.months, first.deadline) == ("in_months", (5, 9), "два раза в год (сентябрь, май)")
    assert (second.months, second.deadline) == (answer.months, "ежегодно: март, октябрь")


def test_what_is_no_activity_is_told_and_not_dropped() -> None:
    rows = [HEADER, ("1", *EXPECTED[0]), ("", "", "", "до 01.11.2026", "Клевер Я. Т."), ("Директор _____",)]
    assert of_word(rows).unread == ("до 01.11.2026 | Клевер Я. Т.", "Директор _____")


def test_a_number_before_a_title_is_left_out_and_a_day_is_not() -> None:
    titles = {
        "1.2. Слёт": "Слёт",
        "3) Сбор": "Сбор",
        "IV. «Вместе»": "«Вместе»",
        "1.09.2026 Линейка": None,
        "5 встреч": None,
    }
    own = of_word([HEADER[2:], *((title, *FIRST[1:]) for title in titles)])
    assert [row.title for row in own.rows] == [short or title for title, short in titles.items()]


def test_what_stands_above_a_second_header_belongs_to_no_table() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook([HEADER[2:], FIRST], sheet=DIRECTIONS[0])))
    second = book.create_sheet(DIRECTIONS[1])
    for row in ((TITLE,), HEADER[2:], SECOND):
        second.append(row)
    own = read_roadmap("карта.xlsx", saved(book))
    assert in_words(own) == EXPECTED
    assert own.unread == ()


def test_two_activities_of_one_title_are_two() -> None:
    own = of_word([HEADER[2:], FIRST, (FIRST[0], *SECOND[1:])])
    read = roadmap_of(own, {}, TITLE, SINCE, seed())
    assert len({activity.key for activity in read.activities}) == len(own.rows)
    assert not {activity.key for activity in read.activities} & {activity.key for activity in seed().activities}


def test_what_was_taken_out_of_the_document_is_not_read() -> None:
    content = word([HEADER[2:], FIRST])
    with zipfile.ZipFile(BytesIO(content)) as archive:
        xml = archive.read("word/document.xml").decode()
    run = f"<w:r><w:t>{FIRST[0]}</w:t></w:r>"
    assert run in xml
    struck = f"<w:del><w:r><w:delText>Прежнее </w:delText></w:r></w:del><w:ins>{run}</w:ins>"
    kept = changed(content, {"word/document.xml": xml.replace(run, struck).encode()})
    assert read_roadmap("карта.docx", kept).rows[0].title == FIRST[0]


PEOPLE = {
    "Т.В. Липа., заместитель директора, классные руководители 1-11 кл.": ("Липа Т. В.", "классные руководители 1–11 кл."),
    "Заместитель директора Липа К. Д. и Клевер-Осока Я.Т.": ("Липа К. Д.", "Клевер-Осока Я. Т."),
    "Директор К.Д. Липа": ("Липа К. Д.",),
    "ЛИПА К.Д.\nКлевер Яна Тимофеевна": ("Липа К. Д.", "Клевер Я. Т."),
    "директор школы; педагог-психолог": ("директор школы", "педагог-психолог"),
    "Липа К. Д. - учитель, члены\nкомиссии": ("Липа К. Д.", "члены комиссии"),
    "Мастеров К.Д.": ("Мастеров К. Д.",),
    "": (), "–": (), "не назначен": (),
}  # fmt: skip


@pytest.mark.parametrize("words", PEOPLE)
def test_people_are_split_and_written_one_way_and_a_position_beside_a_name_is_left_out(words: str) -> None:
    assert people_of(words) == PEOPLE[words]


def test_the_people_of_the_seed_are_those_of_its_words() -> None:
    for activity in seed().activities:
        assert people_of(activity.responsible) == activity.people


def locked() -> bytes:
    stream = BytesIO()
    OOXMLFile(BytesIO(word(NO_NUMBERS))).encrypt("password", stream)
    return stream.getvalue()


WHOLE = word(NO_NUMBERS)
BOMB = '<!DOCTYPE w [<!ENTITY a "ха">]><w:document xmlns:w="w"><w:body/></w:document>'
REFUSED = {
    "nothing": ("карта.docx", b"", "пуст"),
    "half a file": ("карта.docx", WHOLE[: len(WHOLE) // 2], "повреждён"),
    "broken XML": ("карта.docx", changed(WHOLE, {"word/document.xml": b"<w"}), "повреждён"),
    "no document": ("карта.docx", changed(WHOLE, {"word/document.xml": None}), "повреждён"),
    "no relationships": ("карта.docx", changed(WHOLE, {"_rels/.rels": None}), "повреждён"),
    "entities": ("карта.docx", changed(WHOLE, {"word/document.xml": BOMB.encode()}), "вредоносные"),
    "a password": ("карта.docx", locked(), "паролем"),
    "a macro": (
        "карта.docm", changed(WHOLE, {"[Content_Types].xml": b'<Types xmlns="t"><Default ContentType="vbaProject"/></Types>'}),
        "макрос",
    ),
    "an old Word": ("карта.doc", OLE_HEAD + bytes(500) + "WordDocument".encode("utf-16-le"), "старого Word"),
    "a PDF": ("карта.pdf", b"%PDF-1.7", "PDF"),
    "a document without a table": ("карта.docx", word([("Доля", "2024 год"), ("1", "15 %")]), "не нашлось таблицы"),
    "a workbook without a table": ("карта.xlsx", workbook([("Класс", "Фамилия"), ("5", "Липа")]), "не нашлось таблицы"),
    "too deep": (
        "карта.docx",
        changed(WHOLE, {"word/document.xml": b'<w:document xmlns:w="w"><w:body>' + b"<w:sdt>" * 5000 + b"</w:sdt>" * 5000
                        + b"</w:body></w:document>"}),
        "необычно",
    ),
    "too many activities": (
        "карта.xlsx", workbook([HEADER[2:], *[("Слёт", "ежегодно", "")] * (MOST_ACTIVITIES + 1)]), "больше 500",
    ),
    "a cell too long": ("карта.docx", word([HEADER[2:], ("я" * (LONGEST_TEXT + 1), *FIRST[1:])]), "длиннее"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_no_roadmap_is_one_sentence(case: str) -> None:
    name, content, words = REFUSED[case]
    with pytest.raises(ListError) as refusal:
        read_roadmap(name, content)
    assert words in str(refusal.value)


def test_a_word_document_too_large_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_reading, "FILE_LIMIT", len(WHOLE) - 1)
    with pytest.raises(ListError, match="больше"):
        read_roadmap("карта.docx", WHOLE)


def test_the_content_decides_what_the_file_is() -> None:
    assert in_words(read_roadmap("карта.xlsx", WHOLE)) == in_words(read_roadmap("карта", workbook(NO_NUMBERS)))
