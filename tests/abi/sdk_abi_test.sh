#!/usr/bin/env bash
# sdk_abi.sh lets an interface grow at its end and nothing else. Compiles small headers.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# header NAME: an SDK of one header, from standard input.
header() {
  mkdir -p "$work/$1"
  cat >"$work/$1/sdk.hpp"
  "$here/sdk_abi.sh" dump "$work/$1" >"$work/$1.abi"
}

# expect STATUS WORDS NAME: how the comparison with `before` ends, and what it says.
expect() {
  local status=0 said
  said=$("$here/sdk_abi.sh" compare "$work/before.abi" "$work/$3.abi" "$work/plugin_side") || status=$?
  if [ "$status" != "$1" ] || [[ "$said" != *"$2"* ]]; then
    echo "$3: expected $1 and '$2', got $status and '$said'" >&2
    failed=1
  fi
}

# interfaces KERNEL_SIDE PLUGIN_SIDE VALUES: the header with these members.
interfaces() {
  cat <<TEXT
#pragma once
namespace itops {
enum class Color { kRed = 1, kBlue = 2 };
struct Point { $3 };
class Kernel { public: $1 };
class Plugin { public: $2 };
}
TEXT
}

echo itops::Plugin >"$work/plugin_side"
virtuals='virtual int a(int) = 0; virtual void b() const = 0;'
values='int x; int y;'
interfaces "$virtuals" "$virtuals" "$values" | header before
interfaces "$virtuals virtual void c() = 0;" "$virtuals" "$values" | header appended
interfaces "virtual int a(int) = 0;" "$virtuals" "$values" | header removed
interfaces "virtual void b() const = 0; virtual int a(int) = 0;" "$virtuals" "$values" | header swapped
interfaces "virtual void c() = 0; $virtuals" "$virtuals" "$values" | header inserted
interfaces "virtual int a(long) = 0; virtual void b() const = 0;" "$virtuals" "$values" | header retyped
interfaces "$virtuals" "$virtuals virtual void c() = 0;" "$values" | header grown_plugin
interfaces "$virtuals" "$virtuals" "$values int z;" | header grown_value
interfaces "$virtuals" "$virtuals" "int y; int x;" | header moved_member
interfaces "$virtuals" "$virtuals" "$values" | sed 's/kBlue = 2/kBlue = 3/' | header renumbered

expect 0 '' before
expect 0 '' appended
expect 1 'itops::Kernel: lost virtual 1' removed
expect 1 'itops::Kernel: virtual 0 was' swapped
expect 1 'itops::Kernel: virtual 0 was' inserted
expect 1 'itops::Kernel: virtual 0 was' retyped
expect 1 'itops::Plugin: plugins implement it' grown_plugin
expect 1 'itops::Point: size' grown_value
expect 1 'itops::Point: member' moved_member
expect 1 'itops::Color: value kBlue was 2, is 3' renumbered
exit "$failed"
