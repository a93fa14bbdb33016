#!/usr/bin/env bash
# Inside own namespaces for network, mounts and processes: a real PostgreSQL, and the image's root as
# a container runtime would run it, with the rendered environment word for word. The names that the
# chart gives its Services lead here.
#   sandbox.sh ROOT RENDERED
set -euo pipefail
image=$1 rendered=$2
postgres_bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -n 1)

report() {
  printf '%-34s %s\n' "$1" "$2"
}

fail() {
  printf 'FAILED: %s\n' "$@" >&2
  [ ! -f "$work/core.log" ] || tail -n 30 "$work/core.log" >&2
  exit 1
}

makeNetwork() {
  mount -t proc proc /proc
  ip link set lo up
  printf '127.0.0.1 localhost itops-core itops-core.itops itops-database\n' >"$work/hosts"
  mount --bind "$work/hosts" /etc/hosts
}

asPostgres() {
  setpriv --reuid=postgres --regid=postgres --init-groups "$@"
}

startDatabase() {
  install -d -o postgres "$work/postgres"
  install -m 644 "$rendered/password" "$work/password"
  asPostgres "$postgres_bin/initdb" -D "$work/postgres/data" -U itops --auth=scram-sha-256 \
    --pwfile="$work/password" >/dev/null
  asPostgres "$postgres_bin/pg_ctl" -D "$work/postgres/data" -w -l "$work/postgres/log" \
    -o "-c listen_addresses=127.0.0.1 -k $work/postgres" start >/dev/null
  PGPASSWORD=$(<"$work/password") "$postgres_bin/createdb" -h 127.0.0.1 -U itops itops
}

# The root read-only, and what Kubernetes mounts into it. emptyDirs belong to root and the group of
# fsGroup.
mountRoot() {
  local device
  mount --bind "$image" "$root"
  mount -t tmpfs -o mode=755 tmpfs "$root/dev"
  for device in null zero random urandom; do
    touch "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
  done
  mount -t proc proc "$root/proc"
  mount -t tmpfs -o mode=2775,gid=1000 tmpfs "$root/tmp"
  mount -t tmpfs -o mode=2775,gid=1000 tmpfs "$root/var/log/itops"
  mount --bind "$rendered/config" "$root/etc/itops/config"
  mount -o remount,bind,ro "$root/etc/itops/config"
  touch "$root/etc/hosts"
  mount --bind "$work/hosts" "$root/etc/hosts"
  mount -o remount,bind,ro "$root"
}

# Becomes a program of the image: as user 1000, without capabilities and without a way to gain any.
becomeInImage() {
  exec env -i "${environment[@]}" /usr/bin/setpriv --no-new-privs --inh-caps=-all \
    --bounding-set=-all,+setuid,+setgid,+sys_chroot /usr/sbin/chroot --userspec=1000:1000 --groups=1000 "$root" "$@"
}

milliseconds() {
  date +%s%3N
}

# Starts core and waits for /ready; prints nothing, sets core and took.
startCore() {
  local begun
  begun=$(milliseconds)
  becomeInImage /opt/itops/bin/itops "${arguments[@]}" >>"$work/core.log" 2>&1 &
  core=$!
  until curl -fs -o /dev/null http://itops-core.itops:8080/ready; do
    kill -0 "$core" 2>/dev/null || fail "core ended"
    [ $(($(milliseconds) - begun)) -lt 60000 ] || fail "core is not ready after a minute"
    sleep 0.02
  done
  took=$(($(milliseconds) - begun))
}

stopCore() {
  local begun
  begun=$(milliseconds)
  kill -TERM "$core"
  wait "$core" || fail "core ended with status $? when it was asked to stop"
  took=$(($(milliseconds) - begun))
}

statusOf() {
  awk -v key="$1:" '$1 == key { print $2 }' "/proc/$core/status"
}

# REPO-15, REPO-16, REPO-17, REPO-25
checkProcess() {
  [ "$(statusOf Uid)" = 1000 ] || fail "core runs as user $(statusOf Uid)"
  [ "$(statusOf CapEff)" = 0000000000000000 ] || fail "core has capabilities"
  [ "$(statusOf NoNewPrivs)" = 1 ] || fail "core may gain privileges"
  ! touch "$root/opt/written" 2>/dev/null || fail "the root can be written to"
  [ -z "$(find "$root/bin/" "$root/sbin" -name '*sh' 2>/dev/null)" ] || fail "there is a shell in the image"
}

# The commands of the pod that `helm test` runs, and the image's own health check, from the image.
checkProbes() {
  local name command
  for name in ready key; do
    mapfile -t command <"$rendered/test-$name"
    (becomeInImage "${command[@]}") >/dev/null || fail "helm test: $name"
  done
  (becomeInImage /usr/bin/curl -fsS -o /dev/null http://127.0.0.1:8080/health) || fail "the health check"
}

push() {
  local name=$1 answer
  shift
  answer=$(env -i PATH="$PATH" "$@" /bin/sh "$rendered/$name.sh") || fail "$name ended with $?"
  grep -q '"warnings":\[\]' <<<"$answer" || fail "$name was answered $answer"
}

# PUSH-01, REPO-103, REPO-105, REPO-106, REPO-107, REPO-108: the documented scripts, word for word.
checkPushes() {
  local variables
  mapfile -t variables <"$rendered/storage-reporter.environment"
  push storage-reporter "${variables[@]}"
  push backup-reporter "${variables[@]}" BACKUP_SIZE=5242880
  mapfile -t variables <"$rendered/health-push.environment"
  push health-push "${variables[@]}"
}

# REPO-24: a report is written where the chart lets core write, with the fonts of the image.
checkReport() {
  local answer file
  answer=$(curl -fsS -X POST -H "X-API-Key: $key" http://itops-core.itops:8080/api/v1/sla/report/generate)
  file=$(find "$root/var/log/itops" -name '*.pdf')
  [ -n "$file" ] || fail "no PDF in /var/log/itops after $answer"
  pdffonts "$file" | grep -q DejaVu || fail "the report has other fonts: $(pdffonts "$file")"
  pdftotext "$file" - | grep -q database-cluster || fail "the report does not name the group that was pushed"
}

work=$(mktemp -d /var/tmp/itops-image.XXXXXX)
root=$work/root
mkdir "$root"
chmod 755 "$work"
mapfile -t environment < <(cat "$rendered/image-environment" "$rendered/environment")
mapfile -t arguments <"$rendered/arguments"
key=$(sed -n 's/^ITOPS_SECURITY_OPERATOR_API_KEY=//p' "$rendered/environment")

finish() {
  [ -z "${core:-}" ] || kill -KILL "$core" 2>/dev/null || true
  asPostgres "$postgres_bin/pg_ctl" -D "$work/postgres/data" -m immediate stop >/dev/null 2>&1 || true
  umount -R "$root" 2>/dev/null || true
  rm -rf --one-file-system "$work"
}
trap finish EXIT

mount --make-rprivate /
makeNetwork
startDatabase
mountRoot
startCore
report "first start, migrations included" "$took ms"
checkProcess
checkProbes
checkPushes
checkReport
report "memory after some requests" "$(awk '/VmRSS/ { printf "%.0f MB", $2 / 1024 }' "/proc/$core/status")"
stopCore
report "stop, 5 s of them for balancers" "$took ms"
(becomeInImage /opt/itops/bin/itops "${arguments[@]}" migrate) >>"$work/core.log" || fail "the migration Job ended with $?"
startCore
report "further start" "$took ms"
stopCore
