#!/usr/bin/env bash
# Writes what has changed in meaning into a comment of the pull request: the one that is there already, or a new one. Where
# nothing has changed, none is begun. In: FILE, CHANGED, TOKEN.
# shellcheck source=.github/action/common.sh
source "$(dirname "$0")/common.sh"

# By this the comment is known again. It is not seen.
marker='<!-- journey: what has changed in meaning -->'
# The longest comment that GitHub takes, in characters.
longest=65536

number=$(jq -r '(.pull_request.number // .issue.number // empty) | tostring | select(test("^[0-9]+$"))' "$GITHUB_EVENT_PATH")
if [ -z "$number" ]; then
  echo 'This run is of no pull request: no comment is written.'
  exit 0
fi

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

# Asks GitHub, and leaves what it says in the file `answer`. The token is in no argument, which others could see.
ask() {
  local method=$1 path=$2
  curl --silent --show-error --output "$answer" --write-out '%{http_code}' --max-time 60 --request "$method" \
    --header @<(printf 'Authorization: Bearer %s\n' "$TOKEN") --header 'Accept: application/vnd.github+json' \
    --header 'X-GitHub-Api-Version: 2022-11-28' "${@:3}" "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/$path"
}

# The comment of this action, as `own`. One that a person began in the same way is left alone.
find_own() {
  local page=1 code count
  own=
  while [ "$page" -le 100 ]; do
    code=$(ask GET "issues/$number/comments?per_page=100&page=$page")
    [ "$code" = 200 ] || return 1
    own=$(jq -r --arg marker "$marker" \
      '[.[] | select((.body // "" | startswith($marker)) and .user.type == "Bot") | .id | tostring | select(test("^[0-9]+$"))][0] // empty' "$answer")
    count=$(jq length "$answer")
    if [ -n "$own" ] || [ "$count" -lt 100 ]; then return 0; fi
    page=$((page + 1))
  done
}

body=$(mktemp)
trap 'rm -f "$answer" "$body"' EXIT
jq -n --rawfile text "$FILE" --arg marker "$marker" --argjson longest "$longest" \
  '"\($marker)\n\($text)" as $whole
   | {body: (if ($whole | length) <= $longest then $whole
             else "\($marker)\nWhat has changed in meaning is longer than a comment may be: it stands in the summary of the run." end)}' >"$body"

give_up() {
  echo '::notice title=journey::The comment could not be written, most likely because a pull request from a fork may not. What it would say stands in the summary of the run.'
  exit 0
}

find_own || give_up
if [ -n "$own" ]; then
  code=$(ask PATCH "issues/comments/$own" --data-binary "@$body")
elif [ "$CHANGED" = true ]; then
  code=$(ask POST "issues/$number/comments" --data-binary "@$body")
else
  echo 'Nothing has changed in meaning: no comment is begun.'
  exit 0
fi
case $code in
  200 | 201) echo 'The comment is written.' ;;
  *) give_up ;;
esac
