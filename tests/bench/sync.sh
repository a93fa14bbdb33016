#!/usr/bin/env bash
# Whole syncs of agents: services a second through POST /api/v1/operator/status, beside bare upserts
# by unnest of as many rows in the same database. BENCH_NODES, BENCH_NODE_SERVICES, BENCH_SECONDS
# and BENCH_RUNS set the size.
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 1
# shellcheck source=tests/bench/common.sh
source tests/bench/common.sh
nodes=${BENCH_NODES:-100}
services=${BENCH_NODE_SERVICES:-1000}
bench_script=tests/bench/sync.lua
total_refused=0
stored_services=0

# Bare upserts, a transaction for each node as in a sync; prints rows a second.
measureBare() {
  local statement
  query "CREATE UNLOGGED TABLE IF NOT EXISTS public.bare_ids AS SELECT id FROM kernel.service"
  query "CREATE TABLE IF NOT EXISTS public.bare (id integer PRIMARY KEY, seen timestamptz, revision integer) WITH (fillfactor = 50)"
  statement="DO \$\$ DECLARE i integer; ids integer[]; BEGIN
    FOR i IN 0..19 LOOP
      SELECT array_agg(id) INTO ids FROM (
        SELECT id FROM public.bare_ids ORDER BY id LIMIT $services OFFSET i * $services) AS part;
      INSERT INTO public.bare SELECT u, clock_timestamp(), 1 FROM unnest(ids) AS u
      ON CONFLICT (id) DO UPDATE SET seen = EXCLUDED.seen, revision = 1;
      COMMIT;
    END LOOP; END \$\$"
  query "$statement"
  local start=$EPOCHREALTIME
  query "$statement"
  awk -v start="$start" -v end="$EPOCHREALTIME" -v rows=$((20 * services)) \
    'BEGIN { print rows / (end - start) }' >>"$work/bare"
}

measureCore() {
  local connections=$1 core_before database_before
  core_before=$(coreTicks) database_before=$(databaseTicks)
  load "$port" "$connections" "$bench_seconds"
  total_refused=$((total_refused + refused + broken))
  stored_services=$((stored_services + answered * services))
  awk -v answered="$answered" -v services="$services" -v seconds="$seconds" -v p50="$p50" \
    -v p99="$p99" -v core=$(($(coreTicks) - core_before)) \
    -v database=$(($(databaseTicks) - database_before)) -v hertz="$ticks_per_second" 'BEGIN {
      per = hertz * answered * services / 1e6
      print answered * services / seconds, p50, p99, core / per, database / per
    }' >>"$work/core.$connections"
}

printTable() {
  local connections
  echo
  echo "Syncs of $services services, $nodes nodes, median of $bench_runs rounds of $bench_seconds s"
  echo "                                                              CPU us per service"
  echo "connections  services/s  bare rows/s   ratio    p50 ms    p99 ms        core  PostgreSQL"
  for connections in "$@"; do
    echo "$(medians "$work/core.$connections") $(medians "$work/bare")" |
      awk -v connections="$connections" '{
        printf "%11d %11.0f %12.0f %7.2f %9.1f %9.1f %11.1f %11.1f\n",
          connections, $1, $6, $1 / $6, $2, $3, $4, $5 }'
  done
  echo "core's memory: $(memoryMegabytes VmRSS) MB, at most $(memoryMegabytes VmHWM) MB"
}

checkPromises() {
  local stored
  stored=$(query "SELECT count(*) FROM sla.sla_snapshots")
  echo "acknowledged $stored_services, stored $stored, refused or broken $total_refused"
  [ "$stored" -ge "$stored_services" ] || giveUp "acknowledged observations are missing"
  [ "$total_refused" -eq 0 ] || giveUp "not every sync got a 2xx"
}

main() {
  local connections round warmed=0
  prepare
  startCore
  while [ "$warmed" -lt "$nodes" ]; do
    load "$port" 4 5
    [ "$answered" -gt 0 ] || giveUp "core acknowledged no sync"
    warmed=$((warmed + answered))
    stored_services=$((stored_services + answered * services))
  done
  for ((round = 1; round <= bench_runs; ++round)); do
    measureBare
    for connections in 1 8; do
      measureCore "$connections"
      echo "round $round, $connections connections: $(tail -n 1 "$work/core.$connections")"
    done
  done
  printTable 1 8
  checkPromises
}

main
