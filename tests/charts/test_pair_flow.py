"""Who mentors whom, drawn."""

from __future__ import annotations

import pytest

from charts.pair_flow import pair_flow
from charts.theme import DARK, LIGHT, Theme
from metrics.pairs.flow import Flow
from tests.charts.literal import foreign, shown

FLOWS = [Flow("Учителя", "5–9 классы", 7), Flow("Ученики", "5–9 классы", 2), Flow("Учителя", "1–4 классы", 5)]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_word_is_russian(theme: Theme):
    assert not foreign(shown(pair_flow(FLOWS, theme)))


def test_bands_join_a_role_with_a_group_and_both_have_their_sums_beside():
    [drawn] = pair_flow(FLOWS, LIGHT).data
    bands = zip(drawn.link.source, drawn.link.target, drawn.link.value, strict=True)
    named = [(drawn.node.label[role], drawn.node.label[group], count) for role, group, count in bands]
    assert named == [
        ("Учителя: 12", "5–9 классы: 9", 7),
        ("Ученики: 2", "5–9 классы: 9", 2),
        ("Учителя: 12", "1–4 классы: 5", 5),
    ]


def test_without_pairs_it_says_so():
    assert any("Нет данных" in text for text in shown(pair_flow([], LIGHT)))
