#include "auth/access_tokens.hpp"

#include <Poco/Exception.h>
#include <Poco/JWT/Signer.h>
#include <Poco/JWT/Token.h>

#include <algorithm>
#include <boost/json.hpp>
#include <sstream>

namespace itops::auth {
namespace {

using Poco::JWT::Signer;

constexpr const char* kIssuer = "itops";
/// `{"alg":"HS256","typ":"JWT"}`, as the library writes it.
constexpr std::string_view kHeader = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.";
constexpr std::size_t kTokenBytesMax = 2048;

std::int64_t seconds(Timestamp time) {
  return std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
}

/// Only texts and integers as we write them; the library converts much else into a text.
std::optional<AccessClaims> claimsIn(Poco::JWT::Token& token) {
  boost::json::error_code error;
  std::ostringstream text;
  token.payload().stringify(text);
  const auto payload = boost::json::parse(text.str(), error);
  if (error || !payload.is_object()) return std::nullopt;
  const auto& members = payload.as_object();
  const auto* issuer = members.if_contains("iss");
  const auto* account = members.if_contains("sub");
  const auto* session = members.if_contains("sid");
  const auto* expiry = members.if_contains("exp");
  if (!issuer || *issuer != kIssuer || !account || !account->is_string() || !session ||
      !session->is_string() || !expiry || !expiry->is_int64()) {
    return std::nullopt;
  }
  return AccessClaims{std::string(std::string_view(account->get_string())),
                      std::string(std::string_view(session->get_string())),
                      Timestamp(std::chrono::seconds(expiry->get_int64()))};
}

}  // namespace

struct AccessTokens::Impl {
  Signer signer;
};

AccessTokens::AccessTokens(const Secret& key) : impl_(new Impl{Signer(key.reveal())}) {
  impl_->signer.setAlgorithms({Signer::ALGO_HS256});
}

AccessTokens::~AccessTokens() = default;

std::string AccessTokens::issue(const AccessClaims& claims, Timestamp now) const {
  Poco::JWT::Token token;
  token.setType("JWT");
  token.setIssuer(kIssuer);
  token.setSubject(claims.account);
  token.payload().set("sid", claims.session);
  token.payload().set("iat", seconds(now));
  token.payload().set("exp", seconds(claims.expires_at));
  return impl_->signer.sign(token, Signer::ALGO_HS256);
}

std::optional<AccessClaims> AccessTokens::verify(std::string_view token, Timestamp now) const {
  if (token.size() > kTokenBytesMax || !token.starts_with(kHeader)) return std::nullopt;
  // The library looks at the first three parts and would let more of them pass.
  if (std::count(token.begin(), token.end(), '.') != 2) return std::nullopt;
  try {
    Poco::JWT::Token read;
    if (!impl_->signer.tryVerify(std::string(token), read)) return std::nullopt;
    auto claims = claimsIn(read);
    if (claims && claims->expires_at > now) return claims;
  } catch (const Poco::Exception&) {
    // Whatever is wrong with a stranger's text, it is no token of ours.
  }
  return std::nullopt;
}

}  // namespace itops::auth
