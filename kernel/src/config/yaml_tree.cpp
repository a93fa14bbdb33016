#include "config/yaml_tree.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <sstream>
#include <utility>

#include "config/origin.hpp"
#include "config/read_file.hpp"
#include "logging/escape.hpp"

namespace itops::config {
namespace {

/// Builds the tree from the parser's events. Not from its own nodes: there an alias is the node
/// that it points to, so that a file of a few lines can stand for billions of nodes.
class TreeBuilder final : public YAML::EventHandler {
 public:
  YamlNode take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(YamlNode::Kind::kNull, mark, anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuseAnchors(mark); }

  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                const std::string& value) override {
    if (expectsKey()) {
      if (anchor != YAML::NullAnchor) refuseAnchors(mark);
      open_.back().key = value;
      open_.back().key_line = mark.line + 1;
      return;
    }
    add(YamlNode::Kind::kText, mark, anchor).text = value;
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::kList, mark, anchor);
  }
  void OnSequenceEnd() override { open_.pop_back(); }

  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::kMap, mark, anchor);
  }
  void OnMapEnd() override { open_.pop_back(); }

 private:
  /// A list or map that has begun. The node stays where it is: its siblings come after its end.
  struct Open {
    YamlNode* node;
    std::optional<std::string> key = {};
    int key_line = 0;
  };

  [[noreturn]] static void refuse(const YAML::Mark& mark, const std::string& problem) {
    throw YAML::ParserException(mark, problem);
  }

  [[noreturn]] static void refuseAnchors(const YAML::Mark& mark) {
    refuse(mark, "found an anchor or alias, expected each value written out");
  }

  bool expectsKey() const {
    return !open_.empty() && open_.back().node->kind == YamlNode::Kind::kMap && !open_.back().key;
  }

  YamlNode& add(YamlNode::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) refuseAnchors(mark);
    if (expectsKey()) refuse(mark, "found a key that is no text, expected the name of a setting");
    if (++count_ > kYamlNodesMax) {
      refuse(mark, "found too many values, expected at most " + std::to_string(kYamlNodesMax));
    }
    YamlNode node{.kind = kind, .line = mark.line + 1};
    if (open_.empty()) return root_ = std::move(node);
    Open& parent = open_.back();
    if (parent.key) {
      node.key = *std::exchange(parent.key, std::nullopt);
      node.line = parent.key_line;
    }
    return parent.node->children.emplace_back(std::move(node));
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (open_.size() >= kYamlDepthMax) {
      refuse(mark, "found deeper nesting than " + std::to_string(kYamlDepthMax) + " levels");
    }
    YamlNode& node = add(kind, mark, anchor);
    open_.push_back({&node});
  }

  YamlNode root_;
  std::vector<Open> open_;
  std::size_t count_ = 0;
};

YamlNode parseOneDocument(std::string text) {
  // The parser takes an unclosed quote for closed when a line end is the last thing in the file.
  text.resize(text.find_last_not_of(" \r\n") + 1);
  std::istringstream input(text);
  YAML::Parser parser(input);
  TreeBuilder builder;
  if (!parser.HandleNextDocument(builder)) return {};
  TreeBuilder next;
  if (parser.HandleNextDocument(next)) {
    throw YAML::ParserException(YAML::Mark::null_mark(), "found a second document, expected one");
  }
  return builder.take();
}

}  // namespace

std::optional<YamlNode> readYamlTree(const std::filesystem::path& file, Problems& problems) {
  Origin place{.kind = Origin::Kind::kFile, .name = file.string(), .line = 1};
  FileText content = readFile(file, kFileBytesMax);
  if (!content.problem.empty()) {
    problems.error(place.describe() + ": the file can't be read: " + content.problem);
    return std::nullopt;
  }
  try {
    return parseOneDocument(std::move(content.text));
  } catch (const YAML::Exception& problem) {
    if (!problem.mark.is_null()) place.line = problem.mark.line + 1;
    std::string reason;
    appendEscaped(reason, problem.msg);
    problems.error(place.describe() + ": no readable YAML: " + reason);
    return std::nullopt;
  }
}

}  // namespace itops::config
