#!/usr/bin/env bash
# Events: how many a second are published and consumed durably, memory meanwhile, and what one change
# of status in ten costs the pushes. BENCH_EVENTS sets the number of events, BENCH_SECONDS and
# BENCH_RUNS length and number (7) of the rounds of pushes.
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 1
# shellcheck source=tests/bench/common.sh
source tests/bench/common.sh
bench_runs=${BENCH_RUNS:-7}
events=${BENCH_EVENTS:-100000}
connections=64

# The plugin `counter` of the tests beside ours: it publishes on request, and writes down in a table
# what it hears.
preparePlugins() {
  mkdir -m 711 "$work/plugins"
  cp build/release/out/test_plugins/counter.so "$work/plugins"
  export ITOPS_PLUGINS_DIR=$work/plugins
}

makeTable() {
  query "CREATE SCHEMA counter"
  query "CREATE TABLE counter.heard (position bigint GENERATED ALWAYS AS IDENTITY, consumer text,
         event_id uuid, key text, number bigint)"
}

pending() {
  query "SELECT count(*) FROM kernel.event_delivery WHERE dead_at IS NULL"
}

isDrained() {
  [ "$(pending)" = 0 ]
}

now() {
  date +%s.%N
}

perSecond() {  # COUNT FROM TO
  awk -v count="$1" -v from="$2" -v to="$3" 'BEGIN { printf "%.0f", count / (to - from) }'
}

# In transactions of 100, while the consumer keeps up with them.
publishAndConsume() {
  local begin published drained
  begin=$(now)
  curl -sf -X POST -o "$work/published.json" \
    "http://127.0.0.1:$port/api/v1/counter/events?count=$events&keys=1000&batch=100" ||
    giveUp "the events could not be published"
  published=$(now)
  waitFor 600 "the events were not delivered within 600 s" isDrained
  drained=$(now)
  echo "published      $(perSecond "$events" "$begin" "$published") events/s, 100 a transaction"
  echo "until consumed $(perSecond "$events" "$begin" "$drained") events/s, published at the same time"
}

# A backlog that was there before, with one row of the consumer's for each event.
drainBacklog() {
  local begin
  query "BEGIN;
    WITH e AS (
      INSERT INTO kernel.event (occurred_at, published_at, type, ordering_key, payload)
      SELECT now(), now(), 'counter.counted/1', 'b' || i % 1000,
             jsonb_build_object('key', 'b' || i % 1000, 'number', i)
      FROM generate_series(1, $events) AS i RETURNING id, ordering_key)
    INSERT INTO kernel.event_delivery (event_id, next_attempt_at, ordering_hash, consumer_id)
    SELECT e.id, now(), hashtextextended(e.ordering_key, 0), c.id
    FROM e JOIN kernel.event_consumer AS c ON c.event_type = 'counter.counted/1';
    SELECT pg_notify('itops_events', 'counter.counted/1'); COMMIT" >>"$work/psql.log"
  begin=$(now)
  waitFor 600 "the backlog was not delivered within 600 s" isDrained
  echo "drained        $(perSecond "$events" "$begin" "$(now)") events/s, of a backlog"
}

checkHeard() {
  local heard expected=$((2 * events))
  heard=$(query "SELECT count(*) || ' ' || count(DISTINCT event_id) FROM counter.heard
                 WHERE consumer = 'count'")
  [ "$heard" = "$expected $expected" ] || giveUp "heard $heard events instead of $expected"
}

# measure NAME EVERY: pushes of which two in EVERY change a status; 0: none.
measure() {
  local ticks
  ticks=$(($(coreTicks) + $(databaseTicks)))
  BENCH_CHANGE_EVERY=$2 load "$port" "$connections" "$bench_seconds"
  [ $((refused + broken)) -eq 0 ] || giveUp "not every push got a 2xx"
  awk -v answered="$answered" -v seconds="$seconds" -v p99="$p99" -v hertz="$ticks_per_second" \
    -v ticks=$(($(coreTicks) + $(databaseTicks) - ticks)) \
    'BEGIN { print answered / seconds, p99, 1000 * ticks / hertz / answered }' >>"$work/$1"
}

# Where a disk sets the pace the rates say more of it than of us: hence the CPU, of core and
# PostgreSQL together, and ratios of rounds that were neighbours.
printRatio() {
  local neighbours
  paste -d ' ' "$work/none" "$work/tenth" | awk '{ print $4 / $1, $3 / $6 }' >"$work/ratios"
  neighbours=$(medians "$work/ratios")
  echo "$(medians "$work/none") $(medians "$work/tenth") $neighbours" | awk '{
    printf "pushes                   2xx/s    p99 ms  CPU s per 1,000\n"
    printf "without a change      %8.0f  %8.2f  %15.4f\n", $1, $2, $3
    printf "one change in ten     %8.0f  %8.2f  %15.4f\n", $4, $5, $6
    printf "ratio                 %8.2f            %15.2f\n", $7, $8 }'
}

# Anew, with what is delivered alone: incidents follow each change, the counter would be a second one.
restartAsDelivered() {
  stopProcesses "$core_pid"
  rm -rf "$work/data"
  unset ITOPS_PLUGINS_DIR
  startCore
}

main() {
  local round before
  prepare
  preparePlugins
  startCore
  makeTable
  before=$(memoryMegabytes VmRSS)
  publishAndConsume
  drainBacklog
  checkHeard
  echo "core's memory: $before MB before, at most $(memoryMegabytes VmHWM) MB"
  restartAsDelivered
  warmUp
  for ((round = 1; round <= bench_runs; ++round)); do
    measure none 0
    measure tenth 19
  done
  printRatio
}

main
