#pragma once

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <string>

#include "itops/error.hpp"
#include "itops/observations.hpp"

namespace itops::test {

/// A sink made of a function.
class FunctionSink final : public ObservationSink {
 public:
  using Write = std::function<void(Transaction&, std::span<const Observation>)>;

  FunctionSink(bool required, Write write) : required_(required), write_(std::move(write)) {}

  std::string_view name() const override { return "test.function"; }
  bool required() const override { return required_; }
  void write(Transaction& transaction, std::span<const Observation> observations) override {
    write_(transaction, observations);
  }

 private:
  bool required_;
  Write write_;
};

/// True when a batch has an observation of that status.
inline bool holds(std::span<const Observation> observations, Status status) {
  return std::any_of(observations.begin(), observations.end(),
                     [&](const Observation& observation) { return observation.status == status; });
}

}  // namespace itops::test
