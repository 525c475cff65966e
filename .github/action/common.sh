# What the steps of the action share. Read by them, and never run.
# shellcheck shell=bash
set -euo pipefail

# Says what is wrong with an input, and ends with the status of a wrong command line. What is said is shown as it is: no
# line of it is a command to the runner, which listens to both streams.
refuse() {
  local said=${1//'%'/%25}
  said=${said//$'\r'/%0D}
  said=${said//$'\n'/%0A}
  printf '::error title=journey::%s\n' "$said" >&2
  exit 2
}

# The lines of an input that are not empty, without blanks at their ends, as the array `lines`.
lines_of() {
  local line
  lines=()
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line#"${line%%[![:space:]]*}"}
    line=${line%"${line##*[![:space:]]}"}
    if [ -n "$line" ]; then lines+=("$line"); fi
  done <<<"$1"
}

# The revision that an input means: `base` is the branch that a pull request is to be merged into.
revision_of() {
  local name=$1 input=$2
  case $input in
    base)
      [ -n "${BASE:-}" ] || refuse "\`$name\` is \`base\`, but this run is of no pull request: name a revision"
      printf '%s' "origin/$BASE"
      ;;
    -* | *[[:cntrl:]]*) refuse "\`$name\` is no revision of git: $input" ;;
    *) printf '%s' "$input" ;;
  esac
}

# Gives an output of the step. Its value is one line that nobody outside has written.
output() {
  printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"
}
