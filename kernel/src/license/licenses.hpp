#pragma once

#include <string>
#include <vector>

#include "itops/audit.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/logger.hpp"
#include "license/license_token.hpp"

namespace itops::license {

struct LicenseOptions {
  std::string public_key;  ///< base64; empty: no licence can be checked
  Secret token;            ///< of the configuration; an activated one counts before it
  bool required = false;
};

/// The installation's licence. It takes nothing away from anybody: whatever it says, everything
/// runs on and administrators come in; what is not covered is told.
class Licenses {
 public:
  /// References outlive this object.
  /// @param plugins ids of those that are there
  Licenses(Database& database, Audit& audit, const Clock& clock, LicenseOptions options,
           std::vector<std::string> plugins)
      : database_(database),
        audit_(audit),
        clock_(clock),
        options_(std::move(options)),
        plugins_(std::move(plugins)) {}

  /// What counts now: the activated licence while it is valid, else that of the configuration.
  /// [any]
  Verdict current();

  /// Plugins that a valid licence would have to name and doesn't; all of them without one. Empty
  /// where none is required. [any]
  std::vector<std::string> uncovered(const Verdict& verdict) const;

  /// Stores a licence. Throws Error(kInvalid, "license_invalid") for one that is not valid; the old
  /// one then stays. [request]
  Verdict activate(const Request& request, const std::string& token);

  /// Says in the log what is wrong, if anything is. [main]
  void warn(Logger& logger);

  bool isRequired() const { return options_.required; }

 private:
  Database& database_;
  Audit& audit_;
  const Clock& clock_;
  const LicenseOptions options_;
  const std::vector<std::string> plugins_;
};

}  // namespace itops::license
