// Alert rules, the dashboard and what finds them: every metric is one of the product's, every alert is explained.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { find, has, render, secretEnv } from "./support/helm.mjs";
import { promql, root } from "./support/modules.mjs";

const manifests = render([
  { secretEnv, service: { aliases: [{ name: "gitops-status-api", port: 5000 }] } },
  {
    serviceMonitor: { enabled: true, labels: { release: "prometheus" } },
    prometheusRule: { enabled: true, labels: { release: "prometheus" } },
    grafanaDashboards: { enabled: true },
  },
]);
const rules = find(manifests, "PrometheusRule").spec.groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(find(manifests, "ConfigMap", "itops-dashboard").data["itops.json"]);
const queries = dashboard.panels.flatMap((panel) =>
  panel.targets.map(({ expr }) => ({ of: panel.title, expr })),
);

// Names of metrics as the sources have them.
const known = new Set(
  spawnSync("grep", ["-rhoE", '"itops_[a-z_]+"', `${root}kernel/src`, `${root}plugins`], {
    encoding: "utf8",
  }).stdout.match(/itops_[a-z_]+/g),
);

// Grafana puts a time in place of its variable before Prometheus reads it.
const asPrometheus = (expr) => expr.replaceAll("$__rate_interval", "5m");

function partsOf(expr) {
  const parts = { metrics: [], errors: 0 };
  promql.parse(expr).iterate({
    enter(node) {
      if (node.type.isError) parts.errors += 1;
      if (node.name === "Identifier" && !/[a-z]/.test(expr[node.to] ?? ""))
        parts.metrics.push(expr.slice(node.from, node.to));
    },
  });
  return parts;
}

for (const { of, expr } of [...rules.map(({ alert, expr }) => ({ of: alert, expr })), ...queries]) {
  test(`${of}: the expression is PromQL over metrics of the product`, () => {
    const { metrics, errors } = partsOf(asPrometheus(expr));
    assert.equal(errors, 0, expr);
    assert.ok(metrics.length > 0, expr);
    for (const metric of metrics)
      assert.ok(known.has(metric.replace(/_(bucket|sum|count)$/, "")) || known.has(metric), metric);
  });
}

test("a mistake in an expression is found", () => {
  assert.ok(partsOf('sum(rate(itops_pushes_total{outcome="failed"[5m]))').errors > 0);
  assert.deepEqual(partsOf("sum by (le) (rate(itops_x_bucket[5m]))").metrics, ["itops_x_bucket"]);
});

test("every alert says what is wrong, how bad it is, and where the remedy stands", () => {
  const operations = readFileSync(`${root}docs/operations.md`, "utf8");
  for (const { alert, labels, annotations } of rules) {
    assert.ok(["critical", "warning"].includes(labels.severity), alert);
    assert.ok(annotations.summary.length > 10, alert);
    assert.equal(annotations.runbook, `docs/operations.md#${alert.toLowerCase()}`);
    assert.match(operations, new RegExp(`^### ${alert}$`, "m"));
  }
});

test("operations.md explains no alert that there is not", () => {
  const explained = readFileSync(`${root}docs/operations.md`, "utf8").match(/^### Itops\w+$/gm);
  assert.deepEqual(
    explained.map((line) => line.slice(4)).sort(),
    rules.map(({ alert }) => alert).sort(),
  );
});

test("the operator finds metrics and rules by the given labels, and metrics once", () => {
  for (const kind of ["ServiceMonitor", "PrometheusRule"])
    assert.equal(find(manifests, kind).metadata.labels.release, "prometheus");
  const { selector, endpoints } = find(manifests, "ServiceMonitor").spec;
  const found = manifests.filter(
    ({ kind, metadata }) =>
      kind === "Service" &&
      Object.entries(selector.matchLabels).every(([key, value]) => metadata.labels[key] === value),
  );
  assert.deepEqual(
    found.map(({ metadata }) => metadata.name),
    ["itops-core"],
  );
  assert.deepEqual(endpoints, [{ port: "http", path: "/metrics", interval: "30s" }]);
});

test("Grafana's sidecar finds the dashboard, whose panels lie side by side", () => {
  assert.equal(
    find(manifests, "ConfigMap", "itops-dashboard").metadata.labels.grafana_dashboard,
    "1",
  );
  const places = dashboard.panels.map(({ gridPos }) => `${gridPos.x} ${gridPos.y}`);
  assert.deepEqual(places, [...new Set(places)]);
});

test("none of it is there unasked, as a cluster may not know these kinds", () => {
  const plain = render([{ secretEnv }]);
  for (const kind of ["ServiceMonitor", "PrometheusRule"]) assert.equal(has(plain, kind), false);
  assert.equal(has(plain, "ConfigMap", "itops-dashboard"), false);
});
