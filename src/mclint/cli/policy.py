"""The policy that `--config-from` names, for the time that a command runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mclint.config.settings import ConfigError

if TYPE_CHECKING:
    from mclint.config.revision import Policy


@contextmanager
def policy_in_force(ref: str | None, *named: str | None) -> Iterator[Policy | None]:
    """Lay out the policy of a git revision; None where none is asked for.

    Args:
        ref: the revision, or None.
        named: files named on the command line that come from the revision too; None for one that was not named.

    Raises:
        ConfigError: also for a configuration or rule card of the revision, which is then named as git names it.
    """
    if not ref:
        yield None
        return
    from mclint.catalog.cards import CardError
    from mclint.config.revision import policy_of

    with policy_of(ref, [Path(name) for name in named if name]) as policy:
        try:
            yield policy
        except (ConfigError, CardError) as error:
            raise ConfigError(policy.in_terms(error.said)) from error
