#!/usr/bin/env bash
# Turns the inputs of the action into one call of mclint and passes its exit code on.
set -euo pipefail

python="${MCLINT_ENVIRONMENT:-$RUNNER_TEMP/mclint-environment}/bin/python"
arguments=(check --format github)

complain() {
  printf 'mclint: %s\n' "$1" >&2
  exit 2
}

while IFS= read -r format; do
  if [ -z "$format" ] || [ "$format" = github ]; then
    continue
  fi
  case "$format" in
    *:?*) arguments+=(--format "$format") ;;
    *) complain "formats: each line is NAME:FILE, for example junit:mclint.xml" ;;
  esac
done <<< "$MCLINT_FORMATS"

if [ -n "$MCLINT_SARIF_FILE" ]; then
  case "$MCLINT_SARIF_FILE" in
    *$'\n'*) complain "sarif-file: one file name on one line" ;;
  esac
  arguments+=(--format "sarif:$MCLINT_SARIF_FILE")
fi
if [ -n "$MCLINT_FRAMEWORK" ]; then
  arguments+=("--framework=$MCLINT_FRAMEWORK")
fi
if [ -n "$MCLINT_FAIL_LEVEL" ]; then
  arguments+=("--fail-level=$MCLINT_FAIL_LEVEL")
fi
if [ -n "$MCLINT_LANG" ]; then
  arguments+=("--lang=$MCLINT_LANG")
fi

revision="$MCLINT_CONFIG_FROM"
if [ -z "$revision" ] && [ -n "${GITHUB_BASE_REF:-}" ]; then
  revision="origin/$GITHUB_BASE_REF"
  if ! git rev-parse --verify --quiet --end-of-options "refs/remotes/$revision^{commit}" > /dev/null; then
    git fetch --no-tags --depth=1 origin "+refs/heads/$GITHUB_BASE_REF:refs/remotes/$revision" \
      || complain "the base branch $GITHUB_BASE_REF cannot be fetched; give actions/checkout 'fetch-depth: 0'"
  fi
fi
if [ -n "$revision" ] && [ "$revision" != none ]; then
  arguments+=("--config-from=$revision")
fi

arguments+=(--)
count=0
while IFS= read -r path; do
  if [ -n "$path" ]; then
    arguments+=("$path")
    count=$((count + 1))
  fi
done <<< "$MCLINT_PATHS"
if [ "$count" -eq 0 ]; then
  complain "paths: name at least one file or folder"
fi

code=0
# -P: a file in the checked repository is never imported.
PYTHONPATH="$GITHUB_ACTION_PATH/src" "$python" -P -m mclint "${arguments[@]}" || code=$?
if [ -n "$MCLINT_SARIF_FILE" ] && [ -f "$MCLINT_SARIF_FILE" ]; then
  printf 'sarif-file=%s\n' "$MCLINT_SARIF_FILE" >> "$GITHUB_OUTPUT"
fi
exit "$code"
