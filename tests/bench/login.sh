#!/usr/bin/env bash
# Logins at argon2id's interactive cost: how many a second, what they do to the p99 of pushes, and
# what a read costs by access token beside one by the operator key.
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 1
# shellcheck source=tests/bench/common.sh
source tests/bench/common.sh
connections=16
login_connections=4
login_body=''
token=''

# calls METHOD TARGET HEADER BODY CONNECTIONS: sets answered, refused, broken, seconds, p50, p99.
calls() {
  local line
  line=$(BENCH_METHOD=$1 BENCH_TARGET=$2 BENCH_HEADER=$3 BENCH_BODY=$4 \
    wrk -t1 -c"$5" -d"${bench_seconds}s" --timeout 30s -s tests/bench/calls.lua \
    "http://127.0.0.1:$port" | grep '^result ')
  read -r _ answered refused broken seconds p50 p99 <<<"$line"
}

logIn() {
  login_body='{"login":"admin","password":"'$(<"$work/data/secrets/bootstrap.admin_password")'"}'
  token=$(curl -sf -d "$login_body" "http://127.0.0.1:$port/api/v1/auth/login" |
    sed 's/.*"accessToken":"\([^"]*\)".*/\1/')
  [ -n "$token" ] || giveUp "admin could not log in"
}

rate() {
  awk -v answered="$answered" -v seconds="$seconds" 'BEGIN { print answered / seconds }'
}

measureLogins() {
  calls POST /api/v1/auth/login '' "$login_body" "$login_connections"
  [ $((refused + broken)) -eq 0 ] || giveUp "not every login got a 2xx"
  echo "$(rate) $p50 $p99" >>"$work/logins"
}

measurePushes() {
  load "$port" "$connections" "$bench_seconds"
  [ $((refused + broken)) -eq 0 ] || giveUp "not every push got a 2xx"
  echo "$(rate) $p99" >>"$work/$1"
}

measurePushesBesideLogins() {
  (measureLogins) &
  helpers=($!)
  measurePushes beside
  wait "${helpers[0]}"
  helpers=()
}

measureReads() {
  calls GET "/api/v1/services?limit=1" "X-API-Key: $key" '' "$connections"
  [ $((refused + broken)) -eq 0 ] || giveUp "not every read by key got a 2xx"
  rate >>"$work/by_key"
  calls GET "/api/v1/services?limit=1" "Authorization: Bearer $token" '' "$connections"
  [ $((refused + broken)) -eq 0 ] || giveUp "not every read by token got a 2xx"
  rate >>"$work/by_token"
}

printTable() {
  echo
  echo "Median of $bench_runs rounds of $bench_seconds s"
  awk '{ printf "logins alone          %8.1f /s    p50 %8.2f ms   p99 %8.2f ms\n", $1, $2, $3 }' \
    <<<"$(medians "$work/alone")"
  awk '{ printf "pushes alone          %8.0f /s    p99 %8.2f ms\n", $1, $2
         printf "pushes beside logins  %8.0f /s    p99 %8.2f ms   %.2f of the p99 alone\n", $3, $4, $4 / $2 }' \
    <<<"$(medians "$work/pushes") $(medians "$work/beside")"
  awk '{ printf "reads by key          %8.0f /s\nreads by token        %8.0f /s    %.2f of those\n", $1, $2, $2 / $1 }' \
    <<<"$(medians "$work/by_key") $(medians "$work/by_token")"
}

main() {
  local round
  prepare
  startCore
  warmUp
  logIn
  for ((round = 1; round <= bench_runs; ++round)); do
    measureLogins
    tail -n 1 "$work/logins" >>"$work/alone"
    measurePushes pushes
    measurePushesBesideLogins
    measureReads
  done
  printTable
}

main
