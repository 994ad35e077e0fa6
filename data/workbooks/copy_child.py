"""What the child process of `corrected_copy` does: it makes the copy.

An answer is a zip, or JSON of the cause of a refusal; an empty one means that the file is no package to be marked.
"""

from __future__ import annotations

import json
from typing import Any

from data.findings import Severity
from data.spreadsheets.detect import container_of
from data.spreadsheets.limits import Refused
from data.workbooks.copy_marking import Remark, marked_copy


def mark(request: bytes, content: bytes) -> bytes:
    """Returns the file itself (xlsx, xlsm) with marks."""
    try:
        container = container_of(content)
        if container is None or container.kind != "xlsx":
            return b""
        return _marked(container.content, unpacked(request))
    except Refused as refused:
        return packed(refused.cause)


def make(request: bytes, sheets: bytes) -> bytes:
    """Returns a new workbook with the cells of the sheets and with marks."""
    from data.workbooks.copy_plain import PlainSheet, plain_workbook  # start-up is part of the user's wait

    content, titles = plain_workbook([PlainSheet(*sheet) for sheet in unpacked(sheets)])
    task = unpacked(request)
    for remark in task["remarks"]:
        remark[1] = titles.get(remark[1])
    task["typed"] = [[titles[name], *rest] for name, *rest in task["typed"] if name in titles]
    return _marked(content, task)


def packed(request: Any) -> bytes:
    """Returns JSON in which a date or a time is a list of its ISO text."""
    text = json.dumps(request, default=lambda moment: [moment.isoformat()], ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def unpacked(request: bytes) -> Any:
    return json.loads(request.decode("utf-8", "surrogatepass"))


def _marked(content: bytes, request: Any) -> bytes:
    remarks = [Remark(Severity(severity), *rest) for severity, *rest in request["remarks"]]
    typed = {(title, row, column): text for title, row, column, text in request["typed"]}
    return marked_copy(content, remarks, typed, request["heading"])
