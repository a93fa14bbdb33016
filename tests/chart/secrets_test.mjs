// The ways of giving secrets, and which one counts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decoded, environmentOf } from "./support/environment.mjs";
import {
  coreContainer,
  corePod,
  documented,
  find,
  has,
  refusal,
  render,
  secretEnv,
} from "./support/helm.mjs";

const kJwt = "ITOPS_JWT_SECRET";
const kKey = "ITOPS_SECURITY_OPERATOR_API_KEY";
const kPassword = "ITOPS_DATABASE_PASSWORD";
const kRequired = [kJwt, kKey, kPassword];

const coreEnvironment = (manifests, others) =>
  environmentOf(manifests, coreContainer(manifests), others);
const databaseContainer = (manifests) =>
  find(manifests, "StatefulSet").spec.template.spec.containers[0];

// REPO-34, REPO-35, REPO-36, REPO-104, PUSH-07
test("secretEnv makes the Secret itops-secrets and reaches core", () => {
  const manifests = render([{ secretEnv }]);
  assert.deepEqual(decoded(find(manifests, "Secret", "itops-secrets").data), secretEnv);
  const environment = coreEnvironment(manifests);
  for (const name of kRequired) assert.equal(environment[name], secretEnv[name]);
});

// REPO-37
test("the licence is a secret like any other", () => {
  const manifests = render([{ secretEnv: { ...secretEnv, ITOPS_LICENSE_KEY: "eyJhbGci..." } }]);
  assert.equal(coreEnvironment(manifests).ITOPS_LICENSE_KEY, "eyJhbGci...");
});

// REPO-65
test("secretRefs takes single variables from existing Secrets", () => {
  const secretRefs = Object.fromEntries(
    kRequired.map((name) => [name, { name: `of-${name}`.toLowerCase(), key: "value" }]),
  );
  const manifests = render([{ secretRefs }]);
  const others = Object.fromEntries(
    kRequired.map((name) => [`of-${name}`.toLowerCase(), { value: `referred ${name}` }]),
  );
  for (const name of kRequired)
    assert.equal(coreEnvironment(manifests, others)[name], `referred ${name}`);
  assert.equal(has(manifests, "Secret"), false);
});

// REPO-69
test("secretRefs wins over secretEnv, whose value is then kept nowhere", () => {
  const manifests = render([
    { secretEnv, secretRefs: { [kJwt]: { name: "itops-jwt", key: "secret" } } },
  ]);
  assert.equal(
    coreEnvironment(manifests, { "itops-jwt": { secret: "referred" } })[kJwt],
    "referred",
  );
  assert.equal(find(manifests, "Secret", "itops-secrets").data[kJwt], undefined);
  assert.equal(coreContainer(manifests).env.filter((one) => one.name === kJwt).length, 1);
});

// REPO-66
test("extraEnvFrom loads whole Secrets", () => {
  const manifests = render([{ extraEnvFrom: [{ secretRef: { name: "bulk" } }] }]);
  const bulk = { [kJwt]: "a", [kKey]: "b", [kPassword]: "c", ITOPS_TIMEZONE: "Europe/Berlin" };
  const environment = coreEnvironment(manifests, { bulk });
  for (const [name, value] of Object.entries(bulk)) assert.equal(environment[name], value);
});

test("existingSecret takes the place of secretEnv and wins over extraEnvFrom", () => {
  const manifests = render([
    { existingSecret: "mine", extraEnvFrom: [{ secretRef: { name: "bulk" } }] },
  ]);
  const others = { mine: { [kJwt]: "mine" }, bulk: { [kJwt]: "bulk", [kKey]: "bulk" } };
  const environment = coreEnvironment(manifests, others);
  assert.deepEqual([environment[kJwt], environment[kKey]], ["mine", "bulk"]);
  assert.equal(has(manifests, "Secret"), false);
});

// REPO-68
test("all ways work together, and the more exact one wins", () => {
  const manifests = render([
    {
      env: { ITOPS_TIMEZONE: "env", ITOPS_LICENSE_KEY: "env" },
      secretEnv: { [kPassword]: "secretEnv-password", ITOPS_LICENSE_KEY: "secretEnv" },
      secretRefs: { [kKey]: { name: "one", key: "key" } },
      extraEnvFrom: [{ secretRef: { name: "bulk" } }],
    },
  ]);
  const bulk = {
    [kJwt]: "bulk",
    [kKey]: "bulk",
    [kPassword]: "bulk",
    ITOPS_TIMEZONE: "bulk",
    ITOPS_LICENSE_KEY: "bulk",
  };
  const environment = coreEnvironment(manifests, { one: { key: "secretRefs" }, bulk });
  assert.equal(environment[kJwt], "bulk");
  assert.equal(environment[kKey], "secretRefs");
  assert.equal(environment[kPassword], "secretEnv-password");
  assert.equal(environment.ITOPS_LICENSE_KEY, "secretEnv");
  assert.equal(environment.ITOPS_TIMEZONE, "env");
});

// REPO-67
test("the bind password of a directory is mounted from its Secret, where core looks for it", () => {
  const manifests = render([{ secretEnv }, documented("itops-auth-values.yaml")]);
  const { projected } = corePod(manifests).volumes.find((volume) => volume.name === "secrets");
  assert.deepEqual(projected.sources, [
    {
      secret: {
        name: "my-ldap-creds",
        optional: true,
        items: [{ key: "bindPassword", path: "my-ldap-creds/bindPassword" }],
      },
    },
  ]);
  const mount = coreContainer(manifests).volumeMounts.find((one) => one.name === "secrets");
  assert.equal(mount.mountPath, "/etc/itops/secrets");
});

test("directories that share a Secret mount each key once, and one that is off none", () => {
  const directory = (key, more) => ({
    host: "h",
    baseDn: "dc=x",
    bindPasswordSecret: { name: "creds", key },
    ...more,
  });
  const ldap = [directory("a"), directory("b"), directory("a"), directory("c", { enabled: false })];
  const { projected } = corePod(render([{ secretEnv, auth: { ldap } }])).volumes.find(
    (volume) => volume.name === "secrets",
  );
  assert.deepEqual(
    projected.sources.map(({ secret }) => secret.items[0].path),
    ["creds/a", "creds/b"],
  );
});

test("the bundled PostgreSQL has core's password, whichever way it comes", () => {
  const secretRefs = { [kPassword]: { name: "db", key: "password" } };
  const bulk = { extraEnvFrom: [{ secretRef: { name: "bulk" } }] };
  const others = {
    db: { password: "referred" },
    bulk: { [kPassword]: "bulk" },
    mine: { [kPassword]: "mine" },
  };
  const ways = [
    [{ secretEnv }, secretEnv[kPassword]],
    [{ secretEnv, secretRefs }, "referred"],
    [bulk, "bulk"],
    [{ existingSecret: "mine", ...bulk }, "mine"],
  ];
  for (const [values, password] of ways) {
    const manifests = render([values]);
    assert.equal(
      environmentOf(manifests, databaseContainer(manifests), others)[kPassword],
      password,
    );
    assert.equal(coreEnvironment(manifests, others)[kPassword], password);
  }
});

test("the bundled PostgreSQL learns no other secret where it can be helped", () => {
  const manifests = render([{ secretEnv }]);
  assert.deepEqual(
    Object.keys(environmentOf(manifests, databaseContainer(manifests))).filter((name) =>
      kRequired.includes(name),
    ),
    [kPassword],
  );
});

// START-67, START-68, START-71
test("helm names each required secret that is missing, and says what to do", () => {
  for (const missing of kRequired) {
    const message = refusal([{ secretEnv: { ...secretEnv, [missing]: null } }]);
    assert.match(message, new RegExp(`needs these secrets: ${missing}\\.`));
    assert.match(message, /secretEnv or secretRefs.*existingSecret or extraEnvFrom/);
  }
  assert.match(refusal([{}]), new RegExp(kRequired[0]));
});

test("a database's URL makes its password needless, and files count as given", () => {
  const { [kPassword]: _, ...rest } = secretEnv;
  render([
    {
      secretEnv: { ...rest, ITOPS_DATABASE_URL: "postgresql://u:p@h/d" },
      postgresql: { enabled: false },
    },
  ]);
  render([
    {
      secretEnv: rest,
      env: { ITOPS_DATABASE_PASSWORD_FILE: "/vault/password", ITOPS_DATABASE_HOST: "h" },
      postgresql: { enabled: false },
    },
  ]);
});

test("a reference that is taken out again leaves secretEnv to count", () => {
  const manifests = render([
    { secretEnv, secretRefs: { [kJwt]: { name: "a", key: "b" } } },
    { secretRefs: { [kJwt]: null } },
  ]);
  assert.equal(coreEnvironment(manifests)[kJwt], secretEnv[kJwt]);
});

test("contradictions are refused", () => {
  assert.match(
    refusal([{ secretEnv, env: { ITOPS_DATABASE_HOST: "db" } }]),
    /set postgresql.enabled to false/,
  );
  assert.match(refusal([{ secretEnv, postgresql: { enabled: false } }]), /no database is named/);
  assert.match(
    refusal([{ secretEnv, existingSecret: "itops-secrets" }]),
    /call your Secret otherwise/,
  );
});

test("a changed secret starts new pods", () => {
  const annotations = (values) =>
    find(render([values]), "Deployment").spec.template.metadata.annotations["checksum/secret"];
  const other = { ...secretEnv, [kJwt]: "k".repeat(32) };
  assert.notEqual(annotations({ secretEnv }), annotations({ secretEnv: other }));
});
