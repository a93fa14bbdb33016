#pragma once

#include <memory>
#include <span>
#include <vector>

#include "itops/observations.hpp"

namespace itops::test {

/// Keeps the sinks that a plugin adds and gives them what a test observed. One thread at a time.
class FakeObservations final : public Observations {
 public:
  /// Throws Error(kInvalid, "sink_missing") for a null pointer.
  void addSink(std::unique_ptr<ObservationSink> sink) override;

  /// Gives a batch to all sinks, in order of registration. What a sink throws reaches the test.
  /// @param observations sorted by service and instant, not empty, as the kernel gives them
  void write(Transaction& transaction, std::span<const Observation> observations) const;

  const std::vector<std::unique_ptr<ObservationSink>>& sinks() const { return sinks_; }

 private:
  std::vector<std::unique_ptr<ObservationSink>> sinks_;
};

}  // namespace itops::test
