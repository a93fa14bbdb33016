# shellcheck shell=bash
# Sourced by run.sh: times of phases, and what a run of tests came to.
phases=()
failed_phases=()

# phase NAME COMMAND...: runs it and keeps its seconds.
phase() {
  local name=$1 begun=$SECONDS status=0
  shift
  "$@" || status=$?
  phases+=("$(printf '%7d s  %s%s' $((SECONDS - begun)) "$name" "$([ "$status" = 0 ] || echo ' (failed)')")")
  return "$status"
}

# As phase, but the run goes on after a failure, and fails at its end.
attempt() {
  phase "$@" || failed_phases+=("$1")
}

# Ends the run when a phase failed.
failIfAnyPhaseFailed() {
  [ ${#failed_phases[@]} -eq 0 ] || { printf 'Failed: %s\n' "${failed_phases[@]}" >&2; exit 1; }
}

# `seconds suite.test file line` of each test, from the files that the programs left.
timesOf() {
  local folder=$1 file
  for file in "$folder"/results/*.xml; do
    [ -e "$file" ] || continue
    sed -nE 's/.*<testcase name="([^"]*)" .*file="([^"]*)" line="([0-9]+)".* time="([0-9.]+)".* classname="([^"]*)".*/\4 \5.\1 \2 \3/p' "$file"
  done
}

countOf() {
  local folder=$1 what=$2
  cat "$folder"/results/*.xml 2>/dev/null | grep -cE "$what" || true
}

# A test over five seconds says why in the two lines above it: `// Slow: <reason>`.
unexplained() {
  local seconds name file line
  while read -r seconds name file line; do
    awk -v seconds="$seconds" 'BEGIN { exit seconds < 5 }' || break
    sed -n "$((line > 2 ? line - 2 : 1)),$((line))p" "$file" | grep -q '// Slow: ' ||
      echo "$name took $seconds s and has no // Slow: reason above it ($file:$line)."
  done
}

report() {
  local folder=$1 sorted passed failed skipped
  sorted=$(timesOf "$folder" | sort -rn)
  printf '\n'
  [ ${#phases[@]} -eq 0 ] || printf '%s\n' "${phases[@]}"
  printf '%7d s  together\n\n' "$SECONDS"
  if [ -n "$sorted" ]; then
    echo "The slowest tests:"
    head -n 10 <<<"$sorted" | awk '{ printf "%7.1f s  %s\n", $1, $2 }'
    unexplained <<<"$sorted"
    failed=$(grep -lE '<failure ' "$folder"/results/*.xml 2>/dev/null | xargs -r cat | grep -B1 '<failure ' | grep -c '<testcase ' || true)
    skipped=$(countOf "$folder" '<testcase .* result="skipped"')
    passed=$(($(countOf "$folder" '<testcase .* result="completed"') - failed))
    printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  fi
}
