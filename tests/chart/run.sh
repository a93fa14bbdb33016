#!/usr/bin/env bash
# Tests the charts, or with `renew` writes what is generated from them anew; `packages` does neither.
# Node and npm are there already; the packages of package-lock.json are installed into build/chart.
set -euo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

installPackages() {
  local folder=build/chart
  ! cmp -s tests/chart/package-lock.json "$folder/installed-lock.json" || return 0
  mkdir -p "$folder"
  cp tests/chart/package.json tests/chart/package-lock.json "$folder/"
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund)
  cp tests/chart/package-lock.json "$folder/installed-lock.json"
}

installPackages
case "${1:-}" in
  packages) exit ;;
  renew) exec node tests/chart/renew.mjs ;;
  test | '') ;;
  *)
    echo "usage: ./dev chart [renew]" >&2
    exit 64
    ;;
esac
[ -x build/stage/bin/itops ] ||
  echo "NOT TESTED: what the product says to the charts' settings, as there is no build/stage (./dev build)." >&2
node --test tests/chart/*_test.mjs
[ -z "${KUBECONFIG:-}" ] || tests/chart/cluster.sh
