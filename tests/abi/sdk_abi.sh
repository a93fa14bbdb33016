#!/usr/bin/env bash
# The binary interface of the SDK's headers as text, and what may become of it.
#
#   sdk_abi.sh dump FOLDER            prints sizes, members, virtual functions and enumerators of
#                                     everything in namespace itops, read from debug information
#   sdk_abi.sh compare OLD NEW LIST   explains what a plugin built with OLD can't live with in NEW;
#                                     1 when there is something. LIST names the interfaces that
#                                     plugins implement
#
# Interfaces that the kernel implements may grow at their end. All else stays as it is.
set -euo pipefail
export LC_ALL=C

dump() {
  local folder=$1 work
  work=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of this call
  trap "rm -rf '$work'" EXIT
  (cd "$folder" && find . -name '*.hpp' | sort | sed 's,^\./,,; s,.*,#include "&",') >"$work/all.cpp"
  "${CXX:-c++}" -std=c++20 -g -fno-eliminate-unused-debug-types -femit-class-debug-always \
    -I"$folder" -c "$work/all.cpp" -o "$work/all.o"
  readelf --debug-dump=info --wide "$work/all.o" | entries | sort -u -k2,2 -k1,1 -k3,3n
}

# Lines `<kind> <type> <what>...` from the tree of debug information, which is printed in order.
entries() {
  awk '
    function isType(t) { return t ~ /^DW_TAG_(class|structure|union|enumeration)_type$/ }
    function text(line) {  # behind the name of the attribute and the form of the value
      sub(/^[^:]*: /, "", line)
      sub(/^\([a-z_0-9]+\) +/, "", line)
      sub(/^\((indirect [a-z ]+, )?offset: [0-9a-fx]+\): /, "", line)
      sub(/[ \t]+$/, "", line)
      return line
    }
    function pathOf(d, i, path) {
      path = ""
      for (i = 1; i <= d; ++i) {
        if (tags[i] != "DW_TAG_namespace" && !isType(tags[i])) return ""
        if (names[i] == "") return ""
        path = path (i > 1 ? "::" : "") names[i]
      }
      gsub(/ /, "", path)
      return path
    }
    function finish(owner) {
      if (depth < 1) return
      tags[depth] = tag; names[depth] = name
      owner = pathOf(depth - 1)
      if (isType(tag) && !declared && pathOf(depth) ~ /^itops::/) print "size", pathOf(depth), size
      if (owner !~ /^itops::/ || !isType(tags[depth - 1])) return
      if (tag == "DW_TAG_subprogram" && slot != "") print "virtual", owner, slot, symbol
      if (tag == "DW_TAG_member" && place != "" && name != "") print "member", owner, place, name
      if (tag == "DW_TAG_enumerator") print "value", owner, value, name
    }
    /^ *<[0-9a-f]+><[0-9a-f]+>: Abbrev Number: / {
      finish()
      split($0, part, /[<>]/)
      depth = part[2] + 0
      tag = $NF; gsub(/[()]/, "", tag)
      name = size = slot = symbol = place = value = ""; declared = 0
    }
    /DW_AT_name / { name = text($0) }
    /DW_AT_linkage_name/ { symbol = text($0) }
    /DW_AT_byte_size/ { size = text($0) }
    /DW_AT_data_member_location/ { place = text($0) }
    /DW_AT_const_value/ { value = text($0) }
    /DW_AT_declaration/ { declared = 1 }
    /DW_AT_vtable_elem_location/ { slot = $0; sub(/.*: /, "", slot); sub(/\).*/, "", slot) }
    END { finish() }'
}

compare() {
  awk -v plugin_side="$(tr '\n' ' ' <"$3")" '
    function complain(what) { print what; bad = 1 }
    function mayGrow(type) { return index(" " plugin_side, " " type " ") == 0 }
    { key = $1 " " $2 " " ($1 == "size" ? "" : $1 == "virtual" ? $3 : $4)
      says = $1 == "virtual" ? $4 : $3 }
    NR == FNR {
      old[key] = says; known[$2] = 1
      if ($1 == "virtual" && $3 + 0 >= slots[$2]) slots[$2] = $3 + 1
      next
    }
    { new[key] = says }
    !($2 in known) || key in old { next }
    $1 == "virtual" && $3 + 0 >= slots[$2] {
      if (!mayGrow($2)) complain($2 ": plugins implement it, so it can not grow by " $4)
      next
    }
    $1 == "member" || $1 == "virtual" { complain($2 ": has a new " $1 " " $4 " inside") }
    END {
      for (key in old) {
        split(key, part, " ")
        if (!(key in new)) complain(part[2] ": lost " part[1] " " part[3] " " old[key])
        else if (new[key] != old[key])
          complain(part[2] ": " part[1] " " part[3] " was " old[key] ", is " new[key])
      }
      exit bad
    }' "$1" "$2"
}

case "${1:-}" in
  dump | compare) "$@" ;;
  *)
    echo "usage: sdk_abi.sh dump FOLDER | compare OLD NEW LIST" >&2
    exit 2
    ;;
esac
