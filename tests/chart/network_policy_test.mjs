// Where core may call: what the policies say, read as Kubernetes reads them.
import assert from "node:assert/strict";
import { BlockList, isIPv6 } from "node:net";
import { test } from "node:test";
import { find, has, render, secretEnv } from "./support/helm.mjs";

const egressOf = (values) =>
  find(render([{ secretEnv }, values]), "NetworkPolicy", "itops-core").spec.egress;
const portsOf = (rule) => (rule.ports ?? []).map((port) => `${port.protocol}/${port.port}`);

function isInside(address, cidr) {
  const [net, bits] = cidr.split("/");
  const family = isIPv6(net) ? "ipv6" : "ipv4";
  if (family !== (isIPv6(address) ? "ipv6" : "ipv4")) return false;
  const list = new BlockList();
  list.addSubnet(net, Number(bits), family);
  return list.check(address, family);
}

const admits = ({ cidr, except = [] }, address) =>
  isInside(address, cidr) && !except.some((hole) => isInside(address, hole));

// May core open a TCP connection to this address outside the cluster?
function mayCall(egress, address, port) {
  return egress.some(
    (rule) =>
      (rule.ports === undefined || portsOf(rule).includes(`TCP/${port}`)) &&
      rule.to.some((target) => target.ipBlock && admits(target.ipBlock, address)),
  );
}

// REPO-20
test("core's calls are denied unless a rule allows them, and DNS is allowed", () => {
  const manifests = render([{ secretEnv }]);
  const { spec } = find(manifests, "NetworkPolicy", "itops-core");
  assert.deepEqual(spec.policyTypes, ["Egress"]);
  const pod = find(manifests, "Deployment", "itops-core").spec.template.metadata.labels;
  for (const { key, values } of spec.podSelector.matchExpressions)
    assert.ok(values.includes(pod[key]));
  assert.deepEqual(portsOf(spec.egress[0]), ["UDP/53", "TCP/53"]);
  assert.deepEqual(spec.egress[0].to[0], { namespaceSelector: {} });
  assert.equal(spec.egress.length, 4, "DNS, database, namespaces, internet");
});

// REPO-21
test("core may call the bundled PostgreSQL and nobody else may", () => {
  const manifests = render([{ secretEnv }]);
  const rule = find(manifests, "NetworkPolicy", "itops-core").spec.egress[1];
  const database = find(manifests, "StatefulSet", "itops-database").spec.template.metadata.labels;
  assert.deepEqual(rule, {
    to: [{ podSelector: { matchLabels: database } }],
    ports: [{ protocol: "TCP", port: 5432 }],
  });
  const { spec } = find(manifests, "NetworkPolicy", "itops-database");
  assert.deepEqual(spec.podSelector.matchLabels, database);
  assert.deepEqual(
    [spec.policyTypes, spec.egress, spec.ingress.length],
    [["Ingress", "Egress"], [], 1],
  );
});

// REPO-22
test("the namespace sla-portal is allowed by default", () => {
  const [{ matchExpressions }] = egressOf({})[2].to.map((target) => target.namespaceSelector);
  assert.deepEqual(matchExpressions, [
    { key: "kubernetes.io/metadata.name", operator: "In", values: ["sla-portal"] },
  ]);
});

// REPO-26, REPO-27
test("a private target is allowed by its namespace and the variable together", () => {
  const values = {
    env: { ITOPS_SECURITY_WEBHOOK_HOST_ALLOWLIST: "hooks.chatops.svc" },
    networkPolicy: { allowedEgressNamespaces: ["sla-portal", "chatops"] },
  };
  assert.deepEqual(egressOf(values)[2].to[0].namespaceSelector.matchExpressions[0].values, [
    "sla-portal",
    "chatops",
  ]);
  const manifests = render([{ secretEnv }, values]);
  const { env } = find(manifests, "Deployment", "itops-core").spec.template.spec.containers[0];
  assert.ok(
    env.some(
      (one) =>
        one.name === "ITOPS_SECURITY_WEBHOOK_HOST_ALLOWLIST" && one.value === "hooks.chatops.svc",
    ),
  );
});

// REPO-23
test("the public internet is allowed and private networks are not", () => {
  const egress = egressOf({});
  for (const address of ["1.1.1.1", "8.8.8.8", "151.101.1.6", "2606:4700::1111"]) {
    assert.ok(mayCall(egress, address, 443), address);
  }
  const inside = [
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "127.0.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
  ];
  for (const address of [...inside, "::1", "fd00::1", "fe80::1", "::ffff:10.0.0.1"]) {
    assert.ok(!mayCall(egress, address, 443), address);
  }
});

test("a declared directory and a database of one's own are reached on their ports alone", () => {
  const egress = egressOf({
    postgresql: { enabled: false },
    env: { ITOPS_DATABASE_HOST: "10.0.0.5", ITOPS_DATABASE_PORT: 5433 },
    auth: {
      ldap: [
        { host: "a", baseDn: "dc=a", tls: "ldaps" },
        { host: "b", baseDn: "dc=b" },
        { enabled: false, host: "c", port: 4389 },
      ],
    },
  });
  for (const port of [5433, 636, 389]) assert.ok(mayCall(egress, "10.0.0.5", port), `${port}`);
  for (const port of [5432, 443, 4389]) assert.ok(!mayCall(egress, "10.0.0.5", port), `${port}`);
});

test("where those may be can be narrowed", () => {
  const egress = egressOf({
    postgresql: { enabled: false },
    env: { ITOPS_DATABASE_HOST: "10.20.0.5" },
    networkPolicy: { declaredTargetCIDRs: ["10.20.0.0/16"] },
  });
  assert.ok(mayCall(egress, "10.20.0.5", 5432));
  assert.ok(!mayCall(egress, "10.30.0.5", 5432));
});

test("no network for those closes their ports, instead of opening them to all", () => {
  const values = { postgresql: { enabled: false }, env: { ITOPS_DATABASE_HOST: "db" } };
  const egress = egressOf({ ...values, networkPolicy: { declaredTargetCIDRs: [] } });
  assert.ok(!egress.some((rule) => portsOf(rule).includes("TCP/5432")));
  for (const { to } of egress) assert.ok(to.length > 0);
});

test("networks and rules can be added", () => {
  const egress = egressOf({
    networkPolicy: {
      allowedEgressCIDRs: ["10.1.2.0/24"],
      extraEgress: [{ to: [{ ipBlock: { cidr: "10.9.0.0/16" } }] }],
    },
  });
  assert.ok(mayCall(egress, "10.1.2.3", 443));
  assert.ok(mayCall(egress, "10.9.0.1", 443));
  assert.ok(!mayCall(egress, "10.1.3.3", 443));
});

test("without the bundled PostgreSQL there is no policy for it", () => {
  const manifests = render([
    { secretEnv, postgresql: { enabled: false }, env: { ITOPS_DATABASE_HOST: "db" } },
  ]);
  assert.equal(has(manifests, "NetworkPolicy", "itops-database"), false);
});
