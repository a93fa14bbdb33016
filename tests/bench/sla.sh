#!/usr/bin/env bash
# SLA: what a five-minute window costs with its days and months, beside the bare SQL that only counts;
# a whole day, its size on disk, and the day counted again.
# BENCH_SERVICES_LIST sets the numbers of services, BENCH_DAY_SERVICES those of the day.
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 1
# shellcheck source=tests/bench/common.sh
source tests/bench/common.sh
services_list=${BENCH_SERVICES_LIST:-1000 10000 100000}
day_services=${BENCH_DAY_SERVICES:-10000}
windows=6

# Services that report every 30 s, twenty to a group, and nothing else.
makeServices() {  # COUNT
  query "
    SET session_replication_role = replica;  -- corrections are append-only to everybody else
    SET client_min_messages = warning;
    TRUNCATE kernel.service, kernel.sla_groups, kernel.node CASCADE;
    RESET session_replication_role;
    TRUNCATE sla.sla_snapshots, sla.late_snapshots, sla.packed_snapshots, sla.packing, sla.recount,
             sla.carried_sample, sla.aggregation, sla.sla_windows, sla.group_windows,
             sla.sla_periods, sla.assignment;
    INSERT INTO kernel.node (path) VALUES ('bench/shop/prod/c1');
    INSERT INTO kernel.service (id, node_id, created_at, uuid, path, name, source, display_name)
    OVERRIDING SYSTEM VALUE
    SELECT i, n.id, now(), gen_random_uuid(), n.path || '/s' || i, 's' || i, 'external', 's' || i
    FROM generate_series(1, $1) i, kernel.node n;
    INSERT INTO kernel.service_state (service_id, status_since, status)
    SELECT id, now(), 1 FROM kernel.service;
    INSERT INTO kernel.sla_groups (id, name, display_name) OVERRIDING SYSTEM VALUE
    SELECT i, 'group ' || i, 'Group ' || i FROM generate_series(1, greatest($1 / 20, 1)) i;
    INSERT INTO kernel.sla_group_member (group_id, service_id, contributor, valid_from)
    SELECT (id - 1) % greatest($1 / 20, 1) + 1, id, 'push', now() - interval '10 days'
    FROM kernel.service; ANALYZE"
}

# Observations of all services between two instants; one in a hundred says DOWN.
observe() {  # COUNT FROM TO
  query "
    SELECT sla.ensure_snapshot_partition(d::date)
    FROM generate_series(date_trunc('day', '$2'::timestamptz), '$3'::timestamptz, '1 day') d;
    INSERT INTO sla.sla_snapshots
      (observed_at, service_id, hold_seconds, down_after_seconds, status, reporter)
    SELECT t + s % 30 * interval '1 second' + (s * 7919 % 50000) * interval '1 microsecond', s, 120,
           300, CASE WHEN (s + extract(epoch FROM t)::bigint / 30) % 100 = 0 THEN 3 ELSE 1 END, 1
    FROM generate_series('$2'::timestamptz, '$3'::timestamptz - interval '30 s', '30 s') t,
         generate_series(1, $1) s" >>"$work/observe.log"
}

# Calls until nothing is left; sets handled (windows) and elapsed (seconds).
aggregate() {
  local answer begin counted
  handled=0
  begin=$(date +%s.%N)
  while :; do
    answer=$(curl -sf -X POST -H "X-API-Key: $key" "http://127.0.0.1:$port/api/v1/sla/aggregate") ||
      giveUp "aggregation failed"
    counted=${answer#*'"windows":'}
    handled=$((handled + ${counted%%,*}))
    [[ $answer != *'"complete":true'* ]] || break
  done
  elapsed=$(awk -v from="$begin" -v to="$(date +%s.%N)" 'BEGIN { print to - from }')
}

# What PostgreSQL alone needs to count the samples of one window by status into a table.
bareSeconds() {  # FROM
  query "
    DROP TABLE IF EXISTS bench_window;
    CREATE TABLE bench_window (service_id integer, up bigint, down bigint);
    CREATE OR REPLACE FUNCTION bench_seconds() RETURNS double precision LANGUAGE plpgsql AS \$\$
    DECLARE begun timestamptz := clock_timestamp();
    BEGIN
      INSERT INTO bench_window
      SELECT service_id, count(*) FILTER (WHERE status = 1), count(*) FILTER (WHERE status = 3)
      FROM sla.sla_snapshots
      WHERE observed_at >= '$1'::timestamptz
        AND observed_at < '$1'::timestamptz + interval '5 min'
      GROUP BY service_id;
      RETURN extract(epoch FROM clock_timestamp() - begun);
    END \$\$;
    SELECT bench_seconds()" | tail -1
}

measureWindows() {  # COUNT
  local from bare
  makeServices "$1"
  from=$(date -u -d "@$((($(date +%s) - 900) / 300 * 300 - windows * 300))" +%FT%TZ)
  observe "$1" "$from" "$(date -u -d "$from + $((windows * 5)) minutes" +%FT%TZ)"
  query "VACUUM ANALYZE"
  bareSeconds "$from" >/dev/null
  bare=$(bareSeconds "$from")
  aggregate
  awk -v services="$1" -v handled="$handled" -v elapsed="$elapsed" -v bare="$bare" 'BEGIN {
    each = elapsed / handled
    printf "%8d  %7d  %12.3f  %12.3f  %5.1f  %17.1f\n", services, handled, each, bare, each / bare,
           each / services * 1e6 }'
}


isPacked() {
  [ "$(query "SELECT next_block >= date_trunc('day', now()) FROM sla.packing")" = t ]
}

runJob() {
  curl -sf -o "$work/job.json" -X POST -H "X-API-Key: $key" \
    "http://127.0.0.1:$port/api/v1/jobs/$1/run" || giveUp "job $1 could not be run"
}

isDropped() {
  [ "$(query "SELECT min(d) >= date_trunc('day', now())
              FROM sla.day_partitions('sla_snapshots') d")" = t ]
}

megabytes() {  # TABLE
  query "SELECT round(sum(pg_total_relation_size(inhrelid)) / 1e6, 1) FROM pg_inherits
         WHERE inhparent = 'sla.$1'::regclass"
}

measureDay() {
  local from to snapshots=$((day_services * 2880)) begin
  makeServices "$day_services"
  from=$(date -u -d "yesterday" +%FT00:00:00Z)
  to=$(date -u +%FT00:00:00Z)
  observe "$day_services" "$from" "$to"
  query "VACUUM ANALYZE"
  query "INSERT INTO sla.aggregation (next_window) VALUES ('$from')"
  echo
  echo "A day of $day_services services, $snapshots observations: $(megabytes sla_snapshots) MB as they arrived"
  aggregate
  echo "$handled windows counted in $elapsed s; windows $(megabytes sla_windows) MB"
  begin=$(date +%s)
  runJob sla.pack_snapshots
  waitFor 900 "the day was not packed" isPacked
  echo "packed in $(($(date +%s) - begin)) s: $(megabytes packed_snapshots) MB," \
    "$(query "SELECT round(sum(pg_total_relation_size(inhrelid)) / $snapshots::numeric, 2)
              FROM pg_inherits WHERE inhparent = 'sla.packed_snapshots'::regclass") bytes each"
  runJob sla.clean_up
  waitFor 60 "the day was not dropped" isDropped
  query "INSERT INTO sla.recount (service_id, from_at, to_at)
         SELECT id, '$from', '$to' FROM kernel.service"
  aggregate
  echo "counted again in $elapsed s; core's memory at most $(memoryMegabytes VmHWM) MB"
}

main() {
  local services
  prepare
  startCore
  echo "services  windows  s per window  bare SQL (s)  ratio  us per service"
  for services in $services_list; do measureWindows "$services"; done
  measureDay
}

main
