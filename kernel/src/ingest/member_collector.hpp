#pragma once

// Included by push_document.cpp only: the parser calls these functions for every piece of a body,
// so they have to be inline.

#include <boost/json/basic_parser_impl.hpp>
#include <functional>

#include "ingest/push_document.hpp"

namespace itops::ingest {

/// Receives the events of Boost's parser and keeps what a PushDocument holds. Depth 1 is the object
/// itself, depth 2 a member that is an array or object.
class MemberCollector {
 public:
  using ErrorCode = boost::json::error_code;
  using Text = boost::json::string_view;

  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);

  /// What a hostile body has more is not kept.
  static constexpr std::size_t kMembersMax = 256;

  explicit MemberCollector(std::string_view body) : body_(body) {}

  bool on_document_begin(ErrorCode&) { return true; }
  bool on_document_end(ErrorCode&) { return true; }
  bool on_object_begin(ErrorCode&) {
    if (depth_ == 0) {
      is_object_ = true;
      document_.members_.reserve(kMembersUsual);
    }
    return open(PushValue::Kind::kObject);
  }
  bool on_object_end(std::size_t, ErrorCode&) { return close(); }
  bool on_array_begin(ErrorCode&) { return open(PushValue::Kind::kArray); }
  bool on_array_end(std::size_t, ErrorCode&) { return close(); }

  bool on_key_part(Text part, std::size_t, ErrorCode&) {
    if (depth_ == 1) text_.append(part.data(), part.size());
    return true;
  }
  bool on_key(Text part, std::size_t, ErrorCode&) {
    if (depth_ != 1) return true;
    const auto name = finished(part);
    skipping_ = document_.members_.size() >= kMembersMax;
    if (skipping_)
      ++skipped_;
    else
      document_.members_.push_back({name, {}, false});
    return true;
  }
  bool on_string_part(Text part, std::size_t, ErrorCode&) {
    if (kept()) text_.append(part.data(), part.size());
    return true;
  }
  bool on_string(Text part, std::size_t, ErrorCode&) {
    if (PushValue* value = keep(PushValue::Kind::kText)) value->text = finished(part);
    text_.clear();
    return true;
  }
  bool on_number_part(Text, ErrorCode&) { return true; }
  bool on_int64(std::int64_t number, Text, ErrorCode&) {
    if (PushValue* value = keep(PushValue::Kind::kInteger)) {
      value->integer = number;
      value->number = static_cast<double>(number);
    }
    return true;
  }
  bool on_uint64(std::uint64_t number, Text text, ErrorCode& error) {
    return on_double(static_cast<double>(number), text, error);
  }
  bool on_double(double number, Text, ErrorCode&) {
    if (PushValue* value = keep(PushValue::Kind::kNumber)) value->number = number;
    return true;
  }
  bool on_bool(bool boolean, ErrorCode&) {
    if (PushValue* value = keep(PushValue::Kind::kBool)) value->boolean = boolean;
    return true;
  }
  bool on_null(ErrorCode&) {
    keep(PushValue::Kind::kNull);
    return true;
  }
  bool on_comment_part(Text, ErrorCode&) { return true; }
  bool on_comment(Text, ErrorCode&) { return true; }

  bool isObject() const { return is_object_; }
  std::size_t skipped() const { return skipped_; }

  /// What was collected; call once, at the end.
  PushDocument take() {
    const PushValue* items = document_.items_.data();
    for (auto& member : document_.members_) {
      member.value.first_item = items;
      items += member.value.item_count;
    }
    return std::move(document_);
  }

 private:
  static constexpr std::size_t kItemsMax = 1000;  // of one array
  static constexpr std::size_t kMembersUsual = 12;
  static constexpr std::size_t kItemsUsual = 8;

  PushValue& member() { return document_.members_.back().value; }

  bool inArrayMember() {
    return depth_ == 2 && !document_.members_.empty() && member().kind == PushValue::Kind::kArray;
  }
  bool kept() { return is_object_ && !skipping_ && (depth_ == 1 || inArrayMember()); }

  bool open(PushValue::Kind kind) {
    keep(kind);
    ++depth_;
    return true;
  }
  bool close() {
    --depth_;
    return true;
  }

  /// The value to fill, null for one that is not kept.
  PushValue* keep(PushValue::Kind kind) {
    if (!kept()) return nullptr;
    PushValue* value = &member();
    if (depth_ == 2) {
      if (value->item_count >= kItemsMax) return nullptr;
      ++value->item_count;
      if (document_.items_.empty()) document_.items_.reserve(kItemsUsual);
      value = &document_.items_.emplace_back();
    }
    value->kind = kind;
    return value;
  }

  /// The whole text that ends with this part: a view of the body if it stands there in one piece.
  std::string_view finished(Text part) {
    if (text_.empty() && standsInBody(part)) return {part.data(), part.size()};
    text_.append(part.data(), part.size());
    document_.decoded_.push_front(std::move(text_));
    text_.clear();
    return document_.decoded_.front();
  }

  bool standsInBody(Text part) const {
    const std::less_equal<> before;
    return before(body_.data(), part.data()) &&
           before(part.data() + part.size(), body_.data() + body_.size());
  }

  std::string_view body_;
  bool is_object_ = false;
  bool skipping_ = false;
  std::size_t skipped_ = 0;
  std::size_t depth_ = 0;
  std::string text_;  ///< parts of a text that has escapes
  PushDocument document_;
};

}  // namespace itops::ingest
