#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace itops::ingest {

/// 64-bit hash of a sequence of values, for this process only. Absent, empty and differently
/// divided texts differ. Multiplies to 128 bits and folds, as wyhash does: a few instructions for
/// eight bytes, and every bit of the input reaches every bit of the result. Not for secrets.
class Fingerprint {
 public:
  explicit Fingerprint(std::uint64_t start) : hash_(start ^ kOffset) {}

  Fingerprint& add(std::uint64_t number) {
    hash_ = folded(hash_ ^ number, kFactor);
    return *this;
  }

  Fingerprint& add(std::string_view text) {
    add(text.size() + kPresent);
    for (; text.size() > sizeof(std::uint64_t); text.remove_prefix(sizeof(std::uint64_t))) {
      add(word(text.data(), sizeof(std::uint64_t)));
    }
    return add(word(text.data(), text.size()));
  }

  Fingerprint& add(const std::optional<std::string>& text) {
    return text ? add(std::string_view(*text)) : add(kAbsent);
  }

  std::uint64_t value() const { return folded(hash_, kOffset); }

 private:
  static constexpr std::uint64_t kOffset = 0xa0761d6478bd642f;
  static constexpr std::uint64_t kFactor = 0xe7037ed1a0b428db;
  static constexpr std::uint64_t kAbsent = 0;
  static constexpr std::uint64_t kPresent = 1;

  static std::uint64_t folded(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64) ^ a;
  }

  static std::uint64_t word(const char* bytes, std::size_t count) {
    std::uint64_t word = 0;
    if (count > 0) std::memcpy(&word, bytes, count);
    return word;
  }

  std::uint64_t hash_;
};

}  // namespace itops::ingest
