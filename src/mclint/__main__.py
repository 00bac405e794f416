"""Lets `python -m mclint` do what `mclint` does."""

from mclint.cli.main import main

if __name__ == "__main__":
    main()
