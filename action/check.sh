#!/usr/bin/env bash
# Turns the inputs of the action into one call of mclint and passes its exit code on.
set -euo pipefail
. "$GITHUB_ACTION_PATH/action/apart.sh"

python="${MCLINT_ENVIRONMENT:-$RUNNER_TEMP/mclint-environment}/bin/python"
arguments=(check --format github)

complain() {
  printf 'mclint: %s\n' "$1" >&2
  exit 2
}

# A name in the repository may be a link of the change to anywhere.
refuse_link() {
  local name="$1"
  while [ -n "$name" ] && [ "$name" != . ] && [ "$name" != / ]; do
    if [ -L "$name" ] && ! outside "$name"; then
      complain "$1 cannot be written: $name is a link of the repository; name a file of its own"
    fi
    case "$name" in
      */*) name="${name%/*}" ;;
      *) name="" ;;
    esac
  done
}

# git reads its own data and fetches the base; it runs no program that a configuration names.
ask_git() {
  apart env GIT_TERMINAL_PROMPT=0 GIT_NO_REPLACE_OBJECTS=1 GIT_ALLOW_PROTOCOL=file:http:https:ssh GIT_SSH_COMMAND=ssh GIT_ASKPASS= \
    git --no-pager -c core.hooksPath=/dev/null -c core.fsmonitor=false -c safe.bareRepository=explicit -c credential.helper= \
    -c core.alternateRefsCommand=true -c gc.auto=0 -c maintenance.auto=false "$@"
}

while IFS= read -r format; do
  if [ -z "$format" ] || [ "$format" = github ]; then
    continue
  fi
  case "$format" in
    *:?*)
      refuse_link "${format#*:}"
      arguments+=(--format "$format")
      ;;
    *) complain "formats: each line is NAME:FILE, for example junit:mclint.xml" ;;
  esac
done <<< "$MCLINT_FORMATS"

if [ -n "$MCLINT_SARIF_FILE" ]; then
  case "$MCLINT_SARIF_FILE" in
    *$'\n'*) complain "sarif-file: one file name on one line" ;;
  esac
  refuse_link "$MCLINT_SARIF_FILE"
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
  # In full, since a tag or another branch may have a short name like it.
  revision="refs/remotes/origin/$GITHUB_BASE_REF"
  if ! ask_git show-ref --verify --quiet "$revision"; then
    ask_git fetch --no-tags --no-recurse-submodules --refmap= --upload-pack git-upload-pack --depth=1 \
      origin "+refs/heads/$GITHUB_BASE_REF:$revision" \
      || complain "the base branch $GITHUB_BASE_REF cannot be fetched; give actions/checkout 'fetch-depth: 0'"
  fi
fi
if [ -n "$revision" ] && [ "$revision" != none ]; then
  arguments+=("--config-from=$revision")
fi

arguments+=(--fail-on-empty --)
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
# -I: nothing of the checked repository is imported, and no variable of Python counts.
apart "$python" -I -X utf8 "$GITHUB_ACTION_PATH/action/start.py" "${arguments[@]}" || code=$?
if [ -n "$MCLINT_SARIF_FILE" ] && [ -f "$MCLINT_SARIF_FILE" ]; then
  printf 'sarif-file=%s\n' "$MCLINT_SARIF_FILE" >> "$GITHUB_OUTPUT"
fi
exit "$code"
