#include "http/beast_machine.hpp"

#include <algorithm>
#include <boost/beast/core/string.hpp>

namespace itops::http {
namespace {

std::string_view plain(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

bool endsHost(char c) {
  return c == ' ' || c == '\t' || c == ',' || c == '/' || c == '@' || c == '"';
}

bool onlyDigits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

const char* BeastMachine::refusal() const {
  if (hosts_ > 1) return "it has more than one Host header";
  if (hosts_ == 0 && head->http11) return "HTTP/1.1 needs a Host header";
  if (!host_plain_) return "its Host header is not a host name with an optional port";
  if (content_lengths_ > 1) return "it has more than one Content-Length header";
  if (!content_length_plain_) return "its Content-Length is not a plain number";
  if (transfer_encodings_ > 0 && !head->http11) return "HTTP/1.0 knows no Transfer-Encoding";
  if (transfer_encodings_ > 1 || !only_chunked_) {
    return "its Transfer-Encoding must be exactly 'chunked'";
  }
  return nullptr;
}

void BeastMachine::on_request_impl(boost::beast::http::verb, string_view method, string_view target,
                                   int version, error_code& ec) {
  head->method = plain(method);
  head->target = plain(target);
  head->http11 = version == 11;
  ec = {};
}

void BeastMachine::on_field_impl(field name, string_view text, string_view value, error_code& ec) {
  ec = {};
  // Trailers of a chunked body come through here too; they never become headers.
  if (is_header_done()) return;
  if (head->fields.size() >= headers_max) {
    too_many_headers = true;
    ec = boost::beast::http::error::header_limit;
    return;
  }
  noteField(name, value);
  head->fields.push_back({plain(text), plain(value)});
}

void BeastMachine::noteField(field name, string_view value) {
  if (name == field::host) {
    ++hosts_;
    host_plain_ = std::none_of(value.begin(), value.end(), endsHost);
  } else if (name == field::content_length) {
    ++content_lengths_;
    content_length_plain_ = content_length_plain_ && onlyDigits(plain(value));
  } else if (name == field::transfer_encoding) {
    ++transfer_encodings_;
    only_chunked_ = only_chunked_ && boost::beast::iequals(value, "chunked");
  }
}

std::size_t BeastMachine::on_body_impl(string_view piece, error_code& ec) {
  body->append(piece.data(), piece.size());
  ec = {};
  return piece.size();
}

std::size_t BeastMachine::on_chunk_body_impl(std::uint64_t, string_view piece, error_code& ec) {
  return on_body_impl(piece, ec);
}

}  // namespace itops::http
