#!/usr/bin/env bash
# Runs copydesk once, and hands what it found to the runner. Every input comes through the environment, so that none of them
# is read as part of a command; action.yml says what they are.
set -euo pipefail

scratch=$(mktemp -d "${RUNNER_TEMP:-/tmp}/copydesk.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

flag() {
  case $2 in
    true) return 0 ;;
    false | "") return 1 ;;
    *)
      echo "::error title=copydesk::The input $1 must be true or false"
      exit 2
      ;;
  esac
}

arguments=(--fail-on "${COPYDESK_FAIL_ON:-error}" --color never --output "json=$scratch/report.json")
if flag annotations "${COPYDESK_ANNOTATIONS-true}"; then
  arguments+=(--format github)
fi
if flag summary "${COPYDESK_SUMMARY-true}"; then
  arguments+=(--output "markdown=$scratch/summary.md")
fi
if flag no-excerpts "${COPYDESK_NO_EXCERPTS-}"; then
  arguments+=(--no-excerpts)
fi
if [[ -n ${COPYDESK_CONFIG-} ]]; then
  arguments+=(--config "$COPYDESK_CONFIG")
fi
if [[ -n ${COPYDESK_SARIF_FILE-} ]]; then
  arguments+=(--output "sarif=$COPYDESK_SARIF_FILE")
fi
if [[ -n ${COPYDESK_HTML_FILE-} ]]; then
  arguments+=(--output "html=$COPYDESK_HTML_FILE")
fi
if flag changed-only "${COPYDESK_CHANGED_ONLY-}"; then
  # a new branch has nothing before it
  if [[ ${COPYDESK_BEFORE-} =~ ^[0-9a-f]{40}$ && ! $COPYDESK_BEFORE =~ ^0+$ ]]; then
    arguments+=(--changed-since "$COPYDESK_BEFORE")
  else
    echo "Nothing is known to have been here before this change: all findings are reported"
  fi
fi
paths=()
while IFS= read -r path; do
  if [[ -n $path ]]; then
    paths+=("$path")
  fi
done <<< "${COPYDESK_PATHS:-.}"

status=0
copydesk check "${arguments[@]}" -- "${paths[@]}" || status=$?

count() {
  sed -n "s/^    \"$1\": \([0-9]*\),\{0,1\}$/\1/p" "$scratch/report.json" | head -n 1
}
{
  echo "exit-status=$status"
  if [[ -f $scratch/report.json ]]; then
    for level in errors warnings infos; do
      echo "$level=$(count "$level")"
    done
  fi
} >> "$GITHUB_OUTPUT"
if [[ -f $scratch/summary.md && -n ${GITHUB_STEP_SUMMARY-} ]]; then
  cat "$scratch/summary.md" >> "$GITHUB_STEP_SUMMARY"
fi
exit "$status"
