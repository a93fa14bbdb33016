// The documented security defaults, on what the chart makes without being asked.
import assert from "node:assert/strict";
import { test } from "node:test";
import { coreContainer, corePod, find, has, render, secretEnv, variants } from "./support/helm.mjs";

const defaults = render([{ secretEnv }]);
const podsOf = (manifests) =>
  manifests.flatMap((one) =>
    one.kind === "Pod" ? [one.spec] : one.spec?.template?.spec ? [one.spec.template.spec] : [],
  );
const everyPod = variants("itops").flatMap(({ name, file }) =>
  podsOf(render([file], { withTests: true })).map((pod) => ({ name, pod })),
);

// REPO-15
test("core runs as user 1000 and never as root", () => {
  const { securityContext } = corePod(defaults);
  assert.equal(securityContext.runAsNonRoot, true);
  assert.equal(securityContext.runAsUser, 1000);
  assert.equal(coreContainer(defaults).securityContext.runAsUser, 1000);
});

// REPO-16
test("the root file system is read-only in each container of each variant", () => {
  for (const { name, pod } of everyPod) {
    for (const container of pod.containers) {
      assert.equal(
        container.securityContext.readOnlyRootFilesystem,
        true,
        `${name} ${container.name}`,
      );
    }
  }
});

// REPO-17
test("each container of each variant drops all capabilities and gains none", () => {
  for (const { name, pod } of everyPod) {
    for (const { name: container, securityContext } of pod.containers) {
      assert.deepEqual(securityContext.capabilities, { drop: ["ALL"] }, `${name} ${container}`);
      assert.equal(securityContext.allowPrivilegeEscalation, false, `${name} ${container}`);
    }
  }
});

// REPO-18
test("each pod of each variant has the runtime's seccomp profile and is no root", () => {
  for (const { name, pod } of everyPod) {
    assert.equal(pod.securityContext.seccompProfile.type, "RuntimeDefault", name);
    assert.equal(pod.securityContext.runAsNonRoot, true, name);
  }
});

// REPO-19
test("core has a ServiceAccount of its own, whose token no pod mounts", () => {
  const account = find(defaults, "ServiceAccount");
  assert.equal(account.automountServiceAccountToken, false);
  assert.equal(corePod(defaults).serviceAccountName, account.metadata.name);
  for (const { name, pod } of everyPod) assert.equal(pod.automountServiceAccountToken, false, name);
});

test("no pod shares anything with its node", () => {
  for (const { name, pod } of everyPod) {
    for (const key of ["hostNetwork", "hostPID", "hostIPC"])
      assert.equal(pod[key], undefined, `${name} ${key}`);
    assert.ok(!(pod.volumes ?? []).some((volume) => volume.hostPath), name);
  }
});

// A Service itops-database would give core ITOPS_DATABASE_PORT=tcp://10.0.0.1:5432.
test("no pod gets the variables of Services", () => {
  for (const { name, pod } of everyPod) assert.equal(pod.enableServiceLinks, false, name);
});

// REPO-24, REPO-25
test("core can write to /var/log/itops and /tmp, which are emptyDirs with limits, and nowhere else", () => {
  const volumes = Object.fromEntries(
    corePod(defaults).volumes.map((volume) => [volume.name, volume]),
  );
  const writable = coreContainer(defaults).volumeMounts.filter((mount) => !mount.readOnly);
  assert.deepEqual(writable.map((mount) => mount.mountPath).sort(), ["/tmp", "/var/log/itops"]);
  for (const mount of writable) assert.ok(volumes[mount.name].emptyDir.sizeLimit, mount.mountPath);
});

// REPO-07
test("each default can be taken out", () => {
  const manifests = render([
    {
      secretEnv,
      networkPolicy: { enabled: false },
      serviceAccount: { create: false },
      securityContext: { readOnlyRootFilesystem: false },
      podSecurityContext: { runAsUser: 2000 },
    },
  ]);
  assert.equal(has(manifests, "NetworkPolicy"), false);
  assert.equal(has(manifests, "ServiceAccount"), false);
  assert.equal(coreContainer(manifests).securityContext.readOnlyRootFilesystem, false);
  assert.equal(corePod(manifests).securityContext.runAsUser, 2000);
});

test("secrets stand in Secrets alone", () => {
  const others = render([{ secretEnv }], { withTests: true }).filter(
    (one) => one.kind !== "Secret",
  );
  for (const value of Object.values(secretEnv)) assert.ok(!JSON.stringify(others).includes(value));
});
