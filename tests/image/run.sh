#!/usr/bin/env bash
# Builds the image from the staged tree with buildah, on a base made by debootstrap, and runs it with
# what the chart renders. Root only; everything lies in build/image.
set -euo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
work=$PWD/build/image
export BUILDAH_ISOLATION=chroot

# Layers lie over each other where this file system can do that, which takes seconds. Elsewhere each is
# a copy of the one below, which takes minutes.
storageDriver() {
  local try=$work/try driver=vfs
  mkdir -p "$try"/{lower,upper,work,merged}
  if mount -t overlay -o "lowerdir=$try/lower,upperdir=$try/upper,workdir=$try/work" overlay "$try/merged" 2>/dev/null; then
    umount "$try/merged"
    driver=overlay
  fi
  rm -rf "$try"
  echo "${ITOPS_IMAGE_STORAGE:-$driver}"
}

imageTool() {
  buildah --root "$work/$driver/storage" --runroot "$work/$driver/run" --storage-driver "$driver" "$@"
}

# A bare Debian 12 that fetches packages as this machine does.
makeBase() {
  ! imageTool inspect --type image localhost/itops-base >/dev/null 2>&1 || return 0
  local base=$work/base mirror container
  mirror=$(grep -rhoE 'https?://[^ ]*/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | head -n 1 || true)
  rm -rf "$base"
  # shellcheck disable=SC2086
  debootstrap --variant=minbase --include=ca-certificates bookworm "$base" $mirror >/dev/null
  rm -rf "$base"/etc/apt/sources.list{,.d}
  cp -a /etc/apt/sources.list* /etc/apt/apt.conf.d /etc/apt/keyrings /etc/apt/trusted.gpg.d "$base/etc/apt/" 2>/dev/null || true
  cp -a /usr/local/share/ca-certificates/. "$base/usr/local/share/ca-certificates/" 2>/dev/null || true
  chroot "$base" update-ca-certificates >/dev/null 2>&1
  rm -rf "$base"/var/cache/apt/archives/*.deb
  container=$(imageTool from scratch)
  imageTool add -q "$container" "$base" / >/dev/null
  imageTool commit -q --rm "$container" localhost/itops-base >/dev/null
  rm -rf "$base"
}

makeContext() {
  rm -rf "$work/context"
  mkdir -p "$work/context/build" "$work/context/cmake"
  cp -a Dockerfile dev "$work/context/"
  cp -a cmake/image cmake/packages "$work/context/cmake/"
  cp -a build/stage "$work/context/build/"
}

# Docker's format, as OCI's has no health check.
buildImage() {
  imageTool build -q --layers --format docker --build-arg BASE=localhost/itops-base \
    --build-arg REVISION="$(git rev-parse HEAD)" --target runtime -t localhost/itops "$work/context" >"$work/build.log" 2>&1 ||
    { tail -n 40 "$work/build.log" >&2; exit 1; }
}

report() {
  printf '%-34s %s\n' "$1" "$2"
}

# What the chart renders, and the variables of the image that lie below.
render() {
  local seen
  rm -rf "$work/rendered"
  node tests/image/rendered.mjs "$work/rendered"
  seen=$(imageTool inspect --type image localhost/itops)
  node tests/image/configuration.mjs <<<"$seen" >"$work/rendered/image-environment"
}

megabytes() {
  du -sm --apparent-size "$@" | awk '{ print $1 " MB" }'
}

main() {
  local container root begun
  [ "$(id -u)" = 0 ] ||
    { echo "./dev image makes namespaces and mounts, which takes root. docker build . works without." >&2; exit 1; }
  ./dev build
  ./dev packages image-check chart
  tests/chart/run.sh packages
  begun=$SECONDS
  mkdir -p "$work"
  driver=$(storageDriver)
  makeBase
  makeContext
  buildImage
  report "time to build" "$((SECONDS - begun)) s"
  container=$(imageTool from localhost/itops)
  root=$(imageTool mount "$container")
  node tests/image/contents.mjs "$root"
  report "size of the image" "$(megabytes "$root")"
  report "size, compressed" "$(tar -C "$root" -c . | gzip -c | wc -c | awk '{ printf "%.0f MB", $1 / 1e6 }')"
  report "packages of Debian in it" "$(grep -c '"purl"' "$root/usr/share/doc/itops/sbom.spdx.json")"
  render
  local status=0
  unshare --net --mount --pid --fork --kill-child tests/image/sandbox.sh "$root" "$work/rendered" || status=$?
  imageTool rm "$container" >/dev/null
  # What keeps rm -rf build from working.
  umount "$work/$driver/storage/overlay" 2>/dev/null || true
  [ "$status" = 0 ] || exit "$status"
  echo "The image does what it should."
}

main
