#include "arithmetic/packed_samples.hpp"

#include <algorithm>
#include <tuple>

#include "itops/error.hpp"

namespace itops::sla {
namespace {

constexpr std::uint64_t kVersion = 1;

/// What samples share beside their time.
struct Rules {
  Status status;
  Reporter reporter;
  std::chrono::seconds hold;
  std::chrono::seconds down_after;

  bool operator==(const Rules&) const = default;
};

Rules rulesOf(const Sample& sample) {
  return {sample.status, sample.reporter, sample.hold, sample.down_after};
}

std::int64_t microsecondsOf(const Sample& sample) {
  return sample.observed_at.time_since_epoch().count();
}

class ByteWriter {
 public:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_.push_back(static_cast<char>(value | 0x80));
    bytes_.push_back(static_cast<char>(value));
  }

  void signedNumber(std::int64_t value) {
    number(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
  }

  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

[[noreturn]] void refuse(const std::string& why) {
  throw Error(ErrorKind::kInternal, "samples_damaged",
              "Packed observations of a service can't be read; restore them from a backup.", why);
}

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position_ == bytes_.size()) refuse("the bytes end early");
      const auto byte = static_cast<unsigned char>(bytes_[position_++]);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    refuse("a number is too long");
  }

  std::int64_t signedNumber() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }

  /// A number that counts things of at least one byte each, or indexes them.
  std::size_t count(std::size_t at_most) {
    const std::uint64_t value = number();
    if (value > at_most) refuse("a count is too large");
    return static_cast<std::size_t>(value);
  }

  std::size_t size() const { return bytes_.size(); }
  bool atEnd() const { return position_ == bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t position_ = 0;
};

void writeRules(ByteWriter& writer, std::span<const Sample> samples) {
  std::vector<Rules> known;
  std::vector<std::pair<std::size_t, std::size_t>> runs;  // index of the rules, samples
  for (const Sample& sample : samples) {
    const auto found = std::find(known.begin(), known.end(), rulesOf(sample));
    const auto index = static_cast<std::size_t>(found - known.begin());
    if (found == known.end()) known.push_back(rulesOf(sample));
    if (runs.empty() || runs.back().first != index) runs.emplace_back(index, 0);
    ++runs.back().second;
  }
  writer.number(known.size());
  for (const Rules& rules : known) {
    writer.number(static_cast<std::uint64_t>(rules.status));
    writer.number(static_cast<std::uint64_t>(rules.reporter));
    writer.number(static_cast<std::uint64_t>(rules.hold.count()));
    writer.number(static_cast<std::uint64_t>(rules.down_after.count()));
  }
  for (const auto& [index, length] : runs) {
    writer.number(index);
    writer.number(length);
  }
}

void writeTimes(ByteWriter& writer, std::span<const Sample> samples) {
  std::int64_t before = 0;
  std::int64_t distance = 0;
  for (const Sample& sample : samples) {
    const std::int64_t next_distance = microsecondsOf(sample) - before;
    writer.signedNumber(next_distance - distance);
    // The distance to the epoch says nothing of the next one.
    distance = before == 0 ? 0 : next_distance;
    before = microsecondsOf(sample);
  }
}

Rules readRule(ByteReader& reader) {
  const auto status = static_cast<Status>(reader.number());
  const auto reporter = static_cast<Reporter>(reader.number());
  if (std::find(kStatuses.begin(), kStatuses.end(), status) == kStatuses.end()) {
    refuse("a status is unknown");
  }
  const auto hold = std::chrono::seconds(reader.number());
  return {status, reporter, hold, std::chrono::seconds(reader.number())};
}

std::vector<Sample> readRules(ByteReader& reader, std::size_t sample_count) {
  std::vector<Rules> known(reader.count(reader.size()));
  for (Rules& rules : known) rules = readRule(reader);
  std::vector<Sample> samples;
  samples.reserve(sample_count);
  while (samples.size() < sample_count) {
    const std::size_t index = reader.count(reader.size());
    const std::size_t length = reader.count(sample_count - samples.size());
    if (index >= known.size() || length == 0) refuse("a run is impossible");
    const Rules& rules = known[index];
    samples.insert(samples.end(), length,
                   {{}, rules.status, rules.reporter, rules.hold, rules.down_after});
  }
  return samples;
}

}  // namespace

std::string packSamples(std::span<const Sample> samples) {
  ByteWriter writer;
  writer.number(kVersion);
  writer.number(samples.size());
  writeRules(writer, samples);
  writeTimes(writer, samples);
  return writer.take();
}

std::vector<Sample> unpackSamples(std::string_view packed) {
  ByteReader reader(packed);
  if (reader.number() != kVersion) refuse("the version is unknown");
  std::vector<Sample> samples = readRules(reader, reader.count(reader.size()));
  std::int64_t before = 0;
  std::int64_t distance = 0;
  for (Sample& sample : samples) {
    const std::int64_t next_distance = distance + reader.signedNumber();
    distance = before == 0 ? 0 : next_distance;
    before += next_distance;
    sample.observed_at = Timestamp(std::chrono::microseconds(before));
  }
  if (!reader.atEnd()) refuse("there are bytes left over");
  return samples;
}

}  // namespace itops::sla
