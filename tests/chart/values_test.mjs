// values.yaml, its schema, and how values combine.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { charts } from "./support/golden.mjs";
import { chartFolder, documented, find, refusal, render, secretEnv } from "./support/helm.mjs";
import { YAML } from "./support/modules.mjs";

const schemaOf = (chart) =>
  JSON.parse(readFileSync(`${chartFolder(chart)}/values.schema.json`, "utf8"));
const valuesOf = (chart) => YAML.parse(readFileSync(`${chartFolder(chart)}/values.yaml`, "utf8"));

function templatesOf(chart) {
  const folder = `${chartFolder(chart)}/templates`;
  const files = readdirSync(folder, { recursive: true }).filter((file) =>
    /\.(yaml|tpl|txt)$/.test(file),
  );
  return files.map((file) => ({ file, text: readFileSync(`${folder}/${file}`, "utf8") }));
}

function resolved(schema, all) {
  return schema?.$ref ? all.definitions[schema.$ref.split("/").pop()] : schema;
}

// Paths of values that the schema says nothing about.
function unknownTo(schema, values, all, path = "") {
  const own = resolved(schema, all);
  if (own === undefined) return [path];
  if (own.properties === undefined || values === null || typeof values !== "object") return [];
  return Object.entries(values).flatMap(([key, value]) =>
    unknownTo(own.properties[key], value, all, `${path}.${key}`),
  );
}

for (const chart of charts) {
  test(`${chart}: the schema knows each value`, () => {
    const schema = schemaOf(chart);
    assert.deepEqual(unknownTo(schema, valuesOf(chart), schema), []);
  });

  // REPO-131
  test(`${chart}: templates ask no cluster, no clock and no dice`, () => {
    for (const { file, text } of templatesOf(chart)) {
      assert.doesNotMatch(
        text,
        /\b(lookup|now|date|rand\w+|uuidv4|genCA|genPrivateKey|genSelfSignedCert|genSignedCert|htpasswd|bcrypt|shuffle)\b(?=[^}]*}})(?<={{[^}]*)/,
        file,
      );
      assert.doesNotMatch(
        text,
        /\.Capabilities|\.Release\.IsUpgrade|\.Release\.IsInstall|\.Release\.Revision/,
        file,
      );
    }
  });
}

// A mistake, and the key by which helm has to name it.
const kTypos = {
  "a section": [{ ingres: {} }, "ingres"],
  "a key of image": [{ image: { tga: "1" } }, "tga"],
  "a plugin": [{ plugins: { slaa: { enabled: true } } }, "slaa"],
  "a plugin's switch": [{ plugins: { sla: { enable: true } } }, "enable"],
  "a switch that is text": [{ plugins: { sla: { enabled: "true" } } }, "plugins.sla.enabled"],
  "a password rule": [{ auth: { local: { passwordPolicy: { minLenght: 12 } } } }, "minLenght"],
  "a key of a directory": [{ auth: { ldap: { host: "h", baseDN: "dc=x" } } }, "baseDN"],
  "a key of one of several directories": [
    { auth: { ldap: [{ host: "h", basedn: "dc=x" }] } },
    "basedn",
  ],
  "a bind password in plain text": [
    { auth: { ldap: { host: "h", bindPassword: "secret" } } },
    "bindPassword",
  ],
  "a reference without its key": [
    { secretRefs: { ITOPS_JWT_SECRET: { name: "x" } } },
    "secretRefs.ITOPS_JWT_SECRET: key",
  ],
  "a variable in lower case": [{ env: { itops_timezone: "UTC" } }, "itops_timezone"],
  "a secret that is a number": [
    { secretEnv: { ITOPS_DATABASE_PASSWORD: 12345678 } },
    "secretEnv.ITOPS_DATABASE_PASSWORD",
  ],
  "a JWT secret that core would refuse": [
    { secretEnv: { ITOPS_JWT_SECRET: "random-jwt-secret" } },
    "secretEnv.ITOPS_JWT_SECRET",
  ],
  "a whole Secret without its kind": [{ extraEnvFrom: [{ name: "x" }] }, "name"],
  "a path of an Ingress": [
    { ingress: { hosts: [{ host: "h", paths: [{ path: "/", pathtype: "Exact" }] }] } },
    "pathtype",
  ],
  "a network": [{ networkPolicy: { allowedEgressCIDRs: ["10.0.0.1"] } }, "allowedEgressCIDRs.0"],
  "how to migrate": [{ migrations: { mode: "hook" } }, "migrations.mode"],
  "replicas below none": [{ replicas: -1 }, "replicas"],
};

for (const [what, [values, key]] of Object.entries(kTypos)) {
  test(`a typing mistake is refused, where it is: ${what}`, () => {
    const message = refusal([{ secretEnv }, values]);
    assert.match(message, /don't meet the specifications of the schema/);
    assert.ok(message.includes(key), `${key} in ${message}`);
  });
}

// REPO-64
test("several values files combine, also inside sections, and the last one wins", () => {
  const files = [
    documented("itops-values.yaml"),
    { secretEnv: { ITOPS_JWT_SECRET: "j".repeat(32) } },
    documented("itops-auth-values.yaml"),
  ];
  const manifests = render([...files, { auth: { ldap: { port: 636, tls: "ldaps" } } }]);
  const { auth } = YAML.parse(find(manifests, "ConfigMap", "itops-config").data["auth.yaml"]);
  assert.deepEqual(
    [auth.ldap.host, auth.ldap.port, auth.ldap.tls],
    ["ldap.corp.internal", 636, "ldaps"],
  );
  assert.equal(find(manifests, "Ingress", "itops-core").spec.rules[0].host, "api.yourdomain.com");
});
