"""Says whether edits changed exactly what they should: the trees before and after are compared, and the comments."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from mclint.dossier.document import Document, LoadedFile
from mclint.dossier.load import load_bytes
from mclint.dossier.tree import Kind, Node, split_pointer
from mclint.dossier.wayback import decode
from mclint.model import Edit, Span

#: Problems after which the rest of a file is not known.
_UNREADABLE = ("MC001", "MC003")


class _UnclearError(Exception):
    """An edit of which nobody can say what it should change."""


def changes_as_meant(before: LoadedFile, after: LoadedFile, fixes: Iterable[tuple[Edit, ...]]) -> bool:
    """Say whether the file after the edits differs from the file before in what they mean to change, and in nothing else.

    An edit may put a sign of YAML where one was meant, replace a value, rename a key, take a sign out of a text, add a key in
    front of another one, take out a repeated key, or touch a comment.
    """
    if len(before.documents) != len(after.documents) or _unreadable(after) > _unreadable(before):
        return False
    meant = [_Meant(document) for document in before.documents]
    try:
        for edits in fixes:
            for edit in edits:
                if edit not in before.as_meant:  # the file was read as if that edit had been made
                    _holder(meant, edit).follow(edit)
    except _UnclearError:
        return False
    return all(item.is_met(document) for item, document in zip(meant, after.documents, strict=True))


def _unreadable(loaded: LoadedFile) -> int:
    return sum(1 for problem in loaded.problems if problem.rule in _UNREADABLE)


def _exact(value: object) -> str:
    """Return a value so that 1, 1.0, true and "1" differ, whatever the order of keys."""
    return json.dumps(value, sort_keys=True, ensure_ascii=True)


def _without(node: Node, gone: Sequence[Span]) -> str:
    """Return the text of a scalar without the signs, as themselves or as an escape, that stand where something is taken out."""
    way = decode(node)
    if way is None or way.text[: len(node.text)] != node.text:
        raise _UnclearError
    signs = zip(node.text, way.starts, way.ends, strict=False)
    return "".join(sign for sign, *place in signs if not any(span.start <= place[0] and place[1] <= span.end for span in gone))


def _holder(meant: list[_Meant], edit: Edit) -> _Meant:
    """Return the document that an edit is in: the last one that starts before it, else the first."""
    if not meant:
        raise _UnclearError
    return next((item for item in reversed(meant) if edit.span.start >= item.start), meant[0])


class _Meant:
    """What a document should be after the edits: its plain tree and its comments."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.plain: Any = document.root.plain()
        self.comments = Counter(comment.text for comment in document.comments)
        nodes = [node for node in document.root.walk() if not node.aliased]
        self.by_key = {node.key_span: node for node in nodes if node.key_span is not None}
        self.by_key_start = {span.start: node for span, node in self.by_key.items()}
        self.scalars = sorted((node for node in nodes if node.kind is Kind.SCALAR), key=lambda node: node.span)
        self.by_value = {node.span: node for node in self.scalars}
        self.gone: dict[str, list[Span]] = {}
        first = min((span.start for span in self.by_key), default=document.root.span.start)
        self.start = min([first, document.root.span.start, *(comment.span.start for comment in document.comments[:1])])

    def is_met(self, document: Document) -> bool:
        """Say whether a document is what was meant."""
        comments = Counter(comment.text for comment in document.comments)
        return _exact(self.plain) == _exact(document.root.plain()) and +self.comments == comments

    def follow(self, edit: Edit) -> None:
        """Do to the plain tree or the comments what an edit does to the text; raises where that is unclear."""
        if self._in_comment(edit):
            return
        if (node := self.by_key.get(edit.span)) is not None:
            _rename(self.plain, node, edit.text)
        elif (node := self.by_value.get(edit.span)) is not None:
            self._put(node, _value(edit.text))
        elif edit.span.start == edit.span.end and (node := self.by_key_start.get(edit.span.start)) is not None:
            _add(self.plain, node, edit.text)
        elif (node := self._scalar_around(edit)) is not None:
            if edit.text or not isinstance(node.value, str):
                raise _UnclearError
            spans = self.gone.setdefault(node.pointer, [])
            spans.append(edit.span)
            self._put(node, _without(node, spans))
        elif edit.text:
            raise _UnclearError
        # What is left takes out a repeated key: the tree holds only its last value, so nothing may change.

    def _scalar_around(self, edit: Edit) -> Node | None:
        index = bisect_right(self.scalars, edit.span.start, key=lambda node: node.span.start) - 1
        node = self.scalars[index] if index >= 0 else None
        return node if node is not None and edit.span.end <= node.span.end else None

    def _in_comment(self, edit: Edit) -> bool:
        """Follow an edit that touches a comment, with the blanks and line ends around it, and nothing else."""
        comments = self.document.comments
        index = bisect_left(comments, edit.span.start, key=lambda comment: comment.span.end)
        comment = comments[index] if index < len(comments) else None
        if comment is None or not (comment.span.start < edit.span.end or edit.span.start > comment.span.start):
            return False
        text = self.document.source.text
        around = text[edit.span.start : comment.span.start] + text[comment.span.end : edit.span.end]
        if around.strip():
            return False
        kept = text[comment.span.start : edit.span.start] + edit.text + text[edit.span.end : comment.span.end]
        self.comments[comment.text] -= 1
        if kept.strip():
            self.comments[kept.strip()] += 1
        return True

    def _put(self, node: Node, value: Any) -> None:
        if node.parent is None:
            self.plain = value
            return
        block = _block(self.plain, node)
        block[node.key if node.key is not None else int(split_pointer(node.pointer)[-1])] = value


def _value(text: str) -> Any:
    """Return what a replacement means as YAML."""
    loaded = load_bytes(f"[{text}]\n".encode("utf-8", "surrogatepass"), "", texts=False)
    if loaded.problems or len(loaded.documents) != 1 or len(loaded.documents[0].root.items) != 1:
        raise _UnclearError
    return loaded.documents[0].root.items[0].plain()


def _pair(text: str) -> tuple[str, Any]:
    """Return the key and the value that a text gives as YAML; None where it gives a key alone."""
    loaded = load_bytes(f"{{{text}}}\n".encode("utf-8", "surrogatepass"), "", texts=False)
    data = loaded.documents[0].root.plain() if len(loaded.documents) == 1 else None
    if loaded.problems or not isinstance(data, dict) or len(data) != 1:
        raise _UnclearError
    return next(iter(data.items()))


def _rename(plain: Any, node: Node, text: str) -> None:
    key, value = _pair(text)
    block = _block(plain, node)
    if not isinstance(block, dict) or node.key not in block or (key in block and key != node.key):
        raise _UnclearError
    old = block.pop(node.key)
    block[key] = old if value is None else value


def _add(plain: Any, node: Node, text: str) -> None:
    key, value = _pair(text.strip().rstrip(","))
    block = _block(plain, node)
    if not isinstance(block, dict) or key in block:
        raise _UnclearError
    block[key] = value


def _block(plain: Any, node: Node) -> Any:
    """Return the map or list of the plain tree that holds a node."""
    for token in split_pointer(node.pointer)[:-1]:
        try:
            plain = plain[int(token)] if isinstance(plain, list) else plain[token]
        except (KeyError, IndexError, TypeError) as error:
            raise _UnclearError from error
    return plain
