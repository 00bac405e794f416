"""Reads rule cards: the first YAML document of a card runs, the second explains and proves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mclint.codes import codes_of
from mclint.data import rules_dir, yaml_documents
from mclint.dossier.files import Files
from mclint.model import Confidence, Counted, Gate, Message, Rule, Severity, Status
from mclint.texts.sentences import SaidError, reason, sentence

#: Keys of a message that are no language.
_MESSAGE_KEYS = frozenset({"help", "related", "fix", "severity", "confidence", "gate", "from"})
_EMPTY: Mapping[str, str] = {}


class CardError(SaidError):
    """A rule card or framework that cannot be used; the text says which, where and why."""


def card_paths(folder: Path) -> list[Path]:
    """Return the cards below a folder, ordered by file name; frameworks, lexicons and words are no cards."""
    return sorted(folder.glob("*/MC*.yaml"), key=lambda path: path.name)


def load_yaml_documents(path: Path) -> Iterator[Any]:
    """Yield the YAML documents of a data file, ours each when it is asked for.

    Raises:
        CardError: it is not valid YAML; for a file of an institution also where it is beyond the limits of a dossier.
    """
    if not path.is_relative_to(rules_dir()):
        yield from _guarded_documents(path)
        return
    import yaml

    try:
        yield from yaml_documents(path)
    except yaml.YAMLError as error:
        raise CardError(f"{path.name}: not valid YAML: {error}") from error


def _guarded_documents(path: Path) -> Iterator[Any]:
    """Yield the documents of a file that somebody else wrote, read like a dossier: with limits, and plain types only."""
    from mclint.dossier.load import load_bytes

    loaded = load_bytes(read_card_bytes(path), str(path), texts=False)
    for problem in loaded.problems:
        if problem.hit.message != "bom":
            at = loaded.source.position(problem.hit.place.span.start)
            place = f"{path}:{at.line}:{at.column}"
            raise CardError(sentence("packs.placed", place=place, said=sentence("packs.no-yaml", why=problem.hit.message)))
    for document in loaded.documents:
        yield document.root.plain()


def read_card_bytes(path: Path) -> bytes:
    """Return the bytes of a card of an institution; raises CardError where it cannot be read."""
    try:
        return Files().read(path)
    except OSError as error:
        said = sentence("packs.unreadable", why=reason(error))
        raise CardError(sentence("packs.placed", place=str(path), said=said)) from error


def read_card(path: Path) -> dict[str, Any]:
    """Return the first document of a card as plain data; raises CardError where it is no map."""
    data = next(load_yaml_documents(path), None)
    if not isinstance(data, dict):
        raise CardError(f"{path.name}: a rule card starts with a map of keys such as id, name and messages")
    return data


def read_page(path: Path) -> dict[str, Any]:
    """Return the second document of a card: summary, why, fix, sources and examples."""
    documents = load_yaml_documents(path)
    next(documents, None)
    data = next(documents, None)
    if not isinstance(data, dict):
        raise CardError(f"{path.name}: the second document (summary, why, fix, sources, examples) is missing")
    return data


def example_text(part: str | Mapping[str, Any]) -> str:
    """Return the text of an example as people read it; a generated one is shown by its start and how it goes on."""
    if isinstance(part, str):
        return part
    return f"{part.get('before', '')}{part['repeat'] * 2}... ({part['times']} x){part.get('after', '')}"


def rule_from_card(data: Mapping[str, Any], path: str = "") -> Rule:
    """Build a rule from the first document of its card; raises CardError with the key that is wrong."""
    try:
        shared = {key: data.get(key) or _EMPTY for key in ("help", "related")}
        at = data.get("at", "")
        return Rule(
            id=data["id"],
            name=data["name"],
            since=str(data["since"]),
            status=data["status"],
            severity=Severity(data["severity"]),
            confidence=Confidence(data["confidence"]),
            gate=gate_from(data) or Gate(),
            yields_to=tuple(data.get("yields_to", ())),
            yields_to_pointer=bool(data.get("yields_to_pointer", False)),
            tags=tuple(data.get("tags", ())),
            check=data["check"],
            at=(at,) if isinstance(at, str) else tuple(at),
            params=data.get("with") or {},
            messages={key: _message(value, shared) for key, value in data["messages"].items()},
            terms=data.get("terms") or {},
            counted={name: _counted(word) for name, word in (data.get("counted") or {}).items()},
            codes=_lists(data.get("codes") or {}, path),
            path=path,
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise CardError(f"{path or data.get('id', 'rule card')}: {error}") from error


def gate_from(data: Mapping[str, Any]) -> Gate | None:
    """Return the gate that `gate:` and `from:` set, or None where neither is there."""
    full, since = data.get("gate"), data.get("from")
    if full is None and since is None:
        return None
    return Gate(Status(full) if full else None, Status(since) if since else None)


def _counted(data: Mapping[str, Any]) -> Counted:
    forms = {lang: tuple(words) for lang, words in data.items() if lang != "by"}
    if any(len(words) != 2 for words in forms.values()) or "en" not in forms:
        raise ValueError(f"counted: {dict(data)} needs two forms for each language, for 1 and for the rest")
    return Counted(data["by"], forms)


def _lists(data: Mapping[str, str], path: str) -> Mapping[str, str]:
    """Return the lists that fields are of; those of our own cards are proved by the tests, so that a start reads less."""
    for name, of in data.items() if not Path(path).is_relative_to(rules_dir()) else ():
        try:
            codes_of(of)
        except KeyError:
            raise ValueError(f"codes: {name} names a list {of!r} that rules/words/codes.yaml does not hold") from None
    return data


def _message(data: Mapping[str, Any], shared: Mapping[str, Mapping[str, str]]) -> Message:
    return Message(
        text={lang: text for lang, text in data.items() if lang not in _MESSAGE_KEYS},
        help=data.get("help") or shared["help"],
        related=data.get("related") or shared["related"],
        fix=data.get("fix") or _EMPTY,
        severity=Severity(data["severity"]) if "severity" in data else None,
        confidence=Confidence(data["confidence"]) if "confidence" in data else None,
        gate=gate_from(data),
    )
