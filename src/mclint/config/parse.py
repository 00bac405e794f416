"""Reads one configuration file into settings; a wrong key or value is an error that says what was expected."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mclint.catalog.messages import LANGUAGES
from mclint.config.settings import FAIL_LEVELS, KEYS, ConfigError, Exemption, PerFile, Protection
from mclint.dossier.files import Files, OutsideError
from mclint.model import Severity
from mclint.suggest import closest
from mclint.texts.sentences import Said, Value, reason, sentence

CONFIG_NAME = ".mclint.yaml"
PYPROJECT = "pyproject.toml"

#: A configuration is a page of text; anything larger is a mistake or an attack.
MAX_BYTES = 1 << 20


def read_config(path: Path, files: Files) -> dict[str, Any] | None:
    """Return the raw keys of a configuration file, or None for a pyproject.toml without `[tool.mclint]`.

    Args:
        path: the file.
        files: those that it may be; of any other nothing is read or said.

    Raises:
        ConfigError: the file cannot be read, or is no map of known keys.
    """
    try:
        raw = files.read(path, MAX_BYTES)
    except OutsideError as error:
        raise ConfigError(sentence("policy.link-out", path=str(path))) from error
    except OSError as error:
        raise ConfigError(sentence("policy.unreadable", path=str(path), why=reason(error))) from error
    return config_data(raw, path)


def config_data(raw: bytes, path: Path) -> dict[str, Any] | None:
    """Return the raw keys of a configuration from its bytes; the name says whether it is TOML; raises ConfigError."""
    if len(raw) > MAX_BYTES:
        raise ConfigError(sentence("policy.too-large", path=str(path)))
    data = _toml(raw, path) if path.suffix == ".toml" else parse_yaml(raw, str(path))
    if data is None:
        return None
    if not isinstance(data, dict):
        raise ConfigError(sentence("policy.no-settings", path=str(path), found=_kind(data)))
    for key in data:
        if key not in KEYS:
            likely = similar(closest(str(key), KEYS), ".")
            raise ConfigError(sentence("policy.unknown-setting", path=str(path), key=str(key), similar=likely, known=KEYS))
    return data


def parse_yaml(raw: bytes, path: str) -> Any:
    """Read a configuration with the same guarded loader as a dossier; raises ConfigError with line and column."""
    from mclint.dossier.load import load_bytes

    loaded = load_bytes(raw, path, texts=False)
    for problem in loaded.problems:
        if problem.rule in ("MC001", "MC002", "MC003", "MC006") and "bom" not in problem.hit.message:
            at = loaded.source.position(problem.hit.place.span.start)
            raise ConfigError(sentence("policy.no-yaml", path=path, line=at.line, column=at.column, why=problem.hit.message))
    if len(loaded.documents) > 1:
        raise ConfigError(sentence("policy.documents", path=path, count=len(loaded.documents)))
    return loaded.documents[0].root.plain() if loaded.documents else {}


def line_of(path: Path, files: Files, key: str, name: str) -> int:
    """Return the line of a configuration on which a setting names something; TOML, which has no places, is searched as text."""
    from mclint.dossier.load import load_bytes

    raw = files.read(path, MAX_BYTES)
    if path.suffix == ".toml":
        lines = raw.decode("utf-8", "replace").splitlines()
        return next((number for number, line in enumerate(lines, 1) if name in line and not line.lstrip().startswith("#")), 1)
    loaded = load_bytes(raw, str(path), texts=False)
    setting = loaded.documents[0].root.fields[key]
    node = next((node for node in setting.walk() if node.text == name), setting)
    return loaded.source.position(node.span.start).line


def _toml(raw: bytes, path: Path) -> Any:
    try:
        data = tomllib.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(sentence("policy.no-toml", path=str(path), why=str(error))) from error
    except RecursionError as error:
        raise ConfigError(sentence("policy.toml-too-deep", path=str(path))) from error
    tool = data.get("tool")
    return tool.get("mclint") if isinstance(tool, dict) else None


def strings(value: Any, key: str, where: str) -> tuple[str, ...]:
    """Return a list of texts; one text counts as a list of one."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(value)
    raise ConfigError(sentence("policy.want-texts", where=where, key=key, found=_kind(value)))


def text(value: Any, key: str, where: str) -> str:
    """Return one text."""
    if isinstance(value, str) and value.strip():
        return value
    raise ConfigError(sentence("policy.want-text", where=where, key=key, found=_kind(value)))


def patterns(value: Any, key: str, where: str) -> tuple[str, ...]:
    """Return rule ids or prefixes in capitals."""
    found = tuple(part.strip().upper() for part in strings(value, key, where))
    for part in found:
        if not (part.isascii() and part.isalnum() and part[0].isalpha()):
            raise ConfigError(sentence("policy.want-pattern", where=where, key=key, part=part))
    return found


def protection(value: Any, key: str, where: str) -> Protection:
    """Return what may never be ignored, and what a maintainer takes away from that: `-MC405`, or one file with a reason."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list):
        raise ConfigError(sentence("policy.want-list", where=where, key=key, found=_kind(value)))
    texts = [item for item in items if isinstance(item, str)]
    return Protection(
        patterns([text for text in texts if not text.startswith("-")], key, where),
        patterns([text[1:] for text in texts if text.startswith("-")], key, where),
        tuple(_exemption(item, key, where) for item in items if not isinstance(item, str)),
    )


def _exemption(value: Any, key: str, where: str) -> Exemption:
    entry = mapping(value, key, where)
    wanted = ("rule", "path", "reason")
    for part in entry:
        if part not in wanted:
            raise ConfigError(_unknown_key(part, wanted, key, where))
    values = {part: text(entry.get(part), f"{key}.{part}", where) for part in wanted}
    return Exemption(patterns(values["rule"], f"{key}.rule", where)[0], values["path"], values["reason"])


def one_of(value: Any, key: str, where: str, allowed: tuple[str, ...]) -> str:
    """Return a text from a closed list."""
    if value in allowed:
        return str(value)
    likely = similar(closest(str(value), allowed))
    raise ConfigError(sentence("policy.want-one-of", where=where, key=key, known=allowed, found=repr(value), similar=likely))


def mapping(value: Any, key: str, where: str) -> Mapping[str, Any]:
    """Return a map with texts as keys."""
    if isinstance(value, dict) and all(isinstance(name, str) for name in value):
        return value
    raise ConfigError(sentence("policy.want-map", where=where, key=key, found=_kind(value)))


def severities(value: Any, key: str, where: str) -> dict[str, Severity]:
    """Return severities by rule id or `id/message`."""
    levels = tuple(item.value for item in Severity)
    return {
        _rule_key(name): Severity(one_of(level, f"{key}.{name}", where, levels))
        for name, level in mapping(value, key, where).items()
    }


def rule_params(value: Any, key: str, where: str) -> dict[str, Mapping[str, Any]]:
    """Return parameters of checks by rule id."""
    return {name.upper(): mapping(item, f"{key}.{name}", where) for name, item in mapping(value, key, where).items()}


def per_file(value: Any, key: str, where: str) -> tuple[PerFile, ...]:
    """Return what holds for files that match a pattern, in the order of the file."""
    found = []
    for pattern, item in mapping(value, key, where).items():
        entry, name = mapping(item, f"{key}.{pattern}", where), f"{key}.{pattern}"
        readers: dict[str, Callable[[Any, str, str], Any]] = {
            "select": patterns,
            "ignore": patterns,
            "severity": severities,
        }
        for part in entry:
            if part not in readers:
                raise ConfigError(_unknown_key(part, tuple(readers), name, where))
        found.append(PerFile(pattern, **{part: readers[part](entry[part], f"{name}.{part}", where) for part in entry}))
    return tuple(found)


def fail_level(value: Any, key: str, where: str) -> str:
    """Return a fail level."""
    return one_of(value, key, where, FAIL_LEVELS)


def language(value: Any, key: str, where: str) -> str:
    """Return a language of messages."""
    return one_of(value, key, where, LANGUAGES)


def pipelines(value: Any, key: str, where: str) -> dict[str, str]:
    """Return names of installed spaCy pipelines by language; a name that is not installed here is an error."""
    from mclint.nlp.installed import PipelineError, find_pipeline

    found: dict[str, str] = {}
    for lang, name in mapping(value, key, where).items():
        primary = one_of(lang, key, where, LANGUAGES)
        found[primary] = text(name, f"{key}.{lang}", where)
        try:
            find_pipeline(found[primary], primary)
        except PipelineError as error:
            raise ConfigError(sentence("policy.other", where=where, key=f"{key}.{lang}", why=error.said)) from error
    return found


def _rule_key(name: str) -> str:
    rule, _, message = name.partition("/")
    return f"{rule.upper()}/{message}" if message else rule.upper()


def similar(name: str | None, otherwise: str = "") -> Said:
    """Return what may be put behind an unknown name: the one that was probably meant."""
    return sentence("policy.similar", name=name) if name else otherwise


def _unknown_key(part: str, known: tuple[str, ...], key: str, where: str) -> Said:
    return sentence("policy.unknown-key", where=where, key=key, part=part, similar=similar(closest(part, known)))


def _kind(value: Any) -> Value:
    names = {type(None): "nothing", dict: "map", list: "list", str: "text", bool: "flag"}
    name = names.get(type(value))
    return sentence(f"policy.kind-{name}") if name else repr(value)
