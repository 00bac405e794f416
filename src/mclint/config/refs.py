"""Which commit a name means. It is looked up once, by full names; from then on its id counts.

Git takes the first of several things that have a name, and a tag comes before all branches. But tags, branches of
others and the branch that is checked out may be the work of whoever is judged, so that here

- `origin/main` is the branch of the server, never a tag or a branch of this repository that is called so;
- `main` is the branch of this repository. Where that is the one that is checked out, or where there is none, it is the
  branch of the server; a tag counts only where no branch has its name.

What is left unclear is an error that gives the full names.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mclint.config.settings import ConfigError
from mclint.texts.sentences import Said, Sentence, sentence

if TYPE_CHECKING:
    from subprocess import CompletedProcess

#: Calls git with arguments.
Ask = Callable[..., "CompletedProcess[bytes]"]

#: A name, an entry of its log such as `@{upstream}`, and the way to a commit before it.
_REVISION = re.compile(
    r"""
    (?P<name> (?: (?!@\{) [^\s~^:?*\[\\\x00-\x1f\x7f] )* )
    (?P<log> @\{[^{}]*\} )?
    (?P<way> (?: ~[0-9]* | \^[0-9]* | \^\{(?:commit)?\} )* )
    """,
    re.VERBOSE,
)
_ID = re.compile(r"[0-9a-fA-F]{40}|[0-9a-fA-F]{64}")
_PART_OF_ID = re.compile(r"[0-9a-fA-F]{4,63}")
#: What git writes down beside its refs: HEAD, FETCH_HEAD, ORIG_HEAD ...
_PLACE = re.compile(r"(?:[A-Z]+_)*HEAD")
_SERVER = "origin"


@dataclass(frozen=True, slots=True)
class Refs:
    """The names of one repository.

    Attributes:
        ask: calls git there.
        git_dir: the folder that git keeps its data in.
        shown: how messages name the repository.
    """

    ask: Ask
    git_dir: Path
    shown: str

    def resolve(self, revision: str) -> str:
        """Return the id of the commit that a branch, tag or id means; raises ConfigError where there is none."""
        parts = _REVISION.fullmatch(revision)
        if parts is None or revision.startswith("-") or not (parts["name"] or parts["log"]):
            raise ConfigError(sentence("git.no-revision", name=revision))
        name, log, way = parts["name"], parts["log"] or "", parts["way"]
        name = "HEAD" if name == "@" else name
        full = self._full_name(name) if name else ""
        commit = self._commit(f"{full}{log}{way}") if full is not None else None
        if commit is None:
            raise ConfigError(self._unknown(revision, name))
        return commit

    def _full_name(self, name: str) -> str | None:
        """Return a full ref, a place such as HEAD or an id; None where nothing has the name.

        Raises:
            ConfigError: several have it.
        """
        if _ID.fullmatch(name) or (_PLACE.fullmatch(name) and (self.git_dir / name).is_file()):
            return name
        kind, _, rest = name.partition("/")
        if kind == "refs":
            return self._existing(name)
        if kind in ("heads", "tags", "remotes") and self._existing(f"refs/{name}"):
            return f"refs/{name}"
        if rest and self._is_server(kind):
            return self._existing(f"refs/remotes/{name}")
        return self._short_name(name)

    def _short_name(self, name: str) -> str | None:
        branch = self._existing(f"refs/heads/{name}")
        if branch is not None and branch != self._checked_out():
            return branch
        served, tag = self._existing(f"refs/remotes/{_SERVER}/{name}"), self._existing(f"refs/tags/{name}")
        part = self._started_id(name) if _PART_OF_ID.fullmatch(name) else None
        choice = [item for item in (served or branch, tag, part) if item is not None]
        if len({self._commit(item) for item in choice}) > 1:
            either: Said = choice[0]
            for other in choice[1:]:
                either = sentence("git.or", first=either, second=other)
            raise ConfigError(sentence("git.ambiguous", name=name, choice=either, where=self.shown))
        return next(iter(choice), None)

    def _existing(self, ref: str) -> str | None:
        """Return a full ref where exactly that exists."""
        rows = self.ask("for-each-ref", "--format=%(refname)", ref).stdout.decode("utf-8", "surrogateescape").split("\n")
        return ref if ref in rows else None

    def _is_server(self, name: str) -> bool:
        """Say whether this is a name of a remote repository."""
        if name == _SERVER or self.ask("for-each-ref", "--count=1", f"refs/remotes/{name}/").stdout:
            return True
        return self.ask("config", "--get-all", f"remote.{name}.url").returncode == 0

    def _checked_out(self) -> str:
        return self.ask("symbolic-ref", "--quiet", "HEAD").stdout.decode("utf-8", "surrogateescape").strip()

    def _started_id(self, start: str) -> str | None:
        """Return the id of the only commit whose id starts so; a tag or branch that is called so is another matter."""
        found = self.ask("rev-parse", f"--disambiguate={start}").stdout.decode("ascii").split()
        commits = [item for item in found if self.ask("cat-file", "-t", item).stdout == b"commit\n"]
        return commits[0] if len(commits) == 1 else None

    def _commit(self, name: str) -> str | None:
        done = self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        return done.stdout.decode("ascii").strip() if done.returncode == 0 else None

    def _unknown(self, revision: str, name: str) -> Sentence:
        kind, _, rest = name.partition("/")
        if rest and kind != "refs" and self._is_server(kind):
            return sentence("git.not-fetched", name=revision, where=self.shown, branch=rest, remote=kind, full=name)
        rows = self.ask("for-each-ref", "--format=%(refname)", f"refs/remotes/*/{name}").stdout.decode("utf-8", "replace").split()
        hint = sentence("git.it-knows", name=rows[0]) if rows and name else ""
        return sentence("git.unknown", name=revision, where=self.shown, hint=hint)
