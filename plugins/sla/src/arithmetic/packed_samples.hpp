#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arithmetic/timeline.hpp"

namespace itops::sla {

/// Packs the observations of one service, losing nothing: every instant to the microsecond, every
/// status with its rules. What repeats is named once, and of times only the change of their
/// distance is kept, so that a reporter who comes every 30 s costs about 3 bytes an observation,
/// one with an exact clock a little over one.
///
/// Format, all numbers as LEB128: version 1; count of samples; count of rules, then status,
/// reporter, hold and down_after of each; runs of samples with equal rules (index, length) until
/// all are covered; the first time, then zigzag differences of the distances, in microseconds.
/// Pure. [any]
///
/// @param samples by time; may be empty
std::string packSamples(std::span<const Sample> samples);

/// The samples of packSamples(), in the same order. Throws Error(kInternal, "samples_damaged") for
/// bytes that aren't its. Pure. [any]
std::vector<Sample> unpackSamples(std::string_view packed);

}  // namespace itops::sla
