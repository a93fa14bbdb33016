#!/usr/bin/env bash
# Reads paths of Debian's files that an image holds, and writes which packages they are of: the SBOM
# as SPDX 2.3, and each package's copyright file.
#   sbom.sh ROOT <PATHS
set -euo pipefail
root=$1
version=$("$root/opt/itops/bin/itops" --version | cut -d' ' -f2)
created=$(date -u -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}" +%FT%TZ)
distribution=$(. /etc/os-release && echo "$ID-$VERSION_ID")

# Packages know their files by the path from before /lib became /usr/lib, or by the new one. What an
# installation generated, such as the bundle of authorities, belongs to the package that made it.
packageOf() {
  local path=$1 found other
  case "$path" in
    /usr/lib/*) other=${path#/usr} ;;
    /lib*) other=/usr$path ;;
    /etc/ssl/certs/*) other=/usr/sbin/update-ca-certificates ;;
    /etc/fonts/conf.d/*) other=/etc/fonts/fonts.conf ;;
    *) other=$path ;;
  esac
  for path in "$path" "$(readlink -f "$path")" "$other"; do
    if found=$(dpkg-query -S "$path" 2>/dev/null); then
      sed -n '1s/: .*//p' <<<"$found"
      return 0
    fi
  done
  echo "$1 is of no package" >&2
  return 1
}

packages() {
  local path
  while read -r path; do packageOf "$path"; done | sort -u
}

describe() {
  dpkg-query -W -f "\${Package} \${Version} \${Architecture} \${source:Package} \${source:Version}\n" "$1"
}

# One entry of SPDX; the package URL is what scanners look for.
entry() {
  local name=$1 number=$2 architecture=$3 source=$4 source_version=$5
  cat <<JSON
    {"SPDXID": "SPDXRef-deb-${name//[^A-Za-z0-9.-]/-}", "name": "$name", "versionInfo": "$number",
     "supplier": "Organization: Debian", "downloadLocation": "NOASSERTION", "filesAnalyzed": false,
     "licenseConcluded": "NOASSERTION", "licenseDeclared": "NOASSERTION", "copyrightText": "NOASSERTION",
     "sourceInfo": "built from $source $source_version",
     "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
       "referenceLocator": "pkg:deb/debian/${name//+/%2B}@${number//+/%2B}?arch=$architecture&distro=$distribution"}]},
JSON
}

document() {
  local package related=''
  cat <<JSON
{"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
  "name": "itops-$version", "documentNamespace": "urn:itops:image:$version:$(sha256sum <"$1" | cut -c1-32)",
  "creationInfo": {"created": "$created", "creators": ["Tool: itops-sbom.sh"]},
  "packages": [
JSON
  while read -r package; do
    # shellcheck disable=SC2046
    entry $(describe "$package")
    related+=", \"SPDXRef-deb-${package%%:*}\""
  done <"$1"
  cat <<JSON
    {"SPDXID": "SPDXRef-itops", "name": "itops", "versionInfo": "$version", "downloadLocation": "NOASSERTION",
     "filesAnalyzed": false, "licenseConcluded": "NOASSERTION", "licenseDeclared": "NOASSERTION",
     "copyrightText": "NOASSERTION", "primaryPackagePurpose": "CONTAINER"}],
  "relationships": [
    {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-itops"}$(
    sed -E 's|, ("[^"]*")|,\n    {"spdxElementId": "SPDXRef-itops", "relationshipType": "CONTAINS", "relatedSpdxElement": \1}|g' \
      <<<"$related")]}
JSON
}

takeCopyright() {
  local name=${1%%:*}
  mkdir -p "$root/usr/share/doc/$name"
  cp -L "/usr/share/doc/$name/copyright" "$root/usr/share/doc/$name/"
}

list=$(mktemp)
trap 'rm -f "$list"' EXIT
packages >"$list"
mkdir -p "$root/usr/share/doc/itops"
document "$list" >"$root/usr/share/doc/itops/sbom.spdx.json"
while read -r package; do takeCopyright "$package"; done <"$list"
