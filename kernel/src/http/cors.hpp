#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/exchange.hpp"
#include "itops/router.hpp"

namespace itops::http {

/// Lets pages of other origins read answers, where the operator lists them. A listed origin may use
/// credentials; `*` admits every other origin without them. Without a list nothing is said, so that
/// browsers keep to the same origin. [any]
class Cors {
 public:
  /// @param origins such as `https://ops.example.com`, or `*`
  explicit Cors(std::vector<std::string> origins);

  /// Adds what a browser needs to hear: who may read the answer, and to a preflight request (an
  /// OPTIONS that was answered 204 with Allow) what it may send. `Vary: Origin` goes with every
  /// answer, as all depend on it.
  void apply(const Exchange& exchange, Response& response) const;

 private:
  bool lists(std::string_view origin) const;

  std::vector<std::string> origins_;
  bool anybody_ = false;
};

}  // namespace itops::http
