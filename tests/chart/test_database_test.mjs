// The example service: its ConfigMap, and a database as tight as core.
import assert from "node:assert/strict";
import { test } from "node:test";
import { find, refusal, render } from "./support/helm.mjs";
import { YAML } from "./support/modules.mjs";

const chart = "test-database";
const manifestsOf = (itops = {}) => render([{ itops }], { chart });
const declarationOf = (itops) =>
  YAML.parse(find(manifestsOf(itops), "ConfigMap").data["it-ops.yaml"]);

// START-15, START-32, START-61
test("the ConfigMap is called after the chart and has the label that agents look for", () => {
  const { metadata, data } = find(manifestsOf(), "ConfigMap");
  assert.equal(metadata.name, "test-database-itops");
  assert.deepEqual(metadata.labels, { "itops.io/config": "true" });
  assert.deepEqual(Object.keys(data), ["it-ops.yaml"]);
});

// START-33, START-34, START-35, START-36, START-37
test("what the values don't say has the documented defaults", () => {
  const nothing = {
    organization: null,
    platform: null,
    environment: null,
    cluster: null,
    criticality: null,
    backup: { expected: null, maxAgeDays: null },
  };
  for (const declaration of [declarationOf(), declarationOf(nothing)]) {
    assert.equal(declaration.version, "1");
    assert.deepEqual(declaration.hierarchy, {
      organization: "myorg",
      platform: "myplatform",
      environment: "prod",
      cluster: "cluster1",
      service: "test-database",
    });
    assert.equal(declaration.service.name, "test-database");
    assert.equal(declaration.service.criticality, "low");
    assert.deepEqual(declaration.operations.backup, { expected: false, maxAgeDays: 1 });
  }
});

// START-38
test("a service need not belong to an SLA group", () => {
  assert.equal(declarationOf().service.slaGroup, null);
});

test("the workload is named, so that an agent sees how it is", () => {
  const manifests = manifestsOf();
  const { workloadType, workloadName } = declarationOf().service;
  assert.equal(find(manifests, "StatefulSet").metadata.name, workloadName);
  assert.equal(workloadType, "statefulset");
});

test("a criticality that is none is refused", () => {
  assert.match(refusal([{ itops: { criticality: "urgent" } }], { chart }), /criticality/);
});

test("the example runs as tight as core", () => {
  const { spec } = find(manifestsOf(), "StatefulSet").spec.template;
  const [{ securityContext }] = spec.containers;
  assert.deepEqual([spec.automountServiceAccountToken, spec.enableServiceLinks], [false, false]);
  assert.deepEqual(
    [securityContext.readOnlyRootFilesystem, securityContext.capabilities.drop],
    [true, ["ALL"]],
  );
  assert.equal(spec.securityContext.seccompProfile.type, "RuntimeDefault");
});
