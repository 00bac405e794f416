"""Hostile input: what anybody may put into a pull request to a catalogue. Used by the tests and by `bench/hostile.py`.

Every text that tries to be more than text holds the word PWNED, so that a reader of a report can tell what came through.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HEAD = "mclint: 1\nid: a/b\ntitle: t\nlanguage: nl\nstatus: developed\nlearning_outcomes: [{id: LO1, text: x}]\n"


@dataclass(frozen=True)
class Case:
    """Files to check and what has to come of it.

    Attributes:
        kind: what it attacks.
        files: contents by path.
        links: targets of symbolic links by path.
        arguments: what is checked, as a user or a hook would name it.
        codes: the exit codes that are right.
        rule: a rule that has to be among the findings; "" where wrong use is the answer.
    """

    name: str
    kind: str
    files: dict[str, str | bytes]
    links: dict[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = (".",)
    codes: tuple[int, ...] = (1,)
    rule: str = "MC"

    def write(self, root: Path) -> None:
        """Write the files and links below a folder."""
        for path, content in self.files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content)
        for path, content in self.links.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).symlink_to(content)


#: Texts that mean something to a terminal, a build runner, a Markdown or XML reader, a viewer of SARIF or a template.
PAYLOADS = {
    "command": "::error file=x,line=1::PWNED",
    "command after blanks": "   ::warning::PWNED",
    "command that stops commands": "::stop-commands::PWNED",
    "command that sets an output": "::set-output name=x::PWNED",
    "command on a second line": "x\n::error::PWNED",
    "command after a carriage return": "x\r::error::PWNED",
    "command after an escaped line end": "x%0A::error::PWNED",
    "command after a line separator": "x\u2028::error::PWNED",
    "command after a next-line sign": "x\u0085::error::PWNED",
    "old command": "##[error]PWNED",
    "old command in a text": "a ##[set-env name=x]PWNED",
    "command of another runner": "##vso[task.setvariable variable=x]PWNED",
    "command of a third runner": "##teamcity[message text='PWNED']",
    "property of a command": "x,title=PWNED::PWNED",
    "colour": "\x1b[31mPWNED\x1b[0m",
    "window title": "\x1b]0;PWNED\x07",
    "terminal link": "\x1b]8;;https://evil.example\x07PWNED\x1b]8;;\x07",
    "one-byte control": "\x9b31mPWNED",
    "backspaces": "x\b\b\bPWNED\x7f",
    "vertical tab and form feed": "x\x0bPWNED\x0c",
    "right to left": "\u202ePWNED\u202c",
    "isolates": "\u2066PWNED\u2069\u200f",
    "Markdown link": "[PWNED](https://evil.example)",
    "Markdown picture": "![PWNED](https://evil.example/x.png)",
    "Markdown reference": "[PWNED]: https://evil.example",
    "bare link": "https://evil.example/PWNED www.evil.example",
    "angle link": "<https://evil.example/PWNED>",
    "mention": "@PWNED @org/PWNED",
    "issue": "#123 GH-123 org/PWNED#1",
    "table": "a | PWNED | b |",
    "code fence": "```\nPWNED\n```",
    "backticks": "` `` PWNED ``` `",
    "heading": "\n# PWNED\n",
    "picture": "<img src=x onerror=PWNED()>",
    "script": "<script>PWNED()</script>",
    "end of a fold": "</details></td></table>PWNED",
    "comment": "<!-- PWNED",
    "entity": "&lt;b&gt;PWNED &#x202e;",
    "XML section": "]]>PWNED<![CDATA[",
    "XML entity": "&PWNED; <!DOCTYPE PWNED [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
    "XML sign that is none": "PWNED\ufffe\uffff",
    "SARIF link": "[PWNED](1) [PWNED](https://evil.example)",
    "SARIF placeholder": "{0} {1} PWNED",
    "Python template": "{0.__class__.__mro__} %(PWNED)s",
    "workflow expression": "${{ github.token }} PWNED",
    "shell": "$(PWNED) `PWNED` ; PWNED",
    "JSON": '"},{"rule":"PWNED',
    "emoji and marks": "👩‍🚒 e\u0301 \u0300\u0300\u0300 PWNED",
}


def poisoned(payload: str) -> str:
    """Return a dossier that says a text wherever a report could repeat it."""
    text = json.dumps(payload)
    return (
        f"mclint: 1\nid: {text}\ntitle: {text}\nlanguage: nl\nstatus: developed\nsector: {text}\n{text}: 1\n"
        f"provider: {{name: {text}, country: {text}}}\nlevel: {{nlqf: {text}}}\nworkload: {{sbu: {text}}}\n"
        "learning_outcomes:\n"
        f"  - {{id: {text}, text: {json.dumps('De lerende begrijpt ' + payload)}}}\n"
        f"  - {{id: {text}, text: {text}}}\n"
        f"assessments: [{{id: A1, type: portfolio, outcomes: [{text}, LO9]}}]\n"
        f'version: 1  # mclint: ignore[MC004] reason="{_plain(payload)}"\n'
        f"summary: x  # mclint: ignore[{_plain(payload)}] reason=x\n"
    )


def _plain(payload: str) -> str:
    return payload.replace("\n", " ").replace("\r", " ").replace('"', "'")


def _payloads() -> Iterator[Case]:
    for name, payload in PAYLOADS.items():
        yield Case(f"{name} in values, keys and ids", "text", {"dossier.yaml": poisoned(payload)})
        plain = payload.replace("/", "_").replace("\0", "")
        yield Case(f"{name} in a file name", "file name", {f"map {plain}/{plain}.yaml": HEAD + "onbekend: 1\n"})


def _laughs() -> str:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    lines += [f"{key}: &{key} [{','.join([f'*{before}'] * 9)}]" for before, key in zip("abcdefgh", "bcdefghi", strict=True)]
    return "\n".join(lines)


def _merges(count: int) -> str:
    return "m0: &m0 {k: 1}\n" + "".join(f"m{i}: &m{i}\n  <<: *m{i - 1}\n" for i in range(1, count))


_BOMBS: dict[str, tuple[str | bytes, str]] = {
    "nested aliases": (_laughs(), "MC003"),
    "chained merge keys": (_merges(3000), "MC003"),
    "self-reference": ("a: &a [*a]\n", "MC003"),
    "40,000 brackets": ("[" * 40_000, "MC003"),
    "20,000 braces": ("{a: " * 20_000, "MC003"),
    "20,000 dashes": ("- " * 20_000, "MC003"),
    "deep block": ("".join(" " * depth + "a:\n" for depth in range(500)), "MC003"),
    "a million lines": ("a: 1\n" * 1_000_000, "MC003"),
    "5 MB scalar": ("title: " + "x" * 5_000_000, "MC003"),
    "an alias of a long text": ('a: &a "' + "woord " * 16_000 + '"\nb: [' + "*a," * 900 + "]\n", "MC003"),
    "5,000 documents": ("---\na: 1\n" * 5_000, "MC003"),
    "a list as key": ("[a, b]: 1\n", "MC003"),
    "a Python object": ("a: !!python/object/apply:os.system [PWNED]\n", "MC003"),
    "a date that does not exist": (HEAD + "development: {started: 2026-13-45}\n", "MC"),
    "a number beyond all bounds": (HEAD + f"workload: {{sbu: {'9' * 400}}}\n", "MC"),
    "words that turn into false": (HEAD + "provider: {name: no, country: NO}\n", "MC"),
    "many colons": ("a: " + "b: " * 300_000, "MC001"),
    "half a million backslashes": ('title: "' + "\\" * 500_000, "MC001"),
    "a million tabs": ("a: 1\n" + "\t" * 1_000_000, "MC001"),
    "NUL bytes": ("title: a\0b\n" + "\0" * 1000, "MC006"),
    "invalid UTF-8": (b"title: \xff\xfe\n", "MC006"),
    "UTF-16": (HEAD.encode("utf-16"), "MC006"),
    "a mark in the middle": (HEAD.encode() + codecs.BOM_UTF8 + b"x: 1\n", "MC"),
    "lone surrogates": (HEAD + 'sector: "\\ud800PWNED"\n', "MC"),
    "nothing": (b"", "MC004"),
}

#: Texts that a pattern with backtracking could need years for, as an outcome of nearly 100 KB.
_SLOW = {
    "blanks": " " * 90_000 + "x",
    "one letter": "a" * 90_000,
    "opening brackets": "(" * 90_000,
    "at signs": "a@" * 45_000,
    "digits": "1234 " * 18_000,
    "commas": "stelt op, " * 9_000,
    "and": "en " * 30_000,
    "learners": "De lerende " * 8_000,
    "quotes": "\"'" * 30_000,
    "dots": ". " * 45_000,
    "hyphens": "-a" * 45_000,
    "capitals": "ABC " * 22_000,
    "addresses": "https://" * 11_000,
    "ideographs": "字" * 30_000,
    "combining marks": "e" + "\u0301" * 40_000,
}


def _slow(text: str) -> str:
    return (
        "mclint: 1\nid: a/b\ntitle: t\nlanguage: nl\nstatus: offered\n"
        f"learning_outcomes: [{{id: LO1, text: {json.dumps(text, ensure_ascii=False)}}}]\n"
    )


_FINE = HEAD + "onbekend: 1\n"

_PACK = """id: MC998
name: x
since: '0'
status: stable
severity: note
confidence: high
check: os.system
at: ''
with: {command: PWNED}
messages: {x: {nl: x, en: x}}
---
{}
"""

#: What a user or a hook may name, where wrong use is the right answer.
_REFUSED: dict[str, tuple[str, dict[str, str | bytes], tuple[str, ...]]] = {
    "a file called as an option": ("name", {"--config=x.yaml": _FINE}, ("--config=x.yaml",)),
    "a file called as a flag": ("name", {"--exit-zero": _FINE}, ("--exit-zero", ".")),
    "a file called as a short option": ("name", {"-q": _FINE, "a.yaml": _FINE}, ("-q", "a.yaml")),
    "a device by name": ("link", {"a.yaml": _FINE}, ("/dev/zero",)),
    "a configuration that reads elsewhere": ("policy", {".mclint.yaml": "extends: ../../../etc/passwd\n"}, (".",)),
    "a rule pack elsewhere": ("policy", {".mclint.yaml": "rule_packs: [/etc]\n"}, (".",)),
    "a baseline elsewhere": ("policy", {".mclint.yaml": "baseline: ../x.json\n"}, (".",)),
    "a configuration that bombs": ("policy", {".mclint.yaml": _laughs()}, (".",)),
    "a configuration that extends itself": ("policy", {".mclint.yaml": "extends: .mclint.yaml\n"}, (".",)),
    "a configuration with commands": ("policy", {".mclint.yaml": '"::error::PWNED": 1\n'}, (".",)),
    "a rule pack that bombs": ("policy", {".mclint.yaml": "rule_packs: [p]\n", "p/x/MC998-x.yaml": _laughs()}, (".",)),
    "a rule pack that is deep": ("policy", {".mclint.yaml": "rule_packs: [p]\n", "p/x/MC998-x.yaml": "[" * 40_000}, (".",)),
    "a rule pack with an object": (
        "policy",
        {".mclint.yaml": "rule_packs: [p]\n", "p/x/MC998-x.yaml": "id: !!python/object/apply:os.system [PWNED]\n"},
        (".",),
    ),
    "a rule pack that names code": ("policy", {".mclint.yaml": "rule_packs: [p]\n", "p/x/MC998-x.yaml": _PACK}, (".",)),
}

_VAGUE = "".join(f"  - {{id: LO{number}, text: De lerende begrijpt zaak {number}.}}\n" for number in range(3000))
_KEYS = "".join(f"k{number}: 1\n" for number in range(9000))
_TRAP = "raise SystemExit('PWNED')\n"

_OTHERS = (
    Case("a dash in front", "name", {"-a.yaml": _FINE}),
    Case("blanks around a name", "name", {" a .yaml": _FINE}),
    Case("a name of bytes that are no text", "name", {"\udcff\udcfe.yaml": _FINE}),
    Case("a name as long as can be", "name", {"é" * 120 + ".yaml": _FINE}),
    Case("a link to a file outside", "link", {"a.yaml": _FINE}, links={"b.yaml": "/etc/passwd"}),
    Case("a link to a folder outside", "link", {"a.yaml": _FINE}, links={"b": "/etc"}),
    Case("a link to itself", "link", {"a.yaml": _FINE}, links={"b.yaml": "b.yaml", "c": "."}, codes=(3,)),
    Case("a link to a device", "link", {"a.yaml": _FINE}, links={"b.yaml": "/dev/zero"}),
    Case("a module that shadows", "policy", {"yaml.py": _TRAP, "spacy/__init__.py": _TRAP, "a.yaml": _FINE}),
    Case("3,000 outcomes that are vague", "count", {"a.yaml": f"{HEAD.partition('learning')[0]}learning_outcomes:\n{_VAGUE}"}),
    Case("9,000 unknown keys", "count", {"a.yaml": HEAD + _KEYS}),
    Case("4,000 keys twice", "count", {"a.yaml": HEAD + _KEYS[:40_000] + _KEYS[:40_000]}),
    Case("600 broken files", "count", {f"m/{number}.yaml": "mclint: [\n" for number in range(600)}),
    *(
        Case(name, kind, {"a.yaml": _FINE, **files}, arguments=arguments, codes=(2,), rule="")
        for name, (kind, files, arguments) in _REFUSED.items()
    ),
)

CASES = (
    *_payloads(),
    *(
        Case(name, "YAML", {"dossier.yaml": text}, arguments=("dossier.yaml",), rule=rule)
        for name, (text, rule) in _BOMBS.items()
    ),
    *(Case(f"100 KB of {name}", "pattern", {"dossier.yaml": _slow(text)}) for name, text in _SLOW.items()),
    *_OTHERS,
)
