#!/usr/bin/env bash
# install.sh GROUP...: makes sure that the Debian packages of these groups are there; asks and runs
# nothing when they are. What each package is for: docs/dependencies.md.
set -euo pipefail

packagesOf() {
  case "$1" in
    build)
      echo g++ cmake ninja-build pkg-config ccache mold \
        libpoco-dev libboost1.81-dev libboost-json1.81-dev libyaml-cpp-dev libspdlog-dev \
        libsodium-dev libutf8proc-dev libhowardhinnant-date-dev prometheus-cpp-dev libpq-dev \
        libcurl4-openssl-dev libssl-dev openssl zlib1g-dev libldap-dev libcairo2-dev libpango1.0-dev \
        fonts-noto-core fonts-droid-fallback libgtest-dev libgmock-dev libfaketime postgresql-15 \
        curl ca-certificates
      ;;
    test) echo clang llvm libclang-rt-dev slapd ldap-utils poppler-utils ;;
    format) echo clang-format ;;
    lint) echo clang-format clang-tidy shellcheck ;;
    bench) echo wrk nginx-light ;;
    fuzz) echo clang llvm libclang-rt-dev ;;
    # A machine that has npm keeps its own.
    chart) command -v npm >/dev/null || echo nodejs npm ;;
    # Of the image's build, beside the build's; and of its check on this machine.
    image) echo fontconfig fonts-dejavu-core ;;
    image-check) echo buildah debootstrap iproute2 poppler-utils ;;
    *)
      echo "No group of packages is named $1: build test format lint bench fuzz chart image image-check." >&2
      return 64
      ;;
  esac
}

explainPackages() {
  printf '%s\n' "ITOps needs these Debian 12 packages, which this account can't install here:" "  $*" \
    "Please install them (on another system: their equivalents), then run ./dev again." >&2
  exit 1
}

asRoot() {
  local command=("$@")
  [ "$(id -u)" = 0 ] || command=(sudo "$@")
  { printf '+'; printf ' %q' "${command[@]}"; printf '\n'; } >&2
  "${command[@]}"
}

missing() {
  local installed
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true)
  comm -23 <(printf '%s\n' "$@" | sort -u) <(sed -n 's/^installed //p' <<<"$installed" | sort -u)
}

# Debian makes and starts a directory on port 389 and a cluster on port 5432 with the packages, which
# nothing here wants; the machine's own settings stay as they were.
install() {
  local folder=/etc/postgresql-common/createcluster.d status=0
  command -v apt-get >/dev/null || explainPackages "$@"
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || explainPackages "$@"
  asRoot apt-get update -qq
  echo 'slapd slapd/no_configuration boolean true' | asRoot debconf-set-selections
  asRoot mkdir -p "$folder"
  asRoot sh -c "echo 'create_main_cluster = false' >$folder/zz-itops.conf"
  asRoot env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o DPkg::Lock::Timeout=600 "$@" || status=$?
  asRoot rm -f "$folder/zz-itops.conf"
  return "$status"
}

main() {
  local group wanted=() lacking
  for group in "$@"; do
    # shellcheck disable=SC2207
    wanted+=($(packagesOf "$group"))
  done
  [ ${#wanted[@]} -gt 0 ] || return 0
  # Where packages have other names, a machine with the tools is taken as prepared by hand.
  if ! command -v dpkg-query >/dev/null; then
    command -v c++ cmake ninja >/dev/null || explainPackages "${wanted[@]}"
    return 0
  fi
  mapfile -t lacking < <(missing "${wanted[@]}")
  [ ${#lacking[@]} -eq 0 ] || install "${lacking[@]}"
}

main "$@"
