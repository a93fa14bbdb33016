#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "itops/secret.hpp"
#include "itops/timestamp.hpp"

namespace itops::license {

/// Longer texts are no tokens.
inline constexpr std::size_t kTokenBytesMax = 16'384;

/// What a licence says.
struct License {
  std::string licensee;
  std::vector<std::string> plugins = {};  ///< ids; `*` is all of them
  Timestamp issued_at{};
  std::optional<Timestamp> expires_at = {};

  bool covers(std::string_view plugin) const;
  bool operator==(const License&) const = default;
};

/// What is thought of a token.
enum class Standing { kNone, kValid, kExpired, kForeign, kMalformed, kNoPublicKey };

/// `none`, `valid`, `expired`, `foreign`, `malformed`, `no_public_key`.
std::string_view standingName(Standing standing);

/// A token and what it says; `license` is there when the signature is right, also of an expired
/// one.
struct Verdict {
  Standing standing = Standing::kNone;
  std::optional<License> license = {};
};

/// A pair of Ed25519 keys, both as base64.
struct KeyPair {
  std::string public_key;
  Secret secret_key;
};

KeyPair makeKeys();

/// The token: a JWT signed with Ed25519 (`EdDSA`). Throws Error(kInvalid, "license_key_invalid")
/// for a key that is none.
std::string sign(const License& license, const Secret& secret_key);

/// Judges any text. Never throws. [any]
Verdict verify(const std::string& token, const std::string& public_key, Timestamp now);

}  // namespace itops::license
