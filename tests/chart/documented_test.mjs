// The documented values, CronJobs and ConfigMaps as they stand, and what docs/gitops-repository.md says of ours.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { documented, find, has, refusal, render } from "./support/helm.mjs";
import { complaints } from "./support/kubernetes.mjs";
import { root, YAML } from "./support/modules.mjs";

const page = readFileSync(`${root}docs/gitops-repository.md`, "utf8");
const kLongJwtSecret = { secretEnv: { ITOPS_JWT_SECRET: "j".repeat(32) } };
const read = (name) => YAML.parse(readFileSync(documented(name), "utf8"));
const containerOf = (cronJob) => cronJob.spec.jobTemplate.spec.template.spec.containers[0];

test("the documented values render but for their JWT secret, which helm names", () => {
  assert.match(
    refusal([documented("itops-values.yaml")]),
    /secretEnv\.ITOPS_JWT_SECRET: String length must be greater than or equal to 32/,
  );
  const manifests = render([documented("itops-values.yaml"), kLongJwtSecret]);
  assert.equal(find(manifests, "Deployment").metadata.name, "itops-core");
});

test("the documented providers lie over them, as a second file", () => {
  const manifests = render([
    documented("itops-values.yaml"),
    kLongJwtSecret,
    documented("itops-auth-values.yaml"),
  ]);
  const { auth } = YAML.parse(find(manifests, "ConfigMap", "itops-config").data["auth.yaml"]);
  assert.deepEqual(auth, read("itops-auth-values.yaml").auth);
});

test("the documented references to secrets need no secret in the values", () => {
  const manifests = render([documented("external-secrets-values.yaml")]);
  assert.equal(has(manifests, "Secret"), false);
});

// REPO-102, REPO-103, REPO-104, REPO-105
test("the documented CronJobs find core, its Secret and the key in it", () => {
  const manifests = render([documented("itops-values.yaml"), kLongJwtSecret]);
  for (const file of ["storage-reporter.yaml", "health-push.yaml"]) {
    const cronJob = read(file);
    assert.deepEqual(complaints(cronJob), [], file);
    const [url, key] = containerOf(cronJob).env;
    const { metadata, spec } = find(manifests, "Service", "itops-core");
    assert.equal(url.value, `http://${metadata.name}.itops:${spec.ports[0].port}`);
    const { secretKeyRef } = key.valueFrom;
    assert.ok(find(manifests, "Secret", secretKeyRef.name).data[secretKeyRef.key], file);
  }
  assert.equal(read("storage-reporter.yaml").spec.schedule, "*/15 * * * *");
});

// PUSH-52
test("the documented pusher outside the namespace brings a Secret of its own", () => {
  const cronJob = read("health-push-galera.yaml");
  assert.deepEqual(complaints(cronJob), []);
  assert.deepEqual(containerOf(cronJob).env[0].valueFrom.secretKeyRef, {
    name: "itops-operator-api-key",
    key: "key",
  });
});

// REPO-93
test("the documented service definition is a ConfigMap with the label that agents look for", () => {
  const configMap = read("postgresql-itops.yaml");
  assert.deepEqual(complaints(configMap), []);
  assert.deepEqual(
    [configMap.metadata.namespace, configMap.metadata.labels],
    ["production", { "itops.io/config": "true" }],
  );
});

// REPO-95
test("the page warns of kubectl beside ArgoCD", () => {
  const text = page.replaceAll(/\s+/g, " ");
  assert.ok(text.includes("What ArgoCD manages is not to be changed by `kubectl apply`"));
});

// The YAML blocks of the page that begin with a comment which is their path in the repository.
const blocks = [...page.matchAll(/```yaml\n# (\S+)([^\n]*)\n([\s\S]*?)```/g)].map(
  ([, path, , text]) => ({ path, text }),
);
const blockOf = (path) => YAML.parse(blocks.find((block) => block.path === path).text);

// REPO-02, REPO-03, REPO-04, REPO-05, REPO-06
test("the page shows the layout of the repository and who changes what", () => {
  for (const folder of ["platform", "services", "monitoring", "sla"])
    assert.match(page, new RegExp(`── ${folder}/[\\s\\S]*\\| \`${folder}/\` \\|`));
  for (const file of [
    "itops-values",
    "itops-agent-values",
    "sla-portal-values",
    "postgresql-itops",
    "storage-reporter",
    "backup-reporter",
    "health-push",
  ]) {
    assert.ok(page.includes(`${file}.yaml`), file);
  }
});

test("values on the page are values of the chart", () => {
  const values = blocks.filter(({ path }) => path.startsWith("platform/itops"));
  assert.ok(values.length >= 2);
  const manifests = render(values.map(({ path }) => blockOf(path)));
  assert.ok(has(manifests, "Deployment", "itops-core"));
});

// REPO-01, REPO-127, REPO-129
test("manifests on the page are sound, and the applications of ArgoCD take chart and folders of it", () => {
  const manifests = blocks
    .filter(({ path }) => /^(services|monitoring)\//.test(path))
    .flatMap(({ text }) => YAML.parseAllDocuments(text).map((one) => one.toJS()));
  assert.ok(manifests.length >= 3);
  for (const manifest of manifests)
    assert.deepEqual(complaints(manifest), [], manifest.metadata.name);
  const applications = YAML.parseAllDocuments(
    blocks.find(({ path }) => path === "argocd/applications.yaml").text,
  ).map((one) => one.toJS());
  const named = Object.fromEntries(
    applications.map((one) => [one.metadata.name, one.spec.sources ?? [one.spec.source]]),
  );
  assert.ok(
    named["itops-platform"].some(
      (source) =>
        source.path === "charts/itops" &&
        source.helm.valueFiles.includes("$values/platform/itops-values.yaml"),
    ),
  );
  assert.equal(named["itops-services"][0].path, "services/");
});
