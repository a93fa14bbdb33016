#include "config/reference.hpp"

#include <string_view>

#include "config/kernel_settings.hpp"
#include "config/load.hpp"
#include "config/value.hpp"

namespace itops::config {
namespace {

constexpr std::string_view kIntroduction = R"(# Configuration

This page is made by `itops --config-reference`.

## How settings are given

Each setting has a key such as `server.port`, written in YAML as

```yaml
server:
  port: 8080
```

and a variable such as `ITOPS_SERVER_PORT`: the key in upper case, dots as underscores, `ITOPS_`
before it. The more important source comes first:

1. **Environment.** A variable without text counts as not given. A list is written with commas:
   `ITOPS_SERVER_EXTRA_PORTS=5000,5001`.
2. **Files.** Each `--config FILE`, the last one first. Without that option it is
   `share/itops/config/core.yaml` beside the executable's folder, and in development
   `development.yaml` of the same folder over it. A file is one YAML document of at most 1 MiB
   without anchors; a key without a value counts as not given.
3. **Defaults**, as in the tables below. The environment (`server.environment`) is `development`
   unless it is set to `production`.

**Secrets** can also be read from files: `ITOPS_JWT_SECRET_FILE=/run/secrets/jwt` instead of
`ITOPS_JWT_SECRET`. One line end at the end of the file is not part of the secret. Giving both
variables is an error. Secrets are masked wherever settings are shown, and messages about a wrong
secret don't repeat it.

**Durations** are a whole number with a unit: `250ms`, `30s`, `5m`, `24h`, `90d`.

## Checking

- `itops --check-config` checks everything and starts nothing.
- `itops --print-config` shows the settings in effect as YAML, each with where it came from.

All problems are told at once, as `file:line: key: what was found, what was expected`, or under the
variable's name; the process then ends with exit code )";

constexpr std::string_view kAfterExitCode = R"(. Unknown keys and unknown `ITOPS_*` variables
are no errors: they are warned about, with the known name that is nearest, and have no effect.
)";

std::string_view typeName(const Setting& setting) {
  if (!setting.allowed.empty()) return "choice";
  switch (setting.type) {
    case ConfigType::kBool: return "true or false";
    case ConfigType::kInteger: return "integer";
    case ConfigType::kNumber: return "number";
    case ConfigType::kDuration: return "duration";
    case ConfigType::kText: return "text";
    case ConfigType::kSecret: break;
  }
  return "secret";
}

std::string typeCell(const Setting& setting) {
  std::string cell(typeName(setting));
  if (setting.isList()) cell = "list of " + cell + "s, at most " + std::to_string(setting.items_max);
  const std::string limits = limitsText(setting);
  return limits.empty() ? cell : cell + ", " + limits;
}

std::string code(const std::string& text) { return text.empty() ? "-" : "`" + text + "`"; }

std::string defaultCell(const Setting& setting) {
  std::string cell = code(setting.default_value);
  if (setting.production_default) {
    cell += "; in production " + code(*setting.production_default);
  }
  if (!setting.required_in_production) return cell;
  cell = "required in production";
  if (!setting.required_unless.empty()) cell += " unless " + code(setting.required_unless);
  return cell;
}

/// `server` of `server.port`, `plugins.sla` of `plugins.sla.enabled`, nothing of `timezone`.
std::string sectionOf(const Setting& setting) {
  const std::size_t dot = setting.key.rfind('.');
  return dot == std::string::npos ? std::string{} : setting.key.substr(0, dot);
}

void appendSection(std::string& out, const Setting& first) {
  const std::string section = sectionOf(first);
  out += "\n## " + (section.empty() ? first.key : section) +
         "\n\n| key | variable | type | default | meaning |\n| --- | --- | --- | --- | --- |\n";
}

/// A bar in a text would end its cell.
std::string cellText(const std::string& text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|') cell += '\\';
    cell += c == '\n' ? ' ' : c;
  }
  return cell;
}

void appendRow(std::string& out, const Setting& setting) {
  const std::string variable = variableName(setting.key);
  out += "| `" + setting.key + "` | `" + variable + "`";
  if (setting.isSecret()) out += " or `" + variable + "_FILE`";
  out += " | " + cellText(typeCell(setting)) + " | " + cellText(defaultCell(setting)) + " | " +
         cellText(setting.help) + " |\n";
}

void appendAnnounced(std::string& out) {
  out += "\n## Planned\n\nThese variables are known, but have no effect in this version:";
  std::string_view separator = " ";
  for (const std::string& name : announcedVariables()) {
    out += separator;
    out += "`" + name + "`";
    separator = ", ";
  }
  out += ".\n";
}

}  // namespace

std::string configReference(const Schema& schema) {
  std::string out(kIntroduction);
  out += std::to_string(kConfigExitCode);
  out += kAfterExitCode;
  const Setting* before = nullptr;
  for (const Setting& setting : schema.settings()) {
    if (!before || sectionOf(*before) != sectionOf(setting)) appendSection(out, setting);
    appendRow(out, setting);
    before = &setting;
  }
  appendAnnounced(out);
  return out;
}

}  // namespace itops::config
