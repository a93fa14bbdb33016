// A container's variables as Kubernetes sets them: envFrom in order, then env in order, each over what was before.
import { find, has } from "./helm.mjs";

function rendered(manifests) {
  const secrets = {};
  for (const { metadata, data } of manifests.filter((one) => one.kind === "Secret")) {
    secrets[metadata.name] = decoded(data);
  }
  return secrets;
}

export function decoded(data) {
  return Object.fromEntries(
    Object.entries(data).map(([key, text]) => [key, Buffer.from(text, "base64").toString()]),
  );
}

function valueOf(entry, secrets) {
  const reference = entry.valueFrom?.secretKeyRef;
  if (reference === undefined) return entry.value;
  const value = secrets[reference.name]?.[reference.key];
  if (value === undefined)
    throw new Error(`${entry.name}: no key ${reference.key} in the Secret ${reference.name}`);
  return value;
}

// `others` are Secrets that exist beside the chart: {name: {key: value}}.
export function environmentOf(manifests, container, others = {}) {
  const secrets = { ...others, ...rendered(manifests) };
  const environment = {};
  for (const { secretRef } of container.envFrom ?? [])
    Object.assign(environment, secrets[secretRef.name]);
  for (const entry of container.env ?? []) environment[entry.name] = valueOf(entry, secrets);
  return environment;
}

// The files of a ConfigMap that is mounted whole.
export function configFiles(manifests, name = "itops-config") {
  return has(manifests, "ConfigMap", name) ? find(manifests, "ConfigMap", name).data : {};
}
