"""The municipal base: both official forms to the letter, and nothing in the file that may not leave the school."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import zipfile

import openpyxl
import pytest

from data import demo
from data.loading import check, load
from data.period import Period, year_to_date
from metrics.indicators import declared
from metrics.indicators import load as load_declarations
from metrics.settings import from_content
from reports.base_forms import BOTH, MENTEES, MENTORS
from reports.municipal_base import forms_of, municipal_base
from reports.source import PERSONAL, Source
from tests.data.lists import TODAY, checked, drawn, sheet
from tests.programs import needed

MENTEE_HEADERS = [
    "№",
    "ФИО наставляемого",
    "Контактные данные для связи",
    "Год рождения",
    "Основной запрос",
    "Дата вхождения в программу",
    "ФИО наставника",
    "Форма наставничества",
    "Место работы/учёбы наставника",
    "Дата завершения программы",
    "Результаты программы",
    "Ссылка на кейс/отзыв",
    "Отметка о прохождении программы",
]
MENTOR_HEADERS = [
    "№",
    "ФИО наставника",
    "Контактные данные",
    "Место работы/учёбы",
    "Основные компетенции",
    "Важные для программы достижения",
    "Интересы",
    "Желаемый возраст наставляемых",
    "Ресурс времени на программу",
    "Дата вхождения в программу",
    "ФИО наставляемого (наставляемых)",
    "Форма наставничества",
    "Место работы/учёбы наставляемого",
    "Дата завершения программы",
    "Результаты программы",
    "Ссылка на кейс/отзыв",
]
STUDENTS = """
    ФИО                      | Дата рождения | Класс | ОВЗ | СОП | Инвалидность | На ВШУ с
    Ромашкина Верба Кедровна | 01.02.2010    | 8А    | ЗПР, вариант 7.1 | да | да | 01.09.2023
    Клевер Ясень Тополевич   | 2009          | 9Б    |     |     |     |
    Осока Рябина Кленовна    | 03.03.2012    | 6А    |     |     |     |
"""
TEACHERS = """
    ФИО                    | Должность
    Липа Калина Дубравовна | учитель химии
    Дуб Ясень Кленович     |
"""
PAIRS = """
    Наставник              | Наставляемый             | Форма наставничества | Дата начала | Дата окончания | Запрос | Результат
    Липа Калина Дубравовна | Ромашкина Верба Кедровна | учитель – ученик     | 01.09.2024  | 31.05.2025     | химия  | проект
    Липа Калина Дубравовна | Дуб Ясень Кленович       | учитель – учитель    | 02.09.2024  |                |        |
    Клевер Ясень Тополевич | Осока Рябина Кленовна    | ученик – ученик      | 01.10.2024  |                |        |
    Граб Олень Дубович     | Осока Рябина Кленовна    | студент – ученик     | 01.11.2024  |                |        |
    Граб Олень Дубович     | Ромашкина Верба Кедровна | студент – ученик     | 01.11.2023  | 31.12.2023     |        |
"""
MORE = (
    "Контактные данные наставляемого", "Контактные данные наставника", "Место работы/учёбы наставника",
    "Ссылка на кейс/отзыв", "Отметка о прохождении программы", "Основные компетенции",
    "Важные для программы достижения", "Интересы", "Желаемый возраст наставляемых", "Ресурс времени на программу",
    "Запрос", "Результат",
)  # fmt: skip
PERIOD = year_to_date(TODAY)


def made(roster, released=(), period=PERIOD):
    return municipal_base(Source(roster, "сохранённая версия № 1"), period, declared(), released)


def texts(content, form):
    """The rows of a form below its header, with «» where nothing stands."""
    page = openpyxl.load_workbook(io.BytesIO(content))[form.title]
    return [[cell.value or "" for cell in row] for row in page.iter_rows(min_row=2)]


def parts(content) -> str:
    """Every part of the file as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode() for name in book.namelist())


def pair_with(**columns) -> str:
    """One pair of an outsider with more columns."""
    head = " | ".join(("Наставник", "Наставляемый", "Форма наставничества", "Дата начала", *columns))
    row = " | ".join(
        ("Граб Олень Дубович", "Осока Рябина Кленовна", "студент – ученик", "01.11.2024", *columns.values())
    )
    return f"{head}\n{row}"


def test_the_columns_are_those_of_the_official_forms():
    book = openpyxl.load_workbook(io.BytesIO(made(checked(STUDENTS, TEACHERS, PAIRS).roster).content))
    assert book.sheetnames == ["База наставляемых", "База наставников", "О файле"]
    headers = [[cell.value for cell in book[form.title][1]] for form in BOTH]
    assert headers == [MENTEE_HEADERS, MENTOR_HEADERS]


def test_every_active_pair_is_a_row_of_the_mentees_by_name():
    school = declared().settings.school
    assert texts(made(checked(STUDENTS, TEACHERS, PAIRS).roster).content, MENTEES) == [
        ["1", "Дуб Ясень Кленович", "", "", "", "02.09.2024", "Липа Калина Дубравовна", "учитель – учитель", f"{school}, учитель химии", "", "", "", ""],
        ["2", "Осока Рябина Кленовна", "", "2012", "", "01.10.2024", "Клевер Ясень Тополевич", "ученик – ученик", f"{school}, 9Б", "", "", "", ""],
        ["3", "Осока Рябина Кленовна", "", "2012", "", "01.11.2024", "Граб Олень Дубович", "студент – ученик", "", "", "", "", ""],
        ["4", "Ромашкина Верба Кедровна", "", "2010", "химия", "01.09.2024", "Липа Калина Дубравовна", "учитель – ученик", f"{school}, учитель химии", "31.05.2025", "проект", "", ""],
    ]  # fmt: skip


def test_every_mentor_is_one_row_with_what_differs_between_his_mentees_by_their_numbers():
    school = declared().settings.school
    rows = texts(made(checked(STUDENTS, TEACHERS, PAIRS).roster).content, MENTORS)
    assert [row[1] for row in rows] == ["Граб Олень Дубович", "Клевер Ясень Тополевич", "Липа Калина Дубравовна"]
    assert rows[2] == [
        "3", "Липа Калина Дубравовна", "", f"{school}, учитель химии", "", "", "", "", "",
        "1. 02.09.2024\n2. 01.09.2024", "1. Дуб Ясень Кленович\n2. Ромашкина Верба Кедровна",
        "1. учитель – учитель\n2. учитель – ученик", f"1. {school}\n2. {school}, 8А", "2. 31.05.2025", "2. проект", "",
    ]  # fmt: skip


def test_a_known_year_alone_is_the_year_of_birth_and_an_unknown_one_is_empty():
    students = STUDENTS.replace("03.03.2012", "2012      ").replace("01.02.2010", "          ")
    rows = texts(made(checked(students, TEACHERS, PAIRS).roster).content, MENTEES)
    assert [row[3] for row in rows] == ["", "2012", "2012", ""]


def test_the_period_decides_which_pairs_are_in_the_base():
    roster = checked(STUDENTS, TEACHERS, PAIRS).roster
    of_2023 = made(roster, period=Period(dt.date(2023, 1, 1), dt.date(2023, 12, 31)))
    assert [row[1] for row in texts(of_2023.content, MENTEES)] == ["Ромашкина Верба Кедровна"]
    cancelled = PAIRS.replace("Результат\n", "Статус\n").replace("| проект", "| отменена")
    assert len(made(checked(STUDENTS, TEACHERS, cancelled).roster).forms.mentees) == 3


def test_the_columns_that_the_lists_carry_are_filled_and_the_mentor_says_his_once():
    told = {title: f"слово{place}" for place, title in enumerate(MORE)}
    pairs = pair_with(**told)
    second = pairs.splitlines()[1].replace("Осока Рябина Кленовна", "Клевер Ясень Тополевич").replace("слово11", "итог")
    content = made(checked(STUDENTS, TEACHERS, f"{pairs}\n{second}").roster).content
    assert texts(content, MENTEES)[1][2:] == [
        "слово0", "2012", "слово10", "01.11.2024", "Граб Олень Дубович", "студент – ученик", "слово2", "", "слово11",
        "слово3", "слово4",
    ]  # fmt: skip
    (row,) = texts(content, MENTORS)
    assert row[2:9] == ["слово1", "слово2", "слово5", "слово6", "слово7", "слово8", "слово9"]
    assert row[14] == "1. итог\n2. слово11"


def test_two_outsiders_of_one_name_are_told_apart_by_number():
    pairs = """
        № наставника | Наставник          | Наставляемый             | Форма наставничества | Дата начала
        1            | Граб Олень Дубович | Осока Рябина Кленовна    | студент – ученик     | 01.11.2024
        2            | Граб Олень Дубович | Ромашкина Верба Кедровна | студент – ученик     | 01.11.2024
    """
    assert len(made(checked(STUDENTS, TEACHERS, pairs).roster).forms.mentors) == 2


# Consent


def asked(consents: str, lines: str = STUDENTS) -> str:
    """The list with a column for consent."""
    head, *rows = [line for line in lines.splitlines() if line.strip()]
    told = [f"{row} | {word.strip()}" for row, word in zip(rows, consents.split(","), strict=True)]
    return "\n".join([f"{head} | Согласие", *told])


@pytest.mark.parametrize("refusal", ["нет", "", "отказ"])
def test_who_has_not_consented_is_in_no_part_of_the_file(refusal):
    pairs = PAIRS.replace("Результат\n", "Результат\n").replace("| проект", "| дружит с Осокой Рябиной")
    roster = checked(asked(f"да, да, {refusal}"), TEACHERS, pairs).roster
    base = made(roster)
    assert not re.search("Осок|Рябин", parts(base.content))
    assert [(one.name, one.pairs) for one in base.forms.left_out] == [("Осока Рябина Кленовна", 2)]
    assert (base.forms.mentees_left_out, base.forms.mentors_left_out) == (1, 2)
    assert [one.text for one in base.forms.held_back] == ["дружит с Осокой Рябиной"]


def test_a_mentor_without_consent_takes_his_pairs_out_of_both_forms():
    roster = checked(STUDENTS, asked("нет, да", TEACHERS), PAIRS).roster
    base = made(roster)
    assert "Липа" not in parts(base.content)
    assert [row[1] for row in texts(base.content, MENTEES)] == ["Осока Рябина Кленовна"] * 2
    assert base.forms.mentees_left_out == 2


def test_of_two_consents_that_are_asked_for_both_must_be_given():
    told = {"Согласие наставника": "да", "Согласие наставляемого": "да"}
    assert len(made(checked(asked("да, да, да"), TEACHERS, pair_with(**told)).roster).forms.mentees) == 1
    for side, other in (told.keys(), [*told][::-1]):
        refused = checked(asked("да, да, да"), TEACHERS, pair_with(**{side: "нет", other: "да"})).roster
        assert made(refused).forms.mentees == ()
    refused = checked(asked("да, да, нет"), TEACHERS, pair_with(**told)).roster
    assert made(refused).forms.mentees == ()


def test_without_a_column_for_consent_nobody_is_left_out_and_the_file_says_so():
    base = made(checked(STUDENTS, TEACHERS, PAIRS).roster)
    assert base.forms.left_out == ()
    assert base.forms.consent_not_asked == ("Обучающиеся", "Педагоги", "люди, которых нет в списках")
    about = openpyxl.load_workbook(io.BytesIO(base.content))["О файле"]
    told = {row[0].value: row[1].value for row in about.iter_rows(min_row=2)}
    assert "Педагоги" in told["Согласие не проверялось"]
    assert made(checked(asked("да, да, да"), "", pair_with()).roster).forms.consent_not_asked == (
        "люди, которых нет в списках",
    )


# What may not leave the school


CANARIES = ("ОВЗ", "ЗПР", "инвалид", "СОП", "ВШУ", "ПДН", "вариант 7.1", "на учёте", "дефектолог")


def test_no_health_and_no_register_is_in_any_part_of_the_file():
    told = dict(zip(MORE, (f"текст {word}" for word in (*CANARIES, "АООП", "КДН", "О. В. З.")), strict=True))
    teachers = TEACHERS.replace("учитель химии", "учитель-дефектолог")
    pairs = PAIRS.replace("химия ", "СОП   ").replace("Граб", "Липа").replace("студент", "учитель")
    for roster in (checked(STUDENTS, teachers, pair_with(**told)).roster, checked(STUDENTS, teachers, pairs).roster):
        told_in_file = parts(made(roster).content)
        for word in (*CANARIES, "АООП", "КДН", "О. В. З."):
            assert word.casefold() not in told_in_file.casefold(), word


def test_every_doubtful_text_is_told_with_whose_it_is_and_its_column():
    told = {"Контактные данные наставника": "мама из полиции", "Запрос": "ОВЗ", "Результат": "учёт интересов"}
    base = made(checked(STUDENTS, TEACHERS, pair_with(**told)).roster)
    assert [(one.who, one.column, one.text) for one in base.forms.held_back] == [
        ("Граб Олень Дубович – Осока Рябина Кленовна", "Основной запрос", "ОВЗ"),
        ("Граб Олень Дубович", "Контактные данные", "мама из полиции"),
    ]
    assert "Основной запрос" not in base.forms.empty(MENTEES)  # the list has it
    assert texts(base.content, MENTEES)[0][10] == "учёт интересов"


def test_a_class_and_a_name_that_tell_of_health_are_held_back_too():
    students = STUDENTS.replace("| 9Б ", "| 9 ЗПР ").replace("Осока Рябина Кленовна", "Осока Рябина (ОВЗ)")
    base = made(checked(students, TEACHERS, PAIRS.replace("Осока Рябина Кленовна", "Осока Рябина (ОВЗ)")).roster)
    assert {one.column for one in base.forms.held_back} == {"Класс", "ФИО наставляемого"}
    assert not re.search("ОВЗ|ЗПР", parts(base.content), re.IGNORECASE)


def test_a_released_text_is_sent_and_still_told_as_released():
    base = made(checked(STUDENTS, TEACHERS, pair_with(Запрос="из полиции", Результат="ОВЗ")).roster, {"из полиции"})
    assert [one.text for one in base.forms.held_back] == ["ОВЗ"]
    assert [one.text for one in base.forms.doubts if one.sent] == ["из полиции"]
    assert texts(base.content, MENTEES)[0][4] == "из полиции"


def test_a_surname_hidden_in_another_word_is_no_name():
    students = asked("да, нет, да").replace("Клевер Ясень", "Победина Мята")
    base = made(checked(students, TEACHERS, pair_with(Результат="она победила", Запрос="как у Побединой")).roster)
    assert [one.text for one in base.forms.held_back] == ["как у Побединой"]


# Text stays text


HOSTILE = (
    "=1+1", "+7 900 123-45-67", "-5", "@SUM(A1)", '=HYPERLINK("http://example.org";"x")', "<b>x</b>", "{{ 7*7 }}",
    "http://example.org", "mailto:a@b", "internal:A1", "{=1+1}", "007", "1e5", "01.09.2024", "&amp;", "_x0041_", "ИСТИНА",
    "'=1+1", "%s", "д" * 300,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_every_text_stays_the_text_it_is(text):
    rows = drawn(pair_with(**dict.fromkeys(MORE, "x")))
    rows[1] = [text if cell == "x" else cell for cell in rows[1]]
    lists = check([sheet(STUDENTS, "Обучающиеся"), sheet(rows, "Пары")], today=TODAY)
    content = made(lists.roster).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = [cell for form in BOTH for row in book[form.title].iter_rows(min_row=2) for cell in row if cell.value]
    assert {cell.data_type for cell in found} == {"s"}
    assert sum(cell.value.replace("_x005F", "") == text or cell.value == text for cell in found) == len(MORE) + 3
    assert not [cell for cell in found if cell.hyperlink]
    assert not re.search("<f>|<hyperlink|calcChain|externalLink", parts(content))


@pytest.mark.parametrize("text", ["строка\r\nдругая", "знак\tдругая", "знак\x00\x01\x1f\x7fдругая"])
def test_signs_that_no_cell_shows_are_dropped(text):
    rows = [["Наставник", "Наставляемый", "Дата начала", "Запрос"], ["Граб Олень", "Осока Рябина", "01.11.2024", text]]
    content = made(check([sheet(rows, "Пары")], today=TODAY).roster).content
    assert re.fullmatch(r"(строка|знак) ?другая", texts(content, MENTEES)[0][4])


@pytest.mark.parametrize("school", ['Школа & "Ко" <b> &P &D', "=1+1", "Ш" * 400, "&" * 300])
def test_the_name_of_the_school_is_no_code_of_the_footer(school):
    settings = from_content({"school": school})
    roster = checked(STUDENTS, TEACHERS, PAIRS).roster
    content = municipal_base(Source(roster, "№ 1"), PERIOD, load_declarations(settings=settings)).content
    page = openpyxl.load_workbook(io.BytesIO(content))["О файле"]
    assert school in [cell.value for row in page.iter_rows() for cell in row]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        footer = re.search("<oddFooter>(.*?)</oddFooter>", book.read("xl/worksheets/sheet1.xml").decode())
    assert footer
    assert len(footer[1].replace("&amp;", "&")) <= 255
    assert PERSONAL in footer[1]


# The file


def test_the_same_lists_give_the_same_bytes(monkeypatch):
    roster = checked(STUDENTS, TEACHERS, PAIRS).roster
    first = made(roster).content
    monkeypatch.setattr("time.time", lambda: 2_000_000_000)
    assert made(roster).content == first


def test_the_file_tells_what_it_is_and_names_nobody_there():
    base = made(checked(asked("да, да, нет"), TEACHERS, PAIRS).roster)
    about = openpyxl.load_workbook(io.BytesIO(base.content))["О файле"]
    told = {row[0].value: row[1].value for row in about.iter_rows()}
    words = str(told)
    assert PERSONAL in about["A1"].value
    assert told["Школа"] == declared().settings.school
    assert "сохранённая версия № 1" in told["Из чего сделано"]
    assert told["Строк в форме «База наставляемых»"] == "2"
    assert "без согласия – 1 чел." in told["Не вошли без согласия"]
    assert "Контактные данные для связи – 2 из 2" in told["Пустые ячейки: База наставляемых"]
    assert not [one for one in ("Ромашкина", "Осока", "Липа", "Дуб", "Граб") if one in words]


def test_the_demonstration_is_marked():
    roster = load([(demo.PATH.name, demo.PATH.read_bytes())]).roster
    source = Source(roster, "демонстрационные данные", is_demonstration=True)
    content = municipal_base(source, year_to_date(roster.as_of), declared()).content
    assert "Демонстрационные данные" in parts(content)
    assert declared().settings.school not in parts(content)


def test_without_pairs_the_forms_are_empty():
    forms = forms_of(Source(checked(STUDENTS).roster, "№ 1"), PERIOD, declared())
    assert (forms.mentees, forms.mentors, forms.empty(MENTEES)) == ((), (), {})


def test_the_mentees_can_be_read_again_and_the_sheet_about_the_file_is_no_list():
    roster = checked(STUDENTS, TEACHERS, PAIRS).roster
    book = openpyxl.load_workbook(io.BytesIO(made(roster).content))
    del book["База наставников"]
    written = io.BytesIO()
    book.save(written)
    lists = load([("База.xlsx", written.getvalue())], today=TODAY)
    assert [(block.table, block.sheet) for block in lists.blocks] == [("pairs", "База наставляемых")]
    assert lists.counts["pairs"] == 4
    assert "О файле" not in str([one.message for one in lists.findings])


def test_columns_for_the_base_come_back_from_the_store_and_from_the_exported_lists():
    from data.frozen import freeze, thaw
    from data.template import filled_workbook

    told = dict(zip(MORE, (f"слово{place}" for place in range(len(MORE))), strict=True))
    roster = checked(
        asked("да, нет, да"), asked("да, да", TEACHERS), pair_with(**told, **{"Согласие наставника": "да"})
    ).roster
    assert list(thaw(freeze(roster.pairs))["competences"]) == ["слово5"]
    again = load([("Списки.xlsx", filled_workbook(roster, ["№ 1"], special=True))], today=TODAY).roster
    assert freeze(again.pairs) == freeze(roster.pairs)
    assert list(again.students["consent"]) == list(roster.students["consent"])


def test_on_paper_the_forms_are_a4_lying_one_page_wide_and_every_text_is_whole(tmp_path):
    long = "очень длинный запрос наставляемого о том, чему он хотел бы научиться " * 4 + "конец"
    many = "\n".join(
        f"Граб Олень Дубович | Тополев{place} Ясень Рябинович | студент – ученик | 01.11.2024 |" for place in range(24)
    )
    pairs = pair_with(**dict.fromkeys(MORE, long)) + "\n" + many
    pupils = "".join(f"    Тополев{place} Ясень Рябинович | 2010 | 7А | | | |\n" for place in range(24))
    content = made(checked(STUDENTS + pupils, TEACHERS, pairs).roster).content
    (tmp_path / "база.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [needed("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "база.xlsx")], check=True, capture_output=True, timeout=120)
    command = [needed("pdftotext"), "-layout", "-bbox", str(tmp_path / "база.pdf"), "-"]
    paper = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    sizes = re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', paper)
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {(842, 595), (595, 842)}
    assert paper.count(">Желаемый<") >= 1
    assert paper.count(">конец<") == 15  # six texts of the first form and nine of the second, each to its end
    assert all(f">Тополев{place}<" in paper for place in range(24))


def test_every_page_of_a_form_has_its_header_and_the_marking():
    book = openpyxl.load_workbook(io.BytesIO(made(checked(STUDENTS, TEACHERS, PAIRS).roster).content))
    for form in BOTH:
        page = book[form.title]
        assert (page.print_title_rows, page.freeze_panes) == ("$1:$1", "C2")
        assert (page.page_setup.paperSize, page.page_setup.orientation, page.page_setup.fitToHeight) == (
            9,
            "landscape",
            0,
        )
        assert PERSONAL in page.oddFooter.left.text
        assert all(cell.alignment.wrap_text for row in page.iter_rows() for cell in row)
