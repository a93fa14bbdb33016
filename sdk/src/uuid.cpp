#include "itops/uuid.hpp"

#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <span>

#include "itops/error.hpp"

namespace itops {
namespace {

constexpr std::size_t kTextLength = 36;
constexpr std::string_view kHexDigits = "0123456789abcdef";

bool isDashPosition(std::size_t position) {
  return position == 8 || position == 13 || position == 18 || position == 23;
}

int hexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void fillRandom(std::span<std::uint8_t> bytes) {
  if (::getentropy(bytes.data(), bytes.size()) == 0) return;
  throw Error(ErrorKind::kInternal, "no_entropy", "The system gave no random bytes.",
              "getentropy failed; the kernel must be Linux 3.17 or newer");
}

/// 48 bits of milliseconds, then the version and 12 bits of the millisecond's fraction (RFC 9562,
/// section 6.2, method 3), so that ids of one millisecond are in order too.
void fillTime(Uuid& uuid) {
  using std::chrono::nanoseconds;
  constexpr std::uint64_t kNanosecondsPerMillisecond = 1'000'000;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto total = static_cast<std::uint64_t>(nanoseconds(now).count());
  const std::uint64_t milliseconds = total / kNanosecondsPerMillisecond;
  const std::uint64_t fraction =
      (total % kNanosecondsPerMillisecond) * 4096 / kNanosecondsPerMillisecond;
  for (std::size_t i = 0; i < 6; ++i) {
    uuid.bytes[i] = static_cast<std::uint8_t>(milliseconds >> (40 - 8 * i));
  }
  uuid.bytes[6] = static_cast<std::uint8_t>(0x70 | (fraction >> 8));
  uuid.bytes[7] = static_cast<std::uint8_t>(fraction);
}

}  // namespace

Uuid Uuid::generate() {
  Uuid uuid;
  fillRandom(std::span(uuid.bytes).subspan(8));
  fillTime(uuid);
  constexpr std::uint8_t kVariantMask = 0x3F;
  constexpr std::uint8_t kVariant = 0x80;
  uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & kVariantMask) | kVariant);
  return uuid;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != kTextLength) return std::nullopt;
  Uuid uuid;
  std::size_t nibble = 0;
  for (std::size_t position = 0; position < kTextLength; ++position) {
    if (isDashPosition(position)) {
      if (text[position] != '-') return std::nullopt;
      continue;
    }
    const int value = hexValue(text[position]);
    if (value < 0) return std::nullopt;
    std::uint8_t& byte = uuid.bytes[nibble / 2];
    byte = static_cast<std::uint8_t>(byte << 4 | value);
    ++nibble;
  }
  return uuid;
}

std::string Uuid::toString() const {
  constexpr std::array<std::uint8_t, 16> kPlaces{0,  2,  4,  6,  9,  11, 14, 16,
                                                 19, 21, 24, 26, 28, 30, 32, 34};
  std::string text(kTextLength, '-');
  char* const out = text.data();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    out[kPlaces[i]] = kHexDigits[bytes[i] >> 4];
    out[kPlaces[i] + 1] = kHexDigits[bytes[i] & 0x0F];
  }
  return text;
}

}  // namespace itops
