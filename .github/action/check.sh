#!/usr/bin/env bash
# Checks journeys. In: PATHS and FORMATS (one a line), CHANGED_SINCE, BASE. Out: `status`, and how the step ends.
# shellcheck source=.github/action/common.sh
source "$(dirname "$0")/common.sh"

arguments=()
lines_of "$FORMATS"
for format in ${lines[@]+"${lines[@]}"}; do
  arguments+=("--format=$format")
done
if [ -n "$CHANGED_SINCE" ]; then
  revision=$(revision_of changed-since "$CHANGED_SINCE")
  arguments+=("--changed-since=$revision")
fi
lines_of "$PATHS"
[ ${#lines[@]} -gt 0 ] || refuse "\`paths\` names nothing"

status=0
journey check ${arguments[@]+"${arguments[@]}"} -- "${lines[@]}" </dev/null || status=$?
output status "$status"
exit "$status"
