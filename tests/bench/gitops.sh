#!/usr/bin/env bash
# The GitOps status API: reports a second with 100, 1,000 and 10,000 servers, which should be the same,
# and GET /status with 1,000 and 10,000, beside the same bytes from nginx in the same run.
# BENCH_POST_SERVERS and BENCH_GET_SERVERS set the numbers of servers.
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 1
# shellcheck source=tests/bench/common.sh
source tests/bench/common.sh
post_servers=${BENCH_POST_SERVERS:-100 1000 10000}
get_servers=${BENCH_GET_SERVERS:-1000 10000}
connections=16
nginx_port='' nginx_pid=''

# Servers as a pipeline and a drift check leave them, in place of those that there are.
fill() {  # COUNT
  query "
    TRUNCATE gitops_status.server, gitops_status.history;
    INSERT INTO gitops_status.server
      (reported_at, server_group, host, status, changed_files, project_name, repo_name, server_type,
       environment, validation_status, validation_message, last_pipeline_run, last_cron_check,
       commit_sha, branch, updated_by, updated_at)
    SELECT now(), 'group-' || i % 50, 'host-' || i, 'synced', '{}', 'gitops-for-servers', 'rsyslog',
           'rsyslog', 'prod', 'passed', 'rsyslog syntax validation passed', '2026-04-26T10:30:00Z',
           '2026-04-26T11:00:00Z', 'abc1234567890', 'master', 'woodpecker', '2026-04-26T11:00:00Z'
    FROM generate_series(1, $1) i;
    UPDATE gitops_status.revision SET changes = changes + 1 WHERE slot = 0"
  query "VACUUM ANALYZE gitops_status.server"
}

# ask PORT SERVERS [TARGET]: one round; sets answered, broken, seconds, p50 and p99.
ask() {
  local output answers
  output=$(BENCH_SERVERS=$2 BENCH_TARGET=${3:-} wrk -t 1 -c "$connections" -d "$bench_seconds" \
    --timeout 10s -s tests/bench/gitops.lua "http://127.0.0.1:$1" 2>&1) || giveUp "$output"
  read -r _ answers refused broken seconds p50 p99 <<<"$(grep '^result ' <<<"$output")"
  answered=$((answers - refused))
  [ "$refused $broken" = "0 0" ] || giveUp "$refused refused, $broken broken: $output"
}

rate() {
  awk -v count="$answered" -v seconds="$seconds" 'BEGIN { printf "%.0f", count / seconds }'
}

nginxAnswers() {
  kill -0 "$nginx_pid" 2>/dev/null || giveUp "nginx ended: $(cat "$work/nginx.log")"
  curl -sf -o "$work/nginx.json" "http://127.0.0.1:$nginx_port/status"
}

# As nginx is set up for static files, with as many workers as there are processors.
startNginx() {
  local core_port=$port
  freePort
  nginx_port=$port port=$core_port
  mkdir "$work/nginx"
  cat >"$work/nginx.conf" <<TEXT
daemon off; worker_processes auto; pid $work/nginx/pid; error_log stderr;
events { worker_connections 512; }
http {
  access_log off; sendfile on; tcp_nopush on; default_type application/json;
  open_file_cache max=10; keepalive_requests 1000000000;
  client_body_temp_path $work/nginx/body; proxy_temp_path $work/nginx/proxy;
  fastcgi_temp_path $work/nginx/fastcgi; uwsgi_temp_path $work/nginx/uwsgi;
  scgi_temp_path $work/nginx/scgi;
  server { listen 127.0.0.1:$nginx_port; root $work/www; }
}
TEXT
  nginx -c "$work/nginx.conf" >"$work/nginx.log" 2>&1 &
  nginx_pid=$!
  helpers+=("$nginx_pid")
  waitFor 10 "nginx did not answer" nginxAnswers
}

measurePosts() {
  local count round
  echo "reports, $connections connections, median of $bench_runs rounds of $bench_seconds s"
  echo "servers   reports/s   p50 ms   p99 ms"
  for count in $post_servers; do
    fill "$count"
    for ((round = 1; round <= bench_runs; ++round)); do
      ask "$port" "$count"
      echo "$(rate) $p50 $p99" >>"$work/posts.$count"
    done
    medians "$work/posts.$count" |
      awk -v count="$count" '{ printf "%7d   %9.0f   %6.2f   %6.2f\n", count, $1, $2, $3 }'
  done
}

measureGets() {
  local count round ours
  echo
  echo "GET /status   kB   requests/s   p50 ms   p99 ms   nginx/s   nginx p99   ratio"
  for count in $get_servers; do
    fill "$count"
    curl -sf -o "$work/www/status" "http://127.0.0.1:$port/status" || giveUp "no list"
    [ -n "$nginx_pid" ] || startNginx
    for ((round = 1; round <= bench_runs; ++round)); do
      ask "$port" "$count" /status
      ours="$(rate) $p50 $p99"
      ask "$nginx_port" "$count" /status
      echo "$ours $(rate) $p99" >>"$work/gets.$count"
    done
    medians "$work/gets.$count" |
      awk -v count="$count" -v bytes="$(stat -c %s "$work/www/status")" '{
        printf "%11d %4.0f   %10.0f   %6.2f   %6.2f   %7.0f   %9.2f   %5.2f\n", count,
               bytes / 1000, $1, $2, $3, $4, $5, $1 / $4 }'
  done
}

main() {
  prepare
  mkdir -m 755 "$work/www"
  startCore
  measurePosts
  measureGets
  echo
  echo "core's memory at most $(memoryMegabytes VmHWM) MB"
}

main
