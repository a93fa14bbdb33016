// What is in the image, whose root is the argument: what the SBOM says, and what there must not be.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";

const root = process.argv[2];
const sbom = JSON.parse(readFileSync(`${root}/usr/share/doc/itops/sbom.spdx.json`, "utf8"));
const ours = sbom.packages.find(({ name }) => name === "itops");
const debian = sbom.packages.filter((one) => one !== ours);

assert.equal(sbom.spdxVersion, "SPDX-2.3");
for (const { name, versionInfo, externalRefs } of debian) {
  assert.ok(versionInfo, name);
  assert.match(
    externalRefs[0].referenceLocator,
    /^pkg:deb\/debian\/[^@]+@[^?]+\?arch=(amd64|arm64|all)&distro=debian-12$/,
  );
  assert.ok(existsSync(`${root}/usr/share/doc/${name}/copyright`), name);
}

const names = debian.map(({ name }) => name);
for (const name of [
  "libc6",
  "libpq5",
  "libcurl4",
  "curl",
  "fonts-dejavu-core",
  "tzdata",
  "ca-certificates",
]) {
  assert.ok(names.includes(name), name);
}
const contained = sbom.relationships.filter(
  ({ relationshipType }) => relationshipType === "CONTAINS",
);
assert.equal(contained.length, debian.length);

// One program of Debian, and none of ours that only builds need.
assert.deepEqual(readdirSync(`${root}/usr/bin`), ["curl"]);
assert.deepEqual(readdirSync(`${root}/opt/itops/bin`), ["itops"]);
