# shellcheck shell=bash disable=SC2034
# What the benchmarks share: a staged core on a free port with a fresh data folder on a real disk,
# load by wrk, CPU seconds from /proc. Everything is stopped and removed however the run ends.
# Functions that hand back values set variables: a subshell couldn't stop what it started.
set -euo pipefail

bench_seconds=${BENCH_SECONDS:-8}
bench_runs=${BENCH_RUNS:-3}
bench_script=tests/bench/push.lua
key=bench-$RANDOM$RANDOM$RANDOM$RANDOM
ticks_per_second=$(getconf CLK_TCK)
work='' port='' core_pid='' postmaster_pid=''
helpers=()
answered=0 refused=0 broken=0
p50=0 p99=0 seconds=1

# /var/tmp, because /tmp may be memory, where a durable commit costs nothing. The server's own user
# has to reach the cluster inside.
prepare() {
  trap cleanUp EXIT
  trap 'exit 130' INT TERM
  work=$(mktemp -d "${BENCH_DIR:-/var/tmp}/itops-bench.XXXXXX")
  chmod 711 "$work"
  ulimit -n "$(ulimit -Hn)"
}

cleanUp() {
  trap - EXIT INT TERM
  stopProcesses "${helpers[@]}" ${core_pid:+"$core_pid"}
  [ -z "$work" ] || rm -rf "$work"
}

stopProcesses() {
  local pid deadline=$((SECONDS + 30))
  for pid in "$@"; do kill "$pid" 2>/dev/null || true; done
  for pid in "$@"; do
    while kill -0 "$pid" 2>/dev/null && [ $SECONDS -lt $deadline ]; do sleep 0.05; done
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
}

isListening() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Below the range from which the system takes the ports of clients.
freePort() {
  port=$((20000 + RANDOM % 12000))
  while isListening "$port"; do port=$((20000 + RANDOM % 12000)); done
}

# Ends the run, with core's last words.
giveUp() {
  [ ! -r "$work/core.log" ] || tail -n 20 "$work/core.log" >&2
  echo "bench: $1" >&2
  exit 1
}

# waitFor SECONDS DESCRIPTION COMMAND...: polls, fails with the description.
waitFor() {
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ $SECONDS -lt $deadline ] || giveUp "$what"
    sleep 0.05
  done
}

coreIsReady() {
  kill -0 "$core_pid" 2>/dev/null || giveUp "core ended"
  curl -sf -o "$work/ready.json" "http://127.0.0.1:$port/ready"
}

startCore() {
  freePort
  mkdir -m 711 "$work/data"
  ITOPS_DATA_DIR=$work/data ITOPS_SERVER_PORT=$port ITOPS_SECURITY_OPERATOR_API_KEY=$key \
    ITOPS_LOGGING_LEVEL=warning build/stage/bin/itops >"$work/core.log" 2>&1 &
  core_pid=$!
  waitFor 60 "core was not ready within 60 s" coreIsReady
  findPostmaster
}

# Asks the database itself, past core.
query() {
  ITOPS_DATA_DIR=$work/data ./dev db -Atqc "$1" 2>>"$work/psql.log" ||
    { cat "$work/psql.log" >&2; exit 1; }
}

# The server is the parent of its checkpointer.
findPostmaster() {
  local checkpointer
  checkpointer=$(query "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")
  postmaster_pid=$(awk '{ sub(/.*\) /, ""); print $2 }' "/proc/$checkpointer/stat")
}

# load PORT CONNECTIONS SECONDS: one round of pushes; sets answered (2xx), refused, broken (socket
# errors), seconds, p50 and p99 (milliseconds).
load() {
  local output answers
  output=$(BENCH_API_KEY=$key wrk -t 1 -c "$2" -d "$3" --timeout 10s \
    -s "$bench_script" "http://127.0.0.1:$1" 2>&1) || giveUp "$output"
  read -r _ answers refused broken seconds p50 p99 <<<"$(grep '^result ' <<<"$output")"
  answered=$((answers - refused))
}

# Every service exists before anything is measured.
warmUp() {
  acknowledged=0
  while [ "$acknowledged" -lt "${BENCH_SERVICES:-10000}" ]; do
    load "$port" 64 2
    [ "$answered" -gt 0 ] || giveUp "core acknowledged no push"
    acknowledged=$((acknowledged + answered))
  done
}

# Clock ticks that core has used.
coreTicks() {
  awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$core_pid/stat"
}

# Clock ticks of the PostgreSQL server and its children, those that have ended included.
# Processes come and go while the list is read.
databaseTicks() {
  { cat /proc/[0-9]*/stat 2>/dev/null || true; } | awk -v server="$postmaster_pid" '
    { pid = $1; sub(/.*\) /, "") }
    pid == server { sum += $12 + $13 + $14 + $15 }
    $2 == server { sum += $12 + $13 }
    END { print sum + 0 }'
}

memoryMegabytes() {  # FIELD, such as VmRSS or VmHWM
  awk -v field="$1:" '$1 == field { printf "%.1f", $2 / 1024 }' "/proc/$core_pid/status"
}

# The median of each column of a file.
medians() {
  awk '{ for (c = 1; c <= NF; ++c) value[c, NR] = $c; columns = NF }
    END {
      for (c = 1; c <= columns; ++c) {
        for (i = 1; i <= NR; ++i) for (j = i; j > 1 && value[c, j] < value[c, j - 1]; --j) {
          swap = value[c, j]; value[c, j] = value[c, j - 1]; value[c, j - 1] = swap
        }
        printf "%s%s", value[c, int((NR + 1) / 2)], c < columns ? OFS : ORS
      }
    }' "$1"
}
