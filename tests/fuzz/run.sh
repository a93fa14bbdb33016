#!/usr/bin/env bash
# run.sh [SECONDS]: runs every fuzzer for that time, also behind a finding. What a run learned is kept
# in build/fuzz/corpus and read by the next one.
set -euo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
seconds=${1:-60}
folder=build/fuzz

fuzzOne() {
  local name=$1 log=$folder/$1.log
  mkdir -p "$folder/corpus/$name" "$folder/findings"
  if ! tests/support/sanitized.sh "$folder/out/${name}_fuzz" -max_total_time="$seconds" -max_len=16384 -timeout=10 \
    -rss_limit_mb=1024 -print_final_stats=1 -artifact_prefix="$folder/findings/$name-" \
    "$folder/corpus/$name" "tests/fuzz/seeds/$name" >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "$name: a finding, see $log and $folder/findings" >&2
    return 1
  fi
  awk -v name="$name" '/number_of_executed_units/ { print name ": " $2 " executions, no finding" }' "$log"
}

main() {
  local name status=0
  case "$seconds" in
    *[!0-9]*)
      echo "usage: ./dev fuzz [SECONDS]" >&2
      exit 64
      ;;
  esac
  ./dev packages fuzz
  ./dev build fuzz fuzzers
  for name in canvas http push routes text yaml; do fuzzOne "$name" || status=1; done
  return "$status"
}

main
