#!/usr/bin/env bash
# Writes what has changed in meaning into the summary of the run. In: DIFF, BASE. Out: `changed`, and the `file`.
# shellcheck source=.github/action/common.sh
source "$(dirname "$0")/common.sh"

revision=$(revision_of diff "$DIFF")
file=$RUNNER_TEMP/journey-diff.md
status=0
journey diff --format md --exit-code -- "$revision" </dev/null >"$file" || status=$?
case $status in
  0) changed=false ;;
  1) changed=true ;;
  *) exit "$status" ;;
esac
cat "$file" >>"$GITHUB_STEP_SUMMARY"
output changed "$changed"
output file "$file"
