#include "http/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <optional>

#include "http/ascii_case.hpp"

namespace itops::http {
namespace {

constexpr std::size_t kBodyBytesMin = 1024;

// Of level 1; level 6 makes JSON a fifth smaller and takes three times as long.
constexpr int kLevel = Z_BEST_SPEED;
constexpr int kGzipWindowBits = 15 + 16;
constexpr int kMemoryLevel = 8;

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// A q-value in thousandths; what is no q-value refuses.
int thousandths(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return 0;
  int value = (text[0] - '0') * 1000;
  if (text.size() == 1) return value;
  if (text[1] != '.') return 0;
  int weight = 100;
  for (const char digit : text.substr(2)) {
    if (digit < '0' || digit > '9') return 0;
    value += (digit - '0') * weight;
    weight /= 10;
  }
  return std::min(value, 1000);
}

int qualityOf(std::string_view parameters) {
  while (!parameters.empty()) {
    const auto one = trimmed(parameters.substr(0, parameters.find(';')));
    parameters.remove_prefix(std::min(parameters.size(), parameters.find(';')));
    if (!parameters.empty()) parameters.remove_prefix(1);
    if (one.size() > 2 && equalsIgnoringCase(one.substr(0, 2), "q=")) {
      return thousandths(one.substr(2));
    }
  }
  return 1000;
}

/// Qualities of an Accept-Encoding header; empty where it doesn't name the coding.
struct Qualities {
  std::optional<int> gzip, identity, any;
};

Qualities qualitiesOf(std::string_view header) {
  Qualities qualities;
  while (!header.empty()) {
    const auto item = header.substr(0, header.find(','));
    header.remove_prefix(std::min(item.size() + 1, header.size()));
    const auto coding = trimmed(item.substr(0, item.find(';')));
    const auto end = std::min(item.find(';'), item.size());
    const int quality = qualityOf(item.substr(std::min(end + 1, item.size())));
    if (equalsIgnoringCase(coding, "gzip")) qualities.gzip = quality;
    if (equalsIgnoringCase(coding, "identity")) qualities.identity = quality;
    if (coding == "*") qualities.any = quality;
  }
  return qualities;
}

bool compressible(std::string_view content_type) {
  const auto type = trimmed(content_type.substr(0, content_type.find(';')));
  if (type == "text/event-stream") return false;
  return type.starts_with("text/") || type == "application/json" || type.ends_with("+json");
}

bool hasHeader(const Response& response, std::string_view name) {
  return std::any_of(response.headers.begin(), response.headers.end(),
                     [&](const auto& header) { return equalsIgnoringCase(header.first, name); });
}

/// The body as a gzip file; empty when zlib has no memory.
std::optional<std::string> gzipped(std::string_view body) {
  z_stream stream{};
  if (::deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindowBits, kMemoryLevel,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
    return std::nullopt;
  }
  std::string packed(::deflateBound(&stream, body.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int result = ::deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  ::deflateEnd(&stream);
  if (result != Z_STREAM_END) return std::nullopt;
  return packed;
}

}  // namespace

bool prefersGzip(std::string_view accept_encoding) {
  const auto qualities = qualitiesOf(accept_encoding);
  const int gzip = qualities.gzip.value_or(qualities.any.value_or(0));
  return gzip > 0 && gzip >= qualities.identity.value_or(0);
}

void compressIfWanted(Response& response, std::string_view accept_encoding) {
  if (response.body.size() < kBodyBytesMin || !compressible(response.content_type)) return;
  if (hasHeader(response, "Content-Encoding")) return;
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (!prefersGzip(accept_encoding)) return;
  auto packed = gzipped(response.body);
  if (!packed || packed->size() >= response.body.size()) return;
  response.body = std::move(*packed);
  response.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace itops::http
