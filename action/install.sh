#!/usr/bin/env bash
# Makes an environment of its own for mclint, outside the repository, and installs what it needs by hash.
# mclint itself runs from the files of the action, which the workflow pins by their commit.
set -euo pipefail

environment="$RUNNER_TEMP/mclint-environment"
"${MCLINT_PYTHON:-python3}" -m venv "$environment"
"$environment/bin/python" -m pip --disable-pip-version-check --quiet --isolated install \
  --require-hashes --only-binary :all: --requirement "$GITHUB_ACTION_PATH/action/requirements.txt"
