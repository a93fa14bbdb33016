#!/usr/bin/env bash
# Storage pushes beside health pushes of the same services: rate, latency, CPU, and what one costs in
# the other's terms; then the list, and what the history takes on disk. BENCH_SECONDS and BENCH_RUNS
# set length and number of the rounds, BENCH_RATIO_MAX what a storage push may cost.
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 1
# shellcheck source=tests/bench/common.sh
source tests/bench/common.sh
ratio_max=${BENCH_RATIO_MAX:-1.3}
stored_storage=0
total_refused=0

measure() {  # KIND CONNECTIONS
  local core_before database_before
  export BENCH_PUSH=$1
  core_before=$(coreTicks) database_before=$(databaseTicks)
  load "$port" "$2" "$bench_seconds"
  total_refused=$((total_refused + refused + broken))
  [ "$1" = health ] || stored_storage=$((stored_storage + answered))
  awk -v answered="$answered" -v seconds="$seconds" -v p50="$p50" -v p99="$p99" \
    -v core=$(($(coreTicks) - core_before)) -v database=$(($(databaseTicks) - database_before)) \
    -v hertz="$ticks_per_second" 'BEGIN {
      per = hertz * answered / 1000
      print answered / seconds, p50, p99, core / per, database / per, (core + database) / per
    }' >>"$work/$1.$2"
  echo "round $round, $1, $2 connections: $(tail -n 1 "$work/$1.$2")"
}

printRow() {  # KIND CONNECTIONS
  medians "$work/$1.$2" | awk -v kind="$1" -v connections="$2" '{
    printf "%-8s %11d %9.0f %8.2f %8.2f %9.4f %11.4f %9.4f\n",
      kind, connections, $1, $2, $3, $4, $5, $6 }'
}

# Sets ratio: CPU of a storage push by that of a health push.
compare() {  # CONNECTIONS
  ratio=$(echo "$(medians "$work/storage.$1") $(medians "$work/health.$1")" |
    awk '{ printf "%.2f", $6 / $12 }')
}

printTable() {
  local connections kind
  echo
  echo "Pushes, ${BENCH_SERVICES:-10000} services, median of $bench_runs rounds of $bench_seconds s"
  echo "                                                 CPU s per 1,000 pushes"
  echo "push     connections     2xx/s   p50 ms   p99 ms      core  PostgreSQL      both"
  for connections in "$@"; do
    for kind in health storage; do printRow "$kind" "$connections"; done
    compare "$connections"
    echo "a storage push costs $ratio times a health push"
  done
}

printSizes() {
  query "VACUUM ANALYZE storage.sample"
  echo "bytes a report: $(query "SELECT round(pg_relation_size('storage.sample') / count(*)::numeric, 1)
    || ', with its index ' || round(pg_total_relation_size('storage.sample') / count(*)::numeric, 1)
    FROM storage.sample")"
}

timeList() {  # QUERY
  local time
  time=$(for _ in 1 2 3 4 5; do
    curl -sf -o "$work/list.json" -w '%{time_total}\n' -H "X-API-Key: $key" \
      "http://127.0.0.1:$port/api/v1/storage?$1"
  done | sort -n | sed -n 3p) || giveUp "the list failed"
  echo "GET /api/v1/storage?$1: $time s"
}

# An answer 2xx is a promise: each must be a row.
checkPromises() {
  local stored
  stored=$(query "SELECT count(*) FROM storage.sample")
  echo "acknowledged $stored_storage storage pushes, stored $stored; not 2xx $total_refused"
  [ "$stored" -ge "$stored_storage" ] || giveUp "acknowledged pushes are missing"
  [ "$total_refused" -eq 0 ] || giveUp "not every push got a 2xx"
}

main() {
  local connections round
  prepare
  startCore
  BENCH_PUSH=health warmUp
  BENCH_PUSH=storage warmUp
  stored_storage=$acknowledged
  for ((round = 1; round <= bench_runs; ++round)); do
    for connections in 64 256; do
      measure health "$connections"
      measure storage "$connections"
    done
  done
  printTable 64 256
  checkPromises
  printSizes
  timeList "limit=100"
  timeList "limit=100&sort=freePercent"
  for connections in 64 256; do
    compare "$connections"
    awk -v ratio="$ratio" -v most="$ratio_max" 'BEGIN { exit ratio > most }' ||
      giveUp "a storage push costs $ratio times a health push at $connections connections; at most $ratio_max"
  done
}

main
