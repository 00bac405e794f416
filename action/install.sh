#!/usr/bin/env bash
# Makes an environment of its own for mclint, outside the repository, and installs what it needs by hash.
# mclint itself runs from the files of the action, which the workflow pins by their commit.
set -euo pipefail
. "$GITHUB_ACTION_PATH/action/apart.sh"

environment="$RUNNER_TEMP/mclint-environment"
folder="$(apart mktemp -d "$RUNNER_TEMP/mclint-XXXXXX")"
cd "$folder"
# -I: no folder that somebody is in, no variables, nothing of the user's own.
apart "${MCLINT_PYTHON:-python3}" -I -m venv "$environment"
apart env PIP_CONFIG_FILE=/dev/null "$environment/bin/python" -I -m pip --disable-pip-version-check --quiet --isolated \
  install --require-hashes --only-binary :all: --requirement "$GITHUB_ACTION_PATH/action/requirements.txt"
