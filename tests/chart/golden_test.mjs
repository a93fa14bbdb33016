// Every variant of every chart: lint, what it renders to, and Kubernetes' word on it.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { charts, generated, present } from "./support/golden.mjs";
import { chartFolder, helm, render, renderText, variants } from "./support/helm.mjs";
import { complaints } from "./support/kubernetes.mjs";
import { root } from "./support/modules.mjs";

// Kinds of the Prometheus operator, which Kubernetes has no schema for: monitoring_test.mjs.
const kForeign = "monitoring.coreos.com/v1";

for (const chart of charts) {
  for (const { name, file } of variants(chart)) {
    test(`${chart} ${name}: helm finds nothing to complain about`, () => {
      const { status, stdout, stderr } = helm("lint", "--strict", chartFolder(chart), "-f", file);
      assert.equal(status, 0, stdout + stderr);
    });

    test(`${chart} ${name}: Kubernetes knows each kind and field`, () => {
      for (const manifest of render([file], { chart, withTests: true })) {
        if (manifest.apiVersion === kForeign) continue;
        assert.deepEqual(complaints(manifest), [], `${manifest.kind} ${manifest.metadata.name}`);
      }
    });

    // REPO-40
    test(`${chart} ${name}: the same values give the same manifests, so that an upgrade with them changes nothing`, () => {
      assert.equal(
        renderText([file], { chart }),
        renderText([file], { chart, more: ["--is-upgrade"] }),
      );
    });

    test(`${chart} ${name}: no two manifests have the same name`, () => {
      const names = render([file], { chart, withTests: true }).map(
        (one) => `${one.kind} ${one.metadata.name}`,
      );
      assert.deepEqual(names, [...new Set(names)]);
    });
  }
}

for (const { path, text } of generated()) {
  test(`${path.replace(root, "")} is what the chart makes (./dev chart renew writes it anew)`, () => {
    assert.equal(text, present(path));
  });
}

test("no golden manifest is left over", () => {
  const folder = `${root}tests/golden/charts`;
  const wanted = generated().map(({ path }) => path);
  for (const chart of readdirSync(folder)) {
    for (const file of readdirSync(`${folder}/${chart}`))
      assert.ok(wanted.includes(`${folder}/${chart}/${file}`), file);
  }
});
