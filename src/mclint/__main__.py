"""Lets `python -m mclint` do what `mclint` does."""

import contextlib
import os
import sys

if __name__ == "__main__":
    # `-m` puts the folder that we stand in first: a checked repository with a file yaml.py in it would be imported.
    with contextlib.suppress(FileNotFoundError):  # the folder is gone; `main` says so
        if sys.path and sys.path[0] in ("", os.getcwd()):  # noqa: PTH109
            del sys.path[0]
    from mclint.cli.main import main

    main()
