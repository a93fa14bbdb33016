#pragma once

#include <string>
#include <vector>

namespace itops::ingest {

/// One normalisation of a push, told to the client that it may mend its script.
struct Warning {
  std::string code;     ///< e.g. `path.padded`; the table is in docs/push.md
  std::string field;    ///< as the client wrote it
  std::string message;  ///< what was found and what was stored instead
};

using Warnings = std::vector<Warning>;

}  // namespace itops::ingest
