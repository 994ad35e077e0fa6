"""How many pairs each mentor has now."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from metrics.pairs.pair_rows import PairRow, loads
from pages.components.tables import table
from pages.state import stored


def mentors(rows: Sequence[PairRow]) -> None:
    """Shows the load of every mentor of a pair in force, the largest first."""
    load, most = loads(rows), stored.declarations().settings.pairing.most_pairs
    with st.expander(f"Нагрузка наставников: {len(load)}", icon=":material/groups:"):
        st.caption(f"Сколько наставляемых у каждого сейчас. По «Настройкам» – не больше {most}.")
        titles = {row.mentor.key: row.mentor.title for row in rows}
        ordered = sorted(load.items(), key=lambda item: (-item[1], titles[item[0]]))
        if ordered:
            table(
                [
                    {
                        "Наставник": titles[key],
                        "Наставляемых": str(count),
                        "Предел": "больше предела" if count > most else "предел" if count == most else "",
                    }
                    for key, count in ordered
                ]
            )
