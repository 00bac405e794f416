"""Starts mclint from the files of the action; run with -I, so that no other folder is looked in first."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

if __name__ == "__main__":
    from mclint.cli.main import main

    main()
