"""The comments part of a sheet: a person's own comments stay, ours come and go."""

from __future__ import annotations

from typing import Any

from lxml import etree

from data.spreadsheets.own_comments import AUTHOR, OURS
from data.workbooks.copy_package import children, local_name, named
from data.workbooks.copy_sheet import Place, address_of, place_of

THREAD = "tc="  # how the author of a comment begins that only stands for a discussion, whose text Excel ignores
FONT = {"sz": {"val": "9"}, "color": {"indexed": "81"}, "rFont": {"val": "Tahoma"}, "family": {"val": "2"}}
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
EMPTY = (
    b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors/><commentList/></comments>'
)
LONGEST = 32_767  # letters of a comment, Excel's own bound
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Comments:
    """The comments part of a sheet."""

    def __init__(self, root: Any) -> None:
        self._authors, self._list = (_part(root, name) for name in ("authors", "commentList"))
        self._by_place = {
            place: comment
            for comment in children(self._list, "comment")
            if (place := place_of(comment.get("ref", "").partition(":")[0]))
        }

    def __contains__(self, place: Place) -> bool:
        return place in self._by_place

    def __len__(self) -> int:
        return len(self._by_place)

    def threads(self) -> set[Place]:
        """Returns the cells with a discussion.

        Excel ignores what is written into the comment of such a cell.
        """
        authors = children(self._authors, "author")
        numbers = {str(place) for place, author in enumerate(authors) if (author.text or "").startswith(THREAD)}
        return {place for place, comment in self._by_place.items() if comment.get("authorId", "0") in numbers}

    def unmark(self) -> dict[Place, str]:
        """Takes our words away and returns them; comments of nothing else go too."""
        gone = {}
        for place, comment in list(self._by_place.items()):
            texts = _texts(comment)
            whole = "".join(element.text or "" for element in texts)
            if not (ours := OURS.search(whole)):
                continue
            gone[place] = whole[ours.start() :]
            if not whole[: ours.start()].strip():
                self._list.remove(self._by_place.pop(place))
                continue
            _cut(texts, ours.start())
        return gone

    def mark(self, place: Place, words: str) -> str:
        """Writes our words after those of the person; returns what was written."""
        words = f"{AUTHOR}:\n{words}"
        comment = self._by_place.get(place)
        if comment is None:
            attributes = {"ref": address_of(place), "authorId": str(self._own_author()), "shapeId": "0"}
            comment = self._by_place[place] = etree.SubElement(self._list, named(self._list, "comment"), attributes)
        text = _part(comment, "text")
        before = "".join(element.text or "" for element in _texts(comment))
        words = f"\n{words}" if before else words
        words = words[: LONGEST - len(before)]
        for loose in children(text, "t"):
            text.replace(loose, run := text.makeelement(named(text, "r")))
            run.append(loose)
        text.insert(len(children(text, "r")), _run(text, words))
        return words

    def _own_author(self) -> int:
        names = [author.text for author in children(self._authors, "author")]
        if AUTHOR not in names:
            names.append(AUTHOR)
            etree.SubElement(self._authors, named(self._authors, "author")).text = AUTHOR
        return names.index(AUTHOR)


def _part(parent: Any, name: str) -> Any:
    """Returns the child of that name, made where there is none."""
    parts = children(parent, name)
    return parts[0] if parts else etree.SubElement(parent, named(parent, name))


def _texts(comment: Any) -> list[Any]:
    """Returns the elements that hold the words of a comment, without phonetic hints."""
    text = _part(comment, "text")
    return [
        element
        for part in text
        if local_name(part) in ("t", "r")
        for element in ([part] if local_name(part) == "t" else children(part, "t"))
    ]


def _run(text: Any, words: str) -> Any:
    """Returns a piece of a comment in the font that Excel uses there."""
    run = text.makeelement(named(text, "r"))
    font = etree.SubElement(run, named(text, "rPr"))
    for name, attributes in FONT.items():
        etree.SubElement(font, named(text, name), attributes)
    piece = etree.SubElement(run, named(text, "t"), {SPACE: "preserve"})
    piece.text = words
    return run


def _cut(texts: list[Any], length: int) -> None:
    """Leaves so many characters of a comment."""
    for element in texts:
        text = element.text or ""
        element.text, length = text[:length], max(length - len(text), 0)
        run = element.getparent()
        if not element.text and local_name(run) == "r":
            run.getparent().remove(run)
