#!/usr/bin/env bash
# What idle and slow clients cost the others: p99 of pushes without and with 5,000 idle keep-alive
# connections and 500 that send a byte a second.
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 1
# shellcheck source=tests/bench/common.sh
source tests/bench/common.sh
idle=5000
slow=500
connections=64
holder_pid=''

holderIsReady() {
  kill -0 "$holder_pid" 2>/dev/null || { cat "$work/holder.log" >&2; exit 1; }
  grep -q ready "$work/holder.log"
}

startHolder() {
  build/release/out/idle_clients "$port" "$idle" "$slow" >"$work/holder.log" 2>&1 &
  holder_pid=$!
  helpers=("$holder_pid")
  waitFor 30 "the idle clients were not connected within 30 s" holderIsReady
}

stopHolder() {
  stopProcesses "$holder_pid"
  helpers=()
  tail -n 1 "$work/holder.log"
}

measure() {
  load "$port" "$connections" "$bench_seconds"
  [ $((refused + broken)) -eq 0 ] || giveUp "not every push got a 2xx"
  echo "$p99 $(memoryMegabytes VmRSS) $answered" >>"$work/$1"
}

printTable() {
  local with without
  without=$(medians "$work/without") with=$(medians "$work/with")
  echo
  echo "p99 of pushes at $connections connections, median of $bench_runs rounds of $bench_seconds s"
  awk -v idle="$idle" -v slow="$slow" '{
    printf "without others            p99 %7.2f ms   core %6.1f MB\n", $1, $2
    printf "with %d idle, %d slow   p99 %7.2f ms   core %6.1f MB\n", idle, slow, $4, $5
    printf "ratio %.2f\n", $4 / $1 }' <<<"$without $with"
}

main() {
  local round
  prepare
  startCore
  warmUp
  for ((round = 1; round <= bench_runs; ++round)); do
    measure without
    startHolder
    measure with
    stopHolder
  done
  printTable
}

main
