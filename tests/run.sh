#!/usr/bin/env bash
# Builds and runs tests; `./dev test` is this script, and says what its arguments are.
#
# All test programs are built once, sanitized; the product that e2e, abi and chart tests drive is the
# one that users install. The default run builds in one lane and tests in the other: what is built is
# tested while the next is compiled with the time that the tests leave over.
set -euo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
# shellcheck source=tests/report.sh
source tests/report.sh
logs=build/test
build=build/asan
export ITOPS_STAGE_DIR=$PWD/build/stage ITOPS_PRODUCT_DIR=$PWD/build/release

usage() {
  cat >&2 <<'TEXT'
./dev test                   everything that CI runs
./dev test LABEL [FILTER]    unit, http, database, abi, e2e or chart; FILTER as GoogleTest's: 'Timeline*'
./dev test --changed         what a change since main can touch
./dev test full              everything with the address and thread sanitizers, in the long form; hours
TEXT
  exit 64
}

# The product, and what tests load into it.
buildProduct() {
  ./dev build release product counter
}

# What a label needs beside its programs.
labelNeedsProduct() {
  case "$1" in abi | e2e | chart) true ;; *) false ;; esac
}

runPrograms() {
  GTEST_BRIEF=1 tests/support/sanitized.sh "$build/out/with_postgres" \
    ctest --test-dir "$build" --output-on-failure --no-tests=error -j "$(nproc)" "$@"
}

# One label in the foreground.
testLabel() {
  local label=$1
  export GTEST_FILTER=${2:-*}
  case "$label" in unit | http | database | abi | e2e | chart) ;; *) usage ;; esac
  ./dev packages build test
  if labelNeedsProduct "$label"; then phase "product" buildProduct; fi
  rm -f "$build"/results/*.xml
  if [ "$label" = chart ]; then
    attempt "chart" ./dev chart
  else
    phase "build" ./dev build asan "tests_$label" with_postgres
    attempt "$label" runPrograms -L "^$label\$"
  fi
  report "$build"
  failIfAnyPhaseFailed
}

# The building lane: a mark per part, so that the testing lane can begin with it.
buildAll() {
  {
    buildProduct && touch "$logs/product.built" &&
      ./dev build asan tests_abi tests_e2e with_postgres && touch "$logs/e2e.built" &&
      ./dev build asan tests_unit tests_http && touch "$logs/unit.built" &&
      ./dev build asan tests_database && touch "$logs/database.built"
  } >"$logs/build.log" 2>&1 || touch "$logs/build.failed"
}

awaitBuilt() {
  until [ -e "$logs/$1.built" ]; do
    if [ -e "$logs/build.failed" ]; then
      grep -A 20 -m 1 -E 'FAILED|error|Error' "$logs/build.log" >&2 || tail -n 30 "$logs/build.log" >&2
      echo "The build failed, see $logs/build.log." >&2
      return 1
    fi
    sleep 0.2
  done
}

testAll() {
  local builder
  ./dev packages build test
  rm -rf "$logs" "$build"/results
  mkdir -p "$logs"
  echo "Building into $logs/build.log; tests begin when the product and their programs are there."
  setsid nice -n 10 "$0" --build-lane &  # a group of its own, which ends with all its compilers
  builder=$!
  # shellcheck disable=SC2064
  trap "kill -- -$builder 2>/dev/null || true" EXIT
  ./dev chart packages >"$logs/npm.log" 2>&1 &
  phase "build of the product" awaitBuilt product || exit 1
  attempt "chart" ./dev chart
  phase "wait for abi and e2e" awaitBuilt e2e || exit 1
  attempt "abi and e2e" runPrograms -L '^(abi|e2e)$'
  phase "wait for unit and http" awaitBuilt unit || exit 1
  attempt "unit and http" runPrograms -L '^(unit|http)$'
  phase "wait for database" awaitBuilt database || exit 1
  attempt "database" runPrograms -L '^database$'
  report "$build"
  failIfAnyPhaseFailed
}

# The address sanitizer over the product too, then the thread sanitizer, each on its own stage.
testFull() {
  local preset
  testAll
  export ITOPS_TEST_LONG=1
  for preset in asan tsan; do
    build=build/$preset
    export ITOPS_STAGE_DIR=$PWD/$build/stage ITOPS_PRODUCT_DIR=$PWD/$build
    phase "$preset, build" ./dev build "$preset" all
    rm -f "$build"/results/*.xml
    attempt "$preset, all" runPrograms
    report "$build"
  done
  failIfAnyPhaseFailed
}

# By the build's own graph: a program whose objects read a changed file is run. What is read at run time
# (migrations, pages, charts) touches whole labels.
testChanged() {
  local base files programs=() labels=() pattern
  ./dev packages build test
  base=$(git merge-base HEAD origin/main 2>/dev/null || git merge-base HEAD main)
  files=$({ git diff --name-only "$base"; git ls-files --others --exclude-standard; } | sort -u)
  [ -n "$files" ] || { echo "Nothing has changed since ${base:0:9}."; return 0; }
  phase "build" ./dev build asan all
  mapfile -t programs < <(programsReading "$build" "$files")
  mapfile -t labels < <(labelsReading "$files")
  if grep -qE '^(kernel|sdk|cmake|CMake|tests/e2e)' <<<"$files"; then
    labels+=(e2e chart)
  elif grep -q '^plugins/' <<<"$files"; then
    labels+=(plugins chart)
  fi
  pattern=$(printf '%s|' "${programs[@]}" unit_tidy)
  rm -f "$build"/results/*.xml
  phase "product" buildProduct
  attempt "programs that read the change" runPrograms -R "^(${pattern%|})\\.[0-9]+\$"
  for pattern in $(printf '%s\n' "${labels[@]}" | sort -u); do
    case "$pattern" in
      chart) attempt "chart" ./dev chart ;;
      plugins) attempt "plugins in the product" runPluginsInProduct ;;
      *) attempt "$pattern" runPrograms -L "^$pattern\$" ;;
    esac
  done
  report "$build"
  failIfAnyPhaseFailed
}

# What a plugin alone can touch of the product: its own behaviour, and what walks over all there is.
runPluginsInProduct() {
  runPrograms -R '^e2e_plugins\.' &&
    GTEST_FILTER='Golden.*:PluginHealth.*:RouteWalk.*:Schema.*:Templates.*' runPrograms -R '^e2e_kernel\.'
}

# Names of the programs that are linked from an object which reads one of the files.
programsReading() {
  local folder=$1 changed=$2 objects program
  objects=$(ninja -C "$folder" -t deps |
    CHANGED=$changed awk '
      BEGIN { n = split(ENVIRON["CHANGED"], names, "\n"); for (i = 1; i <= n; ++i) wanted["'"$PWD"'/" names[i]] = 1 }
      /^[^ ].*: #deps/ { object = substr($0, 1, index($0, ": #deps") - 1); next }
      NF { path = $1; sub(/^\.\.\/\.\.\//, "'"$PWD"'/", path); if (path in wanted) print object }' | sort -u)
  for program in $(ctest --test-dir "$folder" -N | sed -n 's/^ *Test *#[0-9]*: \(.*\)\.1$/\1/p'); do
    if ninja -C "$folder" -t inputs "out/$program" | sort | comm -12 - <(printf '%s\n' "$objects") | grep -q .; then
      echo "$program"
    fi
  done
}

labelsReading() {
  local file
  while read -r file; do
    case "$file" in
      migrations/*) printf '%s\n' database abi e2e chart ;;
      config/* | docs/*) printf '%s\n' unit e2e chart ;;
      charts/* | tests/chart/*) echo chart ;;
      tests/golden/*) echo e2e ;;
      tests/abi/* | tests/sdk_consumer/* | sdk/*) echo abi ;;
      CMake* | cmake/* | tests/*CMakeLists.txt | dev | tests/*.sh) printf '%s\n' unit http database abi e2e ;;
    esac
  done <<<"$1"
}

case "${1:-}" in
  '') testAll ;;
  --build-lane) buildAll ;;
  --changed) testChanged ;;
  full) testFull ;;
  -*) usage ;;
  *) testLabel "$@" ;;
esac
