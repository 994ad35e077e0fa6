"""Every kind of report has room in the log of exports, whatever database holds it."""

from __future__ import annotations

import datetime as dt

from data.store.export_log import exports, log
from data.store.versions import Store
from reports.registry import KINDS

ON = dt.date(2024, 12, 31)


def test_the_title_of_every_report_is_noted_whole(store_place: str):
    store = Store(store_place)
    titles = [kind.title for kind in KINDS.values()]
    for title in titles:
        log(store, b"", by="Директор", what=title, marking="Не публиковать", made_from="версия", on=ON, published=None)
    assert sorted(export.what for export in exports(store)) == sorted(titles)
