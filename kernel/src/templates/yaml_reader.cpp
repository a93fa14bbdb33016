#include "templates/yaml_reader.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <optional>
#include <sstream>
#include <utility>
#include <vector>

#include "http/text_repair.hpp"
#include "itops/error.hpp"
#include "templates/plain_scalar.hpp"

namespace itops::templates {
namespace {

namespace json = boost::json;

[[noreturn]] void refuse(const YAML::Mark& mark, const std::string& reason) {
  throw Error(ErrorKind::kInvalid, "yaml_invalid",
              "The body can't be read as YAML: line " + std::to_string(mark.line + 1) + ": " +
                  reason + ".");
}

/// Builds the value from the parser's events, not from its nodes, in which an alias is the node
/// that it points to.
class JsonBuilder final : public YAML::EventHandler {
 public:
  json::value take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    checkPlain(mark, anchor, {});
    expectsKey() ? setKey(mark, "") : add(nullptr);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuseAnchor(mark); }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& given) override {
    const std::string text = http::repairedText(given).value_or(given);
    checkPlain(mark, anchor, tag);
    if (expectsKey()) return setKey(mark, text);
    add(tag == "?" ? plainScalar(text) : json::value(text));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, anchor, tag, json::array());
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, anchor, tag, json::object());
  }
  void OnMapEnd() override { close(); }

 private:
  /// A list or map that has begun; it is put into its parent when it ends.
  struct Open {
    json::value value;
    std::optional<std::string> key = {};  ///< of a map: read, while its value is awaited
  };

  static void refuseAnchor(const YAML::Mark& mark) {
    refuse(mark, "anchors and aliases are not allowed; write the value out");
  }

  static void checkPlain(const YAML::Mark& mark, YAML::anchor_t anchor, const std::string& tag) {
    if (anchor != YAML::NullAnchor) refuseAnchor(mark);
    const bool known = tag.empty() || tag == "?" || tag == "!" || tag == "tag:yaml.org,2002:str";
    if (!known) refuse(mark, "the tag " + tag + " is not allowed");
  }

  bool expectsKey() const {
    return !open_.empty() && open_.back().value.is_object() && !open_.back().key;
  }

  void setKey(const YAML::Mark& mark, const std::string& key) {
    if (open_.back().value.as_object().contains(key)) {
      refuse(mark, "the key '" + key + "' stands there twice");
    }
    open_.back().key = key;
  }

  void open(const YAML::Mark& mark, YAML::anchor_t anchor, const std::string& tag,
            json::value empty) {
    checkPlain(mark, anchor, tag);
    if (expectsKey()) refuse(mark, "a key must be a text");
    if (open_.size() >= kDepthMax) {
      refuse(mark, "the nesting is deeper than " + std::to_string(kDepthMax));
    }
    open_.push_back({std::move(empty)});
  }

  void close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    add(std::move(done.value));
  }

  void add(json::value value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return;
    }
    Open& parent = open_.back();
    if (parent.value.is_array()) {
      parent.value.as_array().push_back(std::move(value));
      return;
    }
    parent.value.as_object()[*parent.key] = std::move(value);
    parent.key.reset();
  }

  json::value root_;
  std::vector<Open> open_;
};

}  // namespace

json::value readYaml(const std::string& text) {
  std::istringstream stream(text);
  try {
    YAML::Parser parser(stream);
    JsonBuilder builder;
    JsonBuilder second;
    parser.HandleNextDocument(builder);
    if (parser.HandleNextDocument(second)) {
      throw Error(ErrorKind::kInvalid, "yaml_invalid",
                  "The body holds several YAML documents; send one.");
    }
    return builder.take();
  } catch (const YAML::Exception& exception) {
    refuse(exception.mark, exception.msg);
  }
}

}  // namespace itops::templates
