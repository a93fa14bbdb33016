#!/usr/bin/env bash
# run.sh [renew]: the SDK's binary interface beside the one that was released. Until 1.0 each minor version
# may write it anew.
set -euo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
now=build/sdk.abi
before=tests/abi/sdk.abi

case "${1:-}" in
  '') ;;
  renew) now=$before ;;
  *)
    echo "usage: ./dev abi [renew]" >&2
    exit 64
    ;;
esac
./dev packages build
mkdir -p build
tests/abi/sdk_abi.sh dump sdk/include >"$now.new"
mv "$now.new" "$now"
tests/abi/sdk_abi.sh compare "$before" "$now" tests/abi/plugin_side.txt || {
  echo "Plugins built against tests/abi/sdk.abi can't go on: append to an interface, or make a new type." >&2
  exit 1
}
echo "Plugins built against tests/abi/sdk.abi can go on."
