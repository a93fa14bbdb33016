#include "ingest/service_path.hpp"

#include <sodium/crypto_generichash.h>
#include <utf8proc.h>

#include <algorithm>
#include <vector>

#include "http/text_repair.hpp"

namespace itops::ingest {
namespace {

constexpr std::size_t kHashLength = 6;

constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "0123456789._-")) {
    plain[static_cast<unsigned char>(c)] = true;
  }
  return plain;
}();

bool isPlain(char c) {
  return kPlain[static_cast<unsigned char>(c)];
}

bool isAllowed(utf8proc_int32_t code_point) {
  if (code_point < 0x80) return isPlain(static_cast<char>(code_point));
  switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:  // marks are parts of letters in many scripts
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return false;
  }
}

bool isPlainSegment(std::string_view text) {
  if (text.empty() || text.size() > kSegmentLengthMax) return false;
  bool plain = true;
  for (const char c : text) plain &= isPlain(c);
  return plain;
}

std::string shortHash(std::string_view text) {
  unsigned char digest[crypto_generichash_BYTES_MIN];
  crypto_generichash(digest, sizeof digest, reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), nullptr, 0);
  static constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuv";
  std::string hash;
  for (std::size_t i = 0; i < kHashLength; ++i) hash += kDigits[digest[i] & 31];
  return hash;
}

/// Code points of valid UTF-8 with everything forbidden replaced, at most `length_max` of them.
std::string replaced(std::string_view text, std::size_t length_max, bool& changed) {
  std::string result;
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t code_point = 0;
    const auto size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                         static_cast<utf8proc_ssize_t>(text.size() - at), &code_point);
    const std::size_t step = size > 0 ? static_cast<std::size_t>(size) : 1;
    const bool allowed = size > 0 && isAllowed(code_point);
    changed = changed || !allowed;
    if (length++ < length_max) result.append(allowed ? text.substr(at, step) : "-");
    at += step;
  }
  changed = changed || length > length_max;
  return result;
}

bool isWhitespace(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

template <class Predicate>
std::string_view trimmed(std::string_view text, Predicate drop) {
  while (!text.empty() && drop(text.front())) text.remove_prefix(1);
  while (!text.empty() && drop(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view withoutSlashes(std::string_view text) {
  return trimmed(text, [](char c) { return c == '/' || isWhitespace(c); });
}

std::vector<std::string_view> segmentsOf(std::string_view path) {
  path = withoutSlashes(path);
  std::vector<std::string_view> segments;
  segments.reserve(5);
  while (!path.empty()) {
    const auto slash = path.find('/');
    segments.push_back(trimmed(path.substr(0, slash), isWhitespace));
    path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
  }
  return segments;
}

/// Collects the segments of one push and warns at most once per rule.
class PathBuilder {
 public:
  PathBuilder(std::string field, Warnings& warnings)
      : field_(std::move(field)), warnings_(warnings) {}

  ServicePath build(const std::vector<std::string_view>& node, std::string_view service,
                    bool service_missing) {
    ServicePath path;
    for (std::size_t i = 0; i < path.node.size(); ++i) {
      path.node[i] = i < node.size() && !node[i].empty() ? segment(node[i]) : padded();
    }
    std::string name = service_missing ? std::string(kUnknownSegment) : std::string(service);
    const bool node_sanitized = sanitized_;
    path.service = node.size() > path.node.size() ? folded(node, name) : segment(name);
    service_sanitized_ = sanitized_ && !node_sanitized;
    warn(path, service_missing);
    return path;
  }

 private:
  std::string segment(std::string_view text) { return normalizeSegment(text, sanitized_); }

  std::string padded() {
    padded_ = true;
    return std::string(kUnknownSegment);
  }

  std::string folded(const std::vector<std::string_view>& node, const std::string& service) {
    folded_ = true;
    std::string name;
    for (std::size_t i = 4; i < node.size(); ++i) name.append(node[i]).append("-");
    return segment(name + service);
  }

  void warn(const ServicePath& path, bool service_missing) {
    if (service_missing) add("service.missing", "No service was named", path);
    if (padded_) add("path.padded", "The node has fewer than 4 segments", path);
    if (folded_) add("path.folded", "The path has more than 5 segments", path);
    if (sanitized_) {
      add("path.sanitized",
          "A segment may hold letters, digits, '.', '_' and '-', at most 63 characters", path);
    }
  }

  void add(const std::string& code, const std::string& finding, const ServicePath& path) {
    const bool of_service = field_ != "path" && (code == "service.missing" ||
                                                 (code == "path.sanitized" && service_sanitized_));
    warnings_.push_back(
        {code, of_service ? "service" : field_, finding + "; stored as '" + path.text() + "'."});
  }

  std::string field_;
  Warnings& warnings_;
  bool padded_ = false;
  bool folded_ = false;
  bool sanitized_ = false;
  bool service_sanitized_ = false;  ///< and every segment of the node was fine
};

bool isGiven(const std::optional<std::string_view>& text) {
  return text && !withoutSlashes(*text).empty();
}

/// The usual path: five plain segments, which are stored as they are. Empty for any other.
std::optional<ServicePath> fromPlainPath(std::string_view text) {
  std::array<std::string_view, 4> node;
  for (auto& segment : node) {
    segment = text.substr(0, text.find('/'));
    if (segment.size() == text.size() || !isPlainSegment(segment)) return std::nullopt;
    text.remove_prefix(segment.size() + 1);
  }
  if (!isPlainSegment(text)) return std::nullopt;
  return ServicePath{
      {std::string(node[0]), std::string(node[1]), std::string(node[2]), std::string(node[3])},
      std::string(text)};
}

ServicePath fromPath(std::string_view text, Warnings& warnings) {
  if (auto path = fromPlainPath(text)) return std::move(*path);
  auto segments = segmentsOf(text);
  const auto service = segments.back();
  segments.pop_back();
  // Only five segments are node plus name; the surplus ones stand before the name.
  return PathBuilder("path", warnings).build(segments, service, service.empty());
}

ServicePath fromParts(const PathInput& input, Warnings& warnings) {
  const auto node = input.node_id ? segmentsOf(*input.node_id) : std::vector<std::string_view>{};
  const bool missing = !isGiven(input.service);
  const auto service = missing ? std::string_view{} : trimmed(*input.service, isWhitespace);
  return PathBuilder("nodeId", warnings).build(node, service, missing);
}

void warnConflict(const PathInput& input, const ServicePath& chosen, Warnings& warnings) {
  Warnings ignored;
  const auto other = fromParts(input, ignored);
  const bool same = (!isGiven(input.service) || other.service == chosen.service) &&
                    (!isGiven(input.node_id) || other.node == chosen.node);
  if (same) return;
  warnings.push_back({"path.conflict", "path",
                      "'path' and 'service'/'nodeId' name different services; 'path' counts: '" +
                          chosen.text() + "'."});
}

}  // namespace

std::string ServicePath::nodePath() const {
  return node[0] + "/" + node[1] + "/" + node[2] + "/" + node[3];
}

std::string ServicePath::text() const {
  std::size_t length = node.size() + service.size();
  for (const std::string& segment : node) length += segment.size();
  std::string text(length, '/');
  auto at = text.begin();
  for (const std::string& segment : node) at = std::copy(segment.begin(), segment.end(), at) + 1;
  std::copy(service.begin(), service.end(), at);
  return text;
}

std::string normalizeSegment(std::string_view segment, bool& changed) {
  if (isPlainSegment(segment)) return std::string(segment);
  const std::string original = http::composedForm(segment).value_or(std::string(segment));
  bool dirty = original.empty();
  std::string result = replaced(original, kSegmentLengthMax, dirty);
  if (!dirty) return result;
  changed = true;
  bool cut = false;
  return replaced(result, kSegmentLengthMax - kHashLength - 1, cut) + "-" + shortHash(original);
}

ServicePath normalizePath(const PathInput& input, Warnings& warnings) {
  if (!isGiven(input.path)) return fromParts(input, warnings);
  ServicePath path = fromPath(*input.path, warnings);
  if (isGiven(input.service) || isGiven(input.node_id)) warnConflict(input, path, warnings);
  return path;
}

std::optional<ServicePath> parseStoredPath(std::string_view text) {
  Warnings warnings;
  const ServicePath path = normalizePath({text, {}, {}}, warnings);
  if (!warnings.empty() || path.text() != text) return std::nullopt;
  return path;
}

}  // namespace itops::ingest
