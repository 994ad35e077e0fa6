"""Everything that a page sends to the browser, and the files it offers, as texts that can be searched."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Node


def frames_of(test: AppTest) -> bytes:
    """Returns the messages of all elements and blocks of a page, and its address."""
    parts = [node.proto.SerializeToString() for node in _nodes(test._tree) if hasattr(node.proto, "SerializeToString")]
    return b"\n".join([*parts, json.dumps(dict(test.query_params), ensure_ascii=False).encode()])


def _nodes(node: Node) -> Iterator[Node]:
    if getattr(node, "proto", None) is not None:
        yield node
    if isinstance(node, Block):
        for child in node.children.values():
            yield from _nodes(child)


def unpacked(content: bytes) -> bytes:
    """Returns a file with the parts of its package, where it is one."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return b"\n".join(unpacked(package.read(name)) for name in package.namelist())


def found_in(content: bytes, texts: Mapping[str, object] | set[str]) -> set[str]:
    """Returns which of the texts stand in bytes, as UTF-8 or escaped as JSON escapes."""
    return {text for text in texts if text.encode() in content or json.dumps(text)[1:-1].encode() in content}
