#!/usr/bin/env bash
# Lays out the root of the runtime image: the program with its plugins below /opt/itops, the closure
# of libraries that they load, fonts, time zones, authorities and curl; no shell. On Debian, as root.
#   runtime_root.sh STAGE ROOT
set -euo pipefail
here=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
stage=$1 root=$2
debian_files=$(mktemp)
trap 'rm -f "$debian_files"' EXIT

# Copies a file of Debian under the path by which it is asked for, and notes it for the SBOM.
takeFile() {
  local file=$1
  mkdir -p "$root$(dirname "$file")"
  cp -L --preserve=mode,timestamps "$file" "$root$file"
  printf '%s\n' "$file" >>"$debian_files"
}

# Further folders that hold the same once more are left out.
takeTree() {
  local file
  find -L "$1" -type f -not -path '*/zoneinfo/right/*' -not -path '*/zoneinfo/posix/*' |
    while read -r file; do takeFile "$file"; done
}

# As on Debian, /lib is /usr/lib: each library stands once, whatever the path that names it.
makeFolders() {
  local name
  mkdir -p "$root"/{dev,proc,sys,tmp,etc/itops/config,etc/itops/secrets,usr/bin,usr/lib,usr/lib64,var/log/itops}
  for name in bin lib lib64; do ln -sfn "usr/$name" "$root/$name"; done
  chmod 1777 "$root/tmp"
  chown 1000:1000 "$root/var/log/itops"
}

takeProduct() {
  mkdir -p "$root/opt/itops/bin" "$root/opt/itops/lib/itops"
  cp -a "$stage/bin/itops" "$root/opt/itops/bin/"
  cp -a "$stage/lib/itops/plugins" "$root/opt/itops/lib/itops/"
  cp -a "$stage/share" "$root/opt/itops/"
  find "$root/opt/itops/bin" "$root/opt/itops/lib" -type f -exec strip --strip-unneeded {} +
  chown -R 0:0 "$root/opt/itops"
}

# ldd names libraries as `name => path` and the loader by its path alone.
takeLibraries() {
  local listed
  listed=$(ldd "$@")
  if grep -F 'not found' <<<"$listed" >&2; then exit 1; fi
  grep -oE '(=> |^\s+)/[^ ]+' <<<"$listed" | sed -E 's/^(=> |\s+)//' | sort -u |
    while read -r file; do takeFile "$file"; done
}

# Pango finds fonts by fontconfig, whose cache is made here, as the root is read-only later.
takeFonts() {
  takeTree /usr/share/fonts/truetype/dejavu
  takeTree /etc/fonts
  fc-cache --sysroot="$root" -s
}

takeSystemFiles() {
  takeTree /usr/share/zoneinfo
  takeFile /etc/ssl/certs/ca-certificates.crt
  printf '%s\n' 'root:x:0:0::/:/nonexistent' 'itops:x:1000:1000::/tmp:/nonexistent' >"$root/etc/passwd"
  printf '%s\n' 'root:x:0:' 'itops:x:1000:' >"$root/etc/group"
  printf '%s\n' 'passwd: files' 'group: files' 'hosts: files dns' >"$root/etc/nsswitch.conf"
  takeFile /etc/debian_version
  takeFile /usr/lib/os-release
  ln -sfn ../usr/lib/os-release "$root/etc/os-release"
}

makeFolders
takeProduct
takeFile /usr/bin/curl
takeLibraries "$stage/bin/itops" "$stage"/lib/itops/plugins/*.so /usr/bin/curl
takeFonts
takeSystemFiles
"$here/sbom.sh" "$root" <"$debian_files"
