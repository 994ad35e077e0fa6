"""The parts of a workbook file, which is an OPC package.

A part that nobody changes is written back byte for byte.

Names of parts are compared without regard to case, and a target is found however it is written: relative, absolute,
with backslashes. XML that is changed is read by lxml: no entities, nothing from outside, bounded depth.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from data.spreadsheets.limits import RefusalCause, Refused

CONTENT_TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold: a copy does not depend on the clock
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def parsed(part: bytes) -> Any:
    """Returns the root of an XML part.

    Raises `Refused`: damaged, or it defines entities.
    """
    try:
        root = etree.fromstring(part, PARSER)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused(RefusalCause.DAMAGED) from None
    if root.getroottree().docinfo.doctype:
        raise Refused(RefusalCause.ENTITIES)
    return root


def written(root: Any) -> bytes:
    """Returns a part as bytes."""
    return bytes(etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True))


def local_name(element: Any) -> str:
    """Returns the name of an element without its namespace.

    An empty one for a comment of XML.
    """
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def named(like: Any, name: str) -> str:
    """Returns a name in the namespace of another element of the part."""
    return str(etree.QName(etree.QName(like).namespace, name))


def children(parent: Any, name: str) -> list[Any]:
    """Returns the children of that name."""
    return [element for element in parent if local_name(element) == name]


class Relations:
    """The relationships of one part: of what kind, under which id, to which part."""

    def __init__(self, root: Any, folder: str) -> None:
        self._root = root
        self._folder = folder

    def __iter__(self) -> Iterator[tuple[str, str, str]]:
        """Yields kind, id and target of each that stays inside the package.

        A kind is the last word of the type, in lower case.
        """
        for element in children(self._root, "Relationship"):
            if element.get("TargetMode") != "External":
                target = posixpath.join("/", self._folder, element.get("Target", "").replace("\\", "/"))
                kind = element.get("Type", "").rpartition("/")[2].lower()
                yield kind, element.get("Id", ""), posixpath.normpath(target).lstrip("/")

    def targets(self, kind: str) -> list[str]:
        """Returns the parts of one kind."""
        return [target for of_kind, _, target in self if of_kind == kind.lower()]

    def add(self, kind: str, target: str) -> str:
        """Leads to one more part; returns the id."""
        ids = {element.get("Id") for element in self._root}
        key = next(f"rId{number}" for number in range(1, len(ids) + 2) if f"rId{number}" not in ids)
        attributes = {"Id": key, "Type": f"{OFFICE}/{kind}", "Target": posixpath.relpath(target, self._folder or ".")}
        etree.SubElement(self._root, named(self._root, "Relationship"), attributes)
        return key

    def remove(self, target: str) -> None:
        """Leads to a part no more."""
        gone = {key for _, key, path in self if path.lower() == target.lower()}
        for element in [element for element in self._root if element.get("Id") in gone]:
            self._root.remove(element)


class Package:
    """A package to be changed in places. Raises `Refused` where it is damaged.

    How many bytes and parts it may have was checked before: `data.spreadsheets.detect.container_of`.
    """

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise Refused(RefusalCause.DAMAGED) from None
        # Of two entries of one name readers take the last.
        self._entries = {_key(entry.filename): entry for entry in self._zip.infolist()}
        self._changed: dict[str, tuple[str, bytes]] = {}  # by key: name and content
        self._trees: dict[str, tuple[str, Any, bytes]] = {}  # by key: name, root and how it was written before

    def __contains__(self, path: str) -> bool:
        return _key(path) in self._changed or _key(path) in self._entries

    def names(self) -> list[str]:
        """Returns the names of all parts, in lower case."""
        return [*self._entries, *(key for key in self._changed if key not in self._entries)]

    def read(self, path: str) -> bytes:
        if _key(path) in self._changed:
            return self._changed[_key(path)][1]
        try:
            return self._zip.read(self._entries[_key(path)])
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            raise Refused(RefusalCause.DAMAGED) from None

    def change(self, path: str, content: bytes) -> None:
        """Puts another content in the place of a part."""
        self._changed[_key(path)] = (path, content)

    def tree(self, path: str) -> Any:
        """Returns the root of a part, to be read and changed in place."""
        if _key(path) not in self._trees:
            root = parsed(self.read(path))
            self._trees[_key(path)] = (path, root, written(root))
        return self._trees[_key(path)][1]

    def relations(self, path: str) -> Relations:
        """Returns the relationships of a part, to be read and changed.

        `""` is the package.
        """
        folder, file = posixpath.split(path)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        if name not in self and _key(name) not in self._trees:
            root = parsed(NO_RELATIONS)
            self._declare(name, RELATIONS)
            self._trees[_key(name)] = (name, root, written(root))
        return Relations(self.tree(name), folder)

    def add(self, pattern: str, content: bytes, content_type: str) -> str:
        """Adds a part and returns its name: `xl/comments{}.xml` with a free number."""
        names = set(self.names())
        path = next(
            name for number in range(1, len(names) + 2) if (name := pattern.format(number)).lower() not in names
        )
        self.change(path, content)
        self._declare(path, content_type)
        return path

    def _declare(self, path: str, content_type: str) -> None:
        """Declares the type of a new part, by its ending where that has none yet."""
        types = self.tree(CONTENT_TYPES)
        ending = path.rpartition(".")[2]
        by_ending = {element.get("Extension", "").lower(): element.get("ContentType") for element in types}
        if ending != "xml" and ending not in by_ending:
            default = {"Extension": ending, "ContentType": content_type}
            types.insert(0, types.makeelement(named(types, "Default"), default))
        elif by_ending.get(ending) != content_type:
            override = {"PartName": f"/{path}", "ContentType": content_type}
            etree.SubElement(types, named(types, "Override"), override)

    def remove(self, path: str) -> None:
        """Takes a part away with its relationships, but not what they lead to."""
        folder, file = posixpath.split(path)
        for key in (_key(path), _key(posixpath.join(folder, "_rels", f"{file}.rels"))):
            self._entries.pop(key, None)
            self._changed.pop(key, None)
            self._trees.pop(key, None)
        types = self.tree(CONTENT_TYPES)
        for element in [element for element in types if _key(element.get("PartName", "")) == _key(path)]:
            types.remove(element)

    def remove_whole(self, path: str) -> None:
        """Takes a part away and all that it leads to."""
        targets = [target for _, _, target in self.relations(path)]
        self.remove(path)
        for target in targets:
            if target in self:
                self.remove_whole(target)

    def saved(self) -> bytes:
        """Returns the package with its changes."""
        for path, root, before in self._trees.values():
            content = written(root)
            if content != before:
                self.change(path, content)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as target:
            for key in self.names():
                entry = self._entries.get(key)
                name = entry.filename if entry else self._changed[key][0]
                part = zipfile.ZipInfo(name, entry.date_time if entry else FIRST_DAY)
                part.compress_type = entry.compress_type if entry else zipfile.ZIP_DEFLATED
                target.writestr(part, self.read(key))
        return stream.getvalue()


def _key(path: str) -> str:
    return path.replace("\\", "/").lstrip("/").lower()
