"""The quarterly monitoring: the page's own figures on paper.

Whatever stands in the lists.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections import Counter
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from data import demo
from data.periods import quarter_to_date, year_to_date
from data.roadmap.model import Progress
from data.roadmap.records import standings
from data.roadmap.standing import overdue
from data.russian import date_text
from data.vocabulary import FORMS
from metrics.explain import explanations as people
from metrics.filters import Filters
from metrics.indicators import declared
from metrics.pairs.pair_rows import PairPhase, pair_rows
from metrics.results import Status, results
from metrics.sensitive import is_special
from metrics.wording import goals_reached, missing_lines, out_of, share_text, status_against
from reports.__main__ import main
from reports.monitoring.conclusions import PROPOSED, proposed
from reports.monitoring.document import monitoring
from reports.monitoring.paper import Reader, shares_of
from reports.monitoring.progress import coming_lines, due_by, overdue_lines, progress
from reports.monitoring.shares import NOBODY_LEFT, NOT_KNOWN, bar
from reports.source import HIDDEN_NOTE, Source
from tests.data.lists import KNOWN, checked
from tests.data.store.saved import PAIRS, STUDENTS, TEACHERS
from tests.metrics.rosters import lists, paired
from tests.reports.monitoring.documents import ON, cells, lines, made, opened, paper


def test_the_shares_are_those_of_the_pages_for_the_quarter_and_from_the_start_of_the_year(roster):
    rows = cells(opened(made(roster)).tables[0])[1:]
    quarter, year = results(roster, quarter_to_date(ON)), results(roster, year_to_date(ON))
    for column, shares in ((2, quarter), (3, year)):
        told = {result.indicator.number for result in shares if result.headline.value is not None}
        assert told >= KNOWN
        expected = [
            f"{share_text(result)} ({out_of(result.headline)})" if result.indicator.number in told else "нет данных"
            for result in shares
        ]
        assert [row[column].replace("\u00a0", " ") for row in rows] == [
            words.replace("\u00a0", " ") for words in expected
        ]
    assert [row[5] for row in rows] == [status_against(result) for result in year]


def test_who_is_not_covered_adds_up_to_those_who_could_count(roster):
    rows = cells(opened(made(roster)).tables[3])[1:]
    for column, number in ((1, 1), (2, 2), (3, 4), (4, 5)):
        indicator = next(indicator for indicator in declared().indicators if indicator.number == number)
        listed = people(roster, year_to_date(ON), Filters(), indicator, declared())
        missing = sum(person.could_count and not person.counts for person in listed)
        assert sum(int(row[column]) for row in rows if row[column] != "–") == missing


def test_every_overdue_activity_is_named_once(roster):
    words = [paragraph.text for paragraph in opened(made(roster)).paragraphs]
    late = {standing.instance.activity.title for standing in overdue(standings(None, ON))}
    for title in late:
        assert sum(title in line and "просрочено" in line for line in words) == 1


def test_its_last_page_says_in_words_what_it_was_made_from_and_no_page_shows_a_hash(roster):
    content = made(roster)
    last = lines(content)[-1]
    for words in ("сохранённая версия № 1", "данные на 31.12.2024", "с 01.10.2024 по 31.12.2024"):
        assert words in last
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if b"1f0c9a2b" in parts.read(name)]


@pytest.mark.parametrize("reader", Reader)
def test_every_page_carries_its_marking_above_and_its_number_below(roster, reader):
    section = opened(made(roster, reader=reader)).sections[0]
    assert section.header.paragraphs[0].text == reader.marking(declared())
    fields = [element.text.strip() for element in section.footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_no_row_is_torn_over_two_pages_and_every_header_is_repeated(roster):
    for table in opened(made(roster)).tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_the_demonstration_is_marked(roster):
    demonstration = replace(paper(roster), source=Source(roster, "демонстрационные данные", is_demonstration=True))
    content = monitoring(demonstration)
    assert opened(content).sections[0].header.paragraphs[0].text.startswith("Демонстрационные данные")
    assert any(line.startswith("Демонстрационная школа, ") for line in lines(content))


def test_the_same_lists_and_settings_give_the_same_bytes(roster, monkeypatch):
    first = made(roster)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000)
    assert monitoring(paper(roster)) == first


def test_markup_in_a_class_stays_text():
    hostile = "5<b>&{{7*7}}"
    lists = checked(STUDENTS.replace("6А", hostile), TEACHERS, PAIRS.replace("Осока", "Клевер"), as_of=ON)
    content = made(lists.roster)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        document = parts.read("word/document.xml").decode()
    assert "<b>&" not in document
    assert "49" not in "".join(row[0] for row in cells(opened(content).tables[3]))


def test_a_share_without_data_has_an_empty_bar_and_says_so():
    lists = checked(STUDENTS, pairs=PAIRS.replace("Можжевельник", "Липа"))
    rows = cells(opened(made(lists.roster)).tables[0])
    assert rows[3][2:4] == ["нет данных", "нет данных"]
    assert bar(results(lists.roster, year_to_date(ON))[2])


def test_for_publication_the_counts_are_by_grade_and_the_paper_says_so(roster):
    content = made(roster, reader=Reader.PUBLIC)
    assert cells(opened(content).tables[2])[0][0] == "Параллель"
    assert any(HIDDEN_NOTE in line for line in lines(content))


def test_the_founder_gets_every_share_whole_and_no_special_group_by_class(roster):
    school, founder = (opened(made(roster, reader=reader)) for reader in (Reader.SCHOOL, Reader.FOUNDER))
    assert cells(founder.tables[0]) == cells(school.tables[0])
    shown = [
        declared().indicators[int(re.search(r"№\xa0(\d)", title)[1]) - 1] for title in cells(founder.tables[3])[0][1:]
    ]
    assert shown and not [indicator.key for indicator in shown if is_special(indicator, declared())]
    by_class = {row[0]: row[1:] for row in cells(school.tables[3])}
    assert all(row[1:] == by_class[row[0]][: len(shown)] for row in cells(founder.tables[3]))


@pytest.mark.parametrize("reader", [Reader.FOUNDER, Reader.PUBLIC])
def test_who_answers_for_an_activity_is_named_within_the_school_alone(roster, reader):
    people = {person for standing in standings(None, ON) for person in standing.instance.activity.people}
    within, outside = "\n".join(lines(made(roster))), "\n".join(lines(made(roster, reader=reader)))
    assert [person for person in people if person in within]
    assert not [person for person in people if person in outside]


def with_leavers(*, column=True):
    """Returns a school of ten mentees of thirteen; two of them, and somebody of no pair, left in the year."""
    names = [f"Клёнова Анна Номер{letter}" for letter in "абвгдежзик"]
    left = {0: "01.10.2024", 1: "15.11.2024"}
    pupils = [f"{name} | 01.02.2011 | 7А | {left.get(place, '')}" for place, name in enumerate(names)]
    pupils.append("Осинов Пётр Клёнович | 03.02.2011 | 7А | 20.12.2024")
    header = "ФИО | Дата рождения | Класс | Дата выбытия"
    if not column:
        header, pupils = header.rpartition(" | ")[0], [pupil.rpartition(" | ")[0] for pupil in pupils]
    return lists("\n".join([header, *pupils]), paired(*names, start="01.02.2024")).roster


def test_who_left_the_school_is_told_apart_from_who_left_a_share():
    roster = with_leavers()
    content = made(roster)
    assert cells(opened(content).tables[1])[1][3].replace("\xa0", " ") == "2 человека"
    text = "\n".join(lines(content)).replace("\xa0", " ")
    assert "Из школы выбыли с 01.01.2024 по 31.12.2024: 3 обучающихся" in text
    assert "Из них до выбытия были в парах и подходили под показатель: № 1 – 2." in text
    assert re.search(r"Остались в школе, но вышли из доли .*: никто\.", text)


def test_who_stayed_at_school_without_the_pair_of_the_quarter_before_left_the_share():
    pairs = paired("Клёнова Анна Номера", start="01.02.2024").splitlines()
    roster = lists(
        "ФИО | Дата рождения | Класс\nКлёнова Анна Номера | 01.02.2011 | 7А",
        f"{pairs[0]} | Дата окончания\n{pairs[1]} | 30.09.2024",
    ).roster
    (line,) = [line for line in lines(made(roster)) if line.startswith("Остались в школе")]
    assert line.endswith("№ 1 – 1 (нет действующей пары).")


def test_lists_that_tell_nobody_s_leaving_never_say_that_nobody_left():
    content = made(with_leavers(column=False))
    assert cells(opened(content).tables[1])[1][3] == NOT_KNOWN
    assert NOBODY_LEFT not in [row[3] for row in cells(opened(content).tables[1])]
    assert any("нет столбца «Дата выбытия»" in line for line in lines(content))


def test_without_lists_of_people_it_says_that_nothing_tells_who_left():
    content = lines(made(lists("", paired("Клёнова Анна Номера", start="01.02.2024")).roster))
    assert any(line.endswith("списков людей нет.") for line in content)


def test_a_change_says_against_which_day(roster):
    content = made(roster)
    assert cells(opened(content).tables[0])[0][6] == "Изменение к III кв. 2024"
    assert any("доли за III кв. 2024 (на 30.09.2024)" in line for line in lines(content))
    third = monitoring(paper(roster, on=dt.date(2024, 9, 30)))
    assert cells(opened(third).tables[0])[0][6] == "Изменение ко II кв. 2024"


def test_what_fell_due_on_the_day_itself_and_is_late_by_now_is_not_coming_too(roster):
    later = paper(roster)
    due = next(standing.instance.due for standing in overdue(later.roadmap))
    past = replace(later, on=due)
    late, soon = overdue_lines(past), coming_lines(past)
    assert any(f"до {date_text(due)}" in line for line in late)
    assert not [line for line in soon if f"до {date_text(due)}" in line]


@pytest.mark.parametrize("on", [dt.date(2021, 12, 31), dt.date(2022, 9, 30), dt.date(2026, 11, 29)])
def test_what_is_missing_is_set_against_the_goals_that_the_screen_names(roster, on):
    rows = cells(opened(monitoring(paper(roster, on=on))).tables[1])[1:]
    assert [row[2] for row in rows] == [
        "; ".join(missing_lines(result)) or "–" for result in results(roster, year_to_date(on))
    ]


def test_conclusions_are_marked_as_proposed_until_a_person_accepts_them(roster):
    offered = proposed(paper(roster), shares_of(paper(roster)))
    content = lines(made(roster))
    assert PROPOSED in content
    assert set(offered.split("\n")) <= set(content)
    accepted = lines(made(roster, conclusions="Программа идёт по плану.\n\nНаставникам – благодарность."))
    assert PROPOSED not in accepted
    assert {"Программа идёт по плану.", "Наставникам – благодарность."} <= set(accepted)
    assert not set(offered.split("\n")) & set(accepted)


def test_proposed_conclusions_name_every_share_by_its_status(roster):
    shares = shares_of(paper(roster))
    text = proposed(paper(roster), shares)
    assert text.startswith(goals_reached(shares.year))
    told = {result.indicator.number: result for result in shares.year if result.headline.value is not None}
    assert set(told) >= KNOWN
    for number, result in told.items():
        assert f"№\xa0{number} – {share_text(result)}" in text
    without = [f"№\xa0{result.indicator.number}" for result in shares.year if result.indicator.number not in told]
    assert ("Нет данных: " in text) is bool(without)
    assert "; ".join(without) in text


def test_conclusions_for_publication_hold_no_share_that_is_hidden(roster):
    public = paper(roster, Reader.PUBLIC)
    shares = shares_of(public)
    text = proposed(public, shares)
    hidden = [result for result in shares.year if result.status is Status.NOT_PUBLISHED]
    assert hidden
    for result in hidden:
        assert f"№\xa0{result.indicator.number} –" not in text


def test_the_command_makes_it_from_files(tmp_path):
    path = tmp_path / "мониторинг.docx"
    assert main([str(demo.PATH), "--format", "docx", "--output", str(path)]) == 0
    assert "файлы списков" in docx.Document(str(path)).paragraphs[-1].text


@pytest.mark.parametrize("reader", Reader)
def test_the_command_makes_it_for_each_of_its_readers(tmp_path, reader):
    path = tmp_path / "мониторинг.docx"
    assert main([str(demo.PATH), "--format", "docx", "--for", reader, "--output", str(path)]) == 0
    assert docx.Document(str(path)).sections[0].header.paragraphs[0].text == reader.marking(declared())


def test_only_the_monitoring_has_readers_to_choose(tmp_path):
    with pytest.raises(SystemExit) as stopped:
        main([str(demo.PATH), "--format", "html", "--for", "founder", "--output", str(tmp_path / "отчёт")])
    assert stopped.value.code == 2


def school_of(settings, roster, reader=Reader.SCHOOL):
    """Returns the monitoring paper of a school that set these settings."""
    asked = paper(roster, reader)
    own = declared().model_copy(update={"settings": declared().settings.model_copy(update=settings)})
    records_from = own.settings.records_from
    return replace(asked, declarations=own, roadmap=standings(None, ON, records_from=records_from))


def test_a_quarter_that_is_not_over_is_named_so_and_a_whole_one_is_not(roster):
    cut = "IV квартал 2024 года (неполный, по 30.11.2024)"
    told = lines(monitoring(paper(roster, on=dt.date(2024, 11, 30))))
    assert [line for line in told if line.endswith(cut)]
    assert [line for line in told if "за IV кв. 2024 (неполный, по 30.11.2024) – нет" in line.replace("\u00a0", " ")]
    whole = lines(made(roster))
    assert [line for line in whole if line.endswith("IV квартал 2024 года, на 31.12.2024")]
    assert not [line for line in whole if "неполный" in line]


def test_the_pairs_in_force_stand_by_form_for_the_school_and_the_founder_and_never_for_publication(roster):
    pairs = [row for row in pair_rows(roster, ON, declared()) if row.phase is PairPhase.IN_FORCE]
    for reader in (Reader.SCHOOL, Reader.FOUNDER):
        header, *forms, everything = cells(opened(made(roster, reader=reader)).tables[2])
        assert header == ["Форма наставничества", "Пары", "Наставники", "Наставляемые"]
        assert {row[0]: int(row[1]) for row in forms} == Counter(FORMS[pair.form] for pair in pairs)
        mentors, mentees = {pair.mentor.key for pair in pairs}, {pair.mentee.key for pair in pairs}
        assert list(map(int, everything[1:])) == [len(pairs), len(mentors), len(mentees)]
    public = opened(made(roster, reader=Reader.PUBLIC))
    assert "Форма наставничества" not in [cells(table)[0][0] for table in public.tables]
    assert not [line for line in lines(made(roster, reader=Reader.PUBLIC)) if "действуют на" in line]


def test_what_was_done_late_is_told_among_what_was_done(roster):
    asked = paper(roster)
    due = due_by(asked.roadmap, ON)
    told = [replace(due[0], status=Progress.DONE), replace(due[1], status=Progress.DONE_LATE)]
    told += [replace(due[2], status=Progress.EXCLUDED), replace(due[3], status=Progress.OVERDUE)]
    said = "выполнено – 2 (из них с опозданием – 1), исключено – 1, просрочено – 1, без отметки о выполнении – 0"
    assert said in progress(replace(asked, roadmap=told))


def test_the_last_conclusions_stay_on_the_page_of_the_signature(roster):
    paragraphs = opened(made(roster, conclusions="Первый.\nВторой.\nТретий.\nЧетвёртый.")).paragraphs
    kept = {paragraph.text: paragraph.paragraph_format.keep_with_next for paragraph in paragraphs}
    assert [kept[word] for word in ("Первый.", "Второй.", "Третий.", "Четвёртый.")] == [False, True, True, True]


def test_signatures_have_the_initials_before_the_surname(roster):
    told = lines(monitoring(school_of({"director": "Липа К. Д.", "responsible": "Клёнова Вера Львовна"}, roster)))
    assert "____________ К. Д. Липа" in told
    assert "Ответственный за программу ________________ В. Л. Клёнова" in told


@pytest.mark.parametrize("reader", [Reader.SCHOOL, Reader.FOUNDER])
def test_the_other_reading_of_a_share_and_the_reason_stand_below_the_table(roster, reader):
    told = lines(made(roster, reader=reader))
    (result,) = [result for result in results(roster, year_to_date(ON)) if result.other_readings]
    (other,) = result.other_readings
    (line,) = [line for line in told if line.startswith(f"№ {result.indicator.number}: в таблице доля")]
    assert f"{result.headline.declared.of}. Другое прочтение: {other.declared.of} с начала года" in line
    assert f"{share_text(result, other)} ({out_of(other)})" in line
    assert line.endswith(result.indicator.note), "one paragraph, which no page parts"
    assert not [line for line in told if line.startswith("№ 1: в таблице доля")]


REASON = next(indicator.note for indicator in declared().indicators if indicator.key == "at_risk")


def test_a_reason_that_speaks_for_another_reading_than_the_school_s_is_left_out(roster):
    asked = school_of({"headline_readings": {"at_risk": "all_students"}}, roster)
    asked = replace(asked, declarations=asked.declarations.as_set())
    told = lines(monitoring(asked))
    (line,) = [line for line in told if line.startswith("№ 5: в таблице доля")]
    assert line.startswith("№ 5: в таблице доля от всех обучающихся. Другое прочтение: от несовершеннолетних в СОП")
    assert not [line for line in told if REASON in line]


def test_other_readings_are_published_only_where_the_share_is(roster):
    told = lines(made(roster, reader=Reader.PUBLIC))
    shares = shares_of(paper(roster, Reader.PUBLIC))
    (now,) = [result for result in shares.quarter if result.other_readings]
    (year,) = [result for result in shares.year if result.other_readings]
    assert now.status is Status.NOT_PUBLISHED is not year.status
    (line,) = [line for line in told if line.startswith(f"№ {now.indicator.number}: в таблице доля")]
    assert "с начала года" in line and "за квартал" not in line


def test_where_records_begin_after_the_day_of_the_report_nothing_is_said_to_be_done_in_time(roster):
    late = school_of({"records_from": ON + dt.timedelta(days=1)}, roster)
    empty = replace(late, roadmap=[])
    for asked in (late, empty):
        told = "\n".join(lines(monitoring(asked)))
        assert "чёт мероприятий ведётся с 01.01.2025, сроки за этот период не оцениваются" in told
        assert "Дорожная карта: учёт мероприятий ведётся с 01.01.2025" in told
        assert "просроченных мероприятий нет" not in told
        assert "ни один срок дорожной карты не наступил" not in told


def test_where_records_begin_by_the_day_of_the_report_it_is_judged(roster):
    school = school_of({"records_from": ON}, roster)
    judged = replace(school, roadmap=[standing for standing in school.roadmap if standing.instance.due is None])
    told = "\n".join(lines(monitoring(judged)))
    assert "ни один срок дорожной карты не наступил" in told and "Дорожная карта: просроченных мероприятий нет." in told
    assert "не оцениваются" not in told.replace("Не оцениваются", "")


def test_before_a_roadmap_is_loaded_nothing_is_said_to_be_done_in_time(roster):
    told = "\n".join(lines(monitoring(replace(school_of({"records_from": ON}, roster), roadmap=[]))))
    assert "Дорожная карта: мероприятий со сроками ещё нет." in told
    assert "просроченных мероприятий нет" not in told and "не наступил" not in told


def test_what_has_no_mark_is_told_in_the_conclusions_and_not_called_in_time(roster):
    asked = replace(paper(roster), roadmap=standings(None, ON, records_from=ON))
    text = proposed(asked, shares_of(asked))
    assert "Дорожная карта: без отметки о выполнении " in text and "просроченных мероприятий нет" not in text


def test_its_last_page_names_the_quarter_and_the_year_so_far_that_is_judged(roster):
    last = lines(made(roster))[-1]
    assert "отчётный период с 01.10.2024 по 31.12.2024" in last
    assert "состояние и «с начала года» – с 01.01.2024 по 31.12.2024" in last
    first = lines(monitoring(paper(roster, on=dt.date(2024, 3, 31))))[-1]
    assert "отчётный период с 01.01.2024 по 31.03.2024" in first and "состояние" not in first
