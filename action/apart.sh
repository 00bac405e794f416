# Keeps what the action starts apart from the checked-out repository, which may be the work of anybody: nothing is found,
# configured or imported by what lies there. Both scripts read this first.

# Once more without what the environment could bring along: BASH_ENV, functions, options, CDPATH.
case "$-" in
  *p*) ;;
  *) exec "$BASH" -p "$0" "$@" ;;
esac

workspace="$(cd -P -- "${GITHUB_WORKSPACE:-.}" && pwd -P)"
here="$(pwd -P)"

# Says whether this is a full path that leads nowhere into the checkout.
outside() {
  local real
  case "$1" in
    /*) ;;
    *) return 1 ;;
  esac
  real="$({ cd -P -- "$1" && pwd -P; } 2> /dev/null || { cd -P -- "${1%/*}/" && printf '%s/%s' "$(pwd -P)" "${1##*/}"; } 2> /dev/null)" \
    || return 1
  case "$1/:$real/" in
    "$workspace"/* | *":$workspace"/* | "$here"/* | *":$here"/*) return 1 ;;
  esac
}

# Prints the places of a list such as PATH that lie outside the checkout; `.`, an empty one and other relative places
# mean the folder that somebody is in.
places_outside() {
  local place rest="$1:" found=""
  while [ -n "$rest" ]; do
    place="${rest%%:*}"
    rest="${rest#*:}"
    if outside "$place"; then
      found="$found${found:+:}$place"
    fi
  done
  printf '%s' "$found"
}

PATH="$(places_outside "$PATH")"
libraries="$(places_outside "${LD_LIBRARY_PATH:-}")"

# Runs a command with the variables that it may need, and no others.
apart() {
  local name kept
  kept=("PATH=$PATH" ${libraries:+"LD_LIBRARY_PATH=$libraries"})
  for name in $(compgen -e); do
    case "$name" in
      GITHUB_TOKEN) ;;
      HOME | TMPDIR | GIT_CONFIG_GLOBAL | GIT_CONFIG_SYSTEM | *CERT_FILE | *CERT_DIR | *CA_BUNDLE)
        if outside "${!name}"; then kept+=("$name=${!name}"); fi
        ;;
      GITHUB_* | RUNNER_* | MCLINT_* | CI | LANG | LC_* | TZ | USER | LOGNAME | XDG_CACHE_HOME | *_proxy | *_PROXY)
        kept+=("$name=${!name}")
        ;;
      GIT_CONFIG_NOSYSTEM | GIT_CONFIG_COUNT | GIT_CONFIG_KEY_* | GIT_CONFIG_VALUE_* | GIT_CEILING_DIRECTORIES)
        kept+=("$name=${!name}")
        ;;
    esac
  done
  env -i "${kept[@]}" "$@"
}
