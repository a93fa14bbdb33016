// Services, Ingresses, probes, scaling and the bundled database.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  coreContainer,
  corePod,
  documented,
  find,
  has,
  notes,
  render,
  secretEnv,
} from "./support/helm.mjs";
import { root } from "./support/modules.mjs";

const manifestsOf = (...values) => render([{ secretEnv }, ...values]);
const kJwt = { secretEnv: { ITOPS_JWT_SECRET: "j".repeat(32) } };

// A setting's default in production as docs/configuration.md tells it, in seconds.
function defaultSeconds(key) {
  const lines = readFileSync(`${root}docs/configuration.md`, "utf8").split("\n");
  const cells = lines.find((line) => line.startsWith(`| \`${key}\``)).split("|");
  return Number(cells[4].match(/`(\d+)s` $/)[1]);
}

// REPO-103
test("core is http://itops-core.itops:8080, whatever the release is called", () => {
  const { spec } = find(manifestsOf(), "Service", "itops-core");
  assert.deepEqual(spec.ports, [{ name: "http", port: 8080, targetPort: "http" }]);
  const { labels } = find(manifestsOf(), "Deployment").spec.template.metadata;
  for (const [key, value] of Object.entries(spec.selector)) assert.equal(labels[key], value);
});

test("another port of core is still 8080 outside", () => {
  const manifests = manifestsOf({ env: { ITOPS_SERVER_PORT: 9090 } });
  assert.deepEqual(coreContainer(manifests).ports, [{ name: "http", containerPort: 9090 }]);
  assert.equal(find(manifests, "Service", "itops-core").spec.ports[0].port, 8080);
});

// GITOPS-84
test("a Service of before leads to core under its own name and port", () => {
  const manifests = manifestsOf({
    service: { aliases: [{ name: "gitops-status-api", port: 5000 }] },
  });
  const { spec } = find(manifests, "Service", "gitops-status-api");
  assert.deepEqual(spec.ports, [{ name: "http", port: 5000, targetPort: "http" }]);
  assert.deepEqual(spec.selector, find(manifests, "Service", "itops-core").spec.selector);
});

// REPO-28
test("imagePullSecrets reach core and the bundled database", () => {
  const manifests = render([documented("itops-values.yaml"), kJwt]);
  assert.deepEqual(corePod(manifests).imagePullSecrets, [{ name: "ghcr-secret" }]);
  assert.deepEqual(find(manifests, "StatefulSet").spec.template.spec.imagePullSecrets, [
    { name: "ghcr-secret" },
  ]);
});

// REPO-38, REPO-39
test("ingress and uiIngress render the documented hosts and paths", () => {
  const manifests = render([documented("itops-values.yaml"), kJwt]);
  for (const [name, host] of [
    ["itops-core", "api.yourdomain.com"],
    ["itops-ui", "app.yourdomain.com"],
  ]) {
    const { rules, tls } = find(manifests, "Ingress", name).spec;
    assert.equal(rules[0].host, host);
    const [path] = rules[0].http.paths;
    assert.deepEqual([path.path, path.pathType], ["/", "Prefix"]);
    assert.deepEqual(path.backend.service, { name: "itops-core", port: { name: "http" } });
    assert.equal(tls, undefined);
  }
});

test("without hosts there is no Ingress; class, annotations and certificates are passed on", () => {
  assert.equal(has(manifestsOf(), "Ingress"), false);
  const tls = [{ secretName: "api-tls", hosts: ["a"] }];
  const ingress = { className: "nginx", annotations: { a: "b" }, hosts: [{ host: "a" }], tls };
  const { metadata, spec } = find(manifestsOf({ ingress }), "Ingress");
  assert.deepEqual(
    [spec.ingressClassName, metadata.annotations, spec.tls],
    ["nginx", { a: "b" }, tls],
  );
});

test("an image is named by registry, repository, and tag or digest", () => {
  const image = (given) => coreContainer(manifestsOf({ image: given })).image;
  assert.equal(image({}), "itops:0.1.0");
  assert.equal(image({ registry: "r:5000", repository: "p/itops", tag: "1" }), "r:5000/p/itops:1");
  assert.equal(
    image({ tag: "1", digest: `sha256:${"0".repeat(64)}` }),
    `itops@sha256:${"0".repeat(64)}`,
  );
});

test("a pod that hangs is started anew, one that starts or drains is left alone", () => {
  const container = coreContainer(manifestsOf());
  assert.equal(container.livenessProbe.httpGet.path, "/health");
  assert.equal(container.readinessProbe.httpGet.path, "/ready");
  const { periodSeconds, failureThreshold } = container.startupProbe;
  assert.equal(periodSeconds * failureThreshold, 600);
  const needed = defaultSeconds("server.shutdown_delay") + defaultSeconds("server.drain_timeout");
  assert.ok(corePod(manifestsOf()).terminationGracePeriodSeconds >= needed + 10);
});

test("readiness is told often enough for the time that core waits before its port closes", () => {
  const { periodSeconds, failureThreshold } = coreContainer(manifestsOf()).readinessProbe;
  assert.ok(periodSeconds * failureThreshold <= defaultSeconds("server.shutdown_delay"));
});

test("an upgrade takes no replica away before its successor is ready", () => {
  assert.deepEqual(find(manifestsOf(), "Deployment").spec.strategy.rollingUpdate, {
    maxSurge: 1,
    maxUnavailable: 0,
  });
});

test("replicas spread over nodes, and a constraint with its own selector keeps it", () => {
  const own = {
    maxSkew: 2,
    topologyKey: "zone",
    whenUnsatisfiable: "DoNotSchedule",
    labelSelector: { matchLabels: { a: "b" } },
  };
  const labels = find(manifestsOf(), "Deployment").spec.selector.matchLabels;
  assert.deepEqual(
    corePod(manifestsOf()).topologySpreadConstraints[0].labelSelector.matchLabels,
    labels,
  );
  const [kept] = corePod(
    manifestsOf({ topologySpreadConstraints: [own] }),
  ).topologySpreadConstraints;
  assert.deepEqual(kept, own);
});

test("autoscaling takes the place of replicas", () => {
  const manifests = manifestsOf({ replicas: 4, autoscaling: { enabled: true } });
  assert.equal(find(manifests, "Deployment").spec.replicas, undefined);
  const { scaleTargetRef, minReplicas, maxReplicas } = find(
    manifests,
    "HorizontalPodAutoscaler",
  ).spec;
  assert.deepEqual([scaleTargetRef.name, minReplicas, maxReplicas], ["itops-core", 2, 6]);
  assert.equal(find(manifestsOf({ replicas: 4 }), "Deployment").spec.replicas, 4);
});

test("drains of nodes take one replica at a time", () => {
  const { spec } = find(manifestsOf(), "PodDisruptionBudget");
  assert.equal(spec.maxUnavailable, 1);
  assert.deepEqual(spec.selector, find(manifestsOf(), "Deployment").spec.selector);
});

test("a migration Job does what core does at its start, under a name that follows from it", () => {
  const job = (values) => find(manifestsOf({ migrations: { mode: "job" } }, values), "Job");
  const { args, env } = job({}).spec.template.spec.containers[0];
  assert.deepEqual(args, ["--config", "/etc/itops/config/core.yaml", "migrate"]);
  assert.deepEqual(env, coreContainer(manifestsOf()).env);
  assert.equal(job({}).metadata.name, job({ replicas: 3 }).metadata.name);
  assert.notEqual(job({}).metadata.name, job({ image: { tag: "next" } }).metadata.name);
  assert.equal(has(manifestsOf(), "Job"), false);
});

test("the bundled PostgreSQL keeps its data, and can be left out", () => {
  const { spec } = find(
    manifestsOf({ postgresql: { storage: { size: "20Gi", className: "fast" } } }),
    "StatefulSet",
  );
  const [claim] = spec.volumeClaimTemplates;
  assert.deepEqual(
    [claim.spec.resources.requests.storage, claim.spec.storageClassName],
    ["20Gi", "fast"],
  );
  const own = manifestsOf({
    postgresql: { enabled: false },
    env: { ITOPS_DATABASE_HOST: "db.example.com" },
  });
  assert.equal(has(own, "StatefulSet"), false);
  assert.equal(has(own, "Service", "itops-database"), false);
});

test("database and role have the names that core is told", () => {
  const env = { ITOPS_DATABASE_NAME: "catalog", ITOPS_DATABASE_USER: "owner" };
  const seen = find(manifestsOf({ env }), "StatefulSet").spec.template.spec.containers[0].env;
  const value = (name) => seen.find((one) => one.name === name).value;
  assert.deepEqual([value("POSTGRES_DB"), value("POSTGRES_USER")], ["catalog", "owner"]);
  assert.ok(
    coreContainer(manifestsOf()).env.some(
      (one) => one.name === "ITOPS_DATABASE_HOST" && one.value === "itops-database",
    ),
  );
});

test("helm test asks whether core is ready and takes the key", () => {
  const pod = find(render([{ secretEnv }], { withTests: true }), "Pod");
  assert.equal(pod.metadata.annotations["helm.sh/hook"], "test");
  const urls = pod.spec.containers.map(({ command }) => command.at(-1));
  assert.deepEqual(urls, [
    "http://itops-core:8080/ready",
    "http://itops-core:8080/api/v1/services?limit=1",
  ]);
  const { matchLabels } = find(manifestsOf(), "Deployment").spec.selector;
  assert.notEqual(
    pod.metadata.labels["app.kubernetes.io/component"],
    matchLabels["app.kubernetes.io/component"],
  );
});

test("the notes of an installation have a first push to paste, with the key from where it is", () => {
  const own = notes([{ secretEnv }]);
  assert.match(own, /curl -X POST \$URL\/api\/v1\/health\/report -H "X-API-Key: \$API_KEY"/);
  assert.match(
    own,
    /get secret itops-secrets -o jsonpath='{.data.ITOPS_SECURITY_OPERATOR_API_KEY}'/,
  );
  assert.match(own, /port-forward service\/itops-core 8080/);
  const secretRefs = { ITOPS_SECURITY_OPERATOR_API_KEY: { name: "operator", key: "key" } };
  const referred = notes([
    {
      secretEnv,
      secretRefs,
      ingress: { hosts: [{ host: "api.example.com" }], tls: [{ hosts: ["api.example.com"] }] },
    },
  ]);
  assert.match(referred, /get secret operator -o jsonpath='{.data.key}'/);
  assert.match(referred, /URL=https:\/\/api.example.com/);
});

test("the notes say what is missing for work that counts", () => {
  assert.match(
    notes([{ secretEnv }]),
    /bundled PostgreSQL is for trials.*\n\nNobody can log in yet/,
  );
  const own = { postgresql: { enabled: false }, env: { ITOPS_DATABASE_HOST: "db" } };
  const ready = notes([
    { secretEnv: { ...secretEnv, ITOPS_BOOTSTRAP_ADMIN_PASSWORD: "Long-enough-1" } },
    own,
  ]);
  assert.doesNotMatch(ready, /trials|log in/);
});
