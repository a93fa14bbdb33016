#include "http/exchange.hpp"

#include <algorithm>

#include "http/ascii_case.hpp"
#include "http/method.hpp"
#include "http/percent.hpp"
#include "http/text_repair.hpp"
#include "itops/error.hpp"

namespace itops::http {
namespace {

constexpr std::size_t kKeptBufferBytesMax = std::size_t{16} * 1024;

const Principal& nobody() {
  static const Principal kNobody{"anonymous", {}, PrincipalKind::kAnonymous};
  return kNobody;
}

std::string decodedText(std::string_view text, bool plus_is_space = false) {
  std::string decoded = percentDecode(text, plus_is_space);
  auto repaired = repairedText(decoded);
  return repaired ? *std::move(repaired) : std::move(decoded);
}

void emptyBuffer(std::string& buffer) {
  if (buffer.capacity() > kKeptBufferBytesMax) std::string().swap(buffer);
  buffer.clear();
}

}  // namespace

void Exchange::reset() {
  emptyBuffer(head_text_);
  emptyBuffer(body_);
  decoded_path_.clear();
  path_ = {};
  parameters_.clear();
  head_.fields.clear();
  head_.method = head_.target = {};
  head_.http11 = true;
  head_.keep_alive = head_.chunked = false;
  head_.content_length = 0;
  target_ = {};
  match_ = {};
  principal_.reset();
  body_was_repaired_ = false;
}

void Exchange::begin(const ClientAddress& client, TimePoint started, RequestIdSource& ids) {
  reset();
  client_ = client;
  client_text_.clear();
  started_ = started;
  ids.next(request_id_);
}

std::optional<Problem> Exchange::readHead(std::string_view head, const ServerOptions& options) {
  head_text_ = head;
  auto problem = parser_.parseHead(head_text_, options.headers_max, options.body_bytes_max, head_);
  if (const auto id = header("X-Request-Id"); id && RequestIdSource::acceptable(*id)) {
    request_id_ = *id;
  }
  if (!problem) problem = splitTarget(head_.target, target_);
  if (problem) return problem;
  path_ = target_.raw_path;
  if (path_.find('%') != path_.npos) path_ = decoded_path_ = decodedText(path_);
  return std::nullopt;
}

// Several headers of that name are one list.
void Exchange::findClient(const TrustedProxies& proxies) {
  std::string forwarded_for;
  for (const auto& field : head_.fields) {
    if (!equalsIgnoringCase(field.name, "X-Forwarded-For")) continue;
    if (!forwarded_for.empty()) forwarded_for += ',';
    forwarded_for += field.value;
  }
  client_ = proxies.clientOf(client_, forwarded_for);
}

RequestParser::BodyStep Exchange::readBody(std::string_view input) {
  return parser_.parseBody(input, body_);
}

void Exchange::repairBody() {
  auto repaired = repairedBody(body_);
  if (!repaired) return;
  body_ = *std::move(repaired);
  body_was_repaired_ = true;
}

RouteMatch::Kind Exchange::findRoute(const RouteTable& routes) {
  match_ = routes.match(head_.method, target_.raw_path);
  for (std::size_t i = 0; i < match_.captures.count; ++i) {
    parameters_.push_back(decodedText(match_.captures.values[i]));
  }
  return match_.kind;
}

Method Exchange::method() const {
  return methodOf(head_.method).value_or(Method::kGet);
}

std::string_view Exchange::parameter(std::string_view name) const {
  if (match_.route != nullptr) {
    const auto& names = match_.route->parameter_names;
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return parameters_[static_cast<std::size_t>(found - names.begin())];
  }
  throw Error(ErrorKind::kInternal, "parameter_unknown",
              "The route has no path parameter '" + std::string(name) + "'.");
}

std::optional<std::string> Exchange::query(std::string_view name) const {
  std::optional<std::string> value;
  std::string_view rest = target_.raw_query;
  while (!rest.empty()) {
    const auto pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    const auto equals = std::min(pair.find('='), pair.size());
    if (percentDecode(pair.substr(0, equals), true) != name) continue;
    value = decodedText(pair.substr(std::min(equals + 1, pair.size())), true);
  }
  return value;
}

const Principal& Exchange::principal() const {
  return principal_ ? *principal_ : nobody();
}

std::string_view Exchange::clientAddress() const {
  if (client_text_.empty()) client_text_ = client_.host();
  return client_text_;
}

std::optional<std::string_view> Exchange::header(std::string_view name) const {
  for (const auto& field : head_.fields) {
    if (equalsIgnoringCase(field.name, name)) return field.value;
  }
  return std::nullopt;
}

}  // namespace itops::http
