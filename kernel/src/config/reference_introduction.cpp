#include "config/reference_introduction.hpp"

#include <string_view>

#include "config/load.hpp"

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

constexpr std::string_view kAfterExitCode = R"(. Unknown keys and unknown
`ITOPS_*` variables are no errors: they are warned about, with the known name that is nearest, and
have no effect.
)";

}  // namespace

std::string referenceIntroduction() {
  std::string out(kIntroduction);
  out += std::to_string(kConfigExitCode);
  out += kAfterExitCode;
  return out;
}

}  // namespace itops::config
