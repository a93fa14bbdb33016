#include "license/license_token.hpp"

#include <sodium.h>

#include <algorithm>
#include <boost/json.hpp>

#include "itops/error.hpp"

namespace itops::license {
namespace {

namespace json = boost::json;

constexpr const char* kHeader = R"({"alg":"EdDSA","typ":"JWT"})";
constexpr int kUrlSafe = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr int kOriginal = sodium_base64_VARIANT_ORIGINAL;

std::string encoded(std::string_view bytes, int variant) {
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), variant);
  text.resize(text.find('\0'));
  return text;
}

std::optional<std::string> decoded(std::string_view text, int variant) {
  std::string bytes(text.size() + 1, '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &size, nullptr, variant) != 0) {
    return std::nullopt;
  }
  bytes.resize(size);
  return bytes;
}

const unsigned char* bytesOf(const std::string& text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Timestamp instant(const json::value& value) {
  constexpr std::int64_t kLast = 253'402'300'799;  // the end of the year 9999
  return Timestamp(std::chrono::seconds(std::clamp<std::int64_t>(value.as_int64(), 0, kLast)));
}

/// Throws what Boost.JSON throws for a payload of another form.
License licenseFrom(const std::string& payload) {
  const auto document = json::parse(payload).as_object();
  License license;
  license.licensee = std::string_view(document.at("sub").as_string());
  for (const auto& plugin : document.at("plugins").as_array()) {
    license.plugins.emplace_back(std::string_view(plugin.as_string()));
  }
  license.issued_at = instant(document.at("iat"));
  if (const auto* expiry = document.if_contains("exp")) license.expires_at = instant(*expiry);
  return license;
}

std::int64_t seconds(Timestamp time) {
  return std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
}

}  // namespace

bool License::covers(std::string_view plugin) const {
  return std::any_of(plugins.begin(), plugins.end(),
                     [&](const std::string& one) { return one == plugin || one == "*"; });
}

std::string_view standingName(Standing standing) {
  switch (standing) {
    case Standing::kValid:
      return "valid";
    case Standing::kExpired:
      return "expired";
    case Standing::kForeign:
      return "foreign";
    case Standing::kMalformed:
      return "malformed";
    case Standing::kNoPublicKey:
      return "no_public_key";
    case Standing::kNone:
      break;
  }
  return "none";
}

KeyPair makeKeys() {
  std::string public_key(crypto_sign_PUBLICKEYBYTES, '\0');
  std::string secret_key(crypto_sign_SECRETKEYBYTES, '\0');
  crypto_sign_keypair(reinterpret_cast<unsigned char*>(public_key.data()),
                      reinterpret_cast<unsigned char*>(secret_key.data()));
  return {encoded(public_key, kOriginal), Secret(encoded(secret_key, kOriginal))};
}

std::string sign(const License& license, const Secret& secret_key) {
  const auto key = decoded(secret_key.reveal(), kOriginal);
  if (!key || key->size() != crypto_sign_SECRETKEYBYTES) {
    throw Error(ErrorKind::kInvalid, "license_key_invalid",
                "The key to sign with is none: expected what itops license keygen printed.");
  }
  json::object payload{{"iss", "itops"},
                       {"sub", license.licensee},
                       {"plugins", json::array(license.plugins.begin(), license.plugins.end())},
                       {"iat", seconds(license.issued_at)}};
  if (license.expires_at) payload["exp"] = seconds(*license.expires_at);
  const std::string body =
      encoded(kHeader, kUrlSafe) + "." + encoded(json::serialize(payload), kUrlSafe);
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr, bytesOf(body),
                       body.size(), bytesOf(*key));
  return body + "." + encoded(signature, kUrlSafe);
}

Verdict verify(const std::string& token, const std::string& public_key, Timestamp now) {
  if (token.empty()) return {};
  const auto key = decoded(public_key, kOriginal);
  if (!key || key->size() != crypto_sign_PUBLICKEYBYTES) return {Standing::kNoPublicKey};
  const auto dot = token.rfind('.');
  const std::string header = encoded(kHeader, kUrlSafe) + ".";
  if (token.size() > kTokenBytesMax || !token.starts_with(header) || dot < header.size()) {
    return {Standing::kMalformed};
  }
  const std::string body = token.substr(0, dot);
  const auto signature = decoded(std::string_view(token).substr(dot + 1), kUrlSafe);
  const auto payload = decoded(std::string_view(body).substr(header.size()), kUrlSafe);
  if (!signature || signature->size() != crypto_sign_BYTES || !payload) {
    return {Standing::kMalformed};
  }
  if (crypto_sign_verify_detached(bytesOf(*signature), bytesOf(body), body.size(), bytesOf(*key)) !=
      0) {
    return {Standing::kForeign};
  }
  try {
    const auto license = licenseFrom(*payload);
    const bool over = license.expires_at && *license.expires_at <= now;
    return {over ? Standing::kExpired : Standing::kValid, license};
  } catch (const std::exception&) {
    return {Standing::kMalformed};  // signed by us in a form that this version doesn't know
  }
}

}  // namespace itops::license
