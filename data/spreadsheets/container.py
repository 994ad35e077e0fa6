"""What calamine gets of a file: its kind, its parts or its stream."""

from __future__ import annotations

ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06")  # the second is that of an empty zip


class Container:
    """A spreadsheet that calamine may try.

    `kind` is xlsx, xlsb, ods or xls; `parts` are the XML texts of a zip in UTF-8 by their lower-case path, `recoded`
    says that some were in another code; `stream` is the record stream of an xls; `from_1904` says how its day numbers
    count. Of an xlsx, `sheets` are names and parts in their order (no part for a hidden sheet), `missing` the
    places of those that it does not hold, `with_errors` the parts with error values. (A plain class: the modules for
    better ones cost the child 5 to 10 ms.)
    """

    def __init__(
        self, kind: str, content: bytes, parts: dict[str, bytes], stream: bytes = b"", *, from_1904: bool = False
    ) -> None:
        self.kind = kind
        self.content = content
        self.parts = parts
        self.stream = stream
        self.from_1904 = from_1904
        self.recoded = False
        self.sheets: list[tuple[str, str]] = []
        self.missing: set[int] = set()
        self.with_errors: set[str] = set()
