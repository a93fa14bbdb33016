// Plugins, settings and providers: how values reach core.
import assert from "node:assert/strict";
import { test } from "node:test";
import { configFiles, environmentOf } from "./support/environment.mjs";
import { coreContainer, find, render, secretEnv } from "./support/helm.mjs";
import { YAML } from "./support/modules.mjs";

// What product.md calls the plugins, and whether this version brings them.
const kBrought = ["sla", "backup", "storage", "gitops_status", "ldap_auth"];
const kLater = [
  "ticketing",
  "sla_portal_export",
  "workflows",
  "graphql",
  "admin_ui",
  "agent",
  "sla_portal",
];

const manifestsOf = (...values) => render([{ secretEnv }, ...values]);
const environment = (manifests) => environmentOf(manifests, coreContainer(manifests));
const variable = (id) => `ITOPS_PLUGINS_${id.toUpperCase()}_ENABLED`;

// START-69
for (const id of [...kBrought, ...kLater]) {
  test(`plugins.${id}.enabled reaches ${variable(id)}`, () => {
    for (const enabled of [true, false]) {
      const manifests = manifestsOf({ plugins: { [id]: { enabled } } });
      assert.equal(environment(manifests)[variable(id)], String(enabled));
    }
  });
}

test("plugins of this version are on, and of others nothing is said", () => {
  const seen = environment(manifestsOf());
  for (const id of kBrought) assert.equal(seen[variable(id)], "true");
  for (const id of kLater) assert.equal(seen[variable(id)], undefined);
});

test("plugins.<id>.config is the plugin's section of core's configuration file", () => {
  const manifests = manifestsOf({
    plugins: { sla: { config: { incident_hold: "5m" } } },
    config: { ingest: { queue_max: 2000000 } },
  });
  assert.deepEqual(YAML.parse(configFiles(manifests)["core.yaml"]), {
    ingest: { queue_max: 2000000 },
    plugins: { sla: { incident_hold: "5m" } },
  });
  const { args, volumeMounts } = coreContainer(manifests);
  assert.deepEqual(args, ["--config", "/etc/itops/config/core.yaml"]);
  assert.ok(
    volumeMounts.some(
      (mount) => mount.name === "config" && mount.mountPath === "/etc/itops/config",
    ),
  );
});

test("plugins.<id>.config wins over config.plugins, which also knows plugins of others", () => {
  const manifests = manifestsOf({
    config: {
      plugins: { sla: { incident_hold: "1m", organisation: "Corp" }, theirs: { enabled: true } },
    },
    plugins: { sla: { config: { incident_hold: "5m" } } },
  });
  assert.deepEqual(YAML.parse(configFiles(manifests)["core.yaml"]).plugins, {
    sla: { incident_hold: "5m", organisation: "Corp" },
    theirs: { enabled: true },
  });
});

// REPO-31, REPO-32, REPO-33
test("env reaches core as it stands, numbers and booleans as text", () => {
  const env = {
    ITOPS_FEATURE_LOCAL_AUTH: "true",
    ITOPS_FEATURE_OPERATOR_API: false,
    ITOPS_INGEST_QUEUE_MAX: 1000000,
    ITOPS_AUDIT_KEEP: null,
  };
  const seen = environment(manifestsOf({ env }));
  assert.equal(seen.ITOPS_SERVER_ENVIRONMENT, "production");
  assert.equal(seen.ITOPS_FEATURE_LOCAL_AUTH, "true");
  assert.equal(seen.ITOPS_FEATURE_OPERATOR_API, "false");
  assert.equal(seen.ITOPS_INGEST_QUEUE_MAX, "1000000");
  assert.equal(seen.ITOPS_AUDIT_KEEP, undefined);
});

// START-62
test("env wins over what other values mean", () => {
  const seen = environment(
    manifestsOf({
      env: { ITOPS_PLUGINS_SLA_ENABLED: "false", ITOPS_SERVER_CORS_ORIGINS: "https://x" },
      uiIngress: { hosts: [{ host: "app.example.com" }] },
    }),
  );
  assert.equal(seen.ITOPS_PLUGINS_SLA_ENABLED, "false");
  assert.equal(seen.ITOPS_SERVER_CORS_ORIGINS, "https://x");
});

// REPO-41, REPO-45, REPO-46, REPO-50
test("auth reaches the file that core reads providers from, key by key", () => {
  const auth = {
    local: {
      enabled: false,
      isDefault: false,
      passwordPolicy: { minLength: 20, requireUppercase: false, requireDigit: false },
    },
    ldap: {
      enabled: true,
      name: "corp",
      host: "ldap",
      port: 389,
      baseDn: "dc=x",
      userFilter: "(sAMAccountName=%s)",
      groupMappings: [],
    },
  };
  const manifests = manifestsOf({ auth });
  assert.deepEqual(YAML.parse(configFiles(manifests)["auth.yaml"]), { auth });
  assert.equal(environment(manifests).ITOPS_AUTH_FILE, "/etc/itops/config/auth.yaml");
});

test("without a directory local accounts alone are declared, by the documented policy", () => {
  assert.deepEqual(YAML.parse(configFiles(manifestsOf())["auth.yaml"]).auth, {
    local: {
      enabled: true,
      isDefault: true,
      passwordPolicy: { minLength: 12, requireUppercase: true, requireDigit: true },
    },
  });
});

// REPO-29, REPO-30
test("ui.apiUrl and ui.wsHost reach the admin UI once it is on", () => {
  const ui = { apiUrl: "https://api.example.com", wsHost: "api.example.com" };
  const section = (admin_ui) =>
    YAML.parse(configFiles(manifestsOf({ ui, plugins: { admin_ui } }))["core.yaml"]).plugins
      ?.admin_ui;
  assert.deepEqual(section({ enabled: true }), { api_url: ui.apiUrl, ws_host: ui.wsHost });
  assert.equal(section({}), undefined);
});

test("pages of the admin UI's hosts may call the API", () => {
  const uiIngress = { hosts: [{ host: "app.example.com" }] };
  const origins = (values) =>
    environment(manifestsOf({ uiIngress }, values)).ITOPS_SERVER_CORS_ORIGINS;
  assert.equal(origins({ ui: { apiUrl: "https://api.example.com" } }), "https://app.example.com");
  assert.equal(
    origins({ uiIngress: { tls: [{ hosts: ["app.example.com"] }] } }),
    "https://app.example.com",
  );
  assert.equal(origins({}), "http://app.example.com");
});

test("changed settings start new pods", () => {
  const sum = (values) =>
    find(manifestsOf(values), "Deployment").spec.template.metadata.annotations["checksum/config"];
  assert.notEqual(sum({}), sum({ config: { silence: { unknown_after: "3m" } } }));
  assert.notEqual(sum({}), sum({ auth: { local: { enabled: false } } }));
});
