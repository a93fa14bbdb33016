#pragma once

// Included by beast_machine.cpp and request_parser.cpp only: Beast is slow to compile.
#include <boost/beast/http/basic_parser.hpp>

#include <string>

#include "http/request_head.hpp"

namespace itops::http {

/// Beast's parser with our collection of fields and body bytes.
class BeastMachine final : public boost::beast::http::basic_parser<true> {
 public:
  using error_code = boost::beast::error_code;
  using string_view = boost::beast::string_view;
  using field = boost::beast::http::field;

  /// Why the fields are refused although each is well-formed; null when they aren't.
  const char* refusal() const;

  RequestHead* head = nullptr;  ///< filled while the head is parsed
  std::string* body = nullptr;  ///< appended to while the body is parsed
  std::size_t headers_max = 0;
  bool too_many_headers = false;

 private:
  void on_request_impl(boost::beast::http::verb, string_view method, string_view target,
                       int version, error_code& ec) override;
  void on_response_impl(int, string_view, int, error_code& ec) override { ec = {}; }
  void on_field_impl(field name, string_view text, string_view value, error_code& ec) override;
  void on_header_impl(error_code& ec) override { ec = {}; }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code& ec) override {
    ec = {};
  }
  std::size_t on_body_impl(string_view piece, error_code& ec) override;
  void on_chunk_header_impl(std::uint64_t, string_view, error_code& ec) override { ec = {}; }
  std::size_t on_chunk_body_impl(std::uint64_t, string_view piece, error_code& ec) override;
  void on_finish_impl(error_code& ec) override { ec = {}; }

  void noteField(field name, string_view value);

  int hosts_ = 0;
  int content_lengths_ = 0;
  int transfer_encodings_ = 0;
  bool content_length_plain_ = true;
  bool only_chunked_ = true;
  bool host_plain_ = true;
};

}  // namespace itops::http
