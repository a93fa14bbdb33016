#!/usr/bin/env bash
# Durable health pushes: rate, latency, CPU and memory, beside a bare event loop that answers a
# constant under the same load. BENCH_SECONDS and BENCH_RUNS set length and number of the rounds.
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 1
# shellcheck source=tests/bench/common.sh
source tests/bench/common.sh
bare_port=''
total_refused=0
total_broken=0

startBareLoop() {
  freePort
  bare_port=$port
  build/release/out/bare_loop "$bare_port" >"$work/bare.log" 2>&1 &
  helpers+=($!)
  waitFor 10 "the bare loop did not start" isListening "$bare_port"
}

measureBare() {
  load "$bare_port" "$1" "$bench_seconds"
  awk -v answered="$answered" -v seconds="$seconds" \
    'BEGIN { print answered / seconds }' >>"$work/bare.$1"
}

measureCore() {
  local core_before database_before
  core_before=$(coreTicks) database_before=$(databaseTicks)
  load "$port" "$1" "$bench_seconds"
  acknowledged=$((acknowledged + answered))
  total_refused=$((total_refused + refused))
  total_broken=$((total_broken + broken))
  awk -v answered="$answered" -v seconds="$seconds" -v p50="$p50" -v p99="$p99" \
    -v core=$(($(coreTicks) - core_before)) -v database=$(($(databaseTicks) - database_before)) \
    -v hertz="$ticks_per_second" 'BEGIN {
      per = hertz * answered / 1000
      print answered / seconds, p50, p99, core / per, database / per
    }' >>"$work/core.$1"
}

printRow() {
  echo "$(medians "$work/core.$1") $(medians "$work/bare.$1")" | awk -v connections="$1" '{
    printf "%11d %10.0f %10.0f %7.2f %9.2f %9.2f %11.4f %11.4f\n",
      connections, $1, $6, $1 / $6, $2, $3, $4, $5 }'
}

printTable() {
  local connections
  echo
  echo "Health pushes, ${BENCH_SERVICES:-10000} services, median of $bench_runs rounds of $bench_seconds s"
  echo "                                                              CPU s per 1,000 pushes"
  echo "connections     2xx/s  bare loop   ratio    p50 ms    p99 ms        core  PostgreSQL"
  for connections in "$@"; do printRow "$connections"; done
  echo "core's memory: $(memoryMegabytes VmRSS) MB, at most $(memoryMegabytes VmHWM) MB"
}

# An answer 2xx is a promise: each must be a row.
checkPromises() {
  local stored
  stored=$(query "SELECT count(*) FROM sla.sla_snapshots")
  echo "acknowledged $acknowledged, stored $stored, refused $total_refused, broken $total_broken"
  [ "$stored" -ge "$acknowledged" ] || giveUp "acknowledged pushes are missing"
  [ $((total_refused + total_broken)) -eq 0 ] || giveUp "not every push got a 2xx"
}

main() {
  local connections round
  prepare
  startBareLoop
  startCore
  warmUp
  for ((round = 1; round <= bench_runs; ++round)); do
    for connections in 64 256; do
      measureBare "$connections"
      measureCore "$connections"
      echo "round $round, $connections connections: $(tail -n 1 "$work/core.$connections")"
    done
  done
  printTable 64 256
  checkPromises
}

main
