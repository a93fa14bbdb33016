#!/usr/bin/env bash
# How fast the figures of 10,000 services and 500 groups are shown, one question after the other:
# median and p99 of each route, and p99 as a multiple of that of a page of the services list.
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 1
# shellcheck source=tests/bench/common.sh
source tests/bench/common.sh
services=${BENCH_SERVICES:-10000}
path=bench/bench/bench/bench/service-10
asked_at=''

fill() {
  ITOPS_DATA_DIR=$work/data ./dev db -q -v ON_ERROR_STOP=1 -v "services=$services" \
    -f tests/bench/figures.sql >"$work/psql.log" 2>&1 || giveUp "$(cat "$work/psql.log")"
}

# milliseconds TEXT: what wrk prints as 850.00us, 1.20ms or 1.01s.
milliseconds() {
  awk '{ value = $1 + 0 } /us$/ { value /= 1000 } /[0-9]s$/ { value *= 1000 }
    END { printf "%.2f", value }' <<<"$1"
}

# ask NAME TARGET
ask() {
  local output
  output=$(wrk -t 1 -c 1 -d "$bench_seconds" --timeout 10s --latency -H "X-API-Key: $key" \
    "http://127.0.0.1:$port$2" 2>&1) || giveUp "$output"
  ! grep -q 'Non-2xx' <<<"$output" || giveUp "$1 was refused: $output"
  echo "$(milliseconds "$(awk '$1 == "50%" { print $2 }' <<<"$output")")" \
    "$(milliseconds "$(awk '$1 == "99%" { print $2 }' <<<"$output")")" >>"$work/$1"
}

# The overview when nobody asked within a second: median and worst of ten.
askSeldom() {
  local time
  for ((time = 1; time <= 10; ++time)); do
    sleep 1.1
    curl -sf -o "$work/overview.json" -w '%{time_total}\n' -H "X-API-Key: $key" \
      "http://127.0.0.1:$port/api/v1/sla/overview" || giveUp "the overview was refused"
  done | sort -n | awk '{ time[NR] = $1 * 1000 } END { print time[int((NR + 1) / 2)], time[NR] }' \
    >>"$work/seldom"
}

askAll() {
  ask services '/api/v1/services?limit=100'
  ask overview '/api/v1/sla/overview'
  ask groups '/api/v1/sla/groups'
  ask group '/api/v1/sla/groups/group-1'
  ask periods "/api/v1/sla/periods?path=$path&type=daily"
  ask quarters "/api/v1/sla/periods?path=$path&type=quarterly"
  ask budget "/api/v1/sla/budget?path=$path"
}

watchMilliseconds() {
  query "SELECT duration_ms FROM kernel.job
    WHERE name = 'sla.watch_budgets' AND outcome = 'succeeded' AND started_at > '$asked_at'"
}

watchIsDone() {
  [ -n "$(watchMilliseconds)" ]
}

watchOnce() {
  asked_at=$(query 'SELECT clock_timestamp()')
  curl -sf -X POST -H "X-API-Key: $key" -o "$work/run.json" \
    "http://127.0.0.1:$port/api/v1/jobs/sla.watch_budgets/run" || giveUp "the job was refused"
  waitFor 60 "the job did not end" watchIsDone
  watchMilliseconds >>"$work/watch"
}

printTable() {
  local name reference
  reference=$(medians "$work/services" | cut -d ' ' -f 2)
  echo
  echo "$services services, one connection, median of $bench_runs rounds of $bench_seconds s"
  for name in services overview groups group periods quarters budget; do
    medians "$work/$name" | awk -v name="$name" -v reference="$reference" '{
      printf "%-10s p50 %7.2f ms   p99 %7.2f ms   ratio %5.2f\n", name, $1, $2, $2 / reference }'
  done
  medians "$work/seldom" | awk '{
    printf "overview not asked for within a second: p50 %.2f ms, worst of ten %.2f ms\n", $1, $2 }'
  echo "sla.watch_budgets, a tenth of them in trouble: $(medians "$work/watch") ms"
}

main() {
  local round
  prepare
  startCore
  fill
  for ((round = 1; round <= bench_runs; ++round)); do
    askAll
    askSeldom
    watchOnce
  done
  printTable
}

main
