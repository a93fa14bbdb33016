#!/usr/bin/env bash
# run.sh NAME: measures the staged build.
set -euo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

case "${1:-}" in
  ingest | idle | events | sla | figures | storage | sync | gitops | login) ;;
  *)
    echo "usage: ./dev bench ingest | idle | events | sla | figures | storage | sync | gitops | login" >&2
    exit 64
    ;;
esac
./dev packages bench
./dev build release product bare_loop idle_clients counter
exec "tests/bench/$1.sh"
