"""Wrong use of the command line, said in the language of the reader: what we find wrong, and what click does."""

from __future__ import annotations

import click

from mclint.cli.reader import Reader
from mclint.texts.sentences import Said, Sentence, sentence


class UsageFault(click.UsageError):
    """Wrong use of a command.

    Attributes:
        said: what is wrong, and what to do.
    """

    def __init__(self, said: Said, ctx: click.Context | None = None) -> None:
        """Take what is said."""
        super().__init__(str(said), ctx)
        self.said = said


class BadValue(click.BadParameter):
    """A value that an option or argument does not take.

    Attributes:
        said: what is wrong with it, and what to do.
    """

    def __init__(self, said: Said, ctx: click.Context | None = None, param: click.Parameter | None = None) -> None:
        """Take what is said."""
        super().__init__(str(said), ctx, param)
        self.said = said


class UnwritableError(UsageFault):
    """A file that the command line names for an output, and that cannot be written there."""


def hint(name: str | None) -> Said:
    """Return what may be put behind a sentence about an unknown name: the one that was probably meant."""
    return sentence("usage.hint", name=name) if name else ""


def show(error: click.ClickException, reader: Reader) -> None:
    """Print on standard error how the command is used, where its help is, and what is wrong."""
    from mclint.report.escape import terminal

    ctx = error.ctx if isinstance(error, click.UsageError) else None
    lines = []
    if ctx is not None:
        lines.append(f"{ctx.get_usage()}\n{reader.read(sentence('usage.try', command=ctx.command_path))}\n")
    text = reader.read(explained(error, reader.lang))
    click.echo("".join(f"{line}\n" for line in lines) + f"{reader.read(sentence('usage.error'))} {terminal(text)}", err=True)


def explained(error: click.ClickException, lang: str) -> Said:
    """Return what is wrong: ours as it was said, and what click finds in our words."""
    if isinstance(error, UsageFault):
        return error.said
    if isinstance(error, click.NoSuchOption):
        from mclint.suggest import did_you_mean

        known = [name for param in error.ctx.command.get_params(error.ctx) for name in param.opts] if error.ctx else []
        likely = did_you_mean(error.option_name, [name for name in known if name.startswith("--")], "option")
        return sentence("usage.no-such-option", name=error.option_name, hint=hint(likely))
    if isinstance(error, click.BadOptionUsage):
        return _misused(error)
    if isinstance(error, click.MissingParameter):
        return _missing(error, lang)
    if isinstance(error, BadValue):
        return sentence("usage.bad-value", name=_name(error, lang), why=error.said)
    return error.format_message()


def _misused(error: click.BadOptionUsage) -> Sentence:
    """Say of an option that it needs a value, or takes none."""
    params = error.ctx.command.get_params(error.ctx) if error.ctx is not None else []
    option = next((item for item in params if error.option_name in (*item.opts, *item.secondary_opts)), None)
    takes = isinstance(option, click.Option) and not option.is_flag and not option.count
    return sentence("usage.needs-value" if takes else "usage.takes-no-value", name=error.option_name)


def _missing(error: click.MissingParameter, lang: str) -> Said:
    kind = error.param.param_type_name if error.param is not None else "argument"
    return sentence(f"usage.missing-{kind}", name=_name(error, lang))


def _name(error: click.BadParameter, lang: str) -> str:
    """Return how the help calls an option or argument."""
    from mclint.cli.spoken import in_words

    param = error.param
    if param is None:
        return ""
    if isinstance(param, click.Option):
        return " / ".join(sorted(param.opts, key=len, reverse=True)[:1])
    return in_words(param.human_readable_name.removesuffix("..."), lang)
