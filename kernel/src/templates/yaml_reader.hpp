#pragma once

#include <boost/json.hpp>
#include <string>

namespace itops::templates {

/// Deeper documents, also of JSON, are refused.
inline constexpr std::size_t kDepthMax = 64;

/// A YAML document as JSON. Anchors, aliases and tags other than `!!str` are refused, so that a
/// short document can't stand for an endless one, and so are double keys, nesting over kDepthMax
/// and a second document. An empty text is null. [any]
///
/// Throws Error(kInvalid, "yaml_invalid") naming the line.
boost::json::value readYaml(const std::string& text);

}  // namespace itops::templates
