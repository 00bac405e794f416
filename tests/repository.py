"""Makes small git repositories for tests."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

_ENV = {
    "GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "test@example.org",
    "GIT_COMMITTER_NAME": "Test", "GIT_COMMITTER_EMAIL": "test@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


@dataclass(frozen=True)
class Scratch:
    """A repository in a folder of a test."""

    root: Path

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env={**os.environ, **_ENV}, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def call(self, arguments: list[str], environment: dict[str, str]) -> None:
        """Run a program here with an environment of its own, however it ends."""
        subprocess.run(arguments, cwd=self.root, env=environment, capture_output=True, stdin=subprocess.DEVNULL, check=False)

    def write(self, path: str, text: str | bytes) -> Path:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)
        return target

    def commit(self, files: dict[str, str | bytes] | None = None, message: str = "change") -> str:
        for path, text in (files or {}).items():
            self.write(path, text)
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")


def scratch(root: Path, files: dict[str, str | bytes] | None = None) -> Scratch:
    """Make a repository with one commit on the branch main."""
    root.mkdir(parents=True, exist_ok=True)
    repository = Scratch(root)
    repository.git("init", "--quiet", "--initial-branch", "main")
    repository.commit(files, "start")
    return repository
