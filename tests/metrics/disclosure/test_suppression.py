"""Disclosure control: a count under five is hidden, and nobody can work it out."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.hashing import canonical
from metrics.disclosure.facts import CELL, SHARE, SMALLEST_SHOWN, TOTAL, Facts, Item, Published, SuppressionReason
from metrics.disclosure.suppression import LEAST_VALUES, protect
from tests.metrics.disclosure.independent_reader import MANY, Reader


def table(rows: list[list[int]], name: str = "") -> Facts:
    """Counts in rows and columns with all their totals."""
    facts = Facts()
    height, width = len(rows), len(rows[0])
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            shown(facts, f"{name}{place},{column}", value)
        total(facts, f"{name}{place},all", [f"{name}{place},{column}" for column in range(width)])
    for column in range(width):
        total(facts, f"{name}all,{column}", [f"{name}{place},{column}" for place in range(height)])
    total(facts, f"{name}all,all", [f"{name}all,{column}" for column in range(width)])
    facts.relate(f"{name}all,all", *(f"{name}{place},all" for place in range(height)))
    return facts


def shown(facts: Facts, name: str, value: int, cost: int = CELL) -> None:
    facts.items[name] = Item((facts.count(name, value),), cost)


def total(facts: Facts, name: str, parts: list[str]) -> None:
    shown(facts, name, sum(facts.values[part] for part in parts), TOTAL)
    facts.relate(name, *parts)


def reader_of(*publications: Published, aware: bool = True) -> Reader:
    """Returns a reader of the publications.

    An aware one knows, worst of all, which counts are hidden for being small.
    """
    known, sums = {}, []
    for publication in publications:
        shown_counts = {
            count for name, item in publication.facts.items.items() if publication.shows(name) for count in item.counts
        }
        small = {
            count
            for name, why in publication.hidden.items()
            if why is SuppressionReason.SMALL
            for count in publication.facts.items[name].counts
        }
        for name, value in publication.facts.values.items():
            is_small = aware and name in small and value < SMALLEST_SHOWN
            before = known.get(name, (0, SMALLEST_SHOWN - 1 if is_small else MANY))
            known[name] = (value, value) if name in shown_counts else before
        for relation in publication.facts.relations:
            more = () if relation.exact else (f"what {relation.total} is more than {relation.parts}",)
            known |= dict.fromkeys(more, (0, MANY))
            sums.append((relation.total, (*relation.parts, *more)))
    return Reader(known, sums)


def hidden_counts(published: Published) -> list[str]:
    return sorted({count for name in published.hidden for count in published.facts.items[name].counts})


def nothing_can_be_worked_out(*publications: Published, aware: bool = True) -> None:
    reader = reader_of(*publications, aware=aware)
    open_counts = {count for count, (low, high) in reader.known.items() if low == high}
    secrets = {count for publication in publications for count in hidden_counts(publication)} - open_counts
    assert secrets, "nothing is hidden, so nothing was tried"
    for count in secrets:
        assert reader.possible(count) >= LEAST_VALUES, count


@pytest.mark.parametrize("value", range(SMALLEST_SHOWN))
def test_a_count_under_five_is_hidden_zero_too(value: int):
    facts = Facts()
    shown(facts, "people", value)
    assert protect(facts).hidden == {"people": SuppressionReason.SMALL}


def test_a_count_of_five_is_shown():
    facts = Facts()
    shown(facts, "people", SMALLEST_SHOWN)
    assert not protect(facts).hidden


def test_one_hidden_cell_takes_another_with_it_or_the_total_would_give_it_away():
    facts = table([[3, 20, 30]])
    published = protect(facts)
    assert published.hidden["0,0"] is SuppressionReason.SMALL
    assert SuppressionReason.DERIVABLE in published.hidden.values()
    nothing_can_be_worked_out(published)


def test_two_small_counts_whose_sum_leaves_no_choice_are_not_left_alone():
    facts = Facts()
    for name, value in {"a": 4, "b": 4, "c": 40}.items():
        shown(facts, name, value)
    total(facts, "all", ["a", "b", "c"])
    published = protect(facts)
    assert not published.shows("c") or not published.shows("all")
    nothing_can_be_worked_out(published)


def test_the_five_shares_are_hidden_last():
    facts = table([[3, 20], [20, 30]])
    facts.items["share"] = Item((facts.count("0,0 and more", 50),), SHARE)
    facts.relate("0,0 and more", "0,0", facts.count("more", 47))
    assert protect(facts).shows("share")


def test_a_small_rest_hides_the_share_that_would_reveal_it():
    facts = Facts()
    part, whole, rest = facts.count("part", 38), facts.count("whole", 40), facts.count("rest", 2)
    facts.relate(whole, part, rest)
    facts.items["share"] = Item((part, whole), SHARE)
    assert protect(facts).hidden == {"share": SuppressionReason.DERIVABLE}


def test_what_is_hidden_for_nothing_comes_back():
    """Each column of the lower grades holds small counts.

    Their rests must go, the upper grades need not.
    """
    rows = [[0, 54], [1, 34], [1, 33], [0, 37], [1, 50], [11, 22], [9, 27], [14, 23]]
    published = protect(table(rows))
    assert all(published.shows(f"{row},{column}") for row in (5, 6, 7) for column in (0, 1))
    assert published.shows("all,all")
    nothing_can_be_worked_out(published)


counts = st.integers(0, 12) | st.integers(0, 60)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(counts, min_size=width, max_size=width), min_size=1, max_size=4)
    )
)
def test_nobody_works_out_a_hidden_count_of_any_table(rows: list[list[int]]):
    published = protect(table(rows))
    for name, item in published.facts.items.items():
        if published.shows(name):
            assert all(published.facts.values[count] >= SMALLEST_SHOWN for count in item.counts)
    assert bool(published.hidden) == any(value < SMALLEST_SHOWN for value in published.facts.values.values())
    if published.hidden:
        nothing_can_be_worked_out(published)


@pytest.mark.parametrize("seed", range(20))
def test_nobody_works_it_out_from_two_publications_of_one_year_either(seed: int):
    """The second publishes sums of cells that the first did not name.

    Some of these may follow from the first alone.
    """
    made = random.Random(seed)
    rows = [[made.choice([0, 1, 2, 3, 4, 5, 6, 8, 9, 15, 30]) for _ in range(3)] for _ in range(3)]
    first = protect(table(rows))
    later = Facts()
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            later.count(f"{place},{column}", value)
        total(later, f"{place},first two", [f"{place},0", f"{place},1"])
    total(later, "corner", ["0,0", "1,1", "2,2"])
    second = protect(later, [first])
    silent = Published(later, dict.fromkeys(later.items, SuppressionReason.DERIVABLE))
    before, after = reader_of(first, silent, aware=False), reader_of(first, second, aware=False)
    open_counts = {count for count, (low, high) in after.known.items() if low == high}
    secrets = {*hidden_counts(first), *hidden_counts(second)} - open_counts
    assert secrets
    for count in secrets:
        assert after.possible(count) >= min(LEAST_VALUES, before.possible(count)), count


def test_without_a_look_at_the_first_the_second_would_give_it_away():
    """The rule above can fail.

    Here it does, when the earlier publication is not taken into account.
    """
    rows = [[3, 20, 30]]
    first = protect(table(rows))
    later = Facts()
    for column, value in enumerate(rows[0]):
        later.count(f"0,{column}", value)
    names = [name for name in ("0,0", "0,1", "0,2") if not first.shows(name)]
    shown(later, "other hidden", later.values[names[1]])
    later.relate("other hidden", names[1])
    with pytest.raises(AssertionError):
        nothing_can_be_worked_out(first, protect(later))
    nothing_can_be_worked_out(first, protect(later, [first]))


def test_the_same_published_again_hides_the_same():
    facts = table([[3, 20, 30], [1, 9, 12]])
    first = protect(facts)
    assert first.hidden
    assert set(protect(facts, [first]).hidden) == set(first.hidden)


def test_what_anybody_knows_protects_nothing_and_need_not_be_hidden():
    """Eight of the ninth grade are of the age, nobody of the fifth.

    So the first row's number is that of the sum.
    """
    facts = table([[3], [0], [12]])
    facts.known |= {"1,0"}
    published = protect(facts)
    assert published.shows("1,0")
    assert not published.shows("2,0") or not published.shows("all,0")


def test_a_cell_that_was_hidden_stays_hidden_beside_other_numbers():
    first = protect(table([[3, 20, 30]]))
    assert first.hidden
    assert set(first.hidden) <= set(protect(table([[9, 21, 31]]), [first]).hidden) | {"0,all", "all,all"}


def test_a_number_of_corrected_lists_is_another_number():
    first = protect(table([[8, 20, 30]]))
    again = protect(table([[7, 20, 30]]), [first])
    assert not again.hidden


def test_what_was_published_is_the_same_after_it_was_stored_as_text():
    first = protect(table([[3, 20, 30], [1, 9, 12]]))
    back = Published.of_content(json.loads(json.dumps(first.as_content())))
    assert back.hidden
    assert (back.facts, dict(back.hidden)) == (first.facts, dict(first.hidden))


def test_the_solver_says_nothing_on_the_standard_output(capfd: pytest.CaptureFixture[str]):
    protect(table([[3, 20], [20, 30]]))
    assert capfd.readouterr() == ("", "")


def test_a_stored_publication_reads_and_writes_as_the_same_text():
    text = (
        '{"hidden":{"share":"derivable"},"items":{"share":[["part","whole"],1000]},"known":["a","b"],'
        '"relations":[["whole",["part","rest"],false]],"values":{"part":7,"rest":3,"whole":12}}'
    )
    assert canonical(Published.of_content(json.loads(text)).as_content()) == text
    without_known = json.loads(text)
    del without_known["known"]  # as the first publications were stored
    assert Published.of_content(without_known).facts.known == set()
